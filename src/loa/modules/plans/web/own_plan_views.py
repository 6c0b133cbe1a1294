"""A unit's own plan on the pages: made from the plan above, kept whole, and what it proves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.foundation.ui.facade import number
from loa.modules.plans import queries
from loa.modules.plans.operations.make_own_plan import make_own_plan, take_up_duties
from loa.modules.plans.queries import Plan
from loa.modules.plans.web import own_plan_pages
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan


@require_POST
def own_plan_make(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """One press makes the draft; pressed again it leads to the one that is there."""
    now = moment(request)
    own = make_own_plan(actor=now.actor, parent_id=plan_id, unit_id=unit_id, at=now.at)
    return redirect("plans:plan-overview", own)


@require_POST
def own_plan_restore(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Put back into the draft what it should hold of the plan above."""
    now = moment(request)
    count = take_up_duties(actor=now.actor, plan_id=plan_id, at=now.at)
    words = _("Đã lấy lại %(n)s nhiệm vụ cấp trên giao.") % {"n": number(count)}
    messages.success(request, words)
    return redirect("plans:draft-check", plan_id)


@require_GET
@of_issued_plan
def coverage(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """Which units carry out which duty, on any day."""
    page = own_plan_pages.coverage_page(now, plan, request.GET)
    return render(request, "plans/coverage.html", page)


@require_GET
def coverage_duty(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """One duty: the units behind each number, and by what they answer it."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    page = own_plan_pages.duty_page(now, plan, task_id, request.GET)
    if page is None:
        raise Http404
    return render(request, "plans/coverage_duty.html", page)
