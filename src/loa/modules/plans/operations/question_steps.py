"""How a question is changed, and who is told of the guidance that answers it."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.modules.plans.models import Guidance, Notice, Question
from loa.modules.plans.operations.reply_steps import Steps, Taken, changed, handed, short
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.queries.guidance import newest, units_concerned
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import QuestionState


def closed(question: Question, state: QuestionState, taken: Taken, **fields: object) -> audit.Line:
    """Bring a question to its end."""
    ended = {"state": state.value, "closed_at": taken.at, "closed_by": taken.by}
    return changed(question, taken.version, taken.words, **ended, **fields)


def was_closed(question: Question, state: QuestionState, taken: Taken) -> bool:
    """Whether the same call, sent before, has already brought what was seen then to this end."""
    is_next = question.version == taken.version + 1
    return is_next and (question.state, question.closed_by) == (state.value, taken.by)


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


def _passed_before(found: Question, taken: Taken) -> int | None:
    last = (found.version, found.passed_by, found.passed_reason)
    is_repeat = last == (taken.version + 1, taken.by, taken.words)
    return found.passed_from_id if is_repeat else None


def _pass_to(found: Question, taken: Taken, above: int) -> audit.Line:
    return changed(
        found,
        taken.version,
        taken.words,
        holder_id=above,
        reached_at=taken.at,
        passed_from_id=found.holder_id,
        passed_by=taken.by,
        passed_reason=taken.words,
    )


STEPS = Steps(
    kind=reads.KIND,
    noun="câu hỏi",
    settled=rules.QuestionSettled,
    group_changed=rules.QuestionGroupChanged,
    verb_pass=Verb.QUESTION_PASS_UP,
    verb_withdraw=Verb.QUESTION_WITHDRAW,
    passed_before=_passed_before,
    withdrawn_before=lambda found, taken: was_closed(found, QuestionState.WITHDRAWN, taken),
    pass_to=_pass_to,
    withdraw=lambda found, taken: closed(found, QuestionState.WITHDRAWN, taken),
    hand_to=handed,
)
