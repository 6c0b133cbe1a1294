"""Values of idempotency that may leave the room."""

from typing import Protocol

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]
"""An answer that can be stored and given again."""


class AskingActor(Protocol):
    """Who asks: an id, or none and a label."""

    @property
    def person_id(self) -> int | None:
        """The person, or None for the house itself and the command line."""

    @property
    def label(self) -> str:
        """In which role."""
