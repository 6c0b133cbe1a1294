"""An annex as rows and cells: what each row is, and what is wrong in which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from loa.foundation.documents.facade import (
    Actor,
    AnnexTable,
    ColumnRole,
    LineKind,
    Span,
    TableRow,
    given_tables,
)
from loa.foundation.files.extract.facade import (
    ExtractedTable,
    ExtractedText,
    SheetPlace,
    in_lines,
    without_hidden,
)
from loa.kernel.text import fold
from loa.modules.plans.rules.doubts import DraftDoubt
from loa.modules.plans.rules.drafting import DraftTask, TaskBuilder
from loa.modules.plans.types import DoubtCode

_TARGETS = {
    "lead": ColumnRole.LEAD,
    "coordinate": ColumnRole.PARTNER,
    "due": ColumnRole.TIME,
    "task": ColumnRole.CONTENT,
}
Fixes = Mapping[str, str]


@dataclass(frozen=True)
class AnnexReading:
    """What was read of an annex as it stands with its corrections.

    `text` is what joins the plan's; `grids` are its tables as printed, `fixed` as corrected, both
    without what is hidden unless that was asked for, `numbers` their places among all of the file.
    `tables` are read of `fixed`.
    """

    text: str
    numbers: tuple[int, ...]
    grids: tuple[ExtractedTable, ...]
    fixed: tuple[ExtractedTable, ...]
    tables: tuple[AnnexTable, ...]

    @property
    def work(self) -> list[tuple[AnnexTable, TableRow]]:
        """All rows that order work."""
        return [(table, row) for table in self.tables if table.orders_work for row in table.rows]

    def kinds(self, grid: int) -> dict[int, LineKind]:
        """What each row of a grid is; rows of no table are not in it."""
        return {
            line: kind for table in self.tables if table.grid == grid for line, kind in table.lines
        }


def read(
    found: ExtractedText, fixes: Fixes, *, year: int, with_hidden: bool = True
) -> AnnexReading:
    """Read an annex again, with what a person has corrected."""
    shown = found if with_hidden else without_hidden(found)
    numbers = _numbers(found, shown)
    fixed = tuple(
        _fixed(grid, table, fixes) for grid, table in zip(numbers, shown.tables, strict=True)
    )
    tables = given_tables(fixed, year, shown.text, printed=shown.tables)
    return AnnexReading(shown.text, numbers, shown.tables, fixed, tuple(tables))


def joining(found: ExtractedText, whole: AnnexReading, fixes: Fixes, year: int) -> AnnexReading:
    """What of an annex joins the plan: of a workbook only the sheets that order work."""
    work = {table.grid for table in whole.tables if table.orders_work}
    kept = [grid for index, grid in enumerate(whole.grids) if index in work]
    if len(kept) == len(whole.grids) or not all(_name(grid) for grid in whole.grids):
        return whole
    return read(in_lines(kept, found.format), _renumbered(found, kept, fixes), year=year)


def _renumbered(found: ExtractedText, kept: Sequence[ExtractedTable], fixes: Fixes) -> Fixes:
    """The corrections by the numbers that the kept tables have among themselves."""
    numbers = {
        str(old): str(new)
        for new, name in enumerate(map(_name, kept))
        for old, table in enumerate(found.tables)
        if _name(table) == name
    }
    split = [(key.split(":", 1), words) for key, words in fixes.items()]
    return {f"{numbers[grid]}:{cell}": words for (grid, cell), words in split if grid in numbers}


def _numbers(found: ExtractedText, shown: ExtractedText) -> tuple[int, ...]:
    """Of each table that is shown its number among all of the file."""
    if len(found.tables) == len(shown.tables):
        return tuple(range(len(shown.tables)))
    names = [_name(table) for table in found.tables]
    return tuple(names.index(_name(table)) for table in shown.tables)


def _name(table: ExtractedTable) -> str:
    return table.sheet.name if table.sheet else ""


def _fixed(grid: int, table: ExtractedTable, fixes: Fixes) -> ExtractedTable:
    if not fixes or table.sheet is None:
        return table
    rows = tuple(
        tuple(
            fixes.get(cell_key(grid, number, column), cell)
            for column, cell in zip(table.sheet.columns, row, strict=True)
        )
        for number, row in zip(table.sheet.rows, table.rows, strict=True)
    )
    return replace(table, rows=rows)


def cell_key(grid: int, row: int, column: int) -> str:
    """The name of a cell in `fixes`: its table and its numbers on the sheet."""
    return f"{grid}:{row}:{column}"


def tasks_of(reading: AnnexReading, builder: TaskBuilder, offset: int) -> list[DraftTask]:
    """The tasks of an annex whose text begins at `offset` of the plan's."""
    tasks = []
    for table, row in reading.work:
        place = _place(reading, table)
        task = builder.of_row(table, _moved(row, offset))
        cells = {}
        for target, role in _TARGETS.items():
            column = next((i for i, of in enumerate(table.roles) if of is role), None)
            if column is not None and row.line is not None:
                cells[target] = cell_words(place, table.grid or 0, row.line, column)
        where = row_words(place, table.grid or 0, row.line) if row.line is not None else ""
        tasks.append(replace(task, cells=cells, place=where))
    return tasks


@dataclass(frozen=True)
class KnownTask:
    """A task that an earlier annex brought: what, by when, and who leads it in its words."""

    ordinal: int
    content: str
    deadline_words: str
    leads: frozenset[str]


def without_known(tasks: Sequence[DraftTask], known: Sequence[KnownTask]) -> list[DraftTask]:
    """The tasks that are new; one that only changes what an earlier annex said is doubted."""
    by_content = {fold(row.content): row for row in known}
    new = []
    for task in tasks:
        row = by_content.get(fold(task.content))
        if row is None:
            new.append(task)
            continue
        leads = frozenset(actor.name for actor in task.leads)
        if task.deadline_words == row.deadline_words and leads == row.leads:
            continue
        message = f"Nội dung này đã có trong kế hoạch, ở nhiệm vụ {row.ordinal}. Bỏ một trong hai."
        doubt = DraftDoubt(DoubtCode.TASK_UNSURE, "task", message, task.span)
        new.append(replace(task, doubts=(*task.doubts, doubt)))
    return new


def _place(reading: AnnexReading, table: AnnexTable) -> SheetPlace | None:
    return None if table.grid is None else reading.grids[table.grid].sheet


def cell_words(place: SheetPlace | None, grid: int, row: int, column: int) -> str:
    """Where a cell stands, for an officer: «ô C7, trang tính «Biểu 1»»."""
    if place is None or not place.name:
        return f"bảng {grid + 1}, dòng {row + 1}, cột {column + 1}"
    return f"ô {place.cell(row, column)}, trang tính «{place.name}»"


def row_words(place: SheetPlace | None, grid: int, row: int) -> str:
    """Where a row stands, for an officer."""
    if place is None or not place.name:
        return f"bảng {grid + 1}, dòng {row + 1}"
    return f"dòng {place.rows[row]}, trang tính «{place.name}»"


def _moved(row: TableRow, by: int) -> TableRow:
    """The row with its places counted in a text that begins `by` characters earlier."""

    def at(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def actors(of: Sequence[Actor]) -> tuple[Actor, ...]:
        return tuple(replace(actor, span=at(actor.span)) for actor in of)

    timing = replace(row.timing, span=at(row.timing.span)) if row.timing.span else row.timing
    return replace(
        row,
        span=at(row.span),
        leads=actors(row.leads),
        partners=actors(row.partners),
        timing=timing,
    )


def as_json(tables: Sequence[ExtractedTable]) -> list[dict[str, Any]]:
    """Tables as they are kept."""
    return [
        {
            "name": place.name,
            "rows": table.rows,
            "row_numbers": place.rows,
            "columns": place.columns,
            "hidden_rows": place.hidden_rows,
            "hidden_columns": place.hidden_columns,
            "start": table.start,
            "end": table.end,
        }
        for table in tables
        for place in [table.sheet or _counted(table)]
    ]


def of_json(grids: Sequence[Mapping[str, Any]]) -> tuple[ExtractedTable, ...]:
    """What `as_json` made."""
    return tuple(
        ExtractedTable(
            tuple(tuple(row) for row in grid["rows"]),
            grid["start"],
            grid["end"],
            SheetPlace(
                grid["name"],
                tuple(grid["row_numbers"]),
                tuple(grid["columns"]),
                tuple(grid["hidden_rows"]),
                tuple(grid["hidden_columns"]),
            ),
        )
        for grid in grids
    )


def _counted(table: ExtractedTable) -> SheetPlace:
    """Rows and columns of a table that stands in no sheet."""
    columns = len(table.rows[0]) if table.rows else 0
    return SheetPlace("", tuple(range(1, len(table.rows) + 1)), tuple(range(1, columns + 1)))
