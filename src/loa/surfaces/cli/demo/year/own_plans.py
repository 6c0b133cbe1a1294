"""Units that do the duty to make a plan by a plan of their own, made and issued in the house."""

from datetime import datetime
from functools import partial

from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year.day import Act, Day

_OPEN = (plans.WorkState.NOT_STARTED, plans.WorkState.IN_PROGRESS)


def is_done_by_own_plan(day: Day, row: plans.BegunWork) -> bool:
    """Whether this work is that duty and its unit one that makes such a plan."""
    share = day.script.act_for(row.title).own_plans
    is_lead = row.role is plans.TaskRole.LEAD
    return is_lead and day.luck.befalls(share, "own plan", day.code(row.unit_id))


def planning(day: Day, rows: list[plans.BegunWork], ready: frozenset[int]) -> list[Act]:
    """Officers draft the plan of their unit, heads issue it on the same day.

    `ready` are the works whose day has come.
    """
    acts = []
    for row in rows:
        if row.occurrence_id not in ready or row.state not in _OPEN or row.is_proposed:
            continue
        about = (day.code(row.unit_id), row.ordinal)
        if is_done_by_own_plan(day, row) and day.happens(0.6, "own plan", *about):
            order = day.luck.share(day.on, "order", "own plan", *about)
            acts.append(Act(order, partial(_make, day, row.unit_id)))
    return acts


def _make(day: Day, unit_id: int, at: datetime) -> None:
    officer, head = day.cast.officers[unit_id], day.cast.heads[unit_id]
    draft = plans.make_own_plan(actor=officer, parent_id=day.plan_id, unit_id=unit_id, at=at)
    plans.issue_plan(actor=head, plan_id=draft, version=None, as_it_stands=True, at=at)
