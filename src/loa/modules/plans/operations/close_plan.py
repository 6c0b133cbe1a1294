"""The end of a plan's year: what stands in it is read from then on, and changed no more."""

from dataclasses import dataclass
from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.kernel.words import format_number, short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Assignment, Notice, Plan
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries.closing import LeftOpen, left_open
from loa.modules.plans.types import NoticeKind, PlanState, Verb


@dataclass(frozen=True)
class CloseResult:
    """A closed plan with what it left open."""

    plan_id: int
    left: LeftOpen


class NotAtWork(DomainError):
    """Only a plan that was given out, in its last revision, has a year to end."""

    code = "PLANS_NOT_AT_WORK"
    message_vi = (
        "Chỉ kết thúc được kế hoạch đã giao và đang có hiệu lực; bản nháp hoặc bản đã có sửa đổi "
        "thì không."
    )


class StillOpen(DomainError):
    """Something is not finished, and nobody said why the plan is closed all the same."""

    code = "PLANS_STILL_OPEN"


def would_close(actor: orgs.Actor, plan_id: int, at: datetime) -> CloseResult:
    """What closing would leave open now; nothing is closed. Raises NotFound, NotAllowed."""
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)

    require(policies.can(actor, Verb.CLOSE, plan.issuer_id, on))
    return CloseResult(plan.pk, left_open(plan, on))


@operation
def close_plan(*, actor: orgs.Actor, plan_id: int, reason: str = "", at: datetime) -> CloseResult:
    """Close a plan at the end of its year; closed already, it answers the same.

    What is left open stays as it stands: work is not done, reports are not taken, difficulties and
    questions are not answered; only citizens still get their answer. That needs a reason. Raises
    NotAtWork, StillOpen.
    """
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)

    require(policies.can(actor, Verb.CLOSE, plan.issuer_id, on))
    left = left_open(plan, on)
    if plan.state == PlanState.CLOSED:
        return CloseResult(plan.pk, left)

    if plan.state != PlanState.ISSUED:
        raise NotAtWork
    reason = reason.strip()
    is_early = on <= left.last_report_due
    if not reason and (is_early or not left.is_nothing):
        raise StillOpen(_why_not(left, is_early=is_early))

    change = compare_and_set(
        plan,
        plan.version,
        state=PlanState.CLOSED,
        closed_at=at,
        closed_by=actor.label,
        closing_reason=reason,
    )

    told = Change(change.before, {"state": PlanState.CLOSED, "reason": reason, **_counts(left)})
    audit.record(
        actor=actor, verb=Verb.CLOSE, thing=plan.ref, change=told, at=at, unit_id=plan.issuer_id
    )
    tell(*_lines(plan, at))
    return CloseResult(plan.pk, left)


def _why_not(left: LeftOpen, *, is_early: bool) -> str:
    found = left_words(left)
    if is_early:
        found.append(f"kỳ báo cáo cuối đến {short_date(left.last_report_due)} mới hết hạn")
    return (
        f"Chưa kết thúc được: {'; '.join(found)}. Làm xong các việc ấy, hoặc ghi lý do để kết thúc "
        "và giữ nguyên chúng như đang có."
    )


def left_words(left: LeftOpen) -> list[str]:
    """What is not finished, a phrase for each kind."""
    found = []
    if left.work:
        late = f", {format_number(left.late)} việc quá hạn" if left.late else ""
        waiting = f", {format_number(left.submitted)} việc chờ duyệt" if left.submitted else ""
        found.append(f"còn {format_number(left.work)} việc chưa xong{late}{waiting}")
    if left.reports:
        found.append(f"{format_number(left.reports)} báo cáo kỳ chưa nộp hoặc chưa được nhận")
    if left.difficulties:
        found.append(f"{format_number(left.difficulties)} khó khăn, vướng mắc chưa được trả lời")
    if left.questions:
        found.append(f"{format_number(left.questions)} câu hỏi của đơn vị chưa được trả lời")
    if left.remarks:
        found.append(f"{format_number(left.remarks)} góp ý của người dân chưa được trả lời")
    return found


def _counts(left: LeftOpen) -> dict[str, object]:
    return {
        "work": left.work,
        "reports": left.reports,
        "difficulties": left.difficulties,
        "questions": left.questions,
        "remarks": left.remarks,
    }


def _lines(plan: Plan, at: datetime) -> list[Notice]:
    """One line of news for each unit of the plan."""
    rows = Assignment.objects.filter(plan=plan).order_by("pk").values_list("unit_id", "pk")
    first: dict[int, int] = {}
    for unit_id, assignment_id in rows:
        first.setdefault(unit_id, assignment_id)
    subject = queries.subject_of(plan.pk)
    return [
        Notice(
            unit_id=unit_id,
            kind=NoticeKind.CLOSED.value,
            thing=plan.ref,
            day=local_day(at),
            at=at,
            text=f"Kế hoạch đã kết thúc, từ nay chỉ xem: {subject}",
            assignment_id=assignment_id,
        )
        for unit_id, assignment_id in first.items()
    ]
