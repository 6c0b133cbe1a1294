"""Remarks about late work: the superior asks, the unit says how far it is."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import comments
from loa.surfaces.cli.demo.year.day import Act, Day

_ASKS = 0.02
"""The share of late works on which the superior says something, a working day."""
_ANSWERS = 0.5
_OPEN = (plans.WorkState.NOT_STARTED, plans.WorkState.IN_PROGRESS, plans.WorkState.RETURNED)


def talking(day: Day, rows: list[plans.BegunWork]) -> list[Act]:
    """Superiors ask units that are late; a unit that was asked mostly answers within days."""
    acts = []
    for row in _late(day, rows):
        about = _about(day, row)
        order = day.luck.share(day.on, "order", *about)
        above, officer = day.superior(row.unit_id), day.cast.officers[row.unit_id]
        if above is not None and day.happens(_ASKS, "asks", *about):
            acts.append(Act(order, partial(_ask, day, row, above)))
        elif day.happens(_ANSWERS, "answers", *about) and _is_asked(day, row, officer):
            acts.append(Act(order, partial(_answer, day, row)))
    return acts


def _late(day: Day, rows: Iterable[plans.BegunWork]) -> list[plans.BegunWork]:
    return [
        row
        for row in rows
        if row.due_on < day.on and row.state in _OPEN and row.role is plans.TaskRole.LEAD
    ]


def _is_asked(day: Day, row: plans.BegunWork, officer: orgs.Actor) -> bool:
    """Whether the last word is not the unit's."""
    about = comments.about_work(officer, row.occurrence_id, day.on)
    said = comments.comments_of(officer, about)
    return bool(said) and not said[-1].is_own


def _ask(day: Day, row: plans.BegunWork, above: orgs.Actor, at: datetime) -> None:
    meant = day.cast.officers[row.unit_id].person_id
    comments.comment_on(
        actor=above,
        about=comments.about_work(above, row.occurrence_id, day.on),
        key=day.key("talk", "ask", *_about(day, row)),
        text=day.pick("asked_why", *_about(day, row)),
        mentions=[] if meant is None else [meant],
        at=at,
    )


def _answer(day: Day, row: plans.BegunWork, at: datetime) -> None:
    officer = day.cast.officers[row.unit_id]
    comments.comment_on(
        actor=officer,
        about=comments.about_work(officer, row.occurrence_id, day.on),
        key=day.key("talk", "answer", *_about(day, row)),
        text=day.pick("told_why", *_about(day, row)),
        mentions=[],
        at=at,
    )


def _about(day: Day, row: plans.BegunWork) -> tuple[object, ...]:
    """What luck knows a piece of work by."""
    return "talk", day.code(row.unit_id), row.ordinal, row.period
