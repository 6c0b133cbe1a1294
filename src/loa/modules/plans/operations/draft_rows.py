"""What every step on a draft shares: its lock, the rows of its tasks, its lines in the journal."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import F

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.db import Change
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Answer, DraftStep, Plan, Task, TaskActor, TaskTarget
from loa.modules.plans.types import PlanState, TaskFacts, TaskRole, Verb

_LONGEST_WORDS = 400


class AlreadyIssued(DomainError):
    """The plan was given out; changes come by an amendment."""

    code = "PLANS_ALREADY_ISSUED"
    message_vi = (
        "Kế hoạch đã giao nhiệm vụ nên không sửa được. Nhập văn bản sửa đổi để thay đổi nội dung."
    )


def draft_for(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """The draft, locked. Raises NotFound, NotAllowed where it may not be edited, AlreadyIssued."""
    plan = queries.get_plan(actor, plan_id, on)
    require(policies.can_on(actor, Verb.EDIT, plan, on))
    if plan.state != PlanState.DRAFT:
        raise AlreadyIssued
    return plan


def remember_step(
    plan: Plan,
    words: str,
    before: Sequence[Mapping[str, object]],
    after: Mapping[int, int],
    *,
    by: str,
    at: datetime,
    settled: Sequence[int] = (),
) -> None:
    """Keep what it takes to undo a step; the fields are those of DraftStep."""
    DraftStep.objects.create(
        plan=plan,
        at=at,
        by=by,
        words=words[:_LONGEST_WORDS],
        before=list(before),
        after=dict(after),
        settled=list(settled),
    )


def columns_of(facts: TaskFacts) -> dict[str, object]:
    """What of the facts lies in the task's own row."""
    return {
        "title": facts.title,
        "content": facts.content,
        "schedule": str(facts.schedule),
        "due_on": facts.due_on,
        "deadline_words": facts.deadline_words,
        "forms": list(facts.forms),
        "audiences": list(facts.audiences),
        "product": facts.product,
        "money": facts.money,
        "money_source": facts.money_source,
    }


def insert_task(
    plan: Plan,
    facts: TaskFacts,
    after_task_id: int | None,
    *,
    like: Task | None = None,
    place: tuple[int | None, int | None] = (None, None),
) -> Task:
    """A new task at the end or behind another; `like` gives clause and words of its actors.

    `place` is its stretch of the source, if it stands there.
    """
    last = plan.tasks.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    ordinal = last + 1
    if after_task_id is not None:
        ordinal = queries.get_task(plan, after_task_id).ordinal + 1
        plan.tasks.filter(ordinal__gte=ordinal).update(ordinal=F("ordinal") + 1)
    start, end = place
    clause_id = like.clause_id if like else None
    task = Task.objects.create(
        plan=plan, ordinal=ordinal, start=start, end=end, clause_id=clause_id, **columns_of(facts)
    )
    write_parts(task, facts, keep_words=False)
    if like is not None:
        _copy_words(like, task)
        _copy_answers(like, task)
    return task


def write_parts(task: Task, facts: TaskFacts, *, keep_words: bool) -> None:
    """Who is to do it and how much; `keep_words` keeps what the document calls them."""
    words: dict[tuple[str, str, int | None], tuple[str, int | None, int | None]] = {}
    if keep_words:
        words = {
            (actor.role, actor.group, actor.unit_id): (actor.words, actor.start, actor.end)
            for actor in task.actors.all()
        }
    task.actors.all().delete()
    wanted: list[tuple[TaskRole, str, int | None, bool]] = [
        (role, group, None, True) for role, group in facts.groups
    ]
    wanted += [(role, "", unit_id, True) for role, unit_id in facts.units]
    wanted += [(TaskRole.LEAD, "", unit_id, False) for unit_id in facts.excluded_units]
    rows = []
    for role, group, unit_id, is_included in dict.fromkeys(wanted):
        text, start, end = words.get((role, group, unit_id), ("", None, None))
        rows.append(
            TaskActor(
                task=task,
                role=role,
                group=group,
                unit_id=unit_id,
                is_included=is_included,
                words=text,
                start=start,
                end=end,
            )
        )
    TaskActor.objects.bulk_create(rows)
    task.targets.all().delete()
    TaskTarget.objects.bulk_create(
        TaskTarget(task=task, measure=target.measure, amount=target.amount)
        for target in facts.targets
        if target.amount > 0
    )


def _copy_words(source: Task, target: Task) -> None:
    for actor in source.actors.all():
        target.actors.filter(role=actor.role, group=actor.group, unit=actor.unit_id).update(
            words=actor.words, start=actor.start, end=actor.end
        )


def _copy_answers(source: Task, target: Task) -> None:
    """A part of a task answers what the whole answered."""
    answers = list(source.answers.all())
    for answer in answers:
        answer.pk = None
        answer.task = target
    Answer.objects.bulk_create(answers)


def record_edit(actor: orgs.Actor, plan: Plan, thing: str, change: Change, at: datetime) -> None:
    """One line of the journal about the draft or a task of it."""
    audit.record(
        actor=actor, verb=Verb.EDIT, thing=thing, change=change, at=at, unit_id=plan.issuer_id
    )
