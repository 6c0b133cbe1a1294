"""Units that do the duty to make a plan by a plan of their own, made and issued in the house."""

from datetime import datetime
from functools import partial

from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.year import sent_documents
from loa.surfaces.cli.demo.year.day import Act, Day

_OPEN = (plans.WorkState.NOT_STARTED, plans.WorkState.IN_PROGRESS)


def is_done_by_document(day: Day, row: plans.BegunWork) -> bool:
    """Whether this work is that duty and its unit one that makes or sends a document."""
    act = day.script.act_for(row.title)
    return row.role is plans.TaskRole.LEAD and _luck(day, row.unit_id) < (
        act.own_plans + act.elsewhere
    )


def planning(day: Day, rows: list[plans.BegunWork], ready: frozenset[int]) -> list[Act]:
    """Officers draft the plan of their unit, heads issue it on the same day; some send another.

    `ready` are the works whose day has come.
    """
    acts = []
    for row in rows:
        if row.occurrence_id not in ready or row.state not in _OPEN or row.is_proposed:
            continue
        about = (day.code(row.unit_id), row.ordinal)
        if is_done_by_document(day, row) and day.happens(0.6, "own plan", *about):
            order = day.luck.share(day.on, "order", "own plan", *about)
            is_made = _luck(day, row.unit_id) < day.script.act_for(row.title).own_plans
            do = partial(_make, day, row.unit_id) if is_made else partial(_send, day, row.unit_id)
            acts.append(Act(order, do))
    return acts


def _luck(day: Day, unit_id: int) -> float:
    """Below the share of own plans it makes one, below that of documents it sends one."""
    return day.luck.share("own plan", day.code(unit_id))


def _make(day: Day, unit_id: int, at: datetime) -> None:
    officer, head = day.cast.officers[unit_id], day.cast.heads[unit_id]
    draft = plans.make_own_plan(actor=officer, parent_id=day.plan_id, unit_id=unit_id, at=at)
    plans.issue_plan(actor=head, plan_id=draft, version=None, as_it_stands=True, at=at)


def _send(day: Day, unit_id: int, at: datetime) -> None:
    sent_documents.send(day, unit_id, day.on, at)
