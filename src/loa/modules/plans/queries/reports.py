"""Reads of period reports: what a unit owes, what it drafted, what its units reported."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.modules.plans.models import Activity, Assignment, PeriodReport, Plan
from loa.modules.plans.queries import difficulties, totals
from loa.modules.plans.queries.lineage import (
    holders,
    readable_units,
    refuse_closed,
    revision_in_force,
    revisions,
)
from loa.modules.plans.queries.plans import report_due_days, report_periods
from loa.modules.plans.queries.work import plan_work, work_rows
from loa.modules.plans.rules import reporting as rules
from loa.modules.plans.rules.report_arrivals import Arrival, Return
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.types import FROZEN_REPORTS, Lateness, TaskRole

NO_REPORT_KINDS = frozenset({orgs.Kind.PARTNER, orgs.Kind.PRESS})


@dataclass(frozen=True)
class Owed:
    """The report of one unit for one period, written or not.

    `report` is the newest edition. A correction being written leaves the edition before it in.
    """

    unit: orgs.UnitRow
    due_on: date
    report: PeriodReport | None
    is_in: bool
    lateness: Lateness

    @property
    def is_late(self) -> bool:
        """Whether it came after its day, or is owed past it."""
        return self.lateness is not Lateness.NONE

    @property
    def is_overdue(self) -> bool:
        """Whether it is owed past its day."""
        return self.lateness is Lateness.OVERDUE


def period_of(plan: Plan, code: str) -> Span:
    """The period of that code by the plan's rule. Raises a DomainError for a code of no period."""
    period = legal.period(plan.period_rule, code, on=plan.as_of)
    return Span(period.code, period.first, period.last)


def visible_reports(actor: orgs.Actor, on: date) -> QuerySet[PeriodReport]:
    """The reports of the units whose work the actor may see."""
    rows = PeriodReport.objects.filter(unit__in=readable_units(actor, on))
    return rows.select_related("plan")


def get_report(actor: orgs.Actor, report_id: int, on: date) -> PeriodReport:
    """One report to work on, locked. Raises NotFound, PlanClosed."""
    report = locked_report(actor, report_id, on)
    refuse_closed(report.plan)
    return report


def locked_report(actor: orgs.Actor, report_id: int, on: date) -> PeriodReport:
    """One report, locked, of a closed plan too: to give it its number. Raises NotFound."""
    locked = visible_reports(actor, on).select_for_update(of=("self",), no_key=True)
    return get_one(locked.filter(pk=report_id))


def report_for(actor: orgs.Actor, report_id: int, on: date) -> PeriodReport:
    """One report to show. Raises NotFound."""
    return get_one(visible_reports(actor, on).filter(pk=report_id))


def lock_by_ref(ref: str) -> PeriodReport | None:
    """The report of an address in the journal, locked; None where the address is of no report."""
    room, _, key = ref.partition(":")
    if room != "plans.report" or not key.isdecimal():
        return None
    rows = PeriodReport.objects.select_for_update(of=("self",), no_key=True)
    return rows.filter(pk=int(key)).first()


def latest(plan: Plan, period: str) -> dict[int, PeriodReport]:
    """The newest edition of each unit's report for the period."""
    return {row.unit_id: row for row in _editions(plan, [period])}


def in_force(plan: Plan, period: str) -> dict[int, PeriodReport]:
    """The newest edition of each unit that was handed in: what its superior counts."""
    rows = _editions(plan, [period]).filter(state__in=FROZEN_REPORTS)
    return {row.unit_id: row for row in rows}


def _editions(plan: Plan, periods: Collection[str]) -> QuerySet[PeriodReport]:
    """All editions, oldest first; a report handed in before an amendment stays in."""
    rows = PeriodReport.objects.filter(plan__in=revisions(plan), period__in=periods)
    return rows.order_by("unit_id", "edition", "plan__revision")


def reporting_units(plan: Plan, on: date) -> list[orgs.UnitRow]:
    """The units that owe a report: all with an assignment, but partners, in the tree's order.

    What units do by their own plans stands in their reports on the plan above, once.
    """
    return _reporting(_holding(plan, None), on)


def _reporting(held: Collection[int], on: date) -> list[orgs.UnitRow]:
    return [unit for unit in orgs.tree(on) if unit.id in held and unit.kind not in NO_REPORT_KINDS]


def _holding(plan: Plan, among: Collection[int] | None) -> set[int]:
    """The units with work in the plan, of all or of some; none by a unit's own plan."""
    if plan.parent_id is not None:
        return set()
    given = Assignment.objects.filter(plan=plan)
    if among is not None:
        given = given.filter(unit__in=among)
    return set(given.order_by().values_list("unit_id", flat=True).distinct())


def due_on(period: Span, level: orgs.Level, *, is_root: bool = False) -> date:
    """The last day in time for the report of a unit of that level, or of the province itself.

    By the law of the day from which it is reported.
    """
    if not is_root:
        return due_days_by_level(period, {level})[level]
    days = legal.due_days(period.reported_from)["province"]
    return legal.working_calendar().nth_after(period.last, days)


def due_days_by_level(period: Span, levels: Collection[orgs.Level]) -> dict[orgs.Level, date]:
    """The last days in time for the reports of units of those levels."""
    if not levels:
        return {}
    calendar = legal.working_calendar()
    within = report_due_days(levels, period.reported_from)
    return {level: calendar.nth_after(period.last, days) for level, days in within.items()}


def owed(plan: Plan, period: Span, today: date, *, below: int | None = None) -> list[Owed]:
    """Who owes a report for the period and whether it came: of the units below one, or of all."""
    every = owed_for(plan, [period], today)[period]
    return [one for one in every if below is None or one.unit.parent_id == below]


def owed_for(
    plan: Plan, periods: Collection[Span], today: date, among: Collection[int] | None = None
) -> dict[Span, list[Owed]]:
    """The same for several periods, of all units or of some: asked for once."""
    held = _holding(plan, among)
    rows = _editions(plan, [period.code for period in periods])
    editions: dict[tuple[str, int], list[PeriodReport]] = defaultdict(list)
    for row in rows if among is None else rows.filter(unit__in=among):
        editions[row.period, row.unit_id].append(row)
    found = {}
    for period in periods:
        units = _reporting(held, period.reported_from)
        due_days = due_days_by_level(period, {unit.level for unit in units})
        found[period] = [
            _owed(unit, due_days[unit.level], editions[period.code, unit.id], today)
            for unit in units
        ]
    return found


def owed_by_root(plan: Plan, period: Span, today: date) -> Owed:
    """The consolidated report that the province itself owes for the period."""
    unit = orgs.last_row(plan.issuer_id, period.reported_from)
    due = due_on(period, unit.level, is_root=True)
    return _owed(unit, due, _by_unit(plan, period).get(unit.id, []), today)


def _by_unit(plan: Plan, period: Span) -> dict[int, list[PeriodReport]]:
    found: dict[int, list[PeriodReport]] = defaultdict(list)
    for row in _editions(plan, [period.code]):
        found[row.unit_id].append(row)
    return found


def _owed(unit: orgs.UnitRow, due: date, editions: list[PeriodReport], today: date) -> Owed:
    """In time or late by the first edition that was handed in; a correction comes when it comes."""
    handed_in = [local_day(row.submitted_at) for row in editions if row.submitted_at is not None]
    first = handed_in[0] if handed_in else None
    newest = editions[-1] if editions else None
    return Owed(unit, due, newest, bool(handed_in), rules.lateness(due, first, today))


def figures_for(plan: Plan, unit_id: int, period: Span, today: date) -> rules.Figures:
    """The figures of the unit's report as they stand now.

    A commune or department counts its own rows. A district adds its communes' reports, the
    province those of its departments and districts (from July 2025: of its communes): each unit
    once. What a unit did that has ended counts with who holds its duties when it is reported.
    """
    with orgs.one_forest():
        return _figures(revision_in_force(plan), unit_id, period, today)


def _figures(plan: Plan, unit_id: int, period: Span, today: date) -> rules.Figures:
    day = period.reported_from
    below = orgs.subtree_ids(unit_id, day) - {unit_id}
    units = [unit for unit in reporting_units(plan, day) if unit.id in below]
    scope = {unit_id} | {unit.id for unit in units}
    held_by, counted = activities_held(plan, period, scope)
    recorded = totals.held_by(totals.unit_totals(counted), held_by)

    reports = in_force(plan, period.code)
    direct = [unit.id for unit in units if unit.parent_id == unit_id and unit.id in reports]
    is_root = unit_id == plan.issuer_id
    by_unit = {} if is_root else {unit_id: recorded.get(unit_id, {})}
    kept = {unit: rules.from_json(reports[unit].figures) for unit in direct}
    frozen = {unit: figures.by_unit for unit, figures in kept.items()}
    for rows in frozen.values():
        by_unit |= {unit: row for unit, row in rows.items() if unit not in by_unit}
    by_unit |= {unit: rows[unit] for unit, rows in frozen.items() if unit in rows}
    forms = {} if is_root else {unit_id: _forms(counted, held_by, unit_id)}
    for rows in (kept[unit].forms for unit in direct):
        forms |= {unit: row for unit, row in rows.items() if unit in by_unit and unit not in forms}
    own = [unit for unit, holder in held_by.items() if holder == unit_id and not is_root]
    return rules.Figures(
        units=len(units),
        by_unit=by_unit,
        recorded={unit: row for unit, row in recorded.items() if unit not in by_unit},
        missing=tuple(sorted(unit.id for unit in units if unit.id not in reports)),
        work=_work(plan, scope, min(today, period.last)),
        cost=totals.money_of(counted).cost,
        activities=tuple(counted.filter(unit__in=own).order_by("id").values_list("id", flat=True)),
        difficulties=tuple(difficulties.reported(plan, scope, period, today)),
        forms=forms,
        before=_before(plan, unit_id, period),
        arrivals=tuple(_arrivals(plan, period, today, {unit.id for unit in units})),
    )


def _forms(counted: QuerySet[Activity], held_by: Mapping[int, int], unit_id: int) -> dict[str, int]:
    """How many activities of each form the unit answers for."""
    own = [unit for unit, holder in held_by.items() if holder == unit_id]
    rows = counted.filter(unit__in=own).order_by().values("form").annotate(n=Count("pk"))
    return {row["form"]: row["n"] for row in rows}


def _before(plan: Plan, unit_id: int, period: Span) -> rules.Measures:
    """The sums of the unit's report in force of the period before; nothing where there is none."""
    before = [one for one in report_periods(plan) if one.last < period.first]
    report = in_force(plan, before[-1].code).get(unit_id) if before else None
    if report is None:
        return {}
    figures = rules.from_json(report.figures)
    measures = {code for row in figures.by_unit.values() for code in row}
    return {code: figures.total(code) for code in sorted(measures)}


def _arrivals(plan: Plan, period: Span, today: date, units: Collection[int]) -> Iterator[Arrival]:
    """Who handed in when, of the units; remarks of all editions, oldest first."""
    editions = _by_unit(plan, period) if units else {}
    for one in owed(plan, period, today) if units else ():
        if one.unit.id not in units:
            continue
        rows = editions.get(one.unit.id, [])
        backs = [back for row in rows for back in row.returns]
        firsts = [_day_of(back["handed_in"]) for back in backs if back["handed_in"]]
        handed_in = [local_day(row.submitted_at) for row in rows if row.submitted_at is not None]
        yield Arrival(
            unit=one.unit.id,
            kind=one.unit.level.value,
            due=one.due_on,
            first=min([*firsts, *handed_in], default=None),
            came=handed_in[0] if handed_in else None,
            is_late=one.is_late,
            report=one.report.pk if one.report else 0,
            returns=tuple(Return(_day_of(back["returned"]), back["reason"]) for back in backs),
        )


def _day_of(moment: str) -> date:
    return local_day(datetime.fromisoformat(moment))


def activities_held(
    plan: Plan, period: Span, units: Collection[int]
) -> tuple[dict[int, int], QuerySet[Activity]]:
    """What was done in the period for which one of the units answers when it is reported.

    Who did it → who holds its duties, for those alone; and the activities.
    """
    rows = totals.counted(plan, first=period.first, last=period.last)
    who = rows.order_by().values_list("unit_id", flat=True).distinct()
    found = holders(who, period.reported_from)
    held_by = {unit: holder for unit, holder in found.items() if holder in units}
    return held_by, rows.filter(unit__in=held_by)


def measured_activities(
    plan: Plan, period: Span, unit_id: int, measure: str
) -> list[tuple[Activity, int]]:
    """The activities behind one amount of a unit's report, with what each adds, oldest first."""
    _who, rows = activities_held(plan, period, {unit_id})
    shown = rows.filter(quantities__measure=measure).order_by("done_on", "id")
    return [
        (row, next(q.amount for q in row.quantities.all() if q.measure == measure))
        for row in shown.prefetch_related("quantities")
    ]


def _work(plan: Plan, units: Collection[int], on: date) -> rules.WorkCount:
    rows = work_rows(plan_work(plan).filter(assignment__unit__in=units), on)
    return rules.count_work(row for row in rows if row.role is TaskRole.LEAD)
