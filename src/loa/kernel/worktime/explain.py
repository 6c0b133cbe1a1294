"""A count told day by day: which days counted, which did not, and by which document."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loa.kernel.clock import TZ
from loa.kernel.words import capitalised, weekday_date
from loa.kernel.worktime.calendar import Calendar
from loa.kernel.worktime.types import Explanation, Line, Mark, Reached

_ONE = timedelta(days=1)
_UNSURE = "; chưa kiểm chứng"


def explain_add(
    calendar: Calendar,
    start: datetime,
    *,
    days: int | None = None,
    half_days: int | None = None,
    hours: float | None = None,
    minutes: float | None = None,
) -> Explanation:
    """`calendar.add` with its reasons: a line for each day passed and the sessions used.

    Raises what `add` raises.
    """
    reached = calendar.add(start, days=days, half_days=half_days, hours=hours, minutes=minutes)
    if days is not None:
        lines = list(_day_lines(calendar, start, reached))
    else:
        lines = list(_session_lines(calendar, start, reached, by_time=half_days is None))
    due = Line(Mark.DUE, reached.at.date(), None, f"Hạn: {_instant(reached.at)}.")
    warnings = [Line(Mark.WARNING, None, None, words) for words in reached.warnings]
    return Explanation(reached, (*lines, due, *warnings))


def day_reason(calendar: Calendar, day: date) -> tuple[str, str]:
    """(why the day is worked or not, the document cited); both empty for a usual working day."""
    special = calendar.special.get(day)
    if special is not None:
        return special.name, special.cites if special.verified else f"{special.cites}{_UNSURE}"
    return ("", "") if calendar.is_working_day(day) else ("nghỉ hằng tuần", "")


@dataclass
class _Count:
    """The number reached so far."""

    number: int = 0


def _day_lines(calendar: Calendar, start: datetime, reached: Reached) -> Iterator[Line]:
    zero, last = reached.begins.date(), reached.at.date()
    count = _Count()
    for day in _days(start.astimezone(TZ).date(), last):
        reason, cites = day_reason(calendar, day)
        if day == zero:
            words = "ngày bắt đầu, chưa tính (ngày 0)"
            yield Line(Mark.START, day, 0, _say(day, words, reason), cites)
        elif not calendar.is_working_day(day):
            yield Line(Mark.SKIPPED, day, None, _say(day, "không tính", reason), cites)
        elif day < zero:
            words = f"đã hết giờ làm việc, tính từ {_instant(reached.begins)}"
            yield Line(Mark.SKIPPED, day, None, _say(day, words, ""), "")
        else:
            count.number += 1
            words = f"ngày làm việc thứ {count.number}"
            yield Line(Mark.COUNTED, day, count.number, _say(day, words, reason), cites)


def _session_lines(
    calendar: Calendar, start: datetime, reached: Reached, *, by_time: bool
) -> Iterator[Line]:
    begins, at = reached.begins, reached.at
    count = _Count(number=0 if by_time else -1)
    for day in _days(start.astimezone(TZ).date(), at.date()):
        reason, cites = day_reason(calendar, day)
        sessions = calendar.schedule(day).sessions
        if not sessions:
            yield Line(Mark.SKIPPED, day, None, _say(day, "không tính", reason), cites)
        for session in sessions:
            opens = datetime.combine(day, session.start, TZ)
            closes = datetime.combine(day, session.end, TZ)
            if closes < begins or opens >= at or (by_time and closes == begins):
                continue
            if by_time:
                used = min(closes, at) - max(opens, begins)
                count.number += used // timedelta(minutes=1)
                words = f"{max(opens, begins):%H:%M}–{min(closes, at):%H:%M}, tính {_time(used)}"
            else:
                count.number += 1
                words = f"buổi {session}, " + (
                    f"buổi thứ {count.number}" if count.number else "buổi bắt đầu, chưa tính"
                )
            mark = Mark.COUNTED if by_time or count.number else Mark.START
            yield Line(mark, day, count.number, _say(day, words, reason), cites)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        if first == date.max:
            return
        first += _ONE


def _say(day: date, words: str, reason: str) -> str:
    because = f" – {reason}" if reason else ""
    return f"{capitalised(weekday_date(day))}: {words}{because}"


def _instant(at: datetime) -> str:
    return f"{at:%H:%M} {weekday_date(at.date())}"


def _time(used: timedelta) -> str:
    """«1 giờ 30 phút»; seconds only where there are any."""
    hours, rest = divmod(used, timedelta(hours=1))
    minutes, left = divmod(rest, timedelta(minutes=1))
    parts = [(hours, "giờ"), (minutes, "phút"), (left.seconds, "giây")]
    return " ".join(f"{n} {unit}" for n, unit in parts if n) or "0 phút"
