"""The values of the list of a plan's difficulties, each for itself or alike ones as one."""

from collections.abc import Sequence
from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Cell, Column, Link, Row, number, page_asked, pages_of
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.alike import Alike, Said, alike
from loa.modules.plans.types import DifficultyRow, DifficultyState, PlanState, Verb
from loa.modules.plans.web import presenters
from loa.modules.plans.web import reply_list_pages as lists
from loa.modules.plans.web.difficulty_pages import PAGE
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.reading import Moment

OPEN, LATE, ANSWERED, MINE, GROUPED = "mo", "qua-han", "da-tra-loi", "toi", "1"


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
    wanted = [row for row in mine if _fits(row, tab)]
    groups = _groups(wanted)
    group = next((one for one in groups if query.get("nhom", "") in map(str, one.ids)), None)
    if group is not None:
        wanted = [row for row in wanted if row.id in group.ids]
    is_grouped = query.get("gop") == GROUPED and group is None
    raising = reads.units_raising(now.actor, plan, Verb.DIFFICULTY_RAISE, now.today)
    own = f"&cua={MINE}" if is_mine else ""
    told = (
        _grouped(query, wanted, groups, f"?muc={tab}{own}")
        if is_grouped
        else _each(now, query, wanted)
    )
    return {
        **told,
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
        "how": _how(f"?muc={tab}{own}", is_grouped=is_grouped, group=group)
        if len(groups) < len(wanted) or group
        else (),
        "is_unsure": not rules.CLOCK.time(now.today).verified,
    }


def _each(now: Moment, query: QueryDict, wanted: list[DifficultyRow]) -> dict[str, object]:
    """A row for each."""
    shown, pages = lists.stretch(query, wanted, _("vướng mắc"))
    return {
        "columns": lists.columns(_("Nội dung"), _("Đơn vị nêu"), _("Đang giữ")),
        "rows": lists.table(now, shown, PAGE, lists.asker_and_holder, lambda row: row.answered_on),
        "pages": pages,
    }


def _groups(rows: list[DifficultyRow]) -> list[Alike]:
    said = [Said(row.id, row.unit_id, row.about, row.words) for row in rows]
    return alike(said, [row.id for row in rows if row.state is DifficultyState.OPEN])


def _how(href: str, *, is_grouped: bool, group: Alike | None) -> tuple[Link, ...]:
    """Each for itself, alike ones as one; and the one group that was opened."""
    chosen = (Link(lists.first_words(group.words), is_current=True),) if group else ()
    return (
        Link(_("Từng vướng mắc"), href, is_current=not is_grouped and not group),
        Link(_("Gộp giống nhau"), f"{href}&gop={GROUPED}", is_current=is_grouped),
        *chosen,
    )


def _grouped(
    query: QueryDict, rows: list[DifficultyRow], groups: Sequence[Alike], href: str
) -> dict[str, object]:
    """A row for all that say the same, what most units raised first."""
    by_id = {row.id: row for row in rows}
    page = page_asked(query.get("trang", ""), ceil(len(groups) / lists.PAGE))
    shown = groups[(page - 1) * lists.PAGE : page * lists.PAGE]
    return {
        "columns": (
            Column(_("Nội dung")),
            Column(_("Đơn vị"), is_number=True),
            Column(_("Chờ trả lời"), is_number=True),
            Column(_("Quá hạn trả lời"), is_number=True),
            Column(_("Đã trả lời"), is_number=True),
        ),
        "rows": tuple(_group_row(one, [by_id[pk] for pk in one.ids], href) for one in shown),
        "pages": pages_of(query, page, len(groups), lists.PAGE, _("nhóm")),
    }


def _group_row(group: Alike, members: list[DifficultyRow], href: str) -> Row:
    waiting = sum(row.state is DifficultyState.OPEN for row in members)
    late = sum(_fits(row, LATE) for row in members)
    return Row(
        (
            Cell(
                lists.first_words(group.words),
                href=f"{href}&nhom={min(group.ids)}",
                note=group.about,
            ),
            Cell(number(len(group.units))),
            Cell(number(waiting)),
            Cell(number(late), is_alert=late > 0),
            Cell(number(len(members) - waiting)),
        )
    )
