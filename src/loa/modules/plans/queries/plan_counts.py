"""How far the work of many plans is, counted by the database: a list shows twenty of them."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Plan
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.queries.plans import listed
from loa.modules.plans.types import CLOSED_STATES, WorkState

_HEAVY = ("text", "grids", "spans", "legal_bases", "recipients", "missing")
# The rules of rules.work, `current` and `is_late`, for whole plans at once; a test holds both
# against each other. An assignment shows its last occurrence that has begun, else its first.
_GIVEN = """
    WITH placed AS (
        SELECT a.plan_id, a.task_id, a.unit_id, o.assignment_id, o.ordinal, o.state, o.starts_on,
            o.state <> %(exempt)s AND o.due_on < coalesce(
                CASE WHEN o.state <> %(returned)s THEN o.submitted_on END, %(today)s
            ) AS is_late,
            min(o.ordinal) OVER (PARTITION BY o.assignment_id) AS first
        FROM plans_occurrence o
        JOIN plans_assignment a ON a.id = o.assignment_id
        WHERE a.plan_id = ANY(%(plans)s) AND a.unit_id = ANY(%(units)s)
    ), begun AS (
        SELECT *, max(ordinal) OVER (PARTITION BY assignment_id) = ordinal AS is_shown
        FROM placed WHERE starts_on <= %(today)s OR ordinal = first
    ), given AS (
        SELECT plan_id, task_id, unit_id, bool_or(is_late) AS is_late,
            max(state) FILTER (WHERE is_shown) AS state
        FROM begun GROUP BY plan_id, task_id, unit_id, assignment_id
    )
"""
_COUNTS = f"""
    {_GIVEN}
    SELECT plan_id, count(*), count(*) FILTER (WHERE state = ANY(%(closed)s)),
        count(*) FILTER (WHERE is_late)
    FROM given GROUP BY plan_id
"""  # noqa: S608  our own words
# Once by the unit, once by the task; of the latter those that are late name their units.
_TALLIES = f"""
    {_GIVEN}
    SELECT unit_id, task_id, state, is_late, count(*),
        CASE WHEN task_id IS NOT NULL AND is_late THEN array_agg(of_unit) END
    FROM (SELECT *, unit_id AS of_unit FROM given) AS told
    GROUP BY GROUPING SETS ((unit_id, state, is_late), (task_id, state, is_late))
    ORDER BY unit_id, task_id, state, is_late
"""  # noqa: S608  our own words


_STATES = {
    "exempt": WorkState.NOT_APPLICABLE.value,
    "returned": WorkState.RETURNED.value,
    "closed": [state.value for state in CLOSED_STATES],
}


class PlanCounts(NamedTuple):
    """The assignments of a plan that somebody may see: all, closed, late."""

    assignments: int
    closed: int
    late: int


Tally = Counter[tuple[WorkState, bool]]
"""How many assignments show a state, in time (False) or late (True)."""


class PlanTally(NamedTuple):
    """The work of one plan by the unit and by the task, and the units that are late in a task."""

    by_unit: dict[int, Tally]
    by_task: dict[int, Tally]
    late_units: dict[int, set[int]]


def tally_of(plan: Plan, units: Collection[int], today: date) -> PlanTally:
    """The plan's work of those units as each assignment shows it on the day."""
    found = PlanTally({}, {}, {})
    given: dict[str, Any] = {"plans": [plan.pk], "units": list(units), "today": today, **_STATES}
    with connection.cursor() as cursor:
        cursor.execute(_TALLIES, given)
        for unit_id, task_id, state, is_late, count, late in cursor.fetchall():
            tallies, key = (found.by_unit, unit_id) if task_id is None else (found.by_task, task_id)
            tallies.setdefault(key, Counter())[WorkState(state), is_late] = count
            if late:
                found.late_units.setdefault(task_id, set()).update(late)
    return found


def counts_by_plan(
    actor: orgs.Actor, plan_ids: Collection[int], today: date
) -> dict[int, PlanCounts]:
    """The counts of those plans that have work which the actor may see."""
    given: dict[str, Any] = {
        "plans": list(plan_ids),
        "units": list(readable_units(actor, today)),
        "today": today,
        **_STATES,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, given)
        return {plan_id: PlanCounts(*counts) for plan_id, *counts in cursor.fetchall()}


def plan_count(actor: orgs.Actor, on: date) -> int:
    """How many plans stand in the actor's list."""
    return listed(actor, on).count()


def listed_plans(actor: orgs.Actor, on: date, stretch: slice) -> list[Plan]:
    """A stretch of the actor's list of plans, newest first, without their texts."""
    return list(listed(actor, on).defer(*_HEAVY)[stretch])
