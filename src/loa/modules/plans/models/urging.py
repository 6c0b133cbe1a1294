"""What units were told about work that is late or due soon: by a person, or by the house."""

from django.db import models
from django.db.models import Q

from loa.modules.plans.rules.urging import UrgingState, Way

_QUEUED, _SENT, _SETTLED = (
    UrgingState.QUEUED.value,
    UrgingState.SENT.value,
    UrgingState.SETTLED.value,
)


class UrgingRound(models.Model):
    """One act of a person: all late units of a plan that he chose, urged at once.

    `key` comes with the form, so a second click finds the first. `already` and `unreachable` are
    the ids of units that got nothing: told before on that day; nobody there to be told.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="urging_rounds")
    key = models.UUIDField(unique=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, null=True, related_name="+")
    send_at = models.DateTimeField()
    already = models.JSONField(default=list)
    unreachable = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.urginground:{self.pk}"


class Urging(models.Model):
    """One text to one unit on one day, about all works named in it.

    `day` is the day on which it is, or will be, sent. `to` are the roles that it is for, `by` the
    channels; of the way PHONE or ZALO a person did it himself and only says so. What an e-mail came
    to stands in its own room.
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="urgings")
    round = models.ForeignKey(UrgingRound, models.PROTECT, null=True, related_name="urgings")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, default=Way.HOUSE.value)
    step = models.CharField(max_length=30)
    to = models.JSONField(default=list)
    by = models.JSONField(default=list)
    day = models.DateField()
    at = models.DateTimeField()
    sender = models.CharField(max_length=200)
    send_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    sent_at = models.DateTimeField(null=True)
    text = models.TextField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="plans_urging_way", condition=Q(way__in=[way.value for way in Way])
            ),
            models.CheckConstraint(
                name="plans_urging_sent_fits_state",
                condition=Q(state__in=[_QUEUED, _SETTLED], sent_at=None)
                | Q(state=_SENT, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plans_urging_acknowledged_with_name",
                condition=Q(acknowledged_at=None, acknowledged_by="")
                | Q(acknowledged_at__isnull=False) & ~Q(acknowledged_by=""),
            ),
        )
        indexes = (
            models.Index(name="plans_urging_of_plan", fields=("plan", "day")),
            models.Index(
                name="plans_urging_queued", fields=("send_at",), condition=Q(state=_QUEUED)
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"plans.urging:{self.pk}"


class UrgedWork(models.Model):
    """A work that a text names. Of one work a unit is told once a day, whoever tells it.

    `unit` and `day` are those of the urging, so that the table itself refuses a second one.
    `was_settled`: it was owed no more when the text was sent, which therefore leaves it out.
    """

    urging = models.ForeignKey(Urging, models.CASCADE, related_name="works")
    occurrence = models.ForeignKey("plans.Occurrence", models.PROTECT, related_name="+")
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    was_settled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="plans_urgedwork_once_a_day", fields=("occurrence", "unit", "day")
            ),
        )
        indexes = (models.Index(name="plans_urgedwork_of_unit", fields=("unit", "day")),)

    def __str__(self) -> str:
        return f"{self.urging_id}: {self.occurrence_id}"
