"""Whole working days by the hundred thousand: each count is two look-ups instead of a search."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from loa.kernel.worktime.table import OutsideTable, Table


class WholeDays:
    """The working days of a table as dates, and how many of them lie before each day of its span.

    `_before[i]` counts those before day `first + i`, so it has one entry more than the span.
    """

    def __init__(self, table: Table) -> None:
        """Count once; every answer after that reads."""
        self._first = table.first
        self._dates = [date.fromordinal(ordinal) for ordinal in table.days]
        bounds = [table.first - 1, *table.days, table.last]
        self._before = [
            place
            for place, (passed, until) in enumerate(pairwise(bounds))
            for _ in range(until - passed)
        ]

    def after(self, days: Sequence[date], counts: Sequence[int]) -> list[date]:
        """The working day so many after each day; the day itself for 0. No count is negative.

        Raises OutsideTable where the last day and the greatest count leave the span.
        """
        before, dates, past = self._before, self._dates, self._first - 1
        if before[max(days).toordinal() - past] + max(counts) > len(dates):
            raise OutsideTable(forward=True)
        return [
            dates[before[day.toordinal() - past] + count - 1] if count else day
            for day, count in zip(days, counts, strict=True)
        ]

    def on_or_after(self, days: Sequence[date]) -> list[date]:
        """Each day if it is worked, else the next one that is; raises as `after` does."""
        before, dates, first = self._before, self._dates, self._first
        if before[max(days).toordinal() - first] >= len(dates):
            raise OutsideTable(forward=True)
        return [dates[before[day.toordinal() - first]] for day in days]
