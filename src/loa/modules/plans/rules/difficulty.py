"""Difficulties: where the steps have brought one, what may be said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from loa.kernel.errors import DomainError
from loa.kernel.words import short_date
from loa.modules.plans.rules.replies import Clock
from loa.modules.plans.rules.work import Begins, current
from loa.modules.plans.types import (
    OPEN_STATES,
    DifficultyMove,
    DifficultyState,
    DirectionFacts,
    Effect,
    WorkState,
)

_STATE_AFTER = {
    DifficultyMove.RAISED: DifficultyState.OPEN,
    DifficultyMove.PASSED_UP: DifficultyState.OPEN,
    DifficultyMove.ANSWERED: DifficultyState.ANSWERED,
    DifficultyMove.WITHDRAWN: DifficultyState.WITHDRAWN,
    DifficultyMove.REOPENED: DifficultyState.OPEN,
}
_CLOCK_STARTS = frozenset(
    {DifficultyMove.RAISED, DifficultyMove.PASSED_UP, DifficultyMove.REOPENED}
)
CLOCK = Clock("difficulties", "vướng mắc")
MOST_ROUNDS = 2
"""How often a difficulty may be raised: once, and once again."""
_FARTHEST = timedelta(days=366)
"""How far behind the day of answering, or the plan's last, a new day may lie; else a slip."""


class DifficultyEmpty(DomainError):
    """A difficulty without a word of what it is."""

    code = "PLANS_DIFFICULTY_EMPTY"
    message_vi = "Nhập khó khăn, vướng mắc để cấp trên biết cần giải quyết việc gì."


class DirectionEmpty(DomainError):
    """An answer without words."""

    code = "PLANS_DIRECTION_EMPTY"
    message_vi = "Nhập ý kiến chỉ đạo để đơn vị biết phải làm gì."


class DirectionDay(DomainError):
    """The day that the direction sets is missing, past, or there is nothing that it is for."""

    code = "PLANS_DIRECTION_DAY"
    message_vi = "Nhập hạn mới, từ hôm nay trở đi."


class DifficultySettled(DomainError):
    """It was answered or withdrawn, or went to somebody else."""

    code = "PLANS_DIFFICULTY_SETTLED"
    message_vi = (
        "Khó khăn, vướng mắc này đã được trả lời, rút hoặc chuyển đi. Tải lại trang để xem."
    )


class NotRaisable(DomainError):
    """The plan is not at work, or the unit has no work in it."""

    code = "PLANS_DIFFICULTY_NOT_RAISABLE"
    message_vi = (
        "Chỉ nêu được khó khăn, vướng mắc của kế hoạch đang có hiệu lực mà đơn vị được giao việc."
    )


class RaisedTwice(DomainError):
    """It was raised again once already."""

    code = "PLANS_DIFFICULTY_RAISED_TWICE"
    message_vi = "Đã nêu lại một lần. Nếu còn vướng, nêu thành khó khăn, vướng mắc mới."


class GroupChanged(DomainError):
    """One of those that were to be answered together is not there any more."""

    code = "PLANS_DIFFICULTY_GROUP_CHANGED"
    message_vi = (
        "Một khó khăn trong nhóm vừa được rút, trả lời hoặc chuyển đi. Xem lại nhóm rồi gửi."
    )


class NoTaskToMove(DomainError):
    """A day can be moved only of a task, and only of work that is not handed in."""

    code = "PLANS_NO_TASK_TO_MOVE"
    message_vi = "Không có việc nào còn mở để dời hạn. Chọn «Chỉ trả lời» hoặc thêm nhiệm vụ."


class Stepped(NamedTuple):
    """What a step says about where the difficulty stands."""

    move: DifficultyMove
    holder_id: int
    at: datetime


@dataclass(frozen=True)
class Standing:
    """Where the steps so far have brought a difficulty."""

    state: DifficultyState
    holder_id: int
    reached_at: datetime
    rounds: int


def standing(steps: Iterable[Stepped]) -> Standing:
    """Where the steps have brought it, the first of them RAISED."""
    first, *others = steps
    state, holder_id, reached_at, rounds = DifficultyState.OPEN, first.holder_id, first.at, 1
    for step in others:
        if step.move in _CLOCK_STARTS or step.holder_id != holder_id:
            reached_at = step.at
        rounds += step.move is DifficultyMove.REOPENED
        state, holder_id = _STATE_AFTER.get(step.move, state), step.holder_id
    return Standing(state, holder_id, reached_at, rounds)


def needs_words(words: str) -> str:
    """What stands in the way, without outer blanks. Raises DifficultyEmpty."""
    if not words.strip():
        raise DifficultyEmpty
    return words.strip()


def checked(
    facts: DirectionFacts, on: date, *, has_task: bool, last_due: date | None = None
) -> DirectionFacts:
    """The direction as it is kept; `last_due` is the last day of all work of the plan.

    Raises DirectionEmpty, DirectionDay, NoTaskToMove.
    """
    if not facts.words.strip():
        raise DirectionEmpty
    if facts.effect is Effect.NONE:
        return DirectionFacts(facts.words.strip())
    if facts.due_on is None:
        raise DirectionDay
    if facts.due_on < on:
        message = f"Ngày {short_date(facts.due_on)} đã qua. Chọn hạn từ hôm nay trở đi."
        raise DirectionDay(message)
    if facts.due_on > max(on, last_due or on) + _FARTHEST:
        message = (
            f"Ngày {short_date(facts.due_on)} sau hạn cuối của kế hoạch hơn một năm. Xem lại năm."
        )
        raise DirectionDay(message)
    if facts.effect is not Effect.NEW_TASK and not has_task:
        raise NoTaskToMove
    work_id = facts.work_id if facts.effect is not Effect.NEW_TASK else None
    return DirectionFacts(facts.words.strip(), facts.effect, facts.due_on, work_id)


class Time(NamedTuple):
    """One time of a unit's work, as far as it matters for a difficulty with it."""

    starts_on: date
    due_on: date
    state: WorkState


def meant(times: Sequence[Time], raised_on: date, on: date) -> int:
    """The index of the time that a difficulty of that day is about, of all in order of time.

    The first that was owed past its day; else the one that was current then, where somebody still
    has to do it, else the one that is current now.
    """
    is_open = [one.state in OPEN_STATES for one in times]
    owed = [n for n, one in enumerate(times) if is_open[n] and one.due_on < raised_on]
    if owed:
        return owed[0]
    begins = [Begins(one.starts_on, one.state) for one in times]
    then = current(begins, raised_on)
    return then if is_open[then] else current(begins, on)
