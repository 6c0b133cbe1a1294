"""Rows of tables read from text: what was cut into cells becomes a table with roles and places."""

import re
from dataclasses import dataclass, replace

from loa.foundation.documents.parse.lines import Line
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import AnnexTable, ColumnRole, Span, TableRow
from loa.foundation.documents.parse.table_cells import RowReader, role_of, roles_of
from loa.foundation.documents.parse.table_layout import laid_out_table
from loa.foundation.documents.parse.table_timed import says_a_time, timed_table

_FEWEST = 2


@dataclass(slots=True)
class Cell:
    """One cell of a stack, with the indexes of its first and last line."""

    text: str
    first: int
    last: int


def row_of(
    values: list[str], columns: list[str], group: tuple[str, ...], span: Span, year: int | None
) -> TableRow:
    """A row read by its columns' headings; too many or too few cells are doubted."""
    doubts: tuple[str, ...] = ()
    if len(values) > len(columns):
        extra = len(values) - len(columns)
        values = [values[0], " ".join(values[1 : 2 + extra]), *values[2 + extra :]]
        doubts = ("Số ô của dòng nhiều hơn số cột; hãy xem lại.",)
    elif len(values) < len(columns):
        blank = [""] * (len(columns) - len(values))
        # A blank cell leaves no trace in a stack; a time at the end still stands under «Thời gian».
        at_end = role_of(columns[-1]) is ColumnRole.TIME and says_a_time(values[-1])
        values = [*values[:-1], *blank, values[-1]] if at_end else [*values, *blank]
        if len(columns) - len(values) > 1:
            doubts = ("Dòng thiếu ô; hãy xem lại.",)
    row = RowReader(columns, year).read(values, group, span)
    return replace(
        row, confidence=0.6 if doubts else 0.8, doubts=doubts + row.timing.doubts, cell_doubts=()
    )


def laid_out(
    source: Source, lines: list[Line], at: int, year: int | None, stops: re.Pattern[str]
) -> tuple[AnnexTable, int, int] | None:
    """A table kept in columns by spaces, its first line and its last."""
    laid = laid_out_table(lines, at, stops)
    if laid is None:
        return None
    rows = [
        row_of(
            list(row.cells),
            list(laid.columns),
            (row.group,) if row.group else (),
            source.span(lines[row.first].start, lines[row.last].end),
            year,
        )
        for row in laid.rows
    ]
    last = laid.rows[-1].last
    span = source.span(lines[laid.first].start, lines[last].end)
    doubts = ("Bảng trong tệp PDF: ô có thể lẫn nhau, hãy đối chiếu.",)
    roles = roles_of(laid.columns)
    table = AnnexTable(laid.columns, roles, tuple(rows), span, None, 0.5, doubts)
    return table, laid.first, last


def timed(
    source: Source, lines: list[Line], cells: list[Cell], year: int | None, stops: re.Pattern[str]
) -> tuple[AnnexTable, int] | None:
    """A table without ordinals and its last line."""
    columns, found = timed_table(cells, stops)
    if len(found) < _FEWEST:
        return None
    rows = [
        row_of(
            list(row.cells),
            list(columns),
            (row.group,) if row.group else (),
            source.span(lines[cells[row.first].first].start, lines[cells[row.last].last].end),
            year,
        )
        for row in found
    ]
    last = cells[found[-1].last].last
    span = source.span(lines[cells[0].first].start, lines[last].end)
    doubts = ("Bảng không có số thứ tự, ô nằm dưới nhau; hãy đối chiếu từng dòng.",)
    return AnnexTable(columns, roles_of(columns), tuple(rows), span, None, 0.6, doubts), last
