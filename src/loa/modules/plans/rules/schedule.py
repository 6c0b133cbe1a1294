"""When tasks fall due: single days, and one occurrence for each period of a rhythm."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from loa.kernel.worktime import Calendar
from loa.modules.plans.types import Schedule

PERIOD_KIND = {
    Schedule.MONTHLY: "MONTH",
    Schedule.QUARTERLY: "QUARTER",
    Schedule.HALF_YEARLY: "HALF_YEAR",
    Schedule.YEARLY: "YEAR",
}
"""Which periods a rhythm follows; ONGOING and REPORTING follow those of the plan's reports."""

CALENDAR_RULE = "CALENDAR_QUARTER"
RULES = ("CONTROL_REPORT", CALENDAR_RULE, "CALENDAR_MONTH")


@dataclass(frozen=True)
class Span:
    """A period with its code ("2022-Q1"); both days belong to it."""

    code: str
    first: date
    last: date

    @property
    def reported_from(self) -> date:
        """The day after the cut-off, from which it is reported, by the tree and law of that day.

        So the quarter that ends on 30 June 2025 is reported by the units of 1 July 2025.
        """
        return self.last + timedelta(days=1)


@dataclass(frozen=True)
class Falling:
    """One time that a task falls due."""

    ordinal: int
    period: str
    starts_on: date
    ends_on: date
    due_on: date


def last_day_of_year(year: int, calendar: Calendar) -> date:
    """The last working day of the plan's year: due day of what names none, or says «trong năm»."""
    return calendar.last_working_day(date(year, 12, 31))


def once(due_on: date, from_day: date) -> list[Falling]:
    """The single occurrence of a task that falls due on `due_on`."""
    return [Falling(1, "", min(from_day, due_on), max(from_day, due_on), due_on)]


def in_periods(
    periods: Sequence[Span], from_day: date, calendar: Calendar, days_after: int = 0
) -> list[Falling]:
    """One occurrence for each period that has not ended before `from_day`.

    Due on the last working day of the period, or `days_after` working days after its last day
    (for reports). A due day never lies before `from_day`.
    """
    live = [period for period in periods if period.last >= from_day]
    return [
        Falling(
            ordinal,
            period.code,
            period.first,
            period.last,
            _due_on(period.last, from_day, calendar, days_after),
        )
        for ordinal, period in enumerate(live, 1)
    ]


def after_earlier(earlier: Sequence[Falling], falls: Sequence[Falling]) -> list[Falling]:
    """Falls of a revision behind those periods of the plan before that it no longer speaks of.

    A period that had ended stays in the record with what was done in it; numbered in order of time.
    """
    if not earlier:
        return list(falls)
    named = {fall.period for fall in falls}
    first = min((fall.ends_on for fall in falls), default=date.max)
    kept = [
        fall
        for fall in earlier
        if fall.period and fall.period not in named and fall.ends_on < first
    ]
    ordered = [*sorted(kept, key=lambda fall: fall.starts_on), *falls]
    return [replace(fall, ordinal=ordinal) for ordinal, fall in enumerate(ordered, 1)]


def nearest(due_on: date, due_days: Sequence[date]) -> int:
    """The index of the due day to which work due on `due_on` belongs: the first not before it."""
    later = [index for index, day in enumerate(due_days) if day >= due_on]
    return later[0] if later else len(due_days) - 1


def _due_on(last: date, from_day: date, calendar: Calendar, days_after: int) -> date:
    if days_after:
        return calendar.nth_after(last, days_after)
    due_on = calendar.last_working_day(last)
    return due_on if due_on >= from_day else calendar.next_working_day(from_day)
