"""What messaging announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MessageQueued:
    """A message waits to go out."""

    message_id: int
    at: datetime
