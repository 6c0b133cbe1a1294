"""Reads of what is sent up and waits for an answer, the same for every kind of it.

A kind (`Kind`) says what its rows are, who sees them and since when the clock of each runs; who
holds what, what waits and what is overdue follows here.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.modules.plans.models import Difficulty, Notice, Plan, Question, Remark
from loa.modules.plans.queries.lineage import (
    closed_ids,
    readable_units,
    refuse_closed,
    revisions,
)
from loa.modules.plans.queries.work import superior_seat
from loa.modules.plans.rules import replies as rules
from loa.modules.plans.types import NoticeKind, Verb
from loa.modules.plans.types.replies import ReplyRow

OPEN, WITHDRAWN = "OPEN", "WITHDRAWN"
"""The states that every kind has or has not; those of one kind are its own."""
Thing = TypeVar("Thing", Difficulty, Question, Remark)
Row = TypeVar("Row", bound=ReplyRow)


@dataclass(frozen=True)
class Kind(Generic[Thing, Row]):
    """One kind of what waits: its table, its clock, who sees it, how a row is told.

    `began` is the column of when it was sent; `since` gives the day from which its clock runs and
    the unit whose level that counts for; `row` tells (thing, last day in time, day of reading).
    `answering` are the units for which an actor answers, `asks` is by which right units ask. With
    its plan it ends, unless the answer is owed to somebody outside.
    """

    model: type[Thing]
    clock: rules.Clock
    sees: Callable[[orgs.Actor, date], Q]
    since: Callable[[Thing], tuple[date, int]]
    row: Callable[[Thing, date, date], Row]
    answering: Callable[[orgs.Actor, date], frozenset[int]]
    began: str
    beside: tuple[str, ...]
    asks: Verb | None
    ends_with_plan: bool = True

    def all(self) -> QuerySet[Thing]:
        """Every one, with what is shown beside it, newest first."""
        rows: QuerySet[Thing] = QuerySet(self.model).select_related(*self.beside)
        return rows.order_by(f"-{self.began}", "-id")

    def visible(self, actor: orgs.Actor, on: date) -> QuerySet[Thing]:
        """Those that the actor may see."""
        return self.all().filter(self.sees(actor, on))

    def locked(self, actor: orgs.Actor, pk: int, on: date) -> Thing:
        """One to work on, locked. Raises NotFound, PlanClosed."""
        rows = self.visible(actor, on).filter(pk=pk)
        found = get_one(rows.select_for_update(of=("self",), no_key=True))
        if self.ends_with_plan:
            refuse_closed(found.plan)
        return found

    def shown(self, actor: orgs.Actor, pk: int, on: date) -> Thing:
        """One to show. Raises NotFound."""
        return get_one(self.visible(actor, on).filter(pk=pk))

    def open(self) -> QuerySet[Thing]:
        """What waits for an answer and may still get one, oldest first."""
        rows = self.all().filter(state=OPEN).order_by("pk")
        return rows.exclude(plan__in=closed_ids()) if self.ends_with_plan else rows

    def in_plan(self, plan: Plan) -> QuerySet[Thing]:
        """All of the plan and of the revisions before it, withdrawn ones left out."""
        return self.all().filter(plan__in=revisions(plan)).exclude(state=WITHDRAWN)

    def rows_of(self, things: Iterable[Thing], on: date) -> list[Row]:
        """The rows as the day sees them, in the same order."""
        things = list(things)
        if not things:  # nor is there any law before the house is set up
            return []
        calendar, found = legal.working_calendar(), []
        for one in things:
            since, unit_id = self.since(one)
            level = orgs.last_row(unit_id, since).level.value
            found.append(self.row(one, self.clock.due_on(since, level, calendar), on))
        return found

    def row_of(self, thing: Thing, on: date) -> Row:
        """One of them."""
        return self.rows_of([thing], on)[0]

    def held_by(self, units: Collection[int], on: date) -> list[Row]:
        """What waits for an answer of those units."""
        return self._waiting(Q(holder__in=units), on) if units else []

    def asked_by(self, units: Collection[int], on: date) -> list[Row]:
        """What those units asked and still wait for."""
        mine = Q(unit__in=units)  # no column of what citizens say, which nobody here asked
        return self._waiting(mine, on) if units else []

    def _waiting(self, mine: Q, on: date) -> list[Row]:
        """Nothing waits for most people: so it is asked for by number first, which costs least."""
        waiting: QuerySet[Thing] = QuerySet(self.model).filter(mine, state=OPEN).order_by()
        found = list(waiting.values_list("pk", flat=True))
        return self.rows_of(self.open().filter(pk__in=found), on) if found else []

    def waits_for(self, actor: orgs.Actor, on: date) -> tuple[list[Row], list[Row]]:
        """What the actor is to answer, and what his units wait for from others."""
        own = self.answering(actor, on)
        asked = self.asked_by(units_where(self.asks)(actor, on), on) if self.asks else []
        return self.held_by(own, on), [row for row in asked if row.holder_id not in own]

    def overdue(self, on: date) -> list[tuple[Thing, Row]]:
        """All that waits past its day."""
        waiting = list(self.open())
        rows = self.rows_of(waiting, on)
        return [(one, row) for one, row in zip(waiting, rows, strict=True) if row.is_late]

    def reminded_on(self, refs: Iterable[str]) -> dict[tuple[int | None, str], list[date]]:
        """The days on which a unit was told that an answer is overdue, by (unit, thing)."""
        rows = Notice.objects.filter(kind=NoticeKind.REPLY_LATE, thing__in=list(refs))
        found: dict[tuple[int | None, str], list[date]] = {}
        for unit_id, thing, day in rows.values_list("unit_id", "thing", "day"):
            found.setdefault((unit_id, thing), []).append(day)
        return found


def units_where(verb: Verb) -> Callable[[orgs.Actor, date], frozenset[int]]:
    """The units for which an actor has the right on a day."""

    def found(actor: orgs.Actor, on: date) -> frozenset[int]:
        return frozenset(unit_id for unit_id, _name in orgs.units_where(actor, verb, on))

    return found


def of_units(actor: orgs.Actor, on: date) -> Q:
    """What the units raised whose work the actor may see, and what came to his own units."""
    return Q(unit__in=readable_units(actor, on)) | Q(holder__in=orgs.unit_ids(actor, on))


def since_reached(one: Difficulty | Question) -> tuple[date, int]:
    """The clock runs anew with each holder, by his level."""
    return local_day(one.reached_at), one.holder_id


def route(unit_id: int, on: date) -> int | None:
    """Who decides what the unit cannot: its superior; for the province the office that acts for it.

    The office itself has nobody above.
    """
    above = superior_seat(unit_id, on)
    return above if above != unit_id else None


def first_holder(unit_id: int, on: date) -> int:
    """To whom what a unit sends up comes; the office and the province hold their own."""
    above = route(unit_id, on)
    return orgs.office_row(on).id if above is None else above
