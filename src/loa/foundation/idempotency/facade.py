"""The door of idempotency: all that other rooms may use."""

from loa.foundation.idempotency.operations import (
    KeyReused,
    StillAnswering,
    answer_once,
    purge,
)
from loa.foundation.idempotency.types import JSON, AskingActor

__all__ = ["JSON", "AskingActor", "KeyReused", "StillAnswering", "answer_once", "purge"]
