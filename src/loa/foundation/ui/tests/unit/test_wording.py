"""Words of states, days, names and numbers."""

from datetime import date

import pytest

from loa.foundation.ui import wording
from loa.foundation.ui.types import Due, Tone

DAY = date(2022, 9, 14)


@pytest.mark.parametrize(
    ("working_days", "note", "tone"),
    [
        (-3, "quá 3 ngày làm việc", Tone.LATE),
        (-1, "quá 1 ngày làm việc", Tone.LATE),
        (0, "hôm nay", Tone.SOON),
        (1, "còn 1 ngày làm việc", Tone.SOON),
        (2, "còn 2 ngày làm việc", Tone.PLAIN),
    ],
)
def test_due_open(working_days: int, note: str, tone: Tone) -> None:
    assert wording.due(DAY, working_days) == Due("14/09/2022", note, tone, "2022-09-14")


def test_due_over_shows_no_count() -> None:
    assert wording.due(DAY, -3, is_open=False) == Due("14/09/2022", "", Tone.PLAIN, "2022-09-14")


def test_due_without_a_day() -> None:
    assert wording.due(None, 0).day == "Không đặt hạn"


def test_states_are_the_six_of_the_plan_and_done_has_no_colour() -> None:
    assert list(wording.STATES) == [
        "NOT_STARTED",
        "IN_PROGRESS",
        "SUBMITTED",
        "DONE",
        "RETURNED",
        "NOT_APPLICABLE",
    ]
    assert wording.state_look("DONE").colour == ""
    assert len({look.glyph for look in (*wording.STATES.values(), wording.LATE)}) == 7


def test_state_look_of_no_state() -> None:
    with pytest.raises(KeyError):
        wording.state_look("LATE")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Trần Thị Mẫu", "TM"), ("Đỗ Thị Nháp", "ĐN"), ("Mẫu", "MẪ"), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    assert wording.initials(name) == letters


def test_number_and_weekday() -> None:
    assert wording.number(1715) == "1.715"
    assert wording.number(12) == "12"
    assert wording.weekday_words(DAY) == "thứ\N{NO-BREAK SPACE}Tư"
    assert wording.weekday_words(date(2022, 9, 18)) == "Chủ\N{NO-BREAK SPACE}nhật"
