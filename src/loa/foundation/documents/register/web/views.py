"""Pages of the register: its lines, a line, a cancellation, the way of numbering, the book."""

from datetime import date, datetime
from typing import NamedTuple

from django import forms as django_forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loa.foundation.documents.register import books, operations, policies, queries
from loa.foundation.documents.register.types import EntryRow, Verb
from loa.foundation.documents.register.web import forms, presenters
from loa.foundation.files import facade as files
from loa.foundation.orgs.facade import Actor, count_use, units_where
from loa.foundation.ui.facade import errors_on, page_or_fragment
from loa.kernel import clock
from loa.kernel.access import Allowed, require

_KINDS = ("pdf", "xlsx")
_FIELDS = {
    operations.NumberTaken.code: "number",
    operations.NumberMissing.code: "number",
    operations.NumberIsGivenHere.code: "number",
    operations.BornByItsDocument.code: "number",
    "DOCUMENTS_NUMBER_UNREADABLE": "number",
    operations.DayOutOfOrder.code: "day",
}


class _Moment(NamedTuple):
    """Who acts and when, read once."""

    actor: Actor
    at: datetime
    today: date


class _Asked(NamedTuple):
    """Which lines the page was asked for."""

    form: forms.FilterForm
    wanted: queries.Wanted
    unit_name: str


@require_GET
def register_list(request: HttpRequest) -> HttpResponse:
    """«Sổ đăng ký văn bản đi» of a unit and a year."""
    now = _moment(request)
    units = queries.readable_units(now.actor, now.today)
    context: dict[str, object] = {"title": _("Sổ đăng ký văn bản đi"), "units": bool(units)}
    if units:
        context |= _list(request, now, _asked(request, now, units))
    return page_or_fragment(
        request, "documents/register.html", "documents/_register_rows.html", context
    )


@require_GET
def register_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same lines as a book: Excel or PDF."""
    now = _moment(request)
    units = queries.readable_units(now.actor, now.today)
    if kind not in _KINDS:
        raise Http404
    _require_one(units, Verb.READ, now)
    asked = _asked(request, now, units)
    count_use(now.actor, "export.files", now.today)
    rows = queries.rows_for(now.actor, asked.wanted, now.today)
    write = books.as_pdf if kind == "pdf" else books.as_workbook
    data = write(asked.unit_name, asked.wanted.year, rows, forms.KIND_WORDS)
    name = f"so-van-ban-di-{asked.wanted.year}.{kind}"
    return files.made_response(data, files.MADE_TYPES[kind], name)


@require_http_methods(["GET", "POST"])
def entry_add(request: HttpRequest) -> HttpResponse:
    """Number, or enter, a document that Loa does not hold."""
    now = _moment(request)
    units = units_where(now.actor, Verb.NUMBER, now.today)
    _require_one(units, Verb.NUMBER, now)
    initial = {"day": now.today, "unit": units[0][0], "kind": "CV"}
    form = forms.EntryForm(request.POST or None, initial=initial)
    _offer_units(form, units)
    way = queries.way_of(units[0][0], now.today)
    coming = queries.next_number(units[0][0], "CV", now.today)
    form.fields["number"].help_text = presenters.number_hint(way.source, coming)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            operations.add_document(
                actor=now.actor,
                key=form.cleaned_data["key"],
                unit_id=form.cleaned_data["unit"],
                outgoing=form.outgoing(),
                number=form.cleaned_data["number"],
                at=now.at,
            )
            return redirect(
                f"{reverse('documents:register')}?dv={form.cleaned_data['unit']}"
                f"&nam={form.cleaned_data['day'].year}"
            )
    return _form_page(request, form, _("Ghi văn bản đi"), _("Ghi vào sổ"))


@require_http_methods(["GET", "POST"])
def entry_edit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One line, to be put right."""
    now = _moment(request)
    row = queries.row_for(now.actor, entry_id, now.today)
    require(policies.can(now.actor, Verb.NUMBER, row.unit_id, now.today))
    initial = {
        **{name: getattr(row.outgoing, name) for name in row.outgoing.__dataclass_fields__},
        "number": row.number,
        "version": row.version,
    }
    form = forms.CorrectForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            operations.correct_entry(
                actor=now.actor,
                entry_id=entry_id,
                version=form.cleaned_data["version"],
                outgoing=form.outgoing(),
                number=form.cleaned_data["number"],
                at=now.at,
            )
            return redirect(_to_register(row))
    if request.method == "POST":
        form.renew(queries.row_for(now.actor, entry_id, now.today).version)
    title = _("Văn bản số %(name)s") % {"name": row.name}
    more = {} if row.cancel_reason else {"cancel_id": entry_id}
    return _form_page(
        request, form, title, _("Lưu"), cancelled=row.cancel_reason, back=_to_register(row), **more
    )


@require_http_methods(["GET", "POST"])
def entry_cancel(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take a number back, with the reason."""
    now = _moment(request)
    row = queries.row_for(now.actor, entry_id, now.today)
    require(policies.can(now.actor, Verb.CANCEL, row.unit_id, now.today))
    form = forms.CancelForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        with errors_on(form, {operations.WordsMissing.code: "reason"}):
            operations.cancel_number(
                actor=now.actor,
                entry_id=entry_id,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                at=now.at,
            )
            return redirect(_to_register(row))
    if request.method == "POST":
        form.renew(queries.row_for(now.actor, entry_id, now.today).version)
    title = _("Hủy số %(name)s") % {"name": row.name}
    note = _("Số đã hủy vẫn nằm trong sổ cùng lý do và không cấp lại cho văn bản khác.")
    return _form_page(request, form, title, _("Hủy số"), note=note, back=_to_register(row))


@require_http_methods(["GET", "POST"])
def way_choose(request: HttpRequest) -> HttpResponse:
    """The head's rule on where numbers come from and which documents share a sequence."""
    now = _moment(request)
    units = units_where(now.actor, Verb.CHOOSE, now.today)
    _require_one(units, Verb.CHOOSE, now)
    way = queries.way_of(units[0][0], now.today)
    initial = {"unit": units[0][0], "source": way.source, "layout": way.layout}
    initial["in_force_from"] = now.today
    form = forms.WayForm(request.POST or None, initial=initial)
    _offer_units(form, units)
    if request.method == "POST" and form.is_valid():
        fields = {operations.WordsMissing.code: "cites", operations.YearHasBegun.code: "layout"}
        with errors_on(form, fields):
            data = form.cleaned_data
            unit_id = data.pop("unit")
            operations.choose_way(actor=now.actor, unit_id=unit_id, at=now.at, **data)
            return redirect(f"{reverse('documents:register')}?dv={unit_id}")
    return _form_page(request, form, _("Cách cấp số văn bản đi"), _("Lưu quy định"))


def _moment(request: HttpRequest) -> _Moment:
    at = clock.now()
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    return _Moment(actor, at, clock.local_day(at))


def _asked(request: HttpRequest, now: _Moment, units: list[tuple[int, str]]) -> _Asked:
    """The register, year, kind and words of the address; what is not there falls back."""
    names = {str(unit_id): name for unit_id, name in units}
    key = request.GET.get("dv", "")
    if key not in names:
        held = [str(unit_id) for unit_id, _ in units if unit_id == now.actor.unit_id]
        key = held[0] if held else str(units[0][0])
    years = [str(year) for year in queries.years_of(int(key), now.today)]
    year = request.GET.get("nam", "")
    year = year if year in years else str(now.today.year)
    kinds = queries.kinds_of(int(key), int(year))
    kind = request.GET.get("loai", "")
    kind = kind if kind in kinds else ""
    words = request.GET.get("q", "")[:200]
    form = forms.FilterForm({"dv": key, "nam": year, "loai": kind, "q": words})
    fields = form.fields
    for name, choices in (
        ("dv", list(names.items())),
        ("nam", [(each, each) for each in years]),
        ("loai", [("", _("Tất cả")), *((each, forms.KIND_WORDS[each]) for each in kinds)]),
    ):
        field = fields[name]
        if isinstance(field, django_forms.ChoiceField):
            field.choices = choices
    return _Asked(form, queries.Wanted(int(key), int(year), kind, words), names[key])


def _list(request: HttpRequest, now: _Moment, asked: _Asked) -> dict[str, object]:
    """One page of the lines: no more of them are read than are shown."""
    wanted = asked.wanted
    total = queries.count_for(now.actor, wanted, now.today)
    page = presenters.page_of(request.GET.get("trang", ""), total)
    stretch = slice((page - 1) * presenters.PAGE, page * presenters.PAGE)
    shown = queries.rows_for(now.actor, wanted, now.today, stretch)
    may_change = policies.can(now.actor, Verb.NUMBER, wanted.unit_id, now.today) == Allowed()
    may_choose = policies.can(now.actor, Verb.CHOOSE, wanted.unit_id, now.today) == Allowed()
    way = queries.way_of(wanted.unit_id, now.today)
    return {
        "form": asked.form,
        "unit": asked.unit_name,
        "way": f"{forms.SOURCE_WORDS[way.source]}. {forms.LAYOUT_WORDS[way.layout]}.",
        "columns": presenters.COLUMNS,
        "rows": [presenters.line(row, may_change=may_change) for row in shown],
        "pages": presenters.pages(request.GET, page, total),
        "may_change": may_change,
        "may_choose": may_choose,
        "query": request.GET.urlencode(),
        "has_filter": bool(wanted.kind or wanted.words),
    }


def _offer_units(form: django_forms.Form, units: list[tuple[int, str]]) -> None:
    """Offer the actor's units; a single one is not asked for."""
    field = form.fields["unit"]
    if isinstance(field, django_forms.ChoiceField):
        field.choices = units
    if len(units) == 1:
        field.widget = django_forms.HiddenInput()


def _require_one(units: list[tuple[int, str]], verb: Verb, now: _Moment) -> None:
    """Refuse whoever has the right for no unit, with the policy's reason."""
    if not units:
        require(policies.can(now.actor, verb, 0, now.today))


def _form_page(
    request: HttpRequest, form: django_forms.Form, title: str, button: str, **more: object
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "button": button,
        "links": presenters.trail(title),
        "note": "",
        "cancelled": "",
        "cancel_id": 0,
        "back": reverse("documents:register"),
        **more,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "documents/register_form.html", context, status=status)


def _to_register(row: EntryRow) -> str:
    return f"{reverse('documents:register')}?dv={row.unit_id}&nam={row.year}"
