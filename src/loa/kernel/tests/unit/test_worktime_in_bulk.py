"""Counts by the thousand: the answers of the single rule, and those of numpy.busday_offset."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.kernel.tests.unit.calendars import FIRST, calendars
from loa.kernel.worktime import BeyondCalendar, Calendar, WrongAmount
from loa.kernel.worktime.data import civil_service

COUNTS = st.lists(st.tuples(st.integers(-400, 400), st.integers(0, 300)), max_size=30)


@settings(max_examples=40, deadline=None)
@given(calendars(), COUNTS)
def test_each_of_many_is_the_single_count(calendar: Calendar, asked: list[tuple[int, int]]) -> None:
    days = [FIRST + timedelta(days=shift) for shift, _ in asked]
    counts = [count for _, count in asked]
    singles = Calendar(calendar.weekly, calendar.special)  # with tables of its own

    assert calendar.nth_after_each(days, counts) == [
        singles.nth_after(day, count) for day, count in zip(days, counts, strict=True)
    ]
    assert calendar.next_working_days(days) == [singles.next_working_day(day) for day in days]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.dates(date(2021, 1, 1), date(2027, 6, 30)), st.integers(1, 90))))
def test_whole_days_are_those_of_numpy(asked: list[tuple[date, int]]) -> None:
    """The calendar of Vietnam with its worked Saturdays; numpy is told every single day off."""
    calendar = civil_service()
    span = [date(2020, 1, 1) + timedelta(days=n) for n in range(366 * 9)]
    off = [day for day in span if not calendar.is_working_day(day)]
    days, counts = [day for day, _ in asked], [count for _, count in asked]

    theirs = np.busday_offset(
        np.array(days, dtype="datetime64[D]"),
        np.array(counts, dtype=int),
        roll="backward",  # the count begins behind the last working day before a day off
        weekmask="1111111",
        holidays=np.array(off, dtype="datetime64[D]"),
    )

    assert calendar.nth_after_each(days, counts) == theirs.tolist()


def test_many_at_the_ends_of_time_and_over_centuries_are_answered_one_by_one() -> None:
    calendar = Calendar()
    days = [date(1, 1, 1), date(2022, 1, 28), date(9999, 12, 30)]
    assert calendar.nth_after_each(days, [1, 1, 1]) == [
        date(1, 1, 2), date(2022, 1, 31), date(9999, 12, 31),
    ]  # fmt: skip
    assert calendar.next_working_days([date(1, 1, 1), date(1, 1, 6)]) == [
        date(1, 1, 1), date(1, 1, 8),
    ]  # fmt: skip
    with pytest.raises(BeyondCalendar):
        calendar.nth_after_each([date(9999, 12, 31)], [1])


def test_many_refuse_what_one_refuses() -> None:
    calendar = Calendar()
    assert calendar.nth_after_each([], []) == []
    with pytest.raises(WrongAmount):
        calendar.nth_after_each([FIRST, FIRST], [1, -1])
    with pytest.raises(ValueError, match="shorter"):
        calendar.nth_after_each([FIRST, FIRST], [1])
