"""Giving a draft another shape: one task made several, two made one, one taken out."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from loa.foundation.idempotency.facade import JSON, answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.modules.plans import queries
from loa.modules.plans.models import Task, TaskActor
from loa.modules.plans.operations.draft_rows import (
    draft_for,
    insert_task,
    record_edit,
    remember_step,
)
from loa.modules.plans.operations.take_back import rows_of
from loa.modules.plans.rules import splitting
from loa.modules.plans.rules import tasks as rules
from loa.modules.plans.types import Verb


@operation
def split_task(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    task_id: int,
    parts: list[str],
    at: datetime,
    version: int | None = None,
) -> list[int]:
    """Make several tasks of one; the first keeps the row, all keep units and days.

    Each takes its own stretch of the source where its words are found there in order. Raises
    Stale where the task does not stand at `version`, if that is given.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    task = queries.get_task(plan, task_id)
    texts = rules.split_parts(parts)

    def give() -> JSON:
        before = rows_of([task])
        facts = queries.task_facts(task)
        places = splitting.places_of(plan.text, task.start, task.end, texts)
        first = {
            "content": texts[0],
            "title": rules.title_of(texts[0]),
            "start": places[0][0],
            "end": places[0][1],
        }
        change = compare_and_set(task, version or task.version, **first)
        after, last = {task.pk: task.version + 1}, task.pk
        for text, place in zip(texts[1:], places[1:], strict=True):
            new = insert_task(plan, rules.with_content(facts, text), last, like=task, place=place)
            after[new.pk] = new.version
            last = new.pk
        words = f"Đã tách nhiệm vụ {task.ordinal} thành {len(texts)}."
        remember_step(plan, words, before, after, by=actor.label, at=at)
        done = Change(change.before, {**change.after, "split": [*after]})
        record_edit(actor, plan, task.ref, done, at)
        return [*after]

    asked = {"task_id": task_id, "parts": texts}
    answer = answer_once(key=key, actor=actor, verb=Verb.EDIT, asked=asked, at=at, give=give)
    return [int(str(one)) for one in answer] if isinstance(answer, list) else []


@operation
def join_tasks(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    task_id: int,
    with_task_id: int,
    at: datetime,
    version: int | None = None,
) -> int:
    """Put the content of another task behind this one and take the other out.

    Raises Stale where the task does not stand at `version`, if that is given.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    if task_id == with_task_id:
        raise rules.JoinedWithItself

    def give() -> int:
        task, other = queries.get_task(plan, task_id), queries.get_task(plan, with_task_id)
        before = rows_of([task, other])
        content = f"{task.content} {other.content}"
        start, end = splitting.place_of_both((task.start, task.end), (other.start, other.end))
        fields = {"content": content, "start": start, "end": end}
        change = compare_and_set(task, version or task.version, **fields)
        _copy_parts(other, task)
        gone = {"joined": other.ref, "joined_content": other.content}
        words = f"Đã gộp nhiệm vụ {other.ordinal} vào nhiệm vụ {task.ordinal}."
        _delete(other)
        after = {task.pk: task.version + 1}
        remember_step(plan, words, before, after, by=actor.label, at=at)
        record_edit(actor, plan, task.ref, Change(change.before, {**change.after, **gone}), at)
        return task.pk

    asked = {"task_id": task_id, "with": with_task_id}
    return answer_once(key=key, actor=actor, verb=Verb.EDIT, asked=asked, at=at, give=give)


@operation
def remove_task(
    *, actor: orgs.Actor, plan_id: int, task_id: int, version: int, at: datetime
) -> None:
    """Take a task out of the draft; it can be put back. A second time finds it gone."""
    plan = draft_for(actor, plan_id, local_day(at))
    task = plan.tasks.filter(pk=task_id).select_for_update(of=("self",)).first()
    if task is None:
        return

    rows = rows_of([task])
    change = compare_and_set(task, version)
    before = {"title": task.title, "content": task.content, "ordinal": task.ordinal}
    ref = task.ref  # a deleted row has no id any more
    _delete(task)
    words = f"Đã bỏ nhiệm vụ {task.ordinal}: {task.title}"
    remember_step(plan, words, rows, {}, by=actor.label, at=at)

    record_edit(actor, plan, ref, Change({**before, **change.before}, {}), at)


def _copy_parts(source: Task, target: Task) -> None:
    """What the joined task asks of whom comes along: actors, targets, open doubts."""
    source.doubts.update(task=target)
    measures = set(target.targets.values_list("measure", flat=True))
    source.targets.exclude(measure__in=measures).update(task=target)
    answered = target.answers.values_list("duty", flat=True)
    source.answers.exclude(duty__in=list(answered)).update(task=target)
    present = {(actor.role, actor.group, actor.unit_id) for actor in target.actors.all()}
    for actor in source.actors.all():
        if (actor.role, actor.group, actor.unit_id) not in present:
            actor.pk = None
            actor.task = target
            TaskActor.objects.bulk_create([actor])


def _delete(task: Task) -> None:
    plan, ordinal = task.plan, task.ordinal
    task.delete()
    plan.tasks.filter(ordinal__gt=ordinal).update(ordinal=F("ordinal") - 1)
