"""Read damaged and hostile files for some minutes: no crash, no hang, no growing memory.

    bin/fuzz MINUTES PARSER        PARSER: docx, pdf, image, doc, sheet, csv, text, people

A worker reads one file after another; this program watches it. Damaged files are read in the worker
itself, as the reading process would; hostile ones (`tests.fuzz.hostile`) behind the fence, where
running out of time or memory is an answer too. What is found is kept in var/fuzz with the seed that
made it, and the exit code is 1. A .doc costs a start of LibreOffice, seconds each; of `doc` it is
also told how many were given to it.
"""

import ctypes
import gc
import multiprocessing
import multiprocessing.connection
import os
import random
import subprocess
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.hostile.making import MAKERS
from tests.fuzz.mutation import mutated
from tests.fuzz.seeds import seeds_for

from loa.foundation.documents.facade import parse
from loa.foundation.files.extract.facade import ExtractedText, extract, extract_isolated
from loa.foundation.files.extract.media import MediaType, media_type_of
from loa.foundation.files.extract.old_word_container import refuse_hopeless
from loa.foundation.orgs.people_sheet import read_sheet
from loa.foundation.orgs.workbook_cells import cells_of
from loa.kernel.errors import DomainError
from loa.kernel.fence.limits import Limits, limit

_HANGS_AFTER = 40.0
"""Seconds of its own processor time after which a worker without an answer hangs."""
_STANDS_AFTER = 600.0
"""Seconds of the clock without an answer: it waits for what never comes."""
_SLOW = 10.0
"""Seconds of processor that one damaged file may cost."""
_HOSTILE = 0.3
"""The share of hostile files among all."""
_FENCED_SECONDS = {"doc": 60}
_OTHERS_FENCED = 12
"""Of the clock, for a hostile file: less than the house allows, to see more of them."""
_SMALL = 100_000
"""Bytes of a hostile file that may be damaged besides."""
_WARM_UP = 40
_GROWTH = 60
"""Megabytes that a worker may grow by after its first files; caches of fonts and arenas settle."""
_KEPT = Path(__file__).resolve().parents[2] / "var" / "fuzz"
_NAMES = {"text": "a.txt", "sheet": "a.xlsx", "csv": "a.csv"}


@dataclass
class Figures:
    """What was seen of the files read so far; seconds are processor time, `growth` bytes."""

    found: list[str] = field(default_factory=list)
    count: int = 0
    answered: int = 0
    hostile: int = 0
    office: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_file: str = "none"
    growth: int = 0


def main(minutes: float, parser: str) -> int:
    """Fuzz and print the figures; 1 when anything was found."""
    end = time.monotonic() + 60 * minutes
    figures = Figures()
    round_number = 0
    while time.monotonic() < end:
        round_number += 1
        ours, theirs = multiprocessing.Pipe()
        seed = f"{parser}-{round_number}-{random.randrange(10**9)}"  # noqa: S311
        worker = multiprocessing.Process(target=_work, args=(parser, seed, theirs), daemon=True)
        worker.start()
        theirs.close()
        whole = _watch(worker, ours, seed, figures, end)
        worker.kill()
        worker.join()
        if whole:
            (_KEPT / f"{seed}.bin").unlink(missing_ok=True)
    if figures.growth > _GROWTH * 10**6:
        figures.found.append(f"memory grew by {figures.growth / 1e6:.0f} MB")
    print(  # noqa: T201  the figures are what was asked for
        f"{parser}: {figures.count} files in {minutes:g} min, {figures.hostile} of them hostile"
        f"{f', {figures.office} given to LibreOffice' if parser == 'doc' else ''}; "
        f"{figures.answered} read, refused {dict(figures.refusals.most_common())}; "
        f"slowest {figures.slowest:.1f} s of processor "
        f"({figures.slowest_file}); memory +{figures.growth / 1e6:.0f} MB; "
        f"{len(figures.found)} found"
    )
    for one in figures.found[:20]:
        print("  " + one)  # noqa: T201
    return 1 if figures.found else 0


def _watch(
    worker: multiprocessing.Process,
    pipe: "multiprocessing.connection.Connection",
    seed: str,
    figures: Figures,
    end: float,
) -> bool:
    """Take the answers of one worker until time is up; False where it hangs or ends before."""
    pid = worker.pid or 0
    first = last = read = 0
    while time.monotonic() < end:
        if not _answers(pipe, pid):
            figures.found.append(f"hang: {seed} file {read + 1}")
            return False
        try:
            what, detail, spent, is_hostile, is_for_office = pipe.recv()
        except EOFError:
            worker.join()
            figures.found.append(f"crash {worker.exitcode}: {seed}")
            return False
        read += 1
        figures.count += 1
        figures.hostile += is_hostile
        figures.office += is_for_office
        figures.answered += what == "answer"
        if what == "refused":
            figures.refusals[detail] += 1
        if spent > figures.slowest:
            figures.slowest, figures.slowest_file = spent, f"{seed} file {read}"
        if spent > _SLOW:
            figures.found.append(f"{spent:.0f} s of processor: {seed} file {read}")
        if what == "raised":
            figures.found.append(f"{seed}: {detail}")
        last = _memory(pid)
        first = last if read <= _WARM_UP else first
    figures.growth = max(figures.growth, last - first)
    return True


def _answers(pipe: "multiprocessing.connection.Connection", pid: int) -> bool:
    """Wait for an answer; False when the worker spent its time without one.

    Judged by the worker's own processor time: a busy machine gives a nice one little of the clock.
    """
    began, spent = time.monotonic(), _processor(pid)
    while not pipe.poll(1.0):
        if _processor(pid) - spent > _HANGS_AFTER or time.monotonic() - began > _STANDS_AFTER:
            return False
    return True


def _work(parser: str, seed: str, pipe: "multiprocessing.connection.Connection") -> None:
    """Read damaged files for ever; each is on disk before it is read, so that a crash keeps it."""
    os.nice(10)
    rng = random.Random(seed)  # noqa: S311  the same files again for the same seed
    seeds = seeds_for(parser)
    limit(Limits(seconds=100_000, memory=3072, written=96, open_files=512))
    _KEPT.mkdir(parents=True, exist_ok=True)
    place = _KEPT / f"{seed}.bin"
    trim = ctypes.CDLL(None).malloc_trim
    gc.freeze()
    while True:
        is_hostile = bool(MAKERS[parser]) and rng.random() < _HOSTILE
        data = _hostile(rng, parser, place) if is_hostile else _damaged(rng, seeds)
        place.write_bytes(data)
        is_for_office = parser == "doc" and _is_for_office(data)
        began = time.process_time()
        try:
            if parser == "people":
                _list_of_people(data, is_hostile=is_hostile)
            else:
                _understand(_read(data, parser, is_hostile=is_hostile))
            answer = ("answer", "")
        except DomainError as refusal:
            answer = ("refused", refusal.code) if str(refusal) else ("raised", "without words")
        except BaseException as fault:  # noqa: BLE001  anything else is what is looked for
            answer = _judged(fault)
            if answer[0] == "raised":
                place.rename(_KEPT / f"{seed}-{time.time_ns()}.bin")
        spent = time.process_time() - began
        del data
        gc.collect()
        trim(0)  # what is free goes back; what is held is what grows
        pipe.send((*answer, spent, is_hostile, is_for_office))
        place.unlink(missing_ok=True)


def _is_for_office(data: bytes) -> bool:
    """Whether LibreOffice is started for this file."""
    if media_type_of(data) is not MediaType.DOC:
        return False
    try:
        refuse_hopeless(data)
    except DomainError:
        return False
    return True


def _judged(fault: BaseException) -> tuple[str, str]:
    """A native reader that gives up ends the house's reading process: a broken file."""
    if type(fault).__name__ == "PanicException":
        return "refused", "PANIC"
    return "raised", traceback.format_exc()[-1500:]


def _damaged(rng: random.Random, seeds: list[bytes]) -> bytes:
    return mutated(rng, rng.choice(seeds), rng.choice(seeds))


def _hostile(rng: random.Random, parser: str, place: Path) -> bytes:
    """A file of one of the generators; a small one is damaged now and then besides.

    It is made in a process of its own, so that the worker's memory is that of reading.
    """
    seed = str(rng.randrange(10**9))
    command = [sys.executable, "-m", "tests.fuzz.hostile.making", parser, seed, str(place)]
    subprocess.run(command, check=True)  # noqa: S603  our own module, no shell
    data = place.read_bytes()
    is_loose = len(data) < _SMALL and not data.startswith(b"PK")
    return mutated(rng, data, data) if is_loose and rng.random() < _HOSTILE else data


def _read(data: bytes, parser: str, *, is_hostile: bool) -> ExtractedText:
    name = _NAMES.get(parser, "a")
    if is_hostile:
        seconds = _FENCED_SECONDS.get(parser, _OTHERS_FENCED)
        return extract_isolated(data, name, seconds=seconds)
    return extract(data, name, until=_until(parser))


def _list_of_people(data: bytes, *, is_hostile: bool) -> None:
    """The cells of a list of people: a damaged workbook is opened in this process."""
    if data.startswith(b"PK") and not is_hostile:
        cells_of(data)
    else:
        read_sheet(data)


def _understand(found: ExtractedText) -> None:
    """Seek the structure; the text must come out as it went in."""
    document = parse(
        found.text, found.tables, is_laid_out=found.is_laid_out, doubtful=found.doubtful
    )
    found.text.encode()
    if document.text != found.text:
        raise AssertionError("the text was changed")  # noqa: EM101, TRY003  read by no officer


def _processor(pid: int) -> float:
    """Seconds of processor a process and those it has waited for have spent; 0 when it has ended.

    Fields 14 to 17 of /proc/PID/stat, proc(5); the name before them may hold spaces.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    ticks = fields.rpartition(")")[2].split()[11:15]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """Bytes of a process that lie in memory; 0 when it has just ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _until(parser: str) -> float | None:
    """A damaged PDF is not read by machine: its pictures are those of `image`."""
    return 0.0 if parser == "pdf" else None


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2]))
