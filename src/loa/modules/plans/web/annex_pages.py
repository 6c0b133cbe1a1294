"""The values of the pages of an annex: what each row is, and what is wrong in which cell."""

from dataclasses import dataclass
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.documents.facade import LineKind
from loa.foundation.ui.facade import Link, number
from loa.kernel.access import Allowed
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Annex, Plan
from loa.modules.plans.queries.annexes import AnnexCell, AnnexLine, AnnexSheet
from loa.modules.plans.types import AnnexState, PlanState, Verb
from loa.modules.plans.web.annex_forms import CELL, AnnexForm, CellsForm
from loa.modules.plans.web.presenters import plan_name, short_plan_name
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.upload_pages import reading_lines

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
class AnnexView:
    """One annex in a list, with where its check and its file are."""

    name: str
    words: str
    href: str
    source_href: str


def annex_views(now: Moment, plan: Plan) -> list[AnnexView]:
    """The annexes of a plan as its other pages list them; who may not check one gets its file."""
    verb = Verb.EDIT if plan.state == PlanState.DRAFT else Verb.AMEND
    may_check = policies.can(now.actor, verb, plan.issuer_id, now.today) == Allowed()
    return [
        AnnexView(
            annex.name,
            _("đã vào kế hoạch") if annex.state == AnnexState.JOINED else _("chờ kiểm tra"),
            reverse(
                "plans:annex-check" if may_check else "plans:annex-source",
                args=[plan.pk, annex.pk],
            ),
            reverse("plans:annex-source", args=[plan.pk, annex.pk]),
        )
        for annex in queries.annexes_for(now.actor, plan, now.today)
    ]


def add_page(now: Moment, plan: Plan, form: AnnexForm) -> dict[str, object]:
    """The page on which annexes are taken in."""
    return {
        "title": _("Thêm biểu kèm theo"),
        "name": plan_name(plan),
        "links": _trail(plan, _("Thêm biểu kèm theo")),
        "plan": plan,
        "form": form,
        "is_issued": plan.state != PlanState.DRAFT,
        "annexes": annex_views(now, plan),
        "reading": reading_lines(queries.open_uploads(now.actor, plan.pk)),
    }


def check_page(plan: Plan, annex: Annex, form: CellsForm, edited: str = "") -> dict[str, object]:
    """Every row of the annex; `edited` is the row whose cells are all boxes, "table:number"."""
    unsure = queries.UnitWords(plan.as_of)
    is_open = annex.state == AnnexState.READ and plan.state == PlanState.DRAFT
    sheets = queries.sheets_of(annex, unsure)
    errors = sum(line.errors for sheet in sheets for line in sheet.lines)
    tasks = sum(sheet.tasks for sheet in sheets)
    address = reverse("plans:annex-check", args=[plan.pk, annex.pk])
    wrong = (c.key for s in sheets for line in s.lines for c in line.cells if c.errors)
    rows = _Rows(address, edited, frozenset(islice(wrong, MOST_BOXES)), is_open=is_open)
    views = [rows.sheet(i, sheet) for i, sheet in enumerate(sheets)]
    return {
        "title": _("Kiểm tra biểu"),
        "name": short_plan_name(plan),
        "links": _trail(plan, _("Kiểm tra biểu")),
        "plan": plan,
        "annex": annex,
        "form": form,
        "is_open": is_open,
        "is_joined": annex.state == AnnexState.JOINED,
        "sheets": [view for view in views if view.tasks or not tasks],
        "others": [view for view in views if tasks and not view.tasks],
        "tasks": number(tasks),
        "has_tasks": bool(tasks),
        "errors": number(errors),
        "has_errors": bool(errors),
        "first_error": _first_error(views),
        "has_hidden": any(grid["hidden_rows"] or grid["hidden_columns"] for grid in annex.grids),
    }


def _first_error(views: list[SheetView]) -> str:
    return next(
        (line.anchor for view in views for line in view.lines if any(c.errors for c in line.cells)),
        "",
    )


@dataclass(frozen=True)
class _Rows:
    """Makes the views of one annex; `is_open` says whether its cells may be corrected.

    `boxes` are the keys of the cells with errors that are mended in place; the others are mended
    through their row, or once these are saved.
    """

    address: str
    edited: str
    boxes: frozenset[str]
    is_open: bool

    def sheet(self, index: int, sheet: AnnexSheet) -> SheetView:
        """One table with what its file hides in words."""
        hidden = [
            _("%(n)d dòng ẩn") % {"n": sheet.hidden_rows} if sheet.hidden_rows else "",
            _("%(n)d cột ẩn") % {"n": sheet.hidden_columns} if sheet.hidden_columns else "",
        ]
        title = (
            _("Trang tính «%(name)s»") % {"name": sheet.name}
            if sheet.name
            else _("Bảng %(n)d") % {"n": index + 1}
        )
        lines = tuple(self._line(line, sheet.headings) for line in sheet.lines)
        words = ", ".join(filter(None, hidden))
        return SheetView(title, sheet.letters, lines, sheet.tasks, words)

    def _line(self, line: AnnexLine, headings: tuple[str, ...]) -> LineView:
        grid = line.cells[0].key.split(":")[0] if line.cells else "0"
        here = f"{grid}:{line.number}"
        is_edited = self.is_open and self.edited == here
        anchor = f"d-{grid}-{line.number}"
        words = _("dòng %(n)d") % {"n": line.number}
        is_link = self.is_open and not is_edited
        edit = Link(words, f"{self.address}?dong={here}#{anchor}") if is_link else None
        cells = tuple(
            _cell(cell, heading, is_box=is_edited or (self.is_open and cell.key in self.boxes))
            for cell, heading in zip(line.cells, headings, strict=True)
        )
        kind = _KINDS[line.kind] if line.kind else _("Không lấy")
        return LineView(line.number, anchor, kind, line.kind is LineKind.TASK, cells, edit)


def _cell(cell: AnnexCell, heading: str, *, is_box: bool) -> CellView:
    changed = cell.printed if cell.printed != cell.words else ""
    rows = max(cell.words.count("\n") + 1, min(6, len(cell.words) // _SHORT_CELL + 1))
    name = f"{CELL}{cell.key}" if is_box else ""
    label = _("%(heading)s, ô %(address)s") % {"heading": heading, "address": cell.address}
    return CellView(name, label, heading, cell.words, changed, cell.errors, rows)


def _trail(plan: Plan, title: str) -> tuple[Link, ...]:
    page = "plans:draft-check" if plan.state == PlanState.DRAFT else "plans:plan-overview"
    return (
        Link(_("Kế hoạch"), reverse("plans:plan-list")),
        Link(short_plan_name(plan, 40), reverse(page, args=[plan.pk])),
        Link(title),
    )
