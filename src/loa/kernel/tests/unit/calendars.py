"""Random calendars, and a walk over them minute by minute that knows no sums."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from loa.kernel.clock import TZ
from loa.kernel.worktime import CLOSED, Calendar, DayKind, DaySchedule, Session, SpecialDay

FIRST = date(2024, 2, 1)
SPAN = 60
MINUTES = 24 * 60


def instant(minute: int) -> datetime:
    """The instant so many minutes after the beginning of FIRST."""
    return datetime.combine(FIRST, time(), TZ) + timedelta(minutes=minute)


@dataclass(frozen=True)
class Walk:
    """Every working minute, session (opening, closing) and day of a span, one by one."""

    minutes: list[int]
    sessions: list[tuple[int, int]]

    def session_at(self, at: int) -> int:
        """The first session that has not closed before `at`."""
        return next(k for k, (_, end) in enumerate(self.sessions) if end >= at)

    def session_back_at(self, at: int) -> int:
        """The last session that has opened by `at`."""
        return max(k for k, (start, _) in enumerate(self.sessions) if start <= at)

    @property
    def days(self) -> list[int]:
        """The days, counted from FIRST, that have a session."""
        return sorted({start // MINUTES for start, _ in self.sessions})

    def worked(self, a: int, b: int) -> int:
        """Working minutes in [a, b)."""
        return bisect_left(self.minutes, b) - bisect_left(self.minutes, a)


def walk(calendar: Calendar) -> Walk:
    """Look at every minute of the span, by the calendar's own word for each day."""
    minutes: list[int] = []
    sessions = []
    for number in range(SPAN):
        for session in calendar.schedule(FIRST + timedelta(days=number)).sessions:
            start, end = (
                number * MINUTES + at.hour * 60 + at.minute for at in (session.start, session.end)
            )
            sessions.append((start, end))
            minutes += range(start, end)
    return Walk(minutes, sessions)


@st.composite
def schedules(draw: st.DrawFn, smallest: int = 0) -> DaySchedule:
    """Up to three sessions at any minutes, some of them touching."""
    edges = sorted(draw(st.sets(st.integers(0, MINUTES - 1), min_size=2 * smallest, max_size=6)))
    if len(edges) == 3 and draw(st.booleans()):
        edges = [edges[0], edges[1], edges[1], edges[2]]
    at = [time(*divmod(edge, 60)) for edge in edges]
    return DaySchedule(tuple(Session(*pair) for pair in zip(at[::2], at[1::2], strict=False)))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Odd weeks with half days, days off in rows, worked days off with hours of their own."""
    hours = [draw(schedules(smallest=1)), *draw(st.lists(schedules(), min_size=1, max_size=2))]
    weekly = draw(st.lists(st.sampled_from([*hours, CLOSED]), min_size=6, max_size=6))
    weekly.insert(draw(st.integers(0, 6)), hours[0])
    numbers = draw(st.lists(st.integers(0, SPAN - 1), max_size=12))
    own = draw(st.none() | st.sampled_from([each for each in hours if each]))
    special = [
        SpecialDay(
            FIRST + timedelta(days=number),
            DayKind.WORKED if number % 3 == 0 else DayKind.OFF,
            "lý do",
            "văn bản",
            schedule=own if number % 3 == 0 else None,
        )
        for number in numbers
    ]
    return Calendar(weekly=tuple(weekly)).with_days(special)
