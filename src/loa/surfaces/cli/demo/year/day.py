"""One day of the year: who acts, by which luck, and at what time of the day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID, uuid5

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_instant
from loa.kernel.worktime import Calendar
from loa.modules.plans import facade as plans
from loa.surfaces.cli.demo.people import Cast
from loa.surfaces.cli.demo.year.luck import Luck
from loa.surfaces.cli.demo.year.script import Script

_KEYS = UUID("6b1f3f6e-4f0a-5d55-9a7e-2f0a0d2b4c10")
_WIDTH = 0.7
"""How far apart the zeal of units of one district lies."""


class Act(NamedTuple):
    """Something that somebody does on the day; `order` is when, among others."""

    order: float
    do: Callable[[datetime], None]


@dataclass(frozen=True)
class Day:
    """What all that happens on a day shares; `units` are those of the plan, by id."""

    plan_id: int
    on: date
    luck: Luck
    cast: Cast
    script: Script
    calendar: Calendar
    units: dict[int, orgs.UnitRow]
    pictures: dict[str, tuple[int, int | None]]
    office_id: int

    @property
    def is_worked(self) -> bool:
        """Whether it is a working day."""
        return self.calendar.is_working_day(self.on)

    def happens(self, share: float, *about: object) -> bool:
        """Whether something of that likelihood happens on this very day."""
        return self.luck.share(self.on, *about) < share

    def key(self, *about: object) -> UUID:
        """The key of a form that is sent on this day; the same when the day is played again."""
        return uuid5(_KEYS, "\x1f".join(map(str, (self.luck.seed, self.on, *about))))

    def code(self, unit_id: int) -> str:
        """What luck knows a unit by: ids may differ from one installation to another."""
        return self.units[unit_id].code

    def zeal(self, unit_id: int) -> float:
        """How eager a unit is, from 0 to about 1; units of one district are alike."""
        unit = self.units[unit_id]
        district = self.luck.share("district", unit.parent_code)
        own = self.luck.share("zeal", unit.code)
        return min(1.0, max(0.0, 0.15 + _WIDTH * own + 0.3 * (district - 0.5)))

    def superior(self, unit_id: int) -> orgs.Actor | None:
        """Who takes or returns what the unit hands in; nobody stands above the office."""
        if unit_id == self.office_id:
            return None
        above = self.units[unit_id].parent_id
        return self.cast.district_officers.get(above or 0, self.cast.plan_officer)

    def pick(self, what: str, *about: object) -> str:
        """One of the sentences for something."""
        return self.luck.one_of(self.script.words[what], what, self.on, *about)

    def play(self, acts: Iterable[Act], first: time, last: time) -> None:
        """Let acts happen in their order between two hours."""
        ordered = sorted(acts, key=lambda act: act.order)
        begin, end = local_instant(self.on, first), local_instant(self.on, last)
        for number, act in enumerate(ordered, 1):
            at = begin + (end - begin) * number / (len(ordered) + 1)
            act.do(at.replace(microsecond=0))


def step(
    operation: Callable[..., None], actor: orgs.Actor, occurrence_id: int, at: datetime, **more: str
) -> None:
    """A step of a piece of work, at the version at which it stands."""
    version = plans.version_of(occurrence_id)
    operation(actor=actor, occurrence_id=occurrence_id, version=version, at=at, **more)
