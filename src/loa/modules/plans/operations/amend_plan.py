"""An amendment: another document that a person makes the next revision of a plan."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, get_one, operation
from loa.kernel.errors import DomainError
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Activity, Assignment, Occurrence, Plan, Task
from loa.modules.plans.rules.difference import ChangeKind
from loa.modules.plans.types import CLOSED_STATES, PlanState, Verb, WorkState


class CannotAmend(DomainError):
    """Only a draft amends, only an issued plan is amended, each once."""

    code = "PLANS_CANNOT_AMEND"
    message_vi = (
        "Chỉ bản nháp mới được ghi là văn bản sửa đổi, và chỉ của kế hoạch đang có hiệu lực."
    )


@operation
def mark_amendment(
    *, actor: orgs.Actor, plan_id: int, amends_id: int | None, version: int, at: datetime
) -> None:
    """Say that this draft amends another plan, or with None that it stands for itself."""
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)

    require(policies.can(actor, Verb.AMEND, plan.issuer_id, on))
    if plan.version == version + 1 and plan.amends_id == amends_id:
        return

    amended = queries.plan_for(actor, amends_id, on) if amends_id is not None else None
    if plan.state != PlanState.DRAFT or (amended and amended.state != PlanState.ISSUED):
        raise CannotAmend

    revision = amended.revision + 1 if amended else 1
    compare_and_set(plan, version, amends=amended, revision=revision)

    change = Change({"amends": plan.amends_id}, {"amends": amends_id})
    audit.record(
        actor=actor,
        verb=Verb.AMEND,
        thing=plan.ref,
        change=change,
        at=at,
        unit_id=plan.issuer_id,
    )


def carry_over(*, actor: orgs.Actor, plan: Plan, at: datetime) -> None:
    """Let work go on under the new revision; part of issuing it.

    A unit that had the same task before keeps its state, activities and evidence; what the
    revision drops and nobody finished is closed as not applicable, with the reason.
    """
    old = get_one(Plan.objects.select_for_update(of=("self",)).filter(pk=plan.amends_id or 0))
    if old.state != PlanState.ISSUED:
        raise CannotAmend
    change = compare_and_set(old, old.version, state=PlanState.SUPERSEDED)
    audit.record(
        actor=actor, verb=Verb.AMEND, thing=old.ref, change=change, at=at, unit_id=old.issuer_id
    )
    for task_change in queries.difference(old, plan):
        if task_change.kind in {ChangeKind.SAME, ChangeKind.CHANGED}:
            assert task_change.before  # noqa: S101  a pair has both sides
            assert task_change.after  # noqa: S101  a pair has both sides
            _continue(plan, task_change.before.id, task_change.after.id)
    _close_dropped(actor, old, at)


def _continue(plan: Plan, old_task_id: int, new_task_id: int) -> None:
    Task.objects.filter(pk=new_task_id).update(continues=old_task_id)
    before = {row.unit_id: row for row in Assignment.objects.filter(task_id=old_task_id)}
    for row in Assignment.objects.filter(task_id=new_task_id):
        earlier = before.get(row.unit_id)
        if earlier is None:
            continue
        Assignment.objects.filter(pk=row.pk).update(
            acknowledged_at=earlier.acknowledged_at, acknowledged_by=earlier.acknowledged_by
        )
        _move_occurrences(plan, earlier, row)


def _move_occurrences(plan: Plan, earlier: Assignment, later: Assignment) -> None:
    new_rows = list(later.occurrences.order_by("ordinal"))
    by_period = {row.period: row for row in new_rows}
    for old in earlier.occurrences.order_by("ordinal"):
        new = by_period.get(old.period) or (new_rows[0] if new_rows else None)
        if new is None:
            continue
        Occurrence.objects.filter(pk=new.pk).update(
            state=old.state,
            proposed_at=old.proposed_at,
            proposed_by=old.proposed_by,
            submitted_on=old.submitted_on,
            closed_on=old.closed_on,
            reason=old.reason,
            exempt_reason=old.exempt_reason,
            entered_for_by=old.entered_for_by,
        )
        Activity.objects.filter(occurrence=old).update(occurrence=new, plan=plan)
        Occurrence.objects.filter(pk=old.pk).exclude(state__in=CLOSED_STATES).update(
            state=WorkState.NOT_APPLICABLE,
            reason=f"Chuyển sang bản sửa đổi {plan.revision}",
            closed_on=plan.as_of,
            submitted_on=None,
        )


def _close_dropped(actor: orgs.Actor, old: Plan, at: datetime) -> None:
    reason = "Nhiệm vụ không còn trong văn bản sửa đổi"
    left = Occurrence.objects.filter(assignment__plan=old).exclude(state__in=CLOSED_STATES)
    lines = [
        audit.Line(
            thing=row.ref,
            change=Change({"state": row.state}, {"state": WorkState.NOT_APPLICABLE.value}),
            unit_id=row.assignment.unit_id,
        )
        for row in left.select_related("assignment")
    ]
    left.update(
        state=WorkState.NOT_APPLICABLE, reason=reason, closed_on=local_day(at), submitted_on=None
    )
    if lines:
        audit.record_many(actor=actor, verb=Verb.AMEND, lines=lines, at=at)
