"""An assignment: one task with one unit; its occurrences carry day and state."""

from django.db import models
from django.db.models import F, Q

from loa.modules.plans.types import TaskRole, WorkState

_STATES = [state.value for state in WorkState]
_SUBMITTED = WorkState.SUBMITTED.value
_NOT_APPLICABLE = WorkState.NOT_APPLICABLE.value
_DONE = WorkState.DONE.value

# PostgreSQL lets a CHECK pass that comes out NULL, so each date says whether it must be there.
_DATES_FIT_STATE = (
    Q(state__in=[WorkState.NOT_STARTED.value, WorkState.IN_PROGRESS.value], closed_on=None)
    | Q(state=_SUBMITTED, submitted_on__isnull=False, closed_on=None)
    | Q(state=WorkState.RETURNED.value, closed_on=None) & ~Q(reason="")
    | Q(state=_DONE, submitted_on__isnull=False, closed_on__isnull=False)
    | Q(state=_NOT_APPLICABLE, closed_on__isnull=False) & ~Q(reason="")
)


class Assignment(models.Model):
    """One task given to one unit, to lead or to coordinate."""

    # In the tables one key leads to the task of this plan (migration 0008), so that neither is
    # asked for by itself. Tasks and units are found by the indexes below, which begin with them.
    plan = models.ForeignKey(
        "plans.Plan", models.PROTECT, related_name="assignments", db_constraint=False
    )
    task = models.ForeignKey(
        "plans.Task",
        models.PROTECT,
        related_name="assignments",
        db_constraint=False,
        db_index=False,
    )
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20)
    issued_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_assignment_once", fields=("task", "unit")),
            models.CheckConstraint(
                name="plans_assignment_role",
                condition=Q(role__in=[role.value for role in TaskRole]),
            ),
        )
        indexes = (models.Index(name="plans_assignment_by_unit", fields=("unit", "plan")),)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.assignment:{self.pk}"


class Occurrence(models.Model):
    """One time that an assignment falls due: the only one, or that of a period.

    Covers the days [starts_on, ends_on]. `submitted_on` is the day its head approved it (of a
    coordinating unit: said done); being late is derived from it and from `due_on`, never stored.
    `directed_due_on` is the due day where a direction set it: no calendar moves that one.
    """

    assignment = models.ForeignKey(
        Assignment, models.PROTECT, related_name="occurrences", db_index=False
    )  # the index of the ordinals begins with it
    ordinal = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    directed_due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, default=WorkState.NOT_STARTED.value)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    submitted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    exempt_reason = models.TextField(blank=True)
    entered_for_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_occurrence_ordinal", fields=("assignment", "ordinal")
            ),
            models.CheckConstraint(name="plans_occurrence_state", condition=Q(state__in=_STATES)),
            models.CheckConstraint(
                name="plans_occurrence_dates_fit_state", condition=_DATES_FIT_STATE
            ),
            models.CheckConstraint(
                name="plans_occurrence_span", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="plans_occurrence_directed_day_holds",
                condition=Q(directed_due_on=None) | Q(directed_due_on=F("due_on")),
            ),
        )
        indexes = (models.Index(name="plans_occurrence_due", fields=("state", "due_on")),)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.occurrence:{self.pk}"

    def is_repeat(self, version: int, **asked: object) -> bool:
        """Whether the same call, sent before, has already made of `version` what is asked now."""
        return self.version == version + 1 and all(getattr(self, k) == asked[k] for k in asked)
