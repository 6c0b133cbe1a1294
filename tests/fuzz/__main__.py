"""Read damaged files for some minutes: no crash, no hang, no growing memory.

    bin/fuzz MINUTES PARSER        PARSER: docx, pdf, image, doc, sheet, text

A worker reads one damaged file after another, whole and in its own process as the reading process
would; this program watches it. What is found is kept in var/fuzz with the seed that made it, and
the exit code is 1.
"""

import multiprocessing
import multiprocessing.connection
import os
import random
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.mutation import mutated
from tests.fuzz.seeds import seeds_for

from loa.foundation.documents.facade import parse
from loa.foundation.files.extract.facade import extract
from loa.foundation.files.extract.limits import Limits, limit
from loa.kernel.errors import DomainError

_HANGS_AFTER = 180.0
"""Seconds of the clock without an answer; a busy machine gives a nice worker little of them."""
_SLOW = 10.0
"""Seconds of processor that one damaged file may cost."""
_WARM_UP = 40
_GROWTH = 60
"""Megabytes that a worker may grow by after its first files; caches of fonts and arenas settle."""
_KEPT = Path(__file__).resolve().parents[2] / "var" / "fuzz"
_NAMES = {"text": "a.txt", "sheet": "a.xlsx"}


def main(minutes: float, parser: str) -> int:
    """Fuzz and print the figures; 1 when anything was found."""
    end = time.monotonic() + 60 * minutes
    found: list[str] = []
    count = answered = round_number = 0
    slowest = growth = 0.0
    while time.monotonic() < end:
        round_number += 1
        ours, theirs = multiprocessing.Pipe()
        seed = f"{parser}-{round_number}-{random.randrange(10**9)}"  # noqa: S311
        worker = multiprocessing.Process(target=_work, args=(parser, seed, theirs), daemon=True)
        worker.start()
        theirs.close()
        first = last = 0
        while time.monotonic() < end:
            if not ours.poll(_HANGS_AFTER):
                found.append(f"hang: {seed} file {count}")
                break
            try:
                what, detail, spent = ours.recv()
            except EOFError:
                worker.join()
                found.append(f"crash {worker.exitcode}: {seed}")
                break
            count += 1
            answered += what == "answer"
            slowest = max(slowest, spent)
            if spent > _SLOW:
                found.append(f"{spent:.0f} s of processor: {seed} file {count}")
            if what == "raised":
                found.append(f"{seed}: {detail}")
            last = _memory(worker.pid or 0)
            first = last if count <= _WARM_UP or not first else first
        growth = max(growth, (last - first) / 1e6)
        worker.kill()
        worker.join()
    if growth > _GROWTH:
        found.append(f"memory grew by {growth:.0f} MB")
    print(  # noqa: T201  the figures are what was asked for
        f"{parser}: {count} files in {minutes:g} min, {answered} read, "
        f"{count - answered} refused; slowest {slowest:.1f} s of processor; "
        f"memory +{growth:.0f} MB; {len(found)} found"
    )
    for one in found[:20]:
        print("  " + one)  # noqa: T201
    return 1 if found else 0


def _work(parser: str, seed: str, pipe: "multiprocessing.connection.Connection") -> None:
    """Read damaged files for ever; each is on disk before it is read, so that a crash keeps it."""
    os.nice(10)
    rng = random.Random(seed)  # noqa: S311  the same files again for the same seed
    seeds = seeds_for(parser)
    limit(Limits(seconds=100_000, memory=3072, written=96, open_files=512))
    _KEPT.mkdir(parents=True, exist_ok=True)
    place = _KEPT / f"{seed}.bin"
    while True:
        data = mutated(rng, rng.choice(seeds), rng.choice(seeds))
        place.write_bytes(data)
        began = time.process_time()
        try:
            found = extract(data, _NAMES.get(parser, "a"), until=_until(parser))
            document = parse(
                found.text,
                found.tables,
                is_laid_out=found.is_laid_out,
                doubtful=found.doubtful,
            )
            found.text.encode()
            if document.text != found.text:
                raise AssertionError("the text was changed")  # noqa: TRY301, EM101, TRY003
            answer = ("answer", "")
        except DomainError as refusal:
            answer = ("refused", refusal.code)
        except Exception:  # noqa: BLE001  anything else is what is looked for
            place.rename(_KEPT / f"{seed}-{time.time_ns()}.bin")
            answer = ("raised", traceback.format_exc()[-1500:])
        pipe.send((*answer, time.process_time() - began))
        place.unlink(missing_ok=True)


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
