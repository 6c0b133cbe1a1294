"""What this room announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class UnitMerged:
    """What the old unit was for has passed to the new one; open things follow."""

    old_unit_id: int
    new_unit_id: int
    at: datetime
