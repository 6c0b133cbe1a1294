"""What a holder does with a difficulty: passes it up with a reason, or answers it and its like."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies
from loa.modules.plans.models import Difficulty, Direction
from loa.modules.plans.operations import difficulty_steps as steps
from loa.modules.plans.operations import direct_work
from loa.modules.plans.operations import reply_steps as frame
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.queries.lineage import revision_in_force
from loa.modules.plans.rules import difficulty as rules
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
    *,
    actor: orgs.Actor,
    difficulty_id: int,
    version: int,
    reason: str,
    at: datetime,
    also: Collection[int] = (),
) -> None:
    """Hand it to who stands above, saying why, and those of `also` that wait for the same.

    There the clock begins anew.
    """
    frame.pass_up(
        steps.STEPS,
        actor=actor,
        pk=difficulty_id,
        version=version,
        reason=reason,
        at=at,
        also=also,
        alike=reads.alike,
    )


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

    facts = rules.checked(
        direction, on, has_task=found.task is not None, last_due=reads.last_due(found)
    )
    asked = {
        "difficulty_id": difficulty_id,
        "also": sorted(set(also)),
        "words": facts.words,
        "effect": facts.effect.value,
        "due_on": facts.due_on,
        **({} if facts.work_id is None else {"work_id": facts.work_id}),
    }
    return answer_once(
        key=key,
        actor=actor,
        verb=Verb.DIFFICULTY_ANSWER,
        asked=asked,
        at=at,
        give=lambda: _give(
            actor, frame.together(steps.STEPS, found, version, also, reads.alike(found)), facts, at
        ),
    )


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
    direct_work.carry_out(
        actor=actor, direction=given, answered=answered, work_id=facts.work_id, at=at
    )
    lines = [_answer(actor, one, given, at) for one in answered]

    audit.record_many(actor=actor, verb=Verb.DIFFICULTY_ANSWER, lines=lines, at=at)
    who = frame.name_of(given.unit_id, local_day(at))
    for one in answered:
        text = f"{who} trả lời khó khăn, vướng mắc: {facts.words}"
        frame.tell_about(one.unit_id, Verb.DIFFICULTY_ANSWER, text, at, one)
    return given.pk


def _answer(actor: orgs.Actor, one: Difficulty, given: Direction, at: datetime) -> audit.Line:
    line = frame.changed(
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
