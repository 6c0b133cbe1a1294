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
from loa.foundation.jobs.queries import dead_letters, waiting
from loa.foundation.jobs.registry import connect
from loa.foundation.jobs.stopping import is_stopping
from loa.foundation.jobs.types import (
    Chore,
    DeadLetter,
    Handler,
    Interrupted,
    Lane,
    Settled,
    Wiring,
)

__all__ = [
    "Chore",
    "DeadLetter",
    "Handler",
    "Interrupted",
    "Lane",
    "Settled",
    "StillAtWork",
    "Wiring",
    "announce",
    "connect",
    "dead_letters",
    "is_stopping",
    "purge",
    "retry_dead_letter",
    "run_until_idle",
    "settle",
    "waiting",
]
