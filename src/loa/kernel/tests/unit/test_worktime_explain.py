"""The reasons of a count."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loa.kernel.clock import TZ
from loa.kernel.tests.unit.calendars import MINUTES, calendars, instant
from loa.kernel.worktime import (
    Calendar,
    DayKind,
    Doubt,
    Mark,
    SpecialDay,
    WrongAmount,
    explain_add,
)
from loa.kernel.worktime.data import civil_service

FRIDAY = datetime(2022, 1, 28, 16, tzinfo=TZ)
MIDDLE = st.integers(20 * MINUTES, 25 * MINUTES)


def test_days_over_new_year_with_their_citation() -> None:
    told = explain_add(civil_service(), FRIDAY, days=5)
    assert told.reached.at.isoformat() == "2022-02-11T17:00:00+07:00"
    assert told.words[0] == "Thứ Sáu, 28/01/2022: ngày bắt đầu, chưa tính (ngày 0)"
    assert told.words[1] == "Thứ Bảy, 29/01/2022: không tính – nghỉ hằng tuần"
    assert "Tết Âm lịch (Thông báo 119/TB-LĐTBXH" in told.words[3]
    assert told.words[-2:] == [
        "Thứ Sáu, 11/02/2022: ngày làm việc thứ 5",
        "Hạn: 17:00 thứ Sáu, 11/02/2022.",
    ]
    assert [line.number for line in told.lines if line.mark is Mark.COUNTED] == [1, 2, 3, 4, 5]


def test_start_on_a_day_off_begins_at_the_next_session() -> None:
    told = explain_add(civil_service(), datetime(2022, 2, 5, 9, tzinfo=TZ), days=1)
    assert told.reached.at == datetime(2022, 2, 8, 17, tzinfo=TZ)
    assert [line.mark for line in told.lines] == [
        Mark.SKIPPED, Mark.SKIPPED, Mark.START, Mark.COUNTED, Mark.DUE,
    ]  # fmt: skip


def test_start_after_closing_says_so() -> None:
    told = explain_add(Calendar(), datetime(2022, 3, 1, 17, 30, tzinfo=TZ), days=1)
    assert "đã hết giờ làm việc, tính từ 07:30 thứ Tư, 02/03/2022" in told.words[0]
    assert told.reached.at == datetime(2022, 3, 3, 17, tzinfo=TZ)


def test_worked_saturday_counts_and_says_why() -> None:
    told = explain_add(civil_service(), datetime(2024, 5, 3, 9, tzinfo=TZ), days=1)
    assert told.words[1] == (
        "Thứ Bảy, 04/05/2024: ngày làm việc thứ 1 – làm bù cho thứ Hai 29/4 "
        "(Thông báo 1570/TB-LĐTBXH (2024))"
    )


def test_hours_tell_each_session() -> None:
    told = explain_add(Calendar(), FRIDAY, hours=5.5)
    assert told.words == [
        "Thứ Sáu, 28/01/2022: 16:00–17:00, tính 1 giờ",
        "Thứ Bảy, 29/01/2022: không tính – nghỉ hằng tuần",
        "Chủ nhật, 30/01/2022: không tính – nghỉ hằng tuần",
        "Thứ Hai, 31/01/2022: 07:30–11:30, tính 4 giờ",
        "Thứ Hai, 31/01/2022: 13:30–14:00, tính 30 phút",
        "Hạn: 14:00 thứ Hai, 31/01/2022.",
    ]


def test_half_days_tell_each_session() -> None:
    told = explain_add(Calendar(), FRIDAY, half_days=1)
    assert told.words[0] == "Thứ Sáu, 28/01/2022: buổi 13:30–17:00, buổi bắt đầu, chưa tính"
    assert told.words[-2] == "Thứ Hai, 31/01/2022: buổi 07:30–11:30, buổi thứ 1"


def test_doubt_and_unverified_day_are_told() -> None:
    day = SpecialDay(date(2022, 1, 31), DayKind.OFF, "nghỉ", "bản sao", verified=False)
    doubt = Doubt(date(2022, 2, 1), date(2022, 2, 2), "Chưa rõ ngày 01/02.")
    told = explain_add(Calendar(doubts=(doubt,)).with_days([day]), FRIDAY, days=1)
    assert told.words[-1] == "Chưa rõ ngày 01/02."
    assert told.lines[-1].mark is Mark.WARNING
    assert "(bản sao; chưa kiểm chứng)" in told.words[3]


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.integers(0, 9))
def test_each_day_passed_is_told_once(calendar: Calendar, at: int, days: int) -> None:
    told = explain_add(calendar, instant(at), days=days)
    dated = [line.day for line in told.lines if line.day and line.mark is not Mark.DUE]
    first, last = instant(at).date(), told.reached.at.date()
    assert dated == [first + timedelta(n) for n in range((last - first).days + 1)]
    counted = [line for line in told.lines if line.mark is Mark.COUNTED]
    assert [line.number for line in counted] == list(range(1, days + 1))
    assert all(calendar.is_working_day(line.day) for line in counted if line.day)


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.integers(1, 500))
def test_minutes_told_add_up(calendar: Calendar, at: int, minutes: int) -> None:
    told = explain_add(calendar, instant(at), minutes=minutes)
    counted = [line.number for line in told.lines if line.mark is Mark.COUNTED]
    assert counted[-1] == minutes


@settings(max_examples=50)
@given(calendars(), MIDDLE, st.integers(1, 9))
def test_half_days_told_add_up(calendar: Calendar, at: int, half_days: int) -> None:
    told = explain_add(calendar, instant(at), half_days=half_days)
    counted = [line.number for line in told.lines if line.mark is Mark.COUNTED]
    assert counted == list(range(1, half_days + 1))


def test_no_amount() -> None:
    with pytest.raises(WrongAmount):
        explain_add(Calendar(), FRIDAY)
