"""Values of messaging that may leave the room."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """Over what a message goes; the codes are stored."""

    EMAIL = "EMAIL"


class MessageState(StrEnum):
    """QUEUED goes out, or is tried again; SENT was taken by the channel; FAILED was given up."""

    QUEUED = "QUEUED"
    SENT = "SENT"
    FAILED = "FAILED"


class Verb(StrEnum):
    """What is done to a message; the house alone does it."""

    DELIVER = "MESSAGE_DELIVER"


@dataclass(frozen=True)
class NewMessage:
    """What somebody is to get; `thing` is the address in the journal of what it is about.

    Whoever is no person of the house has an `address` instead.
    """

    person_id: int | None
    subject: str
    text: str
    thing: str
    address: str = ""


@dataclass(frozen=True)
class Letter:
    """What a body outside is to get with a file; `contact_id` as `remember_contact` answered."""

    contact_id: int
    subject: str
    text: str
    thing: str
    file_id: int


@dataclass(frozen=True)
class Attachment:
    """A file that goes along. `media_type` as "application/pdf"."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Outgoing:
    """A message as a channel takes it; `message_id` is the same at every attempt."""

    message_id: str
    to: str
    subject: str
    text: str
    at: datetime
    attachment: Attachment | None = None


@dataclass(frozen=True)
class MessageRow:
    """What became of a message; no address. `words` say why the last attempt failed.

    `person_id` is None for whoever is no person of the house.
    """

    thing: str
    person_id: int | None
    channel: Channel
    state: MessageState
    words: str
    sent_at: datetime | None


class Refused(Exception):
    """The channel will never take this message; the words say why and name no address."""


class Unreachable(Exception):
    """The channel cannot be reached, or not now; it is tried again. The words name no address."""
