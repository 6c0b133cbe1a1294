"""Units that ended: what they asked goes with their duties, what they held to who answers now."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Question
from loa.modules.plans.operations import question_steps as steps
from loa.modules.plans.queries.replies import first_holder
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import QuestionState


@operation
def hand_questions(*, actor: orgs.Actor, at: datetime) -> int:
    """Leave no open question with a unit that has ended, as asker or as holder; how many went.

    A new holder's clock begins anew. Where nobody took the asker's duties over, it ends with the
    reason and counts nowhere. Guidance stays: it says which unit of its day gave it. A second run
    finds nothing.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.TRANSFER, 0, on))  # the house's own, for no unit
    gone = orgs.ended_ids(on)
    rows = Question.objects.filter(state=QuestionState.OPEN)
    left = rows.filter(unit__in=gone) | rows.filter(holder__in=gone)
    found = list(left.select_for_update(of=("self",), no_key=True).order_by("pk"))

    lines = [_hand(actor, one, at) for one in found]

    if lines:
        audit.record_many(actor=actor, verb=Verb.TRANSFER, lines=lines, at=at)
    return len(lines)


def _hand(actor: orgs.Actor, one: Question, at: datetime) -> audit.Line:
    on = local_day(at)
    stands = {row.id for row in orgs.tree(on)}
    unit_id = queries.holder(one.unit_id, on)
    old = orgs.last_row(one.unit_id, on).name
    if unit_id not in stands or unit_id == one.plan.issuer_id:
        reason = f"{old} đã kết thúc hoạt động, không có đơn vị làm tiếp việc này"
        state = QuestionState.WITHDRAWN
        return steps.closed(one, one.version, state, reason, by=actor.label, at=at)
    holder_id = one.holder_id if one.holder_id in stands else first_holder(unit_id, on)
    reason = "Theo việc sắp xếp đơn vị"
    if unit_id != one.unit_id:
        reason = f"{orgs.last_row(unit_id, on).name} nhận của {old} theo việc sắp xếp đơn vị"
    fields: dict[str, object] = {"unit_id": unit_id, "holder_id": holder_id}
    if holder_id != one.holder_id:
        fields["reached_at"] = at
    line = steps.changed(one, one.version, reason, **fields)
    if holder_id != one.holder_id:
        text = f"Nhận câu hỏi chờ trả lời: {reason}"
        steps.tell_about(holder_id, Verb.TRANSFER, text, at, one)
    if unit_id != one.unit_id:
        steps.tell_about(unit_id, Verb.TRANSFER, f"Câu hỏi: {reason}", at, one)
    return line
