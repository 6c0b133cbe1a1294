"""What falls due between two days: of a person, of his unit, or of the units below it."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Occurrence, Plan
from loa.modules.plans.queries import difficulties, questions, remarks, reports
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.queries.my_work import REPORT_STATE
from loa.modules.plans.queries.plans import report_periods, top_plans
from loa.modules.plans.queries.replies import Kind
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import Lateness, PlanState, ReportState, Verb, WorkState
from loa.modules.plans.types.due_days import DueDay, DueThing, Whose

_ASKED: tuple[tuple[Kind[Any, Any], DueThing], ...] = (
    (difficulties.KIND, DueThing.DIFFICULTY),
    (questions.KIND, DueThing.QUESTION),
    (remarks.KIND, DueThing.REMARK),
)
_REPORTED_WITHIN = timedelta(days=60)
"""No report falls due later than so after the end of its period."""
_COLUMNS = (
    "pk",
    "assignment__plan_id",
    "assignment__task_id",
    "assignment__task__title",
    "assignment__unit_id",
    "due_on",
    "state",
    "submitted_on",
    "period",
)


def due_days(actor: orgs.Actor, whose: Whose, first: date, last: date, today: date) -> list[DueDay]:
    """The things due on the days [first, last], by day; of plans at work only."""
    with orgs.one_forest():
        units, reporting = _units(actor, whose, today)
        found = [
            *_work(units, first, last, today),
            *_reports(actor, reporting, first, last, today),
        ]
        if whose is Whose.MINE:
            found += _answers(actor, first, last, today)
    return sorted(found, key=lambda one: (one.due_on, one.is_over, one.thing, one.title, one.id))


def _units(actor: orgs.Actor, whose: Whose, today: date) -> tuple[frozenset[int], frozenset[int]]:
    """The units whose work and whose reports are meant."""
    if whose is Whose.MINE:
        return _where(actor, today, Verb.PROPOSE, Verb.APPROVE), _where(
            actor, today, Verb.REPORT_DRAFT, Verb.REPORT_APPROVE, Verb.REPORT_CONSOLIDATE
        )
    own = orgs.unit_ids(actor, today)
    units = own if whose is Whose.UNIT else readable_units(actor, today) - own
    return units, units


def _where(actor: orgs.Actor, on: date, *verbs: Verb) -> frozenset[int]:
    return frozenset(unit for verb in verbs for unit, _name in orgs.units_where(actor, verb, on))


def _work(units: Collection[int], first: date, last: date, today: date) -> Iterator[DueDay]:
    rows = Occurrence.objects.filter(
        assignment__unit__in=units,
        assignment__plan__state=PlanState.ISSUED,
        due_on__range=(first, last),
    )
    for row in rows.order_by("pk").values_list(*_COLUMNS):
        pk, plan_id, task_id, title, unit_id, due_on, code, submitted_on, period = row
        state = WorkState(code)
        late = rules.lateness(rules.Timeliness(due_on, state, submitted_on), today)
        yield DueDay(
            DueThing.WORK, pk, plan_id, task_id, title, unit_id, due_on, state, late, period
        )


def _reports(
    actor: orgs.Actor, units: Collection[int], first: date, last: date, today: date
) -> Iterator[DueDay]:
    for plan in top_plans(actor, today).filter(state=PlanState.ISSUED):
        for span in report_periods(plan):
            is_near = first - _REPORTED_WITHIN <= span.last < last
            if not is_near or span.last < plan.as_of:
                continue
            owed = reports.owed(plan, span, today)
            if plan.issuer_id in units:
                owed.append(reports.owed_by_root(plan, span, today))
            for one in owed:
                if one.unit.id in units and first <= one.due_on <= last:
                    yield _report(plan, span.code, one)


def _report(plan: Plan, period: str, one: reports.Owed) -> DueDay:
    return DueDay(
        DueThing.REPORT if one.report else DueThing.REPORTS,
        one.report.pk if one.report else plan.pk,
        plan.pk,
        0,
        plan.subject or plan.source_name,
        one.unit.id,
        one.due_on,
        REPORT_STATE[ReportState(one.report.state) if one.report else None],
        one.lateness,
        period,
    )


def _answers(actor: orgs.Actor, first: date, last: date, today: date) -> Iterator[DueDay]:
    for kind, thing in _ASKED:
        for row in kind.held_by(kind.answering(actor, today), today):
            if first <= row.due_on <= last:
                is_remark = thing is DueThing.REMARK
                yield DueDay(
                    thing,
                    row.id,
                    0,
                    0,
                    row.about if is_remark else " ".join(row.words.split()),
                    row.holder_id if is_remark else row.unit_id,
                    row.due_on,
                    row.state,
                    Lateness.OVERDUE if row.is_late else Lateness.NONE,
                )
