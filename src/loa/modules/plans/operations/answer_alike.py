"""One answer for every task in which the document calls somebody by the same words."""

from dataclasses import replace
from datetime import datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one, operation
from loa.modules.plans import queries
from loa.modules.plans.operations.draft_rows import draft_for, remember_step
from loa.modules.plans.operations.edit_draft import save_task, settle_places
from loa.modules.plans.operations.take_back import rows_of
from loa.modules.plans.types import DoubtCode, TaskFacts, TaskRole

_ACTORS = (DoubtCode.ACTOR_MISSING, DoubtCode.ACTOR_UNSURE)


@operation
def answer_alike(
    *,
    actor: orgs.Actor,
    plan_id: int,
    task_id: int,
    doubt_id: int,
    facts: TaskFacts,
    was: TaskFacts,
    at: datetime,
) -> int:
    """Write who does a task, and add who was chosen for its doubt wherever the same is doubted.

    `was` is the task as the officer saw it, `facts` as he left it. Answers the number of other
    tasks that were changed. It is one step, which can be taken back. Raises EditedMeanwhile where
    others changed the units of the task.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    task = queries.get_task(plan, task_id)
    doubt = get_one(task.doubts.filter(pk=doubt_id))
    alike = queries.doubts_alike(doubt)
    doubted = dict.fromkeys(one.task_id for one in alike if one.task_id)
    others = [queries.get_task(plan, pk) for pk in doubted]
    before = rows_of([task, *others])

    save_task(
        actor=actor,
        plan_id=plan_id,
        task_id=task_id,
        version=task.version,
        facts=facts,
        was=was,
        settles=_ACTORS,
        at=at,
    )
    role = queries.side_of(doubt)
    for other in others:
        there = queries.task_facts(other)
        save_task(
            actor=actor,
            plan_id=plan_id,
            task_id=other.pk,
            version=other.version,
            facts=_with_chosen(there, facts, was, role),
            was=there,
            settles=(),
            at=at,
        )
    settle_places(plan, [one.pk for one in alike], actor, at)

    if others:  # the same press once more finds no other doubt and is no step of its own
        ids = [task.pk, *(other.pk for other in others)]
        after = dict(plan.tasks.filter(pk__in=ids).values_list("pk", "version"))
        words = (
            f"Đã chọn đơn vị cho nhiệm vụ {task.ordinal} và {len(others)} nhiệm vụ cùng cách gọi."
        )
        remember_step(plan, words, before, after, by=actor.label, at=at)
    return len(others)


def _with_chosen(there: TaskFacts, facts: TaskFacts, was: TaskFacts, role: TaskRole) -> TaskFacts:
    """Another task with whom the officer added in that role; nobody is taken out of it."""
    groups = [one for one in facts.groups if one[0] is role and one not in was.groups]
    units = [one for one in facts.units if one[0] is role and one not in was.units]
    chosen = {unit for _, unit in units}
    return replace(
        there,
        groups=tuple(dict.fromkeys([*there.groups, *groups])),
        units=tuple(dict.fromkeys([*there.units, *units])),
        excluded_units=tuple(unit for unit in there.excluded_units if unit not in chosen),
    )
