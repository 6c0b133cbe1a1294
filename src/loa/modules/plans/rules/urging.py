"""Urging: when it is due, what is said, in which words; no database, no clock.

The ladder is data (`data/plans/urging.toml`). Whether a step is due is derived from the due day and
holder of today, and from the days on which the unit was told; nothing is planned ahead.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from loa.kernel.clock import TZ
from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir
from loa.kernel.text import nfc
from loa.kernel.words import format_number, short_date, weekday
from loa.kernel.worktime import Calendar

_MOST_NOTATION = 20
BY_HAND = "BY_HAND"
"""The step of what a person sends; those of the house bear the codes of the ladder."""


class Way(StrEnum):
    """How a unit was told: through the house (desk, e-mail), or by a person in another way."""

    HOUSE = "HOUSE"
    PHONE = "PHONE"
    ZALO = "ZALO"


class UrgingState(StrEnum):
    """QUEUED waits for the next session; SETTLED was not sent: nothing was owed any more."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    SETTLED = "SETTLED"


class Channel(StrEnum):
    """Over what the house tells."""

    DESK = "DESK"
    EMAIL = "EMAIL"


class Whom(StrEnum):
    """Whom a step reaches; the first two are codes of roles in the unit that has the work.

    Of an overdue answer HOLDER are the officers of the unit that is to give it, HEAD is its head,
    ASKER the unit that waits for it.
    """

    FOCAL_OFFICER = "FOCAL_OFFICER"
    HEAD = "HEAD"
    SUPERIOR = "SUPERIOR"
    HOLDER = "HOLDER"
    ASKER = "ASKER"


class LadderBroken(ValueError):
    """The file of the ladder does not say what it must."""


class NobodyChosen(DomainError):
    """A form without a single unit."""

    code = "PLANS_NOBODY_CHOSEN"
    message_vi = "Chọn ít nhất một đơn vị để đôn đốc."


class NothingLate(DomainError):
    """What was asked for is not late, or is handed in by now."""

    code = "PLANS_NOTHING_LATE"
    message_vi = "Đơn vị không còn việc quá hạn. Tải lại trang để xem tình trạng mới."


class AlreadyUrged(DomainError):
    """The unit was told of everything that is late already today."""

    code = "PLANS_ALREADY_URGED"
    message_vi = "Hôm nay đơn vị này đã được đôn đốc về mọi việc quá hạn; không ghi thêm lần nữa."


class DispatchNumbered(DomainError):
    """A dispatch that bears its number is changed no more."""

    code = "PLANS_DISPATCH_NUMBERED"
    message_vi = "Công văn đã có số nên không sửa được nữa. Hủy số ở sổ đăng ký rồi sửa."


class ReplyDayPast(DomainError):
    """A day by which nobody could be done any more."""

    code = "PLANS_REPLY_DAY_PAST"
    message_vi = "Hạn hoàn thành phải sau ngày đôn đốc."


class DraftingUnreadable(DomainError):
    """What was typed is no notation of a desk."""

    code = "PLANS_DRAFTING_UNREADABLE"
    message_vi = "Ký hiệu nơi soạn chỉ gồm chữ cái viết liền, ví dụ THCBKS."


@dataclass(frozen=True)
class Step:
    """One rung: `days` working days after the due day (before it negative), whom, over what."""

    code: str
    days: int
    to: frozenset[Whom]
    by: frozenset[Channel]


@dataclass(frozen=True)
class Ladder:
    """The steps in order of days, as they hold from a day on; our own choice is unverified.

    A step that was missed is made up for within `made_up` working days. An official dispatch asks
    for its answer within `reply_days`; 0 of a ladder that writes none.
    """

    in_force_from: date
    made_up: int
    reply_days: int
    verified: bool
    cites: str
    steps: tuple[Step, ...]


class OwedWork(NamedTuple):
    """One occurrence that its unit still owes; `days_late` in working days, negative before."""

    occurrence_id: int
    assignment_id: int
    task_id: int
    ordinal: int
    title: str
    period: str
    unit_id: int
    due_on: date
    days_late: int


@dataclass(frozen=True)
class Letter:
    """What frames the list of works: whom it is for, of which plan, from whom, where to look.

    `plan` is the plan's name in a sentence; `link` an address or empty where the house knows none.
    """

    unit: str
    plan: str
    sender: str
    link: str


@cache
def ladders() -> tuple[Ladder, ...]:
    """The ladders of data/plans/urging.toml, oldest first."""
    return read(data_dir() / "plans" / "urging.toml")


def ladder_on(on: date) -> Ladder | None:
    """The ladder that holds on a day; None before the first."""
    held = [ladder for ladder in ladders() if ladder.in_force_from <= on]
    return held[-1] if held else None


def read(path: Path) -> tuple[Ladder, ...]:
    """The ladders of one file. Raises LadderBroken."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        found = [
            Ladder(
                row["in_force_from"],
                row["made_up"],
                row.get("reply_days", 0),
                row["verified"],
                row["cites"],
                _steps(row["step"]),
            )
            for row in raw["ladder"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path.name}: {error}"
        raise LadderBroken(message) from error
    return tuple(sorted(found, key=lambda ladder: ladder.in_force_from))


def _steps(rows: list[dict[str, object]]) -> tuple[Step, ...]:
    steps = [
        Step(
            str(row["code"]),
            int(str(row["days"])),
            frozenset(map(Whom, row["to"])),  # type: ignore[call-overload]  # a list, or ValueError
            frozenset(map(Channel, row["by"])),  # type: ignore[call-overload]  # as above
        )
        for row in rows
    ]
    if len({step.days for step in steps}) < len(steps) or len({s.code for s in steps}) < len(steps):
        message = "two steps of one day, or of one code"
        raise ValueError(message)
    return tuple(sorted(steps, key=lambda step: step.days))


def step_reached(
    ladder: Ladder, due_on: date, on: date, calendar: Calendar
) -> tuple[Step, date] | None:
    """The last step whose day has come, with that day.

    None while the first is still ahead, and where the last is past by more than is made up for.
    """
    days = [(step, step_day(step, due_on, calendar)) for step in ladder.steps]
    reached = [(step, day) for step, day in days if day <= on]
    if not reached or calendar.nth_after(reached[-1][1], ladder.made_up) < on:
        return None
    return reached[-1]


def step_day(step: Step, due_on: date, calendar: Calendar) -> date:
    """The working day of a step, counted from the due day."""
    if step.days < 0:
        return calendar.nth_before(due_on, -step.days)
    return calendar.nth_after(due_on, step.days)


def reply_by(counted_on: date, calendar: Calendar) -> date:
    """By when a dispatch asks to be answered; before the first ladder, as that one says."""
    ladder = ladder_on(counted_on) or ladders()[0]
    return calendar.nth_after(counted_on, ladder.reply_days)


def require_reply_day(day: date, counted_on: date) -> None:
    """Raises ReplyDayPast where units could not be done by the day."""
    if day <= counted_on:
        raise ReplyDayPast


def drafting_notation(words: str) -> str:
    """The notation of the desk that drafts, "" where none is typed. Raises DraftingUnreadable."""
    typed = nfc(words).strip()
    if typed and not (typed.isalnum() and len(typed) <= _MOST_NOTATION):
        raise DraftingUnreadable
    return typed


def is_untold(step_on: date, told_on: Sequence[date]) -> bool:
    """Whether nobody told the unit since the day of the step, by whatever way.

    So a step that was missed is made up for, a call by hand stands for it, and a due day that moves
    makes all steps new: nothing is kept of a step itself (L07, J02).
    """
    return all(day < step_on for day in told_on)


def sends_at(at: datetime, calendar: Calendar) -> datetime:
    """The instant itself within a session of work, else the beginning of the next session."""
    return calendar.next_session(at)


def is_outside_hours(at: datetime, calendar: Calendar) -> bool:
    """Whether nobody is at work: at night, at noon, on a day off."""
    return sends_at(at, calendar) > at


def letter_text(letter: Letter, works: Sequence[OwedWork], on: date) -> str:
    """The exact text that a unit gets about what it owes, the longest late first."""
    ordered = sorted(works, key=lambda work: (work.due_on, work.ordinal))
    late = [work for work in ordered if work.days_late > 0]
    soon = [work for work in ordered if work.days_late <= 0]
    lines = [f"Kính gửi {letter.unit}."]
    if late:
        lines += [
            f"Đến {short_date(on)}, đơn vị còn {len(late)} việc quá hạn của {letter.plan}:",
            *(_line(number, work) for number, work in enumerate(late, 1)),
        ]
    if soon:
        lines += [
            f"Đơn vị có {len(soon)} việc sắp đến hạn của {letter.plan}:",
            *(_line(number, work) for number, work in enumerate(soon, 1)),
        ]
    where = f" Mở việc: {letter.link}" if letter.link else " Mở việc trên Loa, mục «Việc của tôi»."
    lines += [
        f"Đề nghị đơn vị làm xong, ghi kết quả và nộp.{where}",
        "Nếu có khó khăn, vướng mắc, hãy báo ngay để được hướng dẫn.",
        f"Trân trọng, {letter.sender}.",
    ]
    return "\n".join(lines)


def superior_text(letter: Letter, works: Sequence[tuple[str, Sequence[OwedWork]]], on: date) -> str:
    """What a superior is told of his units: one line each, by name."""
    count = format_number(len(works))
    intro = f"Đến {short_date(on)}, {count} đơn vị thuộc quyền theo dõi còn việc quá hạn lâu"
    lines = [f"Kính gửi {letter.unit}.", f"{intro} của {letter.plan}:"]
    for name, owed in works:
        longest = max(work.days_late for work in owed)
        lines.append(f"- {name}: {len(owed)} việc, lâu nhất {longest} ngày làm việc")
    where = f" Xem: {letter.link}" if letter.link else ""
    lines += [
        f"Đề nghị chỉ đạo các đơn vị làm xong và nộp.{where}",
        f"Trân trọng, {letter.sender}.",
    ]
    return "\n".join(lines)


def news_line(works: Sequence[OwedWork], plan: str) -> str:
    """The one line on the desk."""
    late = [work.days_late for work in works if work.days_late > 0]
    if not late:
        return f"Nhắc việc: {len(works)} việc sắp đến hạn của {plan}"
    return f"Đôn đốc: {len(late)} việc quá hạn của {plan}, lâu nhất {max(late)} ngày làm việc"


def when_words(at: datetime) -> str:
    """«07:30 thứ Hai, 18/04/2022»."""
    local = at.astimezone(TZ)
    return f"{local:%H:%M} {weekday(local.date())}, {short_date(local.date())}"


def _line(number: int, work: OwedWork) -> str:
    period = f" ({work.period})" if work.period else ""
    late = f", quá hạn {work.days_late} ngày làm việc" if work.days_late > 0 else ""
    return f"{number}. {work.title}{period}: hạn {short_date(work.due_on)}{late}"
