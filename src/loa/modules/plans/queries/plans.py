"""Reads of plans, their tasks and the units that they address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one, wait_for
from loa.kernel.worktime import Calendar
from loa.modules.plans.models import Assignment, Delivery, Doubt, Plan, Task, TaskActor
from loa.modules.plans.queries.groups import group_ids
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.rules import schedule as schedules
from loa.modules.plans.rules.schedule import Falling, Span
from loa.modules.plans.types import (
    AnnexState,
    DoubtState,
    ImportResult,
    PlanState,
    Schedule,
    TaskRole,
    Verb,
)

_REPORT_LEVEL = {
    orgs.Level.PROVINCE: "department",
    orgs.Level.DISTRICT: "district",
    orgs.Level.COMMUNE: "commune",
}


@dataclass(frozen=True)
class Falls:
    """When a task falls due; the due day of a report depends on the level of the unit."""

    by_level: Mapping[orgs.Level, tuple[Falling, ...]]

    def for_level(self, level: orgs.Level) -> tuple[Falling, ...]:
        """The occurrences for a unit of that level."""
        return self.by_level[level]


def lock_source(sha256: str) -> None:
    """Let whoever brings the same (bytes, or a thing by its name) wait for the first."""
    wait_for(sha256)


def visible_plans(actor: orgs.Actor, on: date) -> QuerySet[Plan]:
    """Issued plans for everybody with a post in the province; drafts for those who may edit.

    A unit's own plan is seen by the unit, by those above it and by those to whom it gives work
    or was sent.
    """
    plans = _readable_plans(actor, on)
    if not plans.query.is_empty():
        root = Q(parent=None) & _given_or_edited(actor, on)
        plans = plans.filter(root | _own_seen(actor, on))
    return plans


def top_plans(actor: orgs.Actor, on: date) -> QuerySet[Plan]:
    """Those of them that carry out no other: the province's."""
    plans = _readable_plans(actor, on).filter(parent=None)
    return plans if plans.query.is_empty() else plans.filter(_given_or_edited(actor, on))


def open_drafts(actor: orgs.Actor, on: date) -> QuerySet[Plan]:
    """The drafts that wait for the actor: the province's, and his units' own."""
    mine = _own_drafts(actor, on)
    if orgs.may(actor, Verb.EDIT, orgs.root_row(on).id, on):
        mine |= Q(state=PlanState.DRAFT, parent=None)
    return _readable_plans(actor, on).filter(mine)


def listed(actor: orgs.Actor, on: date) -> QuerySet[Plan]:
    """Those of them that stand in the actor's list: of units' own plans only his and what they ask.

    The plans of the units below are found from the plan that they carry out.
    """
    return visible_plans(actor, on).filter(Q(parent=None) | _his(orgs.unit_ids(actor, on)))


def _readable_plans(actor: orgs.Actor, on: date) -> QuerySet[Plan]:
    if not orgs.may(actor, Verb.READ, orgs.root_row(on).id, on):
        return Plan.objects.none()
    return Plan.objects.order_by("-imported_at", "-id")


def _given_or_edited(actor: orgs.Actor, on: date) -> Q:
    may_edit = orgs.may(actor, Verb.EDIT, orgs.root_row(on).id, on)
    return Q() if may_edit else ~Q(state=PlanState.DRAFT)


def _own_seen(actor: orgs.Actor, on: date) -> Q:
    """A draft by those who make it; what was issued by its unit, those above, below and sent to."""
    seats = orgs.unit_ids(actor, on)
    sent = Q(pk__in=Delivery.objects.filter(unit__in=seats).values("plan"))
    seen = Q(issuer__in=readable_units(actor, on)) | _given_to(seats) | sent
    issued = Q(parent__isnull=False) & ~Q(state=PlanState.DRAFT) & seen
    return _own_drafts(actor, on) | issued


def _own_drafts(actor: orgs.Actor, on: date) -> Q:
    seats = orgs.unit_ids(actor, on)
    made_by = [unit for unit in seats if orgs.may(actor, Verb.OWN_PLAN, unit, on)]
    return Q(state=PlanState.DRAFT, parent__isnull=False, issuer__in=made_by)


def _his(seats: Collection[int]) -> Q:
    return Q(issuer__in=seats) | _given_to(seats)


def _given_to(seats: Collection[int]) -> Q:
    return Q(pk__in=Assignment.objects.filter(unit__in=seats).values("plan"))


def amendable(actor: orgs.Actor, plan: Plan, on: date) -> list[Plan]:
    """The issued plans that this draft may amend: a unit's own only that unit's."""
    rows = visible_plans(actor, on).filter(state=PlanState.ISSUED, parent=plan.parent_id)
    if plan.parent_id is not None:
        rows = rows.filter(issuer=plan.issuer_id)
    return list(rows.exclude(pk=plan.pk))


def get_plan(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """One plan to work on, locked. Raises NotFound."""
    return get_one(visible_plans(actor, on).filter(pk=plan_id).select_for_update(of=("self",)))


def plan_for(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """One plan to show. Raises NotFound."""
    return get_one(visible_plans(actor, on).filter(pk=plan_id))


def get_task(plan: Plan, task_id: int) -> Task:
    """One task of the plan, locked. Raises NotFound."""
    return get_one(plan.tasks.filter(pk=task_id).select_for_update(of=("self",)))


def import_result(plan: Plan, *, is_new: bool) -> ImportResult:
    """What an import answers for this plan."""
    doubts = Doubt.objects.filter(plan=plan, state=DoubtState.OPEN).order_by("ordinal")
    missing = {str(row["kind"]) for row in plan.missing}
    return ImportResult(
        plan_id=plan.pk,
        is_new=is_new,
        tasks=plan.tasks.count(),
        doubts=tuple(doubts.values_list("message", flat=True)),
        missing=tuple(sorted(missing)),
        annexes=plan.annexes.exclude(state=AnnexState.DROPPED).count(),
    )


def addressed_units(plan: Plan) -> list[tuple[Task, dict[int, TaskRole]]]:
    """Each task with its units as of the plan's day; who leads does not also coordinate."""
    actors: dict[int, list[TaskActor]] = {}
    for actor in TaskActor.objects.filter(task__plan=plan).order_by("id"):
        actors.setdefault(actor.task_id, []).append(actor)
    groups: dict[str, list[int]] = {}
    tasks = []
    for task in plan.tasks.order_by("ordinal"):
        mine = actors.get(task.pk, [])
        out = {actor.unit_id for actor in mine if actor.unit_id and not actor.is_included}
        roles: dict[int, TaskRole] = {}
        for role in (TaskRole.COORDINATE, TaskRole.LEAD):
            named = [actor for actor in mine if actor.role == role and actor.is_included]
            roles |= dict.fromkeys(_units(named, out, groups, plan.as_of), role)
        tasks.append((task, roles))
    return tasks


def _units(
    actors: list[TaskActor], out: set[int], groups: dict[str, list[int]], on: date
) -> list[int]:
    """Units of the actors in order; one taken out leaves groups, not where it is named."""
    units: dict[int, None] = {}
    for actor in actors:
        if actor.unit_id:
            units[actor.unit_id] = None
            continue
        if actor.group not in groups:
            groups[actor.group] = list(group_ids(orgs.Group(actor.group), on))
        units |= dict.fromkeys(unit for unit in groups[actor.group] if unit not in out)
    return list(units)


def falling_days(plan: Plan, tasks: list[Task]) -> dict[int, Falls]:
    """When each task falls due for units of each level, from the day the plan was dated."""
    calendar = legal.working_calendar()
    terms = _report_terms(plan.as_of)
    found: dict[tuple[str, date | None], Falls] = {}
    # A day that is off moves to the next working day: Civil Code 2015, article 148(5).
    named = {task.due_on for task in tasks if task.schedule == Schedule.ONCE and task.due_on}
    ordered = sorted(named)
    for due_on, worked in zip(ordered, calendar.next_working_days(ordered), strict=True):
        days = tuple(schedules.once(worked, plan.as_of))
        found[Schedule.ONCE.value, due_on] = Falls(dict.fromkeys(terms, days))
    for task in tasks:
        key = (task.schedule, task.due_on)
        if key not in found:
            found[key] = _falls(plan, task, calendar, terms)
    return {task.pk: found[task.schedule, task.due_on] for task in tasks}


def _falls(plan: Plan, task: Task, calendar: Calendar, terms: dict[orgs.Level, int]) -> Falls:
    spans = rhythm_periods(plan, Schedule(task.schedule))
    year_end = schedules.last_day_of_year(plan.year, calendar)
    found = {}
    for level, term in terms.items():
        after = term if task.schedule == Schedule.REPORTING else 0
        days = schedules.in_periods(spans, plan.as_of, calendar, after)
        found[level] = tuple(days or schedules.once(year_end, plan.as_of))
    return Falls(found)


def _report_terms(on: date) -> dict[orgs.Level, int]:
    """Working days within which units of each level that there is on the day report."""
    days = legal.due_days(on)
    return {level: days[key] for level in orgs.Level if (key := _REPORT_LEVEL[level]) in days}


def rhythm_periods(plan: Plan, schedule: Schedule) -> list[Span]:
    """The periods of the plan's year in which a rhythm falls due.

    By the plan's rule, or by the calendar where that rule does not speak of such periods.
    """
    rule = legal.period_rule(plan.period_rule, on=plan.as_of)
    kind = legal.PeriodKind(schedules.PERIOD_KIND.get(schedule, rule.report_kind))
    code = plan.period_rule if kind in rule.kinds else schedules.CALENDAR_RULE
    return _spans(legal.periods_of_year(code, plan.year, kind, on=plan.as_of))


def report_periods(plan: Plan) -> list[Span]:
    """The periods of the plan's year for which reports are owed."""
    rule = legal.period_rule(plan.period_rule, on=plan.as_of)
    periods = legal.periods_of_year(plan.period_rule, plan.year, rule.report_kind, on=plan.as_of)
    return _spans(periods)


def rule_labels(on: date) -> list[tuple[str, str]]:
    """(code, words) of the period rules a plan may follow."""
    return [(code, legal.period_rule(code, on=on).label) for code in schedules.RULES]


def rule_label(plan: Plan) -> str:
    """The words of the period rule that the plan follows; empty where it follows none of ours."""
    if plan.period_rule not in schedules.RULES:
        return ""
    return legal.period_rule(plan.period_rule, on=plan.as_of).label


def report_due_days(levels: Collection[orgs.Level], on: date) -> dict[orgs.Level, int]:
    """Working days after the cut-off within which units of those levels report.

    Raises NoDueDays where the law of the day has no such level.
    """
    days = legal.due_days(on)
    if any(_REPORT_LEVEL[level] not in days for level in levels):
        raise legal.NoDueDays
    return {level: days[_REPORT_LEVEL[level]] for level in levels}


def _spans(periods: list[legal.Period]) -> list[Span]:
    return [Span(period.code, period.first, period.last) for period in periods]


def unit_levels(unit_ids: Collection[int], on: date) -> dict[int, orgs.Level]:
    """The level of each unit on the day; of one that came later, as it began."""
    with orgs.one_forest():
        return {unit: row.level for unit, row in orgs.units_by_ids(unit_ids, on).items()}
