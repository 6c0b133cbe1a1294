"""What plans announce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PlanIssued:
    """Units have their assignments."""

    plan_id: int
    at: datetime
