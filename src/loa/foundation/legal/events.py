"""What legal announces."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class CalendarDayRecorded:
    """The calendar learned of a day off or a worked day: due days near it may have moved."""

    day: date
    at: datetime
