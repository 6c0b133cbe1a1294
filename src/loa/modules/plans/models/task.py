"""A task of a plan: what, by whom, by when or how often, with which result."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import Schedule, TaskRole

_SCHEDULES = [schedule.value for schedule in Schedule]
_ROLES = [role.value for role in TaskRole]


class Task(models.Model):
    """One duty of the plan. `due_on` is set for a single task; a rhythm derives its days.

    `continues` is the same task in the revision before; `start`, `end` its place in the text,
    `annex` and `place` the file and row it was read of where that is an annex of its own.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="tasks")
    ordinal = models.PositiveIntegerField()
    clause = models.ForeignKey("plans.Clause", models.SET_NULL, null=True, related_name="+")
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    annex = models.ForeignKey("plans.Annex", models.SET_NULL, null=True, related_name="tasks")
    place = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    content = models.TextField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    forms = models.JSONField(default=list)
    audiences = models.JSONField(default=list)
    product = models.TextField(blank=True)
    deadline_words = models.CharField(max_length=300, blank=True)
    schedule = models.CharField(max_length=20, default=Schedule.ONCE.value)
    due_on = models.DateField(null=True)
    money = models.DecimalField(max_digits=18, decimal_places=0, null=True)
    money_source = models.CharField(max_length=50, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_task_ordinal",
                fields=("plan", "ordinal"),
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(name="plans_task_of_plan", fields=("id", "plan")),
            models.CheckConstraint(
                name="plans_task_schedule", condition=Q(schedule__in=_SCHEDULES)
            ),
            models.CheckConstraint(
                name="plans_task_due_fits_schedule",
                condition=Q(schedule=Schedule.ONCE.value, due_on__isnull=False)
                | ~Q(schedule=Schedule.ONCE.value) & Q(due_on=None),
            ),
            models.CheckConstraint(
                name="plans_task_money_not_negative", condition=Q(money=None) | Q(money__gte=0)
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.task:{self.pk}"


class TaskActor(models.Model):
    """Who a task is for: a named group or one unit. `is_included` False takes a unit out again.

    `words` are the document's own, with their place in the text.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="actors")
    role = models.CharField(max_length=20)
    group = models.CharField(max_length=50, blank=True)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    is_included = models.BooleanField(default=True)
    words = models.CharField(max_length=500, blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="plans_taskactor_role", condition=Q(role__in=_ROLES)),
            models.CheckConstraint(
                name="plans_taskactor_group_or_unit",
                condition=Q(group="", unit__isnull=False) | ~Q(group="") & Q(unit=None),
            ),
            models.UniqueConstraint(
                name="plans_taskactor_unit_once",
                fields=("task", "role", "unit"),
                condition=Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="plans_taskactor_group_once",
                fields=("task", "role", "group"),
                condition=~Q(group=""),
            ),
        )

    def __str__(self) -> str:
        return self.words or self.group


class TaskTarget(models.Model):
    """How much of a measure each assigned unit should reach."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="targets")
    measure = models.CharField(max_length=30)
    amount = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_tasktarget_once", fields=("task", "measure")),
            models.CheckConstraint(name="plans_tasktarget_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.amount}"
