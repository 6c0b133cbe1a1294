"""The door of messaging: all that other rooms may use."""

from loa.foundation.messaging.channels import is_on
from loa.foundation.messaging.events import MessageQueued
from loa.foundation.messaging.operations import queue_messages
from loa.foundation.messaging.queries import failed_count, messages_about
from loa.foundation.messaging.types import Channel, MessageRow, MessageState, NewMessage

__all__ = [
    "Channel",
    "MessageQueued",
    "MessageRow",
    "MessageState",
    "NewMessage",
    "failed_count",
    "is_on",
    "messages_about",
    "queue_messages",
]
