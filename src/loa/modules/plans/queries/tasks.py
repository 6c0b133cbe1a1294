"""Reads of the tasks, clauses and doubts of one plan, for its pages."""

from collections import Counter
from collections.abc import Collection

from loa.kernel.db import get_one
from loa.modules.plans.models import Assignment, Clause, Doubt, Plan, Task
from loa.modules.plans.types import ClauseKind, DoubtState, Quantity


def tasks_of(plan: Plan) -> list[Task]:
    """The tasks of the plan in order."""
    return list(plan.tasks.order_by("ordinal"))


def drafted_tasks(plan: Plan) -> list[Task]:
    """The tasks of a draft in order, each with its clause, actors and targets."""
    rows = plan.tasks.order_by("ordinal").select_related("clause")
    return list(rows.prefetch_related("actors", "targets"))


def task_for(plan: Plan, task_id: int) -> Task:
    """One task of the plan to show. Raises NotFound."""
    return get_one(plan.tasks.filter(pk=task_id))


def task_count(plan: Plan) -> int:
    """How many tasks the plan has."""
    return plan.tasks.count()


def targets_of(task: Task) -> list[Quantity]:
    """What every unit is to reach."""
    return [Quantity(row.measure, row.amount) for row in task.targets.order_by("id")]


def periods_of(assignment: Assignment) -> dict[int, str]:
    """The period of each occurrence of an assignment, by its id."""
    return dict(assignment.occurrences.values_list("id", "period"))


def sections_of(plan: Plan) -> list[Clause]:
    """The numbered sections of the plan in order."""
    return list(plan.clauses.filter(kind=ClauseKind.SECTION).order_by("ordinal"))


def clauses_of(plan: Plan) -> list[Clause]:
    """Purposes, requirements, money and difficulties in order."""
    return list(plan.clauses.exclude(kind=ClauseKind.SECTION).order_by("ordinal"))


def open_doubts(plan: Plan) -> list[Doubt]:
    """What a person should still look at, in order."""
    return list(plan.doubts.filter(state=DoubtState.OPEN).order_by("ordinal"))


def open_doubts_of(task: Task) -> list[Doubt]:
    """What a person should still look at in one task."""
    return list(task.doubts.filter(state=DoubtState.OPEN).order_by("ordinal"))


def doubt_counts(plan_ids: Collection[int], state: DoubtState) -> Counter[int]:
    """How many doubts of that state each of the plans has."""
    rows = Doubt.objects.filter(plan__in=plan_ids, state=state).order_by()
    return Counter(rows.values_list("plan_id", flat=True))
