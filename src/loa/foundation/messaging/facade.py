"""The door of messaging: all that other rooms may use."""

from loa.foundation.messaging.channels import is_on
from loa.foundation.messaging.events import MessageQueued
from loa.foundation.messaging.operations import (
    queue_again,
    queue_letters,
    queue_messages,
    remember_contact,
)
from loa.foundation.messaging.queries import contacts_named, failed_count, messages_about
from loa.foundation.messaging.rules import contact_key
from loa.foundation.messaging.types import Channel, Letter, MessageRow, MessageState, NewMessage

__all__ = [
    "Channel",
    "Letter",
    "MessageQueued",
    "MessageRow",
    "MessageState",
    "NewMessage",
    "contact_key",
    "contacts_named",
    "failed_count",
    "is_on",
    "messages_about",
    "queue_again",
    "queue_letters",
    "queue_messages",
    "remember_contact",
]
