"""A child process behind the fence, seen from its parent: started, fed, heard, ended.

The child shuts itself in (`confinement`, `limits`) before it reads its first byte.
"""

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

import loa
from loa.kernel.fence.confinement import SIGNALLED

SOURCE = str(Path(loa.__file__).resolve().parents[1])
_CPU_SPENT = frozenset({-signal.SIGXCPU, SIGNALLED + signal.SIGXCPU})
_MEMORY_SPENT = frozenset({-signal.SIGABRT, SIGNALLED + signal.SIGABRT})
"""How native readers end when they want more memory than there is."""
_POLL = 0.005
_LOOK = 0.25
"""Seconds between two looks at how far the child is."""
_MOST_ANSWERED = 256 * 1024 * 1024


class ChildLate(Exception):
    """It was not done in the time allowed."""


class ChildTooLarge(Exception):
    """It wanted more memory than allowed, or answered more than its parent can hold."""


class ChildFailed(Exception):
    """It ended in any other way than by its answer."""


def command(module: str, *arguments: str) -> list[str]:
    """What the child runs: a module of ours, by our own interpreter."""
    return [sys.executable, "-m", module, *arguments]


def run_child(
    asked: list[str],
    data: bytes,
    *,
    seconds: float,
    take: Callable[[bytes], None],
    look: Callable[[], None],
) -> None:
    """Hand `data` to what `command` says; `take` gets its answer piece by piece.

    It has an empty folder and no environment, and is killed after `seconds` with all it started.
    `look` is called several times a second; what it raises ends the child.
    Raises ChildLate, ChildTooLarge, ChildFailed.
    """
    with tempfile.TemporaryDirectory(prefix="loa-extract-") as folder:
        child = subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            asked,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PYTHONPATH": SOURCE, "PYTHONSAFEPATH": "1", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            _exchange(child, data, time.monotonic() + seconds, take, look)
        finally:
            _end(child)
    if child.returncode in _CPU_SPENT:
        raise ChildLate
    if child.returncode in _MEMORY_SPENT:
        raise ChildTooLarge
    if child.returncode != 0:
        raise ChildFailed


def answer_of(asked: list[str], data: bytes, *, seconds: float) -> bytes:
    """The whole answer of a child that tells nothing on the way; raises as `run_child`."""
    pieces: list[bytes] = []
    run_child(asked, data, seconds=seconds, take=pieces.append, look=lambda: None)
    return b"".join(pieces)


def _exchange(
    child: "subprocess.Popen[bytes]",
    data: bytes,
    deadline: float,
    take: Callable[[bytes], None],
    look: Callable[[], None],
) -> None:
    """Hand `data` over and pass the answer on, never more of it than the house can hold."""
    if child.stdin is None or child.stdout is None:
        raise ChildFailed
    Thread(target=_feed, args=(child.stdin, data), daemon=True).start()
    left = _MOST_ANSWERED
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        while (wait := deadline - time.monotonic()) > 0:
            look()
            if not ready.select(min(wait, _LOOK)):
                continue
            piece = os.read(child.stdout.fileno(), 1 << 20)
            if not piece:
                _await_end(child.pid, deadline)
                return
            take(piece)
            left -= len(piece)
            if left < 0:
                raise ChildTooLarge
    raise ChildLate


def _await_end(pid: int, deadline: float) -> None:
    """Wait until the child has ended, without collecting it: until then its number is its own."""
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, pid, how) is None:
        if time.monotonic() > deadline:
            raise ChildLate
        time.sleep(_POLL)


def _feed(pipe: IO[bytes], data: bytes) -> None:
    """Write everything; a child that has ended early wants no more."""
    with suppress(OSError, ValueError):
        pipe.write(data)
        pipe.close()


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child and whatever it started, also when it has ended itself; close its pipes."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
