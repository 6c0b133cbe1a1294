"""Reading in a process of its own: a hostile file can waste that one, not the house."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import loa
from loa.foundation.files.extract.errors import BrokenFile, ExtractTimedOut
from loa.foundation.files.extract.media import MediaType
from loa.foundation.files.extract.reading import accepted_type, extract
from loa.foundation.files.extract.types import ExtractedText
from loa.foundation.files.extract.wire import unpacked

_SOURCE = str(Path(loa.__file__).resolve().parents[1])
_CPU_SPENT = -signal.SIGXCPU


def extract_isolated(data: bytes, name: str, *, seconds: int = 60) -> ExtractedText:
    """The text of a file from outside, read within limits of time, memory and files.

    Plain text is decoded here; Word and PDF files are opened by a child process that has an empty
    folder, no environment, and is killed after `seconds`. Raises what `extract` raises, and
    ExtractTimedOut; a child that dies in any other way means BrokenFile.
    """
    if accepted_type(data, name) is MediaType.TXT:
        return extract(data, name)
    with tempfile.TemporaryDirectory(prefix="loa-extract-") as folder:
        child = subprocess.Popen(  # noqa: S603  (our own interpreter and module, no shell)
            command(seconds),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={"PYTHONPATH": _SOURCE, "PYTHONSAFEPATH": "1", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            answer, _ = child.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise ExtractTimedOut from None
        finally:
            _end(child)
    if child.returncode == _CPU_SPENT:
        raise ExtractTimedOut
    if child.returncode != 0:
        raise BrokenFile
    return unpacked(answer)


def command(seconds: int) -> list[str]:
    """What the child runs: `__main__` of this folder."""
    return [sys.executable, "-m", "loa.foundation.files.extract", str(seconds)]


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child and whatever it started, if it still runs, and close its pipes."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            pipe.close()
