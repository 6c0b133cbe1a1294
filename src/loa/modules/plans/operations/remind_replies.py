"""Answers that are overdue: told to who owes them, to who waits for them, later to the head."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation, wait_for
from loa.modules.plans import policies
from loa.modules.plans.models import Difficulty, Notice, Question, Remark
from loa.modules.plans.queries import difficulties, questions, remarks, urgings
from loa.modules.plans.queries.lineage import holders
from loa.modules.plans.queries.replies import Kind
from loa.modules.plans.rules import replies as rules
from loa.modules.plans.rules.replies import Overdue
from loa.modules.plans.rules.urging import (
    Channel,
    Ladder,
    Step,
    Whom,
    is_outside_hours,
    is_untold,
    step_reached,
)
from loa.modules.plans.types import NoticeKind, Verb
from loa.modules.plans.types.replies import ReplyRow

_OFFICERS = (orgs.Role.DISTRICT_OFFICER, orgs.Role.PLAN_OFFICER, orgs.Role.FOCAL_OFFICER)
"""Who in a unit answers for it, and who asks; where there is none, its head."""
_KINDS: tuple[tuple[Kind[Any, Any], str], ...] = (
    (difficulties.KIND, "plans:difficulty-detail"),
    (questions.KIND, "plans:question-detail"),
    (remarks.KIND, "plans:remark-detail"),
)


Asked = Difficulty | Question | Remark


class _Telling(NamedTuple):
    """One unit is told of one thing: that it owes the answer, or that it waits for it."""

    unit_id: int
    thing: str
    text: str
    overdue: Overdue
    step: Step
    is_owing: bool

    @property
    def is_for_head(self) -> bool:
        """Whether the head of the unit is told too."""
        return self.is_owing and Whom.HEAD in self.step.to


@operation
def remind_of_replies(*, actor: orgs.Actor, at: datetime) -> int:
    """Tell of answers that are overdue, by the ladder of the day; how many lines.

    Derived as the ladder of work is: from who holds it and since when, and from what was told. A
    second run tells nobody twice (J02, J06); outside working hours nothing happens. A unit gets one
    letter for all that a round brings.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.URGING_SEND, 0, on))
    wait_for("plans.replies")
    ladder = rules.ladder_on(on)
    is_waited = any(kind.open().exists() for kind, _page in _KINDS)
    if ladder is None or not is_waited or is_outside_hours(at, legal.working_calendar()):
        return 0
    with orgs.one_forest():
        told = [one for kind, page in _KINDS for one in _tellings(kind, page, ladder, on)]
        if not told:
            return 0

        lines = Notice.objects.bulk_create([_line(one, at) for one in told])
        _send(told, lines, at)

        _record(actor, told, at)
    return len(lines)


def _tellings(kind: Kind[Any, Any], page: str, ladder: Ladder, on: date) -> Iterator[_Telling]:
    """Who is to be told of which, of those whose day of reminding has come and nobody told yet."""
    calendar = legal.working_calendar()
    late = kind.overdue(on)
    reminded = kind.reminded_on(thing.ref for thing, _row in late)
    for thing, row in late:
        found = step_reached(ladder, row.due_on, on, calendar)
        if found is None:
            continue
        step, step_on = found
        days = max(calendar.working_days_between(row.due_on, on), 1)
        link = urgings.site_link(reverse(page, args=[row.id]))
        for one in _sides(kind, thing, row, (days, link, step), on):
            if is_untold(step_on, reminded.get((one.unit_id, one.thing), ())):
                yield one


def _sides(
    kind: Kind[Any, Any], thing: Asked, row: ReplyRow, told: tuple[int, str, Step], on: date
) -> Iterator[_Telling]:
    """The holder's side and, where a unit asked, its own; who holds his own is told once.

    Of what citizens say no word leaves its row.
    """
    days, link, step = told
    noun = kind.clock.noun
    holder, asker = _seat(row.holder_id, on), None if isinstance(thing, Remark) else thing.unit_id
    if asker is None:
        what = f"{noun} về {row.about}"
    else:
        what = rules.what_words(f"{noun} của {_name(asker, on)}", row.words)
    owing = Overdue(what, row.due_on, days, link)
    text = rules.owing_line(owing, is_for_head=Whom.HEAD in step.to)
    yield _Telling(holder, thing.ref, text, owing, step, is_owing=True)
    if asker is not None and asker != holder and Whom.ASKER in step.to:
        what = rules.what_words(f"{noun} gửi {_name(holder, on)}", row.words)
        text = rules.waiting_line(noun, _name(holder, on), days, row.words)
        waiting = Overdue(what, row.due_on, days, link)
        yield _Telling(asker, thing.ref, text, waiting, step, is_owing=False)


def _seat(unit_id: int, on: date) -> int:
    """The unit whose people are told: who holds its duties; for the committee its office."""
    stands = holders([unit_id], on)[unit_id]
    return orgs.office_row(on).id if stands == orgs.root_row(on).id else stands


def _line(one: _Telling, at: datetime) -> Notice:
    return Notice(
        unit_id=one.unit_id,
        kind=NoticeKind.REPLY_LATE.value,
        thing=one.thing,
        day=local_day(at),
        at=at,
        text=one.text,
    )


def _send(told: Sequence[_Telling], lines: Sequence[Notice], at: datetime) -> None:
    """One letter to each unit's officers, and to its head from the step on that says so.

    It is about the first of its lines on the desk, which no other round has.
    """
    on = local_day(at)
    if not messaging.is_on(messaging.Channel.EMAIL):
        return
    mine: dict[int, list[tuple[_Telling, Notice]]] = defaultdict(list)
    for one, line in zip(told, lines, strict=True):
        if Channel.EMAIL in one.step.by:
            mine[one.unit_id].append((one, line))
    people = orgs.contacts_of(mine, {*_OFFICERS, orgs.Role.HEAD}, on)
    sender = urgings.sender_name(None, on)
    letters = []
    for unit_id, pairs in mine.items():
        tellings = [one for one, _line in pairs]
        subject = rules.letter_subject([one.text for one in tellings])
        text = rules.letter_text(
            (_name(unit_id, on), sender),
            [one.overdue for one in tellings if one.is_owing],
            [one.overdue for one in tellings if not one.is_owing],
            on,
        )
        thing = f"plans.notice:{pairs[0][1].pk}"
        is_for_head = any(one.is_for_head for one in tellings)
        letters += [
            messaging.NewMessage(person_id, subject, text, thing)
            for person_id in _readers(people.get(unit_id, ()), is_for_head=is_for_head)
        ]
    messaging.queue_messages(messaging.Channel.EMAIL, letters, at)


def _readers(people: Sequence[orgs.Contact], *, is_for_head: bool) -> list[int]:
    officers = [one for one in people if one.role in _OFFICERS]
    heads = [one for one in people if one.role is orgs.Role.HEAD]
    meant = [*officers, *heads] if is_for_head or not officers else officers
    return [one.person_id for one in meant if one.has_email]


def _record(actor: orgs.Actor, told: Sequence[_Telling], at: datetime) -> None:
    """One line of the journal for each thing, with who was told."""
    on = local_day(at)
    by_thing: dict[str, list[_Telling]] = defaultdict(list)
    for one in told:
        by_thing[one.thing].append(one)
    lines = [
        audit.Line(thing=thing, change=Change({}, _told(mine, on)), unit_id=mine[0].unit_id)
        for thing, mine in by_thing.items()
    ]
    audit.record_many(actor=actor, verb=Verb.URGE, lines=lines, at=at)


def _told(mine: Sequence[_Telling], on: date) -> dict[str, object]:
    names = ", ".join(
        f"{_name(one.unit_id, on)}{' (cả lãnh đạo)' if one.is_for_head else ''}" for one in mine
    )
    return {"reason": f"Quá hạn trả lời {mine[0].overdue.days} ngày làm việc, đã báo {names}"}


def _name(unit_id: int, on: date) -> str:
    return orgs.last_row(unit_id, on).body_name
