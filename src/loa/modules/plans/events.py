"""What plans announce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class FileReceived:
    """A file of an upload waits to be read."""

    upload_file_id: int
    at: datetime


@dataclass(frozen=True)
class PlanIssued:
    """Units have their assignments."""

    plan_id: int
    at: datetime
