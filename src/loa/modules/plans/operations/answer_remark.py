"""What officers do with a remark: answer it, pass it on, put it aside, make it public."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.models import Remark, RemarkContact
from loa.modules.plans.operations.send_remark import tell_holder
from loa.modules.plans.queries import remarks as reads
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.rules.work import needs_reason
from loa.modules.plans.types import RemarkState, Verb

_LETTER = """{who} trả lời góp ý của ông/bà gửi ngày {day}:

{answer}

Ông/bà cũng xem được câu trả lời này bằng mã tra cứu đã nhận khi gửi. Thư gửi tự động, xin \
đừng trả lời thư này.
"""


@operation
def answer_remark(
    *, actor: orgs.Actor, remark_id: int, version: int, words: str, at: datetime
) -> None:
    """Answer it; the words go to the sender by e-mail where he left one, and stand by his code.

    A repeat of the same answer changes nothing. Raises AnswerEmpty, RemarkSettled.
    """
    on = local_day(at)
    found = reads.KIND.locked(actor, remark_id, on)

    require(policies.can(actor, Verb.REMARK_ANSWER, reads.holder_of(found, on), on))
    words = rules.needs_answer(words)
    if _is_repeat(found, version, actor, state=RemarkState.ANSWERED, answer=words):
        return
    if found.state != RemarkState.OPEN:
        raise rules.RemarkSettled

    compare_and_set(
        found,
        version,
        state=RemarkState.ANSWERED.value,
        answer=words,
        settled_at=at,
        settled_by=actor.label,
    )
    _write_to_sender(found, words, at)

    change = Change({"state": RemarkState.OPEN}, {"state": RemarkState.ANSWERED})
    _record(actor, Verb.REMARK_ANSWER, found, change, at)


@operation
def pass_remark(
    *, actor: orgs.Actor, remark_id: int, version: int, unit_id: int, reason: str, at: datetime
) -> None:
    """Pass it to a unit that leads, or back to the issuer, with a reason; the clock goes on.

    Raises NotALead, RemarkSettled.
    """
    on = local_day(at)
    found = reads.KIND.locked(actor, remark_id, on)
    reason = needs_reason(reason)
    is_repeat = found.version == version + 1 and found.holder_id == unit_id
    from_id = reads.holder_of(found, on)

    if is_repeat and _passed_last(found, actor, reason):
        return
    require(policies.can(actor, Verb.REMARK_PASS, from_id, on))
    if found.state != RemarkState.OPEN:
        raise rules.RemarkSettled
    if unit_id not in reads.leads_of(found):
        raise rules.NotALead

    change = compare_and_set(found, version, holder_id=unit_id)
    found.holder_id = unit_id

    told = Change(change.before, {**change.after, "reason": reason})
    _record(actor, Verb.REMARK_PASS, found, told, at)
    who = orgs.last_row(from_id, on).body_name
    day = short_date(reads.KIND.row_of(found, on).due_on)
    text = f"{who} chuyển góp ý của người dân, trả lời chậm nhất ngày {day}: {reason}"
    tell_holder(found, Verb.REMARK_PASS, text, at)


@operation
def hide_remark(
    *, actor: orgs.Actor, remark_id: int, version: int, reason: str, at: datetime
) -> None:
    """Put aside what is spam or abuse, with a reason; it is kept and counts apart.

    Raises RemarkSettled.
    """
    on = local_day(at)
    found = reads.KIND.locked(actor, remark_id, on)

    require(policies.can(actor, Verb.REMARK_HIDE, reads.holder_of(found, on), on))
    reason = needs_reason(reason)
    if _is_repeat(found, version, actor, state=RemarkState.HIDDEN, reason=reason):
        return
    if found.state != RemarkState.OPEN:
        raise rules.RemarkSettled

    compare_and_set(
        found,
        version,
        state=RemarkState.HIDDEN.value,
        reason=reason,
        settled_at=at,
        settled_by=actor.label,
    )

    change = Change({"state": RemarkState.OPEN}, {"state": RemarkState.HIDDEN, "reason": reason})
    _record(actor, Verb.REMARK_HIDE, found, change, at)


@operation
def publish_remark(
    *, actor: orgs.Actor, remark_id: int, version: int, is_public: bool, at: datetime
) -> None:
    """Let everybody read question and answer beside the plan, or take that back.

    Never who asked. A repeat changes nothing. Raises RemarkSettled for what has no answer.
    """
    on = local_day(at)
    found = reads.KIND.locked(actor, remark_id, on)

    require(policies.can(actor, Verb.REMARK_PUBLISH, found.plan.issuer_id, on))
    if found.state != RemarkState.ANSWERED:
        raise rules.RemarkSettled
    if (found.published_at is not None) == is_public:
        return

    compare_and_set(found, version, published_at=at if is_public else None)

    change = Change({"is_public": not is_public}, {"is_public": is_public})
    _record(actor, Verb.REMARK_PUBLISH, found, change, at)


@operation
def forget_senders(*, actor: orgs.Actor, at: datetime) -> int:
    """Let go of who sent remarks once the days of keeping that are over; how many."""
    on = local_day(at)
    require(policies.can(actor, Verb.REMARK_FORGET, 0, on))
    due = reads.contacts_to_forget(on)
    if not due:
        return 0
    RemarkContact.objects.filter(pk__in=[one.pk for one in due]).delete()
    lines = [audit.Line(one.remark.ref, Change({"sender": True}, {"sender": False})) for one in due]
    audit.record_many(actor=actor, verb=Verb.REMARK_FORGET, lines=lines, at=at)
    return len(due)


def _is_repeat(found: Remark, version: int, actor: orgs.Actor, **asked: object) -> bool:
    """Whether the same call, sent before, has already made of `version` what is asked now."""
    same = all(getattr(found, name) == value for name, value in asked.items())
    return found.version == version + 1 and found.settled_by == actor.label and same


def _passed_last(found: Remark, actor: orgs.Actor, reason: str) -> bool:
    entries = [one for one in audit.entries_for(found.ref) if one.verb == Verb.REMARK_PASS]
    last = max(entries, key=lambda one: one.seq, default=None)
    if last is None:
        return False
    return last.actor_label == actor.label and last.after.get("reason") == reason


def _write_to_sender(found: Remark, words: str, at: datetime) -> None:
    sender = reads.sender_of(found)
    if sender is None or not sender.email or not messaging.is_on(messaging.Channel.EMAIL):
        return
    on = local_day(at)
    text = _LETTER.format(
        who=orgs.last_row(reads.holder_of(found, on), on).body_name,
        day=short_date(local_day(found.sent_at)),
        answer=words,
    )
    letter = messaging.NewMessage(
        person_id=None,
        address=sender.email,
        subject="Trả lời góp ý của ông/bà về kế hoạch",
        text=text,
        thing=found.ref,
    )
    messaging.queue_messages(messaging.Channel.EMAIL, [letter], at)


def _record(actor: orgs.Actor, verb: Verb, found: Remark, change: Change, at: datetime) -> None:
    audit.record(
        actor=actor, verb=verb, thing=found.ref, change=change, at=at, unit_id=found.holder_id
    )
