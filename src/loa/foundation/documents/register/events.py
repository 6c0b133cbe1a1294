"""What the register announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NumberCancelled:
    """A number was taken back; `thing` is the address of what bore it."""

    thing: str
    at: datetime
