"""How long files take that a page waits for: of each kind the slowest of the corpus.

The reference is the reading process that opens nothing: what any file costs at least.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bench._corpus import SHARED
from bench._rows import NothingToMeasure, Row, at_most, run
from loa.foundation.documents.facade import parse
from loa.foundation.files.extract.facade import (
    ExtractTimedOut,
    NoteCode,
    extract_isolated,
    fences_here,
    media_type_of,
)
from loa.modules.plans.rules.uploading import AT_ONCE_SECONDS, are_quick

_FOLDERS = ("corpus/plans/originals", "corpus/law/nd-30-2020", "corpus/plans")
_KINDS = {".docx", ".xlsx", ".xls", ".ods", ".csv", ".txt", ".pdf"}
_MOST = 5


def measure() -> Iterator[Row]:
    """A row for each kind; PDF files that turn out to be scans are left to the queue, as there."""
    quick = quick_files()
    if not quick:
        message = f"no documents below {SHARED}"
        raise NothingToMeasure(message)
    start = seconds_of(fences_here)
    for kind, paths in sorted(quick.items()):
        taken = [took for path in paths if (took := seconds_to_read(path)) is not None]
        if taken:
            name = f"slowest of {len(taken)} {kind}, {len(paths) - len(taken)} left to the queue"
            yield at_most(name, max(taken), start, AT_ONCE_SECONDS, "s of processor")


def quick_files() -> dict[str, list[Path]]:
    """The largest files that the rule reads at once, some of each ending."""
    found: dict[str, list[Path]] = defaultdict(list)
    for folder in _FOLDERS:
        for path in sorted((SHARED / folder).glob("*")):
            if path.suffix in _KINDS and is_quick(path):
                found[path.suffix].append(path)
    return {
        kind: sorted(paths, key=lambda path: -path.stat().st_size)[:_MOST]
        for kind, paths in found.items()
    }


def is_quick(path: Path) -> bool:
    """Whether a page would wait for this file alone."""
    media_type = media_type_of(path.read_bytes())
    return media_type is not None and are_quick([(media_type.value, path.stat().st_size)])


def seconds_to_read(path: Path) -> float | None:
    """Seconds of processor for its text and what it says; None where the queue reads it."""
    is_left = False

    def read() -> None:
        nonlocal is_left
        try:
            found = extract_isolated(path.read_bytes(), path.name, seconds=AT_ONCE_SECONDS)
        except ExtractTimedOut:
            is_left = True
            return
        is_left = found.has(NoteCode.UNREAD_PAGES) or found.has(NoteCode.READ_BY_MACHINE)
        parse(found.text, found.tables, is_laid_out=found.is_laid_out)

    took = seconds_of(read)
    return None if is_left else took


def seconds_of(work: Callable[[], object]) -> float:
    """Seconds of processor of a work and of the processes that it started."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


if __name__ == "__main__":
    sys.exit(run(measure))
