"""What is sent up and waits for an answer: by when, what is overdue, in which words it is told.

Difficulties, questions and remarks each have a `Clock`, the days of data/plans/<subject>.toml. One
ladder reminds of all of them (data/plans/replies.toml).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from loa.kernel.errors import DomainError
from loa.kernel.places import data_dir
from loa.kernel.words import short_date, shortened
from loa.kernel.worktime import Calendar
from loa.modules.plans.rules.urging import Ladder, read

_MOST_WORDS = 120


class NobodyAbove(DomainError):
    """The office that acts for the provincial committee holds it: it decides."""

    code = "PLANS_NOBODY_ABOVE"
    message_vi = "Không còn cấp nào để chuyển lên. Xin ý kiến lãnh đạo UBND tỉnh rồi trả lời."


class ReplyTime(NamedTuple):
    """How many working days each level has from a day on, and what says so."""

    in_force_from: date
    verified: bool
    cites: str
    days: Mapping[str, int]


class Overdue(NamedTuple):
    """One answer that is overdue, as whoever is to give it or waits for it is told.

    `what` is what was asked, of whom and in which words; `link` its address or empty. `days` are
    working days since `due_on`.
    """

    what: str
    due_on: date
    days: int
    link: str


@dataclass(frozen=True)
class Clock:
    """Of one kind of thing: how long its holder has, as data/plans/<subject>.toml says.

    `noun` is what it is called in a sentence: «vướng mắc», «câu hỏi».
    """

    subject: str
    noun: str

    def times(self) -> tuple[ReplyTime, ...]:
        """The rows of the file, newest first."""
        return _times(self.subject)

    def time(self, on: date) -> ReplyTime:
        """The row of the day; before the first one, that one."""
        rows = self.times()
        return next((row for row in rows if row.in_force_from <= on), rows[-1])

    def due_on(self, reached_on: date, level: str, calendar: Calendar) -> date:
        """The last day in time for a holder of that level; the day of coming does not count."""
        return calendar.nth_after(reached_on, self.time(reached_on).days[level.lower()])


@cache
def _times(subject: str) -> tuple[ReplyTime, ...]:
    raw = tomllib.loads((data_dir() / "plans" / f"{subject}.toml").read_text(encoding="utf-8"))
    rows = [ReplyTime(**row) for row in raw["reply"]]
    return tuple(sorted(rows, key=lambda row: row.in_force_from, reverse=True))


@cache
def ladders() -> tuple[Ladder, ...]:
    """The ladders of data/plans/replies.toml, oldest first."""
    return read(data_dir() / "plans" / "replies.toml")


def ladder_on(on: date) -> Ladder | None:
    """The ladder that holds on a day; None before the first."""
    held = [ladder for ladder in ladders() if ladder.in_force_from <= on]
    return held[-1] if held else None


def is_overdue(due: date, today: date, *, is_open: bool) -> bool:
    """Whether it still waits after its day; that day is in time."""
    return is_open and today > due


def what_words(asked: str, words: str) -> str:
    """What was asked, in a line: «vướng mắc của UBND xã Yên Hoa: loa hỏng»."""
    return f"{asked}: {_short(words)}"


def owing_line(one: Overdue, *, is_for_head: bool) -> str:
    """What stands on the desk of whoever is to answer."""
    head = ", báo lãnh đạo" if is_for_head else ""
    return f"Quá hạn trả lời {one.days} ngày làm việc{head}: {one.what}"


def waiting_line(noun: str, holder: str, days: int, words: str) -> str:
    """What stands on the desk of whoever asked."""
    return f"{holder} chưa trả lời {noun} đã nêu, quá hạn {days} ngày làm việc: {_short(words)}"


def letter_text(
    names: tuple[str, str], owing: Sequence[Overdue], waiting: Sequence[Overdue], on: date
) -> str:
    """The letter to a unit, from a sender: what it is to answer, what it waits for."""
    unit, sender = names
    lines = [f"Kính gửi {unit}."]
    if owing:
        lines += [
            f"Đến {short_date(on)}, {len(owing)} nội dung chờ đơn vị trả lời đã quá hạn:",
            *_numbered(owing),
            "Đề nghị đơn vị trả lời, hoặc chuyển nơi có thẩm quyền và nêu lý do.",
        ]
    if waiting:
        count = f"{len(waiting)} nội dung đơn vị đã nêu"
        lines += [
            f"Đến {short_date(on)}, {count} chưa được trả lời, nơi phải trả lời đã được nhắc:",
            *_numbered(waiting),
        ]
    if not any(one.link for one in (*owing, *waiting)):
        lines.append("Mở trên Loa, mục «Việc của tôi».")
    return "\n".join([*lines, f"Trân trọng, {sender}."])


def _short(words: str) -> str:
    return shortened(" ".join(words.split()), _MOST_WORDS)


def _numbered(rows: Sequence[Overdue]) -> list[str]:
    ordered = sorted(rows, key=lambda one: (one.due_on, one.what))
    return [
        f"{number}. {one.what}: hạn {short_date(one.due_on)}, quá hạn {one.days} ngày làm việc"
        f"{f'. Mở: {one.link}' if one.link else ''}"
        for number, one in enumerate(ordered, 1)
    ]


def letter_subject(lines: Sequence[str]) -> str:
    """What heads the letter: the one line, or how many there are."""
    if len(lines) == 1:
        return lines[0]
    return f"{len(lines)} nội dung quá hạn trả lời"
