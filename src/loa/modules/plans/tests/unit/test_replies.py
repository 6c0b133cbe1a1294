"""What waits for an answer, whatever it is: its clock, its ladder, the words of reminders."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.worktime import Calendar, DayKind, SpecialDay
from loa.modules.plans.rules import difficulty, guidance, remark
from loa.modules.plans.rules import replies as rules
from loa.modules.plans.rules.replies import Clock, Overdue
from loa.modules.plans.rules.urging import Channel, Whom

THURSDAY = date(2022, 2, 10)
DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 1))
CLOCKS = (difficulty.CLOCK, guidance.CLOCK, remark.CLOCK)
LEVELS = ("COMMUNE", "DISTRICT", "PROVINCE")


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        (difficulty.CLOCK, date(2022, 2, 17)),
        (guidance.CLOCK, date(2022, 2, 17)),
        (remark.CLOCK, date(2022, 3, 3)),
    ],
)
def test_the_day_on_which_it_came_does_not_count(clock: Clock, due: date) -> None:
    assert {clock.due_on(THURSDAY, level, Calendar()) for level in LEVELS} == {due}


@given(reached=DAYS, off=DAYS, clock=st.sampled_from(CLOCKS), level=st.sampled_from(LEVELS))
def test_a_day_off_never_brings_the_day_nearer(
    reached: date, off: date, clock: Clock, level: str
) -> None:
    usual = clock.due_on(reached, level, Calendar())
    day = SpecialDay(day=off, kind=DayKind.OFF, name="Nghỉ", cites="Thử", verified=False)
    moved = clock.due_on(reached, level, Calendar().with_days([day]))
    assert moved >= usual
    assert (moved > usual) == (reached < off <= usual and Calendar().is_working_day(off))


def test_only_what_waits_is_late_and_not_on_its_day() -> None:
    assert not rules.is_overdue(THURSDAY, THURSDAY, is_open=True)
    assert rules.is_overdue(THURSDAY, THURSDAY + timedelta(days=1), is_open=True)
    assert not rules.is_overdue(THURSDAY, date(2023, 1, 1), is_open=False)


@pytest.mark.parametrize("clock", CLOCKS)
def test_days_are_data_that_say_where_they_come_from(clock: Clock) -> None:
    for row in clock.times():
        assert row.cites
        assert not row.verified
        assert set(row.days) == {"commune", "district", "province"}
    assert clock.time(date(1999, 1, 1)) == clock.times()[-1]


def test_every_step_stands_on_the_desk_and_a_later_one_reaches_the_head() -> None:
    """The line on the desk is what is known of having been told."""
    assert rules.ladder_on(date(1999, 1, 1)) is None
    for ladder in rules.ladders():
        assert ladder.cites
        first, *_others, last = ladder.steps
        assert Whom.HEAD in last.to - first.to
        assert all(Channel.DESK in step.by and step.days > 0 for step in ladder.steps)


def test_a_letter_names_what_is_owed_and_what_is_waited_for() -> None:
    owed = Overdue("câu hỏi của UBND xã A: ở đâu", date(2022, 3, 4), 3, "")
    older = Overdue("vướng mắc của UBND xã B: loa hỏng", date(2022, 3, 1), 6, "https://loa/1")
    text = rules.letter_text(("UBND huyện C", "Văn phòng"), [owed, older], [], THURSDAY)
    assert text.index("1. vướng mắc") < text.index("2. câu hỏi")
    assert "quá hạn 6 ngày làm việc. Mở: https://loa/1" in text
    assert "«Việc của tôi»" not in text
    text = rules.letter_text(("UBND huyện C", "Văn phòng"), [], [owed], THURSDAY)
    assert "1 nội dung đơn vị đã nêu chưa được trả lời" in text
    assert "Mở trên Loa, mục «Việc của tôi»." in text
    assert rules.letter_subject(["x"]) == "x"
    assert rules.letter_subject(["x", "y"]) == "2 nội dung quá hạn trả lời"
