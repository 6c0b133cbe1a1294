"""By when a difficulty is answered, and where its steps have brought it: pure rules."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.difficulty import Stepped
from loa.modules.plans.types import DifficultyMove, DifficultyState

AT = datetime(2022, 2, 10, 2, 0, tzinfo=UTC)
THURSDAY = date(2022, 2, 10)
M = DifficultyMove
DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 1))


def test_a_new_holder_and_a_second_round_begin_the_clock_anew() -> None:
    days = [AT + timedelta(days=n) for n in range(5)]
    steps = [
        Stepped(M.RAISED, 1, days[0]),
        Stepped(M.PASSED_UP, 2, days[1]),
        Stepped(M.ANSWERED, 2, days[2]),
        Stepped(M.REOPENED, 2, days[3]),
        Stepped(M.HANDED_ON, 3, days[4]),
    ]
    reached = [rules.standing(steps[: n + 1]).reached_at for n in range(5)]
    assert reached == [days[0], days[1], days[1], days[3], days[4]]
    last = rules.standing(steps)
    assert (last.state, last.holder_id, last.rounds) == (DifficultyState.OPEN, 3, 2)


def test_the_same_holder_keeps_his_clock_when_the_raiser_is_another() -> None:
    later = AT + timedelta(days=3)
    steps = [Stepped(M.RAISED, 1, AT), Stepped(M.HANDED_ON, 1, later)]
    assert rules.standing(steps).reached_at == AT
