"""Pages of a PDF, a scan or a photo written into one text, with the spans of their tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from loa.foundation.files.extract.pdf_columns import in_reading_order
from loa.foundation.files.extract.pdf_lines import Line, Word, lines_of
from loa.foundation.files.extract.pdf_rules import Cell, Grid
from loa.foundation.files.extract.plain_text import normalised
from loa.foundation.files.extract.scan_checks import checked
from loa.foundation.files.extract.types import DoubtfulSpan, ExtractedTable

_NEW_PARAGRAPH = 2.1
_SAME_COLUMNS = 6.0


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
    _length: int = 0
    _last_grid: Grid | None = None
    _is_scanned: bool = False
    _is_after_roman: bool = False

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

    def _line(self, text: str, words: list[Word]) -> str:
        """Write one line; of a scan, with what is doubtful in it. Answers what was written."""
        written = normalised(text)
        if self._is_scanned:
            written, doubts = checked(written, words, is_after_roman=self._is_after_roman)
            self._is_after_roman |= written.lstrip().startswith("I.")
            self.doubtful.extend(
                DoubtfulSpan(self._length + doubt.start, self._length + doubt.end, doubt.message_vi)
                for doubt in doubts
            )
        self._put(written + "\n")
        return written

    def _lines(self, lines: list[Line]) -> None:
        before: Line | None = None
        for line in lines:
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
        rows = [[""] * (len(grid.xs) - 1) for _ in range(len(grid.ys) - 1)]
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            lines = lines_of(texts[cell])
            in_order = [word for line in lines for word in line.words]
            text = self._line("\n".join(line.text for line in lines), in_order)
            for row in range(cell.row, cell.last_row + 1):
                rows[row][cell.column] = text
        found = ExtractedTable(tuple(map(tuple, rows)), start, max(start, self._length - 1))
        if may_continue and self._last_grid is not None and _same_columns(self._last_grid, grid):
            found = _continued(self.tables.pop(), found)
        self.tables.append(found)
        self._last_grid = grid


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


def _continued(above: ExtractedTable, below: ExtractedTable) -> ExtractedTable:
    """A table that runs on over the page; heading rows printed again are rows once."""
    repeated = 0
    while repeated < min(len(above.rows), len(below.rows)) and (
        above.rows[repeated] == below.rows[repeated]
    ):
        repeated += 1
    return ExtractedTable(above.rows + below.rows[repeated:], above.start, below.end)
