"""The clock: read once at the edge, passed down; days are days in Vietnam, instants are UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

TZ = ZoneInfo("Asia/Ho_Chi_Minh")


def system_now() -> datetime:
    """The instant by the machine's clock, in UTC."""
    return datetime.now(UTC)


_source: Callable[[], datetime] = system_now


def use(source: Callable[[], datetime]) -> None:
    """Let `source` tell the time from now on; only the start-up and tests call this."""
    global _source  # noqa: PLW0603  the one switch: a demonstration folder keeps its own clock
    _source = source


def now() -> datetime:
    """The instant, in UTC. Called by views, commands and jobs; nothing below them asks."""
    return _source()


def local_day(at: datetime) -> date:
    """The day in Vietnam at an instant: the date of law, whatever the server's zone."""
    return at.astimezone(TZ).date()


def local_instant(day: date, at: time) -> datetime:
    """The instant, in UTC, at which clocks in Vietnam show `at` on `day`."""
    return datetime.combine(day, at, TZ).astimezone(UTC)
