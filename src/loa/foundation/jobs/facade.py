"""The door of jobs: all that other rooms may use."""

from loa.foundation.jobs.operations import announce
from loa.foundation.jobs.registry import connect
from loa.foundation.jobs.types import Chore, DeadLetter, Handler, Settled, Wiring

__all__ = ["Chore", "DeadLetter", "Handler", "Settled", "Wiring", "announce", "connect"]
