"""Dates as Vietnamese documents write them: 18/01/2022, ngày 18 tháng 01 năm 2022."""

import re
from datetime import date

# One pattern for both ways, as a fragment for larger ones; groups are read by `date_in`.
DATE = re.compile(
    r"(?:ngày\s*)?(?P<d>\d{1,2})\s*(?:/|\.|-|\s+tháng\s*)\s*(?P<m>\d{1,2})\s*"
    r"(?:/|\.|-|\s*năm\s*)\s*(?P<y>\d{4})(?!\d)",
    re.IGNORECASE,
)
LONG_DATE = re.compile(
    r"ngày\s*(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})", re.IGNORECASE
)


def date_in(text: str, at: int = 0, end: int | None = None) -> date | None:
    """The first date written in `text[at:end]`, or None; impossible days are None."""
    found = DATE.search(text, at, len(text) if end is None else end)
    return date_of(found["d"], found["m"], found["y"]) if found else None


def date_of(day: str, month: str, year: str) -> date | None:
    """The date of three written numbers; None where no such day exists."""
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):  # the latter: a number longer than any year
        return None
