"""What the check of a draft answers: the page, or the part of it that changed."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from loa.foundation.ui.facade import Link, page_or_fragment, wants_fragment
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.rules.splitting import Place
from loa.modules.plans.types import DoubtCode, PlanState, Verb
from loa.modules.plans.web import draft_pages
from loa.modules.plans.web.draft_here import here
from loa.modules.plans.web.draft_pages import NOTHING_SENT, Sent
from loa.modules.plans.web.reading import Moment
from loa.modules.plans.web.saved_meanwhile import Clash


@dataclass(frozen=True)
class FormLook:
    """How a form of one task is shown, on a page of its own or in the place of the task.

    `doubts` are the codes of those that it mends, which are told above it.
    """

    title: str
    body: str
    button: str
    draft_key: str = ""
    doubts: Collection[DoubtCode] = ()
    place: Place = (None, None)
    clash: Clash | None = None


HEAD, NOTES, ALL = "dau", "luu-y", ""


def draft(now: Moment, plan_id: int) -> Plan:
    """The draft to show to somebody who may edit it. Raises NotFound, NotAllowed."""
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can_on(now.actor, Verb.EDIT, plan, now.today))
    if plan.state != PlanState.DRAFT:
        raise NotFound
    return plan


def changed(
    request: HttpRequest,
    now: Moment,
    plan_id: int,
    part: str | int,
    sent: Sent = NOTHING_SENT,
    *,
    focus: int | None = None,
) -> HttpResponse:
    """The part that was changed or refused: HEAD, NOTES, the id of a task, or ALL of the page.

    Without JavaScript what was taken leads back to its place on the page, and what was refused
    comes back as the whole page. `focus` is the task to stand at afterwards. Raises NotAllowed:
    who only reads an issued plan sees neither its check nor who is at it.
    """
    is_refused = sent != NOTHING_SENT
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can_on(now.actor, Verb.EDIT, plan, now.today))
    if wants_fragment(request):
        answer = _fragment(request, now, plan, part, sent, status=422 if is_refused else 200)
        if focus is not None:
            answer["HX-Trigger-After-Settle"] = json.dumps({"loa:stand": {"at": f"f-task-{focus}"}})
        return answer
    if is_refused:
        context = {**draft_pages.check_page(now, plan, sent), **here(now, plan)}
        return render(request, "plans/draft_check.html", context, status=422)
    stand = part if isinstance(part, int) else focus
    place = f"f-task-{stand}" if stand else part
    address = reverse("plans:draft-check", args=[plan_id])
    return redirect(f"{address}#{place}" if place else address)


def form_page(
    request: HttpRequest, plan: Plan, task: Task | None, form: Form, look: FormLook
) -> HttpResponse:
    """A form of one task: in its place on the check page, or on a page of its own."""
    back = reverse("plans:draft-check", args=[plan.pk])
    start, end = (task.start, task.end) if task else look.place
    context = {
        "title": look.title,
        "body": look.body,
        "button": look.button,
        "draft_key": look.draft_key,
        "clash": look.clash,
        "plan": plan,
        "task": task,
        "form": form,
        "links": (Link(_("Kế hoạch"), "/ke-hoach/"), Link(_("Kiểm tra"), back), Link(look.title)),
        "action": request.get_full_path(),
        "back": f"{back}#f-task-{task.pk}" if task else back,
        "part_href": f"{back}?viec={task.pk}" if task else back,
        "source": plan.text[start:end] if start is not None else "",
        "doubts": [
            queries.doubt_body(doubt)
            for doubt in (queries.open_doubts_of(task) if task and look.doubts else ())
            if doubt.code in look.doubts
        ],
        "is_fragment": wants_fragment(request),
    }
    status = 422 if request.method == "POST" else 200
    pages = "plans/task_form.html", "plans/_inline.html"
    return page_or_fragment(request, *pages, context, status=status)


def _fragment(
    request: HttpRequest, now: Moment, plan: Plan, part: str | int, sent: Sent, *, status: int
) -> HttpResponse:
    if isinstance(part, int):
        template, context = "task", draft_pages.task_part(now, plan, part, sent)
    elif part == HEAD:
        template, context = "head", draft_pages.head_part(now, plan, sent)
    elif part == NOTES:
        template, context = "notes", draft_pages.notes_part(now, plan)
    else:
        template, context = "check", draft_pages.check_page(now, plan, sent)
    response = render(
        request, f"plans/_{template}.html", {**context, "is_fragment": True}, status=status
    )
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "no-store"
    if part == ALL:
        response["HX-Retarget"] = "#kiem-tra"
        response["HX-Reswap"] = "outerHTML"
    return response
