"""Tables saved as text: .csv by comma or semicolon, and Excel's «Unicode text» by tabs."""

import csv
import io
import re

from loa.foundation.files.extract.errors import MAX_CELLS, FileTooLong
from loa.foundation.files.extract.plain_text import extract_plain_text
from loa.foundation.files.extract.sheet_lines import in_lines
from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    SheetPlace,
    SourceFormat,
)

_DELIMITERS = "\t;,|"
_LOOKED_AT = 20
_FIRST = re.compile(r"\s*\"?s?tt\b", re.IGNORECASE)
_FEWEST_TABS = 2
_LONGEST_CELL = 1_000_000


def is_delimited(text: str, name: str) -> bool:
    """Whether text is a table: by the name of its file, or by a tabbed row that begins with TT."""
    if name.casefold().endswith((".csv", ".tsv")):
        return True
    return any(
        line.count("\t") >= _FEWEST_TABS and _FIRST.match(line)
        for line in text[:20_000].split("\n")[:_LOOKED_AT]
    )


def extract_delimited(data: bytes, name: str) -> ExtractedText:
    """The text of a text file, as one table where it is one. Raises BrokenFile, FileTooLong."""
    plain = extract_plain_text(data)
    if not is_delimited(plain.text, name):
        return plain
    rows = _rows(plain.text)
    columns = max((len(row) for _line, row in rows), default=0)
    if columns * len(rows) > MAX_CELLS:  # one wide row makes every other as wide
        raise FileTooLong
    grid = tuple((*row, *[""] * (columns - len(row))) for _line, row in rows)
    place = SheetPlace("CSV", tuple(line for line, _row in rows), tuple(range(1, columns + 1)))
    tables = [ExtractedTable(grid, 0, 0, place)] if grid else []
    return in_lines(tables, SourceFormat.CSV, plain.notes)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, each with its number in Excel, from 1."""
    csv.field_size_limit(_LONGEST_CELL)
    sign = _delimiter(text)
    if text.count(sign) + text.count("\n") > MAX_CELLS:
        raise FileTooLong
    reading = csv.reader(io.StringIO(text), delimiter=sign)
    try:
        rows = list(reading)
        is_whole = not _is_swallowed(rows, text)
    except csv.Error:  # a cell longer than any
        is_whole = False
    if not is_whole:
        rows = [line.split(sign) for line in text.split("\n")]
    rows = [[cell.strip() for cell in row] for row in rows]
    return [(number, row) for number, row in enumerate(rows, 1) if any(row)]


def _is_swallowed(rows: list[list[str]], text: str) -> bool:
    """Whether a quote that never closes has made one cell of all rows after it."""
    last = "".join(cell for row in rows[-1:] for cell in row[-1:])
    return "\n" in last.strip() and not text.rstrip().endswith('"')


def _delimiter(text: str) -> str:
    """The sign that parts the cells: most of the first lines hold it equally often."""
    lines = [line for line in text.split("\n") if line.strip()][:_LOOKED_AT]

    def fits(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines if sign in line]
        return (max((counts.count(n) for n in set(counts)), default=0), sum(counts))

    return max(_DELIMITERS, key=fits)
