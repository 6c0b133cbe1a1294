"""What waits for one person: to do, to approve, to accept, to report; and what waits for others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans.models import Occurrence, PeriodReport, Plan
from loa.modules.plans.queries import difficulties, questions, remarks, reports
from loa.modules.plans.queries.followed import own_days
from loa.modules.plans.queries.plans import open_drafts, report_periods, top_plans
from loa.modules.plans.queries.replies import Kind as ReplyKind
from loa.modules.plans.queries.work import occurrence_rows
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.rules.work import is_open
from loa.modules.plans.types import (
    DifficultyRow,
    DifficultyState,
    Lateness,
    PlanState,
    RemarkRow,
    RemarkState,
    ReportState,
    Verb,
    WorkRow,
    WorkState,
)
from loa.modules.plans.types.guidance import QuestionRow, QuestionState


class Kind(StrEnum):
    """What has to be done about a line; the codes name the words on the page."""

    CHECK_DRAFT = "CHECK_DRAFT"
    DO = "DO"
    APPROVE = "APPROVE"
    REVIEW = "REVIEW"
    EXEMPT = "EXEMPT"
    WRITE_REPORT = "WRITE_REPORT"
    APPROVE_REPORT = "APPROVE_REPORT"
    ACCEPT_REPORT = "ACCEPT_REPORT"
    ANSWER_DIFFICULTY = "ANSWER_DIFFICULTY"
    ANSWER_QUESTION = "ANSWER_QUESTION"
    ANSWER_REMARK = "ANSWER_REMARK"
    WAIT = "WAIT"
    DONE = "DONE"


_ASKED: tuple[tuple[ReplyKind[Any, Any], str, Kind], ...] = (
    (difficulties.KIND, "difficulty", Kind.ANSWER_DIFFICULTY),
    (questions.KIND, "question", Kind.ANSWER_QUESTION),
    (remarks.KIND, "remark", Kind.ANSWER_REMARK),
)
_OF_THE_UNIT = frozenset({Kind.DO, Kind.APPROVE})
TO_DO = frozenset(Kind) - {Kind.WAIT, Kind.DONE}


@dataclass(frozen=True)
class Line:
    """One thing in somebody's list. `thing` and `id` say which page it opens.

    `handed_in_on` is the day on which its unit handed in what waits to be looked at; `own_due_on`
    an earlier day that the unit set itself in its own plan. It is owed by `due_on` all the same.
    """

    kind: Kind
    thing: str
    id: int
    title: str
    unit_id: int
    due_on: date | None
    state: WorkState | DifficultyState | QuestionState | RemarkState
    lateness: Lateness
    period: str = ""
    handed_in_on: date | None = None
    own_due_on: date | None = None

    def wanted_on(self, today: date) -> date | None:
        """The day to be ready by: the unit's own as long as it has not passed."""
        own = self.own_due_on
        return own if own is not None and own >= today else self.due_on


def my_work(actor: orgs.Actor, on: date) -> list[Line]:
    """Everything that concerns the actor as the unit he has chosen, in no order."""
    with orgs.one_forest():
        reach = _Reach.of(actor, on)
        return [
            *_drafts(actor, on),
            *_work(on, reach),
            *_reports(actor, on, reach),
            *_replies(actor, on),
        ]


@dataclass(frozen=True)
class _Reach:
    """The units for which the actor may do each thing."""

    do: frozenset[int]
    approve: frozenset[int]
    review: frozenset[int]
    draft_report: frozenset[int]
    approve_report: frozenset[int]
    accept_report: frozenset[int]
    consolidate: frozenset[int]

    @classmethod
    def of(cls, actor: orgs.Actor, on: date) -> "_Reach":
        def units(verb: Verb) -> frozenset[int]:
            return frozenset(unit for unit, _name in orgs.units_where(actor, verb, on))

        return cls(
            do=units(Verb.PROPOSE),
            approve=units(Verb.APPROVE),
            review=units(Verb.ACCEPT),
            draft_report=units(Verb.REPORT_DRAFT),
            approve_report=units(Verb.REPORT_APPROVE),
            accept_report=units(Verb.REPORT_ACCEPT),
            consolidate=units(Verb.REPORT_CONSOLIDATE),
        )


def _drafts(actor: orgs.Actor, on: date) -> Iterator[Line]:
    drafts = list(open_drafts(actor, on))
    issuing: frozenset[int] = frozenset()
    if any(plan.proposed_at for plan in drafts):
        issuing = frozenset(unit for unit, _name in orgs.units_where(actor, Verb.OWN_ISSUE, on))
    for plan in drafts:
        title = plan.subject or plan.source_name
        is_handed_on = plan.proposed_at is not None
        state = WorkState.RETURNED if plan.asked_back else WorkState.NOT_STARTED
        yield Line(
            Kind.WAIT if is_handed_on and plan.issuer_id not in issuing else Kind.CHECK_DRAFT,
            "draft",
            plan.pk,
            title,
            plan.issuer_id,
            None,
            WorkState.SUBMITTED if is_handed_on else state,
            Lateness.NONE,
        )


def _work(on: date, reach: _Reach) -> Iterator[Line]:
    units = reach.do | reach.approve | reach.review
    begun = Occurrence.objects.filter(
        assignment__unit__in=units,
        assignment__plan__state=PlanState.ISSUED,
        starts_on__lte=on,
    )
    own = own_days(reach.do | reach.approve)
    for row in occurrence_rows(begun, on):
        kind = _kind_of(row, reach)
        day = own.get(row.assignment_id)
        if kind is not None:
            yield Line(
                kind,
                "work",
                row.occurrence_id,
                row.title,
                row.unit_id,
                row.due_on,
                row.state,
                row.lateness,
                handed_in_on=row.submitted_on if row.state is WorkState.SUBMITTED else None,
                own_due_on=day if day and day < row.due_on and kind in _OF_THE_UNIT else None,
            )


def _kind_of(row: WorkRow, reach: _Reach) -> Kind | None:
    if row.unit_id in reach.review and (row.asks_exempt or row.state is WorkState.SUBMITTED):
        return Kind.EXEMPT if row.asks_exempt else Kind.REVIEW
    if row.unit_id not in reach.do | reach.approve:
        return None
    if not is_open(row.state):
        return Kind.DONE
    if row.is_proposed and row.unit_id in reach.approve:
        return Kind.APPROVE
    return Kind.WAIT if row.is_proposed or row.state is WorkState.SUBMITTED else Kind.DO


def _replies(actor: orgs.Actor, on: date) -> Iterator[Line]:
    """What is to be answered; for who asked, what he waits for."""
    for kind, thing, what in _ASKED:
        answering, waiting = kind.waits_for(actor, on)
        for row in answering:
            yield _reply(what, thing, row)
        for row in waiting:
            yield _reply(Kind.WAIT, thing, row)


def _reply(kind: Kind, thing: str, row: DifficultyRow | QuestionRow | RemarkRow) -> Line:
    unit_id = row.holder_id if isinstance(row, RemarkRow) else row.unit_id
    title = " ".join(row.words.split())
    late = Lateness.OVERDUE if row.is_late else Lateness.NONE
    return Line(kind, thing, row.id, title, unit_id, row.due_on, row.state, late)


def _reports(actor: orgs.Actor, on: date, reach: _Reach) -> Iterator[Line]:
    of = reach.draft_report | reach.approve_report | reach.accept_report
    for plan in top_plans(actor, on).filter(state=PlanState.ISSUED):
        spans = [one for one in report_periods(plan) if plan.as_of <= one.last < on]
        owed = reports.owed_for(plan, spans, on, among=of) if of else {}
        for span in spans:
            yield from _reports_of(plan, span, on, reach, owed.get(span, []))


def _reports_of(
    plan: Plan, span: Span, on: date, reach: _Reach, of_units: list[reports.Owed]
) -> Iterator[Line]:
    mine = reach.draft_report | reach.approve_report
    owed = [(one, mine) for one in of_units]
    root = reach.consolidate | reach.approve_report
    if plan.issuer_id in root:
        owed.append((reports.owed_by_root(plan, span, on), root))
    for one, units in owed:
        kind = _report_kind(one.report, one.unit.id, reach, units)
        if kind is None:
            continue
        yield Line(
            kind=kind,
            thing="report" if one.report else "report-list",
            id=one.report.pk if one.report else plan.pk,
            title=plan.subject or plan.source_name,
            unit_id=one.unit.id,
            due_on=one.due_on,
            state=REPORT_STATE[ReportState(one.report.state) if one.report else None],
            lateness=one.lateness,
            period=span.code,
            handed_in_on=_handed_in(one.report),
        )


def _handed_in(report: PeriodReport | None) -> date | None:
    if report is None or report.state != ReportState.SUBMITTED or report.submitted_at is None:
        return None
    return local_day(report.submitted_at)


def _report_kind(
    report: PeriodReport | None, unit_id: int, reach: _Reach, mine: frozenset[int]
) -> Kind | None:
    state = ReportState(report.state) if report else None
    if state is ReportState.SUBMITTED and unit_id in reach.accept_report:
        return Kind.ACCEPT_REPORT
    if unit_id not in mine:
        return None
    if state is ReportState.ACCEPTED:
        return Kind.DONE
    if state is ReportState.SUBMITTED:
        return Kind.WAIT
    if state is ReportState.PROPOSED:
        return Kind.APPROVE_REPORT if unit_id in reach.approve_report else Kind.WAIT
    return Kind.WRITE_REPORT


REPORT_STATE = {
    None: WorkState.NOT_STARTED,
    ReportState.DRAFT: WorkState.IN_PROGRESS,
    ReportState.PROPOSED: WorkState.IN_PROGRESS,
    ReportState.SUBMITTED: WorkState.SUBMITTED,
    ReportState.RETURNED: WorkState.RETURNED,
    ReportState.ACCEPTED: WorkState.DONE,
}
