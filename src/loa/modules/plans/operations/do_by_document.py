"""To issue a document is to do the duty to make it: the work is handed in by it, or taken back."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import Allowed
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set
from loa.modules.plans import policies
from loa.modules.plans.models import Activity, ActivityQuantity, Occurrence, Plan
from loa.modules.plans.operations.do_work import handed_in, mark_acknowledged
from loa.modules.plans.operations.tell_units import tell_superior, tell_unit
from loa.modules.plans.queries import by_document as reads
from loa.modules.plans.rules import work as rules
from loa.modules.plans.rules.own_plan import ISSUED_WORDS, AnswerKind
from loa.modules.plans.types import NoticeKind, TaskRole, Verb, WorkState

_FORM, _MEASURE = "VAN_BAN", "DOCUMENTS"


def settle(plan: Plan, actor: orgs.Actor, at: datetime) -> None:
    """Bring the work to make a unit's document in line with the document; again changes nothing.

    Part of the caller's operation, which has asked the policy. Whoever may approve for the unit
    hands the work in by it; of anybody else it waits for the head. The day is the document's.
    """
    duties = reads.duties_done(plan)
    for activity in reads.activities_by(plan):
        if activity.occurrence.assignment.task_id not in duties:
            _take_back(activity, actor, at)
        elif activity.done_on != plan.signed_on:
            _put_right(activity, plan, actor, at)
    for work in reads.waiting_work(plan, duties, local_day(at)) if duties else ():
        if not work.activities.filter(document=plan, withdrawn_at=None).exists():
            _record(work, plan, actor, at)
            _hand_in(work, actor, at)


def _record(work: Occurrence, plan: Plan, actor: orgs.Actor, at: datetime) -> None:
    """The document as an activity of its unit; its number is read from the document."""
    given = work.assignment
    state = rules.next_state(TaskRole(given.role), WorkState(work.state), Verb.RECORD)
    title = ISSUED_WORDS[AnswerKind(plan.answer_kind)]
    row = Activity.objects.create(
        occurrence=work,
        unit_id=given.unit_id,
        plan_id=given.plan_id,
        done_on=plan.signed_on or local_day(at),
        title=title,
        form=_FORM,
        document=plan,
        recorded_at=at,
        recorded_by=actor.label,
    )
    ActivityQuantity.objects.create(activity=row, measure=_MEASURE, amount=1)
    if state != work.state:
        compare_and_set(work, work.version, state=state)
        work.refresh_from_db(fields=["state", "version"])
    mark_acknowledged(work, actor, at)
    change = Change({}, {"title": title, "document": plan.ref, "occurrence": work.ref})
    audit.record(
        actor=actor, verb=Verb.RECORD, thing=row.ref, change=change, at=at, unit_id=given.unit_id
    )


def _hand_in(work: Occurrence, actor: orgs.Actor, at: datetime) -> None:
    on = local_day(at)
    unit_id = work.assignment.unit_id
    if policies.can(actor, Verb.APPROVE, unit_id, on) == Allowed():
        verb, fields = Verb.APPROVE, handed_in(work, on)
    elif work.proposed_at is None:
        verb, fields = Verb.PROPOSE, {"proposed_at": at, "proposed_by": actor.label}
    else:
        return
    change = compare_and_set(work, work.version, **fields)
    audit.record(actor=actor, verb=verb, thing=work.ref, change=change, at=at, unit_id=unit_id)


def _put_right(activity: Activity, plan: Plan, actor: orgs.Actor, at: datetime) -> None:
    """The day of the document was a slip: what was handed in by it bears the right one."""
    work, before = activity.occurrence, activity.done_on
    change = compare_and_set(activity, activity.version, done_on=plan.signed_on)
    unit_id = work.assignment.unit_id
    audit.record(
        actor=actor, verb=Verb.RECORD, thing=activity.ref, change=change, at=at, unit_id=unit_id
    )
    if work.submitted_on == before:
        change = compare_and_set(work, work.version, submitted_on=plan.signed_on)
        audit.record(
            actor=actor, verb=Verb.NUMBER, thing=work.ref, change=change, at=at, unit_id=unit_id
        )


def _take_back(activity: Activity, actor: orgs.Actor, at: datetime) -> None:
    """What was accepted stays as it was accepted; its superior is told."""
    work = activity.occurrence
    unit_id = work.assignment.unit_id
    words = f"có văn bản thực hiện «{work.assignment.task.title}» không còn hiệu lực như đã nộp"
    tell_superior(unit_id, NoticeKind.TAKEN_BACK, words, at, work)
    if not rules.is_open(WorkState(work.state)):
        return
    reason = "Số của văn bản đã bị hủy, hoặc văn bản không còn thực hiện nhiệm vụ này"
    change = compare_and_set(activity, activity.version, withdrawn_at=at, withdrawn_reason=reason)
    audit.record(
        actor=actor, verb=Verb.RECORD, thing=activity.ref, change=change, at=at, unit_id=unit_id
    )
    if work.state == WorkState.SUBMITTED or work.proposed_at is not None:
        is_in = work.state == WorkState.SUBMITTED
        change = compare_and_set(
            work,
            work.version,
            state=WorkState.IN_PROGRESS if is_in else work.state,
            submitted_on=None if is_in else work.submitted_on,
            proposed_at=None,
            proposed_by="",
        )
        audit.record(
            actor=actor, verb=Verb.SEND_BACK, thing=work.ref, change=change, at=at, unit_id=unit_id
        )
    tell_unit(unit_id, NoticeKind.TAKEN_BACK, f"{words}, việc chờ văn bản mới", at, work)
