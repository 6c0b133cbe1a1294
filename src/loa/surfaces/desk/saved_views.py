"""The named filters above «Việc của tôi»."""

from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs.facade import Actor
from loa.foundation.ui.facade import Link
from loa.modules.plans.facade import saved_views as views


def named(actor: Actor, today: date) -> list[views.ViewRow]:
    """The named filters that the person finds above the list."""
    return views.views_of(actor, views.ListPage.WORK, None, today)


def default_href(rows: list[views.ViewRow], query: QueryDict) -> str:
    """Where the list leads when it is opened without a word about filters, or nothing."""
    found = "" if query else views.opening_query(rows)
    return f"{reverse('desk:my-work')}?{found}" if found else ""


def chips(
    actor: Actor, rows: list[views.ViewRow], query: QueryDict, offered: dict[str, set[str]]
) -> dict[str, object]:
    """The named filters, where those of the address are named, and which of them are no more.

    `rows` are those that the person finds there; `offered` the values that each choice has now.
    """
    clean = views.narrowing(views.ListPage.WORK, {name: query.get(name, "") for name in query})
    asked = urlencode(clean)
    lost = [name for name, values in offered.items() if clean.get(name, "") not in values | {""}]
    save = f"{reverse('plans:view-save')}?danh_sach={views.ListPage.WORK.value}&{asked}"
    is_new = asked and all(row.query != asked for row in rows)
    return {
        "saved_views": tuple(
            Link(
                row.name if row.is_own else _("%(name)s (đơn vị)") % {"name": row.name},
                f"?{row.query}",
                is_current=row.query == asked,
            )
            for row in rows
        ),
        "save_href": save if is_new and actor.person_id else "",
        "views_href": reverse("plans:view-list") if any(row.is_own for row in rows) else "",
        "lost": _("Bộ lọc này chọn loại việc hoặc đơn vị hiện không có trong danh sách.")
        if lost
        else "",
    }
