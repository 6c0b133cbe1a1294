"""The values of the page on which an annex is checked: its rows, what is wrong in which cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from django.http import QueryDict
from django.utils.translation import gettext as _

from loa.foundation.documents.facade import LineKind
from loa.foundation.ui.facade import Link, number, page_address, page_asked, pages_of
from loa.modules.plans import queries
from loa.modules.plans.queries import Annex, Plan
from loa.modules.plans.queries.annexes import AnnexCell, AnnexLine, AnnexSheet
from loa.modules.plans.types import AnnexState, PlanState
from loa.modules.plans.web.annex_forms import CELL, CellsForm
from loa.modules.plans.web.annex_pages import annex_trail
from loa.modules.plans.web.presenters import short_plan_name

_KINDS = {
    LineKind.TITLE: _("Không lấy"),
    LineKind.HEAD: _("Tiêu đề cột"),
    LineKind.GROUP: _("Nhóm"),
    LineKind.TASK: _("Nhiệm vụ"),
    LineKind.CONTINUED: _("Nối dòng trên"),
    LineKind.TOTAL: _("Dòng tổng"),
    LineKind.EXAMPLE: _("Ví dụ, không lấy"),
    LineKind.BLANK: _("Trống"),
}
_SHORT_CELL = 40
MOST_BOXES = 400
"""Cells with errors that are boxes at once: Django refuses a form of a thousand fields."""


PAGE = 100
"""Rows on one page, whatever their table."""
_WRONG = "can-xem"


@dataclass(frozen=True)
class CellView:
    """One cell; `name` is that of its box, empty where it is only shown."""

    name: str
    label: str
    heading: str
    words: str
    printed: str
    errors: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class LineView:
    """One row; `edit` leads to the page on which all of its cells are boxes."""

    number: int
    anchor: str
    kind: str
    is_task: bool
    cells: tuple[CellView, ...]
    edit: Link | None


@dataclass(frozen=True)
class SheetView:
    """One table; those without tasks are shown closed."""

    title: str
    letters: tuple[str, ...]
    lines: tuple[LineView, ...]
    tasks: int
    hidden: str


@dataclass(frozen=True)
class _Shown:
    """A row with the place of its table."""

    sheet: int
    line: AnnexLine


def check_page(
    plan: Plan,
    annex: Annex,
    form: CellsForm,
    query: QueryDict,
    typed: Mapping[str, str] | None = None,
) -> dict[str, object]:
    """One page of the annex's rows.

    `query`: "trang" = the page, "muc" = whether only rows with errors, "dong" = the row whose cells
    are all boxes, "table:number". `typed` are the words of cells that were sent and not kept.
    """
    sheets = queries.sheets_of(annex, queries.UnitWords(plan.as_of))
    is_open = annex.state == AnnexState.READ and plan.state == PlanState.DRAFT
    tasks = sum(sheet.tasks for sheet in sheets)
    every = _in_order(sheets)
    wrong = [one for one in every if one.line.errors]
    only_wrong = query.get("muc") == _WRONG
    asked = wrong if only_wrong else every
    page = page_asked(query.get("trang", ""), ceil(len(asked) / PAGE))
    shown = asked[(page - 1) * PAGE : page * PAGE]
    keys = (cell.key for one in shown for cell in one.line.cells if cell.errors)
    sent = dict(typed or {})
    boxes = frozenset([*islice(keys, MOST_BOXES), *sent])
    elsewhere = query.copy()
    elsewhere.pop("dong", None)  # no row stays open on another page
    here = page_address(elsewhere, page)
    rows = _Rows(here, query.get("dong", ""), boxes, sent, is_open)
    views = [
        (sheet, rows.sheet(index, sheet, lines))
        for index, sheet in enumerate(sheets)
        if (lines := [one.line for one in shown if one.sheet == index])
    ]
    errors = sum(one.line.errors for one in wrong)
    return {
        "title": _("Kiểm tra biểu"),
        "name": short_plan_name(plan),
        "links": annex_trail(plan, _("Kiểm tra biểu")),
        "plan": plan,
        "annex": annex,
        "form": form,
        "is_open": is_open,
        "is_joined": annex.state == AnnexState.JOINED,
        "sheets": [view for sheet, view in views if sheet.tasks or not tasks],
        "others": [view for sheet, view in views if tasks and not sheet.tasks],
        "tasks": number(tasks),
        "has_tasks": bool(tasks),
        "errors": number(errors),
        "has_errors": bool(errors),
        "first_error": _first_error(every) if wrong else "",
        "tabs": _tabs(len(every), len(wrong), only_wrong=only_wrong) if wrong or only_wrong else (),
        "pages": pages_of(elsewhere, page, len(asked), PAGE, _("dòng"))
        if len(asked) > PAGE
        else None,
        "has_hidden": any(grid["hidden_rows"] or grid["hidden_columns"] for grid in annex.grids),
    }


def _in_order(sheets: Sequence[AnnexSheet]) -> list[_Shown]:
    """Every row, those of tables with tasks first."""
    places = sorted(range(len(sheets)), key=lambda index: not sheets[index].tasks)
    return [_Shown(index, line) for index in places for line in sheets[index].lines]


def _first_error(every: Sequence[_Shown]) -> str:
    """The address of the first row with an error."""
    at = next(place for place, one in enumerate(every) if one.line.errors)
    return f"?trang={at // PAGE + 1}#{_anchor(every[at].line)}"


def _tabs(rows: int, wrong: int, *, only_wrong: bool) -> tuple[Link, ...]:
    return (
        Link(_("Mọi dòng"), "?", is_current=not only_wrong, count=number(rows)),
        Link(_("Dòng cần xem"), f"?muc={_WRONG}", is_current=only_wrong, count=number(wrong)),
    )


def _grid_of(line: AnnexLine) -> str:
    return line.cells[0].key.split(":")[0] if line.cells else "0"


def _anchor(line: AnnexLine) -> str:
    return f"d-{_grid_of(line)}-{line.number}"


@dataclass(frozen=True)
class _Rows:
    """Makes the views of one annex; `is_open` says whether its cells may be corrected.

    `boxes` are the keys of the cells with errors that are mended in place; the others are mended
    through their row, or once these are saved. `typed` are words that were sent and not kept.
    """

    address: str
    edited: str
    boxes: frozenset[str]
    typed: Mapping[str, str]
    is_open: bool

    def sheet(self, index: int, sheet: AnnexSheet, lines: Sequence[AnnexLine]) -> SheetView:
        """One table, as far as its lines are on the page, with what its file hides in words."""
        hidden = [
            _("%(n)d dòng ẩn") % {"n": sheet.hidden_rows} if sheet.hidden_rows else "",
            _("%(n)d cột ẩn") % {"n": sheet.hidden_columns} if sheet.hidden_columns else "",
        ]
        title = (
            _("Trang tính «%(name)s»") % {"name": sheet.name}
            if sheet.name
            else _("Bảng %(n)d") % {"n": index + 1}
        )
        views = tuple(self._line(line, sheet.headings) for line in lines)
        words = ", ".join(filter(None, hidden))
        return SheetView(title, sheet.letters, views, sheet.tasks, words)

    def _line(self, line: AnnexLine, headings: tuple[str, ...]) -> LineView:
        here = f"{_grid_of(line)}:{line.number}"
        is_edited = self.is_open and self.edited == here
        anchor = _anchor(line)
        words = _("dòng %(n)d") % {"n": line.number}
        is_link = self.is_open and not is_edited
        edit = Link(words, f"{self.address}&dong={here}#{anchor}") if is_link else None
        cells = tuple(
            self._cell(cell, heading, is_edited=is_edited)
            for cell, heading in zip(line.cells, headings, strict=True)
        )
        kind = _KINDS[line.kind] if line.kind else _("Không lấy")
        return LineView(line.number, anchor, kind, line.kind is LineKind.TASK, cells, edit)

    def _cell(self, cell: AnnexCell, heading: str, *, is_edited: bool) -> CellView:
        is_box = is_edited or (self.is_open and cell.key in self.boxes)
        words = self.typed.get(cell.key, cell.words)
        changed = cell.printed if cell.printed != words else ""
        rows = max(words.count("\n") + 1, min(6, len(words) // _SHORT_CELL + 1))
        name = f"{CELL}{cell.key}" if is_box else ""
        label = _("%(heading)s, ô %(address)s") % {"heading": heading, "address": cell.address}
        return CellView(name, label, heading, words, changed, cell.errors, rows)
