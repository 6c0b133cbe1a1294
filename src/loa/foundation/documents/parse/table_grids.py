"""Tables that came as grids (Word, PDF, Excel): heads of one or two rows, groups, tasks, totals.

Rows that a page break repeats or cuts are put together again; what is no task is told by its kind,
so that whoever shows the grid can account for each row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.heading_actors import is_names_only
from loa.foundation.documents.parse.structure import (
    Actor,
    AnnexTable,
    ColumnRole,
    LineKind,
    Span,
    TableRow,
)
from loa.foundation.documents.parse.table_cells import RowReader, actors_of, role_of, roles_of

FIRST_HEADS = frozenset({"tt", "stt", "so tt", "so thu tu", "tt.", "stt."})
ORDINAL = re.compile(r"\(?(?P<step>Bước |B ?)?(?P<n>\d{1,3}(?:\.[1-9]\d?)*)[.):]?\Z")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zđ]|[A-Z])\)?(?:\s*=.*)?\Z")
_LABEL = re.compile(r"(?:[IVXLC]{1,6}|[A-HĐ]|[a-zđ]|\d{1,3}(?:\.\d{1,2})*)[.)]?\Z")
_HIGH = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])[.)]?(?:\s|\Z)")
_LABELLED = re.compile(r"(?:[IVXLC]{1,6}|[A-HĐ]|[a-zđ]|\d{1,3}(?:\.\d{1,2})*)[.)]\s+")
_TOTAL = re.compile(r"(?:tong cong|tong so|tong kinh phi|cong|tong)[\s:]*(?:\([^()]*\))?\Z")
_EXAMPLE = frozenset({"vd", "vi du", "mau"})
_LOOKED_AT = 15
_LONG_HEAD = 80
_FEWEST = 2
_MOST_BETWEEN = 2_000
"""Characters of space and marks from one cell to the next; what is farther has no place."""


class GivenTable(Protocol):
    """A grid from a file: rows of equally many cells, and its place in the text."""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Cells, row by row."""

    @property
    def start(self) -> int:
        """First character of the table's text."""

    @property
    def end(self) -> int:
        """One after its last character."""


def given_tables(
    tables: Sequence[GivenTable],
    year: int | None,
    text: str = "",
    *,
    printed: Sequence[GivenTable] | None = None,
) -> list[AnnexTable]:
    """Tables that the extraction of the file has kept as grids; those without a head are left.

    With the `text` of the file cells have their places in it; where cells were corrected, `printed`
    are the same tables as the text has them.
    """
    found: list[AnnexTable] = []
    for index, table in enumerate(tables):
        rows = _stripped(table)
        as_printed = printed[index] if printed else table
        spans = _spans(as_printed, _stripped(as_printed), text)
        at = 0
        while (head := _head(rows, at)) is not None:
            reading = _Grid(_Given(rows, spans, Span(table.start, table.end)), head, at, year)
            read = reading.read(index)
            if read.rows:
                found.append(read)
            at = reading.at
    return found


def _stripped(table: GivenTable) -> list[list[str]]:
    return [[cell.strip() for cell in row] for row in table.rows]


def _head(rows: list[list[str]], start: int) -> int | None:
    """The row that heads a table: it begins with TT, or several of its cells are known headings."""
    for i in range(start, min(len(rows), start + _LOOKED_AT)):
        if _is_head(rows[i]):
            return i
    return next((i for i in range(start, len(rows)) if _begins_with_tt(rows[i])), None)


def has_head(rows: list[list[str]]) -> bool:
    """Whether one of the rows heads a table of tasks or of a numbered list."""
    return _head(rows, 0) is not None


def _begins_with_tt(row: Sequence[str]) -> bool:
    return any(fold(cell) in FIRST_HEADS for cell in row[:2]) and sum(map(bool, row)) > 1


def _is_head(row: Sequence[str]) -> bool:
    if _begins_with_tt(row):
        return True
    inked = list(dict.fromkeys(cell for cell in row if cell))
    if len(inked) < _FEWEST + 1 or any(len(cell) > _LONG_HEAD for cell in inked):
        return False
    roles = {role_of(cell) for cell in inked} - {ColumnRole.OTHER}
    return ColumnRole.CONTENT in roles and len(roles) > _FEWEST


@dataclass(frozen=True)
class _Given:
    """A whole grid, its cells without outer spaces, each with its place."""

    rows: list[list[str]]
    spans: list[list[Span | None]]
    span: Span


class _Grid:
    """One table of a grid, from its head down to the next head that is another one."""

    def __init__(self, given: _Given, head: int, begun: int, year: int | None) -> None:
        """`begun` is the first row of what belongs to it, `head` that of its headings."""
        self._rows = rows = given.rows
        self._spans = given.spans
        self._span = given.span
        self._head = head
        self._lines: list[tuple[int, LineKind]] = [
            (i, LineKind.TITLE if any(rows[i]) else LineKind.BLANK) for i in range(begun, head)
        ]
        self._columns, self.at = self._headings(head)
        self._lines += [(i, LineKind.HEAD) for i in range(head, self.at)]
        self._reader = RowReader(self._columns, year)
        self._groups: list[tuple[int, str, list[str]]] = []
        self._tasks: list[tuple[int, list[str], tuple[str, ...], list[str]]] = []
        roles = roles_of(self._columns)
        content = next((i for i, r in enumerate(roles) if r is ColumnRole.CONTENT), 1)
        self._content = min(content, len(self._columns) - 1)
        self._ordinal = next((i for i, r in enumerate(roles) if r is ColumnRole.ORDINAL), None)

    def _headings(self, head: int) -> tuple[list[str], int]:
        """The headings with those of a second row joined to what spans them; where rows begin."""
        columns = [" ".join(cell.split()) for cell in self._rows[head]]
        at = head + 1
        while at < len(self._rows) and self._goes_on(columns, self._rows[at]):
            columns = _joined(columns, self._rows[at])
            at += 1
        if at < len(self._rows) and _is_numbering(self._rows[at]):
            at += 1
        return columns, at

    def _goes_on(self, columns: list[str], row: list[str]) -> bool:
        """Whether a row is a second row of heading: words only under what is blank or spans."""
        inked = [i for i, cell in enumerate(row) if cell]
        if not inked or any(len(row[i]) > _LONG_HEAD or ORDINAL.match(row[i]) for i in inked):
            return False
        if row[0] and row[0] != self._rows[self._head][0]:
            return False
        new = [i for i in inked if " ".join(row[i].split()) != columns[i]]
        spanned = [i for i in new if not columns[i] or self._spans_next(i)]
        return bool(new) and len(new) == len(spanned) and any(not columns[i] for i in new)

    def _spans_next(self, i: int) -> bool:
        head = self._rows[self._head]
        return i + 1 < len(head) and not head[i + 1]

    def read(self, index: int) -> AnnexTable:
        """All rows down to another table."""
        while self.at < len(self._rows):
            row = self._rows[self.at]
            if _is_head(row) and not self._is_repeated(row):
                break
            self._lines.append((self.at, self._take(row)))
            self.at += 1
        rows = tuple(self._task(*task) for task in self._tasks)
        roles = self._reader.roles
        titles = [
            " ".join(dict.fromkeys(cell for cell in self._rows[i] if cell))
            for i, kind in self._lines
            if kind is LineKind.TITLE
        ]
        title = " ".join(titles) or None
        return AnnexTable(
            tuple(self._columns),
            roles,
            rows,
            self._span,
            title,
            0.95,
            grid=index,
            lines=tuple(self._lines),
        )

    def _is_repeated(self, row: list[str]) -> bool:
        """The head once more, on another page."""
        return [fold(cell) for cell in row] == [fold(cell) for cell in self._rows[self._head]]

    def _take(self, row: list[str]) -> LineKind:
        """What the row is; a task or a group is remembered."""
        inked = [cell for cell in row if cell]
        if not inked:
            return LineKind.BLANK
        if _is_head(row) or _is_numbering(row) or self._is_second_head(row):
            return LineKind.HEAD
        label = row[self._ordinal] if self._ordinal is not None else ""
        words = row[self._content]
        if fold(label).strip(".:") in _EXAMPLE:
            return LineKind.EXAMPLE
        if self._is_total(row):
            return LineKind.TOTAL
        if self._is_group(row, label):
            self._open_group(row, label)
            return LineKind.GROUP
        if self._continues(label, words):
            self._continue(row)
            return LineKind.CONTINUED
        self._close_groups(label)
        titles = tuple(title for _rank, title, _cells in self._groups)
        self._tasks.append((self.at, list(row), titles, self._inherited()))
        return LineKind.TASK

    def _is_total(self, row: list[str]) -> bool:
        firsts = [row[self._content], next(cell for cell in row if cell)]
        return any(_TOTAL.match(fold(cell)) for cell in firsts)

    def _is_second_head(self, row: list[str]) -> bool:
        second = self._rows[self._head + 1] if self._head + 1 < len(self._rows) else []
        at = self._head + 1 - self._lines[0][0]
        is_head = at < len(self._lines) and self._lines[at][1] is LineKind.HEAD
        return is_head and list(map(fold, row)) == list(map(fold, second))

    def _is_group(self, row: list[str], label: str) -> bool:
        """A title over the rows below: it says nothing but its words, and rows follow it."""
        others = [
            cell
            for i, cell in enumerate(row)
            if cell and i not in {self._ordinal, self._content} and cell != row[self._content]
        ]
        only = list(dict.fromkeys(cell for cell in row if cell))
        if len(only) == 1:
            return not _starts_small(only[0]) and (
                bool(row[0]) or bool(_HIGH.match(only[0])) or self._child_follows("")
            )
        if _HIGH.match(label):
            return not others or self._child_follows(label)
        if others:
            return False
        return bool(_LABEL.match(label)) and self._child_follows(label)

    def _child_follows(self, label: str) -> bool:
        """Whether the next row that says anything is below a row so labelled."""
        after = next((row for row in self._rows[self.at + 1 :] if any(row)), None)
        if after is None or self._ordinal is None or _is_head(after):
            return False
        below = after[self._ordinal].strip(".)( ")
        here = label.strip(".)( ")
        if not here:
            return bool(below)
        if not below:
            return self._says_more(after) and not self._is_total(after)
        if below.startswith(f"{here}."):
            return True
        return _rank(below) > _rank(here) and below in {"1", "a", "I", "1.1"}

    def _says_more(self, row: list[str]) -> bool:
        return sum(bool(cell) for cell in row) > 1 and not _starts_small(row[self._content])

    def _open_group(self, row: list[str], label: str) -> None:
        rank = _rank(label.strip(".)( ") or next(cell for cell in row if cell).split(".")[0])
        self._groups = [group for group in self._groups if group[0] < rank]
        words = list(dict.fromkeys(" ".join(c.split()) for c in (label, row[self._content]) if c))
        title = ". ".join(word.rstrip(".") for word in words)
        if not title:
            title = " ".join(dict.fromkeys(cell for cell in row if cell))
        cells = ["" if i in {self._ordinal, self._content} else c for i, c in enumerate(row)]
        if len({cell for cell in row if cell}) == 1:
            cells = [""] * len(row)
        self._groups.append((rank, title, cells))

    def _close_groups(self, label: str) -> None:
        """A task numbered like a group, or above it, does not belong to it."""
        if here := label.strip(".)( "):
            self._groups = [group for group in self._groups if group[0] < _rank(here)]

    def _inherited(self) -> list[str]:
        """What the groups say of all their rows, the nearest first."""
        found = [""] * len(self._columns)
        for _rank_of, _title, cells in reversed(self._groups):
            found = [own or above for own, above in zip(found, cells, strict=False)]
        return found

    def _continues(self, label: str, words: str) -> bool:
        """The rest of the row above, cut off by a page: without an ordinal and without a start."""
        if label or not self._tasks or self._ordinal is None:
            return False
        return not words or _starts_small(words)

    def _continue(self, row: list[str]) -> None:
        cells = self._tasks[-1][1]
        for i, cell in enumerate(row):
            if cell and cell != cells[i]:
                cells[i] = f"{cells[i]} {cell}".strip()

    def _task(
        self, line: int, cells: list[str], group: tuple[str, ...], inherited: list[str]
    ) -> TableRow:
        spans = self._spans[line]
        placed = [span for span in spans if span]
        whole = Span(placed[0].start, placed[-1].end) if placed else self._span
        row = self._reader.read(cells, group, whole, inherited=inherited, spans=spans, line=line)
        return row if row.leads else replace(row, leads=_leads_of(group, whole))


def _leads_of(group: tuple[str, ...], span: Span) -> tuple[Actor, ...]:
    """Whom the nearest title names that is nothing but units («II. Sở Tư pháp»)."""
    for title in reversed(group):
        names = _LABELLED.sub("", title)
        if is_names_only(names):
            return tuple(actors_of(names, span, is_inherited=True))
    return ()


def _joined(columns: list[str], below: list[str]) -> list[str]:
    """Each heading of the second row behind the one that spans it («Thực hiện – Chủ trì»)."""
    joined: list[str] = []
    over = ""
    for i, upper in enumerate(columns):
        over = upper or over
        lower = " ".join(below[i].split())
        joined.append(over if not lower or lower == over else f"{over} – {lower}".strip(" –"))
    return joined


def _is_numbering(row: Sequence[str]) -> bool:
    """A row that numbers the columns: 1, 2, 3 or (1), (2), (3) or A, B, 1."""
    inked = [cell for cell in row if cell]
    return len(inked) > _FEWEST and all(_NUMBERED.match(cell) for cell in inked)


def _starts_small(words: str) -> bool:
    return words[:1].islower()


def _rank(label: str) -> int:
    """How deep a label stands: A above I above 1 above 1.1 above a."""
    if re.fullmatch(r"[IVX]+", label):
        return 1
    if re.fullmatch(r"[A-HĐ]", label):
        return 0
    if re.fullmatch(r"\d+(?:\.\d+)*", label):
        return 2 + label.count(".")
    return 9 if re.fullmatch(r"[a-zđ]", label) else 1


def _spans(table: GivenTable, rows: list[list[str]], text: str) -> list[list[Span | None]]:
    """The place of each cell in the text: cells follow one another, only space or marks between.

    A cell that repeats the one above has its place, unless it is written again.
    """
    found: list[list[Span | None]] = []
    cursor = table.start
    for i, row in enumerate(rows):
        spans: list[Span | None] = []
        for j, cell in enumerate(row):
            end = min(table.end, cursor + len(cell) + _MOST_BETWEEN)
            at = text.find(cell, cursor, end) if cell and text else -1
            if at >= 0 and not text[cursor:at].strip(" \t\n|\f-:"):
                cursor = at + len(cell)
                spans.append(Span(at, cursor))
            else:
                above = found[-1][j] if i and rows[i - 1][j] == cell and cell else None
                spans.append(above)
        found.append(spans)
    return found
