"""The values of the list of guidance and questions, of one plan or of all."""

from math import ceil
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import (
    Link,
    number,
    page_asked,
    pages_of,
)
from loa.kernel.text import fold
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import guidance as kept
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.queries.difficulties import units_raising
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.types.guidance import QuestionRow, QuestionState
from loa.modules.plans.web import presenters
from loa.modules.plans.web import reply_list_pages as lists
from loa.modules.plans.web.guidance_forms import GuidanceFilter, task_and_clause
from loa.modules.plans.web.guidance_pages import every_choice
from loa.modules.plans.web.plan_pages import plan_tabs, trail
from loa.modules.plans.web.question_pages import PAGE as QUESTION
from loa.modules.plans.web.question_pages import guidance_briefs
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.reply_list_pages import PAGE

OPEN, LATE, CLOSED, MINE = "cho-tra-loi", "qua-han", "da-xong", "toi"


def _fits(row: QuestionRow, tab: str) -> bool:
    if tab == LATE:
        return row.is_late
    return (row.state is QuestionState.OPEN) == (tab == OPEN)


_TABS = lists.Tabs(
    {
        OPEN: _("Câu hỏi chờ trả lời"),
        LATE: _("Quá hạn trả lời"),
        CLOSED: _("Câu hỏi đã xong"),
    },
    LATE,
    _fits,
)


def list_page(now: Moment, plan: Plan | None, query: QueryDict) -> dict[str, object]:
    """Guidance and questions that the actor may see; what narrows them stands in the address."""
    form = _filter(now, plan, query)
    chosen = plan or _chosen(now, form.wanted("ke_hoach"))
    words, tab = form.wanted("tim"), _TABS.chosen(query.get("xem", ""))
    is_mine = query.get("cua") == MINE
    task_id, clause_id = task_and_clause(form.wanted("ve"))
    place = _place(chosen, task_id, clause_id)
    guidance = kept.searched(now.actor, chosen, words, place, now.today)
    questions = _questions(now, chosen, words, place)
    seats = orgs.unit_ids(now.actor, now.today)
    if is_mine:
        guidance = [row for row in guidance if row.unit_id in seats]
        questions = [row for row in questions if {row.unit_id, row.holder_id} & seats]
    shown = [row for row in questions if _fits(row, tab)]
    total = len(shown) if tab else len(guidance)
    page = page_asked(query.get("trang", ""), ceil(total / PAGE))
    part = slice((page - 1) * PAGE, page * PAGE)
    return {
        "form": form,
        "is_searched": bool(words or place),
        "state_tabs": _tabs(query, tab, len(guidance), questions),
        "whose": (
            Link(_("Của mọi đơn vị được xem"), _address(query, cua=""), is_current=not is_mine),
            Link(_("Của tôi"), _address(query, cua=MINE), is_current=is_mine),
        ),
        "tab": tab,
        "guidance": () if tab else guidance_briefs(now, guidance[part]),
        "columns": lists.columns(_("Câu hỏi"), _("Đơn vị hỏi"), _("Nơi trả lời")),
        "rows": lists.table(
            now, shown[part], QUESTION, lists.asker_and_holder, lambda row: row.closed_on
        )
        if tab
        else (),
        "pages": pages_of(query, page, total, PAGE, _("câu hỏi") if tab else _("hướng dẫn")),
        "has_pages": total > PAGE,
        "is_unsure": bool(tab) and not rules.CLOCK.time(now.today).verified,
        **_heads(now, plan),
    }


def _heads(now: Moment, plan: Plan | None) -> dict[str, object]:
    if plan is None:
        return {
            "plan": None,
            "title": _("Hướng dẫn"),
            "name": _("Mọi kế hoạch"),
            "links": (Link(_("Kế hoạch"), reverse("plans:plan-list")), Link(_("Hướng dẫn"))),
            "tabs": (),
            "ask_links": (),
            "publish_links": (),
            "every_href": "",
        }
    is_at_work = plan.state == PlanState.ISSUED
    asking = units_raising(now.actor, plan, Verb.QUESTION_ASK, now.today)
    guiding = kept.units_guiding(now.actor, Verb.GUIDANCE_PUBLISH, now.today)
    return {
        "plan": plan,
        "title": _("Hướng dẫn"),
        "name": presenters.short_plan_name(plan),
        "links": trail(plan, _("Hướng dẫn")),
        "tabs": plan_tabs(plan, "guidance-list"),
        "ask_links": tuple(
            Link(
                _("Hỏi cách làm cho %(unit)s") % {"unit": name},
                reverse("plans:question-add", args=[plan.pk, unit_id]),
            )
            for unit_id, name in asking
            if is_at_work
        ),
        "publish_links": tuple(
            Link(
                _("Viết hướng dẫn của %(unit)s") % {"unit": name},
                reverse("plans:guidance-add", args=[plan.pk, unit_id]),
            )
            for unit_id, name in guiding
            if is_at_work
        ),
        "every_href": reverse("plans:guidance-everywhere"),
    }


def _filter(now: Moment, plan: Plan | None, query: QueryDict) -> GuidanceFilter:
    if plan is not None:
        return GuidanceFilter(query, plans=[], about=every_choice(plan))
    plans = kept.plans_guided(now.actor, now.today)
    return GuidanceFilter(
        query, plans=[(str(one.pk), presenters.plan_name(one)) for one in plans], about=[]
    )


def _chosen(now: Moment, number_typed: str) -> Plan | None:
    return queries.plan_for(now.actor, int(number_typed), now.today) if number_typed else None


def _place(plan: Plan | None, task_id: int | None, clause_id: int | None) -> kept.Place | None:
    if plan is None or (task_id is None and clause_id is None):
        return None
    return kept.place_at(plan, task_id, clause_id)


def _questions(
    now: Moment, plan: Plan | None, words: str, place: kept.Place | None
) -> list[QuestionRow]:
    rows = reads.questions_of(now.actor, plan, now.today)
    if place is not None:
        rows = [row for row in rows if row.task_id in place.tasks or row.clause_id in place.clauses]
    sought = rules.sought(words)
    return [row for row in rows if all(word in f" {fold(row.words)} " for word in sought)]


def _tabs(
    query: QueryDict, tab: str, guidance: int, questions: list[QuestionRow]
) -> tuple[Link, ...]:
    first = Link(
        _("Hướng dẫn"), _address(query, xem=""), is_current=not tab, count=number(guidance)
    )
    others = _TABS.links(questions, tab, lambda code: _address(query, xem=code))
    return (first, *others)


def _address(query: QueryDict, **changed: str) -> str:
    """The list with something else chosen, from its first page."""
    names = ("xem", "cua", "tim", "ve", "ke_hoach")
    asked = {name: query.get(name, "") for name in names} | changed
    return f"?{urlencode({name: value for name, value in asked.items() if value})}"
