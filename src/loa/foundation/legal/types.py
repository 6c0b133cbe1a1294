"""Values of legal that may leave the room."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class Verb(StrEnum):
    """What is done to the law and the calendar; the codes name the right and the journal line."""

    LOAD = "LEGAL_LOAD"
    RECORD_DAY = "CALENDAR_RECORD"


@dataclass(frozen=True)
class ParameterInForce:
    """A parameter as it holds on one day; `last_day` is None while no later row is known."""

    code: str
    in_force_from: date
    last_day: date | None
    value: dict[str, Any]
    cites: str
    verified: bool


@dataclass(frozen=True)
class OpenDoubt:
    """A span of days, both included, of which the calendar does not know all."""

    id: int
    first_day: date
    last_day: date
    words: str


class PeriodKind(StrEnum):
    """Kinds of reporting period; the codes are stored."""

    MONTH = "MONTH"
    QUARTER = "QUARTER"
    HALF_YEAR = "HALF_YEAR"
    NINE_MONTHS = "NINE_MONTHS"
    YEAR = "YEAR"


@dataclass(frozen=True)
class PeriodRule:
    """How periods are cut, by the law of one day.

    `cut_off_day`: the day of its last month on which a period ends, the next beginning the day
    after; None where periods end with their month. `kinds` are those for which the rule speaks;
    `report_kind` is the one by which reports are owed.
    """

    code: str
    label: str
    cut_off_day: int | None
    kinds: frozenset[PeriodKind]
    report_kind: PeriodKind
    cites: str
    verified: bool


@dataclass(frozen=True, order=True)
class Period:
    """One reporting period: the days `first` to `last`, both included; `code` like 2022-Q1."""

    first: date
    last: date
    code: str
    kind: PeriodKind

    @property
    def to(self) -> date:
        """The day after the last."""
        return self.last + timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether the day is inside."""
        return self.first <= day <= self.last
