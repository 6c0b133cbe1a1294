"""The plan on its way to all lines of «Nơi nhận», and who opens it when."""

from datetime import datetime, time, timedelta
from functools import partial

from loa.kernel.clock import local_instant
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import delivery
from loa.surfaces.cli.demo.year.day import Act, Day

_FOLLOWED = 120
"""Days after the day of the plan on which somebody looks who has not opened it."""


def delivering(day: Day) -> list[Act]:
    """On the first day to desks and on paper; then units open it, the last ones are reminded."""
    officer = day.cast.plan_officer
    if officer is None:
        return []
    plan = plans.plan_for(officer, day.plan_id, day.on)
    if day.on > plan.as_of + timedelta(days=_FOLLOWED):
        return []
    found = [one for line in delivery.lines_of(plan, day.on) for one in line.recipients]
    if not any(one.sent for one in found):
        _send(day, [one.key for one in found if one.unit_id is None])
        return []
    acts = []
    for one in found:
        unit = one.unit_id
        if unit is None or unit not in day.cast.officers or one.opened_at is not None:
            continue
        about = ("opens", day.code(unit))
        if one.sent and day.happens(0.1 + 0.6 * day.zeal(unit), *about):
            acts.append(Act(day.luck.share(day.on, "order", *about), partial(_open, day, unit)))
    return acts


def reminding(day: Day, at: datetime) -> None:
    """On Fridays, as long as somebody looks."""
    officer, friday = day.cast.plan_officer, 4
    if officer is None or day.on.weekday() != friday:
        return
    plan = plans.plan_for(officer, day.plan_id, day.on)
    if day.on <= plan.as_of + timedelta(days=_FOLLOWED):
        delivery.remind_unopened(actor=officer, plan_id=day.plan_id, at=at)


def _send(day: Day, outside: list[str]) -> None:
    officer = day.cast.plan_officer
    if officer is None:
        return
    at = local_instant(day.on, time(13, 31))
    delivery.deliver_to_desks(actor=officer, plan_id=day.plan_id, at=at)
    for key in outside:
        delivery.deliver_on_paper(
            actor=officer,
            plan_id=day.plan_id,
            key=key,
            handed_to=day.pick("took_paper", key),
            handed_on=day.on,
            at=at,
        )


def _open(day: Day, unit_id: int, at: datetime) -> None:
    delivery.note_opening(actor=day.cast.officers[unit_id], plan_id=day.plan_id, at=at)
