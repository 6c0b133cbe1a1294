"""The values of the list of a plan's difficulties."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.types import DifficultyRow, DifficultyState, PlanState, Verb
from loa.modules.plans.web import presenters
from loa.modules.plans.web import reply_list_pages as lists
from loa.modules.plans.web.difficulty_pages import PAGE
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.reading import Moment

OPEN, LATE, ANSWERED, MINE = "mo", "qua-han", "da-tra-loi", "toi"


def _fits(row: DifficultyRow, tab: str) -> bool:
    if tab == OPEN:
        return row.state is DifficultyState.OPEN
    if tab == LATE:
        return row.is_late
    return tab != ANSWERED or row.state is DifficultyState.ANSWERED


_TABS = lists.Tabs(
    {
        "": _("Tất cả"),
        OPEN: _("Chờ trả lời"),
        LATE: _("Quá hạn trả lời"),
        ANSWERED: _("Đã trả lời"),
    },
    LATE,
    _fits,
)


def list_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """All of a plan that the actor may see; what narrows them stands in the address."""
    every = reads.difficulties_of(now.actor, plan, now.today)
    tab = _TABS.chosen(query.get("muc", ""))
    is_mine = query.get("cua") == MINE
    seats = orgs.unit_ids(now.actor, now.today)
    mine = [row for row in every if {row.unit_id, row.holder_id} & seats] if is_mine else every
    shown, pages = lists.stretch(query, [row for row in mine if _fits(row, tab)], _("vướng mắc"))
    raising = reads.units_raising(now.actor, plan, Verb.DIFFICULTY_RAISE, now.today)
    own = f"&cua={MINE}" if is_mine else ""
    return {
        "plan": plan,
        "title": _("Khó khăn, vướng mắc"),
        "name": presenters.short_plan_name(plan),
        "links": trail(plan, _("Khó khăn, vướng mắc")),
        "tabs": plan_tabs(plan, "difficulty-list"),
        "state_tabs": _TABS.links(mine, tab, lambda code: f"?muc={code}{own}"),
        "whose": (
            Link(_("Của mọi đơn vị được xem"), f"?muc={tab}", is_current=not is_mine),
            Link(_("Của tôi"), f"?muc={tab}&cua={MINE}", is_current=is_mine),
        ),
        "raise_links": tuple(
            Link(
                _("Nêu khó khăn, vướng mắc của %(unit)s") % {"unit": name},
                reverse("plans:difficulty-add", args=[plan.pk, unit_id]),
            )
            for unit_id, name in raising
            if plan.state == PlanState.ISSUED
        ),
        "columns": lists.columns(_("Nội dung"), _("Đơn vị nêu"), _("Đang giữ")),
        "rows": lists.table(now, shown, PAGE, lists.asker_and_holder, lambda row: row.answered_on),
        "pages": pages,
        "is_unsure": not rules.CLOCK.time(now.today).verified,
    }
