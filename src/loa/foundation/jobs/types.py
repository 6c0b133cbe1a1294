"""Values of jobs that may leave the room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Handler = Callable[[Any], None]
Wiring = Mapping[type, tuple[Handler, ...]]


@dataclass(frozen=True)
class Chore:
    """Work that comes round: `run` asks the data what is due at `at`, and does it.

    It remembers no ticks, so a time when nothing ran loses nothing; it must be able to run twice.
    """

    name: str
    run: Callable[[datetime], object]
    every: timedelta


@dataclass(frozen=True)
class Settled:
    """What became of jobs: how many were done here, and how many failed and wait or gave up."""

    done: int
    failing: int


@dataclass(frozen=True)
class DeadLetter:
    """A handler that gave up on an event after its last attempt."""

    job_id: int
    handler: str
    event: str
    data: dict[str, object]
    attempts: int
    failed_at: datetime | None
    reason: str
