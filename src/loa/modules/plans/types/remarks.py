"""Values of remarks that may leave the room."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RemarkState(StrEnum):
    """Where a remark stands; HIDDEN was put aside as spam or abuse and counts apart."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    HIDDEN = "HIDDEN"


@dataclass(frozen=True)
class RemarkSender:
    """Who sent a remark, as far as he said; at most one way to reach him."""

    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class RemarkSent:
    """What the sender is told: his code, and the last day for the answer."""

    code: str
    due_on: date


@dataclass(frozen=True)
class RemarkRow:
    """A remark as a day sees it, without its sender."""

    id: int
    plan_id: int
    task_id: int | None
    about: str
    holder_id: int
    words: str
    state: RemarkState
    sent_on: date
    due_on: date
    is_late: bool
    answered_on: date | None
    answer: str
    is_published: bool
    version: int


@dataclass(frozen=True)
class RemarkCounts:
    """How many wait, are late among them, were answered; put aside counts apart."""

    open: int
    late: int
    answered: int
    hidden: int


@dataclass(frozen=True)
class RemarkStanding:
    """What whoever has the code is told."""

    about: str
    sent_on: date
    due_on: date
    holder: str
    state: RemarkState
    is_late: bool
    answered_on: date | None
    answer: str
    words: str


@dataclass(frozen=True)
class PublicRemark:
    """A question and its answer as everybody reads them."""

    id: int
    about: str
    words: str
    answer: str
    holder: str
    sent_on: date
    answered_on: date
