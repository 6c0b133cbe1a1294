"""How far the work of many plans is, counted by the database: a list shows twenty of them."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Plan
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.queries.plans import listed
from loa.modules.plans.queries.shown import LATE, LATENESS, OWED, SHOWN_STATE, TIME, given
from loa.modules.plans.types import Lateness, PlanState, WorkState

_HEAVY = ("text", "grids", "spans", "legal_bases", "recipients", "missing")
_OF_UNITS = """FROM plans_occurrence o
        JOIN plans_assignment a ON a.id = o.assignment_id
        WHERE a.plan_id = ANY(%(plans)s) AND a.unit_id = ANY(%(units)s)"""
_GIVEN = f"""
    WITH given AS (
        SELECT plan_id, task_id, unit_id, {SHOWN_STATE} AS state, {LATENESS} AS lateness
        FROM (
            SELECT a.id, a.plan_id, a.task_id, a.unit_id, {TIME.format(of="o")} {_OF_UNITS} OFFSET 0
        ) AS times
        GROUP BY id, plan_id, task_id, unit_id
    )
"""  # noqa: S608  our own words; OFFSET 0 so that each time is judged once
# Each occurrence that has begun, or the first, with whether it is the one that is shown.
_BEGUN = f"""
    WITH placed AS (
        SELECT o.id, o.due_on, a.task_id, a.unit_id, o.assignment_id, o.ordinal, o.state,
            o.starts_on, {LATE.format(of="o")} AS is_late, {OWED.format(of="o")} AS is_owed,
            min(o.ordinal) OVER (PARTITION BY o.assignment_id) AS first
        {_OF_UNITS}
    ), begun AS (
        SELECT *, ordinal = coalesce(
            min(ordinal) FILTER (WHERE starts_on <= %(today)s AND state <> ALL(%(closed)s))
                OVER (PARTITION BY assignment_id),
            max(ordinal) OVER (PARTITION BY assignment_id)
        ) AS is_shown
        FROM placed WHERE starts_on <= %(today)s OR ordinal = first
    )
"""  # noqa: S608  as above
_COUNTS = f"""
    {_GIVEN}
    SELECT plan_id, count(*), count(*) FILTER (WHERE state = ANY(%(closed)s)),
        count(*) FILTER (WHERE lateness = %(overdue)s)
    FROM given GROUP BY plan_id
"""  # noqa: S608  our own words
_BY_UNIT = f"""
    {_GIVEN}
    SELECT plan_id, unit_id, state, lateness, count(*) FROM given GROUP BY 1, 2, 3, 4
"""  # noqa: S608  our own words
# What is overdue is opened at the first time that it is, all else where the assignment stands.
_ROWS = f"""
    {_BEGUN}, told AS (
        SELECT unit_id, task_id,
            max(state) FILTER (WHERE is_shown) AS state,
            max(id) FILTER (WHERE is_shown) AS shown, max(due_on) FILTER (WHERE is_shown) AS due,
            (array_agg(id ORDER BY due_on, id) FILTER (WHERE is_owed))[1] AS owed,
            min(due_on) FILTER (WHERE is_owed) AS owed_due,
            bool_or(is_late) FILTER (WHERE is_shown) AS is_late
        FROM begun GROUP BY unit_id, task_id, assignment_id
    ), given AS (
        SELECT unit_id, task_id, state, coalesce(owed, shown) AS id, coalesce(owed_due, due) AS day,
            CASE WHEN owed IS NOT NULL THEN %(overdue)s WHEN is_late THEN %(done_late)s
                ELSE %(none)s END AS lateness
        FROM told
    )
    SELECT given.id, t.title, unit_id, day, state, lateness, count(*) OVER ()
    FROM given JOIN plans_task t ON t.id = task_id
    WHERE lateness = ANY(%(latenesses)s) AND state = ANY(%(wanted)s)
    ORDER BY day, unit_id, 1 LIMIT %(most)s OFFSET %(skip)s
"""  # noqa: S608  as above
# Once by the unit, once by the task; of the latter those that are overdue name their units.
_TALLIES = f"""
    {_GIVEN}
    SELECT unit_id, task_id, state, lateness, count(*),
        CASE WHEN task_id IS NOT NULL AND lateness = %(overdue)s THEN array_agg(of_unit) END
    FROM (SELECT *, unit_id AS of_unit FROM given) AS told
    GROUP BY GROUPING SETS ((unit_id, state, lateness), (task_id, state, lateness))
    ORDER BY unit_id, task_id, state, lateness
"""  # noqa: S608  our own words


class GivenRow(NamedTuple):
    """An assignment in a list: where it stands, or the first time that is overdue."""

    occurrence_id: int
    title: str
    unit_id: int
    due_on: date
    state: WorkState
    lateness: Lateness


class PlanCounts(NamedTuple):
    """The assignments of a plan that somebody may see: all, closed, overdue."""

    assignments: int
    closed: int
    overdue: int


Tally = Counter[tuple[WorkState, Lateness]]
"""How many assignments show a state and stand so to their day."""


class PlanTally(NamedTuple):
    """The work of one plan by the unit and by the task; who owes a task past its day."""

    by_unit: dict[int, Tally]
    by_task: dict[int, Tally]
    owing_units: dict[int, set[int]]


def tally_of(plan: Plan, units: Collection[int], today: date) -> PlanTally:
    """The plan's work of those units as each assignment shows it on the day."""
    found = PlanTally({}, {}, {})
    asked = {"plans": [plan.pk], "units": list(units), **given(today)}
    with connection.cursor() as cursor:
        cursor.execute(_TALLIES, asked)
        for unit_id, task_id, state, lateness, count, owing in cursor.fetchall():
            tallies, key = (found.by_unit, unit_id) if task_id is None else (found.by_task, task_id)
            tallies.setdefault(key, Counter())[WorkState(state), Lateness(lateness)] = count
            if owing:
                found.owing_units.setdefault(task_id, set()).update(owing)
    return found


def unit_tallies(
    plan_ids: Collection[int], units: Collection[int], today: date
) -> dict[tuple[int, int], Tally]:
    """(plan, unit) → its work, as each assignment shows it on the day."""
    asked = {"plans": list(plan_ids), "units": list(units), **given(today)}
    found: dict[tuple[int, int], Tally] = {}
    with connection.cursor() as cursor:
        cursor.execute(_BY_UNIT, asked)
        for plan_id, unit_id, state, lateness, count in cursor.fetchall():
            tally = found.setdefault((plan_id, unit_id), Counter())
            tally[WorkState(state), Lateness(lateness)] = count
    return found


def given_rows(
    plan_ids: Collection[int],
    units: Collection[int],
    today: date,
    states: Collection[WorkState],
    latenesses: Collection[Lateness],
    *,
    stretch: slice,
) -> tuple[list[GivenRow], int]:
    """A stretch of the assignments of those states and standings, by due day, and how many."""
    asked = {"plans": list(plan_ids), "units": list(units), **given(today)}
    asked |= {"wanted": [state.value for state in states]}
    asked |= {"latenesses": [one.value for one in latenesses]}
    asked |= {"skip": stretch.start, "most": stretch.stop - stretch.start}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, asked)
        rows = cursor.fetchall()
    found = [GivenRow._make((*row[:4], WorkState(row[4]), Lateness(row[5]))) for row in rows]
    return found, rows[0][6] if rows else 0


def counts_by_plan(
    actor: orgs.Actor, plan_ids: Collection[int], today: date
) -> dict[int, PlanCounts]:
    """The counts of those plans that have work which the actor may see."""
    asked = {
        "plans": list(plan_ids),
        "units": list(readable_units(actor, today)),
        **given(today),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, asked)
        return {plan_id: PlanCounts(*counts) for plan_id, *counts in cursor.fetchall()}


def plan_count(actor: orgs.Actor, on: date) -> int:
    """How many plans stand in the actor's list."""
    return listed(actor, on).count()


def listed_plans(actor: orgs.Actor, on: date, stretch: slice) -> list[Plan]:
    """A stretch of the actor's list of plans, newest first, without their texts."""
    return list(listed(actor, on).defer(*_HEAVY)[stretch])


def plans_at_work(actor: orgs.Actor, on: date) -> list[Plan]:
    """The plans of the actor's list at which units work, newest first, without their texts."""
    return list(listed(actor, on).filter(state=PlanState.ISSUED).defer(*_HEAVY))
