"""One number and what bears it; numbers of one unit, year and sequence follow each other."""

from django.db import models
from django.db.models import F, Q

from loa.foundation.documents.register.types import Source


class Register(models.Model):
    """The register of a unit. Its row is the lock under which numbers and their layout change."""

    unit = models.OneToOneField("orgs.Unit", models.PROTECT, related_name="+", primary_key=True)

    def __str__(self) -> str:
        return f"{self.unit_id}"


class Series(models.Model):
    """One sequence of numbers: a unit, a year, the kinds that share it."""

    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="documents_series_once", fields=("unit", "year", "code")),
        )

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.year}/{self.code}"


class Entry(models.Model):
    """A number once given stays given: a cancelled entry keeps it. No row is ever removed.

    `thing` is the address of what bears the number ("plans.report:12"), "" for a document that
    Loa does not hold. Columns follow NĐ 30/2020/NĐ-CP, annex IV part I.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    notation = models.CharField(max_length=100)
    subject = models.TextField()
    day = models.DateField()
    signer = models.CharField(max_length=200, blank=True)
    recipients = models.TextField(blank=True)
    keeper = models.CharField(max_length=200, blank=True)
    copies = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    thing = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=200, blank=True)
    cancel_reason = models.TextField(blank=True)
    search_key = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = (F("series__code").asc(), F("number").asc())
        constraints = (
            models.UniqueConstraint(name="documents_entry_number", fields=("series", "number")),
            models.UniqueConstraint(
                name="documents_entry_one_of_a_thing",
                fields=("thing",),
                condition=~Q(thing="") & Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                name="documents_entry_source",
                condition=Q(source__in=[each.value for each in Source]),
            ),
            models.CheckConstraint(name="documents_entry_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(
                name="documents_entry_cancelled_with_reason",
                condition=Q(cancelled_at=None, cancel_reason="")
                | Q(cancelled_at__isnull=False) & ~Q(cancel_reason=""),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"documents.entry:{self.pk}"
