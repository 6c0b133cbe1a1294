"""Dated values of the law, and what was loaded of them."""

from django.db import models
from django.db.models import Q


class LegalParameter(models.Model):
    """One value of one parameter from one day on; no value repeals it.

    The end is the next row's beginning. Rows are never changed: a correction supersedes.
    """

    code = models.CharField(max_length=100)
    in_force_from = models.DateField()
    value = models.JSONField(null=True)
    cites = models.TextField()
    verified = models.BooleanField()
    is_reference = models.BooleanField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="legal_parameter_one_value_a_day",
                fields=("code", "in_force_from"),
                condition=Q(superseded_at=None),
            ),
            models.CheckConstraint(name="legal_parameter_is_cited", condition=~Q(cites="")),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.in_force_from}"


class ReferenceMark(models.Model):
    """The content of the reference files that the tables hold; its lock orders those who write."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
