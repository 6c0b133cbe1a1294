"""What things are about: a task or a clause, the same in every revision of a plan."""

from django.db.models import QuerySet

from loa.kernel.words import shortened
from loa.modules.plans.models import Clause, Task
from loa.modules.plans.types import PlanState

ABOUT_PLAN = "Cả kế hoạch"
_LABEL = 90
"""Letters of a clause that name it in a list."""
_GIVEN = (PlanState.ISSUED.value, PlanState.SUPERSEDED.value, PlanState.CLOSED.value)


def about_words(task: Task | None, clause: Clause | None) -> str:
    """«Nhiệm vụ 3: Phát tờ rơi», the clause with its label and first words, or the whole plan."""
    if task is not None:
        return f"Nhiệm vụ {task.ordinal}: {task.title}"
    if clause is None:
        return ABOUT_PLAN
    short = shortened(" ".join(clause.text.split()), _LABEL)
    label = clause.path.replace("/", ".") or clause.label
    return f"Mục {label} {short}" if label else short


def task_in_force(task: Task) -> Task:
    """The task as the revision in force has it; itself where that dropped it."""
    while (
        later := Task.objects.filter(continues=task, plan__state__in=_GIVEN).first()
    ) is not None:
        task = later
    return task


def same_clauses(clause: Clause, chain: list[int]) -> QuerySet[Clause]:
    """The clause in every revision of the chain, by its place and words."""
    return Clause.objects.filter(
        plan__in=chain, kind=clause.kind, path=clause.path, text=clause.text
    )


def same_tasks(task: Task, chain: list[int]) -> set[int]:
    """The task in every revision of the chain."""
    same = {task_in_force(task).pk}
    earlier = dict(Task.objects.filter(plan__in=chain).values_list("pk", "continues"))
    step: int | None = next(iter(same))
    while step is not None:
        same.add(step)
        step = earlier.get(step)
    return same
