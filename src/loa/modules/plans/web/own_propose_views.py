"""The draft of a unit's own plan between whoever drafts it and the head."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.ui.facade import Link, errors_on
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.propose_own_plan import ask_back_own_plan, propose_own_plan
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web.forms import ReasonForm, StepForm
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import moment


@require_POST
def own_propose(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One press hands the draft to the head; a page that is not the newest says so."""
    now = moment(request)
    form = StepForm(request.POST)
    if not form.is_valid():
        return redirect("plans:draft-check", plan_id)
    propose_own_plan(
        actor=now.actor, plan_id=plan_id, version=form.cleaned_data["version"], at=now.at
    )
    messages.success(request, _("Đã trình lãnh đạo. Lãnh đạo thấy bản nháp ở «Việc của tôi»."))
    return redirect("plans:draft-check", plan_id)


@require_http_methods(["GET", "POST"])
def own_ask_back(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the head wants mended before he issues it."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if plan.parent_id is None or plan.state != PlanState.DRAFT:
        raise Http404
    require(policies.can_on(now.actor, Verb.ISSUE, plan, now.today))
    form = ReasonForm(request.POST or None, initial={"version": plan.version})
    form.fields["reason"].label = _("Cần sửa gì")
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            ask_back_own_plan(actor=now.actor, plan_id=plan_id, at=now.at, **form.cleaned_data)
            messages.success(request, _("Đã yêu cầu sửa. Cán bộ thấy yêu cầu ở «Việc của tôi»."))
            return redirect("plans:draft-check", plan_id)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(queries.plan_for(now.actor, plan_id, now.today).version)
    back = reverse("plans:draft-check", args=[plan_id])
    title = _("Yêu cầu sửa kế hoạch của đơn vị")
    context = {
        "title": title,
        "name": short_plan_name(plan),
        "links": (trail(plan, title)[0], Link(short_plan_name(plan, 40), back), Link(title)),
        "form": form,
        "back_href": back,
        "button": _("Gửi yêu cầu sửa"),
    }
    return render(request, "plans/small_form.html", context, status=status)
