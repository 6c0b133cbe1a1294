"""A plan as an official document: its text in the layout of the decree, its tasks as an annex.

What a table of an annex orders stands in that table, once; the annex of tasks holds the others.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from loa.foundation.documents.facade import (
    Align,
    Annex,
    AnnexTable,
    Block,
    Column,
    ColumnRole,
    LineKind,
    Note,
    OfficialDocument,
    Paragraph,
    Row,
    Table,
    TableRow,
    is_wide_table,
    table_of,
)
from loa.foundation.files.extract.facade import ExtractedTable

_DEMO_NOTE = "Dữ liệu minh họa: tên người, số liệu là giả định"
_TITLE = "Phân công nhiệm vụ"
_NO_TITLE = re.compile(r"\(?(?:ban hành )?kèm theo|phụ lục|đơn vị( tính)?:", re.IGNORECASE)


@dataclass(frozen=True)
class TaskWords:
    """One task as a line of the annex: everything in words, "" = not said.

    `start` is its place in the plan's text, `is_edited` whether a person changed what was read.
    """

    content: str
    forms: str
    leads: str
    partners: str
    when: str
    product: str
    start: int | None = None
    is_edited: bool = False
    audiences: str = ""
    money: str = ""


@dataclass(frozen=True)
class JoinedAnnex:
    """An annex that came as a file of its own; its text begins at `start` of the plan's."""

    name: str
    start: int
    text: str
    grids: tuple[ExtractedTable, ...]
    tables: tuple[AnnexTable, ...]


def compose(
    document: OfficialDocument,
    tasks: Sequence[TaskWords],
    *,
    issuer_in_text: str,
    is_draft: bool,
    is_demo: bool,
    elsewhere: int = 0,
) -> OfficialDocument:
    """`document` with the tasks as the last annex and the marks of a draft.

    `elsewhere` tasks stand in the tables of its other annexes.
    """
    annexes = document.annexes
    if tasks:
        blocks: tuple[Block, ...] = (_task_table(tasks),)
        if elsewhere:
            words = f"Ngoài ra, {elsewhere} nhiệm vụ nêu trong bảng của phụ lục trên đây."
            blocks = (*blocks, Note(words))
        annexes = (*annexes, Annex(_TITLE, blocks, landscape=True))
    return replace(
        document,
        annexes=annexes,
        issuer_in_text=issuer_in_text,
        is_draft=is_draft,
        demo_note=_DEMO_NOTE if is_demo else None,
    )


def annex_of(joined: JoinedAnnex) -> Annex:
    """A file that joined the plan, as an annex: its tables with the text around them."""
    blocks: list[Block] = []
    at = 0
    for table in sorted(joined.tables, key=lambda table: table.span.start):
        blocks += _paragraphs(joined, at, table.span.start)
        blocks.append(table_of(table, joined.grids))
        at = max(at, table.span.end)
    blocks += _paragraphs(joined, at, len(joined.text))
    title = " ".join(_titles(joined)) or joined.name.rpartition(".")[0] or joined.name
    return Annex(title, tuple(blocks), landscape=is_wide_table(*joined.tables))


def _paragraphs(joined: JoinedAnnex, start: int, end: int) -> list[Block]:
    """The text between tables; that of a sheet stands in its grid."""
    if any(grid.sheet is not None and grid.sheet.name for grid in joined.grids):
        return []
    return [
        Paragraph.of(line.strip()) for line in joined.text[start:end].splitlines() if line.strip()
    ]


def _titles(joined: JoinedAnnex) -> Iterable[str]:
    """What stands over the first table of a sheet, without its label and reference."""
    for table in joined.tables[:1]:
        for line, kind in table.lines:
            if kind is LineKind.TITLE and table.grid is not None:
                words = " ".join(filter(None, dict.fromkeys(joined.grids[table.grid].rows[line])))
                if not _NO_TITLE.match(words):
                    yield " ".join(words.split())


def in_tables(
    tables: Sequence[AnnexTable], tasks: Sequence[TaskWords], start: int = 0
) -> tuple[tuple[AnnexTable, ...], set[int]]:
    """`tables` with the words of the tasks that a person changed, and which tasks they hold.

    The text of the tables begins at `start` of the plan's.
    """
    held: set[int] = set()
    found = []
    for table in tables:
        if not table.orders_work:
            found.append(table)
            continue
        rows = []
        for row in table.rows:
            own = [
                place
                for place, task in enumerate(tasks)
                if task.start is not None
                and row.span.start <= task.start - start < max(row.span.end, row.span.start + 1)
            ]
            held.update(own)
            edited = any(tasks[place].is_edited for place in own)
            rows.append(_rewritten(table, row, [tasks[p] for p in own]) if edited else row)
        found.append(replace(table, rows=tuple(rows)))
    return tuple(found), held


def _rewritten(table: AnnexTable, row: TableRow, tasks: Sequence[TaskWords]) -> TableRow:
    """The row with the words of its tasks in the columns that carry them."""
    words = {
        ColumnRole.CONTENT: [task.content for task in tasks],
        ColumnRole.FORM: [task.forms for task in tasks],
        ColumnRole.LEAD: [task.leads for task in tasks],
        ColumnRole.PARTNER: [task.partners for task in tasks],
        ColumnRole.TIME: [task.when for task in tasks],
        ColumnRole.PRODUCT: [task.product for task in tasks],
    }
    cells = list(row.cells)
    for column, role in enumerate(table.roles[: len(cells)]):
        said = list(dict.fromkeys(filter(None, words.get(role, ()))))
        if said:
            cells[column] = "\n".join(said)
    return replace(row, cells=tuple(cells))


def _task_table(tasks: Sequence[TaskWords]) -> Table:
    """A line a task; what no task says has no column, but content, who leads and when."""
    said = (
        (Column("Nội dung nhiệm vụ", 6.0), [task.content for task in tasks], True),
        (Column("Hình thức", 2.0), [task.forms for task in tasks], False),
        (Column("Đối tượng", 2.0), [task.audiences for task in tasks], False),
        (Column("Cơ quan chủ trì", 3.0), [task.leads for task in tasks], True),
        (Column("Cơ quan phối hợp", 2.6), [task.partners for task in tasks], False),
        (Column("Thời gian thực hiện", 2.0), [task.when for task in tasks], True),
        (Column("Sản phẩm", 2.4), [task.product for task in tasks], False),
        (Column("Kinh phí", 1.8), [task.money for task in tasks], False),
    )
    kept = [(column, cells) for column, cells, is_always in said if is_always or any(cells)]
    rows = [
        Row((str(place), *cells))
        for place, cells in enumerate(zip(*(cells for _, cells in kept), strict=True), 1)
    ]
    columns = (Column("TT", 0.7, Align.CENTER), *(column for column, _ in kept))
    return Table(columns, tuple(rows))
