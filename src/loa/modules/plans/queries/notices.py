"""Reads of notices."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Notice, Occurrence


def notices_for(actor: orgs.Actor, on: date) -> QuerySet[Notice]:
    """The notices of the actor's own units, newest first."""
    return Notice.objects.filter(unit__in=orgs.unit_ids(actor, on)).order_by("-at", "-id")


@dataclass(frozen=True)
class NoticeRow:
    """One line that tells a unit what others did; it leads to a piece of work or a report."""

    id: int
    at: datetime
    text: str
    occurrence_id: int | None
    report_id: int | None


def unseen_notices(actor: orgs.Actor, on: date, *, most: int) -> list[NoticeRow]:
    """The newest lines nobody of the actor's units has taken off the list."""
    rows = notices_for(actor, on).filter(seen_at=None)
    first = Occurrence.objects.filter(assignment=OuterRef("assignment")).order_by("ordinal")
    shown = rows.annotate(occurrence=Subquery(first.values("pk")[:1]))[:most]
    return [NoticeRow(row.pk, row.at, row.text, row.occurrence, row.report_id) for row in shown]
