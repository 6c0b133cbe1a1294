"""The rows behind each figure of the page of a head: as many as the figure says."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans.queries import oversight
from loa.modules.plans.queries.oversight_counts import (
    BEFORE,
    NOW,
    Counted,
    OwedReport,
    fell_due_rows,
    unacknowledged,
)
from loa.modules.plans.queries.plan_counts import given_rows
from loa.modules.plans.rules.oversight import Figures
from loa.modules.plans.types import CLOSED_STATES, DifficultyRow, Lateness, RemarkRow, WorkState
from loa.modules.plans.types.guidance import QuestionRow


class Behind(StrEnum):
    """Which figure; the values stand in addresses."""

    IN_TIME = "dung-han"
    LATE_NOW = "muon-ky-nay"
    IN_TIME_BEFORE = "dung-han-ky-truoc"
    LATE_BEFORE = "muon-ky-truoc"
    WORK = "tat-ca"
    DONE = "da-xong"
    OVERDUE = "qua-han"
    DONE_LATE = "xong-muon"
    MISSING = "bao-cao-chua-nop"
    WAITING = "cho-duyet"
    REPORTS_WAITING = "bao-cao-cho-nhan"
    DIFFICULTIES = "vuong-mac"
    QUESTIONS = "cau-hoi"
    REMARKS = "gop-y"
    URGINGS = "don-doc"


class Thing(StrEnum):
    """What a row opens."""

    WORK = "WORK"
    REPORT = "REPORT"
    REPORTS = "REPORTS"
    DIFFICULTY = "DIFFICULTY"
    QUESTION = "QUESTION"
    REMARK = "REMARK"


@dataclass(frozen=True)
class BehindRow:
    """One row; `id` is that of the thing, of REPORTS that of the plan, and `period` its period."""

    thing: Thing
    id: int
    title: str
    unit_id: int
    due_on: date | None
    state: str
    lateness: Lateness = Lateness.NONE
    period: str = ""


Found = tuple[Sequence[BehindRow], int]

_FELL = {
    Behind.IN_TIME: (NOW, False),
    Behind.LATE_NOW: (NOW, True),
    Behind.IN_TIME_BEFORE: (BEFORE, False),
    Behind.LATE_BEFORE: (BEFORE, True),
}
_GIVEN: dict[Behind, tuple[Collection[WorkState], Collection[Lateness]]] = {
    Behind.WORK: (tuple(WorkState), tuple(Lateness)),
    Behind.DONE: (CLOSED_STATES, tuple(Lateness)),
    Behind.OVERDUE: (tuple(WorkState), (Lateness.OVERDUE,)),
    Behind.DONE_LATE: (tuple(WorkState), (Lateness.DONE_LATE,)),
    Behind.WAITING: ((WorkState.SUBMITTED,), tuple(Lateness)),
}
_REPORTS: dict[Behind, Callable[[OwedReport], bool]] = {
    Behind.MISSING: lambda one: not one.is_in,
    Behind.REPORTS_WAITING: lambda one: one.waits,
}


def counts_behind(figures: Figures) -> dict[Behind, int]:
    """How many rows stand behind each figure of a unit."""
    return {
        Behind.IN_TIME: figures.now.in_time,
        Behind.LATE_NOW: figures.now.late,
        Behind.IN_TIME_BEFORE: figures.before.in_time,
        Behind.LATE_BEFORE: figures.before.late,
        Behind.WORK: figures.work,
        Behind.DONE: figures.done,
        Behind.OVERDUE: figures.overdue,
        Behind.DONE_LATE: figures.done_late,
        Behind.MISSING: figures.missing,
        Behind.WAITING: figures.waiting,
        Behind.REPORTS_WAITING: figures.reports_waiting,
        Behind.DIFFICULTIES: figures.difficulties,
        Behind.QUESTIONS: figures.questions or 0,
        Behind.REMARKS: figures.remarks or 0,
        Behind.URGINGS: figures.urgings,
    }


def rows_behind(found: Counted, unit_id: int, which: Behind, stretch: slice) -> Found:
    """A stretch of the rows of a figure, and how many there are."""
    units = found.units(unit_id)
    if which in _FELL:
        time, is_late = _FELL[which]
        rows, total = fell_due_rows(found, units, time, is_late=is_late, stretch=stretch)
        return [BehindRow(Thing.WORK, *row) for row in rows], total
    if which in _GIVEN:
        states, latenesses = _GIVEN[which]
        plans = [each.plan.pk for each in found.plans]
        given, total = given_rows(plans, units, found.today, states, latenesses, stretch=stretch)
        return [BehindRow(Thing.WORK, *row) for row in given], total
    every = _every(found, unit_id, units, which)
    return every[stretch], len(every)


def _every(found: Counted, unit_id: int, units: frozenset[int], which: Behind) -> list[BehindRow]:
    if which in _REPORTS:
        fits = _REPORTS[which]
        order = {row.id: row.order for row in orgs.tree(found.today)}
        owed = [one for one in found.reports if one.unit_id in units and fits(one)]
        owed.sort(key=lambda one: (one.due_on, order.get(one.unit_id, 0), one.plan_id))
        return [_report(one) for one in owed]
    if which is Behind.DIFFICULTIES:
        return [_asked(Thing.DIFFICULTY, row) for row in oversight.difficulties_of(unit_id, found)]
    if which is Behind.QUESTIONS:
        return [_asked(Thing.QUESTION, row) for row in oversight.questions_of(unit_id, found)]
    if which is Behind.REMARKS:
        return [_remark(row) for row in oversight.remarks_of(unit_id, found)]
    return _urged(units)


def _asked(thing: Thing, row: DifficultyRow | QuestionRow) -> BehindRow:
    late = Lateness.OVERDUE if row.is_late else Lateness.NONE
    return BehindRow(thing, row.id, row.words, row.unit_id, row.due_on, row.state.value, late)


def _remark(row: RemarkRow) -> BehindRow:
    """By what it is about: only who may answer it reads its words."""
    late = Lateness.OVERDUE if row.is_late else Lateness.NONE
    state = row.state.value
    return BehindRow(Thing.REMARK, row.id, row.about, row.holder_id, row.due_on, state, late)


def _report(one: OwedReport) -> BehindRow:
    thing = Thing.REPORT if one.report_id else Thing.REPORTS
    key = one.report_id or one.plan_id
    late = Lateness.OVERDUE if one.is_overdue else Lateness.NONE
    state = "WAITS" if one.waits else ""
    return BehindRow(thing, key, "", one.unit_id, one.due_on, state, late, one.period)


def _urged(units: frozenset[int]) -> list[BehindRow]:
    """Each opens the first work that it names."""
    rows = unacknowledged(units).prefetch_related("works__occurrence__assignment__task")
    found = []
    for row in rows.order_by("sent_at", "pk"):
        works = sorted(row.works.all(), key=lambda work: work.pk)
        first = works[0].occurrence
        title = first.assignment.task.title
        title += f" và {len(works) - 1} việc khác" if len(works) > 1 else ""
        day = local_day(row.sent_at) if row.sent_at else row.day
        found.append(BehindRow(Thing.WORK, first.pk, title, row.unit_id, day, "URGED"))
    return found
