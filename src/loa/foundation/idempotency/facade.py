"""The door of idempotency: all that other rooms may use."""

from loa.foundation.idempotency.operations import KeyReused, answer_once, purge
from loa.foundation.idempotency.types import JSON, AskingActor

__all__ = ["JSON", "AskingActor", "KeyReused", "answer_once", "purge"]
