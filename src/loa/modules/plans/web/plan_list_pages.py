"""The values of the list of plans: one page of them, each with how far its work is."""

from dataclasses import dataclass
from math import ceil

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import number, page_asked, pages_of
from loa.kernel.access import Allowed
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Plan, PlanCounts
from loa.modules.plans.queries.followed import own_counts
from loa.modules.plans.queries.own_plans import is_linked
from loa.modules.plans.types import DoubtState, PlanState
from loa.modules.plans.web.presenters import plan_name
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.upload_pages import reading_lines

PAGE = 20
_STATE_WORDS = {
    PlanState.DRAFT: _("Bản nháp"),
    PlanState.ISSUED: _("Đã giao"),
    PlanState.CLOSED: _("Đã kết thúc"),
    PlanState.SUPERSEDED: _("Đã có bản sửa đổi"),
}


@dataclass(frozen=True)
class PlanLine:
    """One plan in the list."""

    href: str
    name: str
    state: str
    is_draft: bool
    note: str
    done: str
    late: str
    has_late: bool


def list_page(now: Moment, query: QueryDict) -> dict[str, object]:
    """One page of the plans, the newest first."""
    total = queries.plan_count(now.actor, now.today)
    page = page_asked(query.get("trang", ""), ceil(total / PAGE))
    stretch = slice((page - 1) * PAGE, page * PAGE)
    return {
        "title": _("Kế hoạch"),
        "plans": _lines(now, queries.listed_plans(now.actor, now.today, stretch)),
        "pages": pages_of(query, page, total, PAGE, _("kế hoạch")) if total > PAGE else None,
        "may_import": policies.can_import(now.actor, now.today) == Allowed(),
        "import_href": reverse("plans:plan-import"),
        "reading": reading_lines(queries.open_uploads(now.actor)),
    }


def _lines(now: Moment, plans: list[Plan]) -> list[PlanLine]:
    drafts = [plan.pk for plan in plans if plan.state == PlanState.DRAFT]
    doubts = queries.doubt_counts(drafts, DoubtState.OPEN)
    given = [plan.pk for plan in plans if plan.pk not in drafts]
    counts = queries.counts_by_plan(now.actor, given, now.today)
    units = queries.readable_units(now.actor, now.today)
    own = [plan for plan in plans if plan.parent_id and plan.state != PlanState.DRAFT]
    counts |= own_counts(own, units, now.today)
    nothing = PlanCounts(0, 0, 0)
    return [_line(plan, doubts[plan.pk], counts.get(plan.pk, nothing)) for plan in plans]


def _line(plan: Plan, doubts: int, counts: PlanCounts) -> PlanLine:
    if plan.state == PlanState.DRAFT:
        note = _("nhập %(day)s · còn %(n)s chỗ cần xem") % {
            "day": short_date(plan.imported_at.date()),
            "n": number(doubts),
        }
        href = reverse("plans:draft-check", args=[plan.pk])
        return PlanLine(
            href=href,
            name=plan_name(plan),
            state=_STATE_WORDS[PlanState.DRAFT],
            is_draft=True,
            note=note,
            done="",
            late="",
            has_late=False,
        )
    issued = short_date(plan.issued_at.date()) if plan.issued_at else ""
    is_sent = is_linked(plan)
    return PlanLine(
        href=reverse("plans:plan-overview", args=[plan.pk]),
        name=plan_name(plan),
        state=_("Ban hành ở ngoài Loa") if is_sent else _STATE_WORDS[PlanState(plan.state)],
        is_draft=False,
        note=(_("gửi %(day)s") if is_sent else _("giao %(day)s")) % {"day": issued}
        + _(" · năm %(year)d") % {"year": plan.year},
        done=f"{number(counts.closed)}/{number(counts.assignments)}" if counts.assignments else "",
        late=number(counts.overdue),
        has_late=bool(counts.overdue),
    )
