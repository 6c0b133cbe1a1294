"""Working time: a calendar by decree, counting in it both ways, and the reasons of each count.

`Calendar` counts, `explain_add` tells why, `data.civil_service` reads the calendar of the
Vietnamese civil service from the reference files.
"""

from loa.kernel.worktime.calendar import Calendar
from loa.kernel.worktime.explain import day_reason, explain_add
from loa.kernel.worktime.types import (
    CIVIL_SERVICE_DAY,
    CIVIL_SERVICE_WEEK,
    CLOSED,
    BeyondCalendar,
    DayKind,
    DaySchedule,
    Doubt,
    Explanation,
    Line,
    Mark,
    Reached,
    Session,
    SpecialDay,
    Worked,
    WrongAmount,
)

__all__ = [
    "CIVIL_SERVICE_DAY",
    "CIVIL_SERVICE_WEEK",
    "CLOSED",
    "BeyondCalendar",
    "Calendar",
    "DayKind",
    "DaySchedule",
    "Doubt",
    "Explanation",
    "Line",
    "Mark",
    "Reached",
    "Session",
    "SpecialDay",
    "Worked",
    "WrongAmount",
    "day_reason",
    "explain_add",
]
