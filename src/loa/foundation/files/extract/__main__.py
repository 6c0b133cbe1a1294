"""The reading process: bytes on standard input, one line of JSON on standard output."""

import resource
import sys

from loa.foundation.files.extract.reading import MAX_BYTES, extract
from loa.foundation.files.extract.wire import packed, packed_failure
from loa.kernel.errors import DomainError

MEMORY = 2 * 1024 * 1024 * 1024
OPEN_FILES = 32


def limit(seconds: int) -> None:
    """Bound what this process may use: CPU seconds, address space, files, no core, no writing."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def main() -> None:
    """Read, extract, answer; an expected failure is an answer too."""
    limit(int(sys.argv[1]))
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        answer = packed(extract(data, ""))
    except DomainError as failure:
        answer = packed_failure(failure)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
