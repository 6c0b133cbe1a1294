"""Sheets in lines: the text of a workbook, so that its cells have places like those of a document.

Each sheet is its name and then a line for each row, the cells parted by « | ».
"""

from collections.abc import Iterable
from dataclasses import replace

from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    SourceFormat,
)

SEPARATOR = " | "


def in_lines(
    tables: Iterable[ExtractedTable], source: SourceFormat, notes: Iterable[ExtractNote] = ()
) -> ExtractedText:
    """The text of sheets and the sheets with their places in it."""
    parts: list[str] = []
    placed: list[ExtractedTable] = []
    at = 0
    for table in tables:
        head = f"{table.sheet.name}\n" if table.sheet else ""
        body = "\n".join(SEPARATOR.join(filter(None, row)) for row in table.rows)
        start = at + len(head)
        placed.append(replace(table, start=start, end=start + len(body)))
        parts.append(f"{head}{body}\n")
        at = start + len(body) + 1
    return ExtractedText("".join(parts), source, tuple(placed), notes=tuple(notes))


def without_hidden(found: ExtractedText) -> ExtractedText:
    """`found` as whoever opens the workbook sees it: without hidden sheets, rows and columns."""
    if not any(t.sheet and (t.sheet.hidden_rows or t.sheet.hidden_columns) for t in found.tables):
        return found
    shown = [table.shown() for table in found.tables]
    return in_lines([table for table in shown if table.rows], found.format, found.notes)
