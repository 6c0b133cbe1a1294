"""Checking a draft: header, tasks and doubts, until it is issued."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import JSON, answer_once
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Doubt, Plan, Task, TaskActor, TaskTarget
from loa.modules.plans.rules import tasks as rules
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import DoubtCode, DoubtState, PlanState, TaskFacts, TaskRole, Verb

HEADER_FIELDS = frozenset(
    {
        "kind",
        "parent_body",
        "issuer_words",
        "number",
        "notation",
        "place",
        "signed_on",
        "subject",
        "signer_post",
        "signer_name",
        "year",
        "as_of",
        "period_rule",
    }
)
_SETTLES = {
    "number": DoubtCode.NUMBER_MISSING,
    "signed_on": DoubtCode.DATE_MISSING,
    "as_of": DoubtCode.AS_OF_GUESSED,
    "year": DoubtCode.YEAR_GUESSED,
    "period_rule": DoubtCode.PERIOD_RULE_GUESSED,
}


class AlreadyIssued(DomainError):
    """The plan was given out; changes come by an amendment."""

    code = "PLANS_ALREADY_ISSUED"
    message_vi = (
        "Kế hoạch đã giao nhiệm vụ nên không sửa được. Nhập văn bản sửa đổi để thay đổi nội dung."
    )


class UnknownHeaderField(DomainError):
    """A field that the header does not have."""

    code = "PLANS_UNKNOWN_HEADER_FIELD"


@operation
def edit_header(
    *, actor: orgs.Actor, plan_id: int, version: int, fields: Mapping[str, object], at: datetime
) -> None:
    """Correct what was read of the document's head; what is corrected is no longer doubtful."""
    on = local_day(at)
    plan = _draft(actor, plan_id, on)

    if unknown := set(fields) - HEADER_FIELDS:
        message = f"Không có mục {', '.join(sorted(unknown))} trong phần đầu văn bản."
        raise UnknownHeaderField(message)
    if plan.version == version + 1 and all(getattr(plan, k) == v for k, v in fields.items()):
        return
    _check_header(fields, on)

    change = compare_and_set(plan, version, **fields)
    filled = [_SETTLES[name] for name, value in fields.items() if value and name in _SETTLES]
    doubts = Doubt.objects.filter(plan=plan, state=DoubtState.OPEN)
    unsure = doubts.filter(target__in=list(fields), code=DoubtCode.HEADER_UNSURE)
    _settle(unsure | doubts.filter(code__in=filled), actor, at)

    _record(actor, plan, plan.ref, change, at)


@operation
def save_task(
    *,
    actor: orgs.Actor,
    plan_id: int,
    task_id: int,
    version: int,
    facts: TaskFacts,
    at: datetime,
) -> None:
    """Write one task as the officer left it; its doubts are settled by that."""
    on = local_day(at)
    plan = _draft(actor, plan_id, on)
    task = queries.get_task(plan, task_id)

    facts = _checked(facts, on)
    fields, before = _columns(facts), rules.settled(queries.task_facts(task))
    if task.version == version + 1 and before == facts:
        return

    change = compare_and_set(task, version, **fields)
    _write_parts(task, facts, keep_words=True)
    _settle(task.doubts.filter(state=DoubtState.OPEN), actor, at)

    parts = Change(rules.as_asked(before), rules.as_asked(facts))
    _record(actor, plan, task.ref, _only_changed(change, parts), at)


@operation
def add_task(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    facts: TaskFacts,
    at: datetime,
    after_task_id: int | None = None,
) -> int:
    """Add a task that the text lacks (a row of a missing annex), at the end or after another."""
    on = local_day(at)
    plan = _draft(actor, plan_id, on)

    facts = _checked(facts, on)

    def give() -> int:
        task = _insert(plan, facts, after_task_id)
        _record(actor, plan, task.ref, Change({}, rules.as_asked(facts)), at)
        return task.pk

    asked = {"plan_id": plan_id, "after": after_task_id, **rules.as_asked(facts)}
    return answer_once(key=key, actor=actor, verb=Verb.EDIT, asked=asked, at=at, give=give)


@operation
def split_task(
    *, actor: orgs.Actor, key: UUID, plan_id: int, task_id: int, parts: list[str], at: datetime
) -> list[int]:
    """Make several tasks of one; the first keeps the row, all keep units, days and the place."""
    plan = _draft(actor, plan_id, local_day(at))
    task = queries.get_task(plan, task_id)
    texts = rules.split_parts(parts)

    def give() -> JSON:
        facts = queries.task_facts(task)
        first = {"content": texts[0], "title": rules.title_of(texts[0])}
        change = compare_and_set(task, task.version, **first)
        ids, last = [task.pk], task.pk
        for text in texts[1:]:
            new = _insert(plan, rules.with_content(facts, text), last, like=task)
            ids.append(new.pk)
            last = new.pk
        _record(actor, plan, task.ref, Change(change.before, {**change.after, "split": ids}), at)
        return [*ids]

    asked = {"task_id": task_id, "parts": texts}
    answer = answer_once(key=key, actor=actor, verb=Verb.EDIT, asked=asked, at=at, give=give)
    return [int(str(one)) for one in answer] if isinstance(answer, list) else []


@operation
def join_tasks(
    *, actor: orgs.Actor, key: UUID, plan_id: int, task_id: int, with_task_id: int, at: datetime
) -> int:
    """Put the content of another task behind this one and take the other out."""
    plan = _draft(actor, plan_id, local_day(at))
    if task_id == with_task_id:
        raise rules.JoinedWithItself

    def give() -> int:
        task, other = queries.get_task(plan, task_id), queries.get_task(plan, with_task_id)
        content = f"{task.content} {other.content}"
        change = compare_and_set(task, task.version, content=content)
        _copy_parts(other, task)
        gone = {"joined": other.ref, "joined_content": other.content}
        _delete(other)
        _record(actor, plan, task.ref, Change(change.before, {**change.after, **gone}), at)
        return task.pk

    asked = {"task_id": task_id, "with": with_task_id}
    return answer_once(key=key, actor=actor, verb=Verb.EDIT, asked=asked, at=at, give=give)


@operation
def remove_task(
    *, actor: orgs.Actor, plan_id: int, task_id: int, version: int, at: datetime
) -> None:
    """Take a task out of the draft; the journal keeps its words. A second time finds it gone."""
    plan = _draft(actor, plan_id, local_day(at))
    task = plan.tasks.filter(pk=task_id).select_for_update(of=("self",)).first()
    if task is None:
        return

    change = compare_and_set(task, version)
    before = {"title": task.title, "content": task.content, "ordinal": task.ordinal}
    ref = task.ref  # a deleted row has no id any more
    _delete(task)

    _record(actor, plan, ref, Change({**before, **change.before}, {}), at)


@operation
def settle_doubt(*, actor: orgs.Actor, plan_id: int, doubt_id: int, at: datetime) -> None:
    """Say that a doubtful place was looked at and stands as it is."""
    plan = _draft(actor, plan_id, local_day(at))
    doubts = plan.doubts.filter(pk=doubt_id, state=DoubtState.OPEN)
    messages = list(doubts.values_list("message", flat=True))
    if not messages:
        return

    _settle(doubts, actor, at)

    _record(actor, plan, plan.ref, Change({"doubt": messages[0]}, {"doubt": "SETTLED"}), at)


def _draft(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    plan = queries.get_plan(actor, plan_id, on)
    require(policies.can(actor, Verb.EDIT, plan.issuer_id, on))
    if plan.state != PlanState.DRAFT:
        raise AlreadyIssued
    return plan


def _check_header(fields: Mapping[str, object], on: date) -> None:
    if "period_rule" in fields:
        legal.period_rule(str(fields["period_rule"]), on=on)
    if isinstance(as_of := fields.get("as_of"), date):
        orgs.tree(as_of)  # refuses a day before the first tree


def _checked(facts: TaskFacts, on: date) -> TaskFacts:
    """The facts, fit to be kept. Raises the refusals of rules.check, NotFound for no such unit."""
    rules.check(facts, vocabulary())
    orgs.units_by_ids([*(unit for _, unit in facts.units), *facts.excluded_units], on)
    return rules.settled(facts)


def _only_changed(change: Change, parts: Change) -> Change:
    """One change of columns and parts, without what stayed."""
    names = [name for name in parts.after if parts.before[name] != parts.after[name]]
    before = {name: parts.before[name] for name in names}
    after = {name: parts.after[name] for name in names}
    return Change(before, after) if names else change


def _columns(facts: TaskFacts) -> dict[str, object]:
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


def _insert(
    plan: Plan, facts: TaskFacts, after_task_id: int | None, like: Task | None = None
) -> Task:
    last = plan.tasks.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    ordinal = last + 1
    if after_task_id is not None:
        ordinal = queries.get_task(plan, after_task_id).ordinal + 1
        plan.tasks.filter(ordinal__gte=ordinal).update(ordinal=F("ordinal") + 1)
    place = {"start": like.start, "end": like.end, "clause_id": like.clause_id} if like else {}
    task = Task.objects.create(plan=plan, ordinal=ordinal, **_columns(facts), **place)
    _write_parts(task, facts, keep_words=False)
    if like is not None:
        _copy_words(like, task)
    return task


def _write_parts(task: Task, facts: TaskFacts, *, keep_words: bool) -> None:
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


def _copy_parts(source: Task, target: Task) -> None:
    """What the joined task asks of whom comes along: actors, targets, open doubts."""
    source.doubts.update(task=target)
    measures = set(target.targets.values_list("measure", flat=True))
    source.targets.exclude(measure__in=measures).update(task=target)
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


def _settle(doubts: QuerySet[Doubt], actor: orgs.Actor, at: datetime) -> None:
    doubts.update(state=DoubtState.SETTLED, settled_at=at, settled_by=actor.label)


def _record(actor: orgs.Actor, plan: Plan, thing: str, change: Change, at: datetime) -> None:
    audit.record(
        actor=actor, verb=Verb.EDIT, thing=thing, change=change, at=at, unit_id=plan.issuer_id
    )
