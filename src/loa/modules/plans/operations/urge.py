"""Urging by people: all late units at once, or one that was called; its head says he knows."""

from datetime import date, datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Plan, Urging, UrgingRound
from loa.modules.plans.operations.send_urgings import keep, record_urgings, send_now
from loa.modules.plans.operations.write_dispatch import draft_dispatch
from loa.modules.plans.queries import urgings as reads
from loa.modules.plans.queries.urgings import Chosen, LateUnit, Preview, UrgeResult
from loa.modules.plans.rules.urging import (
    BY_HAND,
    AlreadyUrged,
    Channel,
    NothingLate,
    UrgingState,
    Way,
    Whom,
)
from loa.modules.plans.types import Verb

_TO = (Whom.FOCAL_OFFICER.value, Whom.HEAD.value)
_BY = (Channel.DESK.value, Channel.EMAIL.value)


@operation
def urge_late(
    *, actor: orgs.Actor, plan_id: int, chosen: Chosen, key: UUID, at: datetime
) -> UrgeResult:
    """Urge the late units of a plan that were chosen; the same key a second time urges nobody.

    A unit is told once a day of one work. Outside working hours all waits for the next session.
    Units where nobody can be told get nothing and are named. An official dispatch to all of them
    is drafted with it. Where all of them were told that day by an act of the same unit, that act is
    the answer: a page left open drafts no second dispatch.
    """
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)
    reads.lock_urgings(plan.pk)
    act = reads.round_by_key(key)

    require(policies.can_urge_some(actor, on))
    if act is not None:
        return reads.round_result(reads.round_for(actor, plan, act.pk, on))
    queries.refuse_closed(plan)

    seen = reads.preview(actor, plan, chosen, at)
    if not seen.units:
        return UrgeResult(0, 0, ())
    if not seen.urged and not seen.unreachable:
        before = reads.round_about(actor.unit_id, plan, seen.day, seen.units)
        if before is not None:
            return reads.round_result(before)

    act = UrgingRound.objects.create(
        plan=plan,
        key=key,
        at=at,
        by=actor.label,
        unit_id=actor.unit_id,
        send_at=seen.send_at,
        already=[one.unit.id for one in seen.already],
        unreachable=[one.unit.id for one in seen.unreachable],
    )
    draft_dispatch(act, seen.units, seen.day, on)
    urgings = [_by_house(act, one, seen) for one in seen.urged]
    keep(urgings, [one.works for one in seen.urged])
    if not seen.is_queued:
        send_now(plan, urgings, at)

    record_urgings(actor, urgings, at)
    told: dict[str, object] = {
        "urged": len(urgings),
        "already": len(act.already),
        "unreachable": len(act.unreachable),
    }
    audit.record(actor=actor, verb=Verb.URGE, thing=plan.ref, change=Change({}, told), at=at)
    return reads.round_result(act)


def would_urge(actor: orgs.Actor, plan_id: int, chosen: Chosen, at: datetime) -> UrgeResult:
    """What urging would answer now; nobody is told. Raises NotFound, NotAllowed."""
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)
    require(policies.can_urge_some(actor, on))
    seen = reads.preview(actor, plan, chosen, at)
    codes = tuple(one.unit.code for one in seen.unreachable)
    return UrgeResult(len(seen.urged), len(seen.already), codes)


@operation
def note_call(*, actor: orgs.Actor, plan_id: int, unit_id: int, way: Way, at: datetime) -> None:
    """Note that a person called or wrote to a unit himself; it counts as urged on that day.

    The same tap again changes nothing. Raises NothingLate, AlreadyUrged.
    """
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)
    orgs.last_row(unit_id, on)
    reads.lock_urgings(plan.pk)

    require(policies.can(actor, Verb.URGE, unit_id, on))

    late = reads.late_unit_today(actor, plan, unit_id, at)
    if late is None:
        raise NothingLate
    if not late.works:
        if _is_repeat(actor, plan, unit_id, way, on):
            return
        raise AlreadyUrged

    urging = Urging(
        plan=plan,
        unit_id=unit_id,
        way=way.value,
        step=BY_HAND,
        to=list(_TO),
        day=on,
        at=at,
        sender=actor.label,
        send_at=at,
        state=UrgingState.SENT.value,
        sent_at=at,
        text=late.text,
    )
    keep([urging], [late.works])

    record_urgings(actor, [urging], at)


@operation
def acknowledge_urging(*, actor: orgs.Actor, urging_id: int, at: datetime) -> None:
    """The head of the unit says that he knows of it; a second time changes nothing."""
    on = local_day(at)
    urging = reads.get_urging(actor, urging_id, on)

    require(policies.can(actor, Verb.URGING_ACKNOWLEDGE, urging.unit_id, on))
    if urging.acknowledged_at is not None or urging.state != UrgingState.SENT:
        return

    urging.acknowledged_at, urging.acknowledged_by = at, actor.label
    urging.save(update_fields=["acknowledged_at", "acknowledged_by"])

    change = Change({"acknowledged_at": None}, {"acknowledged_at": at})
    verb = Verb.URGING_ACKNOWLEDGE
    audit.record(
        actor=actor, verb=verb, thing=urging.ref, change=change, at=at, unit_id=urging.unit_id
    )


def _by_house(act: UrgingRound, late: LateUnit, seen: Preview) -> Urging:
    return Urging(
        plan_id=act.plan_id,
        round=act,
        unit_id=late.unit.id,
        step=BY_HAND,
        to=list(_TO),
        by=list(_BY),
        day=seen.day,
        at=act.at,
        sender=act.by,
        send_at=seen.send_at,
        state=UrgingState.QUEUED.value,
        text=late.text,
    )


def _is_repeat(actor: orgs.Actor, plan: Plan, unit_id: int, way: Way, on: date) -> bool:
    mine = Urging.objects.filter(plan=plan, unit=unit_id, way=way.value, day=on)
    return mine.filter(sender=actor.label).exists()
