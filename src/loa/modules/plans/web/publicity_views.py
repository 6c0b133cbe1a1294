"""Pages on which people say what everybody may read: a plan, an activity."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import publish_plan as operations
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import publications as reads
from loa.modules.plans.types import PublicFile, Verb
from loa.modules.plans.web.publicity_pages import (
    ShowForm,
    publicity_page,
    publish_form,
    show_page,
)
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan


@require_GET
@of_issued_plan
def plan_publicity(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The page as everybody would read it, before anybody does."""
    require(policies.can(now.actor, Verb.PUBLISH, plan.issuer_id, now.today))
    context = publicity_page(now, plan, publish_form(plan))
    return render(request, "plans/plan_publicity.html", context)


@require_POST
def publish(request: HttpRequest, plan_id: int) -> HttpResponse:
    """«Công khai»."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can(now.actor, Verb.PUBLISH, plan.issuer_id, now.today))
    form = publish_form(plan, request.POST)
    if form.is_valid():
        with errors_on(form):
            file = PublicFile(form.cleaned_data["file"])
            operations.publish_plan(actor=now.actor, plan_id=plan_id, file=file, at=now.at)
            messages.success(request, _("Người dân xem được kế hoạch và kết quả từ bây giờ."))
            return redirect("plans:plan-publicity", plan_id)
    context = publicity_page(now, plan, form)
    return render(request, "plans/plan_publicity.html", context, status=422)


@require_POST
def unpublish(request: HttpRequest, plan_id: int) -> HttpResponse:
    """«Thôi công khai»."""
    now = moment(request)
    operations.unpublish_plan(actor=now.actor, plan_id=plan_id, at=now.at)
    messages.success(request, _("Đã thôi công khai. Người dân không mở được trang này nữa."))
    return redirect("plans:plan-publicity", plan_id)


@require_http_methods(["GET", "POST"])
def activity_show(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Choose an activity for everybody to read."""
    now = moment(request)
    activity = queries.activity_for(now.actor, activity_id, now.today)
    require(policies.can(now.actor, Verb.SHOW, activity.unit_id, now.today))
    shown = reads.shown_of([activity_id])
    initial = {"with_pictures": shown.get(activity_id, False)}
    form = ShowForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            operations.show_activity(
                actor=now.actor, activity_id=activity_id, at=now.at, **form.cleaned_data
            )
            messages.success(request, _("Đã chọn hoạt động để người dân xem."))
            return redirect("plans:work-detail", activity.occurrence_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/activity_show.html", show_page(activity, form), status=status)


@require_POST
def activity_hide(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Take an activity off what everybody reads."""
    now = moment(request)
    activity = queries.activity_for(now.actor, activity_id, now.today)
    operations.hide_activity(actor=now.actor, activity_id=activity_id, at=now.at)
    messages.success(request, _("Người dân không xem hoạt động này nữa."))
    return redirect("plans:work-detail", activity.occurrence_id)
