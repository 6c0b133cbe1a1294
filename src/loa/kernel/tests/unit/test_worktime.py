"""Counting in working time against a walk minute by minute over random calendars."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.kernel.clock import TZ
from loa.kernel.tests.unit.calendars import FIRST, MINUTES, SPAN, calendars, instant, walk
from loa.kernel.worktime import (
    CIVIL_SERVICE_WEEK,
    CLOSED,
    BeyondCalendar,
    Calendar,
    DayKind,
    DaySchedule,
    Doubt,
    Session,
    SpecialDay,
    WrongAmount,
)

MIDDLE = st.integers(20 * MINUTES, 40 * MINUTES)
FRIDAY = datetime(2022, 1, 28, 16, tzinfo=TZ)


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.data())
def test_add_minutes_matches_walking(calendar: Calendar, at: int, data: st.DataObject) -> None:
    ahead = [minute for minute in walk(calendar).minutes if minute >= at]
    count = data.draw(st.integers(1, len(ahead)))
    reached = calendar.add(instant(at), minutes=count)
    assert reached.at == instant(ahead[count - 1] + 1)
    assert reached.begins == instant(ahead[0])


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.data())
def test_subtract_minutes_matches_walking(calendar: Calendar, at: int, data: st.DataObject) -> None:
    behind = [minute for minute in walk(calendar).minutes if minute < at][::-1]
    count = data.draw(st.integers(1, len(behind)))
    reached = calendar.subtract(instant(at), minutes=count)
    assert reached.at == instant(behind[count - 1])
    assert reached.begins == instant(behind[0] + 1)


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.data())
def test_add_days_matches_walking(calendar: Calendar, at: int, data: st.DataObject) -> None:
    seen = walk(calendar)
    zero = seen.sessions[seen.session_at(at)][0] // MINUTES
    ahead = [day for day in seen.days if day >= zero]
    count = data.draw(st.integers(0, len(ahead) - 1))
    closing = max(end for start, end in seen.sessions if start // MINUTES == ahead[count])
    assert calendar.add(instant(at), days=count).at == instant(closing)


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.data())
def test_subtract_days_matches_walking(calendar: Calendar, at: int, data: st.DataObject) -> None:
    seen = walk(calendar)
    zero = seen.sessions[seen.session_back_at(at)][0] // MINUTES
    behind = [day for day in seen.days if day <= zero][::-1]
    count = data.draw(st.integers(0, len(behind) - 1))
    opening = min(start for start, _ in seen.sessions if start // MINUTES == behind[count])
    assert calendar.subtract(instant(at), days=count).at == instant(opening)


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.data())
def test_half_days_match_walking(calendar: Calendar, at: int, data: st.DataObject) -> None:
    seen = walk(calendar)
    k, back = seen.session_at(at), seen.session_back_at(at)
    count = data.draw(st.integers(0, min(len(seen.sessions) - 1 - k, back)))
    assert calendar.add(instant(at), half_days=count).at == instant(seen.sessions[k + count][1])
    reached = calendar.subtract(instant(at), half_days=count)
    assert reached.at == instant(seen.sessions[back - count][0])


@settings(max_examples=50)
@given(calendars(), MIDDLE, MIDDLE)
def test_between_matches_walking(calendar: Calendar, a: int, b: int) -> None:
    a, b = min(a, b), max(a, b)
    seen = walk(calendar)
    found, back = calendar.between(instant(a), instant(b)), calendar.between(instant(b), instant(a))
    assert found.minutes == seen.worked(a, b) == -back.minutes
    zero = seen.sessions[seen.session_at(a)][0] // MINUTES
    assert found.days == len([day for day in seen.days if zero < day <= b // MINUTES])
    entered = [start for start, _ in seen.sessions[seen.session_at(a) + 1 :] if start <= b]
    assert found.half_days == len(entered)
    assert (back.days, back.half_days) == (-found.days, -found.half_days)


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.integers(1, 3000), st.integers(1, 59_999_999))
def test_add_and_subtract_undo_each_other_to_the_microsecond(
    calendar: Calendar, at: int, minutes: int, odd: int
) -> None:
    start = instant(at) + timedelta(microseconds=odd)
    reached = calendar.add(start, minutes=minutes)
    assert calendar.between(start, reached.at).time == timedelta(minutes=minutes)
    back = calendar.subtract(reached.at, minutes=minutes)
    assert calendar.between(back.at, start).time == timedelta(0)
    assert back.at >= start


@settings(max_examples=50)
@given(calendars(), st.integers(20, 40), st.integers(20, 40), st.integers(1, 5))
def test_days_match_walking(calendar: Calendar, a: int, b: int, n: int) -> None:
    first, second = FIRST + timedelta(a), FIRST + timedelta(b)
    worked = {day for day in range(SPAN) if calendar.is_working_day(FIRST + timedelta(day))}
    counted = len([day for day in worked if min(a, b) < day <= max(a, b)])
    assert calendar.working_days_between(first, second) == (counted if a <= b else -counted)
    after = sorted(day for day in worked if day > a)
    before = sorted((day for day in worked if day < a), reverse=True)
    if len(after) >= n:
        assert calendar.nth_after(first, n) == FIRST + timedelta(after[n - 1])
    if len(before) >= n:
        assert calendar.nth_before(first, n) == FIRST + timedelta(before[n - 1])
    assert calendar.next_working_day(first) == (
        first if a in worked else calendar.nth_after(first, 1)
    )
    assert calendar.last_working_day(first) == (
        first if a in worked else calendar.nth_before(first, 1)
    )


@pytest.mark.parametrize(
    ("hour", "minute", "half_days", "closing"),
    [
        (9, 0, 1, "2022-03-02T17:00"),
        (15, 0, 1, "2022-03-03T11:30"),
        (11, 30, 1, "2022-03-02T17:00"),
        (12, 0, 0, "2022-03-02T17:00"),
        (17, 0, 1, "2022-03-03T11:30"),
        (17, 1, 1, "2022-03-03T17:00"),
        (6, 0, 0, "2022-03-02T11:30"),
        (9, 0, 3, "2022-03-03T17:00"),
    ],
)
def test_half_day_is_one_session(hour: int, minute: int, half_days: int, closing: str) -> None:
    start = datetime(2022, 3, 2, hour, minute, tzinfo=TZ)
    reached = Calendar().add(start, half_days=half_days).at
    assert reached == datetime.fromisoformat(closing).replace(tzinfo=TZ)


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(0, 0, 2), (16, 59, 2), (17, 0, 2), (17, 1, 3), (23, 59, 3)]
)
def test_day_zero_is_the_day_of_the_start_until_closing(hour: int, minute: int, day: int) -> None:
    start = datetime(2022, 3, 2, hour, minute, tzinfo=TZ)
    assert Calendar().add(start, days=0).at == datetime(2022, 3, day, 17, tzinfo=TZ)


@pytest.mark.parametrize(("hour", "minute"), [(0, 30), (6, 59)])
def test_day_is_the_day_in_vietnam(hour: int, minute: int) -> None:
    """Hazard W07."""
    local = datetime(2022, 3, 2, hour, minute, tzinfo=TZ)
    assert local.astimezone(UTC).date() == date(2022, 3, 1)
    reached = Calendar().add(local.astimezone(UTC), days=1)
    assert reached.at == datetime(2022, 3, 3, 17, tzinfo=TZ)
    assert reached.at.utcoffset() == timedelta(hours=7)


def test_hours_are_hours_of_sessions() -> None:
    assert Calendar().add(FRIDAY, hours=7.5).at == datetime(2022, 1, 31, 16, tzinfo=TZ)
    assert Calendar().between(FRIDAY, FRIDAY + timedelta(days=7)).hours == 37.5


def test_zero_minutes_go_to_the_next_session() -> None:
    noon = datetime(2022, 3, 2, 12, tzinfo=TZ)
    assert Calendar().next_session(noon) == datetime(2022, 3, 2, 13, 30, tzinfo=TZ)
    assert Calendar().next_session(FRIDAY) == FRIDAY
    assert Calendar().subtract(noon, minutes=0).at == datetime(2022, 3, 2, 11, 30, tzinfo=TZ)


def test_worked_day_off_has_the_hours_of_a_working_day() -> None:
    saturday = date(2024, 5, 4)
    calendar = Calendar().with_days([SpecialDay(saturday, DayKind.WORKED, "làm bù", "thông báo")])
    assert calendar.schedule(saturday) == CIVIL_SERVICE_WEEK[0]
    own = SpecialDay(saturday, DayKind.WORKED, "", "", schedule=DaySchedule.of("08:00-10:00"))
    assert calendar.with_days([own]).schedule(saturday) == DaySchedule.of("08:00-10:00")
    assert not Calendar().is_working_day(saturday)


def test_day_entered_late_moves_what_is_derived() -> None:
    calendar = Calendar()
    later = calendar.with_days([SpecialDay(date(2022, 1, 31), DayKind.OFF, "nghỉ", "thông báo")])
    assert calendar.add(FRIDAY, days=1).at.date() == date(2022, 1, 31)
    assert later.add(FRIDAY, days=1).at.date() == date(2022, 2, 1)


def test_doubt_warns_only_where_it_is_touched() -> None:
    doubt = Doubt(date(2022, 2, 1), date(2022, 2, 3), "chưa rõ")
    calendar = Calendar(doubts=(doubt,))
    assert calendar.add(FRIDAY, days=1).warnings == ()
    assert calendar.add(FRIDAY, days=2).warnings == ("chưa rõ",)
    assert calendar.subtract(datetime(2022, 2, 3, 9, tzinfo=TZ), days=0).warnings == ()
    assert calendar.subtract(datetime(2022, 2, 3, 9, tzinfo=TZ), days=1).warnings == ("chưa rõ",)
    assert calendar.between(FRIDAY + timedelta(9), FRIDAY).warnings == ("chưa rõ",)
    assert calendar.warnings_for(date(2022, 1, 31), date(2022, 2, 1)) == ("chưa rõ",)


def test_far_counts_and_the_ends_of_time() -> None:
    calendar = Calendar()
    assert calendar.nth_after(date(2022, 1, 28), 26_000) == date(2121, 9, 26)
    with pytest.raises(BeyondCalendar):
        calendar.add(FRIDAY, days=3_000_000)
    with pytest.raises(BeyondCalendar):
        calendar.between(FRIDAY, FRIDAY.replace(year=9000))
    assert calendar.next_working_day(date(9998, 1, 1)) == date(9998, 1, 1)
    assert calendar.nth_after(date(9990, 1, 1), 1) == date(9990, 1, 2)
    assert calendar.nth_after(date(2022, 1, 28), 1) == date(2022, 1, 31)
    with pytest.raises(BeyondCalendar):
        calendar.nth_before(date(2, 1, 1), 3_000)


@pytest.mark.parametrize(
    "amount", [{}, {"days": 1, "hours": 1.0}, {"days": -1}, {"hours": -1.0}, {"half_days": -1}]
)
def test_wrong_amounts(amount: dict[str, int]) -> None:
    with pytest.raises(WrongAmount):
        Calendar().add(FRIDAY, **amount)
    with pytest.raises(WrongAmount):
        Calendar().subtract(FRIDAY, **amount)


def test_nth_refuses_a_negative_count_and_keeps_the_day_for_none() -> None:
    saturday = date(2022, 1, 29)
    assert Calendar().nth_after(saturday, 0) == Calendar().nth_before(saturday, 0) == saturday
    for nth in (Calendar().nth_after, Calendar().nth_before):
        with pytest.raises(WrongAmount):
            nth(saturday, -1)


def test_instant_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Calendar().add(FRIDAY.replace(tzinfo=None), days=1)


def test_impossible_sessions_and_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        DaySchedule.of("11:30-07:30")
    with pytest.raises(ValueError, match="overlap"):
        DaySchedule.of("07:30-11:30", "11:00-12:00")
    with pytest.raises(ValueError, match="week"):
        Calendar(weekly=(CLOSED,) * 7)
    with pytest.raises(ValueError, match="forward"):
        Session(FRIDAY.timetz(), FRIDAY.timetz())
