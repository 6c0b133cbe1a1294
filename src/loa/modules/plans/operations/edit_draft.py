"""Checking a draft: header, tasks and doubts, until it is issued."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from loa.foundation.idempotency.facade import answer_once
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError, NotFound
from loa.modules.plans import queries
from loa.modules.plans.models import Doubt, Plan
from loa.modules.plans.operations.draft_rows import (
    columns_of,
    draft_for,
    insert_task,
    record_edit,
    remember_step,
    write_parts,
)
from loa.modules.plans.rules import merging
from loa.modules.plans.rules import tasks as rules
from loa.modules.plans.rules.mending import HEAD
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import DoubtCode, DoubtState, TaskFacts, Verb

HEADER_FIELDS = HEAD | {"kind", "parent_body"}
_SETTLES = {
    "number": DoubtCode.NUMBER_MISSING,
    "signed_on": DoubtCode.DATE_MISSING,
    "as_of": DoubtCode.AS_OF_GUESSED,
    "year": DoubtCode.YEAR_GUESSED,
    "period_rule": DoubtCode.PERIOD_RULE_GUESSED,
}
_READ_AS = {"issuer_words": "issuer", "signed_on": "issued_on"}
"""Fields that the reader of documents calls otherwise in its doubts."""


class UnknownHeaderField(DomainError):
    """A field that the header does not have."""

    code = "PLANS_UNKNOWN_HEADER_FIELD"


@operation
def edit_header(
    *,
    actor: orgs.Actor,
    plan_id: int,
    version: int,
    fields: Mapping[str, object],
    at: datetime,
    was: Mapping[str, object] | None = None,
) -> None:
    """Correct what was read of the document's head; what is corrected is no longer doubtful.

    With `was`, the fields as the officer saw them, only those count: what others wrote into other
    fields meanwhile stays. Raises EditedMeanwhile where they wrote into the same.
    """
    on = local_day(at)
    plan = draft_for(actor, plan_id, on)

    if unknown := set(fields) - HEADER_FIELDS:
        message = f"Không có mục {', '.join(sorted(unknown))} trong phần đầu văn bản."
        raise UnknownHeaderField(message)
    is_there = all(getattr(plan, name) == value for name, value in fields.items())
    if is_there and plan.version == version + 1:
        return
    _check_header(fields, on)
    if was is not None:
        merging.merged_fields(was, fields, {name: getattr(plan, name) for name in fields})
        version = plan.version

    change = compare_and_set(plan, version, **fields)
    filled = [_SETTLES[name] for name, value in fields.items() if value and name in _SETTLES]
    doubts = Doubt.objects.filter(plan=plan, state=DoubtState.OPEN)
    targets = [*fields, *(_READ_AS[name] for name in fields if name in _READ_AS)]
    unsure = doubts.filter(target__in=targets, code=DoubtCode.HEADER_UNSURE)
    _settle(unsure | doubts.filter(code__in=filled), actor, at)

    record_edit(actor, plan, plan.ref, change, at)


@operation
def save_task(
    *,
    actor: orgs.Actor,
    plan_id: int,
    task_id: int,
    version: int,
    facts: TaskFacts,
    at: datetime,
    was: TaskFacts | None = None,
    settles: Collection[DoubtCode] = tuple(DoubtCode),
) -> None:
    """Write one task as the officer left it; its doubts of the codes `settles` are settled by that.

    With `was`, the task as the officer saw it, only what he changed is written; what others
    changed beside it meanwhile stays. Raises EditedMeanwhile where they changed the same.
    """
    on = local_day(at)
    plan = draft_for(actor, plan_id, on)
    task = queries.get_task(plan, task_id)

    before = rules.settled(queries.task_facts(task))
    if was is not None:
        facts = merging.merged(rules.settled(was), rules.settled(facts), before)
        version = task.version
    facts = _checked(facts, on)
    doubts = task.doubts.filter(state=DoubtState.OPEN, code__in=list(settles))
    if before == facts and (task.version == version + 1 or was is not None):
        _settle_all(plan, doubts, actor, at)
        return

    change = compare_and_set(task, version, **columns_of(facts))
    write_parts(task, facts, keep_words=True)
    _settle(doubts, actor, at)

    parts = Change(rules.as_asked(before), rules.as_asked(facts))
    record_edit(actor, plan, task.ref, _only_changed(change, parts), at)


@operation
def add_task(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    facts: TaskFacts,
    at: datetime,
    after_task_id: int | None = None,
    place: tuple[int | None, int | None] = (None, None),
) -> int:
    """Add a task that the text lacks (a row of a missing annex), at the end or after another.

    `place` is the stretch of the source from which an officer took it, if it stands there; then
    it comes behind the task that stands before it in the source.
    """
    on = local_day(at)
    plan = draft_for(actor, plan_id, on)

    facts = _checked(facts, on)

    def give() -> int:
        behind = after_task_id or queries.task_before(plan, place[0])
        task = insert_task(plan, facts, behind, place=place)
        record_edit(actor, plan, task.ref, Change({}, rules.as_asked(facts)), at)
        return task.pk

    start, end = place
    if start is not None and not 0 <= start < (end or 0) <= len(plan.text):
        raise NotFound
    asked = {
        "plan_id": plan_id,
        "after": after_task_id,
        "place": [*place],
        **rules.as_asked(facts),
    }
    return answer_once(key=key, actor=actor, verb=Verb.EDIT, asked=asked, at=at, give=give)


@operation
def settle_doubts(
    *,
    actor: orgs.Actor,
    plan_id: int,
    doubt_ids: Collection[int],
    at: datetime,
    alike_up_to: int | None = None,
) -> None:
    """Say that doubtful places were looked at and stand as they are; a repeat changes nothing.

    With `alike_up_to` all that ask the same stand with them, up to the doubt of that number: what
    came after the page was drawn was not seen. It is a step that can be taken back.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    if alike_up_to is not None:
        doubt_ids = queries.doubts_asking_the_same(plan, doubt_ids, alike_up_to)
    doubts = plan.doubts.filter(pk__in=doubt_ids, state=DoubtState.OPEN)

    ids, words = _let_stand(doubts)
    _settle_all(plan, doubts, actor, at)
    if ids:
        remember_step(plan, words, [], {}, by=actor.label, at=at, settled=ids)


def settle_places(plan: Plan, doubt_ids: Collection[int], actor: orgs.Actor, at: datetime) -> None:
    """Settle doubts of a locked draft within a larger step, and write them down."""
    doubts = plan.doubts.filter(pk__in=doubt_ids, state=DoubtState.OPEN)
    _settle_all(plan, doubts, actor, at)


def _let_stand(doubts: QuerySet[Doubt]) -> tuple[list[int], str]:
    """The ids of the doubts, and the step in words."""
    rows = list(doubts.order_by("ordinal").values_list("pk", "message"))
    first = rows[0][1] if len(rows) == 1 else f"{len(rows)} chỗ cần xem"
    return [pk for pk, _ in rows], f"Đã giữ như vậy: {first}"


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


def _settle_all(plan: Plan, doubts: QuerySet[Doubt], actor: orgs.Actor, at: datetime) -> None:
    """Settle and write down what was doubted, where anything was."""
    messages = list(doubts.order_by("ordinal").values_list("message", flat=True))
    if not messages:
        return
    _settle(doubts, actor, at)
    before: dict[str, object] = {"doubts": messages}
    record_edit(actor, plan, plan.ref, Change(before, {"doubts": str(DoubtState.SETTLED)}), at)


def _settle(doubts: QuerySet[Doubt], actor: orgs.Actor, at: datetime) -> None:
    doubts.update(state=DoubtState.SETTLED, settled_at=at, settled_by=actor.label)
