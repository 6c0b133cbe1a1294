"""The steps of work, lateness and what is shown now: pure rules."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.modules.plans.rules import work as rules
from loa.modules.plans.rules.work import Begins, Timeliness, is_late, next_state
from loa.modules.plans.types import (
    CLOSED_STATES,
    OPEN_STATES,
    Lateness,
    TaskRole,
    Verb,
    WorkState,
    standing_of,
)

DUE = date(2022, 3, 14)
S = WorkState
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("role", "state", "verb", "after"),
    [
        (TaskRole.LEAD, S.NOT_STARTED, Verb.ACKNOWLEDGE, S.IN_PROGRESS),
        (TaskRole.LEAD, S.NOT_STARTED, Verb.RECORD, S.IN_PROGRESS),
        (TaskRole.LEAD, S.IN_PROGRESS, Verb.PROPOSE, S.IN_PROGRESS),
        (TaskRole.LEAD, S.IN_PROGRESS, Verb.APPROVE, S.SUBMITTED),
        (TaskRole.LEAD, S.SUBMITTED, Verb.ACCEPT, S.DONE),
        (TaskRole.LEAD, S.SUBMITTED, Verb.RETURN, S.RETURNED),
        (TaskRole.LEAD, S.RETURNED, Verb.RECORD, S.RETURNED),
        (TaskRole.LEAD, S.RETURNED, Verb.APPROVE, S.SUBMITTED),
        (TaskRole.LEAD, S.RETURNED, Verb.EXEMPT, S.NOT_APPLICABLE),
        (TaskRole.COORDINATE, S.NOT_STARTED, Verb.ACKNOWLEDGE, S.IN_PROGRESS),
        (TaskRole.COORDINATE, S.IN_PROGRESS, Verb.FINISH, S.DONE),
        (TaskRole.COORDINATE, S.IN_PROGRESS, Verb.ASK_EXEMPT, S.IN_PROGRESS),
    ],
)
def test_next_state(role: TaskRole, state: WorkState, verb: Verb, after: WorkState) -> None:
    assert next_state(role, state, verb) is after


@pytest.mark.parametrize(
    ("role", "state", "verb"),
    [
        (TaskRole.LEAD, S.NOT_STARTED, Verb.APPROVE),
        (TaskRole.LEAD, S.IN_PROGRESS, Verb.ACCEPT),
        (TaskRole.LEAD, S.IN_PROGRESS, Verb.FINISH),
        (TaskRole.LEAD, S.SUBMITTED, Verb.RECORD),
        (TaskRole.LEAD, S.SUBMITTED, Verb.EXEMPT),
        (TaskRole.LEAD, S.DONE, Verb.RETURN),
        (TaskRole.COORDINATE, S.NOT_STARTED, Verb.FINISH),
        (TaskRole.COORDINATE, S.IN_PROGRESS, Verb.APPROVE),
        (TaskRole.COORDINATE, S.IN_PROGRESS, Verb.PROPOSE),
    ],
)
def test_next_state_refused(role: TaskRole, state: WorkState, verb: Verb) -> None:
    with pytest.raises(rules.WrongState):
        next_state(role, state, verb)


def test_closed_work_has_no_step_left() -> None:
    assert not [key for steps in rules.STEPS.values() for key in steps if key[0] in CLOSED_STATES]


@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_needs_reason_missing(blank: str) -> None:
    with pytest.raises(rules.ReasonMissing):
        rules.needs_reason(blank)


def test_needs_reason_trims() -> None:
    assert rules.needs_reason(" thiếu ảnh ") == "thiếu ảnh"


@pytest.mark.parametrize(
    ("state", "submitted_on", "today", "late"),
    [
        (S.IN_PROGRESS, None, DUE, False),
        (S.IN_PROGRESS, None, DUE + timedelta(days=1), True),
        (S.SUBMITTED, DUE, DUE + timedelta(days=90), False),
        (S.SUBMITTED, DUE + timedelta(days=1), DUE + timedelta(days=90), True),
        (S.DONE, DUE, DUE + timedelta(days=90), False),
        (S.DONE, DUE + timedelta(days=1), DUE + timedelta(days=90), True),
        (S.RETURNED, DUE, DUE, False),
        (S.RETURNED, DUE, DUE + timedelta(days=1), True),
        (S.NOT_APPLICABLE, None, DUE + timedelta(days=90), False),
    ],
)
def test_is_late(state: WorkState, submitted_on: date | None, today: date, late: bool) -> None:  # noqa: FBT001  a table
    assert is_late(Timeliness(DUE, state, submitted_on), today) is late


@given(due=DAYS, handed_in=DAYS, today=DAYS, later=DAYS)
def test_what_was_handed_in_in_time_stays_in_time(
    due: date, handed_in: date, today: date, later: date
) -> None:
    work = Timeliness(due, S.SUBMITTED, handed_in)
    assert is_late(work, today) == is_late(work, later) == (handed_in > due)


@given(due=DAYS, state=st.sampled_from(WorkState), handed_in=DAYS, today=DAYS)
def test_late_and_done_are_two_things(
    due: date, state: WorkState, handed_in: date, today: date
) -> None:
    is_in = state in {S.SUBMITTED, S.DONE, S.RETURNED}
    work = Timeliness(due, state, handed_in if is_in else None)
    found = rules.lateness(work, today)
    assert (found is Lateness.NONE) is not is_late(work, today)
    assert found is not Lateness.OVERDUE or (state in OPEN_STATES and today > due)
    assert found is not Lateness.DONE_LATE or (state in {S.SUBMITTED, S.DONE} and handed_in > due)


@given(stands=st.lists(st.sampled_from(Lateness), min_size=1))
def test_an_assignment_is_overdue_as_soon_as_one_of_its_times_is(stands: list[Lateness]) -> None:
    is_owed = Lateness.OVERDUE in stands
    found = rules.of_times(stands[-1], is_owed=is_owed)
    assert (found is Lateness.OVERDUE) is is_owed
    assert is_owed or found is stands[-1]


WORK = st.tuples(st.sampled_from(WorkState), DAYS, DAYS, DAYS)


@given(work=st.lists(WORK))
def test_on_time_done_late_overdue_and_not_yet_due_are_all(
    work: list[tuple[WorkState, date, date, date]],
) -> None:
    tally = Counter[tuple[WorkState, Lateness]]()
    for state, due, handed_in, today in work:
        day = handed_in if state in {S.SUBMITTED, S.DONE} else None
        tally[state, rules.lateness(Timeliness(due, state, day), today)] += 1
    parts = standing_of(tally)
    assert sum(parts) == len(work)
    assert min(parts) >= 0
    assert parts.not_applicable == sum(state is S.NOT_APPLICABLE for state, *_ in work)
    assert parts.on_time + parts.done_late == sum(s in {S.SUBMITTED, S.DONE} for s, *_ in work)
    assert parts.overdue + parts.not_yet_due == sum(state in OPEN_STATES for state, *_ in work)


@pytest.mark.parametrize(
    ("today", "index"),
    [(date(2021, 12, 1), 0), (date(2022, 1, 1), 0), (date(2022, 4, 1), 1), (date(2023, 1, 1), 2)],
)
def test_current(today: date, index: int) -> None:
    starts = [date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1)]
    assert rules.current([Begins(day, S.DONE) for day in starts], today) == index


@pytest.mark.parametrize(
    ("states", "index"),
    [
        ((S.DONE, S.SUBMITTED, S.NOT_STARTED), 1),
        ((S.DONE, S.RETURNED, S.DONE), 1),
        ((S.NOT_APPLICABLE, S.DONE, S.IN_PROGRESS), 2),
        ((S.NOT_STARTED, S.NOT_STARTED, S.NOT_STARTED), 0),
    ],
)
def test_what_waits_from_an_earlier_period_is_not_hidden_by_the_next(
    states: tuple[WorkState, ...], index: int
) -> None:
    starts = (date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1))
    times = [Begins(day, state) for day, state in zip(starts, states, strict=True)]
    assert rules.current(times, date(2022, 8, 1)) == index


BEGINS = st.lists(st.tuples(DAYS, st.sampled_from(WorkState)), min_size=1).map(
    lambda rows: [Begins(*row) for row in sorted(rows)]
)


@given(times=BEGINS, today=DAYS)
def test_nothing_that_has_begun_is_left_open_behind_what_is_shown(
    times: list[Begins], today: date
) -> None:
    index = rules.current(times, today)
    begun = [time for time in times if time.starts_on <= today]
    assert times[index] in begun or (not begun and index == 0)
    assert all(not rules.is_open(time.state) for time in times[:index])
    assert rules.is_open(times[index].state) or not any(rules.is_open(t.state) for t in begun)


@pytest.mark.parametrize("state", list(WorkState))
def test_is_open(state: WorkState) -> None:
    assert rules.is_open(state) is (state not in {S.DONE, S.NOT_APPLICABLE})


@pytest.mark.parametrize(
    ("state", "before", "after", "carried"),
    [
        (S.SUBMITTED, TaskRole.LEAD, TaskRole.LEAD, S.SUBMITTED),
        (S.NOT_STARTED, TaskRole.LEAD, TaskRole.COORDINATE, S.NOT_STARTED),
        (S.NOT_APPLICABLE, TaskRole.COORDINATE, TaskRole.LEAD, S.NOT_APPLICABLE),
        (S.SUBMITTED, TaskRole.LEAD, TaskRole.COORDINATE, S.IN_PROGRESS),
        (S.RETURNED, TaskRole.LEAD, TaskRole.COORDINATE, S.IN_PROGRESS),
        (S.DONE, TaskRole.LEAD, TaskRole.COORDINATE, S.DONE),
        (S.DONE, TaskRole.COORDINATE, TaskRole.LEAD, S.IN_PROGRESS),
    ],
)
def test_carried(state: WorkState, before: TaskRole, after: TaskRole, carried: WorkState) -> None:
    assert rules.carried(state, before, after) is carried


@pytest.mark.parametrize(
    ("mine", "theirs", "joined"),
    [
        (S.NOT_STARTED, S.NOT_STARTED, S.NOT_STARTED),
        (S.NOT_STARTED, S.NOT_APPLICABLE, S.NOT_STARTED),
        (S.NOT_STARTED, S.SUBMITTED, S.IN_PROGRESS),
        (S.DONE, S.IN_PROGRESS, S.DONE),
        (S.RETURNED, S.NOT_STARTED, S.RETURNED),
    ],
)
def test_joined(mine: WorkState, theirs: WorkState, joined: WorkState) -> None:
    assert rules.joined(mine, theirs) is joined
