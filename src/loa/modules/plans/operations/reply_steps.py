"""The steps of what a unit sends up and that waits for an answer, the same for every kind of it.

A kind says in `Steps` how its rows are changed; who may, who is told, the journal, passing up,
taking back and following ended units are here.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set
from loa.kernel.errors import DomainError, NotFound, Stale
from loa.kernel.words import shortened
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Assignment, Difficulty, Notice, Plan, Question
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries.replies import OPEN, Kind, first_holder, route
from loa.modules.plans.rules.replies import NobodyAbove
from loa.modules.plans.rules.work import needs_reason
from loa.modules.plans.types import PlanState, Verb

_IN_NOTICE = 160
"""Letters of what was written that a notice shows."""
Asked = Difficulty | Question
Sent = TypeVar("Sent", Difficulty, Question)
"""What a unit sends up; nobody here sent what citizens say."""


class Taken(NamedTuple):
    """A step as somebody takes it: on what was seen at `version`, with his reason or none."""

    version: int
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Steps(Generic[Sent]):
    """How the rows of one kind are changed; each answers with the line of the journal.

    `passed_before` and `withdrawn_before` find the same call, sent before: the first says who held
    it then.
    """

    kind: Kind[Sent, Any]
    noun: str
    settled: type[DomainError]
    group_changed: type[DomainError]
    verb_pass: Verb
    verb_withdraw: Verb
    passed_before: Callable[[Sent, Taken], int | None]
    withdrawn_before: Callable[[Sent, Taken], bool]
    pass_to: Callable[[Sent, Taken, int], audit.Line]
    withdraw: Callable[[Sent, Taken], audit.Line]
    hand_to: Callable[[Sent, Taken, int, int], audit.Line]


def pass_up(
    steps: Steps[Sent],
    *,
    actor: orgs.Actor,
    pk: int,
    version: int,
    reason: str,
    at: datetime,
    also: Collection[int] = (),
    alike: Callable[[Sent], Collection[Sent]] | None = None,
) -> None:
    """Hand it to who stands above, saying why; there the clock begins anew.

    With it go those of `also`, which wait with the same holder for the same (`alike`).
    """
    on = local_day(at)
    found = steps.kind.locked(actor, pk, on)
    reason = needs_reason(reason)
    taken = Taken(version, reason, actor.label, at)
    before = steps.passed_before(found, taken)
    holder_id = found.holder_id if before is None else before

    require(policies.can(actor, steps.verb_pass, holder_id, on))
    if before is not None:
        return
    if found.state != OPEN:
        raise steps.settled
    above = route(holder_id, on)
    if above is None:
        raise NobodyAbove

    every: list[Sent] = [found]
    if also and alike is not None:
        every = together(steps, found, version, also, alike(found))
    lines = [steps.pass_to(found, taken, above)]
    lines += [
        steps.pass_to(one, Taken(one.version, reason, actor.label, at), above) for one in every[1:]
    ]

    audit.record_many(actor=actor, verb=steps.verb_pass, lines=lines, at=at)
    for one in every:
        text = f"{name_of(holder_id, on)} chuyển {steps.noun} của {name_of(one.unit_id, on)}"
        tell_about(above, steps.verb_pass, f"{text}: {taken.words}", at, one)
        text = f"{steps.noun.capitalize()} đã chuyển lên {name_of(above, on)}: {taken.words}"
        tell_about(one.unit_id, steps.verb_pass, text, at, one)


def take_back(
    steps: Steps[Sent], *, actor: orgs.Actor, pk: int, version: int, at: datetime
) -> None:
    """Take back what nobody has answered yet; it counts nowhere any more."""
    on = local_day(at)
    found = steps.kind.locked(actor, pk, on)

    require(policies.can(actor, steps.verb_withdraw, found.unit_id, on))
    taken = Taken(version, "", actor.label, at)
    if steps.withdrawn_before(found, taken):
        return
    if found.state != OPEN:
        raise steps.settled

    line = steps.withdraw(found, taken)

    record(actor, steps.verb_withdraw, line, at)
    text = f"{name_of(found.unit_id, on)} đã rút {steps.noun}: {short(found.words)}"
    tell_about(found.holder_id, steps.verb_withdraw, text, at, found)


def hand_over(steps: Steps[Sent], actor: orgs.Actor, at: datetime) -> int:
    """Leave nothing open with a unit that has ended, as asker or as holder; how many went.

    A new holder's clock begins anew. Where nobody took the asker's duties over, it ends with the
    reason and counts nowhere. A second run finds nothing.
    """
    on = local_day(at)
    gone = orgs.ended_ids(on)
    rows = steps.kind.all().filter(state=OPEN).order_by("pk")
    left = rows.filter(unit__in=gone) | rows.filter(holder__in=gone)
    found = list(left.select_for_update(of=("self",), no_key=True))

    lines = [_hand(steps, actor, one, at) for one in found]

    if lines:
        audit.record_many(actor=actor, verb=Verb.TRANSFER, lines=lines, at=at)
    return len(lines)


def _hand(steps: Steps[Sent], actor: orgs.Actor, one: Sent, at: datetime) -> audit.Line:
    on = local_day(at)
    stands = {row.id for row in orgs.tree(on)}
    unit_id = queries.holder(one.unit_id, on)
    old = orgs.last_row(one.unit_id, on).name
    if unit_id not in stands or unit_id == one.plan.issuer_id:
        reason = f"{old} đã kết thúc hoạt động, không có đơn vị làm tiếp việc này"
        return steps.withdraw(one, Taken(one.version, reason, actor.label, at))
    before, asker = one.holder_id, one.unit_id
    holder_id = before if before in stands else first_holder(unit_id, on)
    reason = "Theo việc sắp xếp đơn vị"
    if unit_id != asker:
        reason = f"{orgs.last_row(unit_id, on).name} nhận của {old} theo việc sắp xếp đơn vị"
    line = steps.hand_to(one, Taken(one.version, reason, actor.label, at), unit_id, holder_id)
    if holder_id != before:
        text = f"Nhận {steps.noun} chờ trả lời: {reason}"
        tell_about(holder_id, Verb.TRANSFER, text, at, one)
    if unit_id != asker:
        tell_about(unit_id, Verb.TRANSFER, f"{steps.noun.capitalize()}: {reason}", at, one)
    return line


def together(
    steps: Steps[Sent], found: Sent, version: int, also: Collection[int], alike: Collection[Sent]
) -> list[Sent]:
    """All that one answer is for: it, and those of its like that were chosen, locked in one order.

    Raises what the kind calls settled and a changed group, Stale.
    """
    if found.state != OPEN:
        raise steps.settled
    if found.version != version:
        raise Stale
    chosen = set(also)
    if not chosen <= {one.pk for one in alike}:
        raise steps.group_changed
    rows = steps.kind.all().filter(pk__in=chosen, state=OPEN, holder=found.holder_id)
    answered: list[Sent] = [found]
    answered += rows.order_by("pk").select_for_update(of=("self",), no_key=True)
    if len(answered) != len(chosen) + 1:
        raise steps.group_changed
    return answered


def require_place(
    plan: Plan,
    unit_id: int,
    about: tuple[int | None, int | None],
    *,
    refusal: type[DomainError],
    may_be_whole: bool,
) -> None:
    """A unit asks about a plan at work in which it has work: a task of its own, or a clause.

    Neither is the plan as a whole. Raises the refusal, NotFound for what is another's.
    """
    task_id, clause_id = about
    given = Assignment.objects.filter(plan=plan, unit=unit_id)
    if plan.state != PlanState.ISSUED or not given.exists():
        raise refusal
    named = (task_id is not None) + (clause_id is not None)
    if named != 1 and not (may_be_whole and named == 0):
        raise NotFound
    if task_id is not None and not given.filter(task=task_id).exists():
        raise NotFound
    if clause_id is not None and not plan.clauses.filter(pk=clause_id).exists():
        raise NotFound


def changed(thing: Asked, version: int, words: str, **fields: object) -> audit.Line:
    """Write the fields on what was seen at `version`; the line of the journal, with the reason."""
    change = compare_and_set(thing, version, **fields)
    told = {**change.after, "reason": words} if words else change.after
    whole = Change(change.before, told)
    return audit.Line(thing=thing.ref, change=whole, unit_id=thing.unit_id)


def handed(thing: Asked, taken: Taken, unit_id: int, holder_id: int) -> audit.Line:
    """Write who asks and who holds it after units ended; a new holder's clock begins anew."""
    fields: dict[str, object] = {"unit_id": unit_id, "holder_id": holder_id}
    if holder_id != thing.holder_id:
        fields["reached_at"] = taken.at
    return changed(thing, taken.version, taken.words, **fields)


def record(actor: orgs.Actor, verb: Verb, line: audit.Line, at: datetime) -> None:
    """One line of the journal."""
    audit.record_many(actor=actor, verb=verb, lines=[line], at=at)


def tell_about(unit_id: int, kind: str, text: str, at: datetime, thing: Asked) -> None:
    """Leave a line for a unit that leads to the thing; part of the caller's transaction."""
    day = local_day(at)
    tell(Notice(unit_id=unit_id, kind=kind, thing=thing.ref, day=day, at=at, text=text))


def name_of(unit_id: int, on: date) -> str:
    """How a unit is called in a sentence."""
    return orgs.last_row(unit_id, on).body_name


def short(words: str) -> str:
    """Words on one line, as many as a notice shows."""
    return shortened(" ".join(words.split()), _IN_NOTICE)
