"""The reading process: bytes on standard input, an answer on standard output (see `wire`).

    python -m loa.foundation.files.extract JOB SECONDS

It shuts itself in before it reads the first byte.
"""

import json
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from loa.foundation.files.extract.media import image_type_of
from loa.foundation.files.extract.photos import clean_image
from loa.foundation.files.extract.reading import MAX_BYTES, extract
from loa.foundation.files.extract.scans import tell_pages
from loa.foundation.files.extract.wire import (
    Job,
    packed,
    packed_failure,
    packed_photo,
    pages_line,
)
from loa.kernel.errors import DomainError
from loa.kernel.fence.confinement import Fences, confine
from loa.kernel.fence.limits import Limits, limit

_SCRATCH_MEGABYTES = 256
_LARGEST_WRITTEN = 96
_MARGIN = 0.9
"""The share of its time after which a scan is answered as far as it was read."""


def main() -> None:
    """Shut in, read, answer; an expected failure is an answer too."""
    began = time.monotonic()
    job, seconds = Job(sys.argv[1]), int(sys.argv[2])
    fences = prepare(job, seconds)
    if job is Job.PROBE:
        answer = json.dumps(asdict(fences)).encode("ascii")
    else:
        tell_pages.set(_tell)
        answer = _answer(job, sys.stdin.buffer.read(MAX_BYTES + 1), began + _MARGIN * seconds)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def prepare(job: Job, seconds: int) -> Fences:
    """Confine and limit this process; only a job that needs another program's files may write."""
    writes = job is Job.OLD_WORD
    fences, folder = confine(scratch=Path.cwd() if writes else None, megabytes=_SCRATCH_MEGABYTES)
    tempfile.tempdir = f"{folder}"
    limit(Limits(seconds, written=_LARGEST_WRITTEN, open_files=512) if writes else Limits(seconds))
    return fences


def _tell(read: int, pages: int) -> None:
    sys.stdout.buffer.write(pages_line(read, pages))
    sys.stdout.buffer.flush()


def _answer(job: Job, data: bytes, until: float) -> bytes:
    try:
        if job is Job.PHOTO:
            return packed_photo(clean_image(data, image_type_of(data)))
        return packed(extract(data, "", until=until))
    except DomainError as failure:
        return packed_failure(failure)


if __name__ == "__main__":
    main()
