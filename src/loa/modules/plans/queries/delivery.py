"""To whom a document is to go, by its lines of «Nơi nhận», and what has become of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from loa.foundation.legal import facade as legal
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.modules.plans.models import Assignment, Delivery, Notice, Opening, Plan
from loa.modules.plans.queries.plans import visible_plans
from loa.modules.plans.queries.urgings import TOLD_ROLES
from loa.modules.plans.rules import delivery as rules
from loa.modules.plans.rules.delivery import LineKind
from loa.modules.plans.types import NoticeKind, PlanState, Road

_MANY = 2
"""Units from which a phrase names a group, not one of them."""


@dataclass(frozen=True)
class Sent:
    """One road that was taken. `state` is that of the e-mail, `words` why it failed."""

    road: Road
    at: datetime
    handed_on: date | None
    handed_to: str
    state: messaging.MessageState | None = None
    words: str = ""
    ref: str = ""

    @property
    def has_failed(self) -> bool:
        """Whether the letter was given up."""
        return self.state is messaging.MessageState.FAILED


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom the document goes: a unit, or a body outside. `key` stands in forms."""

    key: str
    name: str
    unit_id: int | None
    has_desk: bool
    email: str
    sent: tuple[Sent, ...]
    opened_at: datetime | None
    opened_by: str

    @property
    def is_sent(self) -> bool:
        """Whether it is on its way by any road; a letter that was refused is not."""
        return any(not one.has_failed for one in self.sent)

    @property
    def is_received(self) -> bool:
        """Whether it is known to have it: opened on the desk, or handed over on paper."""
        return self.opened_at is not None or any(one.road is Road.PAPER for one in self.sent)

    @property
    def failed_letter(self) -> Sent | None:
        """The letter to it that did not arrive and has not been sent again."""
        return next((one for one in self.sent if one.has_failed), None)


class Unopened(NamedTuple):
    """A unit that has not opened it, and how many working days ago it came to its desk."""

    unit_id: int
    days: int


@dataclass(frozen=True)
class Line:
    """A line of «Nơi nhận» with those whom it means on the plan's day, and no line before it."""

    words: str
    kind: LineKind
    recipients: tuple[Recipient, ...]


def get_delivered(actor: orgs.Actor, plan_id: int, on: date) -> Plan:
    """An issued document, locked. Raises NotFound."""
    rows = visible_plans(actor, on).filter(pk=plan_id, state=PlanState.ISSUED)
    return get_one(rows.select_for_update(of=("self",)))


def lines_of(plan: Plan, on: date) -> list[Line]:
    """Every line with its recipients; whoever is meant twice stands once, where he is first."""
    meant = list(_meant(plan))
    units = {unit for _words, _kind, found, _body in meant for unit in found}
    rows = orgs.units_by_ids(units, plan.as_of)
    bodies = {body for *_rest, body in meant if body}
    known = messaging.contacts_named({*bodies, *(row.body_name for row in rows.values())})
    people = orgs.contacts_of(units, TOLD_ROLES, on)
    desk = {unit for unit, found in people.items() if any(one.is_on_desk for one in found)}
    sent = _sent(plan)
    opened = {row.unit_id: row for row in Opening.objects.filter(plan=plan)}
    lines, told = [], set[int]()
    for words, kind, found, body in meant:
        mine = [rows[unit] for unit in found if unit in rows and unit not in told]
        told |= set(found)
        recipients = [
            Recipient(
                f"u{row.id}",
                row.body_name,
                row.id,
                row.id in desk,
                known.get(row.body_name, ""),
                sent.get((row.id, ""), ()),
                opened[row.id].opened_at if row.id in opened else None,
                opened[row.id].opened_by if row.id in opened else "",
            )
            for row in sorted(mine, key=lambda row: row.order)
        ]
        if body:
            mine_too = sent.get((None, body), ())
            recipients.append(
                Recipient(
                    key=f"b{body}",
                    name=body,
                    unit_id=None,
                    has_desk=False,
                    email=known.get(body, ""),
                    sent=mine_too,
                    opened_at=None,
                    opened_by="",
                )
            )
        lines.append(Line(words, kind, tuple(recipients)))
    return lines


def recipients_of(plan: Plan, on: date) -> dict[str, Recipient]:
    """All of them, by key."""
    return {one.key: one for line in lines_of(plan, on) for one in line.recipients}


def _meant(plan: Plan) -> Iterable[tuple[str, LineKind, tuple[int, ...], str]]:
    """(words, kind, units, body outside) of each line; nobody sends to himself.

    People of the issuing house stand in it, so nothing is sent to them.
    """
    seat = {orgs.root_row(plan.as_of).id: orgs.office_row(plan.as_of).id}
    for row in plan.recipients:
        words = rules.bare(str(row["text"]))
        kind = rules.kind_of(words)
        units: tuple[int, ...] = ()
        body = ""
        if kind is LineKind.ABOVE:
            given = Assignment.objects.filter(plan=plan).order_by("unit")
            units = tuple(given.values_list("unit", flat=True).distinct())
        elif kind is LineKind.NAMED and words:
            found = orgs.resolve_phrase(words, plan.as_of)
            units = _of_own_house(plan, found.units)
            if rules.names_people(words) and (not found.units or plan.issuer_id in found.units):
                kind, units = LineKind.INSIDE, ()
            elif not units:
                body = words[:300]
        left = dict.fromkeys(seat.get(unit, unit) for unit in units if unit != plan.issuer_id)
        yield words, kind, tuple(left), body


def _of_own_house(plan: Plan, units: tuple[int, ...]) -> tuple[int, ...]:
    """Of many units that a committee's own document means, those below it.

    «UBND các xã» of a district are its own communes; «các ban, ngành, đoàn thể xã» of a commune
    are no departments of the province.
    """
    if plan.parent_id is None or len(units) < _MANY:
        return units
    if orgs.last_row(plan.issuer_id, plan.as_of).level is orgs.Level.PROVINCE:
        return units
    below = orgs.subtree_ids(plan.issuer_id, plan.as_of)
    return tuple(unit for unit in units if unit in below)


def _sent(plan: Plan) -> dict[tuple[int | None, str], tuple[Sent, ...]]:
    rows = list(Delivery.objects.filter(plan=plan).order_by("sent_at", "pk"))
    mail = {row.thing: row for row in messaging.messages_about([row.ref for row in rows])}
    found: dict[tuple[int | None, str], list[Sent]] = defaultdict(list)
    for row in rows:
        letter = mail.get(row.ref)
        found[row.unit_id, row.body].append(
            Sent(
                Road(row.road),
                row.sent_at,
                row.handed_on,
                row.handed_to,
                letter.state if letter else None,
                letter.words if letter else "",
                row.ref,
            )
        )
    return {key: tuple(several) for key, several in found.items()}


def unopened(plan: Plan, on: date) -> list[Unopened]:
    """The units to whose desk it went that have not opened it, nor were told of that today."""
    opened = Opening.objects.filter(plan=plan).values("unit")
    rows = Delivery.objects.filter(plan=plan, road=Road.DESK).exclude(unit__in=opened)
    reminded = Notice.objects.filter(
        kind=NoticeKind.DELIVERY_REMINDED, thing=plan.ref, day=on, unit__isnull=False
    )
    left = rows.exclude(unit__in=reminded.values("unit")).order_by("unit")
    calendar = legal.working_calendar()
    return [
        Unopened(unit, calendar.working_days_between(local_day(sent_at), on))
        for unit, sent_at in left.values_list("unit", "sent_at")
        if unit is not None
    ]


def desk_people(units: Iterable[int], on: date) -> dict[int, list[int]]:
    """Unit → the people in it who are told, and have an e-mail address."""
    return {
        unit: sorted({one.person_id for one in people if one.has_email})
        for unit, people in orgs.contacts_of(set(units), TOLD_ROLES, on).items()
    }


def not_opened_by(plan: Plan, units: Iterable[int]) -> list[int]:
    """Those of the units to which it was delivered and which have not opened it yet."""
    opened = Opening.objects.filter(plan=plan).values("unit")
    rows = Delivery.objects.filter(plan=plan, unit__in=list(units)).exclude(unit__in=opened)
    found = rows.order_by("unit").values_list("unit", flat=True).distinct()
    return [unit for unit in found if unit is not None]
