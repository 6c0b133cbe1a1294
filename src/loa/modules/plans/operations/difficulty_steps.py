"""How a difficulty is changed: each step stays in its line of steps."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.modules.plans.models import Difficulty, DifficultyStep, Direction
from loa.modules.plans.operations.reply_steps import Steps, Taken, changed, handed
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.types import DifficultyMove, DifficultyState, Verb


def step(
    difficulty: Difficulty,
    move: DifficultyMove,
    *,
    by: str,
    at: datetime,
    holder_id: int,
    words: str = "",
    direction: Direction | None = None,
) -> None:
    """Add a step to the line of a locked difficulty."""
    last = difficulty.steps.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    DifficultyStep.objects.create(
        difficulty=difficulty,
        ordinal=last + 1,
        move=move,
        at=at,
        by=by,
        holder_id=holder_id,
        words=words,
        direction=direction,
    )


def is_last(difficulty: Difficulty, move: DifficultyMove, taken: Taken) -> bool:
    """Whether the same call, sent before, has already made this step on what was seen then."""
    if difficulty.version != taken.version + 1:
        return False
    last = difficulty.steps.order_by("-ordinal").first()
    asked = (move.value, taken.by, taken.words)
    return last is not None and (last.move, last.by, last.words) == asked


def _passed_before(found: Difficulty, taken: Taken) -> int | None:
    if not is_last(found, DifficultyMove.PASSED_UP, taken):
        return None
    *_, before, _last = reads.steps_of(found)
    return before.holder_id


def _pass_to(found: Difficulty, taken: Taken, above: int) -> audit.Line:
    line = changed(found, taken.version, taken.words, holder_id=above, reached_at=taken.at)
    _step(found, DifficultyMove.PASSED_UP, taken, above)
    return line


def _withdraw(found: Difficulty, taken: Taken) -> audit.Line:
    line = changed(found, taken.version, taken.words, state=DifficultyState.WITHDRAWN)
    _step(found, DifficultyMove.WITHDRAWN, taken, found.holder_id)
    return line


def _hand_to(found: Difficulty, taken: Taken, unit_id: int, holder_id: int) -> audit.Line:
    line = handed(found, taken, unit_id, holder_id)
    _step(found, DifficultyMove.HANDED_ON, taken, holder_id)
    return line


def _step(found: Difficulty, move: DifficultyMove, taken: Taken, holder_id: int) -> None:
    step(found, move, by=taken.by, at=taken.at, holder_id=holder_id, words=taken.words)


STEPS = Steps(
    kind=reads.KIND,
    noun="khó khăn, vướng mắc",
    settled=rules.DifficultySettled,
    group_changed=rules.GroupChanged,
    verb_pass=Verb.DIFFICULTY_PASS_UP,
    verb_withdraw=Verb.DIFFICULTY_WITHDRAW,
    passed_before=_passed_before,
    withdrawn_before=lambda found, taken: is_last(found, DifficultyMove.WITHDRAWN, taken),
    pass_to=_pass_to,
    withdraw=_withdraw,
    hand_to=_hand_to,
)
