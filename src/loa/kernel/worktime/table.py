"""Cumulative sums of a calendar over a span of days: every count is a search in them.

All instants here are whole microseconds of local time since day 0 of the proleptic calendar
(`date.toordinal() * DAY`), all lists are plain integers in rising order, so that a bulk count can
lay the same arrays into a vector library without changing a rule.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from loa.kernel.worktime.types import DaySchedule

SECOND = 1_000_000
DAY = 86_400 * SECOND


class OutsideTable(Exception):
    """The count leaves the span; `forward` says on which side."""

    def __init__(self, *, forward: bool) -> None:
        """Remember the side to grow on."""
        super().__init__(forward)
        self.forward = forward


def of_time(at: time) -> int:
    """Microseconds since midnight."""
    return ((at.hour * 60 + at.minute) * 60 + at.second) * SECOND + at.microsecond


def of_local(at: datetime) -> int:
    """The position of a local instant, its zone already left aside."""
    return at.toordinal() * DAY + of_time(at.time())


def _offsets(schedule: DaySchedule) -> list[tuple[int, int]]:
    return [(of_time(session.start), of_time(session.end)) for session in schedule.sessions]


@dataclass(slots=True)
class Table:
    """The sessions of the days [first, last), given as ordinals, with their sums.

    For session k: `starts`, `ends`, work before it and through it, and `day_of`, the place of its
    day in `days`; for working day w: its ordinal and its first and last session.
    """

    first: int
    last: int
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    through: list[int] = field(default_factory=list)
    day_of: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    first_session: list[int] = field(default_factory=list)
    last_session: list[int] = field(default_factory=list)

    @classmethod
    def build(
        cls,
        weekly: Sequence[DaySchedule],
        special: Mapping[int, DaySchedule],
        first: int,
        last: int,
    ) -> "Table":
        """Sum the days [first, last): Monday-first weeks, but `special` days by ordinal."""
        table, sum_ = cls(first, last), 0
        week = [_offsets(schedule) for schedule in weekly]
        differs = {ordinal: _offsets(schedule) for ordinal, schedule in special.items()}
        for ordinal in range(first, last):
            # Ordinal 1 is a Monday.
            sessions = differs.get(ordinal)
            if sessions is None:
                sessions = week[(ordinal - 1) % 7]
            if not sessions:
                continue
            midnight, place = ordinal * DAY, len(table.days)
            table.first_session.append(len(table.starts))
            for start, end in sessions:
                table.starts.append(midnight + start)
                table.ends.append(midnight + end)
                table.before.append(sum_)
                sum_ += end - start
                table.through.append(sum_)
                table.day_of.append(place)
            table.last_session.append(len(table.starts) - 1)
            table.days.append(ordinal)
        return table

    def session_at(self, at: int) -> int:
        """The session that runs or closes at `at`, else the next one."""
        k = bisect_left(self.ends, at)
        if k == len(self.ends):
            raise OutsideTable(forward=True)
        return k

    def session_back_at(self, at: int) -> int:
        """The session that runs or opens at `at`, else the previous one."""
        k = bisect_right(self.starts, at) - 1
        if k < 0:
            raise OutsideTable(forward=False)
        return k

    def work_until(self, at: int) -> int:
        """Working time from the first session of the table until `at`."""
        k = self.session_at(at)
        return self.before[k] + max(0, at - self.starts[k])

    def after_time(self, at: int, amount: int) -> tuple[int, int]:
        """(begin, end) of `amount` of working time from `at` on; the end is the earliest one."""
        k = self.session_at(at)
        begin = max(at, self.starts[k])
        if not amount:
            return begin, begin
        target = self.before[k] + begin - self.starts[k] + amount
        j = bisect_left(self.through, target)
        if j == len(self.through):
            raise OutsideTable(forward=True)
        if begin == self.ends[k]:
            begin = self.starts[k + 1]
        return begin, self.ends[j] - (self.through[j] - target)

    def before_time(self, at: int, amount: int) -> tuple[int, int]:
        """(begin, end) of `amount` of working time back from `at`; the end is the latest one."""
        k = self.session_back_at(at)
        begin = min(at, self.ends[k])
        if not amount:
            return begin, begin
        target = self.before[k] + begin - self.starts[k] - amount
        if target < 0:
            raise OutsideTable(forward=False)
        j = bisect_right(self.before, target) - 1
        if begin == self.starts[k]:
            begin = self.ends[k - 1]
        return begin, self.starts[j] + target - self.before[j]

    def after_days(self, at: int, count: int) -> tuple[int, int]:
        """(begin, end): the day of `at` is day 0; the end is the closing of day `count`."""
        k = self.session_at(at)
        w = self._place(self.day_of[k] + count, self.days, forward=True)
        return max(at, self.starts[k]), self.ends[self.last_session[w]]

    def before_days(self, at: int, count: int) -> tuple[int, int]:
        """(begin, end): the mirror of `after_days`; the end is the opening of the day reached."""
        k = self.session_back_at(at)
        w = self._place(self.day_of[k] - count, self.days, forward=False)
        return min(at, self.ends[k]), self.starts[self.first_session[w]]

    def after_half_days(self, at: int, count: int) -> tuple[int, int]:
        """(begin, end): the session of `at` is session 0; the end closes session `count`."""
        k = self.session_at(at)
        j = self._place(k + count, self.starts, forward=True)
        return max(at, self.starts[k]), self.ends[j]

    def before_half_days(self, at: int, count: int) -> tuple[int, int]:
        """(begin, end): the mirror of `after_half_days`; the end opens the session reached."""
        k = self.session_back_at(at)
        j = self._place(k - count, self.starts, forward=False)
        return min(at, self.ends[k]), self.starts[j]

    def days_until(self, ordinal: int) -> int:
        """How many working days of the table lie on or before a day inside it."""
        return bisect_right(self.days, ordinal)

    def day_number(self, place: int, *, forward: bool) -> int:
        """The ordinal of working day `place`; OutsideTable where the table ends before it."""
        return self.days[self._place(place, self.days, forward=forward)]

    @staticmethod
    def _place(place: int, rows: list[int], *, forward: bool) -> int:
        if not 0 <= place < len(rows):
            raise OutsideTable(forward=forward)
        return place
