"""What every step of a difficulty shares: its line of steps, its journal, who is told."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set
from loa.modules.plans.models import Difficulty, DifficultyStep, Direction, Notice
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.types import DifficultyMove, Verb


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


def changed(difficulty: Difficulty, version: int, words: str, **fields: object) -> audit.Line:
    """Write the fields on what was seen at `version`; the line of the journal, with the reason."""
    change = compare_and_set(difficulty, version, **fields)
    told = {**change.after, "reason": words} if words else change.after
    whole = Change(change.before, told)
    return audit.Line(thing=difficulty.ref, change=whole, unit_id=difficulty.unit_id)


def record(actor: orgs.Actor, verb: Verb, line: audit.Line, at: datetime) -> None:
    """One line of the journal."""
    audit.record_many(actor=actor, verb=verb, lines=[line], at=at)


def is_last(
    difficulty: Difficulty, version: int, move: DifficultyMove, by: str, words: str
) -> bool:
    """Whether the same call, sent before, has already made this step on what was seen then."""
    if difficulty.version != version + 1:
        return False
    last = difficulty.steps.order_by("-ordinal").first()
    return last is not None and (last.move, last.by, last.words) == (move.value, by, words)


def tell_about(unit_id: int, kind: str, text: str, at: datetime, difficulty: Difficulty) -> None:
    """Leave a line for a unit that leads to the difficulty; part of the caller's transaction."""
    tell(
        Notice(
            unit_id=unit_id,
            kind=kind,
            thing=difficulty.ref,
            day=local_day(at),
            at=at,
            text=text,
        )
    )
