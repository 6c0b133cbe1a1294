"""A unit's own plan on the pages: made from the plan above, kept whole, and what it proves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on, number
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.link_document import confirm_answers, link_document
from loa.modules.plans.operations.make_own_plan import make_own_plan, take_up_duties
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import own_plans as own_plan_reads
from loa.modules.plans.queries.reading import read_or_not
from loa.modules.plans.types import Verb
from loa.modules.plans.web import coverage_sheet, own_plan_pages
from loa.modules.plans.web.own_document_forms import LINK_FIELDS, LinkForm
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
@of_issued_plan
def coverage_file(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The same as an Excel workbook, with the units by name."""
    orgs.count_use(now.actor, "export.files", now.today)
    data = coverage_sheet.coverage_workbook(now, plan, request.GET)
    return files.made_response(data, files.MediaType.XLSX, f"trien-khai-{plan.pk}.xlsx")


@require_GET
def coverage_duty(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """One duty: the units behind each number, and by what they answer it."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    page = own_plan_pages.duty_page(now, plan, task_id, request.GET)
    if page is None:
        raise Http404
    return render(request, "plans/coverage_duty.html", page)


@require_http_methods(["GET", "POST"])
def own_document_link(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """The unit sends the document that it issued elsewhere."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can(now.actor, Verb.OWN_PLAN, unit_id, now.today))
    form = LinkForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, LINK_FIELDS):
            orgs.count_use(now.actor, "upload.files", now.today)
            name, data = form.file()
            own = link_document(
                actor=now.actor,
                parent_id=plan_id,
                unit_id=unit_id,
                file=(name, data),
                read=read_or_not(data, name),
                said=form.said(),
                at=now.at,
            )
            return redirect("plans:own-answers", own)
    status = 422 if request.method == "POST" else 200
    page = own_plan_pages.link_page(now, plan, unit_id, form)
    return render(request, "plans/own_document.html", page, status=status)


@require_http_methods(["GET", "POST"])
def own_answers(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Which duties a linked document answers: proposed by its words, confirmed by a person."""
    now = moment(request)
    plan = own_plan_reads.answering_document(now.actor, plan_id, now.today)
    require(policies.can(now.actor, Verb.OWN_PLAN, plan.issuer_id, now.today))
    form = own_plan_pages.answers_form(now, plan, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            confirm_answers(
                actor=now.actor,
                plan_id=plan_id,
                version=form.cleaned_data["version"],
                answers=form.answers(),
                at=now.at,
            )
            messages.success(request, _("Đã ghi nhiệm vụ mà văn bản thực hiện."))
            return redirect("plans:coverage", plan.parent_id)
    status = 422 if request.method == "POST" else 200
    page = own_plan_pages.answers_page(plan, form)
    return render(request, "plans/own_answers.html", page, status=status)
