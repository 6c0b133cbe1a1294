"""Reads of the tasks, clauses and doubts of one plan, for its pages."""

from collections import Counter
from collections.abc import Collection

from loa.kernel.db import get_one
from loa.modules.plans.models import Assignment, Clause, Doubt, Plan, Task
from loa.modules.plans.types import ClauseKind, DoubtCode, DoubtState, Quantity, TaskRole


def tasks_of(plan: Plan) -> list[Task]:
    """The tasks of the plan in order."""
    return list(plan.tasks.order_by("ordinal"))


def drafted_tasks(plan: Plan, task_id: int | None = None) -> list[Task]:
    """The tasks of a draft in order, each with its clause, actors and targets.

    With `task_id` only that one and the one behind it.
    """
    rows = plan.tasks.order_by("ordinal").select_related("clause")
    if task_id is not None:
        place = plan.tasks.filter(pk=task_id).values("ordinal")
        rows = rows.filter(ordinal__gte=place)[:2]
    return list(rows.prefetch_related("actors", "targets"))


def task_ordinals(plan: Plan) -> dict[int, int]:
    """The place of each task in the plan, by its id."""
    return dict(plan.tasks.order_by("ordinal").values_list("id", "ordinal"))


def task_for(plan: Plan, task_id: int) -> Task:
    """One task of the plan to show. Raises NotFound."""
    return get_one(plan.tasks.filter(pk=task_id))


def task_before(plan: Plan, start: int | None) -> int | None:
    """The task that stands last before that letter of the source; None where none does."""
    if start is None:
        return None
    rows = plan.tasks.filter(start__lte=start).order_by("-start", "-ordinal")
    return rows.values_list("id", flat=True).first()


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


def doubt_count(plan: Plan) -> int:
    """How many places of the draft were doubtful, those settled meanwhile with them."""
    return plan.doubts.count()


def open_doubts_of(task: Task) -> list[Doubt]:
    """What a person should still look at in one task."""
    return list(task.doubts.filter(state=DoubtState.OPEN).order_by("ordinal"))


def doubt_of(task: Task, doubt_id: int | None) -> Doubt | None:
    """The doubt of that number, if it is one of the task."""
    return task.doubts.filter(pk=doubt_id).first() if doubt_id is not None else None


def side_of(doubt: Doubt) -> TaskRole:
    """Whether a doubt about who does a task is about who leads or who coordinates."""
    is_partner = doubt.target.endswith(f":{TaskRole.COORDINATE.lower()}")
    return TaskRole.COORDINATE if is_partner else TaskRole.LEAD


def doubts_alike(doubt: Doubt) -> list[Doubt]:
    """Open doubts of other tasks about the same words of who leads, or who coordinates."""
    if doubt.code != DoubtCode.ACTOR_UNSURE or doubt.task_id is None:
        return []
    rows = Doubt.objects.filter(plan=doubt.plan_id, code=doubt.code, state=DoubtState.OPEN)
    others = rows.exclude(task=None).exclude(task=doubt.task_id).order_by("ordinal")
    mine = doubt_body(doubt)
    return [one for one in others if doubt_body(one) == mine and side_of(one) is side_of(doubt)]


def doubts_asking_the_same(plan: Plan, doubt_ids: Collection[int], up_to: int) -> list[int]:
    """The open doubts that ask what these ask, in any task, none newer than `up_to`."""
    asked = {(one.code, doubt_body(one)) for one in plan.doubts.filter(pk__in=doubt_ids)}
    others = plan.doubts.filter(state=DoubtState.OPEN, pk__lte=up_to)
    return [one.pk for one in others if (one.code, doubt_body(one)) in asked]


def doubt_body(doubt: Doubt) -> str:
    """The message without the task that it speaks of."""
    return doubt.message.split(": ", 1)[-1] if doubt.task_id else doubt.message


def doubt_counts(plan_ids: Collection[int], state: DoubtState) -> Counter[int]:
    """How many doubts of that state each of the plans has."""
    rows = Doubt.objects.filter(plan__in=plan_ids, state=state).order_by()
    return Counter(rows.values_list("plan_id", flat=True))
