"""To whom an issued document went, over which road, and who has opened it."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.types import Road

_ROADS = [road.value for road in Road]


class Delivery(models.Model):
    """A document on its way to one recipient: a unit, or a body outside by the words of its line.

    On the desk, by e-mail, or on paper with who took it and when; over each road once.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    body = models.CharField(max_length=300, blank=True)
    road = models.CharField(max_length=10)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    handed_on = models.DateField(null=True)
    handed_to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="plans_delivery_road", condition=Q(road__in=_ROADS)),
            models.CheckConstraint(
                name="plans_delivery_to_somebody",
                condition=Q(unit__isnull=False, body="") | Q(unit=None) & ~Q(body=""),
            ),
            models.CheckConstraint(
                name="plans_delivery_on_paper_to_somebody",
                condition=Q(road=Road.PAPER.value, handed_on__isnull=False) & ~Q(handed_to="")
                | ~Q(road=Road.PAPER.value) & Q(handed_on=None, handed_to=""),
            ),
            models.UniqueConstraint(
                name="plans_delivery_to_unit_once",
                fields=("plan", "unit", "road"),
                condition=Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="plans_delivery_to_body_once",
                fields=("plan", "body", "road"),
                condition=Q(unit=None),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.delivery:{self.pk}"


class Opening(models.Model):
    """That somebody of a unit has opened a document that was delivered to it; the first time."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="openings")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(name="plans_opening_once", fields=("plan", "unit")),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.unit_id}"
