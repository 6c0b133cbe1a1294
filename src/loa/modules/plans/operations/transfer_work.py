"""Units that ended: what they still had to do goes to a successor, or ends with its reason."""

from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import compare_and_set, operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Assignment, Occurrence
from loa.modules.plans.operations import follow_above, hand_on
from loa.modules.plans.operations.tell_units import tell_heir
from loa.modules.plans.types import CLOSED_STATES, PlanState, TaskRole, Verb, WorkState


@operation
def transfer_work(*, actor: orgs.Actor, old_unit_id: int, at: datetime) -> int:
    """Move the open work of a unit that has ended to who holds its duties; how many moved.

    The unit's own line closes with the reason and keeps what was finished. Where the successor
    has the same task, the activities join his, and one line goes on. The body that gave out the
    plan takes no work over: what would come to it ends with its reason. Plans given out after the
    unit ended were meant for the units of another day and stay. A second run finds nothing.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.TRANSFER, old_unit_id, on))
    left = [row for row in _open_work(old_unit_id) if _stood_when_issued(row)]
    if not left or _stands(old_unit_id, on):
        return 0

    holder_id = queries.holder(old_unit_id, on)
    old, new = orgs.last_row(old_unit_id, on), orgs.last_row(holder_id, on)

    lines: list[audit.Line] = []
    moved = 0
    for occurrence in left:
        if holder_id in {old_unit_id, occurrence.assignment.plan.issuer_id}:
            reason = f"{old.name} đã kết thúc hoạt động, không có đơn vị làm tiếp việc này"
            lines += hand_on.close(occurrence, reason, at)
            continue
        lines += _hand_over(occurrence, holder_id, at)
        reason = f"Chuyển sang {new.name} theo việc sắp xếp đơn vị"
        lines += hand_on.close(occurrence, reason, at)
        moved += 1

    audit.record_many(actor=actor, verb=Verb.TRANSFER, lines=lines, at=at)
    if moved:
        follow_above.gather({holder_id}, at)
        text = f"Nhận {moved} việc chưa xong của {old.name} theo việc sắp xếp đơn vị"
        tell_heir(holder_id, text, old_unit_id, at)
    return moved


@operation
def settle_ended_units(*, actor: orgs.Actor, at: datetime) -> int:
    """Find units that have ended and still hold open work, and settle each; how many."""
    on = local_day(at)
    require(policies.can(actor, Verb.TRANSFER, 0, on))  # the house's own, for no unit
    work = Occurrence.objects.filter(assignment__plan__state=PlanState.ISSUED)
    ended_now = orgs.ended_ids(on)
    rows = work.exclude(state__in=CLOSED_STATES).filter(assignment__unit__in=ended_now)
    ended = rows.order_by("assignment__unit_id").values_list("assignment__unit_id", flat=True)
    units = list(ended.distinct())
    for unit_id in units:
        transfer_work(actor=actor, old_unit_id=unit_id, at=at)
    return len(units)


def _open_work(unit_id: int) -> list[Occurrence]:
    rows = Occurrence.objects.filter(
        assignment__unit=unit_id, assignment__plan__state=PlanState.ISSUED
    )
    locked = rows.select_for_update(of=("self", "assignment"), no_key=True)
    return list(
        locked.exclude(state__in=CLOSED_STATES)
        .select_related("assignment__plan")
        .order_by("assignment_id", "ordinal")
    )


def _stood_when_issued(occurrence: Occurrence) -> bool:
    issued_on = local_day(occurrence.assignment.issued_at)
    return _stands(occurrence.assignment.unit_id, issued_on)


def _stands(unit_id: int, on: date) -> bool:
    return any(row.id == unit_id for row in orgs.tree(on))


def _hand_over(old: Occurrence, holder_id: int, at: datetime) -> list[audit.Line]:
    given = old.assignment
    mine, is_new = Assignment.objects.select_for_update(of=("self",)).get_or_create(
        task_id=given.task_id,
        unit_id=holder_id,
        defaults={
            "plan_id": given.plan_id,
            "role": given.role,
            "issued_at": at,
            "acknowledged_at": given.acknowledged_at,
            "acknowledged_by": given.acknowledged_by,
        },
    )
    lines = [] if is_new else _as_leader(given, mine)
    new = Occurrence.objects.filter(assignment=mine, ordinal=old.ordinal).first()
    if new is not None:
        new.assignment = mine
        return lines + hand_on.join(old, new)
    new = Occurrence.objects.create(
        assignment=mine,
        ordinal=old.ordinal,
        period=old.period,
        starts_on=old.starts_on,
        ends_on=old.ends_on,
        due_on=old.due_on,
        state=WorkState.NOT_STARTED,
    )
    return lines + hand_on.take_over(old, new)


def _as_leader(given: Assignment, mine: Assignment) -> list[audit.Line]:
    """Who takes over what was led leads it, also where he only coordinated."""
    if given.role != TaskRole.LEAD or mine.role != TaskRole.COORDINATE:
        return []
    lines = [
        line
        for row in Occurrence.objects.filter(assignment=mine).select_related("assignment")
        for line in hand_on.promote(row)
    ]
    change = compare_and_set(mine, mine.version, role=TaskRole.LEAD)
    mine.refresh_from_db()
    return [*lines, audit.Line(thing=mine.ref, change=change, unit_id=mine.unit_id)]
