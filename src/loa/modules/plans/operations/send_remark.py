"""What somebody without an account says of a public plan."""

import secrets
from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, get_one, operation
from loa.kernel.words import short_date
from loa.modules.plans.models import Notice, Plan, Remark, RemarkContact, Task
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries.publications import public_plan_for
from loa.modules.plans.queries.remarks import KIND
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.rules.remark_code import ALPHABET, LENGTH, code_of
from loa.modules.plans.types import PlanState, RemarkSender, RemarkSent, Verb

CITIZEN = orgs.Actor(person_id=None, label="citizen", unit_id=None, posts=frozenset())
"""Who acts without an account; everybody may send a remark on what is public."""


@operation
def send_remark(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    task: int | None,
    words: str,
    sender: RemarkSender,
    at: datetime,
) -> RemarkSent:
    """Keep a remark on a public plan, or on the task with that number in it; its clock begins.

    Neither the words nor who sent them stand in the journal. The same key gives the same code.
    Raises NotFound, NoRemarks, RemarkEmpty, RemarkTooLong.
    """
    plan = public_plan_for(plan_id)
    words = rules.needs_remark(words)

    def give() -> int:
        if plan.state != PlanState.ISSUED:
            raise rules.NoRemarks
        return _keep(actor, plan, (task, words), sender, at)

    asked = {"plan_id": plan_id, "task": task, "words": words}
    made = answer_once(key=key, actor=actor, verb=Verb.REMARK_SEND, asked=asked, at=at, give=give)
    found = Remark.objects.select_related("plan", "task").get(pk=made)
    return RemarkSent(found.code, KIND.row_of(found, local_day(at)).due_on)


def _keep(
    actor: orgs.Actor, plan: Plan, said: tuple[int | None, str], sender: RemarkSender, at: datetime
) -> int:
    ordinal, words = said
    task: Task | None = None
    if ordinal is not None:
        task = get_one(plan.tasks.filter(ordinal=ordinal))
    signs = [secrets.randbelow(len(ALPHABET)) for _place in range(LENGTH - 1)]
    made = Remark.objects.create(
        plan=plan,
        task=task,
        holder_id=plan.issuer_id,
        code=code_of(signs),
        words=words,
        sent_at=at,
    )
    if sender != RemarkSender("", "", ""):
        RemarkContact.objects.create(
            remark=made, name=sender.name, email=sender.email, phone=sender.phone
        )
    change = Change({}, {"plan_id": plan.pk, "task_id": made.task_id})
    audit.record(
        actor=actor,
        verb=Verb.REMARK_SEND,
        thing=made.ref,
        change=change,
        at=at,
        unit_id=plan.issuer_id,
    )
    on = local_day(at)
    due_on = KIND.row_of(made, on).due_on
    text = f"Người dân góp ý về kế hoạch, trả lời chậm nhất ngày {short_date(due_on)}"
    tell_holder(made, Verb.REMARK_SEND, text, at)
    return made.pk


def tell_holder(remark: Remark, kind: str, text: str, at: datetime) -> None:
    """Leave a line for who is to answer; for the provincial committee that is its office."""
    on = local_day(at)
    is_root = remark.holder_id == orgs.root_row(on).id
    unit_id = orgs.office_row(on).id if is_root else remark.holder_id
    tell(Notice(unit_id=unit_id, kind=kind, thing=remark.ref, day=on, at=at, text=text))
