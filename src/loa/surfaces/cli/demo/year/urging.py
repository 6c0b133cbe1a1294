"""Urging: the house by its ladder, the province on Mondays, districts by telephone."""

from datetime import datetime, timedelta
from functools import partial

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year.day import Act, Day

_OPEN = (plans.WorkState.NOT_STARTED, plans.WorkState.IN_PROGRESS, plans.WorkState.RETURNED)
_CALLS = 0.02
"""The share of late units that are called or written to on a day."""


def calling(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Districts that take the telephone before the house has said anything on the day."""
    late = {row.unit_id for row in rows if row.due_on < day.on and row.state in _OPEN}
    acts = []
    for unit in sorted(late, key=day.code):
        caller = day.cast.district_officers.get(day.units[unit].parent_id or 0)
        if caller is not None and day.happens(_CALLS, "call", day.code(unit)):
            order = day.luck.share(day.on, "order", "call", day.code(unit))
            acts.append(Act(order, partial(_call, day, caller, unit)))
    return acts


def going_round(day: Day, at: datetime) -> None:
    """What the house does by itself every morning."""
    plans.tell_of_days(actor=orgs.SYSTEM, at=at)
    plans.climb_ladder(actor=orgs.SYSTEM, plan_id=day.plan_id, at=at)
    plans.remind_of_replies(actor=orgs.SYSTEM, at=at)


def urging(day: Day, at: datetime) -> None:
    """On the first working day of a week the province urges all who are late."""
    officer = day.cast.plan_officer
    before = day.calendar.nth_before(day.on, 1)
    if officer is None or before.isocalendar()[:2] == day.on.isocalendar()[:2]:
        return
    key = day.key("urging")
    plans.urge_late(actor=officer, plan_id=day.plan_id, chosen=plans.Chosen(), key=key, at=at)


def acknowledging(day: Day) -> list[Act]:
    """Heads that say they know, mostly on the day after."""
    acts = []
    since = day.on - timedelta(days=7)
    for urging_id, unit, told_on in plans.unacknowledged(day.plan_id, since):
        head = day.cast.heads.get(unit)
        likely = 0.15 + 0.3 * day.zeal(unit) if unit in day.units else 0.0
        about = ("known", day.code(unit), told_on)
        if head is not None and told_on < day.on and day.happens(likely, *about):
            order = day.luck.share(day.on, "order", *about)
            acts.append(Act(order, partial(_know, head, urging_id)))
    return acts


def _call(day: Day, caller: orgs.Actor, unit_id: int, at: datetime) -> None:
    is_call = day.luck.befalls(0.6, day.on, "way", day.code(unit_id))
    way = plans.Way.PHONE if is_call else plans.Way.ZALO
    plans.note_call(actor=caller, plan_id=day.plan_id, unit_id=unit_id, way=way, at=at)


def _know(head: orgs.Actor, urging_id: int, at: datetime) -> None:
    plans.acknowledge_urging(actor=head, urging_id=urging_id, at=at)
