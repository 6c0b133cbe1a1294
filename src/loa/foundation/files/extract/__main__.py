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
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (_within(what, most),) * 2)
    # The soft limit ends the process with a signal of its own, so that the parent knows why.
    most = _within(resource.RLIMIT_CPU, seconds + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, most), most))


def _within(what: int, most: int) -> int:
    """`most`, or less where the machine allows less."""
    hard = resource.getrlimit(what)[1]
    return most if hard == resource.RLIM_INFINITY else min(most, hard)


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
