"""The ladder and the words of urging."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.worktime import Calendar
from loa.modules.plans.rules import urging as rules
from loa.modules.plans.rules.urging import Letter, OwedWork

CALENDAR = Calendar()
DUE = date(2022, 3, 31)
LETTER = Letter("UBND xã Minh Họa", "Kế hoạch số 12/KH-UBND", "Văn phòng UBND tỉnh", "")
DAYS = st.dates(date(2021, 6, 1), date(2026, 12, 31))


def owed(due_on: date = DUE, days_late: int = 2, title: str = "Xây dựng kế hoạch") -> OwedWork:
    return OwedWork(1, 1, 1, 1, title, "", 1, due_on, days_late)


def test_the_ladder_says_that_it_is_our_choice() -> None:
    ladder = rules.ladder_on(date(2022, 1, 1))
    assert ladder is not None
    assert not ladder.verified
    assert ladder.cites
    assert rules.ladder_on(date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2022, 3, 27), None),
        (date(2022, 3, 28), "THREE_BEFORE"),
        (date(2022, 3, 29), "THREE_BEFORE"),
        (date(2022, 3, 30), "DAY_BEFORE"),
        (date(2022, 3, 31), "DAY_BEFORE"),
        (date(2022, 4, 1), "DAY_AFTER"),
        (date(2022, 4, 3), "DAY_AFTER"),
        (date(2022, 4, 5), "THREE_AFTER"),
        (date(2022, 4, 7), "FIVE_AFTER"),
        (date(2022, 4, 14), "FIVE_AFTER"),
        (date(2022, 4, 15), None),
    ],
)
def test_steps_are_counted_in_working_days(on: date, code: str | None) -> None:
    """A week-end moves no step; what is late for long is left to people (hazard W12)."""
    ladder = rules.ladder_on(on)
    assert ladder is not None
    found = rules.step_reached(ladder, DUE, on, CALENDAR)
    assert (found[0].code if found else None) == code


@given(due_on=DAYS, told=st.lists(st.integers(-5, 15), max_size=4), moved=st.integers(1, 60))
def test_a_moved_due_day_makes_steps_new(due_on: date, told: list[int], moved: int) -> None:
    """L07: nothing is kept of a step, so the new due day alone says what is to be told."""
    ladder = rules.ladders()[-1]
    days = [due_on + timedelta(days=each) for each in told]
    later = max([due_on, *days]) + timedelta(days=moved + 15)
    for step in ladder.steps:
        assert rules.is_untold(rules.step_day(step, later, CALENDAR), days)


@given(due_on=DAYS, after=st.integers(0, 40))
def test_told_once_a_step(due_on: date, after: int) -> None:
    """Told today, a step is told no more, whatever day it is looked at until the next step."""
    ladder, on = rules.ladders()[-1], due_on + timedelta(days=after)
    found = rules.step_reached(ladder, due_on, on, CALENDAR)
    if found is not None:
        _step, step_on = found
        assert not rules.is_untold(step_on, [on])
        assert step_on <= on


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("2022-04-15T09:00+07:00", "2022-04-15T09:00+07:00"),
        ("2022-04-15T12:00+07:00", "2022-04-15T13:30+07:00"),
        ("2022-04-15T23:00+07:00", "2022-04-18T07:30+07:00"),
        ("2022-04-16T09:00+07:00", "2022-04-18T07:30+07:00"),
    ],
)
def test_never_at_night_or_on_a_day_off(at: str, sent: str) -> None:
    instant = datetime.fromisoformat(at)
    assert rules.sends_at(instant, CALENDAR) == datetime.fromisoformat(sent)
    assert rules.is_outside_hours(instant, CALENDAR) == (at != sent)


def test_the_text_says_how_many_which_how_long_and_what_to_do() -> None:
    works = [owed(days_late=2, title="Báo cáo"), owed(date(2022, 3, 1), 22, "Tập huấn")]
    text = rules.letter_text(LETTER, works, date(2022, 4, 4))
    lines = text.split("\n")
    assert lines[0] == "Kính gửi UBND xã Minh Họa."
    assert "còn 2 việc quá hạn của Kế hoạch số 12/KH-UBND" in lines[1]
    assert lines[2] == "1. Tập huấn: hạn 01/03/2022, quá hạn 22 ngày làm việc"
    assert lines[-1] == "Trân trọng, Văn phòng UBND tỉnh."
    soon = rules.letter_text(LETTER, [owed(days_late=-1)], date(2022, 3, 30))
    assert "1 việc sắp đến hạn" in soon
    assert "quá hạn" not in soon


def test_a_long_list_is_never_cut() -> None:
    """Hazard G08."""
    works = [owed(days_late=2, title=f"Việc thứ {number} của kế hoạch") for number in range(120)]
    text = rules.letter_text(LETTER, works, date(2022, 4, 4))
    assert all(f"Việc thứ {number} của" in text for number in range(120))


def test_a_superior_reads_one_line_a_unit() -> None:
    text = rules.superior_text(LETTER, [("UBND xã A", [owed(), owed(days_late=7)])], DUE)
    assert "- UBND xã A: 2 việc, lâu nhất 7 ngày làm việc" in text


def test_the_news_line_tells_reminders_from_urgings() -> None:
    assert rules.news_line([owed(days_late=-1)], "KH").startswith("Nhắc việc: 1 việc sắp đến hạn")
    assert rules.news_line([owed()], "KH").endswith("lâu nhất 2 ngày làm việc")


def test_when_words() -> None:
    at = datetime(2022, 4, 18, 0, 30, tzinfo=UTC)
    assert rules.when_words(at) == "07:30 thứ Hai, 18/04/2022"


@pytest.mark.parametrize("wrong", ["days = 1\n", "days = 2\nto = []", 'days = 1\nto = ["KING"]'])
def test_a_broken_ladder_is_refused(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "urging.toml"
    step = f'[[ladder.step]]\ncode = "A"\n{wrong}\nby = ["DESK"]\n'
    days = "in_force_from = 2021-01-01\nmade_up = 1\nreply_days = 5"
    head = f'[[ladder]]\n{days}\nverified = true\ncites = "x"\n'
    path.write_text(f"{head}{step}{step}")
    with pytest.raises(rules.LadderBroken):
        rules.read(path)
