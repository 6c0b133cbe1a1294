"""Reads of period reports: what a unit owes, what it drafted, what its units reported."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.modules.plans.models import Assignment, PeriodReport, Plan
from loa.modules.plans.queries import totals
from loa.modules.plans.queries.plans import report_due_days
from loa.modules.plans.queries.work import plan_work, readable_units, work_rows
from loa.modules.plans.rules import reporting as rules
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.types import FROZEN_REPORTS, TaskRole

_NO_REPORT_KINDS = frozenset({orgs.Kind.PARTNER, orgs.Kind.PRESS})


@dataclass(frozen=True)
class Owed:
    """The report of one unit for one period, written or not."""

    unit: orgs.UnitRow
    due_on: date
    report: PeriodReport | None
    is_late: bool

    @property
    def is_in(self) -> bool:
        """Whether the unit has handed it in."""
        return self.report is not None and self.report.state in FROZEN_REPORTS


def period_of(plan: Plan, code: str) -> Span:
    """The period of that code by the plan's rule. Raises a DomainError for a code of no period."""
    period = legal.period(plan.period_rule, code, on=plan.as_of)
    return Span(period.code, period.first, period.last)


def visible_reports(actor: orgs.Actor, on: date) -> QuerySet[PeriodReport]:
    """The reports of the units whose work the actor may see."""
    rows = PeriodReport.objects.filter(unit__in=readable_units(actor, on))
    return rows.select_related("plan")


def get_report(actor: orgs.Actor, report_id: int, on: date) -> PeriodReport:
    """One report to work on, locked. Raises NotFound."""
    locked = visible_reports(actor, on).select_for_update(of=("self",), no_key=True)
    return get_one(locked.filter(pk=report_id))


def report_for(actor: orgs.Actor, report_id: int, on: date) -> PeriodReport:
    """One report to show. Raises NotFound."""
    return get_one(visible_reports(actor, on).filter(pk=report_id))


def latest(plan: Plan, period: str) -> dict[int, PeriodReport]:
    """The newest edition of each unit's report for the period."""
    rows = PeriodReport.objects.filter(plan=plan, period=period).order_by("unit_id", "edition")
    return {row.unit_id: row for row in rows}


def in_force(plan: Plan, period: str) -> dict[int, PeriodReport]:
    """The newest edition of each unit that was handed in: what its superior counts."""
    rows = PeriodReport.objects.filter(plan=plan, period=period, state__in=FROZEN_REPORTS)
    return {row.unit_id: row for row in rows.order_by("unit_id", "edition")}


def reporting_units(plan: Plan, on: date) -> list[orgs.UnitRow]:
    """The units that owe a report: all with an assignment, but partners, in the tree's order."""
    held = set(Assignment.objects.filter(plan=plan).values_list("unit_id", flat=True))
    return [unit for unit in orgs.tree(on) if unit.id in held and unit.kind not in _NO_REPORT_KINDS]


def due_on(period: Span, level: orgs.Level, *, is_root: bool = False) -> date:
    """The last day in time for the report of a unit of that level, or of the province itself."""
    days = (
        legal.due_days(period.last)["province"] if is_root else report_due_days(level, period.last)
    )
    return legal.working_calendar().nth_after(period.last, days)


def owed(plan: Plan, period: Span, today: date, *, below: int | None = None) -> list[Owed]:
    """Who owes a report for the period and whether it came: of the units below one, or of all."""
    reports = latest(plan, period.code)
    rows = []
    for unit in reporting_units(plan, period.last):
        if below is not None and orgs.superior_of(unit.id, period.last) != below:
            continue
        due = due_on(period, unit.level)
        report = reports.get(unit.id)
        handed_in = local_day(report.submitted_at) if report and report.submitted_at else None
        rows.append(Owed(unit, due, report, rules.is_late(due, handed_in, today)))
    return rows


def owed_by_root(plan: Plan, period: Span, today: date) -> Owed:
    """The consolidated report that the province itself owes for the period."""
    unit = orgs.last_row(plan.issuer_id, period.last)
    due = due_on(period, unit.level, is_root=True)
    report = latest(plan, period.code).get(unit.id)
    handed_in = local_day(report.submitted_at) if report and report.submitted_at else None
    return Owed(unit, due, report, rules.is_late(due, handed_in, today))


def figures_for(plan: Plan, unit_id: int, period: Span, today: date) -> rules.Figures:
    """The figures of the unit's report as they stand now.

    A commune or department counts its own rows. A district adds its communes' reports, the
    province those of its departments and districts: each unit once, by the report of the unit
    above it.
    """
    members = _members(plan, unit_id, period)
    ids = {member.id for member in members}
    own = set() if unit_id == plan.issuer_id else {unit_id}
    scope = own | {unit.id for unit in _covered(plan, unit_id, period)}
    counted = totals.counted(plan, first=period.first, last=period.last, units=scope)
    recorded = totals.unit_totals(counted)

    by_unit = {unit: recorded.get(unit, {}) for unit in own}
    arrived = {unit: row for unit, row in in_force(plan, period.code).items() if unit in ids}
    for report in arrived.values():
        by_unit |= rules.from_json(report.figures).by_unit
    everyone = scope if unit_id == plan.issuer_id else ids
    handed_in = set(in_force(plan, period.code))
    mine = counted.filter(unit__in=own) if own else counted.none()
    return rules.Figures(
        units=len(everyone),
        by_unit=by_unit,
        recorded={unit: row for unit, row in recorded.items() if unit not in by_unit},
        missing=tuple(sorted(unit for unit in everyone if unit not in handed_in)),
        work=_work(plan, scope, min(today, period.last)),
        cost=totals.money_of(counted).cost,
        activities=tuple(mine.order_by("id").values_list("id", flat=True)),
    )


def _members(plan: Plan, unit_id: int, period: Span) -> list[orgs.UnitRow]:
    """The units that report to this one."""
    return [
        unit
        for unit in reporting_units(plan, period.last)
        if orgs.superior_of(unit.id, period.last) == unit_id
    ]


def _covered(plan: Plan, unit_id: int, period: Span) -> list[orgs.UnitRow]:
    """The reporting units anywhere below this one."""
    below = orgs.subtree_ids(unit_id, period.last)
    return [
        unit
        for unit in reporting_units(plan, period.last)
        if unit.id in below and unit.id != unit_id
    ]


def _work(plan: Plan, units: Collection[int], on: date) -> rules.WorkCount:
    rows = work_rows(plan_work(plan).filter(assignment__unit__in=units), on)
    return rules.count_work(row for row in rows if row.role is TaskRole.LEAD)
