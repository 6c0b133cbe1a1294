"""Working days added by the hundred thousand: deadlines of a province, all at once.

The same starts and counts go to `numpy.busday_offset`, which is told every day on which Vietnam
does not work (it knows no worked Saturdays), and, a thousandth of them, to the package `holidays`,
which answers one by one and whose Vietnam has no make-up days: its speed is compared, not its days.
Arrays for numpy are made before the clock runs, as Loa's lists of dates are.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import holidays
import numpy as np
import numpy.typing as npt

from bench._clock import medians
from bench._rows import Row, at_least, at_most, run

Days = npt.NDArray[np.datetime64]
Counts = npt.NDArray[np.int_]
_STARTS = 100_000
_TIMES = 10
_ONE_BY_ONE = 200
_FIRST, _LAST = date(2021, 1, 1), date(2027, 12, 31)
_LONGEST_TERM = 60
_LEAST = 1_000_000
_MOST_GROWTH = 12


def measure() -> Iterator[Row]:
    """Loa, numpy and holidays take turns, the first two also with ten times the deadlines."""
    from loa.kernel.worktime.data import civil_service

    calendar = civil_service()
    days, counts = _deadlines(_STARTS)
    starts, offsets = np.array(days, dtype="datetime64[D]"), np.array(counts)
    off = _days_off()
    vietnam = holidays.country_holidays("VN")

    def by_numpy(begin: Days, terms: Counts) -> object:
        return np.busday_offset(begin, terms, roll="backward", weekmask="1111111", holidays=off)

    def one_by_one() -> object:
        few = zip(days[:_ONE_BY_ONE], counts, strict=False)
        return [vietnam.get_nth_working_day(day, count) for day, count in few]

    many, more = _deadlines(_STARTS * _TIMES)
    long_starts, long_offsets = np.array(many, dtype="datetime64[D]"), np.array(more)

    ours, theirs, single, long, long_numpy = medians(
        [
            lambda: calendar.nth_after_each(days, counts),
            lambda: by_numpy(starts, offsets),
            one_by_one,
            lambda: calendar.nth_after_each(many, more),
            lambda: by_numpy(long_starts, long_offsets),
        ]
    )
    unit = "additions a second of one core"
    yield at_least(
        "working days added in bulk, beside numpy.busday_offset",
        _STARTS / ours, _STARTS / theirs, _LEAST, unit,
    )  # fmt: skip
    yield at_least(
        "working days added in bulk, beside the package holidays",
        _STARTS / ours, _ONE_BY_ONE / single, _LEAST, unit,
    )  # fmt: skip
    yield at_most(
        f"time for {_TIMES} times the additions", long / ours, long_numpy / theirs, _MOST_GROWTH,
        "times as long",
    )  # fmt: skip


def _deadlines(number: int) -> tuple[list[date], list[int]]:
    """Days on which a time limit begins, and its working days; the same at each run."""
    chance = random.Random(30)  # noqa: S311  no secret
    span = (_LAST - _FIRST).days - 2 * _LONGEST_TERM
    days = [_FIRST + timedelta(days=chance.randrange(span)) for _ in range(number)]
    return days, [chance.randint(1, _LONGEST_TERM) for _ in days]


def _days_off() -> Days:
    from loa.kernel.worktime.data import civil_service

    calendar = civil_service()
    span = [_FIRST + timedelta(days=n) for n in range((_LAST - _FIRST).days + 366)]
    off = [day for day in span if not calendar.is_working_day(day)]
    return np.array(off, dtype="datetime64[D]")


if __name__ == "__main__":
    sys.exit(run(measure))
