"""How far the work of many plans is, counted by the database: a list shows twenty of them."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Plan
from loa.modules.plans.queries.plans import visible_plans
from loa.modules.plans.queries.work import readable_units
from loa.modules.plans.types import CLOSED_STATES, WorkState

_HEAVY = ("text", "grids", "spans", "legal_bases", "recipients", "missing")
# The rules of rules.work, `current` and `is_late`, for whole plans at once; a test holds both
# against each other. An assignment shows its last occurrence that has begun, else its first.
_COUNTS = """
    WITH placed AS (
        SELECT a.plan_id, o.assignment_id, o.ordinal, o.state, o.starts_on,
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
        SELECT plan_id, bool_or(is_late) AS is_late,
            bool_or(is_shown AND state = ANY(%(closed)s)) AS is_closed
        FROM begun GROUP BY plan_id, assignment_id
    )
    SELECT plan_id, count(*), count(*) FILTER (WHERE is_closed), count(*) FILTER (WHERE is_late)
    FROM given GROUP BY plan_id
"""


class PlanCounts(NamedTuple):
    """The assignments of a plan that somebody may see: all, closed, late."""

    assignments: int
    closed: int
    late: int


def counts_by_plan(
    actor: orgs.Actor, plan_ids: Collection[int], today: date
) -> dict[int, PlanCounts]:
    """The counts of those plans that have work which the actor may see."""
    given: dict[str, Any] = {
        "plans": list(plan_ids),
        "units": list(readable_units(actor, today)),
        "today": today,
        "exempt": WorkState.NOT_APPLICABLE.value,
        "returned": WorkState.RETURNED.value,
        "closed": [state.value for state in CLOSED_STATES],
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, given)
        return {plan_id: PlanCounts(*counts) for plan_id, *counts in cursor.fetchall()}


def plan_count(actor: orgs.Actor, on: date) -> int:
    """How many plans the actor may see."""
    return visible_plans(actor, on).count()


def listed_plans(actor: orgs.Actor, on: date, stretch: slice) -> list[Plan]:
    """A stretch of the plans that the actor may see, newest first, without their texts."""
    return list(visible_plans(actor, on).defer(*_HEAVY)[stretch])
