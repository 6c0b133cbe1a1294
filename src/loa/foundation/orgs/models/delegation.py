"""Who stands in for whom: a post's rights handed to a colleague for dated days."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Filters by day."""

    def in_force(self, on: date) -> "DelegationQuerySet":
        """Those whose days hold the day."""
        return self.filter(valid_from__lte=on, valid_to__gt=on)

    def not_over(self, on: date) -> "DelegationQuerySet":
        """Those that are in force on the day or come later."""
        return self.filter(valid_to__gt=F("valid_from")).filter(valid_to__gt=on)


class Delegation(models.Model):
    """The rights of a post, lent to a deputy over [valid_from, valid_to); it ends by itself.

    Ended before its first day it is empty: both days are the same.
    """

    post = models.ForeignKey("orgs.Post", models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey("orgs.Person", models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()
    version = models.PositiveIntegerField(default=1)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="orgs_delegation_half_open", condition=Q(valid_to__gte=F("valid_from"))
            ),
        )
        indexes = (models.Index(name="orgs_delegation_of", fields=("deputy", "valid_to")),)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"orgs.delegation:{self.pk}"
