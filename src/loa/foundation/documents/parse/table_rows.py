"""Rows of tables read from text: what was cut into cells becomes a table with roles and places."""

import re
from dataclasses import dataclass, replace

from loa.foundation.documents.parse.lines import Line
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import AnnexTable, ColumnRole, Span, TableRow
from loa.foundation.documents.parse.table_cells import RowReader, roles_of
from loa.foundation.documents.parse.table_fit import fit, misplaced
from loa.foundation.documents.parse.table_layout import (
    laid_out_hours,
    laid_out_table,
    opens_hours,
)
from loa.foundation.documents.parse.table_timed import timed_table

_FEWEST = 2
# The second line of a column's heading; «chủ trì», «phối hợp» under another are columns.
_BROKEN = re.compile(r"(?:thực hiện|hoàn thành|dự kiến)\Z|\((?:[Nn]ăm|[Qq]uý|[Tt]háng) [^()]*\)\Z")
# Columns whose cells tell by their words where they stand.
_TELLING = frozenset({ColumnRole.LEAD, ColumnRole.PARTNER, ColumnRole.TIME})
_POSTS = frozenset({"Lãnh đạo", "Thủ trưởng", "Giám đốc", "Chủ tịch"})


@dataclass(slots=True)
class Cell:
    """One cell of a stack, with the indexes of its first and last line."""

    text: str
    first: int
    last: int


def join_broken(cells: list[Cell], head: int) -> int:
    """Give cells of the heading `cells[:head]` back the lines that stand apart from them.

    «Trách nhiệm / thực hiện», «Thời gian / (Năm 2026)»; answers how many lines were joined.
    """
    joined = 0
    at = 2
    while at < head - joined:
        if _BROKEN.match(cells[at].text) and not _BROKEN.match(cells[at - 1].text):
            cells[at - 1].text += " " + cells[at].text
            cells[at - 1].last = cells[at].last
            del cells[at]
            joined += 1
        else:
            at += 1
    return joined


def broken_posts(cells: list[Cell]) -> int:
    """How many cells of a row hold no more than a post, their body standing on the next line."""
    return sum(cell.text in _POSTS for cell in cells)


def _with_posts(values: list[str]) -> list[str]:
    """«Lãnh đạo / Sở Tài chính»: a post and its body are one cell, on two lines."""
    whole = values[:1]
    for value in values[1:]:
        if len(whole) > 1 and whole[-1] in _POSTS:
            whole[-1] += " " + value
        else:
            whole.append(value)
    return whole


def row_of(
    values: list[str], columns: list[str], group: tuple[str, ...], span: Span, year: int | None
) -> TableRow:
    """A row read by its columns' headings; too many or too few cells are doubted."""
    doubts: tuple[str, ...] = ()
    if len(values) > len(columns):
        values = _with_posts(values)
    if len(values) > len(columns):
        doubts = ("Số ô của dòng nhiều hơn số cột; hãy xem lại.",)
    elif len(columns) - len(values) > 1:
        doubts = ("Dòng thiếu ô; hãy xem lại.",)
    if len(values) != len(columns):
        values = _fitted(values, columns)
    row = RowReader(columns, year).read(values, group, span)
    return replace(
        row, confidence=0.6 if doubts else 0.8, doubts=doubts + row.timing.doubts, cell_doubts=()
    )


def _fitted(values: list[str], columns: list[str]) -> list[str]:
    """As many values as columns, each under the heading that it fits; the first is the ordinal."""
    extra = len(values) - len(columns)
    plain = (
        [" ".join(values[1 : 2 + extra]), *values[2 + extra :]]
        if extra > 0
        else [*values[1:], *[""] * -extra]
    )
    roles = roles_of(columns)[1:]
    fitted = fit(values[1:], roles) if len(values) > 1 and _TELLING & {*roles} else None
    # Blank cells mostly stand at the end: another place for them must be told by the words.
    if fitted is None or misplaced(fitted, roles) + (extra < 0) > misplaced(plain, roles):
        fitted = plain
    return [values[0], *fitted]


def laid_out(
    source: Source, lines: list[Line], at: int, year: int | None, stops: re.Pattern[str]
) -> tuple[AnnexTable, int, int] | None:
    """A table kept in columns by spaces, its first line and its last."""
    is_timetable = opens_hours(lines[at].text)
    laid = laid_out_hours(lines, at) if is_timetable else laid_out_table(lines, at, stops)
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
