"""Units: an identity that lives for ever, and what it was called and whose it was, by day."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from loa.foundation.orgs.types import Kind, Level, SuccessionKind


class Unit(models.Model):
    """One body as long as it is the same body. What changes with time stands in UnitState.

    `key` is ours and lasts; the official code of a commune does not tell bodies apart, since the
    Statistics Office gave codes of abolished communes to the new ones of 1 July 2025.
    """

    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in Kind])

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="orgs_unit_kind_known",
                condition=Q(kind__in=sorted(kind.value for kind in Kind)),
            ),
        )

    def __str__(self) -> str:
        return self.key


class UnitStateQuerySet(models.QuerySet["UnitState"]):
    """Filters by day."""

    def as_of(self, on: date) -> "UnitStateQuerySet":
        """The states that hold on the day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


class UnitState(models.Model):
    """Name, level and parent of a unit over [valid_from, valid_to); no row = it does not exist."""

    unit = models.ForeignKey("orgs.Unit", models.CASCADE, related_name="states")
    code = models.CharField(max_length=30, db_index=True)
    name = models.CharField(max_length=150)
    short_name = models.CharField(max_length=80)
    search_key = models.CharField(max_length=150, db_index=True)
    level = models.CharField(max_length=10, choices=[(level.value, level.value) for level in Level])
    parent = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", null=True)
    order = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    verified = models.BooleanField()
    cites = models.CharField(max_length=200)
    is_reference = models.BooleanField(default=True)

    objects = UnitStateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="orgs_unitstate_half_open",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
            models.UniqueConstraint(name="orgs_unitstate_one_start", fields=("unit", "valid_from")),
            models.UniqueConstraint(
                name="orgs_unitstate_one_open", fields=("unit",), condition=Q(valid_to=None)
            ),
            models.CheckConstraint(
                name="orgs_unitstate_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("unit")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} [{self.valid_from}, {self.valid_to})"


class UnitSuccession(models.Model):
    """On a day, what the old unit was for passes (in whole or part) to the new one."""

    old = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    new = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in SuccessionKind]
    )
    verified = models.BooleanField()
    cites = models.CharField(max_length=200)
    is_reference = models.BooleanField(default=True)
    announced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="orgs_unitsuccession_once", fields=("old", "new", "on")),
            models.CheckConstraint(
                name="orgs_unitsuccession_two_units", condition=~Q(old=F("new"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} ({self.on})"

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"orgs.succession:{self.pk}"


class ReferenceMark(models.Model):
    """A fact about the tables above: which files stand in them, and their last change."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
