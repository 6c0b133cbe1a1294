"""The values of the list of a plan's difficulties."""

from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Cell,
    Column,
    Link,
    Row,
    number,
    page_asked,
    pages_of,
    state_look,
)
from loa.kernel.words import short_date
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.types import DifficultyRow, DifficultyState, PlanState, Verb
from loa.modules.plans.web import presenters
from loa.modules.plans.web.difficulty_pages import href_of
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.reading import DueWords, Moment

PAGE = 50
OPEN, LATE, ANSWERED, MINE = "mo", "qua-han", "da-tra-loi", "toi"
_TABS = {
    "": _("Tất cả"),
    OPEN: _("Chờ trả lời"),
    LATE: _("Quá hạn trả lời"),
    ANSWERED: _("Đã trả lời"),
}


def list_page(now: Moment, plan: Plan, query: QueryDict) -> dict[str, object]:
    """All of a plan that the actor may see; what narrows them stands in the address."""
    every = reads.difficulties_of(now.actor, plan, now.today)
    tab = query.get("muc", "")
    tab = tab if tab in _TABS else ""
    is_mine = query.get("cua") == MINE
    seats = orgs.unit_ids(now.actor, now.today)
    mine = [row for row in every if {row.unit_id, row.holder_id} & seats] if is_mine else every
    shown = [row for row in mine if _fits(row, tab)]
    page = page_asked(query.get("trang", ""), ceil(len(shown) / PAGE))
    raising = reads.units_raising(now.actor, plan, Verb.DIFFICULTY_RAISE, now.today)
    own = f"&cua={MINE}" if is_mine else ""
    return {
        "plan": plan,
        "title": _("Khó khăn, vướng mắc"),
        "name": presenters.short_plan_name(plan),
        "links": trail(plan, _("Khó khăn, vướng mắc")),
        "tabs": plan_tabs(plan, "difficulty-list"),
        "state_tabs": _state_tabs(mine, tab, own),
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
        "columns": (
            Column(_("Nội dung")),
            Column(_("Đơn vị nêu")),
            Column(_("Đang giữ")),
            Column(_("Hạn trả lời")),
            Column(_("Tình trạng")),
        ),
        "rows": _table(now, shown[(page - 1) * PAGE : page * PAGE]),
        "pages": pages_of(query, page, len(shown), PAGE, _("vướng mắc")),
        "is_unsure": not rules.CLOCK.time(now.today).verified,
    }


def _state_tabs(rows: list[DifficultyRow], tab: str, own: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            words,
            f"?muc={code}{own}",
            is_current=code == tab,
            count=number(sum(_fits(row, code) for row in rows)),
            is_alert=code == LATE and any(row.is_late for row in rows),
        )
        for code, words in _TABS.items()
    )


def _fits(row: DifficultyRow, tab: str) -> bool:
    if tab == OPEN:
        return row.state is DifficultyState.OPEN
    if tab == LATE:
        return row.is_late
    return tab != ANSWERED or row.state is DifficultyState.ANSWERED


def _table(now: Moment, rows: list[DifficultyRow]) -> tuple[Row, ...]:
    units = orgs.units_by_ids(
        {one for row in rows for one in (row.unit_id, row.holder_id)}, now.today
    )
    due = DueWords(now.today)
    found = []
    for row in rows:
        is_open = row.state is DifficultyState.OPEN
        day = due(row.due_on, is_open=is_open)
        state = _("Quá hạn trả lời") if row.is_late else state_look(row.state.value).words
        answered = short_date(row.answered_on) if row.answered_on else ""
        found.append(
            Row(
                (
                    Cell(row.words, href=href_of(row.id), note=row.about),
                    Cell(units[row.unit_id].name),
                    Cell(units[row.holder_id].body_name),
                    Cell(day.day if is_open else "", note=day.note, is_alert=row.is_late),
                    Cell(state, note=answered, is_alert=row.is_late),
                )
            )
        )
    return tuple(found)
