"""The demonstration's clock: kept in its folder, only ever forward, only in a demonstration."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from loa.kernel import clock, demo_clock, installation
from loa.kernel.demo_clock import DemoClock

NINE = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)


class Machine:
    """The clock of a machine, moved by hand."""

    def __init__(self) -> None:
        """Some day in 2026."""
        self.shows = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The instant."""
        return self.shows

    def run(self, **span: float) -> None:
        """Let time go by."""
        self.shows += timedelta(**span)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def demo(tmp_path: Path, machine: Machine) -> DemoClock:
    return DemoClock(tmp_path, machine=machine)


@pytest.fixture
def _clock_put_back() -> Iterator[None]:
    yield
    clock.use(clock.system_now)
    demo_clock._installed = None  # noqa: SLF001  back to how the process began


def test_starts_on_the_tenth_of_march_at_nine(demo: DemoClock) -> None:
    assert (demo.now(), demo.today()) == (NINE, date(2022, 3, 10))


@pytest.mark.parametrize(
    ("today", "starts"),
    [
        ("2022-04-01", datetime(2022, 4, 1, 2, 0, tzinfo=UTC)),
        ("2022-04-01T00:30", datetime(2022, 3, 31, 17, 30, tzinfo=UTC)),
    ],
)
def test_starts_on_loa_today(
    tmp_path: Path, machine: Machine, today: str, starts: datetime
) -> None:
    assert DemoClock(tmp_path, today, machine=machine).now() == starts


def test_loa_today_that_is_no_day(tmp_path: Path) -> None:
    with pytest.raises(demo_clock.ClockUnreadable, match="LOA_TODAY=10/3/2022"):
        DemoClock(tmp_path, "10/3/2022")


def test_runs_on_with_real_seconds(demo: DemoClock, machine: Machine) -> None:
    demo.now()
    machine.run(minutes=5)
    assert demo.now() == NINE + timedelta(minutes=5)


def test_stands_while_the_machine_is_put_back(demo: DemoClock, machine: Machine) -> None:
    demo.now()
    machine.run(hours=-2)
    assert demo.now() == NINE


def test_another_process_sees_each_step(demo: DemoClock, tmp_path: Path, machine: Machine) -> None:
    other = DemoClock(tmp_path, "2030-01-01", machine=machine)
    assert demo.step(days=1) == date(2022, 3, 11)
    assert other.now() == demo.now() == NINE + timedelta(days=1)
    assert other.set_to(date(2022, 3, 14)) == demo.today() == date(2022, 3, 14)


def test_step_ends_in_the_morning(demo: DemoClock, machine: Machine) -> None:
    demo.now()
    machine.run(hours=14)
    assert demo.step(days=1) == date(2022, 3, 11)
    assert demo.now() == NINE + timedelta(days=1)


def test_set_to_the_day_it_shows_keeps_the_hour(demo: DemoClock, machine: Machine) -> None:
    demo.now()
    machine.run(hours=3)
    assert demo.set_to(date(2022, 3, 10)) == date(2022, 3, 10)
    assert demo.now() == NINE + timedelta(hours=3)


def test_step_to_working_day(demo: DemoClock) -> None:
    demo.step(days=1)
    assert demo.step_to_working_day(lambda day: day.weekday() < 5) == date(2022, 3, 14)


def test_step_to_working_day_where_there_is_none(demo: DemoClock) -> None:
    with pytest.raises(demo_clock.ClockTooFar):
        demo.step_to_working_day(lambda _: False)


def test_never_backwards(demo: DemoClock) -> None:
    with pytest.raises(demo_clock.ClockBackwards):
        demo.set_to(date(2022, 3, 9))
    with pytest.raises(demo_clock.ClockBackwards):
        demo.step(days=-1)
    assert demo.now() == NINE


def test_never_too_far(demo: DemoClock) -> None:
    with pytest.raises(demo_clock.ClockTooFar):
        demo.set_to(date(2222, 3, 9))


def test_restart_shows_the_first_day_again(demo: DemoClock) -> None:
    demo.step(days=30)
    assert demo.restart() == demo.now() == NINE


def test_steps_at_once_each_count(tmp_path: Path, machine: Machine) -> None:
    def step(_: int) -> None:
        DemoClock(tmp_path, machine=machine).step(days=1)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(step, range(12)))
    assert DemoClock(tmp_path, machine=machine).today() == date(2022, 3, 22)


def test_damaged_file_says_what_to_do(demo: DemoClock, tmp_path: Path) -> None:
    (tmp_path / demo_clock.FILE).write_text("{", encoding="utf-8")
    with pytest.raises(demo_clock.ClockUnreadable, match="hãy xóa tệp này"):
        demo.now()


@pytest.mark.usefixtures("_clock_put_back")
def test_install_in_a_demonstration(tmp_path: Path) -> None:
    installation.create(tmp_path, installation.Kind.DEMO, at=NINE, version="0")
    demo_clock.install(tmp_path, "2022-05-04")
    assert clock.local_day(clock.now()) == date(2022, 5, 4)
    demo_clock.require().step(days=2)
    assert clock.local_day(clock.now()) == date(2022, 5, 6)


@pytest.mark.usefixtures("_clock_put_back")
@pytest.mark.parametrize("is_made", [True, False])
def test_install_refused_in_a_real_folder(tmp_path: Path, *, is_made: bool) -> None:
    if is_made:
        installation.create(tmp_path, installation.Kind.REAL, at=NINE, version="0")
    demo_clock.install(tmp_path, "2022-05-04")
    assert demo_clock.current() is None
    assert clock.now() - clock.system_now() < timedelta(seconds=5)
    with pytest.raises(demo_clock.NotADemonstration):
        demo_clock.require()
    assert not (tmp_path / demo_clock.FILE).exists()
