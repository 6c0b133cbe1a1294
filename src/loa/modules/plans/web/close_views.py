"""The page on which the plan officer ends a plan's year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies
from loa.modules.plans.operations.close_plan import close_plan
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries.closing import left_open
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web.close_pages import CloseForm, close_page
from loa.modules.plans.web.reading import Moment, of_issued_plan


@require_http_methods(["GET", "POST"])
@of_issued_plan
def plan_close(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """What is not finished, and closing with or without it; a second press closes nothing anew."""
    require(policies.can(now.actor, Verb.CLOSE, plan.issuer_id, now.today))
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, {"PLANS_STILL_OPEN": "reason"}):
            reason = form.cleaned_data["reason"]
            close_plan(actor=now.actor, plan_id=plan.pk, reason=reason, at=now.at)
            messages.success(request, _("Đã kết thúc kế hoạch."))
            return redirect("plans:plan-overview", plan.pk)
    if request.method == "GET" and plan.state == PlanState.CLOSED:
        return redirect("plans:plan-overview", plan.pk)
    left = left_open(plan, now.today)
    page = close_page(plan, left, form, is_early=now.today <= left.last_report_due)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/plan_close.html", page, status=status)
