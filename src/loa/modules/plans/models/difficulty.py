"""A difficulty that a unit raised, each of its steps, and the direction that answered it."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import DifficultyMove, DifficultyState, Effect

_ANSWERED = DifficultyState.ANSWERED.value
_ROUNDS = (1, 2)
"""Raised, and raised once again."""


class Direction(models.Model):
    """What a holder answered («chỉ đạo»); one may answer several difficulties.

    `due_on` is the day to which work was moved, or that of the new task; `draft` and `task` are
    the revision of the plan that it opened and what was added there.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="directions")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    words = models.TextField()
    effect = models.CharField(max_length=20, default=Effect.NONE.value)
    due_on = models.DateField(null=True)
    draft = models.ForeignKey("plans.Plan", models.SET_NULL, null=True, related_name="+")
    task = models.ForeignKey("plans.Task", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(name="plans_direction_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="plans_direction_day_fits_effect",
                condition=Q(effect=Effect.NONE.value, due_on=None)
                | Q(effect__in=[one.value for one in Effect if one is not Effect.NONE])
                & Q(due_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.direction:{self.pk}"


class Difficulty(models.Model):
    """What stands in a unit's way, on a task or a clause of the plan, with whoever can decide.

    `unit` raised it (or holds the duties of who did), `holder` is to answer; it `reached_at` him
    then. By when is derived from that (`rules.difficulty`), never stored. `rounds` is 2 once it
    was raised again.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="difficulties")
    task = models.ForeignKey("plans.Task", models.PROTECT, null=True, related_name="+")
    clause = models.ForeignKey("plans.Clause", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    holder = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    words = models.TextField()
    wish = models.TextField(blank=True)
    state = models.CharField(max_length=20, default=DifficultyState.OPEN.value)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=200)
    reached_at = models.DateTimeField()
    rounds = models.PositiveSmallIntegerField(default=1)
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, related_name="difficulties")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_difficulty_state",
                condition=Q(state__in=[state.value for state in DifficultyState]),
            ),
            models.CheckConstraint(
                name="plans_difficulty_task_or_clause",
                condition=Q(task__isnull=False, clause=None) | Q(task=None, clause__isnull=False),
            ),
            models.CheckConstraint(name="plans_difficulty_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="plans_difficulty_direction_fits_state",
                condition=Q(state=_ANSWERED, direction__isnull=False)
                | ~Q(state=_ANSWERED) & Q(direction=None),
            ),
            models.CheckConstraint(
                name="plans_difficulty_raised_again_once", condition=Q(rounds__in=_ROUNDS)
            ),
        )
        indexes = (
            models.Index(name="plans_difficulty_of_holder", fields=("holder", "state")),
            models.Index(name="plans_difficulty_of_unit", fields=("unit", "state")),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.difficulty:{self.pk}"


class DifficultyStep(models.Model):
    """One thing that happened to a difficulty; `holder` is who had it then.

    `words` are the reason, what was raised, or what was directed.
    """

    difficulty = models.ForeignKey(Difficulty, models.CASCADE, related_name="steps")
    ordinal = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    holder = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_difficultystep_ordinal", fields=("difficulty", "ordinal")
            ),
            models.CheckConstraint(
                name="plans_difficultystep_move",
                condition=Q(move__in=[move.value for move in DifficultyMove]),
            ),
        )

    def __str__(self) -> str:
        return f"{self.move} {self.words[:60]}"
