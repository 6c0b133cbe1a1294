"""Pages of plans: the list, the import, one plan, one task over all units, one unit."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from loa.foundation.documents import facade as documents
from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.deliver import note_opening
from loa.modules.plans.queries import Plan
from loa.modules.plans.web import (
    close_pages,
    dispatch_list_pages,
    draft_forms,
    plan_list_pages,
    plan_pages,
    publicity_pages,
    remark_pages,
    task_pages,
    upload_pages,
)
from loa.modules.plans.web.reading import Moment, is_demo, moment, of_issued_plan
from loa.modules.plans.web.sending import led_on, refused, taken_in

_KINDS = ("docx", "pdf")


@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the actor may see."""
    page = plan_list_pages.list_page(moment(request), request.GET)
    return render(request, "plans/plan_list.html", page)


@require_http_methods(["GET", "POST"])
def plan_import(request: HttpRequest) -> HttpResponse:
    """Take in signed plans; annexes sent with a plan join its draft."""
    now = moment(request)
    require(policies.can_import(now.actor, now.today))
    form = draft_forms.ImportForm(request.POST or None, request.FILES or None)
    imported = 0
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            sent = taken_in(now, form.sent(), as_of=form.cleaned_data["as_of"])
            if (answer := led_on(request, sent)) is not None:
                return answer
            imported = refused(now, form, sent)
    status = 422 if request.method == "POST" else 200
    context = upload_pages.import_page(now, form, imported)
    return render(request, "plans/plan_import.html", context, status=status)


@require_GET
@of_issued_plan
def plan_overview(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """One plan in ten seconds: how far, what is late, who owes a report."""
    page = plan_pages.overview_page(now, plan)
    page["publicity"] = publicity_pages.overview_link(now, plan)
    page["dispatches"] = dispatch_list_pages.overview_link(now, plan)
    page["remarks"] = remark_pages.overview_link(now, plan)
    page["close_href"] = close_pages.close_link(now, plan)
    page["closed"] = close_pages.closed_words(plan)
    note_opening(actor=now.actor, plan_id=plan.pk, at=now.at)
    return render(request, "plans/plan_overview.html", page)


@require_GET
def plan_source(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The file as received, byte by byte."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    note_opening(actor=now.actor, plan_id=plan.pk, at=now.at)
    return files.download_response(files.ref(plan.source_file_id))


@require_GET
def plan_document(request: HttpRequest, plan_id: int, kind: str) -> HttpResponse:
    """The plan in the official layout with its tasks as an annex; once signed, the signed PDF."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if kind not in _KINDS:
        raise Http404
    note_opening(actor=now.actor, plan_id=plan.pk, at=now.at)
    if kind == "pdf" and plan.official_file_id:
        return files.download_response(files.ref(plan.official_file_id))
    orgs.count_use(now.actor, "export.files", now.today)
    data = queries.plan_file(queries.plan_document_of(plan, is_demo=is_demo()), kind)
    number = re.sub(r"[^0-9A-Za-z]+", "-", plan.number).strip("-")  # as read or typed
    name = f"ke-hoach-{number or plan.pk}.{kind}"
    return files.made_response(data, files.MADE_TYPES[kind], name)


@require_GET
def plan_structure(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What was read of the document, as Akoma Ntoso, for whoever may read the plan."""
    now = moment(request)
    document = queries.structure_of(queries.plan_for(now.actor, plan_id, now.today))
    orgs.count_use(now.actor, "export.files", now.today)
    data = documents.akn_of(document, made_on=now.today)
    return files.made_response(data, documents.AKN_MEDIA_TYPE, documents.akn_name(document))


@require_GET
@of_issued_plan
def task_list(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The tasks of the plan with their counts."""
    return render(request, "plans/task_list.html", task_pages.tasks_page(now, plan))


@require_GET
def task_units(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """One task over all units."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    task = queries.task_for(plan, task_id)
    context = task_pages.task_page(now, plan, task, request.GET.get("trang-thai", ""))
    return render(request, "plans/task_units.html", context)


@require_GET
def unit_tasks(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """One unit over all tasks."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    return render(request, "plans/unit_tasks.html", task_pages.unit_page(now, plan, unit_id))


@require_GET
def plan_difference(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What a revision changes."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    before = queries.plan_for(now.actor, plan.amends_id or 0, now.today)
    context = task_pages.difference_page(plan, before)
    return render(request, "plans/plan_difference.html", context)
