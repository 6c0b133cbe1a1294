"""What a unit's document answers of the plan above it."""

from django.db import models
from django.db.models import Q


class Answer(models.Model):
    """A document of a unit answers a duty of its parent: with one of its tasks, or as a whole.

    `plan` is the unit's document, `task` one of its tasks (None: the document as a whole), `duty`
    the task of the plan above. A proposal that no person has confirmed counts nowhere.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="answers")
    task = models.ForeignKey("plans.Task", models.CASCADE, null=True, related_name="answers")
    duty = models.ForeignKey("plans.Task", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_answer_of_task_once",
                fields=("task", "duty"),
                condition=Q(task__isnull=False),
            ),
            models.UniqueConstraint(
                name="plans_answer_of_document_once",
                fields=("plan", "duty"),
                condition=Q(task=None),
            ),
            models.CheckConstraint(
                name="plans_answer_confirmed_by_somebody",
                condition=Q(confirmed_at=None, confirmed_by="")
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.duty_id}"
