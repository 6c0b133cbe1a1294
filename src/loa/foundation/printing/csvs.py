"""CSV files for people (Excel opens them right) and for programs."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from loa.foundation.printing.cells import Cell
from loa.foundation.printing.texts import clean

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")


def write_csv(
    titles: Sequence[str], rows: Sequence[Sequence[Cell]], *, is_for_people: bool = True
) -> bytes:
    """A CSV file in UTF-8, one line a row, days in ISO 8601.

    For people: a byte order mark, so that Excel reads Vietnamese (hazard R05), and text that Excel
    would take for a formula gets an apostrophe before it; numbers keep their sign (R06). For
    programs: neither.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in [titles, *rows]:
        writer.writerow([_field(value, is_guarded=is_for_people) for value in row])
    return stream.getvalue().encode("utf-8-sig" if is_for_people else "utf-8")


def _field(value: Cell, *, is_guarded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str):
        text = clean(value)
        return f"'{text}" if is_guarded and text.startswith(FORMULA_STARTS) else text
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
