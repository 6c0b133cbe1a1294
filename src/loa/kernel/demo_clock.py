"""The clock of a demonstration: kept in its data folder, so that site, worker and commands agree.

It starts on a given day at nine in the morning and runs on with real seconds, so instants stay in
order; people step it forward. In a real folder there is no such clock.
"""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from loa.kernel import clock, installation
from loa.kernel.errors import DomainError

FILE = "clock.json"
FIRST_DAY = date(2022, 3, 10)
MORNING = time(9, 0)
"""When a day begins that was stepped to, and the first one."""

_FARTHEST = 366


class NotADemonstration(DomainError):
    """The clock of a real folder was to be stepped."""

    code = "CLOCK_NOT_A_DEMONSTRATION"
    message_vi = "Đây là dữ liệu thật: ngày giờ theo đồng hồ của máy, không đặt được."


class ClockBackwards(DomainError):
    """A day before the one the clock shows."""

    code = "CLOCK_BACKWARDS"
    message_vi = (
        "Đồng hồ minh họa chỉ đi tới. Chọn một ngày sau ngày đang hiện, hoặc bấm «Làm lại từ đầu»."
    )


class ClockTooFar(DomainError):
    """More than a year at once."""

    code = "CLOCK_TOO_FAR"
    message_vi = "Mỗi lần chỉ chuyển tới nhiều nhất một năm. Chọn ngày gần hơn."


class ClockUnreadable(DomainError):
    """The file or LOA_TODAY says nothing we understand."""

    code = "CLOCK_UNREADABLE"


@dataclass(frozen=True)
class _Setting:
    """The clock showed `shows` when the machine's clock said `since`; both in UTC."""

    shows: datetime
    since: datetime

    def at(self, moment: datetime) -> datetime:
        """What it shows at a moment of the machine's clock; if that was put back, it stands."""
        return self.shows + max(moment - self.since, timedelta())


class DemoClock:
    """The clock in one demonstration folder."""

    def __init__(
        self,
        data: Path,
        today: str = "",
        *,
        machine: Callable[[], datetime] = clock.system_now,
    ) -> None:
        """`today` is LOA_TODAY: the day, or day and time in Vietnam, on which it starts."""
        self._path = data / FILE
        self._first = _first_instant(today)
        self._machine = machine
        self._known: tuple[tuple[int, int], _Setting] | None = None

    def now(self) -> datetime:
        """The instant, in UTC."""
        return self._setting().at(self._machine())

    def today(self) -> date:
        """The day in Vietnam."""
        return clock.local_day(self.now())

    def step(self, *, days: int) -> date:
        """Go on by a number of days, to the morning; the day it shows then.

        Raises ClockBackwards, ClockTooFar.
        """
        with self._alone():
            return self._go_to(self.today() + timedelta(days=days))

    def set_to(self, day: date) -> date:
        """Go on to the morning of a day; the day it shows stays as it is, with its hour.

        Raises ClockBackwards, ClockTooFar.
        """
        with self._alone():
            return self._go_to(day)

    def step_to_working_day(self, is_working_day: Callable[[date], bool]) -> date:
        """Go on to the morning of the next working day. Raises ClockTooFar if a year has none."""
        with self._alone():
            today = self.today()
            days = (today + timedelta(days=n) for n in range(1, _FARTHEST + 1))
            day = next(filter(is_working_day, days), None)
            if day is None:
                raise ClockTooFar
            return self._go_to(day)

    def restart(self) -> datetime:
        """Show the first day again, for a demonstration that is built anew; the instant."""
        with self._alone():
            self._write(_Setting(self._first, self._machine()))
            return self.now()

    def _go_to(self, day: date) -> date:
        today = self.today()
        if day < today:
            raise ClockBackwards
        if (day - today).days > _FARTHEST:
            raise ClockTooFar
        if day > today:
            self._write(_Setting(clock.local_instant(day, MORNING), self._machine()))
        return self.today()

    def _setting(self) -> _Setting:
        """What the file says; read again only when it has changed."""
        try:
            state = self._path.stat()
        except FileNotFoundError:
            return self._begin()
        stamp = (state.st_mtime_ns, state.st_ino)
        if self._known is None or self._known[0] != stamp:
            self._known = (stamp, self._read())
        return self._known[1]

    def _read(self) -> _Setting:
        try:
            fields = json.loads(self._path.read_text(encoding="utf-8"))
            shows, since = (datetime.fromisoformat(fields[name]) for name in ("shows", "since"))
            return _Setting(shows.astimezone(UTC), since.astimezone(UTC))
        except (ValueError, KeyError, TypeError) as error:
            message = f"Không đọc được {self._path}: hãy xóa tệp này để đồng hồ chạy lại từ đầu."
            raise ClockUnreadable(message) from error

    def _begin(self) -> _Setting:
        """Write the first setting; of two who begin at once, one wins."""
        draft = self._draft(_Setting(self._first, self._machine()))
        try:
            # A hard link, unlike a rename, fails where the file stands already.
            os.link(draft, self._path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return self._read()

    def _write(self, setting: _Setting) -> None:
        self._draft(setting).replace(self._path)
        self._known = None

    def _draft(self, setting: _Setting) -> Path:
        fields = {"shows": setting.shows.isoformat(), "since": setting.since.isoformat()}
        draft = self._path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        draft.write_text(json.dumps(fields) + "\n", encoding="utf-8")
        installation.hand_over(draft)
        return draft

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One at a time steps the clock, in this process or another."""
        lock = self._path.with_suffix(".lock")
        with lock.open("a") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            if gate.tell() == 0:
                installation.hand_over(lock)
            yield


_installed: DemoClock | None = None


def install(data: Path, today: str) -> None:
    """Let the folder's own clock tell the time in this process, if it is a demonstration.

    Raises ClockUnreadable where LOA_TODAY is no day.
    """
    global _installed  # noqa: PLW0603  the one switch, thrown at start-up
    if not installation.is_demo(data):
        return
    _installed = DemoClock(data, today)
    clock.use(_installed.now)


def current() -> DemoClock | None:
    """The demonstration's clock, or None: then there is nothing to step and no banner."""
    return _installed


def require() -> DemoClock:
    """The demonstration's clock. Raises NotADemonstration."""
    if _installed is None:
        raise NotADemonstration
    return _installed


def _first_instant(today: str) -> datetime:
    if not today:
        return clock.local_instant(FIRST_DAY, MORNING)
    try:
        given = datetime.fromisoformat(today)
    except ValueError as error:
        message = f"LOA_TODAY={today} không phải là ngày: hãy ghi như 2022-03-10."
        raise ClockUnreadable(message) from error
    at = given.time() if "T" in today or " " in today else MORNING
    return clock.local_instant(given.date(), at)
