"""What a unit does with a difficulty: raises it, takes it back, raises it once again."""

from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Difficulty
from loa.modules.plans.operations import difficulty_steps as steps
from loa.modules.plans.operations import reply_steps as frame
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.queries.replies import first_holder
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.work import needs_reason
from loa.modules.plans.types import DifficultyMove, DifficultyState, Verb


@operation
def raise_difficulty(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    unit_id: int,
    task_id: int | None,
    clause_id: int | None,
    words: str,
    wish: str,
    at: datetime,
) -> int:
    """Say what stands in the unit's way, on one of its tasks or on a clause of the plan.

    It comes to who can decide, and his clock begins. The same key gives the same difficulty.
    """
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)

    require(policies.can(actor, Verb.DIFFICULTY_RAISE, unit_id, on))

    words, wish = rules.needs_words(words), wish.strip()
    asked = {
        "plan_id": plan_id,
        "unit_id": unit_id,
        "task_id": task_id,
        "clause_id": clause_id,
        "words": words,
        "wish": wish,
    }

    def give() -> int:
        about = (task_id, clause_id)
        frame.require_place(plan, unit_id, about, refusal=rules.NotRaisable, may_be_whole=False)
        queries.lock_source(f"difficulty:{plan.pk}:{unit_id}")
        open_already = reads.open_like(plan, unit_id, about, words)
        return open_already or _raise(actor, Difficulty(**asked), at)

    return answer_once(
        key=key, actor=actor, verb=Verb.DIFFICULTY_RAISE, asked=asked, at=at, give=give
    )


@operation
def withdraw_difficulty(
    *, actor: orgs.Actor, difficulty_id: int, version: int, at: datetime
) -> None:
    """Take back what nobody has answered yet; it counts nowhere any more."""
    frame.take_back(steps.STEPS, actor=actor, pk=difficulty_id, version=version, at=at)


@operation
def reopen_difficulty(
    *, actor: orgs.Actor, difficulty_id: int, version: int, reason: str, at: datetime
) -> None:
    """Raise it once again with a reason, where the answer did not help; his clock begins anew."""
    on = local_day(at)
    found = reads.KIND.locked(actor, difficulty_id, on)

    require(policies.can(actor, Verb.DIFFICULTY_REOPEN, found.unit_id, on))
    reason = needs_reason(reason)
    taken = frame.Taken(version, reason, actor.label, at)
    if steps.is_last(found, DifficultyMove.REOPENED, taken):
        return
    if found.state != DifficultyState.ANSWERED:
        raise rules.DifficultySettled
    if found.rounds >= rules.MOST_ROUNDS:
        raise rules.RaisedTwice

    holder_id = _standing_holder(found, at)
    line = frame.changed(
        found,
        version,
        reason,
        state=DifficultyState.OPEN,
        direction_id=None,
        rounds=found.rounds + 1,
        holder_id=holder_id,
        reached_at=at,
    )
    found.holder_id = holder_id
    _step(actor, found, DifficultyMove.REOPENED, reason, at)

    frame.record(actor, Verb.DIFFICULTY_REOPEN, line, at)
    text = f"{frame.name_of(found.unit_id, on)} nêu lại khó khăn, vướng mắc: {frame.short(reason)}"
    frame.tell_about(holder_id, Verb.DIFFICULTY_REOPEN, text, at, found)


def _raise(actor: orgs.Actor, found: Difficulty, at: datetime) -> int:
    on = local_day(at)
    found.holder_id = first_holder(found.unit_id, on)
    found.raised_at = found.reached_at = at
    found.raised_by = actor.label
    found.save(force_insert=True)
    _step(actor, found, DifficultyMove.RAISED, found.words, at)

    after: dict[str, object] = {
        "task_id": found.task_id,
        "clause_id": found.clause_id,
        "holder_id": found.holder_id,
        "reason": found.words,
    }
    line = audit.Line(thing=found.ref, change=Change({}, after), unit_id=found.unit_id)
    frame.record(actor, Verb.DIFFICULTY_RAISE, line, at)
    text = f"{frame.name_of(found.unit_id, on)} nêu khó khăn, vướng mắc: {frame.short(found.words)}"
    frame.tell_about(found.holder_id, Verb.DIFFICULTY_RAISE, text, at, found)
    return found.pk


def _standing_holder(found: Difficulty, at: datetime) -> int:
    """Who answered it; where that unit has ended, who decides for the unit now."""
    on = local_day(at)
    stands = {row.id for row in orgs.tree(on)}
    return found.holder_id if found.holder_id in stands else first_holder(found.unit_id, on)


def _step(
    actor: orgs.Actor, found: Difficulty, move: DifficultyMove, words: str, at: datetime
) -> None:
    steps.step(found, move, by=actor.label, at=at, holder_id=found.holder_id, words=words)
