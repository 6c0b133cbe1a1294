"""Reading in a process of its own: a hostile file can waste that one, not the house."""

import json
from collections.abc import Callable

from loa.foundation.files.extract.errors import BrokenFile, ExtractTimedOut, FileTooComplex
from loa.foundation.files.extract.media import PICTURES, MediaType, image_type_of
from loa.foundation.files.extract.photos import CleanImage
from loa.foundation.files.extract.reading import accepted_type, extract
from loa.foundation.files.extract.types import ExtractedText
from loa.foundation.files.extract.wire import Answer, Job, unpacked, unpacked_photo
from loa.kernel.fence import child
from loa.kernel.fence.confinement import Fences

_SECONDS = 60
_SCAN_SECONDS = 240
"""Scans are read page by page, some seconds each; what was read by then is answered."""
_PATIENT_SCAN_SECONDS = 600
_PHOTO_SECONDS = 30
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
    answer = Answer()

    def look() -> None:
        if watch is not None:
            watch(*answer.pages)

    try:
        child.run_child(command(job, seconds), data, seconds=seconds, take=answer.take, look=look)
    except child.ChildLate:
        raise ExtractTimedOut from None
    except child.ChildTooLarge:
        raise FileTooComplex from None
    except child.ChildFailed:
        raise BrokenFile from None
    return answer.whole()


def command(job: Job, seconds: int) -> list[str]:
    """What the child runs: `__main__` of this folder."""
    return child.command("loa.foundation.files.extract", job.value, str(seconds))
