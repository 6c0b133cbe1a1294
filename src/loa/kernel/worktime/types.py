"""The values of working time: sessions, days that differ, doubts, results and failures."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from loa.kernel.errors import DomainError

MICROSECOND = timedelta(microseconds=1)


class BeyondCalendar(DomainError):
    """The count leaves the years 1 to 9999, or runs over some three centuries at once."""

    code = "WORKTIME_BEYOND_CALENDAR"
    message_vi = "Thời hạn này vượt quá lịch. Hãy kiểm tra lại số ngày hoặc số giờ."


class WrongAmount(DomainError):
    """None or several of days, half days and time were given, or a negative one."""

    code = "WORKTIME_WRONG_AMOUNT"
    message_vi = "Hãy cho một thời hạn: số ngày, số buổi hoặc số giờ, không âm."


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of work inside a day: at the desk from `start` until `end`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        """Refuse an empty or backward session, and times with a zone of their own."""
        if self.start.tzinfo or self.end.tzinfo or self.start >= self.end:
            message = f"a session runs forward inside one day: {self.start}-{self.end}"
            raise ValueError(message)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class DaySchedule:
    """The sessions of one day in order; none means that nobody works."""

    sessions: tuple[Session, ...] = ()

    def __post_init__(self) -> None:
        """Refuse sessions out of order or sharing an instant of work."""
        for earlier, later in zip(self.sessions, self.sessions[1:], strict=False):
            if earlier.end > later.start:
                message = f"sessions overlap or are out of order: {earlier}, {later}"
                raise ValueError(message)

    @classmethod
    def of(cls, *sessions: str) -> "DaySchedule":
        """A schedule from words like "07:30-11:30"; raises ValueError where one is malformed."""
        return cls(
            tuple(
                Session(time.fromisoformat(start), time.fromisoformat(end))
                for start, end in (words.split("-") for words in sessions)
            )
        )

    def __bool__(self) -> bool:
        return bool(self.sessions)


CLOSED = DaySchedule()
CIVIL_SERVICE_DAY = DaySchedule.of("07:30-11:30", "13:30-17:00")
CIVIL_SERVICE_WEEK = (CIVIL_SERVICE_DAY,) * 5 + (CLOSED,) * 2


class DayKind(StrEnum):
    """How a day differs from its weekday; the codes are stored."""

    OFF = "OFF"
    WORKED = "WORKED"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from its weekday, by a document.

    `name` says why, for people; `cites` is the notice or decree. A WORKED day has `schedule`, or,
    where that is None, the hours of its weekday, or those of Monday on a weekday without work.
    """

    day: date
    kind: DayKind
    name: str
    cites: str
    verified: bool = True
    schedule: DaySchedule | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A span [from_, to) of which the calendar does not know all; `words` say what is missing."""

    from_: date
    to: date
    words: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a count ends.

    `begins` is where it began: the start as given, or the next (for a count back, the previous)
    working session. `warnings` name what the calendar does not know between them; where there is
    one, the end may move when that becomes known.
    """

    at: datetime
    begins: datetime
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worked:
    """The working time between two instants, negative when the second is earlier.

    `time` is time inside sessions; `days` counts working days after the day of the first instant,
    `half_days` the sessions after the session of the first instant.
    """

    time: timedelta
    days: int
    half_days: int
    warnings: tuple[str, ...]

    @property
    def minutes(self) -> float:
        """Working minutes."""
        return self.time / timedelta(minutes=1)

    @property
    def hours(self) -> float:
        """Working hours: hours of sessions."""
        return self.time / timedelta(hours=1)


class Mark(StrEnum):
    """What a day is to a count."""

    START = "START"
    COUNTED = "COUNTED"
    SKIPPED = "SKIPPED"
    WARNING = "WARNING"
    DUE = "DUE"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; `number` is the count so far, where the line counts."""

    mark: Mark
    day: date | None
    number: int | None
    words: str
    cites: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({self.cites})" if self.cites else self.words


@dataclass(frozen=True, slots=True)
class Explanation:
    """A count with its reasons, day by day."""

    reached: Reached
    lines: tuple[Line, ...]

    @property
    def words(self) -> list[str]:
        """The lines as people read them."""
        return [str(line) for line in self.lines]
