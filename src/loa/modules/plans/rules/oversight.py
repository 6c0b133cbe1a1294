"""What a head reads in ten seconds, as plain values: on time, late, unanswered; no database."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from loa.kernel.clock import TZ, local_instant

MADE_AT = time(7)
"""When on a Monday the page of the week is made, by clocks in Vietnam."""


@dataclass(frozen=True)
class OnTime:
    """What fell due in a stretch of days: handed in by its due day, or late."""

    in_time: int = 0
    late: int = 0

    @property
    def due(self) -> int:
        """Both."""
        return self.in_time + self.late

    @property
    def percent(self) -> int | None:
        """How much of a hundred was in time; None where nothing fell due."""
        return round(100 * self.in_time / self.due) if self.due else None


@dataclass(frozen=True)
class Figures:
    """One unit with all below it, on one day.

    `work` … `waiting` count assignments as the matrix shows them: `overdue` is owed past its day,
    `done_late` handed in or done after it; `overdue_units` is 0 where it was not kept. `now` and
    `before` count what fell due in this period and in the last; `missing` reports of the period
    that has ended are not in, `reports_waiting` are in and not accepted yet; `difficulties`,
    `questions` and `remarks` of citizens wait for an answer, `urgings` for their acknowledgement.
    A page that was kept before questions and remarks were counted has None for them.
    """

    work: int
    done: int
    overdue: int
    done_late: int
    overdue_units: int
    waiting: int
    now: OnTime
    before: OnTime
    reports: int
    missing: int
    missing_late: int
    reports_waiting: int
    difficulties: int
    difficulties_late: int
    urgings: int
    questions: int | None = None
    questions_late: int = 0
    remarks: int | None = None
    remarks_late: int = 0

    @property
    def unanswered(self) -> int:
        """Everything that waits for somebody's answer."""
        counted = self.waiting + self.reports_waiting + self.difficulties + self.urgings
        return counted + (self.questions or 0) + (self.remarks or 0)

    @property
    def is_counted_whole(self) -> bool:
        """Whether all that may wait was counted, so that the sum can be compared."""
        return self.questions is not None and self.remarks is not None

    @property
    def is_troubled(self) -> bool:
        """Whether anything of it is overdue, missing or unanswered."""
        return bool(self.overdue or self.missing_late or self.unanswered)


@dataclass(frozen=True)
class UnitLine:
    """A unit directly below, with all below it."""

    unit_id: int
    name: str
    figures: Figures


@dataclass(frozen=True)
class LateWork:
    """A piece of work that its unit still owes; `due_on` as ISO."""

    occurrence_id: int
    title: str
    unit: str
    due_on: str


@dataclass(frozen=True)
class Peers:
    """The units of the same level and kind, each with all below it, taken together.

    `units` are those for which something fell due in the period, `units_before` in the last one,
    which pages kept before it was compared do not have.
    """

    units: int
    now: OnTime
    units_before: int = 0
    before: OnTime = OnTime()


@dataclass(frozen=True)
class Overview:
    """The page of one unit; the JSON of a kept one has the same names.

    `period` and `before` are codes ("2022-Q3"), empty where plans follow several rules.
    """

    unit_id: int
    unit: str
    units: int
    period: str
    before: str
    figures: Figures
    peers: Peers
    lines: tuple[UnitLine, ...]
    longest: tuple[LateWork, ...]


def monday_of(day: date) -> date:
    """The Monday of the week."""
    return day - timedelta(days=day.weekday())


def made_from(monday: date) -> datetime:
    """The instant from which the page of that Monday is made."""
    return local_instant(monday, MADE_AT)


def due_monday(at: datetime) -> date | None:
    """The Monday whose page is to be made now; None before seven on a Monday."""
    monday = monday_of(at.astimezone(TZ).date())
    return monday if at >= made_from(monday) else None


def summed(parts: Iterable[OnTime]) -> OnTime:
    """Several stretches or units together."""
    found = list(parts)
    return OnTime(sum(each.in_time for each in found), sum(each.late for each in found))


def to_json(page: Overview) -> dict[str, Any]:
    """As a table keeps it."""
    return asdict(page)


def from_json(kept: Mapping[str, Any]) -> Overview:
    """What `to_json` made."""
    return Overview(
        **{
            **kept,
            "figures": _figures(kept["figures"]),
            "peers": _peers(kept["peers"]),
            "lines": tuple(
                UnitLine(line["unit_id"], line["name"], _figures(line["figures"]))
                for line in kept["lines"]
            ),
            "longest": tuple(LateWork(**each) for each in kept["longest"]),
        }
    )


def _peers(kept: Mapping[str, Any]) -> Peers:
    before = OnTime(**kept.get("before", {}))
    return Peers(kept["units"], OnTime(**kept["now"]), kept.get("units_before", 0), before)


def _figures(kept: Mapping[str, Any]) -> Figures:
    """Of a page kept before late and done were told apart: `late` was both, `owed` overdue."""
    if "late" in kept:
        kept = dict(kept)
        late, owed, units = kept.pop("late"), kept.pop("owed"), kept.pop("late_units")
        kept |= {
            "overdue": owed,
            "done_late": late - owed,
            "overdue_units": units if late == owed else 0,
        }
    return Figures(**{**kept, "now": OnTime(**kept["now"]), "before": OnTime(**kept["before"])})
