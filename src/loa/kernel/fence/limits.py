"""What the reading process may use of the machine: set by itself before it opens anything."""

import resource
from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Seconds of processor, megabytes of memory and of one written file, open files."""

    seconds: int
    memory: int = 2048
    written: int = 0
    open_files: int = 64


def limit(limits: Limits) -> None:
    """Bound this process and, each for itself, all that it starts. No core is ever dumped."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory * _MEGABYTE),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_FSIZE, limits.written * _MEGABYTE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (_within(what, most),) * 2)
    # The soft limit ends the process with a signal of its own, so that the parent knows why.
    most = _within(resource.RLIMIT_CPU, limits.seconds + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (min(limits.seconds, most), most))


def _within(what: int, most: int) -> int:
    """`most`, or less where the machine allows less."""
    hard = resource.getrlimit(what)[1]
    return most if hard == resource.RLIM_INFINITY else min(most, hard)
