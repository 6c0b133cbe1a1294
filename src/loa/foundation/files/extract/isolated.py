"""Reading in a process of its own: a hostile file can waste that one, not the house."""

import json
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
from loa.foundation.files.extract.confinement import SIGNALLED, Fences
from loa.foundation.files.extract.errors import BrokenFile, ExtractTimedOut, FileTooComplex
from loa.foundation.files.extract.media import PICTURES, MediaType, image_type_of
from loa.foundation.files.extract.photos import CleanImage
from loa.foundation.files.extract.reading import accepted_type, extract
from loa.foundation.files.extract.types import ExtractedText
from loa.foundation.files.extract.wire import Answer, Job, unpacked, unpacked_photo

_SOURCE = str(Path(loa.__file__).resolve().parents[1])
_CPU_SPENT = frozenset({-signal.SIGXCPU, SIGNALLED + signal.SIGXCPU})
_MEMORY_SPENT = frozenset({-signal.SIGABRT, SIGNALLED + signal.SIGABRT})
"""How native readers end when they want more memory than there is."""
_SECONDS = 60
_SCAN_SECONDS = 240
"""Scans are read page by page, some seconds each; what was read by then is answered."""
_PATIENT_SCAN_SECONDS = 600
_PHOTO_SECONDS = 30
_POLL = 0.005
_LOOK = 0.25
"""Seconds between two looks at how far the child is."""
_MAX_ANSWER = 256 * 1024 * 1024
_SLOW = frozenset({MediaType.PDF, *PICTURES})
Watch = Callable[[int, int], None]
"""Is told how many pages were read, and of how many."""


def extract_isolated(
    data: bytes,
    name: str,
    *,
    seconds: int | None = None,
    is_patient: bool = False,
    watch: Watch | None = None,
) -> ExtractedText:
    """The text of a file from outside, read within limits of time, memory and files.

    Plain text is decoded here; all else is opened by a child process that has an empty folder, no
    environment, no network and no sight of the house's files, and is killed after `seconds`: 60,
    240 for what may be a scan, 600 where `is_patient` says that no page waits. `watch` is called
    several times a second with the pages of a scan that were read and how many there are, 0 of 0
    while that is not known; what it raises ends the reading. Raises what `extract` raises, and
    ExtractTimedOut; a child that dies in any other way means BrokenFile.
    """
    media_type = accepted_type(data, name)
    if media_type is MediaType.TXT:
        return extract(data, name)
    job = Job.OLD_WORD if media_type is MediaType.DOC else Job.TEXT
    scan_seconds = _PATIENT_SCAN_SECONDS if is_patient else _SCAN_SECONDS
    allowed = seconds or (scan_seconds if media_type in _SLOW else _SECONDS)
    return unpacked(run(job, data, seconds=allowed, watch=watch))


def clean_image_isolated(data: bytes) -> CleanImage:
    """A photo drawn anew by `clean_image` in a process of its own; raises what that raises."""
    answer = run(Job.PHOTO, data, seconds=_PHOTO_SECONDS)
    return unpacked_photo(answer, image_type_of(data))


def fences_here() -> Fences:
    """What this machine's kernel lets the reading process shut itself off from."""
    return Fences(**json.loads(run(Job.PROBE, b"", seconds=_PHOTO_SECONDS)))


def run(job: Job, data: bytes, *, seconds: int, watch: Watch | None = None) -> bytes:
    """What the child answers to `data`. Raises ExtractTimedOut, BrokenFile, FileTooComplex."""
    with tempfile.TemporaryDirectory(prefix="loa-extract-") as folder:
        child = subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            command(job, seconds),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PYTHONPATH": _SOURCE, "PYTHONSAFEPATH": "1", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            answer = _exchange(child, data, time.monotonic() + seconds, watch or _unwatched)
        finally:
            _end(child)
    if child.returncode in _CPU_SPENT:
        raise ExtractTimedOut
    if child.returncode in _MEMORY_SPENT:
        raise FileTooComplex
    if child.returncode != 0:
        raise BrokenFile
    return answer


def command(job: Job, seconds: int) -> list[str]:
    """What the child runs: `__main__` of this folder."""
    return [sys.executable, "-m", "loa.foundation.files.extract", job.value, str(seconds)]


def _exchange(
    child: "subprocess.Popen[bytes]", data: bytes, deadline: float, watch: Watch
) -> bytes:
    """Hand `data` over and take the answer, never more of it than the house can hold."""
    if child.stdin is None or child.stdout is None:
        raise BrokenFile
    Thread(target=_feed, args=(child.stdin, data), daemon=True).start()
    answer = Answer()
    left = _MAX_ANSWER
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        while (wait := deadline - time.monotonic()) > 0:
            watch(*answer.pages)
            if not ready.select(min(wait, _LOOK)):
                continue
            piece = os.read(child.stdout.fileno(), 1 << 20)
            if not piece:
                _await_end(child.pid, deadline)
                return answer.whole()
            answer.take(piece)
            left -= len(piece)
            if left < 0:
                raise FileTooComplex
    raise ExtractTimedOut


def _unwatched(read: int, pages: int) -> None:
    """Nobody looks."""


def _await_end(pid: int, deadline: float) -> None:
    """Wait until the child has ended, without collecting it: until then its number is its own."""
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, pid, how) is None:
        if time.monotonic() > deadline:
            raise ExtractTimedOut
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
