"""Who is at a draft right now, and which steps of reshaping it can be taken back."""

from django.db import models


class Presence(models.Model):
    """Somebody has the check of a draft open; a beat comes every few seconds, then it expires.

    `place` is the anchor of the last place looked at, so that whoever returns goes on there.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="presences")
    person_id = models.PositiveBigIntegerField(null=True)
    label = models.CharField(max_length=200)
    place = models.CharField(max_length=60, blank=True)
    task = models.ForeignKey("plans.Task", models.SET_NULL, null=True, related_name="+")
    is_editing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="plans_presence_once", fields=("plan", "label")),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.place}"


class DraftStep(models.Model):
    """A step that gave the draft another shape or let doubts stand, and what it takes to undo it.

    `before` holds the rows of the tasks as they were, `after` the version of each task that stands
    instead: one that was changed since is not taken back. `settled` are the ids of the doubts that
    somebody let stand as they are.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    words = models.CharField(max_length=400)
    before = models.JSONField()
    after = models.JSONField()
    settled = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(name="plans_draftstep_plan", fields=("plan", "-id")),)

    def __str__(self) -> str:
        return self.words
