"""Due days that move together: to a day, or by working days; what may not move says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.worktime import Calendar
from loa.modules.plans.rules.shifting import (
    MOST_DAYS,
    NoShift,
    Shift,
    Standing,
    print_of,
    shifted,
)
from loa.modules.plans.types import OPEN_STATES, WorkState

TODAY = date(2022, 3, 15)
CALENDAR = Calendar()
_DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))
_WORKS = st.lists(
    st.builds(
        Standing,
        id=st.integers(1, 10**6),
        version=st.integers(1, 9),
        state=st.sampled_from(WorkState),
        starts_on=_DAYS,
        due_on=_DAYS,
    ),
    max_size=8,
)
_SHIFTS = st.one_of(
    st.builds(lambda day: Shift(due_on=day), _DAYS),
    st.builds(lambda days: Shift(days=days), st.integers(1, MOST_DAYS)),
)


@given(_WORKS, _SHIFTS)
def test_what_moves_is_open_and_comes_to_a_day_that_can_be_met(
    works: list[Standing], shift: Shift
) -> None:
    found = shifted(works, shift, CALENDAR, TODAY)
    assert [one.work for one in found] == works
    for one in found:
        if one.why_not:
            assert one.why_not.endswith(".")
            continue
        assert one.work.state in OPEN_STATES
        assert one.new >= max(TODAY, one.work.starts_on)
        assert one.new != one.work.due_on
        if shift.days:
            assert CALENDAR.working_days_between(one.work.due_on, one.new) == shift.days
            assert CALENDAR.is_working_day(one.new)


@given(_WORKS, _SHIFTS)
def test_the_print_knows_what_moves_whatever_its_order(works: list[Standing], shift: Shift) -> None:
    found = shifted(works, shift, CALENDAR, TODAY)
    assert print_of(found) == print_of(reversed(found))
    moves = [one for one in found if not one.why_not]
    if moves:
        other = moves[0]._replace(new=moves[0].new + timedelta(days=1))
        assert print_of([other, *moves[1:]]) != print_of(moves)


@pytest.mark.parametrize(
    ("due_on", "days"), [(None, 0), (TODAY, 1), (None, MOST_DAYS + 1), (None, -1)]
)
def test_neither_or_both_is_no_shift(due_on: date | None, days: int) -> None:
    with pytest.raises(NoShift):
        Shift(due_on, days)
