"""The supervisor with programs of its own kind: it revives, it gives up, it leaves nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from loa.foundation.database import facade as database
from loa.foundation.database.facade import Account
from loa.surfaces.cli import site
from loa.surfaces.cli.supervisor import Program, Supervisor, _has_left

SLEEP = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
PARENT = (
    "import subprocess, sys, time;"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"
)


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def of_group(group: int) -> list[str]:
    """Live processes of a group."""
    done = subprocess.run(
        ["/bin/ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True
    )
    pairs = (line.split() for line in done.stdout.splitlines())
    return [state for number, state in pairs if int(number) == group and state[0] not in "ZX"]


@pytest.fixture
def make() -> Iterator[Callable[..., Supervisor]]:
    """Supervisors of python one-liners, stopped at the end."""
    made = []

    def build(*codes: str) -> Supervisor:
        programs = [Program(code, [sys.executable, "-c", code]) for code in codes]
        me = Account("me", os.geteuid(), os.getegid())
        made.append(Supervisor(programs, account=me, surroundings=os.environ))
        return made[-1]

    yield build
    for supervisor in made:
        supervisor.stop()


def test_watch_revives_a_program_that_was_killed(
    make: Callable[..., Supervisor], capfd: pytest.CaptureFixture[str]
) -> None:
    supervisor = make(SLEEP)
    supervisor.start()
    program = supervisor._programs[0]  # noqa: SLF001  the process is what the test is about
    assert program.process is not None
    first = program.process.pid
    turns = iter(range(100))

    def look() -> None:
        if next(turns) == 0:
            os.kill(first, signal.SIGKILL)
        elif program.process is not None and program.process.pid != first:
            signal.raise_signal(signal.SIGTERM)

    before = {
        sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    supervisor.listen()
    try:
        assert supervisor.watch(look) == 0
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
    assert "khởi động lại" in capfd.readouterr().err


def test_watch_gives_up_on_a_program_that_cannot_live(
    make: Callable[..., Supervisor], capfd: pytest.CaptureFixture[str]
) -> None:
    supervisor = make("raise SystemExit(3)")
    supervisor.start()
    assert supervisor.watch(lambda: None) == 1
    assert "mã 3" in capfd.readouterr().err


@pytest.mark.parametrize("code", [SLEEP, PARENT, STUBBORN])
def test_stop_leaves_nothing(
    make: Callable[..., Supervisor], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr("loa.surfaces.cli.supervisor._PATIENCE_S", 1)
    supervisor = make(code)
    supervisor.start()
    process = supervisor._programs[0].process  # noqa: SLF001  as above
    assert process is not None
    wait_for(lambda: len(of_group(process.pid)) == (2 if code == PARENT else 1))
    time.sleep(0.2)
    supervisor.stop()
    assert of_group(process.pid) == []


@pytest.mark.parametrize("sign", ["INT", "HUP", "TERM", "KILL"])
def test_has_left_sees_what_make_was_told(tmp_path: Path, sign: str) -> None:
    """Make passes on neither SIGINT nor SIGHUP: it waits, and its child must notice."""
    child = (
        "import os, sys, time; sys.path.insert(0, sys.argv[1]);"
        "from loa.surfaces.cli.supervisor import _has_left; parent = os.getppid();"
        "open('ready', 'w').close();\n"
        "while not _has_left(parent): time.sleep(0.02)\n"
        "open('noticed', 'w').close()"
    )
    (tmp_path / "child.py").write_text(child)
    source = Path(__file__).parents[2] / "src"
    (tmp_path / "Makefile").write_text(f"run:\n\t@exec {sys.executable} child.py {source}\n")
    # Under nohup, or behind a shell's &, make would inherit the signal as ignored.
    with subprocess.Popen(
        ["/usr/bin/env", "--default-signal=INT,HUP,TERM", "/usr/bin/make", "run"],
        cwd=tmp_path,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as make_process:
        try:
            wait_for((tmp_path / "ready").exists)
            assert not (tmp_path / "noticed").exists()
            make_process.send_signal(getattr(signal, f"SIG{sign}"))
            if sign == "TERM":
                make_process.wait(timeout=20)  # make passes this one on: nothing is left to notice
            else:
                wait_for((tmp_path / "noticed").exists)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(make_process.pid, signal.SIGKILL)


def test_has_left_parent_that_is_gone() -> None:
    assert _has_left(os.getppid() + 1)
    assert not _has_left(os.getppid())


def test_database_that_does_not_start_is_tried_again_and_then_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It may have died again while it recovered; one that is gone for good ends the site."""
    (tmp_path / "data" / "run").mkdir(parents=True)
    (tmp_path / "data" / "run" / "postgres.made").touch()
    monkeypatch.setattr(settings, "DATABASE_IS_EMBEDDED", True)
    monkeypatch.setattr(settings, "LOA_DATA", tmp_path / "data")
    me = Account("me", os.geteuid(), os.getegid())
    watch = site.DatabaseWatch(Supervisor([], account=me, surroundings={}))
    for _ in range(4):
        watch.look()
        assert "Thử lại" in capfd.readouterr().err
    with pytest.raises(database.CannotStart):
        watch.look()
