"""The values of the pages on which annexes are taken in and listed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link
from loa.kernel.access import Allowed
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.receive_files import MOST_KEPT
from loa.modules.plans.queries import Plan
from loa.modules.plans.types import AnnexState, PlanState, Verb
from loa.modules.plans.web.annex_forms import AnnexForm
from loa.modules.plans.web.presenters import plan_name, short_plan_name
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.upload_pages import reading_lines, unread_lines


@dataclass(frozen=True)
class AnnexView:
    """One annex in a list, with where its check and its file are."""

    name: str
    words: str
    href: str
    source_href: str


def annex_views(now: Moment, plan: Plan) -> list[AnnexView]:
    """The annexes of a plan as its other pages list them; who may not check one gets its file."""
    verb = Verb.EDIT if plan.state == PlanState.DRAFT else Verb.AMEND
    may_check = policies.can_on(now.actor, verb, plan, now.today) == Allowed()
    return [
        AnnexView(
            annex.name,
            _("đã vào kế hoạch") if annex.state == AnnexState.JOINED else _("chờ kiểm tra"),
            reverse(
                "plans:annex-check" if may_check else "plans:annex-source",
                args=[plan.pk, annex.pk],
            ),
            reverse("plans:annex-source", args=[plan.pk, annex.pk]),
        )
        for annex in queries.annexes_for(now.actor, plan, now.today)
    ]


def add_page(now: Moment, plan: Plan, form: AnnexForm) -> dict[str, object]:
    """The page on which annexes are taken in."""
    return {
        "title": _("Thêm biểu kèm theo"),
        "name": plan_name(plan),
        "links": annex_trail(plan, _("Thêm biểu kèm theo")),
        "plan": plan,
        "form": form,
        "is_issued": plan.state != PlanState.DRAFT,
        "annexes": annex_views(now, plan),
        "reading": reading_lines(queries.open_uploads(now.actor, plan.pk)),
        "most_kept": MOST_KEPT,
        "unread": unread_lines(
            kept for kept in queries.unread_uploads(now.actor) if kept.plan_id == plan.pk
        ),
    }


def annex_trail(plan: Plan, title: str) -> tuple[Link, ...]:
    """Where a page of an annex stands."""
    page = "plans:draft-check" if plan.state == PlanState.DRAFT else "plans:plan-overview"
    return (
        Link(_("Kế hoạch"), reverse("plans:plan-list")),
        Link(short_plan_name(plan, 40), reverse(page, args=[plan.pk])),
        Link(title),
    )
