"""The values of the list of a plan's official dispatches, where drafts wait to be signed."""

from collections.abc import Sequence
from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Link, Row, number, page_asked, pages_of
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies
from loa.modules.plans.queries import Dispatch, Plan, dispatches
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import Moment

_PAGE = 50


def overview_link(now: Moment, plan: Plan) -> Link | None:
    """Where the dispatches are, with how many wait for a number; None for who sees none."""
    rows = dispatches.dispatches_in(now.actor, plan, now.today)
    if not rows:
        return None
    waiting = sum(not row.number for row in rows)
    words = _("%(waiting)s bản thảo chờ ký, cấp số; %(done)s đã có số")
    counted = {"waiting": number(waiting), "done": number(len(rows) - waiting)}
    return Link(words % counted, reverse("plans:dispatch-list", args=[plan.pk]))


def list_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """Those that the actor may see, newest first."""
    rows = dispatches.dispatches_in(now.actor, plan, now.today)
    page = page_asked(query.get("trang", ""), ceil(len(rows) / _PAGE))
    title = _("Công văn đôn đốc")
    may_urge = policies.can_urge_some(now.actor, now.today) == Allowed()
    return {
        "plan": plan,
        "title": title,
        "name": short_plan_name(plan),
        "links": trail(plan, title),
        "pages": pages_of(query, page, len(rows), _PAGE, _("công văn")),
        "urge_href": reverse("plans:urge", args=[plan.pk]) if may_urge else "",
        "columns": (
            Column(_("Đôn đốc ngày")),
            Column(_("Nơi ban hành")),
            Column(_("Đơn vị"), is_number=True),
            Column(_("Nhiệm vụ"), is_number=True),
            Column(_("Tình trạng")),
        ),
        "rows": _rows(plan, rows[(page - 1) * _PAGE : page * _PAGE]),
    }


def _rows(plan: Plan, shown: Sequence[Dispatch]) -> tuple[Row, ...]:
    issuers = {
        row.issuer_id: orgs.last_row(row.issuer_id, row.counted_on).body_name for row in shown
    }
    return tuple(
        Row(
            (
                Cell(
                    short_date(row.counted_on),
                    href=reverse("plans:dispatch-detail", args=[plan.pk, row.pk]),
                ),
                Cell(issuers[row.issuer_id]),
                Cell(number(len({line[0] for line in row.lines}))),
                Cell(number(len(row.lines))),
                Cell(_state(row)),
            )
        )
        for row in shown
    )


def _state(row: Dispatch) -> str:
    if not row.number or row.signed_on is None:
        return _("Bản thảo, chờ ký và cấp số")
    words = _("Số %(number)s, ngày %(day)s")
    return words % {"number": row.number, "day": short_date(row.signed_on)}
