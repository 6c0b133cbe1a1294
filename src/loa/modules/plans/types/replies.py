"""Values of what is sent up and waits for an answer, whatever it is."""

from datetime import date
from enum import StrEnum
from typing import Protocol


class ReplyRow(Protocol):
    """What the rows of difficulties, questions and remarks have in common."""

    @property
    def id(self) -> int:
        """The key of the thing."""

    @property
    def about(self) -> str:
        """The task or clause that it is about, in words."""

    @property
    def holder_id(self) -> int:
        """The unit that is to answer."""

    @property
    def words(self) -> str:
        """What was asked."""

    @property
    def state(self) -> StrEnum:
        """Where it stands; OPEN is what waits."""

    @property
    def due_on(self) -> date:
        """The last day in time for an answer."""

    @property
    def is_late(self) -> bool:
        """Whether that day is past without one, or passed before it came."""
