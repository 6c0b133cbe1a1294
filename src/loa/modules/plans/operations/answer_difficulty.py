"""What a holder does with a difficulty: passes it up with a reason, or answers it and its like."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.kernel.errors import Stale
from loa.modules.plans import policies
from loa.modules.plans.models import Difficulty, Direction
from loa.modules.plans.operations import difficulty_steps as steps
from loa.modules.plans.operations import direct_work
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.queries.lineage import revision_in_force
from loa.modules.plans.queries.replies import route
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.replies import NobodyAbove
from loa.modules.plans.rules.work import needs_reason
from loa.modules.plans.types import (
    DifficultyMove,
    DifficultyState,
    DirectionFacts,
    Effect,
    Verb,
)

_BY_THE_PROVINCE = frozenset({Effect.ALL_DUE, Effect.NEW_TASK})
"""What changes the plan for others too: whoever amends it says so."""


@operation
def pass_up(
    *, actor: orgs.Actor, difficulty_id: int, version: int, reason: str, at: datetime
) -> None:
    """Hand it to who stands above, saying why; there the clock begins anew."""
    on = local_day(at)
    found = reads.KIND.locked(actor, difficulty_id, on)
    reason = needs_reason(reason)
    is_repeat = steps.is_last(found, version, DifficultyMove.PASSED_UP, actor.label, reason)
    holder_id = _holder_before(found) if is_repeat else found.holder_id

    require(policies.can(actor, Verb.DIFFICULTY_PASS_UP, holder_id, on))
    if is_repeat:
        return
    if found.state != DifficultyState.OPEN:
        raise rules.DifficultySettled
    above = route(holder_id, on)
    if above is None:
        raise NobodyAbove

    line = steps.changed(found, version, reason, holder_id=above, reached_at=at)
    steps.step(
        found,
        DifficultyMove.PASSED_UP,
        by=actor.label,
        at=at,
        holder_id=above,
        words=reason,
    )

    steps.record(actor, Verb.DIFFICULTY_PASS_UP, line, at)
    from_name = orgs.last_row(holder_id, on).body_name
    to_name = orgs.last_row(above, on).body_name
    raiser = orgs.last_row(found.unit_id, on).body_name
    kind = Verb.DIFFICULTY_PASS_UP
    steps.tell_about(above, kind, f"{from_name} chuyển khó khăn của {raiser}: {reason}", at, found)
    text = f"Khó khăn, vướng mắc đã chuyển lên {to_name}: {reason}"
    steps.tell_about(found.unit_id, kind, text, at, found)


@operation
def answer_difficulty(
    *,
    actor: orgs.Actor,
    key: UUID,
    difficulty_id: int,
    version: int,
    also: Collection[int],
    direction: DirectionFacts,
    at: datetime,
) -> int:
    """Answer it, and those of `also` that wait for the same holder about the same thing.

    One direction reaches them all; it may move due days or open a revision of the plan with a new
    task. Its id; the same key gives the same.
    """
    on = local_day(at)
    found = reads.KIND.locked(actor, difficulty_id, on)

    require(policies.can(actor, Verb.DIFFICULTY_ANSWER, found.holder_id, on))
    if direction.effect in _BY_THE_PROVINCE:
        require(policies.can_on(actor, Verb.AMEND, found.plan, on))

    facts = rules.checked(direction, on, has_task=found.task is not None)
    asked = {
        "difficulty_id": difficulty_id,
        "also": sorted(set(also)),
        "words": facts.words,
        "effect": facts.effect.value,
        "due_on": facts.due_on,
    }
    return answer_once(
        key=key,
        actor=actor,
        verb=Verb.DIFFICULTY_ANSWER,
        asked=asked,
        at=at,
        give=lambda: _give(actor, _together(found, version, set(also)), facts, at),
    )


def _together(found: Difficulty, version: int, also: set[int]) -> list[Difficulty]:
    """All that the direction is for. Raises DifficultySettled, Stale, GroupChanged."""
    if found.state != DifficultyState.OPEN:
        raise rules.DifficultySettled
    if found.version != version:
        raise Stale
    return [found, *_with(found, also)]


def _give(
    actor: orgs.Actor, answered: list[Difficulty], facts: DirectionFacts, at: datetime
) -> int:
    found = answered[0]
    given = Direction.objects.create(
        plan=revision_in_force(found.plan),
        unit_id=found.holder_id,
        words=facts.words,
        effect=facts.effect,
        due_on=facts.due_on,
        given_at=at,
        given_by=actor.label,
    )
    direct_work.carry_out(actor=actor, direction=given, answered=answered, at=at)
    lines = [_answer(actor, one, given, at) for one in answered]

    audit.record_many(actor=actor, verb=Verb.DIFFICULTY_ANSWER, lines=lines, at=at)
    for one in answered:
        text = f"{_name(given.unit_id, at)} trả lời khó khăn, vướng mắc: {facts.words}"
        steps.tell_about(one.unit_id, Verb.DIFFICULTY_ANSWER, text, at, one)
    return given.pk


def _with(found: Difficulty, also: set[int]) -> list[Difficulty]:
    """The others of the group, locked in one order. Raises GroupChanged."""
    alike = {one.pk for one in reads.alike(found)}
    if not also <= alike:
        raise rules.GroupChanged
    rows = Difficulty.objects.filter(pk__in=also, state=DifficultyState.OPEN)
    locked = rows.filter(holder=found.holder_id).select_for_update(of=("self",), no_key=True)
    others = list(locked.order_by("pk"))
    if len(others) != len(also):
        raise rules.GroupChanged
    return others


def _answer(actor: orgs.Actor, one: Difficulty, given: Direction, at: datetime) -> audit.Line:
    line = steps.changed(
        one, one.version, given.words, state=DifficultyState.ANSWERED, direction_id=given.pk
    )
    steps.step(
        one,
        DifficultyMove.ANSWERED,
        by=actor.label,
        at=at,
        holder_id=one.holder_id,
        words=given.words,
        direction=given,
    )
    return line


def _holder_before(found: Difficulty) -> int:
    """Who held it before its last step."""
    *_, before, _last = reads.steps_of(found)
    return before.holder_id


def _name(unit_id: int, at: datetime) -> str:
    on: date = local_day(at)
    return orgs.last_row(unit_id, on).body_name
