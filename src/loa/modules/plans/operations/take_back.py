"""Taking back the last steps that gave a draft another shape, or let its doubts stand."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, QuerySet

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, get_one, operation
from loa.kernel.errors import DomainError
from loa.modules.plans.models import (
    Answer,
    Doubt,
    DraftStep,
    Plan,
    Task,
    TaskActor,
    TaskTarget,
)
from loa.modules.plans.operations.draft_rows import draft_for, record_edit
from loa.modules.plans.types import DoubtState

_PARTS: dict[str, type[Model]] = {
    "actors": TaskActor,
    "targets": TaskTarget,
    "doubts": Doubt,
    "answers": Answer,
}


class ChangedSince(DomainError):
    """The tasks that a step left were changed, so it cannot be taken back."""

    code = "PLANS_CHANGED_SINCE"
    message_vi = (
        "Nhiệm vụ đã được sửa sau bước này nên không hoàn tác được. Sửa trực tiếp nhiệm vụ."
    )


@operation
def take_back(*, actor: orgs.Actor, plan_id: int, step_id: int, at: datetime) -> int | None:
    """Put the tasks of a step back as they were; a second time changes nothing.

    Doubts that it let stand are open again; the answer is the task of the first of them. Raises
    ChangedSince where somebody edited, split or removed one of the tasks meanwhile.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    step = get_one(DraftStep.objects.filter(plan=plan, pk=step_id).select_for_update(of=("self",)))
    if step.undone_at is not None:
        return None
    if step.settled:
        return _open_again(actor, plan, step, at)

    now = {task.pk: task for task in plan.tasks.filter(pk__in=[int(one) for one in step.after])}
    if {str(pk): task.version for pk, task in now.items()} != step.after:
        raise ChangedSince

    gone, back = set(now), [row["task"] for row in step.before]
    versions = {pk: task.version for pk, task in now.items()}
    _put_rows_back(plan, step, versions)
    DraftStep.objects.filter(pk=step.pk).update(undone_at=at)

    change = Change({"tasks": sorted(gone)}, {"tasks": [row["id"] for row in back]})
    record_edit(actor, plan, plan.ref, change, at)
    return None


def _open_again(actor: orgs.Actor, plan: Plan, step: DraftStep, at: datetime) -> int | None:
    """The doubts as they were before the step; what a task lost meanwhile stays gone."""
    doubts = plan.doubts.filter(
        pk__in=step.settled, state=DoubtState.SETTLED, settled_at=step.at, settled_by=step.by
    )
    rows = list(doubts.order_by("ordinal").values_list("message", "task_id"))
    doubts.update(state=DoubtState.OPEN, settled_at=None, settled_by="")
    DraftStep.objects.filter(pk=step.pk).update(undone_at=at)

    change = Change({"doubts": str(DoubtState.SETTLED)}, {"doubts": [words for words, _ in rows]})
    record_edit(actor, plan, plan.ref, change, at)
    return rows[0][1] if rows else None


def rows_of(tasks: Sequence[Task]) -> list[dict[str, object]]:
    """The rows of tasks with their parts, as JSON keeps them."""
    rows: list[dict[str, object]] = []
    for task in tasks:
        mine: dict[str, object] = {"task": _values(Task.objects.filter(pk=task.pk))[0]}
        for name, model in _PARTS.items():
            mine[name] = _values(QuerySet(model).filter(task=task).order_by("pk"))
        rows.append(mine)
    kept: list[dict[str, object]] = json.loads(json.dumps(rows, cls=DjangoJSONEncoder))
    return kept


def _values(rows: "QuerySet[Model]") -> list[dict[str, object]]:
    return list(rows.values())


def _put_rows_back(plan: Plan, step: DraftStep, versions: dict[int, int]) -> None:
    """Take out what the step left, make room, and write the rows that were there before."""
    left = plan.tasks.filter(pk__in=versions)
    ordinals = sorted(left.values_list("ordinal", flat=True), reverse=True)
    Doubt.objects.filter(task__in=versions).delete()
    left.delete()
    for ordinal in ordinals:
        plan.tasks.filter(ordinal__gt=ordinal).update(ordinal=F("ordinal") - 1)
    for row in sorted(step.before, key=lambda one: one["task"]["ordinal"]):
        task = row["task"]
        plan.tasks.filter(ordinal__gte=task["ordinal"]).update(ordinal=F("ordinal") + 1)
        version = max(versions.get(task["id"], 0), task["version"]) + 1
        Task.objects.bulk_create([Task(**{**task, "version": version})])
    for name, model in _PARTS.items():
        made = [model(**values) for row in step.before for values in row.get(name, ())]
        model._base_manager.bulk_create(made)  # noqa: SLF001  Django publishes this name
