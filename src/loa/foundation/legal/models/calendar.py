"""Days that differ from their weekday, and spans of which not all is known."""

from django.db import models
from django.db.models import F, Q

from loa.kernel.worktime import DayKind

# Codes, not enum members: a migration must not import this room.
_KINDS = sorted(kind.value for kind in DayKind)
_OFF = DayKind.OFF.value


class CalendarDay(models.Model):
    """A day off or a worked day, by a document. Rows are never changed: a correction supersedes.

    `sessions` holds the hours of a worked day ("07:30-11:30"), where they are not the usual ones.
    """

    day = models.DateField()
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    cites = models.TextField()
    verified = models.BooleanField()
    sessions = models.JSONField(default=list)
    is_reference = models.BooleanField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="legal_calendar_day_stands_once",
                fields=("day",),
                condition=Q(superseded_at=None),
            ),
            models.CheckConstraint(
                name="legal_calendar_day_known_kind", condition=Q(kind__in=_KINDS)
            ),
            models.CheckConstraint(
                name="legal_calendar_day_off_has_no_hours",
                condition=~Q(kind=_OFF) | Q(sessions=[]),
            ),
            models.CheckConstraint(
                name="legal_calendar_day_has_its_reason", condition=~Q(name="") & ~Q(cites="")
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"legal.calendar:{self.day}"


class CalendarDoubt(models.Model):
    """Days [not_known_from, not_known_to) of which the calendar does not know all.

    A document can settle it (`settled_cites`); a changed reference file supersedes it.
    """

    not_known_from = models.DateField()
    not_known_to = models.DateField()
    words = models.TextField()
    settled_cites = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="legal_calendar_doubt_stands_once",
                fields=("not_known_from", "not_known_to", "words"),
                condition=Q(superseded_at=None),
            ),
            models.CheckConstraint(
                name="legal_calendar_doubt_half_open",
                condition=Q(not_known_to__gt=F("not_known_from")),
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """Its address in the journal."""
        return f"legal.doubt:{self.pk}"
