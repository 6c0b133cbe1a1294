"""Pages on which an administrator changes the tree: add, change, end, follow, by a table."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.orgs import policies
from loa.foundation.orgs.operations.change_units import UnitsFaulty, change_units, import_units
from loa.foundation.orgs.operations.edit_unit import end_unit, rename_unit
from loa.foundation.orgs.operations.successions import record_succession
from loa.foundation.orgs.operations.tries import count_use
from loa.foundation.orgs.people_sheet import MOST_BYTES, Sheet, SheetTooLarge, read_sheet
from loa.foundation.orgs.queries import unit_lines, units
from loa.foundation.orgs.types import Kind, Level, UnitRow
from loa.foundation.orgs.units_change import Proposal
from loa.foundation.orgs.units_rows import UnitDraft
from loa.foundation.orgs.web import presenters, tree_forms
from loa.foundation.orgs.web.reading import actor_of, today
from loa.foundation.ui.facade import Link, Row, day_words, errors_on
from loa.kernel import clock
from loa.kernel.access import require


@require_http_methods(["GET", "POST"])
def unit_add(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    _require_editor(request)
    sent = request.POST if request.method == "POST" else None
    form = tree_forms.UnitAddForm(sent, parents=_parents(today()), initial={"valid_from": today()})
    if form.is_valid():
        with errors_on(form):
            fields = dict(form.cleaned_data)
            short = fields.pop("short_name") or fields["name"][:80]
            draft = UnitDraft(
                row=1, key="", short_name=short, valid_to=None, verified=True, **fields
            )
            change_units(actor=actor_of(request), drafts=[draft], at=clock.now())
            messages.success(request, _("Đã thêm %(name)s.") % {"name": draft.name})
            return redirect("orgs:unit-list")
    context = {
        "title": _("Thêm đơn vị"),
        "crumbs": [_list_link(), Link(_("Thêm đơn vị"))],
        "form": form,
        "button": _("Thêm đơn vị"),
    }
    return render(request, "orgs/unit_form.html", context, status=422 if form.errors else 200)


@require_GET
def unit_edit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What may be done with one unit."""
    _require_editor(request)
    return _edit_page(request, unit_id)


@require_POST
def unit_change(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Another name, code or superior."""
    form = tree_forms.UnitChangeForm(request.POST, parents=_parents(today()))
    if form.is_valid():
        with errors_on(form):
            fields = form.cleaned_data
            rename_unit(actor=actor_of(request), unit_id=unit_id, at=clock.now(), **fields)
            return _done(request, unit_id, _("Đã ghi thay đổi của đơn vị."))
    return _edit_page(request, unit_id, change=form)


@require_POST
def unit_end(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The unit ends and nobody follows."""
    form = tree_forms.UnitEndForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            fields = form.cleaned_data
            end_unit(actor=actor_of(request), unit_id=unit_id, at=clock.now(), **fields)
            return _done(request, unit_id, _("Đã ghi ngày kết thúc của đơn vị."))
    return _edit_page(request, unit_id, end=form)


@require_POST
def unit_succession(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Another unit takes over."""
    form = tree_forms.SuccessionForm(request.POST, units=_others(unit_id, today()))
    if form.is_valid():
        with errors_on(form):
            record_succession(
                actor=actor_of(request),
                old_unit_id=unit_id,
                at=clock.now(),
                **form.cleaned_data,
            )
            return _done(request, unit_id, _("Đã ghi đơn vị tiếp nhận."))
    return _edit_page(request, unit_id, follow=form)


@require_GET
def units_export(request: HttpRequest) -> HttpResponse:
    """The tree of all days as a table."""
    _require_editor(request)
    count_use(actor_of(request), "export.files", today())
    response = HttpResponse(unit_lines.export_units(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="cay-don-vi.csv"'
    return response


@require_http_methods(["GET", "POST"])
def units_import(request: HttpRequest) -> HttpResponse:
    """A table comes back: what it changes is shown first, then written by a second press."""
    _require_editor(request)
    if request.method == "POST" and "rows" in request.POST:
        return _written(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = tree_forms.UnitsFileForm(*sent)
    shown: Proposal | None = None
    rows = ""
    if form.is_valid():
        with errors_on(form, {SheetTooLarge.code: "file"}):
            count_use(actor_of(request), "upload.files", today())
            shown = unit_lines.preview_units(_sheet(form))
            if shown.faults:
                raise UnitsFaulty(shown.faults)
            rows = unit_lines.as_table(shown.changes).decode()
    return _import_page(request, form, shown, rows)


def _written(request: HttpRequest) -> HttpResponse:
    form = tree_forms.ConfirmForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            sheet = read_sheet(form.cleaned_data["rows"].encode())
            done = import_units(actor=actor_of(request), sheet=sheet, at=clock.now())
            messages.success(request, _("Đã sửa %(n)d đơn vị.") % {"n": len(done)})
            return redirect("orgs:unit-list")
    return _import_page(request, form, None, "")


def _import_page(
    request: HttpRequest,
    form: tree_forms.UnitsFileForm | tree_forms.ConfirmForm,
    shown: Proposal | None,
    rows: str,
) -> HttpResponse:
    faults: list[Row] = presenters.fault_lines(shown.faults) if shown else []
    changes = shown.changes if shown and not faults else ()
    context = {
        "title": _("Sửa cây đơn vị bằng bảng"),
        "crumbs": [_list_link(), Link(_("Nhập bảng"))],
        "form": form,
        "ask": form if isinstance(form, tree_forms.UnitsFileForm) else tree_forms.UnitsFileForm(),
        "fault_columns": presenters.FAULT_COLUMNS,
        "faults": faults,
        "change_columns": presenters.CHANGE_COLUMNS,
        "changes": [row for change in changes for row in presenters.change_lines(change)],
        "count": len(changes),
        "is_shown": shown is not None and not faults,
        "rows": rows,
    }
    status = 422 if form.errors else 200
    return render(request, "orgs/units_import.html", context, status=status)


def _edit_page(
    request: HttpRequest,
    unit_id: int,
    *,
    change: tree_forms.UnitChangeForm | None = None,
    end: tree_forms.UnitEndForm | None = None,
    follow: tree_forms.SuccessionForm | None = None,
) -> HttpResponse:
    _require_editor(request)
    on = today()
    row = units.last_row(unit_id, on)
    stands = unit_id in units.day_tree(on).by_id
    named = {
        "name": row.name,
        "short_name": row.short_name,
        "code": row.code,
        "parent_code": row.parent_code,
        "on": on,
    }
    context = {
        "title": _("Sửa %(name)s") % {"name": row.name},
        "crumbs": [
            _list_link(),
            Link(row.name, reverse("orgs:unit-detail", args=[unit_id])),
            Link(_("Sửa")),
        ],
        "day": day_words(on),
        "stands": stands,
        "is_root": unit_id == units.root_row(on).id,
        "change": change
        or tree_forms.UnitChangeForm(parents=_parents(on), initial=named, auto_id="c-%s"),
        "end": end or tree_forms.UnitEndForm(auto_id="e-%s"),
        "follow": follow or tree_forms.SuccessionForm(units=_others(unit_id, on), auto_id="f-%s"),
        "unit_id": unit_id,
    }
    refused = change or end or follow
    return render(request, "orgs/unit_edit.html", context, status=422 if refused else 200)


def _parents(on: date) -> list[tuple[str, str]]:
    rows = [row for row in units.day_tree(on).rows if row.kind is Kind.PEOPLES_COMMITTEE]
    return [(row.code, row.name) for row in rows if row.level is not Level.COMMUNE]


def _others(unit_id: int, on: date) -> list[tuple[str, str]]:
    rows: list[UnitRow] = [row for row in units.day_tree(on).rows if row.id != unit_id]
    return [("", ""), *((str(row.id), f"{row.name} ({row.code})") for row in rows)]


def _done(request: HttpRequest, unit_id: int, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("orgs:unit-detail", unit_id)


def _require_editor(request: HttpRequest) -> None:
    require(policies.can_change_units(actor_of(request), today()))


def _sheet(form: tree_forms.UnitsFileForm) -> Sheet:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise SheetTooLarge
    return read_sheet(file.read())


def _list_link() -> Link:
    return Link(_("Đơn vị"), reverse("orgs:unit-list"))
