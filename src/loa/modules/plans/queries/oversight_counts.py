"""Work, reports, difficulties and urgings of many units over all plans at work, in few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans.models import Difficulty, PeriodReport, Plan, Urging
from loa.modules.plans.queries import difficulties, questions, remarks, reports
from loa.modules.plans.queries.plan_counts import GivenRow, Tally, unit_tallies
from loa.modules.plans.queries.plans import report_periods
from loa.modules.plans.queries.shown import given
from loa.modules.plans.rules import reporting
from loa.modules.plans.rules.oversight import OnTime
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.rules.urging import UrgingState, Way, Whom
from loa.modules.plans.types import (
    OPEN_STATES,
    DifficultyRow,
    DifficultyState,
    Lateness,
    PlanState,
    RemarkRow,
    ReportState,
    WorkState,
)
from loa.modules.plans.types.guidance import QuestionRow

NOW, BEFORE = 0, 1
"""This period and the last one."""
_LONGEST = 5
_OF_PLAN = ("id", "amends_id", "state", "period_rule", "year", "as_of", "issuer_id", "revision")
# The rules of rules.work, `is_late` and `lateness`; what is neither handed in nor due yet is out.
_FELL_DUE = """
    WITH spans AS (
        SELECT * FROM unnest(
            %(plans)s::bigint[], %(times)s::int[], %(firsts)s::date[], %(lasts)s::date[]
        ) AS each (plan_id, time, first, last)
    ), fell AS (
        SELECT spans.time, a.unit_id, a.task_id, o.id, o.due_on, o.state,
            coalesce(handed.day, %(today)s) > o.due_on AS is_late
        FROM spans
        JOIN plans_assignment a ON a.plan_id = spans.plan_id
        JOIN plans_occurrence o
            ON o.assignment_id = a.id AND o.due_on BETWEEN spans.first AND spans.last
        CROSS JOIN LATERAL (
            SELECT CASE WHEN o.state <> %(returned)s THEN o.submitted_on END AS day
        ) AS handed
        WHERE a.unit_id = ANY(%(units)s) AND o.state <> %(exempt)s AND o.starts_on <= %(today)s
            AND (handed.day IS NOT NULL OR o.due_on < %(today)s)
    )
"""
_BY_UNIT = f"""
    {_FELL_DUE}
    SELECT unit_id, time, count(*) FILTER (WHERE NOT is_late), count(*) FILTER (WHERE is_late)
    FROM fell GROUP BY unit_id, time
"""  # noqa: S608  our own words
_ROWS = f"""
    {_FELL_DUE}
    SELECT fell.id, t.title, unit_id, fell.due_on, state, CASE WHEN NOT is_late THEN %(none)s
        WHEN state = ANY(%(open)s) THEN %(overdue)s ELSE %(done_late)s END, count(*) OVER ()
    FROM fell JOIN plans_task t ON t.id = task_id
    WHERE time = %(time)s AND is_late = %(late)s
    ORDER BY fell.due_on, unit_id, fell.id LIMIT %(most)s OFFSET %(skip)s
"""  # noqa: S608  as above


@dataclass(frozen=True)
class AtWork:
    """A plan at work with its periods: the one that runs, the one before, the one reported now."""

    plan: Plan
    chain: tuple[int, ...]
    now: Span
    before: Span | None
    reported: Span
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class OwedReport:
    """The report that a unit owes for the period of a plan that is reported now."""

    plan_id: int
    period: str
    unit_id: int
    due_on: date
    report_id: int | None
    is_in: bool
    is_overdue: bool
    waits: bool


@dataclass(frozen=True)
class Counted:
    """Everything counted on a day, by the unit whose it is."""

    today: date
    plans: tuple[AtWork, ...]
    tallies: Mapping[tuple[int, int], Tally]
    fell_due: Mapping[tuple[int, int], OnTime]
    reports: tuple[OwedReport, ...]
    difficulties: tuple[DifficultyRow, ...]
    questions: tuple[QuestionRow, ...]
    remarks: tuple[RemarkRow, ...]
    urgings: Mapping[int, int]
    kept_by: Mapping[int, frozenset[int]]

    def units(self, unit_id: int) -> frozenset[int]:
        """The unit and all below it, with what the ended ones were that it reads today."""
        below = orgs.subtree_ids(unit_id, self.today)
        return below | {gone for gone, keepers in self.kept_by.items() if keepers & below}


def count(
    units: frozenset[int],
    compared: frozenset[int],
    today: date,
    kept: Mapping[int, frozenset[int]],
) -> Counted:
    """Count for those units; what fell due for those too with which they are compared."""
    at_work = plans_at_work(today)
    tallies = unit_tallies([each.plan.pk for each in at_work], units, today)
    return Counted(
        today=today,
        plans=at_work,
        tallies=tallies,
        fell_due=_fell_due(at_work, compared, today),
        reports=tuple(_owed_reports(at_work, tallies.keys(), units, today)),
        difficulties=tuple(_waiting_difficulties(units, today)),
        questions=tuple(_waiting_questions(units, today)),
        remarks=tuple(remarks.KIND.held_by(units, today)),
        urgings=_unacknowledged(units),
        kept_by=kept,
    )


def plans_at_work(today: date) -> tuple[AtWork, ...]:
    """The province's plans at work with their periods as of the day.

    What a unit plans for itself is how it does the province's work, which is counted already.
    """
    root = orgs.root_row(today).id
    rows = Plan.objects.exclude(state=PlanState.DRAFT).only(*_OF_PLAN)
    known = {plan.pk: plan for plan in rows}
    periods: dict[tuple[str, int, date], list[Span]] = {}
    found = []
    for plan in known.values():
        if plan.state != PlanState.ISSUED or plan.issuer_id != root:
            continue
        key = (plan.period_rule, plan.year, plan.as_of)
        if key not in periods:
            periods[key] = report_periods(plan)
        found.append(_at_work(plan, _chain(plan, known), periods[key], today))
    return tuple(found)


def _at_work(plan: Plan, chain: tuple[int, ...], spans: list[Span], today: date) -> AtWork:
    begun = [place for place, span in enumerate(spans) if span.first <= today]
    at = begun[-1] if begun else 0
    ended = [span for span in spans if span.last < today]
    return AtWork(
        plan=plan,
        chain=chain,
        now=spans[at],
        before=spans[at - 1] if at else None,
        reported=ended[-1] if ended else spans[0],
        spans=tuple(spans),
    )


def _chain(plan: Plan, known: Mapping[int, Plan]) -> tuple[int, ...]:
    """The plan and the revisions before it, newest first."""
    ids, before = [plan.pk], plan.amends_id
    while before is not None:
        ids.append(before)
        before = known[before].amends_id
    return tuple(ids)


def _stretches(at_work: Iterable[AtWork]) -> dict[str, list[Any]]:
    """For each plan the days of this period and of the last; one lasts until the next begins."""
    columns: dict[str, list[Any]] = {"plans": [], "times": [], "firsts": [], "lasts": []}
    for each in at_work:
        nexts = {one.code: later.first for one, later in pairwise(each.spans)}
        for time, span in ((NOW, each.now), (BEFORE, each.before)):
            if span is not None:
                later = nexts.get(span.code)
                columns["plans"].append(each.plan.pk)
                columns["times"].append(time)
                columns["firsts"].append(span.first if span != each.spans[0] else date.min)
                columns["lasts"].append(later - timedelta(days=1) if later else date.max)
    return columns


def _days(at_work: Iterable[AtWork], units: Collection[int], today: date) -> dict[str, Any]:
    return {
        **_stretches(at_work),
        "units": list(units),
        "today": today,
        "returned": WorkState.RETURNED.value,
        "exempt": WorkState.NOT_APPLICABLE.value,
    }


def _fell_due(
    at_work: Iterable[AtWork], units: Collection[int], today: date
) -> dict[tuple[int, int], OnTime]:
    with connection.cursor() as cursor:
        cursor.execute(_BY_UNIT, _days(at_work, units, today))
        rows = cursor.fetchall()
    return {(unit_id, time): OnTime(in_time, late) for unit_id, time, in_time, late in rows}


def fell_due_rows(
    found: Counted, units: Collection[int], time: int, *, is_late: bool, stretch: slice
) -> tuple[list[GivenRow], int]:
    """What fell due in this period or the last, in time or late: a stretch, and how many."""
    asked = given(found.today) | _days(found.plans, units, found.today)
    asked |= {"time": time, "late": is_late}
    asked |= {"skip": stretch.start, "most": stretch.stop - stretch.start}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, asked)
        rows = cursor.fetchall()
    lines = [GivenRow._make((*row[:4], WorkState(row[4]), Lateness(row[5]))) for row in rows]
    return lines, rows[0][6] if rows else 0


def _owed_reports(
    at_work: Iterable[AtWork],
    held: Iterable[tuple[int, int]],
    units: Collection[int],
    today: date,
) -> Iterable[OwedReport]:
    """As the list of reports of each plan has them, for all plans at once."""
    plans = list(at_work)
    with_work: dict[int, set[int]] = defaultdict(set)
    for plan_id, unit_id in held:
        with_work[plan_id].add(unit_id)
    editions = _editions(plans, units)
    due_days: dict[tuple[Span, frozenset[orgs.Level]], Mapping[orgs.Level, date]] = {}
    for each in plans:
        span = each.reported
        owing = [
            row
            for row in orgs.tree(span.reported_from)
            if row.id in with_work[each.plan.pk] and row.kind not in reports.NO_REPORT_KINDS
        ]
        levels = frozenset(row.level for row in owing)
        if (span, levels) not in due_days:
            due_days[span, levels] = reports.due_days_by_level(span, levels)
        for row in owing:
            rows = editions.get((each.plan.pk, row.id), [])
            yield _owed(each, row.id, due_days[span, levels][row.level], rows, today)


def _owed(
    each: AtWork, unit_id: int, due_on: date, editions: list[PeriodReport], today: date
) -> OwedReport:
    days = [local_day(row.submitted_at) for row in editions if row.submitted_at is not None]
    newest = editions[-1] if editions else None
    late = reporting.lateness(due_on, days[0] if days else None, today)
    return OwedReport(
        plan_id=each.plan.pk,
        period=each.reported.code,
        unit_id=unit_id,
        due_on=due_on,
        report_id=newest.pk if newest else None,
        is_in=bool(days),
        is_overdue=late is Lateness.OVERDUE,
        waits=newest is not None and newest.state == ReportState.SUBMITTED,
    )


def _editions(
    plans: list[AtWork], units: Collection[int]
) -> dict[tuple[int, int], list[PeriodReport]]:
    """(plan at work, unit) → the editions of the report that is due now, oldest first."""
    of_chain = {pk: each for each in plans for pk in each.chain}
    rows = PeriodReport.objects.filter(
        plan__in=of_chain, unit__in=units, period__in={each.reported.code for each in plans}
    ).order_by("unit_id", "edition", "plan__revision")
    found: dict[tuple[int, int], list[PeriodReport]] = defaultdict(list)
    for row in rows.only("plan_id", "unit_id", "period", "edition", "state", "submitted_at"):
        each = of_chain[row.plan_id]
        if row.period == each.reported.code:
            found[each.plan.pk, row.unit_id].append(row)
    return found


def _waiting_difficulties(units: Collection[int], today: date) -> list[DifficultyRow]:
    rows = Difficulty.objects.filter(
        Q(unit__in=units) | Q(holder__in=units), state=DifficultyState.OPEN
    )
    ordered = rows.select_related("task", "clause", "direction").order_by("raised_at", "id")
    return difficulties.rows_of(ordered, today)


def _waiting_questions(units: Collection[int], today: date) -> list[QuestionRow]:
    kind = questions.KIND
    return kind.rows_of(kind.open().filter(Q(unit__in=units) | Q(holder__in=units)), today)


def unacknowledged(units: Collection[int]) -> QuerySet[Urging]:
    """What heads were urged about, have not acknowledged, and is still owed."""
    meant = Q(to__contains=[Whom.HEAD.value]) | Q(to__contains=[Whom.SUPERIOR.value])
    return Urging.objects.filter(
        meant,
        unit__in=units,
        plan__state=PlanState.ISSUED,
        way=Way.HOUSE.value,
        state=UrgingState.SENT.value,
        acknowledged_at=None,
        works__was_settled=False,
        works__occurrence__state__in=OPEN_STATES,
    ).distinct()


def _unacknowledged(units: Collection[int]) -> dict[int, int]:
    rows = unacknowledged(units).values("unit_id").annotate(n=Count("pk", distinct=True))
    return dict(rows.order_by().values_list("unit_id", "n"))
