"""Values of jobs that may leave the room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

Handler = Callable[[Any], None]
Wiring = Mapping[type, tuple[Handler, ...]]

STALLED = 30.0
"""Seconds without a sign of life after which a worker's jobs are given to others."""


class Lane(StrEnum):
    """Two queues that do not wait for each other; the names are stored with the jobs."""

    SWIFT = "default"
    SLOW = "slow"
    """For handlers whose work takes minutes, such as reading a scan."""


class Interrupted(Exception):
    """A slow handler gave up half way because `is_stopping`; its job is taken up again at once."""


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
class LaneState:
    """How a lane stands: numbers of jobs, and how many seconds the first that is due has waited."""

    lane: Lane
    waiting: int = 0
    at_work: int = 0
    later: int = 0
    dead: int = 0
    oldest_seconds: float = 0.0


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
