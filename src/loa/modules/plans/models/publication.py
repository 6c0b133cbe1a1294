"""What everybody may read: a plan with its results, and activities that their unit chose."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import PublicFile

_FILES = [one.value for one in PublicFile]


class Publication(models.Model):
    """A plan that was made public; `ended_at` once that was taken back.

    `file` says which file of it everybody may have: none, as signed, or as composed here.
    """

    plan = models.OneToOneField("plans.Plan", models.PROTECT, related_name="publication")
    file = models.CharField(max_length=10, default=PublicFile.NONE.value)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="plans_publication_file", condition=Q(file__in=_FILES)),
        )

    def __str__(self) -> str:
        return f"{self.plan_id} {self.file}"


class ShownActivity(models.Model):
    """An activity that its unit chose for the public page, with its pictures or without."""

    activity = models.OneToOneField("plans.Activity", models.CASCADE, related_name="shown")
    with_pictures = models.BooleanField(default=False)
    shown_at = models.DateTimeField()
    shown_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.activity_id}"
