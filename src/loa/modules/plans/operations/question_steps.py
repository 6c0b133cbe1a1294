"""What every step of a question shares: its change, its journal, who is told."""

from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set
from loa.kernel.words import shortened
from loa.modules.plans.models import Guidance, Notice, Question
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries.guidance import newest, units_concerned
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import QuestionState

_IN_NOTICE = 160
"""Letters of what was written that a notice shows."""


def changed(question: Question, version: int, words: str, **fields: object) -> audit.Line:
    """Write the fields on what was seen at `version`; the line of the journal, with the reason."""
    change = compare_and_set(question, version, **fields)
    told = {**change.after, "reason": words} if words else change.after
    whole = Change(change.before, told)
    return audit.Line(thing=question.ref, change=whole, unit_id=question.unit_id)


def closed(
    question: Question,
    version: int,
    state: QuestionState,
    words: str,
    *,
    by: str,
    at: datetime,
    **fields: object,
) -> audit.Line:
    """Bring a question to its end."""
    return changed(
        question, version, words, state=state.value, closed_at=at, closed_by=by, **fields
    )


def was_closed(question: Question, version: int, state: QuestionState, by: str) -> bool:
    """Whether the same call, sent before, has already brought what was seen then to this end."""
    is_next = question.version == version + 1
    return is_next and (question.state, question.closed_by) == (state.value, by)


def record(actor: orgs.Actor, verb: Verb, line: audit.Line, at: datetime) -> None:
    """One line of the journal."""
    audit.record_many(actor=actor, verb=verb, lines=[line], at=at)


def tell_about(unit_id: int, kind: str, text: str, at: datetime, question: Question) -> None:
    """Leave a line for a unit that leads to the question; part of the caller's transaction."""
    tell(
        Notice(
            unit_id=unit_id,
            kind=kind,
            thing=question.ref,
            day=local_day(at),
            at=at,
            text=text,
        )
    )


def tell_concerned(guidance: Guidance, kind: Verb, at: datetime, *, but: set[int]) -> int:
    """Tell the units with the same task or clause of new guidance, once; how many were told.

    `but` were told of it otherwise.
    """
    on = local_day(at)
    title = newest(guidance).title
    who = orgs.last_row(guidance.unit_id, on).body_name
    is_new = kind is not Verb.GUIDANCE_REVISE
    text = f"{who} {'hướng dẫn' if is_new else 'sửa hướng dẫn'}: {short(title)}"
    units = [unit for unit in units_concerned(guidance, on) if unit not in but]
    lines = [
        Notice(unit_id=unit, kind=kind.value, thing=guidance.ref, day=on, at=at, text=text)
        for unit in units
    ]
    if lines:
        tell(*lines)
    return len(lines)


def unit_name(question: Question, on: date) -> str:
    """How the unit that asked is called."""
    return orgs.last_row(question.unit_id, on).body_name


def short(words: str) -> str:
    """Words on one line, as many as a notice shows."""
    return shortened(" ".join(words.split()), _IN_NOTICE)
