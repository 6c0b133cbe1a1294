"""The values of named filters: the chips above a list, and the pages that keep them."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link
from loa.modules.plans.queries import saved_views as reads
from loa.modules.plans.rules.saved_views import narrowing, opening_query
from loa.modules.plans.types.saved_views import ListPage, ViewRow
from loa.modules.plans.web.reading import Moment

UNFILTERED = "tat_ca"
"""In an address: all of the list, whatever filters somebody opens it with."""
PAGE_WORDS = {ListPage.MATRIX: _("Ma trận"), ListPage.WORK: _("Việc của tôi")}


class ViewForm(forms.Form):
    """How the filters are called, and who has them."""

    name = forms.CharField(
        label=_("Tên bộ lọc"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Nhập tên bộ lọc, ví dụ: Xã chậm tờ rơi")},
    )
    is_shared = forms.BooleanField(
        label=_("Cho mọi người trong đơn vị tôi cùng dùng"), required=False
    )
    is_default = forms.BooleanField(label=_("Mở danh sách là lọc sẵn thế này"), required=False)


def kept_query(page: ListPage, query: QueryDict) -> str:
    """Of an address only what narrows the list."""
    return urlencode(narrowing(page, {name: query.get(name, "") for name in query}))


def view_chips(
    now: Moment, page: ListPage, plan_id: int | None, query: QueryDict
) -> dict[str, object]:
    """The named filters of a list, and where those of the address are named."""
    asked = kept_query(page, query)
    rows = reads.views_of(now.actor, page, plan_id, now.today)
    place = list_href(page, plan_id)
    save = reverse("plans:view-save")
    plan = f"&ke_hoach={plan_id}" if plan_id else ""
    is_named = any(row.query == asked for row in rows)
    return {
        "saved_views": tuple(
            Link(_words(row), f"{place}?{row.query}", is_current=row.query == asked) for row in rows
        ),
        "save_href": f"{save}?danh_sach={page.value}{plan}&{asked}"
        if asked and not is_named and now.actor.person_id
        else "",
        "views_href": reverse("plans:view-list") if any(row.is_own for row in rows) else "",
    }


def default_href(now: Moment, page: ListPage, plan_id: int | None, query: QueryDict) -> str:
    """Where a list opened without a word about filters leads: to its owner's default, or ""."""
    if query:
        return ""
    found = opening_query(reads.views_of(now.actor, page, plan_id, now.today))
    return f"{list_href(page, plan_id)}?{found}" if found else ""


def list_href(page: ListPage, plan_id: int | None) -> str:
    """The address of the list."""
    if page is ListPage.MATRIX and plan_id is not None:
        return reverse("plans:matrix", args=[plan_id])
    return reverse("desk:my-work")


def _words(row: ViewRow) -> str:
    return row.name if row.is_own else _("%(name)s (đơn vị)") % {"name": row.name}


def list_page(now: Moment) -> dict[str, object]:
    """All filters that the person named."""
    rows = reads.own_views(now.actor)
    return {
        "title": _("Bộ lọc của tôi"),
        "links": (Link(_("Bộ lọc của tôi")),),
        "views": tuple(
            {
                "name": row.name,
                "page": PAGE_WORDS[row.page],
                "href": f"{list_href(row.page, row.plan_id)}?{row.query}",
                "notes": ", ".join(
                    words
                    for words, is_so in (
                        (_("cả đơn vị dùng"), row.is_shared),
                        (_("mở sẵn"), row.is_default),
                    )
                    if is_so
                ),
                "change_href": reverse("plans:view-change", args=[row.id]),
                "drop_href": reverse("plans:view-drop", args=[row.id]),
            }
            for row in rows
        ),
    }
