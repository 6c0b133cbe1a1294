"""Reads for the calendar feed: whose an address is, what stands in it, what was taken away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.errors import NotFound
from loa.modules.plans.models import CalendarFeed, Occurrence, Task
from loa.modules.plans.queries.due_days import due_days
from loa.modules.plans.types import Lateness, PlanState, Verb, WorkState
from loa.modules.plans.types.due_days import DueDay, DueThing, Whose

_BACK, _AHEAD = timedelta(days=60), timedelta(days=400)
_TOLD_FOR = timedelta(weeks=6)
"""How long what was taken away is told as cancelled, so that every calendar hears of it."""
_REVISION = 1000
"""More changes than any piece of work has in one revision."""


@dataclass(frozen=True)
class FeedDay:
    """One day of a feed. `key` stays the same whatever revision; `sequence` grows with changes."""

    key: str
    due: DueDay
    is_cancelled: bool
    sequence: int
    changed_at: datetime


class _Told(NamedTuple):
    """How often work was moved or closed, and when last."""

    times: int
    at: datetime | None


def hashed(secret: str) -> bytes:
    """What is kept of a secret. It is random, so one round is enough: there is nothing to guess."""
    return sha256(secret.encode()).digest()


def feed_of_person(actor: orgs.Actor) -> CalendarFeed | None:
    """The person's own; also one that was ended."""
    return CalendarFeed.objects.filter(person_id=actor.person_id or 0).first()


def feed_of(secret: str, at: datetime) -> tuple[CalendarFeed, orgs.Actor]:
    """Whose feed it is, with his posts of the day.

    Raises NotFound for an address that there is not, and for who holds no post any more.
    """
    feed = CalendarFeed.objects.filter(secret_hash=hashed(secret)).first()
    if feed is None:
        raise NotFound
    actor = orgs.actor_of(feed.person_id, local_day(at))
    if not actor.posts:
        raise NotFound
    return feed, actor


def feed_days(feed: CalendarFeed, actor: orgs.Actor, today: date) -> list[FeedDay]:
    """The person's due days in all his units, and what was taken from them of late."""
    due: dict[tuple[object, ...], DueDay] = {}
    units: set[int] = set()
    for unit_id in sorted({post.unit_id for post in actor.posts}):
        hat = orgs.actor_of(feed.person_id, today, unit_id)
        units |= {
            unit
            for verb in (Verb.PROPOSE, Verb.APPROVE)
            for unit, _name in orgs.units_where(hat, verb, today)
        }
        found = due_days(hat, Whose.MINE, today - _BACK, today + _AHEAD, today)
        due |= {(one.thing, one.id, one.period, one.unit_id): one for one in found}
    live = [one for one in due.values() if one.state is not WorkState.NOT_APPLICABLE]
    gone = _taken_away(units, today)
    keys = _keys([*live, *gone])
    told = _told([*live, *gone])
    revisions = _revisions([*live, *gone])
    there = {keys[one] for one in live}
    days = [
        FeedDay(
            keys[one],
            one,
            one in gone,
            told[one.id].times + _REVISION * revisions[one.task_id]
            if one.thing is DueThing.WORK
            else 0,
            (told[one.id].at if one.thing is DueThing.WORK else None) or feed.made_at,
        )
        for one in [*live, *(one for one in gone if keys[one] not in there)]
    ]
    return sorted(days, key=lambda day: (day.due.due_on, day.key))


def _taken_away(units: Collection[int], today: date) -> list[DueDay]:
    rows = Occurrence.objects.filter(
        assignment__unit__in=units,
        state=WorkState.NOT_APPLICABLE,
        closed_on__gte=today - _TOLD_FOR,
    ).exclude(assignment__plan__state=PlanState.DRAFT)
    found = rows.order_by("pk").values_list(
        "pk",
        "assignment__plan_id",
        "assignment__task_id",
        "assignment__task__title",
        "assignment__unit_id",
        "due_on",
        "period",
    )
    return [
        DueDay(DueThing.WORK, *row[:6], WorkState.NOT_APPLICABLE, Lateness.NONE, row[6])
        for row in found
    ]


_ANSWERS = {
    DueThing.DIFFICULTY: "vuong-mac",
    DueThing.QUESTION: "cau-hoi",
    DueThing.REMARK: "gop-y",
}


def _keys(days: Iterable[DueDay]) -> dict[DueDay, str]:
    days = list(days)
    first = first_tasks({one.task_id for one in days if one.task_id})
    found = {}
    for one in days:
        if one.thing is DueThing.WORK:
            found[one] = f"viec-{first[one.task_id]}-{one.unit_id}-{one.period or 'mot-lan'}"
        elif one.thing in _ANSWERS:
            found[one] = f"{_ANSWERS[one.thing]}-{one.id}"
        else:
            found[one] = f"bao-cao-{one.plan_id}-{one.unit_id}-{one.period}"
    return found


def first_tasks(task_ids: Collection[int]) -> dict[int, int]:
    """For each task the one of the first revision that it continues, or itself."""
    found = {task_id: task_id for task_id in task_ids}
    while True:
        rows = Task.objects.filter(pk__in=set(found.values()), continues__isnull=False)
        before = dict(rows.order_by("pk").values_list("pk", "continues_id"))
        if not before:
            return found
        found = {task_id: before.get(root, root) for task_id, root in found.items()}


def _revisions(days: Iterable[DueDay]) -> dict[int, int]:
    """Of each task how many revisions stand before its own."""
    tasks = Task.objects.filter(pk__in={one.task_id for one in days if one.task_id})
    rows = tasks.order_by("pk").values_list("pk", "plan__revision")
    return {pk: revision - 1 for pk, revision in rows}


def _told(days: Iterable[DueDay]) -> dict[int, _Told]:
    refs = {Occurrence(pk=one.id).ref: one.id for one in days if one.thing is DueThing.WORK}
    found = dict.fromkeys(refs.values(), _Told(0, None))
    for entry in audit.entries_for_many(refs):
        is_closed = entry.after.get("state") == WorkState.NOT_APPLICABLE
        if "due_on" in entry.after or is_closed:
            pk = refs[entry.thing]
            found[pk] = _Told(found[pk].times + 1, entry.at)
    return found
