"""One site from a fresh folder to the end: served, alone, and gone without a trace."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from loa.foundation.database import facade as database

from . import crowd

pytestmark = pytest.mark.enable_socket

PROMPT_S = 5
GONE_S = 30
"""The site's own patience with what it was told to finish, and the database's end."""
MOST_MORE_MB = 40


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "loa.surfaces.cli.main", *arguments]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that every account may enter."""
    folder = Path(mkdtemp(prefix="loa-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def surroundings(place: Path) -> dict[str, str]:
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LOA_DATA": str(place / "data")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(surroundings: dict[str, str], port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The site while it answers."""
    with (
        log.open("wb") as said,
        subprocess.Popen(  # noqa: S603  our own words
            command("up", "--port", str(port)),
            env=surroundings,
            stderr=said,
            start_new_session=True,
        ) as site,
    ):
        try:
            end = time.monotonic() + 300  # a machine with more to do takes its time
            while b"Ctrl-C" not in log.read_bytes():
                assert site.poll() is None, log.read_text()
                assert time.monotonic() < end, log.read_text()
                time.sleep(0.1)
            yield site
        finally:
            site.terminate()
            site.wait(timeout=60)


def processes_with(data: Path) -> list[str]:
    """Live processes whose environment or work folder is of this data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state not in "ZX" and os.fsencode(data) in words:
            found.append((entry / "cmdline").read_text().replace("\0", " "))
    return found


@pytest.mark.long
def test_up_serves_alone_and_leaves_nothing(place: Path, surroundings: dict[str, str]) -> None:
    data, port = place / "data", free_port()
    with served(surroundings, port, place / "log") as site:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert json.load(answer)["status"] == "ok"
        assert len(processes_with(data)) >= 5
        check_second_up_is_refused(surroundings)
        check_port_in_use_is_refused(place, surroundings, port)
        check_nothing_runs_as_root(data, site.pid)
        check_large_files_fill_no_memory(data, port)
        with crowd.crowd(port):
            assert crowd.answered_within(port) < PROMPT_S
        check_one_dead_worker_is_not_noticed(data, port)
        check_what_is_killed_comes_back(data, port)

        with crowd.crowd(port, idle=50):
            began = time.monotonic()
            site.send_signal(signal.SIGINT)
            assert site.wait(timeout=60) == 0
            assert time.monotonic() - began < GONE_S
    assert processes_with(data) == []
    assert database.running_pid(data) is None
    assert json.loads((data / "loa.json").read_text())["kind"] == "real"


def check_large_files_fill_no_memory(data: Path, port: int) -> None:
    """J09: 200 MB go through the web processes, and are refused in words."""
    web = numbers_of(data, "granian")
    before = crowd.megabytes_of(web)
    answer = crowd.upload(port)
    assert answer.startswith(b"HTTP/1.1 413"), answer[:80]
    assert crowd.megabytes_of(web) - before < MOST_MORE_MB


def check_one_dead_worker_is_not_noticed(data: Path, port: int) -> None:
    """J09: the other one answers while it comes back."""
    web = numbers_of(data, "granian")
    os.kill(max(web), signal.SIGKILL)
    for _ in range(20):
        assert crowd.answered_within(port) < PROMPT_S
    end = time.monotonic() + 30
    while len(numbers_of(data, "granian")) < len(web):
        assert time.monotonic() < end
        time.sleep(0.1)


def check_second_up_is_refused(surroundings: dict[str, str]) -> None:
    second = subprocess.run(  # noqa: S603  our own words
        command("up", "--port", str(free_port())),
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "loa down" in second.stderr
    assert second.stderr.count("\n") == 1


def check_port_in_use_is_refused(place: Path, surroundings: dict[str, str], port: int) -> None:
    other = subprocess.run(  # noqa: S603  our own words
        command("up", "--port", str(port)),
        env=surroundings | {"LOA_DATA": str(place / "other")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 1
    assert f"--port {port + 1}" in other.stderr
    assert not (place / "other" / "postgres").exists()


def check_what_is_killed_comes_back(data: Path, port: int) -> None:
    """J07, J09: web, worker and database at once, by kill -9; thousands of writes: tests/kill."""
    database_pid = database.running_pid(data)
    assert database_pid is not None
    web, worker = numbers_of(data, "granian"), numbers_of(data, "loa.foundation.jobs.worker")
    for pid in (min(web), min(worker), database_pid):
        os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + 60
    while not is_well(port) or not numbers_of(data, "loa.foundation.jobs.worker") - worker:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert database.running_pid(data) not in {None, database_pid}
    assert not numbers_of(data, "granian") & {min(web)}


def is_well(port: int) -> bool:
    """Whether the site answers, and its database too."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except OSError:
        return False


def numbers_of(data: Path, words: str) -> set[int]:
    """The live processes of this data folder whose command holds the words."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = os.fsencode(data) in (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_text(errors="replace")
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        except OSError:
            continue
        if is_ours and words in command and state not in "ZX":
            found.add(int(entry.name))
    return found


def check_nothing_runs_as_root(data: Path, supervisor: int) -> None:
    """Only the supervisor itself may, where root started it."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            is_ours = os.fsencode(data) in (entry / "environ").read_bytes()
            owner = entry.stat().st_uid
        except OSError:
            continue
        if is_ours and int(entry.name) != supervisor:
            assert owner != 0, (entry / "cmdline").read_text()
