"""Tables of Markdown: a row is a line between strokes, a line of dashes stands under the heading.

Web pages made into Markdown keep the two columns of a head and of a signature as tables as well:
only a table with a known heading stays one, the cells of others become lines.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from loa.foundation.documents.parse.lines import Line
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.table_grids import has_head
from loa.foundation.documents.parse.values import value

_RULE = re.compile(r"\|[\s|:-]*-[\s|:-]*\Z")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DRAWN = re.compile(r"\s*[-_*=]{3,}\s*\Z")
_FEWEST = 3


@value(frozen=True, slots=True)
class PipedTable:
    """Rows of equally many cells, and the place of the table in the given text."""

    rows: tuple[tuple[str, ...], ...]
    start: int
    end: int


def unpiped(source: Source, lines: list[Line]) -> tuple[list[Line], list[PipedTable]]:
    """The lines without tables of Markdown, cells of two-column ones each a line; the tables."""
    if "|-" not in source.text and "| -" not in source.text and "|:" not in source.text:
        return lines, []
    kept: list[Line] = []
    tables: list[PipedTable] = []
    for piped, group in groupby(lines, key=lambda line: line.text.startswith("|")):
        block = list(group)
        if not piped or not any(_RULE.match(line.text) for line in block):
            kept += block
            continue
        rows = [[*_cells(line)] for line in block if not _RULE.match(line.text)]
        table = _table(source, block, rows)
        if table:
            tables.append(table)
        else:
            kept += [cell for row in rows for cell in row if cell.text]
    return kept, tables


def _table(source: Source, block: list[Line], rows: list[list[Line]]) -> PipedTable | None:
    width = max((len(row) for row in rows), default=0)
    if width < _FEWEST or len(rows) < _FEWEST - 1:
        return None
    words = [
        [_BREAK.sub(" ", cell.text) for cell in row] + [""] * (width - len(row)) for row in rows
    ]
    if not has_head(words):
        return None
    place = source.span(block[0].start, block[-1].end)
    return PipedTable(tuple(map(tuple, words)), place.start, place.end)


def _cells(line: Line) -> Iterator[Line]:
    """The cells of a row, each a line of its own after a blank one; an empty cell has no words."""
    ends = [i for i, mark in enumerate(line.text) if mark == "|" and line.text[i - 1] != "\\"]
    if ends[-1] < len(line.text) - 1:
        ends.append(len(line.text))
    for before, end in pairwise(ends):
        raw = _DRAWN.sub("", line.text[before + 1 : end].replace("\n", " "))
        text = raw.strip()
        start = line.start + before + 1 + (len(raw) - len(raw.lstrip()))
        yield Line(text, start, start + len(text), 0, 1, "  " in text)
