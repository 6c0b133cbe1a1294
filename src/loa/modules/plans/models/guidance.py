"""Questions of units, and the guidance that answers them, in its editions."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types.guidance import QuestionState

_WITH_GUIDANCE = (QuestionState.ANSWERED.value, QuestionState.SETTLED.value)


class Guidance(models.Model):
    """What `unit` said once for all that have the same task or clause, kept to be found again.

    What it says stands in its editions; readers see the newest. `search_key` is that one's, folded.
    Without a row of GuidanceAbout it is about the plan as a whole.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    search_key = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_guidance_withdrawn_with_reason",
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        )
        indexes = (models.Index(name="plans_guidance_of_plan", fields=("plan", "given_at")),)

    def __str__(self) -> str:
        return self.search_key[:60]

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.guidance:{self.pk}"


class GuidanceEdition(models.Model):
    """One edition: the old ones stay beside the new; `reason` says why it took their place."""

    guidance = models.ForeignKey(Guidance, models.CASCADE, related_name="editions")
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    words = models.TextField()
    basis = models.TextField(blank=True)
    in_force_from = models.DateField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_guidanceedition_ordinal", fields=("guidance", "ordinal")
            ),
            models.CheckConstraint(
                name="plans_guidanceedition_says_something", condition=~Q(title="") & ~Q(words="")
            ),
            models.CheckConstraint(
                name="plans_guidanceedition_later_with_reason",
                condition=Q(ordinal=1) | ~Q(reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.title


class GuidanceAbout(models.Model):
    """A task or a clause that guidance is about."""

    guidance = models.ForeignKey(Guidance, models.CASCADE, related_name="abouts")
    task = models.ForeignKey("plans.Task", models.PROTECT, null=True, related_name="+")
    clause = models.ForeignKey("plans.Clause", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_guidanceabout_task_or_clause",
                condition=Q(task__isnull=False, clause=None) | Q(task=None, clause__isnull=False),
            ),
            models.UniqueConstraint(
                name="plans_guidanceabout_task_once", fields=("guidance", "task")
            ),
            models.UniqueConstraint(
                name="plans_guidanceabout_clause_once", fields=("guidance", "clause")
            ),
        )

    def __str__(self) -> str:
        return f"{self.guidance_id} {self.task_id or ''} {self.clause_id or ''}"


class Question(models.Model):
    """What a unit does not know how to do: on a task, a clause, or (neither) the plan as a whole.

    `unit` asked (or holds the duties of who did), `holder` is to answer; it `reached_at` him then.
    By when is derived from that (`rules.guidance`), never stored. `passed_from` is who handed it up
    last, with his reason.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="+")
    task = models.ForeignKey("plans.Task", models.PROTECT, null=True, related_name="+")
    clause = models.ForeignKey("plans.Clause", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    holder = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    words = models.TextField()
    state = models.CharField(max_length=20, default=QuestionState.OPEN.value)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    reached_at = models.DateTimeField()
    passed_from = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    passed_by = models.CharField(max_length=200, blank=True)
    passed_reason = models.TextField(blank=True)
    guidance = models.ForeignKey(Guidance, models.PROTECT, null=True, related_name="questions")
    difficulty = models.ForeignKey("plans.Difficulty", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_question_not_of_both",
                condition=Q(task=None) | Q(clause=None),
            ),
            models.CheckConstraint(name="plans_question_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="plans_question_state_fits",
                condition=Q(
                    state=QuestionState.OPEN.value, guidance=None, difficulty=None, closed_at=None
                )
                | Q(
                    state=QuestionState.WITHDRAWN.value,
                    guidance=None,
                    difficulty=None,
                    closed_at__isnull=False,
                )
                | Q(
                    state__in=_WITH_GUIDANCE,
                    guidance__isnull=False,
                    difficulty=None,
                    closed_at__isnull=False,
                )
                | Q(
                    state=QuestionState.TURNED.value,
                    guidance=None,
                    difficulty__isnull=False,
                    closed_at__isnull=False,
                ),
            ),
        )
        indexes = (
            models.Index(name="plans_question_of_plan", fields=("plan", "state")),
            models.Index(name="plans_question_of_holder", fields=("holder", "state")),
        )

    def __str__(self) -> str:
        return self.words

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.question:{self.pk}"
