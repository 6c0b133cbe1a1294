"""Pages of units: the tree as of a day, and one unit."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from loa.foundation.orgs import policies
from loa.foundation.orgs.forest import BeforeFirstTree
from loa.foundation.orgs.queries import journal, people, phrases, units
from loa.foundation.orgs.queries.rights import may
from loa.foundation.orgs.types import Group, UnitRow
from loa.foundation.orgs.web import forms, journal_words, presenters
from loa.foundation.orgs.web.reading import actor_of, today
from loa.foundation.ui.facade import Link, day_words, errors_on, page_or_fragment
from loa.kernel.access import Allowed
from loa.kernel.text import fold

_MOST_OLD = 60


@require_GET
def unit_list(request: HttpRequest) -> HttpResponse:
    """The units of a day, searched and filtered."""
    asked = request.GET.copy()
    asked.setdefault("ngay", f"{today():%d/%m/%Y}")
    form = forms.UnitFilterForm(asked)
    on = (form.cleaned_data["ngay"] if form.is_valid() else None) or today()
    rows: list[UnitRow] = []
    old: list[tuple[UnitRow, str]] = []
    if form.is_valid():
        with errors_on(form, {BeforeFirstTree.code: "ngay"}):
            rows, old = _found(form, on), _found_by_old_name(form, on)
    names = {row.id: row.name for row in units.day_tree(on).rows}
    more_old, old = len(old[_MOST_OLD:]), old[:_MOST_OLD]
    context = {
        "title": _("Đơn vị"),
        "form": form,
        "caption": _("Đơn vị ngày %(day)s") % {"day": day_words(on)},
        "count": len(rows),
        "unsure": sum(not row.verified for row in rows),
        "may_change": policies.can_change_units(actor_of(request), today()) == Allowed(),
        "columns": presenters.UNIT_COLUMNS,
        "rows": [presenters.unit_line(row, names, on) for row in rows],
        "more_old": more_old,
        "old_columns": presenters.OLD_COLUMNS,
        "old_rows": presenters.old_lines(old, units.heirs_of([row.id for row, _ in old], on), on),
    }
    return page_or_fragment(request, "orgs/unit_list.html", "orgs/_unit_rows.html", context)


@require_GET
def unit_detail(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit on a day, what is below it, and for its administrator its people."""
    form = forms.UnitFilterForm(request.GET)
    on = (form.cleaned_data["ngay"] if form.is_valid() else None) or today()
    row = units.last_row(unit_id, on)
    superior_id = units.superior_of(unit_id, on)
    names = {each.id: each.name for each in units.day_tree(on).rows}
    manages = may(actor_of(request), "PEOPLE_MANAGE", unit_id, today())
    stands = unit_id in units.day_tree(today()).by_id
    people_rows = people.people_of(actor_of(request), unit_id, today()) if manages else []
    context = {
        "title": row.body_name,
        "crumbs": [Link(_("Đơn vị"), reverse("orgs:unit-list")), Link(row.name)],
        "day": day_words(on),
        "terms": presenters.unit_terms(
            row,
            units.unit_row(superior_id, on) if superior_id else None,
            units.successors_of(unit_id, on),
            units.made_of(unit_id, on),
        ),
        "below": [presenters.unit_line(each, names, on) for each in units.children_of(unit_id, on)],
        "unit_columns": presenters.UNIT_COLUMNS[:-1],
        "manages": manages,
        "happenings": journal_words.happenings(journal.of_unit(unit_id)) if manages else (),
        "people_columns": presenters.PEOPLE_COLUMNS,
        "people": [presenters.person_line(person, unit_id) for person in people_rows],
        "edit_href": reverse("orgs:unit-edit", args=[unit_id])
        if policies.can_change_units(actor_of(request), today()) == Allowed()
        else "",
        "add_href": reverse("orgs:person-add", args=[unit_id]) if manages and stands else "",
    }
    return render(request, "orgs/unit_detail.html", context)


def _found_by_old_name(form: forms.UnitFilterForm, on: date) -> list[tuple[UnitRow, str]]:
    words = fold(form.cleaned_data["q"])
    if not words or form.cleaned_data["nhom"]:
        return []
    return units.once_called(words, on)


def _found(form: forms.UnitFilterForm, on: date) -> list[UnitRow]:
    rows = units.tree(on)
    if group := form.cleaned_data["nhom"]:
        members = {row.id for row in phrases.group_members(Group(group), on)}
        rows = [row for row in rows if row.id in members]
    if words := fold(form.cleaned_data["q"]):
        rows = [row for row in rows if words in fold(f"{row.body_name} {row.code}")]
    return rows
