"""Reads of notices."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import Assignment, Notice, Occurrence, Plan


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


def assignments_in_order(plan_id: int) -> list[tuple[int, int]]:
    """(assignment, unit) of what a plan gives out anew, in the order of its tasks.

    What a unit had already under the revision before is not news to it.
    """
    before = Assignment.objects.filter(task=OuterRef("task__continues"), unit=OuterRef("unit"))
    rows = Assignment.objects.filter(plan=plan_id).exclude(Exists(before))
    return list(rows.order_by("task__ordinal", "id").values_list("pk", "unit_id"))


def subject_of(plan_id: int) -> str:
    """What a plan is about, in its own words."""
    plan = get_one(Plan.objects.filter(pk=plan_id))
    return plan.subject or plan.source_name
