"""When tasks fall due: pure rules over the calendar of the reference files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.worktime import Calendar, DayKind, SpecialDay
from loa.modules.plans.rules import schedule as rules
from loa.modules.plans.rules.schedule import Falling, Span

CALENDAR = Calendar()
FROM = date(2022, 1, 18)
Q1 = Span("2022-Q1", date(2021, 12, 15), date(2022, 3, 14))
Q2 = Span("2022-Q2", date(2022, 3, 15), date(2022, 6, 14))


def _off(day: date) -> SpecialDay:
    return SpecialDay(day, DayKind.OFF, "Nghỉ bù", "made for a test", verified=True)


def test_last_day_of_year() -> None:
    assert rules.last_day_of_year(2022, CALENDAR) == date(2022, 12, 30)
    with_holiday = CALENDAR.with_days([_off(date(2022, 12, 30))])
    assert rules.last_day_of_year(2022, with_holiday) == date(2022, 12, 29)


def test_once() -> None:
    due = date(2022, 3, 31)
    assert rules.once(due, FROM) == [Falling(1, "", FROM, due, due)]


def test_once_already_past() -> None:
    due = date(2022, 1, 4)
    assert rules.once(due, FROM) == [Falling(1, "", due, FROM, due)]


def test_in_periods_by_their_last_working_day() -> None:
    periods = [Span("2022-04", date(2022, 4, 1), date(2022, 4, 30)), Q2]
    falls = rules.in_periods(periods, FROM, CALENDAR)
    assert [(f.ordinal, f.period, f.due_on) for f in falls] == [
        (1, "2022-04", date(2022, 4, 29)),
        (2, "2022-Q2", date(2022, 6, 14)),
    ]


def test_in_periods_for_reports_after_the_cut_off() -> None:
    (fall,) = rules.in_periods([Q1], FROM, CALENDAR, days_after=4)
    assert fall.due_on == date(2022, 3, 18)


def test_in_periods_leaves_out_what_had_ended() -> None:
    falls = rules.in_periods([Q1, Q2], date(2022, 3, 15), CALENDAR)
    assert [(f.ordinal, f.period) for f in falls] == [(1, "2022-Q2")]


def test_in_periods_is_never_due_before_the_plan() -> None:
    month = Span("2022-04", date(2022, 4, 1), date(2022, 4, 30))
    (fall,) = rules.in_periods([month], date(2022, 4, 30), CALENDAR)
    assert fall.due_on == date(2022, 5, 2)


def test_period_is_reported_from_the_day_after() -> None:
    span = Span("2025-Q2", date(2025, 4, 1), date(2025, 6, 30))
    assert span.reported_from == date(2025, 7, 1)


def test_after_earlier_keeps_ended_periods_in_order() -> None:
    first = Falling(1, "2022-Q1", Q1.first, Q1.last, Q1.last)
    second = Falling(2, "2022-Q2", Q2.first, Q2.last, Q2.last)
    found = rules.after_earlier([second, first], [second])
    assert [(fall.ordinal, fall.period) for fall in found] == [(1, "2022-Q1"), (2, "2022-Q2")]


@pytest.mark.parametrize("falls", [[], [Falling(1, "", FROM, FROM, FROM)]])
def test_after_earlier_leaves_single_days_alone(falls: list[Falling]) -> None:
    once = Falling(1, "", date(2021, 1, 4), date(2021, 1, 4), date(2021, 1, 4))
    assert rules.after_earlier([once], falls) == falls


@pytest.mark.parametrize(
    ("due_on", "index"), [(date(2022, 3, 1), 0), (date(2022, 3, 15), 1), (date(2023, 1, 1), 1)]
)
def test_nearest(due_on: date, index: int) -> None:
    assert rules.nearest(due_on, [date(2022, 3, 14), date(2022, 6, 14)]) == index


@given(
    first=st.dates(date(2022, 1, 1), date(2022, 10, 1)),
    length=st.integers(0, 90),
    from_day=st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    days_after=st.integers(0, 10),
)
def test_due_days_are_worked_and_never_before_the_plan(
    first: date, length: int, from_day: date, days_after: int
) -> None:
    last = date.fromordinal(first.toordinal() + length)
    falls = rules.in_periods([Span("x", first, last)], from_day, CALENDAR, days_after)
    assert bool(falls) is (last >= from_day)
    for fall in falls:
        assert CALENDAR.is_working_day(fall.due_on)
        assert fall.due_on >= from_day
