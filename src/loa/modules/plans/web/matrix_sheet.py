"""The grid of units by tasks as a workbook: the rows and words of the screen."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.printing.facade import Cell, CellKind, Paper, Sheet, SheetColumn, write_xlsx
from loa.foundation.ui.facade import Matrix, MatrixGroup
from loa.kernel.words import short_date
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.web.matrix_filters import Asked
from loa.modules.plans.web.matrix_pages import whole_matrix
from loa.modules.plans.web.presenters import plan_name
from loa.modules.plans.web.reading import Moment

_NOBODY = "–"
"""The sign of the screen where a task was not given to a unit."""
_UNIT_WIDTH, _TASK_WIDTH, _TOTAL_WIDTH = 24, 14, 8
_MANY, _NARROW_WIDTH = 12, 9.5
"""With more tasks than so many the columns are narrow, so that a printed sheet can be read."""


def matrix_workbook(now: Moment, plan: Plan, query: QueryDict) -> bytes:
    """What the filters let through, as the screen words it, with every group open."""
    matrix = whole_matrix(now, plan, query)
    width = _TASK_WIDTH if len(matrix.columns) <= _MANY else _NARROW_WIDTH
    columns = (
        SheetColumn(_("Đơn vị"), width=_UNIT_WIDTH),
        *(
            SheetColumn("\n".join(filter(None, (one.number, one.words, one.due))), width=width)
            for one in matrix.columns
        ),
        SheetColumn(_("Xong"), width=_TOTAL_WIDTH),
        SheetColumn(_("Quá hạn"), CellKind.NUMBER, _TOTAL_WIDTH),
    )
    rows, bold = _rows(matrix)
    shown = {column.number for column in matrix.columns}
    titles = [
        f"{task.ordinal}. {task.title}"
        for task in queries.tasks_of(plan)
        if str(task.ordinal) in shown
    ]
    heading = [plan_name(plan), _("Số liệu ngày %(day)s") % {"day": short_date(now.today)}]
    if Asked.of(query).narrows:
        heading.append(_("Chỉ những đơn vị khớp bộ lọc trên màn hình"))
    sheet = Sheet(
        title=_("Ma trận"),
        columns=columns,
        rows=rows,
        heading=tuple(heading),
        notes=(_("Nhiệm vụ:"), *titles),
        group_rows=frozenset(bold),
        alert_words=_("quá hạn"),
        frozen_columns=1,
        paper=Paper.A3,
    )
    return write_xlsx([sheet])


def _rows(matrix: Matrix) -> tuple[list[tuple[Cell, ...]], list[int]]:
    """The rows, and which of them are totals."""
    rows: list[tuple[Cell, ...]] = []
    bold = []
    if matrix.total:
        bold.append(len(rows))
        rows.append(_totals(matrix.total))
    for group in matrix.groups:
        bold.append(len(rows))
        rows.append(_totals(group))
        rows += [
            (
                row.words,
                *(cell.words if cell.href else _NOBODY for cell in row.cells),
                row.done,
                _count(row.late),
            )
            for row in group.rows
        ]
    return rows, bold


def _totals(group: MatrixGroup) -> tuple[Cell, ...]:
    words = f"{group.words} · {group.count}"
    return (words, *(total.words for total in group.totals), group.done, _count(group.late))


def _count(words: str) -> int:
    """A number of the screen as a number."""
    return int(words.replace(".", ""))
