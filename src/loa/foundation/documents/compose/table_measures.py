"""Sizes of a ruled table: the width of each column, the size of its text, what may break.

Millimetres where a name ends in `_mm`, points elsewhere.
"""

from dataclasses import dataclass
from itertools import groupby

from loa.foundation.documents.compose.measures import CELL_PADDING_MM, POINT_MM
from loa.foundation.documents.compose.structure import Column, Row, Table
from loa.foundation.printing.facade import clean, text_width

TALLEST_UNBROKEN_LINES = 25
TABLE_SIZES = ((8, 12.0), (11, 11.0), (15, 10.0))
SMALLEST_TABLE = 9.0
LONG_TABLE_ROWS = 30
SLACK_MM = 0.4
LONGEST_UNBROKEN = 24
"""Letters of the longest word that a column must hold whole; links and the like are broken."""


@dataclass(frozen=True)
class TableMeasures:
    """Widths of the columns, which fill the page, and the size of the text in the cells."""

    widths_mm: list[float]
    size: float


def measured(table: Table, total_mm: float) -> TableMeasures:
    """Columns by their shares of `total_mm`, but none narrower than its longest word.

    Text begins at the size that suits the number of columns and gets smaller, down to 9 points,
    where the longest words of all columns would not stand side by side.
    """
    words = _longest_words(table)
    size = table_size(table.columns)
    while size > SMALLEST_TABLE and sum(_least_mm(words, size)) > total_mm:
        size -= 1
    return TableMeasures(_widths_mm(table.columns, _least_mm(words, size), total_mm), size)


def table_size(columns: tuple[Column, ...]) -> float:
    """Size of table text: smaller the more columns there are."""
    return next((size for most, size in TABLE_SIZES if len(columns) <= most), SMALLEST_TABLE)


def cell_padding_mm(row_count: int) -> float:
    """Room above and below the text of a cell: less in long tables, to save pages."""
    return 1.2 if row_count < LONG_TABLE_ROWS else 0.7


def may_break(row: Row, measures: TableMeasures) -> bool:
    """Whether a row is so tall that it must be allowed to run over a page."""
    widths = measures.widths_mm
    if len(row.cells) != len(widths):
        widths = [sum(widths)]
    return any(
        _line_count(cell, width, measures.size) > TALLEST_UNBROKEN_LINES
        for cell, width in zip(row.cells, widths, strict=True)
    )


def _line_count(text: str, width_mm: float, size: float) -> int:
    """How many lines a cell's text takes."""
    width = max(1.0, (width_mm - 2 * CELL_PADDING_MM) / POINT_MM)
    return sum(int(text_width(part, size) // width) + 1 for part in text.split("\n"))


def _longest_words(table: Table) -> list[float]:
    """The width of the longest word of each column at one point of size, in bold."""
    longest = [_longest_word(column.title) for column in table.columns]
    start = 0
    for group, members in groupby(table.columns, key=lambda column: column.group):
        under = len(list(members))
        for place in range(start, start + under):
            longest[place] = max(longest[place], _longest_word(group) / under)
        start += under
    for row in table.rows:
        if len(row.cells) == len(longest):
            longest = [
                max(known, _longest_word(cell))
                for known, cell in zip(longest, row.cells, strict=True)
            ]
    return longest


def _longest_word(text: str) -> float:
    return max(
        (text_width(w, 1.0, bold=True) for w in clean(text).split() if len(w) <= LONGEST_UNBROKEN),
        default=0.0,
    )


def _least_mm(words: list[float], size: float) -> list[float]:
    """The narrowest each column may be."""
    return [word * size * POINT_MM + 2 * CELL_PADDING_MM + SLACK_MM for word in words]


def _widths_mm(columns: tuple[Column, ...], least: list[float], total_mm: float) -> list[float]:
    """The columns' shares of `total_mm`; who gets less than `least` by his share gets that."""
    if sum(least) >= total_mm:
        return [total_mm * each / sum(least) for each in least]
    held: set[int] = set()
    while True:
        room = total_mm - sum(least[place] for place in held)
        free = [place for place in range(len(columns)) if place not in held]
        shares = sum(columns[place].width for place in free)
        narrow = {p for p in free if room * columns[p].width / shares < least[p]}
        if not narrow:
            return [
                least[p] if p in held else room * columns[p].width / shares
                for p in range(len(columns))
            ]
        held |= narrow
