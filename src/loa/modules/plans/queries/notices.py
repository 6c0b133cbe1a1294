"""Reads of notices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.modules.plans.models import (
    Assignment,
    Notice,
    NoticeSeen,
    Occurrence,
    Plan,
    Upload,
)
from loa.modules.plans.queries import difficulties, questions, remarks
from loa.modules.plans.queries.guidance import visible_guidance
from loa.modules.plans.queries.reports import visible_reports
from loa.modules.plans.queries.work import visible_work
from loa.modules.plans.types import NoticeKind

Notices = QuerySet[Notice]
NEWS_KEPT = timedelta(days=180)
"""How long notices are kept; what they told of stays in the journal."""
MOST_COUNTED = 100
_MOST_LISTED = 300
_OF_DOCUMENTS = frozenset({NoticeKind.DELIVERED.value, NoticeKind.DELIVERY_REMINDED.value})
_OF_GUIDANCE = "plans.guidance:"


@dataclass(frozen=True)
class NoticeRow:
    """One line of news; it leads to the thing that it is about, where that has a page."""

    id: int
    at: datetime
    text: str
    kind: str
    occurrence_id: int | None
    report_id: int | None
    upload_id: int | None
    is_new: bool
    difficulty_id: int | None = None
    plan_id: int | None = None
    question_id: int | None = None
    guidance_id: int | None = None
    remark_id: int | None = None


class Unseen(NamedTuple):
    """The newest lines that somebody has not seen; how many there are, MOST_COUNTED at most."""

    newest: list[NoticeRow]
    total: int


def notices_for(actor: orgs.Actor, on: date) -> Notices:
    """The notices of the person and of the units in which he holds a post, newest first."""
    mine = Q(unit__in=orgs.unit_ids(actor, on))
    if actor.person_id is not None:
        mine |= Q(person_id=actor.person_id)
    return Notice.objects.filter(mine).order_by("-at", "-id")


def unseen_for(actor: orgs.Actor, on: date) -> Notices:
    """Those that the person has not seen since they were told last; no program has any."""
    if actor.person_id is None:
        return Notice.objects.none()
    seen = NoticeSeen.objects.filter(
        notice=OuterRef("pk"), person_id=actor.person_id, at__gte=OuterRef("at")
    )
    return notices_for(actor, on).filter(~Exists(seen))


def unseen_count(actor: orgs.Actor, on: date) -> int:
    """How many the person has not seen, MOST_COUNTED at most; one query."""
    return len(unseen_for(actor, on).values_list("pk", flat=True)[:MOST_COUNTED])


def unseen_notices(actor: orgs.Actor, on: date, *, most: int) -> Unseen:
    """The newest that the person has not seen, with what `unseen_count` gives."""
    lines = _lines(unseen_for(actor, on))
    return Unseen(_rows(actor, lines, on)[:most], min(len(lines), MOST_COUNTED))


def all_notices(actor: orgs.Actor, on: date) -> list[NoticeRow]:
    """What is kept, the newest _MOST_LISTED, without what the person may no longer see."""
    return _rows(actor, _lines(notices_for(actor, on)), on)


def _lines(rows: Notices) -> list[Any]:
    """The newest of them, each with the first time of the work that it is about."""
    first = Occurrence.objects.filter(assignment=OuterRef("assignment")).order_by("ordinal")
    return list(rows.annotate(occurrence=Subquery(first.values("pk")[:1]))[:_MOST_LISTED])


def _rows(actor: orgs.Actor, lines: list[Any], on: date) -> list[NoticeRow]:
    marks = NoticeSeen.objects.filter(
        person_id=actor.person_id or 0, notice__in=[line.pk for line in lines]
    )
    seen = dict(marks.values_list("notice", "at"))
    found = [
        NoticeRow(
            id=line.pk,
            at=line.at,
            text=line.text,
            kind=line.kind,
            occurrence_id=_number(line.thing, "plans.occurrence:") or line.occurrence,
            report_id=line.report_id,
            upload_id=_number(line.thing, "plans.upload:"),
            is_new=line.pk not in seen or seen[line.pk] < line.at,
            difficulty_id=_number(line.thing, "plans.difficulty:"),
            plan_id=_number(line.thing, "plans.plan:") if line.kind in _OF_DOCUMENTS else None,
            question_id=_number(line.thing, "plans.question:"),
            guidance_id=_number(line.thing, _OF_GUIDANCE),
            remark_id=_number(line.thing, "plans.remark:"),
        )
        for line in lines
    ]
    things = _Things.of(actor, found, on)
    return [row for row in found if things.may_see(row)]


@dataclass(frozen=True)
class _Things:
    """What notices are about, of which the reader may see these on the day of reading."""

    works: frozenset[int]
    reports: frozenset[int]
    uploads: frozenset[int]
    difficulties: frozenset[int]
    questions: frozenset[int]
    guidance: frozenset[int]
    remarks: frozenset[int]

    @classmethod
    def of(cls, actor: orgs.Actor, rows: list[NoticeRow], on: date) -> "_Things":
        return cls(
            _seen(visible_work, [row.occurrence_id for row in rows], actor, on),
            _seen(visible_reports, [row.report_id for row in rows], actor, on),
            _seen(_sent_by, [row.upload_id for row in rows], actor, on),
            _seen(difficulties.KIND.visible, [row.difficulty_id for row in rows], actor, on),
            _seen(questions.KIND.visible, [row.question_id for row in rows], actor, on),
            _seen(visible_guidance, [row.guidance_id for row in rows], actor, on),
            _seen(remarks.KIND.visible, [row.remark_id for row in rows], actor, on),
        )

    def may_see(self, row: NoticeRow) -> bool:
        """Rights of the day on which it is read, not of the day on which it was told."""
        about = (
            (row.upload_id, self.uploads),
            (row.difficulty_id, self.difficulties),
            (row.question_id, self.questions),
            (row.guidance_id, self.guidance),
            (row.remark_id, self.remarks),
            (row.report_id, self.reports),
        )
        for number, seen in about:
            if number:
                return number in seen
        return row.occurrence_id is None or row.occurrence_id in self.works


def _sent_by(actor: orgs.Actor, on: date) -> QuerySet[Upload]:
    del on  # what one sent stays one's own
    return Upload.objects.filter(person_id=actor.person_id or 0)


def _seen(
    visible: Callable[[orgs.Actor, date], QuerySet[Any]],
    told: Iterable[int | None],
    actor: orgs.Actor,
    on: date,
) -> frozenset[int]:
    """Which of those that were told of the reader may see; nothing told is nothing asked."""
    ids = {pk for pk in told if pk}
    if not ids:
        return frozenset()
    return frozenset(visible(actor, on).filter(pk__in=ids).values_list("pk", flat=True))


def _number(thing: str, kind: str) -> int | None:
    return int(thing.removeprefix(kind)) if thing.startswith(kind) else None


def unread_guidance(actor: orgs.Actor, on: date) -> frozenset[int]:
    """The guidance that the person was told of and has not taken off his list."""
    things = unseen_for(actor, on).filter(thing__startswith=_OF_GUIDANCE)
    found = things.order_by().values_list("thing", flat=True)
    return frozenset(int(thing.removeprefix(_OF_GUIDANCE)) for thing in found)


def unseen_of_guidance(actor: orgs.Actor, ref: str, on: date) -> list[int]:
    """The notices about guidance that the person has not seen."""
    return list(unseen_for(actor, on).filter(thing=ref).values_list("pk", flat=True))


def assignments_in_order(plan_id: int) -> list[tuple[int, int]]:
    """(assignment, unit) of what a plan gives out anew, in the order of its tasks.

    What a unit had already, under the revision before or by the plan above, is not news to it.
    """
    before = Assignment.objects.filter(task=OuterRef("task__continues"), unit=OuterRef("unit"))
    begun = Occurrence.objects.filter(assignment=OuterRef("pk"))
    rows = Assignment.objects.filter(Exists(begun), plan=plan_id).exclude(Exists(before))
    return list(rows.order_by("task__ordinal", "id").values_list("pk", "unit_id"))


def subject_of(plan_id: int) -> str:
    """What a plan is about, in its own words."""
    plan = get_one(Plan.objects.filter(pk=plan_id))
    return plan.subject or plan.source_name


def giver_of(plan_id: int) -> str:
    """Who gives the work of a plan, as news name him."""
    plan = get_one(Plan.objects.filter(pk=plan_id))
    if plan.parent_id is None:
        return "UBND tỉnh"
    return orgs.last_row(plan.issuer_id, plan.as_of).body_name
