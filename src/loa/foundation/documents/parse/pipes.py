"""Tables of Markdown: a row is a line between strokes, a line of dashes stands under the heading.

Web pages made into Markdown keep the two columns of a head and of a signature as tables as well:
only a table with a known heading stays one, the cells of others become lines.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
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
    if "|" not in source.text:
        return lines, []
    kept: list[Line] = []
    tables: list[PipedTable] = []
    for piped, group in groupby(lines, key=_strokes):
        block = list(group)
        if not piped or (piped is _Piped.EDGED and not any(map(_is_rule, block))):
            kept += block
            continue
        rows = [[*_cells(line)] for line in block if not _is_rule(line)]
        table = _table(source, block, rows)
        if table:
            tables.append(table)
        elif piped is _Piped.OPEN:
            kept += block
        else:
            kept += [cell for row in rows for cell in row if cell.text]
    return kept, tables


class _Piped(Enum):
    """Whether strokes stand at the ends of a row or between its cells alone."""

    EDGED = auto()
    OPEN = auto()


def _strokes(line: Line) -> _Piped | None:
    if line.text.startswith("|"):
        return _Piped.EDGED
    between = line.text.count(" | ") >= _FEWEST - 1 or (
        "|" in line.text and bool(_RULE.match(f"|{line.text}"))
    )
    return _Piped.OPEN if between else None


def _is_rule(line: Line) -> bool:
    return line.text[0] in "|-:" and bool(_RULE.match(line.text.join("||")))


def _table(source: Source, block: list[Line], rows: list[list[Line]]) -> PipedTable | None:
    width = max((len(row) for row in rows), default=0)
    if block[0].text[0] != "|" and any(len(row) != width for row in rows):
        return None
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
    if line.text[0] != "|":
        ends.insert(0, -1)
    if ends[-1] < len(line.text) - 1:
        ends.append(len(line.text))
    for before, end in pairwise(ends):
        raw = _DRAWN.sub("", line.text[before + 1 : end].replace("\n", " "))
        text = raw.strip()
        start = line.start + before + 1 + (len(raw) - len(raw.lstrip()))
        yield Line(text, start, start + len(text), 0, 1, "  " in text)
