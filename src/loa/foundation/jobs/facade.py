"""The door of jobs: all that other rooms may use.

The worker process is `python -m loa.foundation.jobs.worker`.
"""

from loa.foundation.jobs.operations import (
    StillAtWork,
    announce,
    purge,
    retry_dead_letter,
    run_until_idle,
    settle,
)
from loa.foundation.jobs.queries import dead_letters, lanes, waiting, workers_alive
from loa.foundation.jobs.registry import connect
from loa.foundation.jobs.stopping import is_stopping
from loa.foundation.jobs.types import (
    Chore,
    DeadLetter,
    Handler,
    Interrupted,
    Lane,
    LaneState,
    Settled,
    Wiring,
)

__all__ = [
    "Chore",
    "DeadLetter",
    "Handler",
    "Interrupted",
    "Lane",
    "LaneState",
    "Settled",
    "StillAtWork",
    "Wiring",
    "announce",
    "connect",
    "dead_letters",
    "is_stopping",
    "lanes",
    "purge",
    "retry_dead_letter",
    "run_until_idle",
    "settle",
    "waiting",
    "workers_alive",
]
