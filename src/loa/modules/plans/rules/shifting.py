"""Moving the due days of many pieces of work: to which day each comes, and which may not move."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from loa.kernel.errors import DomainError
from loa.kernel.words import short_date
from loa.kernel.worktime import Calendar
from loa.modules.plans.types import OPEN_STATES, WorkState

MOST_DAYS = 250
"""Working days that a day may move at once; a year has about as many."""


GIVEN_ABOVE = (
    "Hạn do kế hoạch cấp trên đặt. Cần thêm thời gian thì nêu khó khăn, vướng mắc ở việc đó."
)

_CLOSED = "Đã nộp, đã xong hoặc không áp dụng, nên hạn giữ nguyên."


class NoShift(DomainError):
    """Neither a day nor a number of days, or both."""

    code = "PLANS_NO_SHIFT"
    message_vi = f"Nhập hạn mới, hoặc số ngày làm việc lùi thêm (từ 1 đến {MOST_DAYS})."


class ShownOtherwise(DomainError):
    """What was checked has changed since; nothing was moved."""

    code = "PLANS_SHOWN_OTHERWISE"
    message_vi = "Có việc vừa đổi sau khi bạn xem, nên chưa dời việc nào. Xem lại rồi bấm lần nữa."


class NothingToShift(DomainError):
    """None of the chosen may be moved."""

    code = "PLANS_NOTHING_TO_SHIFT"
    message_vi = "Không việc nào trong số đã chọn dời hạn được. Xem lý do ở từng việc."


@dataclass(frozen=True)
class Shift:
    """A day for all, or so many working days after the day of each."""

    due_on: date | None = None
    days: int = 0

    def __post_init__(self) -> None:
        """Refuse what moves nothing. Raises NoShift."""
        has_days = 1 <= self.days <= MOST_DAYS
        if (self.due_on is None) != has_days or (self.due_on is not None and self.days):
            raise NoShift


class Standing(NamedTuple):
    """One piece of work as it stands; `version` as it is kept."""

    id: int
    version: int
    state: WorkState
    starts_on: date
    due_on: date
    latest: date | None = None
    """The day by which the unit owes above what this carries out; none where nobody set one."""
    is_above: bool = False
    """Whether it is given by the plan above, and only followed by the one whose days move."""


class Shifted(NamedTuple):
    """Where a piece of work would come; `why_not` is empty where it may move."""

    work: Standing
    new: date
    why_not: str


def shifted(
    rows: Sequence[Standing], shift: Shift, calendar: Calendar, today: date
) -> list[Shifted]:
    """Each of the rows with its new day, in their order."""
    if shift.due_on is not None:
        days: Iterable[date] = [shift.due_on] * len(rows)
    else:
        days = calendar.nth_after_each([row.due_on for row in rows], [shift.days] * len(rows))
    return [
        Shifted(row, new, why_not(row, new, today)) for row, new in zip(rows, days, strict=True)
    ]


def why_not(work: Standing, new: date, today: date) -> str:
    """Why work may not come to a day, in the officer's words; empty where it may."""
    if work.is_above or work.state not in OPEN_STATES:
        return GIVEN_ABOVE if work.is_above else _CLOSED
    if new == work.due_on:
        return f"Hạn đang là {short_date(new)}."
    if new < today:
        return f"Hạn mới {short_date(new)} đã qua."
    if work.latest is not None and new > work.latest >= today:
        return f"Hạn mới {short_date(new)} sau hạn cấp trên giao {short_date(work.latest)}."
    if new < work.starts_on:
        return f"Hạn mới {short_date(new)} trước ngày bắt đầu {short_date(work.starts_on)}."
    return ""


def print_of(found: Iterable[Shifted]) -> str:
    """By which what was shown is known again: what moves, from where to where."""
    lines = sorted(
        f"{one.work.id}:{one.work.version}:{one.new.isoformat()}"
        for one in found
        if not one.why_not
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
