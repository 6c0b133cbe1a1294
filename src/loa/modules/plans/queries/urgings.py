"""Reads of urgings: what is late, who can be told of it, what was told."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from loa.foundation.legal import facade as legal
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day, local_instant
from loa.kernel.db import get_one, wait_for
from loa.kernel.errors import NotFound
from loa.kernel.words import shortened
from loa.kernel.worktime import Calendar
from loa.modules.plans.models import (
    Assignment,
    Occurrence,
    Plan,
    UrgedWork,
    Urging,
    UrgingRound,
)
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.queries.work import occurrence_for
from loa.modules.plans.rules import urging as rules
from loa.modules.plans.rules.urging import Letter, OwedWork, UrgingState, Whom
from loa.modules.plans.types import OPEN_STATES, PlanState, Verb

TOLD_ROLES = (orgs.Role.HEAD, orgs.Role.FOCAL_OFFICER)
"""Who in a unit is told by an urging."""
SUPERIOR_ROLES = (orgs.Role.HEAD, orgs.Role.DISTRICT_OFFICER, orgs.Role.PLAN_OFFICER)
"""Who in a superior is told of the units that he answers for."""
_COLUMNS = (
    "id",
    "assignment_id",
    "assignment__task_id",
    "assignment__task__ordinal",
    "assignment__task__title",
    "period",
    "assignment__unit_id",
    "due_on",
)
_MOST_NAME = 80


@dataclass(frozen=True)
class Chosen:
    """Which of the late works: of these tasks, at these units; empty means all of them."""

    tasks: tuple[int, ...] = ()
    units: tuple[int, ...] = ()


EVERYTHING = Chosen()


@dataclass(frozen=True)
class LateUnit:
    """One unit with late work: what it would be told now, and what it was told today already.

    `works` are those of which it was not told on the day; `text` is exactly what it would get.
    """

    unit: orgs.UnitRow
    works: tuple[OwedWork, ...]
    told: tuple[OwedWork, ...]
    text: str
    is_reachable: bool


@dataclass(frozen=True)
class Preview:
    """What an urging would do if it were sent now; `send_at` is later outside working hours."""

    units: tuple[LateUnit, ...]
    send_at: datetime
    is_queued: bool

    @property
    def day(self) -> date:
        """The day on which it is sent."""
        return local_day(self.send_at)

    @property
    def urged(self) -> list[LateUnit]:
        """Those that would get a text."""
        return [one for one in self.units if one.works and one.is_reachable]

    @property
    def already(self) -> list[LateUnit]:
        """Those that were told of everything on that day."""
        return [one for one in self.units if not one.works]

    @property
    def unreachable(self) -> list[LateUnit]:
        """Those where nobody is there to be told."""
        return [one for one in self.units if one.works and not one.is_reachable]


@dataclass(frozen=True)
class UrgeResult:
    """How many units were told, how many had been, and the codes of those nobody can reach."""

    urged: int
    already_today: int
    unreachable: tuple[str, ...]
    round_id: int | None = None


def lock_urgings(plan_id: int) -> None:
    """Let whoever urges about the same plan at the same moment wait for the first."""
    wait_for(f"plans.urging:{plan_id}")


def owed_works(
    plan_ids: Collection[int], on: date, calendar: Calendar, only: Q | None = None
) -> list[OwedWork]:
    """All begun work that its unit still owes, with the working days since its due day."""
    begun = Occurrence.objects.filter(
        assignment__plan__in=plan_ids,
        assignment__plan__state=PlanState.ISSUED,
        state__in=OPEN_STATES,
        starts_on__lte=on,
    )
    wanted = begun if only is None else begun.filter(only)
    ordered = wanted.order_by("assignment__task__ordinal", "due_on", "id")
    rows: Iterable[tuple[Any, ...]] = ordered.values_list(*_COLUMNS)
    late: dict[date, int] = {}
    periods = {"": ""}
    works = []
    for *before, period, unit_id, due_on in rows:
        if due_on not in late:
            late[due_on] = _days_late(due_on, on, calendar)
        if period not in periods:
            periods[period] = legal.period_label_vi(period)
        found = (*before, periods[period], unit_id, due_on, late[due_on])
        works.append(OwedWork._make(found))
    return works


def _days_late(due_on: date, on: date, calendar: Calendar) -> int:
    """Working days; a day off after the due day is late by one at least, as lists show it."""
    days = calendar.working_days_between(due_on, on)
    return max(days, 1) if on > due_on else days


def preview(
    actor: orgs.Actor, plan: Plan, chosen: Chosen, at: datetime, only: Collection[int] | None = None
) -> Preview:
    """The late units that the actor may urge, each with its text; `only` leaves others out."""
    today = local_day(at)
    calendar = legal.working_calendar()
    send_at = rules.sends_at(at, calendar)
    day = local_day(send_at)
    reach = {unit_id for unit_id, _name in orgs.units_where(actor, Verb.URGE, today)}
    reach &= set(only) if only is not None else reach
    reach &= set(chosen.units) if chosen.units else reach
    wanted = Q(assignment__unit__in=reach, due_on__lt=today)
    if chosen.tasks:
        wanted &= Q(assignment__task__in=chosen.tasks)
    by_unit: dict[int, list[OwedWork]] = defaultdict(list)
    for work in owed_works([plan.pk], day, calendar, wanted):
        by_unit[work.unit_id].append(work)
    reachable = reachable_units(by_unit, today)
    rows = sorted(orgs.units_by_ids(by_unit, today).values(), key=lambda row: row.order)
    each = _Today(plan, sender_name(actor.unit_id, today), day, told_on(by_unit, day))
    units = tuple(each.of(row, by_unit[row.id], is_reachable=row.id in reachable) for row in rows)
    return Preview(units, send_at, is_queued=send_at > at)


@dataclass(frozen=True)
class _Today:
    """What all units of one act share."""

    plan: Plan
    sender: str
    day: date
    told: set[tuple[int, int]]

    def of(self, row: orgs.UnitRow, works: list[OwedWork], *, is_reachable: bool) -> LateUnit:
        """One unit."""
        new = tuple(work for work in works if (row.id, work.occurrence_id) not in self.told)
        old = tuple(work for work in works if (row.id, work.occurrence_id) in self.told)
        letter = letter_to(self.plan, row, self.sender)
        return LateUnit(
            row, new, old, rules.letter_text(letter, new or old, self.day), is_reachable
        )


def told_on(unit_ids: Iterable[int], day: date) -> set[tuple[int, int]]:
    """(unit, occurrence) of what those units were told on the day, or will be."""
    rows = UrgedWork.objects.filter(unit__in=list(unit_ids), day=day)
    return set(rows.values_list("unit_id", "occurrence_id"))


def reachable_units(
    unit_ids: Collection[int], on: date, roles: Collection[orgs.Role] = TOLD_ROLES
) -> set[int]:
    """The units in which one of those roles can be told: on the desk, or by e-mail if that goes."""
    by_mail = messaging.is_on(messaging.Channel.EMAIL)
    return {
        unit_id
        for unit_id, people in orgs.contacts_of(unit_ids, roles, on).items()
        if any(person.is_on_desk or (by_mail and person.has_email) for person in people)
    }


def readers_by_mail(urgings: Collection[Urging], on: date) -> dict[int, list[int]]:
    """Who gets each urging by e-mail, by its id: those for whom it is and who have one."""
    if not messaging.is_on(messaging.Channel.EMAIL):
        return {}
    mailed = [one for one in urgings if rules.Channel.EMAIL.value in one.by]
    roles = {*TOLD_ROLES, *SUPERIOR_ROLES}
    people = orgs.contacts_of({one.unit_id for one in mailed}, roles, on)
    found = {}
    for urging in mailed:
        meant = {str(role) for role in SUPERIOR_ROLES} if Whom.SUPERIOR in urging.to else set()
        meant |= set(urging.to)
        mine = people.get(urging.unit_id, [])
        found[urging.pk] = [
            one.person_id for one in mine if one.has_email and str(one.role) in meant
        ]
    return found


def sender_name(unit_id: int | None, on: date) -> str:
    """In whose name a text goes out: the unit of who sends; for the province its office."""
    if unit_id is None or unit_id == orgs.root_row(on).id:
        return orgs.office_row(on).name
    return orgs.last_row(unit_id, on).body_name


def letter_to(plan: Plan, unit: orgs.UnitRow, sender: str) -> Letter:
    """What frames a text to a unit."""
    link = reverse("plans:unit-tasks", args=[plan.pk, unit.id])
    return Letter(unit.body_name, plan_words(plan), sender, site_link(link))


def site_link(path: str) -> str:
    """The whole address of a page, where the installation knows by which name it is called."""
    return f"{settings.SITE_ADDRESS}{path}" if settings.SITE_ADDRESS else ""


def plan_words(plan: Plan) -> str:
    """How a plan is called within a sentence."""
    if plan.number:
        return f"Kế hoạch số {plan.number}/{plan.notation}"
    subject = plan.subject or plan.source_name
    return f"kế hoạch «{shortened(subject, _MOST_NAME)}»"


def round_by_key(key: UUID) -> UrgingRound | None:
    """The act that was sent with the key of a form."""
    return UrgingRound.objects.filter(key=key).first()


def round_result(act: UrgingRound) -> UrgeResult:
    """What an act answered when it was made."""
    names = orgs.units_by_ids(act.unreachable, local_day(act.at))
    codes = tuple(names[unit_id].code for unit_id in act.unreachable)
    return UrgeResult(act.urgings.count(), len(act.already), codes, act.pk)


def round_about(
    unit_id: int | None, plan: Plan, day: date, units: Collection[LateUnit]
) -> UrgingRound | None:
    """The last act of a unit on the day whose dispatch names all late work of those units."""
    works = {work.occurrence_id for one in units for work in (*one.works, *one.told)}
    begins = local_instant(day, time(0))
    rows = UrgingRound.objects.filter(plan=plan, unit=unit_id, send_at__gte=begins)
    acts = rows.filter(dispatch__isnull=False).select_related("dispatch").order_by("-pk")
    return next((act for act in acts if works <= {line[1] for line in act.dispatch.lines}), None)


def visible_rounds(actor: orgs.Actor, on: date) -> QuerySet[UrgingRound]:
    """The acts of all for who may urge the whole province, else those of his own units."""
    if orgs.may(actor, Verb.URGE, orgs.root_row(on).id, on):
        return UrgingRound.objects.all()
    mine = orgs.unit_ids(actor, on) if orgs.units_where(actor, Verb.URGE, on) else ()
    return UrgingRound.objects.filter(unit__in=mine)


def round_for(actor: orgs.Actor, plan: Plan, round_id: int, on: date) -> UrgingRound:
    """One act of the plan: for who may urge the whole province, and the unit that made it."""
    rows = visible_rounds(actor, on).filter(plan=plan, pk=round_id)
    return get_one(rows.select_related("plan"))


def visible_urgings(actor: orgs.Actor, on: date) -> QuerySet[Urging]:
    """What was told to the units whose work the actor may see."""
    return Urging.objects.filter(unit__in=readable_units(actor, on))


def get_urging(actor: orgs.Actor, urging_id: int, on: date) -> Urging:
    """One urging to acknowledge, locked. Raises NotFound."""
    rows = visible_urgings(actor, on).filter(pk=urging_id)
    return get_one(rows.select_for_update(of=("self",), no_key=True))


def urgings_of(assignment: Assignment) -> list[Urging]:
    """Everything that was told about one assignment, newest first; who may see it was asked."""
    about = UrgedWork.objects.filter(occurrence__assignment=assignment).values("urging")
    return list(Urging.objects.filter(pk__in=about).order_by("-send_at", "-id"))


def urgings_for(actor: orgs.Actor, occurrence_id: int, on: date) -> list[Urging]:
    """Those of one piece of work that the actor may read. Raises NotFound."""
    occurrence = occurrence_for(actor, occurrence_id, on)
    readable = readable_units(actor, on)
    return [one for one in urgings_of(occurrence.assignment) if one.unit_id in readable]


def urging_refs(assignment: Assignment) -> list[str]:
    """The addresses of those in the journal."""
    about = UrgedWork.objects.filter(occurrence__assignment=assignment).order_by("urging")
    return [f"plans.urging:{pk}" for pk in about.values_list("urging", flat=True).distinct()]


def due_urgings(at: datetime) -> list[int]:
    """The queued urgings whose session has begun, in order."""
    rows = Urging.objects.filter(state=UrgingState.QUEUED, send_at__lte=at)
    return list(rows.order_by("send_at", "id").values_list("pk", flat=True))


def locked_queued(urging_id: int) -> Urging:
    """One urging that still waits, locked. Raises NotFound where it waits no more."""
    rows = Urging.objects.filter(pk=urging_id, state=UrgingState.QUEUED)
    found = rows.select_for_update(of=("self",), no_key=True).select_related("plan").first()
    if found is None:
        raise NotFound
    return found


def late_unit_today(actor: orgs.Actor, plan: Plan, unit_id: int, at: datetime) -> LateUnit | None:
    """One unit as it is late today, for who tells it himself at once; None where nothing is late.

    Of what was told on this very day, whenever the house sends its own.
    """
    today = local_day(at)
    calendar = legal.working_calendar()
    wanted = Q(assignment__unit=unit_id, due_on__lt=today)
    works = owed_works([plan.pk], today, calendar, wanted)
    if not works:
        return None
    told = told_on([unit_id], today)
    each = _Today(plan, sender_name(actor.unit_id, today), today, told)
    return each.of(orgs.last_row(unit_id, today), works, is_reachable=True)


def text_again(urging: Urging, works: Collection[OwedWork], on: date) -> str:
    """The text of an urging that waited, of what is left on the day on which it goes out."""
    unit = orgs.last_row(urging.unit_id, on)
    sender = sender_name(urging.round.unit_id if urging.round else None, on)
    return rules.letter_text(letter_to(urging.plan, unit, sender), list(works), on)


def first_work(actor: orgs.Actor, urging_id: int, on: date) -> int | None:
    """The first work of an urging that the actor may see, to go back to."""
    rows = UrgedWork.objects.filter(urging=urging_id, urging__in=visible_urgings(actor, on))
    return rows.order_by("pk").values_list("occurrence_id", flat=True).first()


def told_days(occurrence_ids: Collection[int]) -> dict[tuple[int, int], list[date]]:
    """The days on which a unit was told of a work, or will be, by (unit, occurrence)."""
    rows = UrgedWork.objects.filter(occurrence__in=list(occurrence_ids), was_settled=False)
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    for unit_id, occurrence_id, day in rows.values_list("unit_id", "occurrence_id", "day"):
        found[unit_id, occurrence_id].append(day)
    return found


def plans_at_work() -> list[int]:
    """The plans whose work may be due."""
    rows = Plan.objects.filter(state=PlanState.ISSUED).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def plan_at_work(plan_id: int) -> Plan:
    """One of them. Raises NotFound."""
    return get_one(Plan.objects.filter(pk=plan_id, state=PlanState.ISSUED))
