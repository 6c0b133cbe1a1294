"""Pages of a PDF, a scan or a photo written into one text, with the spans of their tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loa.foundation.files.extract.pdf_columns import in_reading_order
from loa.foundation.files.extract.pdf_lines import Line, Word, lines_of
from loa.foundation.files.extract.pdf_paragraphs import Paragraphs
from loa.foundation.files.extract.pdf_rules import Cell, Grid
from loa.foundation.files.extract.plain_text import normalised
from loa.foundation.files.extract.scan_checks import checked, number_of
from loa.foundation.files.extract.types import DoubtfulSpan, ExtractedTable

_NEW_PARAGRAPH = 2.1
_SAME_COLUMNS = 6.0
_LINE_END = "\n"
_INSIDE_WORDS = frozenset("-/")
_DRAWN = "Số ở đây in như hình vẽ, máy đọc có thể sai hoặc thiếu; hãy đối chiếu với bản gốc."


@dataclass(frozen=True)
class Columns:
    """Two columns side by side, read one after the other; `top` is the height they begin at."""

    top: float
    sides: tuple[list[Line], list[Line]]


@dataclass
class Page:
    """What one page gives: lines, grids and columns from top to bottom; each of its words once."""

    parts: list[Line | Grid | Columns]
    words: list[Word]
    is_scanned: bool = False


@dataclass
class PageWriter:
    """Writes pages into one text and keeps the spans of its tables and of doubtful words."""

    pieces: list[str] = field(default_factory=list)
    tables: list[ExtractedTable] = field(default_factory=list)
    doubtful: list[DoubtfulSpan] = field(default_factory=list)
    paragraphs: Paragraphs | None = None
    """Where the file tells what its paragraphs are: each is one line of the text then."""
    _length: int = 0
    _last_grid: Grid | None = None
    _last_cells: dict[int, Word] = field(default_factory=dict)
    _is_scanned: bool = False
    _is_after_roman: bool = False
    _number_before: int = 0
    _last_line: Line | None = None

    def break_page(self) -> None:
        """The next line begins a page."""
        self._put("\f")

    def write_page(self, page: Page) -> None:
        """Runs of lines in reading order, tables between them."""
        self._is_scanned = page.is_scanned
        run: list[Line] = []
        for number, part in enumerate(page.parts):
            if isinstance(part, Grid):
                self._lines(in_reading_order(run))
                run = []
                self._last_line = None
                self._table(part, page.words, may_continue=number == 0)
            elif isinstance(part, Columns):
                self._lines(in_reading_order(run))
                run = []
                for side in part.sides:
                    self._put("\n")
                    self._lines(side)
                self._last_grid = None
            else:
                run.append(part)
                self._last_grid = None
        self._lines(in_reading_order(run))

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def _go_on(self, text: str) -> None:
        """Write on in the line before; the end of a page that falls into it comes after it."""
        after: list[str] = []
        while self.pieces and self.pieces[-1] in "\n\f":
            after.insert(0, self.pieces.pop())
            self._length -= 1
        self._put(f"{_between(self.pieces[-1], text)}{normalised(text)}")
        for mark in after:
            self._put(mark)

    def _line(self, text: str, words: list[Word]) -> str:
        """Write one line; of a scan, with what is doubtful in it. Answers what was written."""
        written = normalised(text)
        if self._is_scanned:
            written, doubts = checked(
                written,
                words,
                is_after_roman=self._is_after_roman,
                number_before=self._number_before,
            )
            self._is_after_roman |= written.lstrip().startswith("I.")
            self._number_before = number_of(written, self._number_before)
            self.doubtful.extend(
                DoubtfulSpan(self._length + doubt.start, self._length + doubt.end, doubt.message_vi)
                for doubt in doubts
            )
        else:
            self.doubtful.extend(_drawn(written, words, self._length))
        self._put(written)
        self._put("\n")
        return written

    def _lines(self, lines: list[Line]) -> None:
        before: Line | None = None
        for line in lines:
            last, self._last_line = self._last_line, line
            if last is not None and self.paragraphs and self.paragraphs.goes_on(last, line):
                self._go_on(line.text)
                before = line
                continue
            gap = 0.0 if before is None else before.baseline - line.baseline
            if before is not None and not 0 <= gap <= _NEW_PARAGRAPH * line.size:
                self._put("\n")
            # How wide a gap was says nothing in a scan, where sizes are measured, not set.
            spaced = " ".join(word.text for word in line.words) if self._is_scanned else line.text
            self._line(spaced, list(line.words))
            before = line

    def _table(self, grid: Grid, words: list[Word], *, may_continue: bool) -> None:
        start = self._length
        texts: dict[Cell, list[Word]] = {cell: [] for cell in grid.cells}
        for word in words:
            height = word.baseline + 0.25 * word.size
            cell = grid.cell_at(word.middle, height) if grid.holds(word.middle, height) else None
            if cell is not None:
                texts[cell].append(word)
        in_order = {
            cell: [word for line in lines_of(inside) for word in line.words]
            for cell, inside in texts.items()
        }
        goes_on = (
            may_continue and self._last_grid is not None and _same_columns(self._last_grid, grid)
        )
        repeated = self._repeated_rows(in_order) if goes_on else 0
        rows = [[""] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            if cell.row < repeated:
                continue
            text = self._line(self._joined(lines_of(texts[cell])), in_order[cell])
            for row in range(cell.row, cell.last_row + 1):
                rows[row][cell.column] = text
        grid_rows = tuple(map(tuple, rows[repeated:]))
        found = ExtractedTable(grid_rows, start, max(start, self._length - 1))
        if goes_on:
            first = {c.column: w[0] for c, w in in_order.items() if c.row == repeated and w}
            above = self.tables.pop()
            found = _continued(above, found, _running_on(self._last_cells, first))
        self.tables.append(found)
        self._last_grid = grid
        last_row = len(grid.ys) - 2
        self._last_cells = {
            cell.column: inside[-1]
            for cell, inside in in_order.items()
            if cell.last_row == last_row and inside
        }

    def _repeated_rows(self, texts: dict[Cell, list[Word]]) -> int:
        """Heading rows printed again over a page, which the tags of the file leave out."""
        if self.paragraphs is None:
            return 0
        own = [cell.row for cell, words in texts.items() if any(word.block for word in words)]
        return min(own, default=0)

    def _joined(self, lines: list[Line]) -> str:
        """The text of a cell: its paragraphs where they are known, else its lines."""
        pieces: list[str] = []
        for before, line in pairwise([None, *lines]):
            goes_on = (
                before
                and line
                and self.paragraphs
                and self.paragraphs.goes_on(before, line, is_cell=True)
            )
            if line is not None:
                pieces += [_between(pieces[-1], line.text) if goes_on else "\n", line.text]
        return "".join(pieces[1:])


def _drawn(written: str, words: list[Word], start: int) -> list[DoubtfulSpan]:
    """Numbers of a line that were read from a picture, on a page whose other letters are sure."""
    found: list[DoubtfulSpan] = []
    reached = 0
    for word in words:
        place = written.find(word.text, reached)
        if place < 0:
            continue
        reached = place + len(word.text)
        if word.confidence < 1:
            found.append(DoubtfulSpan(start + place, start + reached, _DRAWN))
    return found


def _between(above: str, below: str) -> str:
    """What joins two lines of a paragraph: nothing inside «NQ-CP» or «66/NQ», else a space."""
    is_cut = above[-1:] in _INSIDE_WORDS and above[-2:-1].isalnum() and below[:1].isalnum()
    return "" if is_cut else " "


def grid_of(word: Word, grids: list[Grid]) -> Grid | None:
    """The table that a word stands in."""
    height = word.baseline + 0.25 * word.size
    return next((grid for grid in grids if grid.holds(word.middle, height)), None)


def page_of(
    lines: list[Line],
    grids: list[Grid],
    words: list[Word],
    *,
    columns: Sequence[Columns] = (),
    is_scanned: bool = False,
) -> Page:
    """A page of the `lines` outside its `grids`, of those grids that hold words, of `columns`."""
    used = [grid for grid in grids if any(grid_of(word, [grid]) for word in words)]
    parts: list[Line | Grid | Columns] = [*lines, *used, *columns]
    parts.sort(key=lambda part: -_top_of(part))
    aside = [line for part in columns for side in part.sides for line in side]
    kept = [word for line in [*lines, *aside] for word in line.words]
    in_grids = [word for word in words if grid_of(word, grids) is not None]
    return Page(parts, kept + in_grids, is_scanned)


def _top_of(part: Line | Grid | Columns) -> float:
    if isinstance(part, Columns):
        return part.top
    return part.ys[0] if isinstance(part, Grid) else part.baseline


def _same_columns(above: Grid, below: Grid) -> bool:
    return len(above.xs) == len(below.xs) and all(
        abs(a - b) < _SAME_COLUMNS for a, b in zip(above.xs, below.xs, strict=True)
    )


def _running_on(above: dict[int, Word], below: dict[int, Word]) -> set[int] | None:
    """Columns of a row cut by the page's end whose paragraph runs on; None where no row is cut.

    `above` are the last words of the last row, `below` the first of the next page's, by column.
    """
    same = {
        column
        for column, word in below.items()
        if word.block is not None and column in above and above[column].block == word.block
    }
    return same or None


def _continued(
    above: ExtractedTable, below: ExtractedTable, running: set[int] | None
) -> ExtractedTable:
    """A table that runs on over the page; heading rows printed again are rows once.

    `running` are the columns of the first row that finish a paragraph of the row above.
    """
    repeated = 0
    while repeated < min(len(above.rows), len(below.rows)) and (
        above.rows[repeated] == below.rows[repeated]
    ):
        repeated += 1
    rows = below.rows[repeated:]
    if running is None or repeated or not rows:
        return ExtractedTable(above.rows + rows, above.start, below.end)
    whole = tuple(
        f"{first}{_between(first, second) if column in running else _LINE_END}{second}"
        if first and second
        else first or second
        for column, (first, second) in enumerate(zip(above.rows[-1], rows[0], strict=True))
    )
    return ExtractedTable((*above.rows[:-1], whole, *rows[1:]), above.start, below.end)
