"""Which processes of the server live; numbers alone are not trusted, since they are used again."""

import os
import signal
import time
from pathlib import Path

_PROC = Path("/proc")
_PAUSE_S = 0.02


def postmaster_pid(cluster: Path) -> int | None:
    """The number of the live server of this cluster, or None."""
    pid = noted_pid(cluster)
    return pid if pid and works_in(pid, cluster) else None


def noted_pid(cluster: Path) -> int | None:
    """The number that the server wrote when it started, alive or not."""
    try:
        return int((cluster / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def is_taken(pid: int) -> bool:
    """Whether any process carries the number, be it one that ended and was not yet buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and was not yet buried does not."""
    if not is_taken(pid):
        return False
    try:
        state = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return not _PROC.is_dir()
    return state.rpartition(")")[2].split()[0] not in {"Z", "X"}


def works_in(pid: int, cluster: Path) -> bool:
    """Whether the process lives and is of this cluster: all of them work in its folder."""
    if not is_alive(pid):
        return False
    if not _PROC.is_dir():
        return True
    try:
        return (_PROC / str(pid) / "cwd").samefile(cluster)
    except OSError:
        return False


def leftovers(cluster: Path) -> list[int]:
    """Every live process of this cluster: after a kill -9 its children outlive it for a moment."""
    numbers = (int(entry.name) for entry in _PROC.glob("[0-9]*"))
    return [pid for pid in numbers if works_in(pid, cluster)]


def wait_until_gone(pid: int, cluster: Path, seconds: float) -> bool:
    """Whether the process ended in time."""
    end = time.monotonic() + seconds
    while works_in(pid, cluster):
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE_S)
    return True


def stop_process(pid: int, cluster: Path, seconds: float = 60) -> None:
    """Ask the server for a fast stop, then for an immediate one; rows are safe in both."""
    for sign in (signal.SIGINT, signal.SIGQUIT):
        try:
            os.kill(pid, sign)
        except ProcessLookupError:
            return
        if wait_until_gone(pid, cluster, seconds):
            return
