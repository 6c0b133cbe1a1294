"""What a cell of a workbook shows, as the words a Vietnamese reader would copy from it."""

import re
from datetime import date, datetime, time, timedelta

from loa.foundation.files.extract.plain_text import normalised

Value = str | float | bool | date | datetime | time | timedelta
_LEADING = re.compile(r"0{2,}\Z")
_DECIMALS = 6


def words_of(value: Value, code: str = "") -> str:
    """`value` in words; `code` is its number format where it has one of its own.

    Days as 03/04/2026 (or 04/2026 where the format shows no day), figures with a decimal comma and
    no grouping, leading zeros where the format is what shows them («00000»).
    """
    if isinstance(value, str):
        return normalised(value).strip()
    if isinstance(value, bool):
        return "Đúng" if value else "Sai"
    if isinstance(value, date):
        return _day(value, code)
    if isinstance(value, int | float):
        return _figure(float(value), code)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = int(value.total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _day(value: date, code: str) -> str:
    bare = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", code).lower()
    if bare and "d" not in bare and "m" in bare and "y" in bare:
        return f"{value:%m/%Y}"
    clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
    return f"{value:%d/%m/%Y}{clock}"


def _figure(value: float, code: str) -> str:
    if "%" in code:
        return f"{_decimal(value * 100)}%"
    if _LEADING.match(code) and value == int(value) and value >= 0:
        return f"{int(value):0{len(code)}d}"
    return _decimal(value)


def _decimal(value: float) -> str:
    if value == int(value):
        return str(int(value))
    return f"{value:.{_DECIMALS}f}".rstrip("0").replace(".", ",")
