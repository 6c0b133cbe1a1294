"""By when whoever was asked replies: days of the policy, and of its reminders."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from loa.kernel.places import data_dir
from loa.kernel.words import shortened
from loa.kernel.worktime import Calendar

_MOST_WORDS = 120


class ReplyTime(NamedTuple):
    """How many working days each level has from a day on, and what says so.

    Who waits and who is waited for are told `remind` working days after the last day.
    """

    in_force_from: date
    verified: bool
    cites: str
    days: Mapping[str, int]
    remind: Sequence[int]
    made_up: int


@cache
def reply_times(subject: str) -> tuple[ReplyTime, ...]:
    """The rows of data/plans/<subject>.toml, newest first."""
    path = data_dir() / "plans" / f"{subject}.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = [ReplyTime(**row) for row in raw["reply"]]
    return tuple(sorted(rows, key=lambda row: row.in_force_from, reverse=True))


def reply_time(subject: str, on: date) -> ReplyTime:
    """The row of the day; before the first one, that one."""
    rows = reply_times(subject)
    return next((row for row in rows if row.in_force_from <= on), rows[-1])


def due_on(subject: str, reached_on: date, level: str, calendar: Calendar) -> date:
    """The last day in time for a holder of that level; the day on which it came does not count."""
    return calendar.nth_after(reached_on, reply_time(subject, reached_on).days[level.lower()])


def reminder_on(policy: ReplyTime, due: date, on: date, calendar: Calendar) -> date | None:
    """The day of the last reminder of an overdue answer that has come.

    None before the first, and where the last is past by more than is made up for.
    """
    days = [day for n in policy.remind if (day := calendar.nth_after(due, n)) <= on]
    if not days or calendar.nth_after(days[-1], policy.made_up) < on:
        return None
    return days[-1]


def overdue_words(noun: str, who: str, days: int, words: str, *, is_holder: bool) -> str:
    """What whoever is to answer reads (`who` asked), or who asked (`who` is to answer).

    `noun` is what was asked: «vướng mắc», «câu hỏi».
    """
    about = shortened(words, _MOST_WORDS)
    if is_holder:
        return f"Quá hạn trả lời {days} ngày làm việc: {noun} của {who}: {about}"
    return f"{who} chưa trả lời {noun} đã nêu, quá hạn {days} ngày làm việc: {about}"
