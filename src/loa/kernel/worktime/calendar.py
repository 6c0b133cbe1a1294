"""The working calendar: which days and hours count, and counting in them both ways.

Rules: hours are hours of sessions; a day is that day's sessions and half a day one session, never
a fixed number of hours. The day of the start is day 0 (Civil Code 2015, 91/2015/QH13, article 147
clause 2). A start on a day off or after closing begins at the next working session.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from loa.kernel.clock import TZ
from loa.kernel.worktime.table import DAY, OutsideTable, Table, of_local
from loa.kernel.worktime.types import (
    CIVIL_SERVICE_WEEK,
    CLOSED,
    MICROSECOND,
    BeyondCalendar,
    DayKind,
    DaySchedule,
    Doubt,
    Reached,
    SpecialDay,
    Worked,
    WrongAmount,
)
from loa.kernel.worktime.whole_days import WholeDays

R = TypeVar("R")

MIDNIGHT = time()

_WEEK = 7
_YEAR = 366
# A table never holds more: a mistyped year or count is refused, not computed for minutes.
_LONGEST = 300 * _YEAR
_MAX = date.max.toordinal()


@dataclass(frozen=True, eq=False)
class Calendar:
    """Weekly sessions (Monday first), the days that differ, and what is not known.

    Instants are aware; results are in Vietnamese time. Days are days in Vietnam. A calendar is a
    value: `with_days` gives a new one. `doubts` are spans not wholly known: counts go on through
    them by what is known, and carry a warning.
    """

    weekly: tuple[DaySchedule, ...] = CIVIL_SERVICE_WEEK
    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    _tables: list[Table] = field(default_factory=list, init=False, repr=False)
    _whole: list[tuple[Table, WholeDays]] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse a week that is not seven days, or in which nobody ever works."""
        if len(self.weekly) != _WEEK or not any(self.weekly):
            message = "a week has seven schedules, at least one of them with work"
            raise ValueError(message)

    def with_days(self, days: Iterable[SpecialDay]) -> "Calendar":
        """The same calendar with `days` entered, each in place of what stood on its day."""
        return replace(self, special={**self.special, **{day.day: day for day in days}})

    # Days

    def schedule(self, day: date) -> DaySchedule:
        """The sessions of a day."""
        usual = self.weekly[day.weekday()]
        special = self.special.get(day)
        if special is None:
            return usual
        if special.kind is DayKind.OFF:
            return CLOSED
        if special.schedule is not None:
            return special.schedule
        return usual or next(schedule for schedule in self.weekly if schedule)

    def is_working_day(self, day: date) -> bool:
        """Whether there is a session on the day."""
        return bool(self.schedule(day))

    def nth_after(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which does not count; `day` itself for n = 0."""
        if n < 0:
            raise WrongAmount
        return self._nth(day, n, forward=True) if n else day

    def nth_before(self, day: date, n: int) -> date:
        """The n-th working day before `day`, which does not count; `day` itself for n = 0."""
        if n < 0:
            raise WrongAmount
        return self._nth(day, n, forward=False) if n else day

    def next_working_day(self, on_or_after: date) -> date:
        """The day itself if it is worked, else the next one that is."""
        return on_or_after if self.is_working_day(on_or_after) else self.nth_after(on_or_after, 1)

    def nth_after_each(self, days: Sequence[date], counts: Sequence[int]) -> list[date]:
        """`nth_after` of each day with its count: the same answers, some millions a second."""
        if counts and min(counts) < 0:
            raise WrongAmount
        return self._each(
            days,
            lambda whole: whole.after(days, counts),
            lambda: [self.nth_after(*one) for one in zip(days, counts, strict=True)],
        )

    def next_working_days(self, on_or_after: Sequence[date]) -> list[date]:
        """`next_working_day` of each day, as fast."""
        return self._each(
            on_or_after,
            lambda whole: whole.on_or_after(on_or_after),
            lambda: [self.next_working_day(day) for day in on_or_after],
        )

    def last_working_day(self, on_or_before: date) -> date:
        """The day itself if it is worked, else the last one that was."""
        worked = self.is_working_day(on_or_before)
        return on_or_before if worked else self.nth_before(on_or_before, 1)

    def working_days_between(self, a: date, b: date) -> int:
        """Working days after `a` up to and with `b`; negative when `b` is earlier.

        From a due day to today: days late. From today to a due day: days left.
        """
        low, high = min(a, b).toordinal(), max(a, b).toordinal()
        table = self._covering(low, high)
        count = table.days_until(high) - table.days_until(low)
        return count if a <= b else -count

    # Instants

    def add(
        self,
        start: datetime,
        *,
        days: int | None = None,
        half_days: int | None = None,
        hours: float | None = None,
        minutes: float | None = None,
    ) -> Reached:
        """The end of a time limit that begins at `start`.

        Give `days` (end = closing of the last session of the day reached), or `half_days`
        (sessions; the session of the start is session 0), or `hours` and `minutes` of sessions.
        Raises WrongAmount, BeyondCalendar.
        """
        at, (unit, count) = _position(start), _amount(days, half_days, hours, minutes)
        forward = {
            "days": Table.after_days,
            "half_days": Table.after_half_days,
            "time": Table.after_time,
        }
        begin, end = self._walk(at, lambda table: forward[unit](table, at, count))
        return self._reached(at, begin, end)

    def subtract(
        self,
        start: datetime,
        *,
        days: int | None = None,
        half_days: int | None = None,
        hours: float | None = None,
        minutes: float | None = None,
    ) -> Reached:
        """The mirror of `add`: from an end back to the latest beginning.

        A start on a day off or before opening counts from the previous session; days back end at
        the opening of the day reached. Raises WrongAmount, BeyondCalendar.
        """
        at, (unit, count) = _position(start), _amount(days, half_days, hours, minutes)
        back = {
            "days": Table.before_days,
            "half_days": Table.before_half_days,
            "time": Table.before_time,
        }
        begin, end = self._walk(at, lambda table: back[unit](table, at, count))
        return self._reached(at, begin, end)

    def between(self, a: datetime, b: datetime) -> Worked:
        """The working time from `a` to `b`, negative when `b` is earlier."""
        if a > b:
            back = self.between(b, a)
            return Worked(-back.time, -back.days, -back.half_days, back.warnings)
        low, high = _position(a), _position(b)

        def measure(table: Table) -> tuple[int, int, int]:
            first, last = table.session_at(low), table.session_at(high)
            work = table.work_until(high) - table.work_until(low)
            # A second instant outside sessions has not entered the session that comes next.
            sessions = (last if high >= table.starts[last] else last - 1) - first
            today = table.days_until(high // DAY) - 1
            return work, max(0, today - table.day_of[first]), max(0, sessions)

        work, days, half_days = self._walk(low, measure, to=high)
        return Worked(work * MICROSECOND, days, half_days, self.warnings(low // DAY, high // DAY))

    def next_session(self, start: datetime) -> datetime:
        """The start itself inside a session or at its closing, else the opening of the next."""
        return self.add(start, minutes=0).at

    def warnings(self, first: int, last: int) -> tuple[str, ...]:
        """The words of every doubt that touches the days `first` to `last`, given as ordinals."""
        return tuple(
            doubt.words
            for doubt in self.doubts
            if doubt.from_.toordinal() <= last and first < doubt.to.toordinal()
        )

    def warnings_for(self, first: date, last: date) -> tuple[str, ...]:
        """The words of every doubt that touches the days from `first` to `last`, both included."""
        return self.warnings(first.toordinal(), last.toordinal())

    # Tables

    def _reached(self, at: int, begin: int, end: int) -> Reached:
        low, high = min(at, end) // DAY, max(at, end) // DAY
        return Reached(_instant(end), _instant(begin), self.warnings(low, high))

    def _nth(self, day: date, n: int, *, forward: bool) -> date:
        number = day.toordinal()

        def find(table: Table) -> int:
            on_or_before = table.days_until(number)
            if forward:
                return table.day_number(on_or_before + n - 1, forward=True)
            passed = on_or_before - self.is_working_day(day)
            return table.day_number(passed - n, forward=False)

        return date.fromordinal(self._walk(number * DAY, find))

    def _each(
        self,
        days: Sequence[date],
        at_once: Callable[[WholeDays], list[date]],
        one_by_one: Callable[[], list[date]],
    ) -> list[date]:
        """Answers from one table; where no table may be so long, each from its own."""
        if not days:
            return one_by_one()

        def find(table: Table) -> list[date]:
            kept = self._whole[0] if self._whole else None
            if kept is None or kept[0] is not table:
                kept = (table, WholeDays(table))
                self._whole[:] = [kept]  # one assignment, as of tables
            return at_once(kept[1])

        low, high = min(days).toordinal(), max(days).toordinal()
        try:
            return self._walk(low * DAY, find, to=high * DAY)
        except BeyondCalendar:
            return one_by_one()

    def _walk(self, at: int, count: Callable[[Table], R], to: int | None = None) -> R:
        """Run `count` on a table around `at`, growing it as long as the count leaves it."""
        table = self._covering(at // DAY, (at if to is None else to) // DAY)
        while True:
            try:
                return count(table)
            except OutsideTable as outside:
                span = table.last - table.first
                first = table.first if outside.forward else max(1, table.first - span)
                last = min(_MAX + 1, table.last + span) if outside.forward else table.last
                if (first, last) == (table.first, table.last):
                    raise BeyondCalendar from None
                table = self._build(first, last)

    def _covering(self, low: int, high: int) -> Table:
        """A table that holds both days, with a year to spare on each side."""
        first, last = max(1, low - _YEAR), min(_MAX + 1, high + 1 + _YEAR)
        if self._tables:
            table = self._tables[0]
            if table.first <= low and high < table.last:
                return table
            joined = min(first, table.first), max(last, table.last)
            if joined[1] - joined[0] <= _LONGEST:
                first, last = joined
        return self._build(first, last)

    def _build(self, first: int, last: int) -> Table:
        if last - first > _LONGEST:
            raise BeyondCalendar
        special = {day.toordinal(): self.schedule(day) for day in self.special}
        table = Table.build(self.weekly, special, first, last)
        # One assignment, so that a second thread sees the old table or the new one, both right.
        self._tables[:] = [table]
        return table


def _amount(
    days: int | None, half_days: int | None, hours: float | None, minutes: float | None
) -> tuple[str, int]:
    """(unit, count) of the one amount given; time is counted in microseconds."""
    work = None
    if hours is not None or minutes is not None:
        work = timedelta(hours=hours or 0, minutes=minutes or 0) // MICROSECOND
    given = {"days": days, "half_days": half_days, "time": work}
    chosen = [(unit, count) for unit, count in given.items() if count is not None]
    if len(chosen) != 1 or chosen[0][1] < 0:
        raise WrongAmount
    return chosen[0]


def _position(at: datetime) -> int:
    if at.tzinfo is None:
        message = "an instant needs its zone"
        raise ValueError(message)
    return of_local(at.astimezone(TZ))


def _instant(position: int) -> datetime:
    day, since = divmod(position, DAY)
    return datetime.combine(date.fromordinal(day), MIDNIGHT, TZ) + since * MICROSECOND
