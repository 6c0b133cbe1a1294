"""Period reports: units before their superiors, districts before the province, some late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year.day import Act, Day

_WINDOW = 90
"""Days after a period in which somebody may still report on it."""


@dataclass(frozen=True)
class _Report:
    """One report that is owed, and who writes, approves and takes it."""

    day: Day
    period: str
    unit_id: int
    is_root: bool
    writer: orgs.Actor
    head: orgs.Actor
    above: orgs.Actor | None

    @property
    def about(self) -> tuple[object, ...]:
        """What luck knows it by."""
        return "report", self.day.code(self.unit_id), self.period, self.is_root


def reporting(day: Day, periods: list[tuple[str, date]]) -> list[Act]:
    """What happens today to the reports of the periods, given by code and last day."""
    acts: list[Act] = []
    for period, last in periods:
        if last < day.on <= last + timedelta(days=_WINDOW):
            acts += _of_period(day, period)
    return acts


def _of_period(day: Day, period: str) -> list[Act]:
    officer = day.cast.plan_officer
    if officer is None:
        return []
    owed = plans.reports_owed(officer, day.plan_id, period, day.on)
    waiting = _waiting_below(owed)
    acts = []
    for one in owed:
        report = _report(day, period, one, officer)
        if report is not None and _is_time(report, one, waiting):
            order = _depth(day, one) + day.luck.share(day.on, *report.about)
            acts.append(Act(order, partial(_act, report, one)))
    return acts


def _report(day: Day, period: str, one: plans.Owed, officer: orgs.Actor) -> _Report | None:
    """Who acts; None for a unit without people in the demonstration."""
    unit = one.unit.id
    is_root = one.unit.parent_id is None
    seat = day.office_id if is_root else unit
    head = day.cast.heads.get(seat)
    writer = officer if is_root else day.cast.officers.get(unit)
    if head is None or writer is None:
        return None
    above = None if is_root else day.cast.district_officers.get(one.unit.parent_id or 0, officer)
    return _Report(day, period, unit, is_root, writer, head, above)


def _waiting_below(owed: list[plans.Owed]) -> dict[int, int]:
    """For each superior how many of its units have not reported."""
    found: dict[int, int] = {}
    for one in owed:
        if not one.is_in and one.unit.parent_id is not None:
            found[one.unit.parent_id] = found.get(one.unit.parent_id, 0) + 1
    return found


def _depth(day: Day, one: plans.Owed) -> float:
    """Communes in the first part of the hour, then districts, at last the province."""
    if one.unit.parent_id is None:
        return 2.0
    return 0.0 if day.units[one.unit.id].level is orgs.Level.COMMUNE else 1.0


def _is_time(report: _Report, one: plans.Owed, waiting: dict[int, int]) -> bool:
    """Whether whoever is at turn does it today."""
    day, zeal = report.day, report.day.zeal(report.unit_id)
    likely = {
        plans.ReportState.ACCEPTED: 0.0,
        plans.ReportState.SUBMITTED: 0.6,
        plans.ReportState.PROPOSED: 1.0 if report.is_root else 0.55 + 0.4 * zeal,
        plans.ReportState.RETURNED: 0.5,
    }
    if one.report is not None and one.report.state in likely:
        return day.happens(likely[plans.ReportState(one.report.state)], "turn", *report.about)
    left = day.calendar.working_days_between(day.on, one.due_on)
    if waiting.get(report.unit_id):  # a superior waits for its units as long as it can
        return left <= 1
    if report.is_root:
        return True
    slack = 5 * (0.45 - zeal) + 4 * day.luck.share("offset", *report.about) - 2
    return left - 1 + round(slack) <= 0


def _act(report: _Report, one: plans.Owed, at: datetime) -> None:
    """The next step of the report, by whose turn it is."""
    day, state = report.day, one.report.state if one.report else None
    if one.report is None:
        report_id = plans.open_report(
            actor=report.writer,
            plan_id=day.plan_id,
            unit_id=report.unit_id,
            period=report.period,
            at=at,
        )
        _write(report, report_id, at)
    elif state == plans.ReportState.PROPOSED:
        _step(plans.approve_report, report.head, one.report.pk, at)
    elif state == plans.ReportState.SUBMITTED and report.above is not None:
        _take(report, report.above, one.report.pk, at)
    else:
        _write(report, one.report.pk, at)


def _take(report: _Report, above: orgs.Actor, report_id: int, at: datetime) -> None:
    day = report.day
    found = plans.report_for(above, report_id, day.on)
    if day.luck.befalls(0.05, "returned", found.submitted_at, *report.about):
        reason = day.pick("report_returned", *report.about)
        plans.return_report(
            actor=above, report_id=report_id, version=found.version, reason=reason, at=at
        )
    else:
        _step(plans.accept_report, above, report_id, at)


def _write(report: _Report, report_id: int, at: datetime) -> None:
    """The officer writes what only people know, and hands it to the head."""
    version = plans.report_for(report.writer, report_id, report.day.on).version
    plans.edit_report(
        actor=report.writer,
        report_id=report_id,
        version=version,
        sections=_sections(report, version),
        at=at,
    )
    _step(plans.propose_report, report.writer, report_id, at + timedelta(minutes=3))


def _sections(report: _Report, version: int) -> dict[str, str]:
    """What comes next, and what some propose; all else stands in the figures."""
    day, luck = report.day, report.day.luck
    about = (version, *report.about)
    level = day.units[report.unit_id].level.value.lower()
    if report.is_root:
        chosen = day.script.consolidated
        return {name: luck.one_of(words, name, *about) for name, words in chosen.items()}
    coming = day.script.next[level]
    ordered = sorted(coming, key=lambda words: luck.share(words, *about))
    found = {"next": " ".join(ordered[: luck.number(1, 2, "much", *about)])}
    if luck.befalls(0.3, "proposes", *about):
        found["proposals"] = luck.one_of(day.script.proposals[level], "asks", *about)
    return found


def _step(operation: Callable[..., None], actor: orgs.Actor, report_id: int, at: datetime) -> None:
    version = plans.report_for(actor, report_id, local_day(at)).version
    operation(actor=actor, report_id=report_id, version=version, at=at)
