"""Pages of plans: the list, the import, one plan, one task over all units, one unit."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loa.foundation.documents import facade as documents
from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.import_plan import import_plan
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries.reading import ReadAnnex, ReadDocument, together
from loa.modules.plans.types import ImportResult, Verb
from loa.modules.plans.web import draft_forms, plan_pages, task_pages
from loa.modules.plans.web.reading import Moment, is_demo, moment, of_issued_plan
from loa.modules.plans.web.upload_views import read_upload

_DOCUMENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans that the actor may see."""
    return render(request, "plans/plan_list.html", plan_pages.list_page(moment(request)))


@require_http_methods(["GET", "POST"])
def plan_import(request: HttpRequest) -> HttpResponse:
    """Take in signed plans; annexes sent with a plan join its draft."""
    now = moment(request)
    require(policies.can(now.actor, Verb.IMPORT, orgs.root_row(now.today).id, now.today))
    form = draft_forms.ImportForm(request.POST or None, request.FILES or None)
    results: list[ImportResult] = []
    if request.method == "POST" and form.is_valid():
        results = _imported(now, form)
        if not form.errors and results:
            if not results[0].is_new:
                messages.info(request, _("Tệp này đã được nhập trước đây."))
            if len(results) == 1:
                return redirect("plans:draft-check", results[0].plan_id)
            messages.success(request, _("Đã nhập %(n)d văn bản.") % {"n": len(results)})
            return redirect("plans:plan-list")
    status = 422 if request.method == "POST" else 200
    context = plan_pages.import_page(now, form, len(results))
    return render(request, "plans/plan_import.html", context, status=status)


def _imported(now: Moment, form: draft_forms.ImportForm) -> list[ImportResult]:
    """What the files sent became; a file that cannot be read says so and keeps none back."""
    uploads = form.cleaned_data["documents"]
    read: list[ReadDocument | ReadAnnex] = []
    for upload in uploads:
        with errors_on(form, {}, about=upload.name if len(uploads) > 1 else ""):
            one = upload.read()
            read.append(read_upload(now, upload.name, one, is_alone=len(uploads) == 1))
    results: list[ImportResult] = []
    with errors_on(form, {}):
        for source, annexes in together(read):
            with errors_on(form, {}):
                found = import_plan(
                    actor=now.actor,
                    source=source,
                    annexes=annexes,
                    as_of=form.cleaned_data["as_of"],
                    at=now.at,
                )
                results.append(found)
    return results


@require_GET
@of_issued_plan
def plan_overview(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """One plan in ten seconds: how far, what is late, who owes a report."""
    return render(request, "plans/plan_overview.html", plan_pages.overview_page(now, plan))


@require_GET
def plan_source(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The file as received, byte by byte."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    return files.download_response(files.ref(plan.source_file_id))


@require_GET
def plan_document(request: HttpRequest, plan_id: int, kind: str) -> HttpResponse:
    """The plan in the official layout with its tasks as an annex: Word or PDF."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if kind not in _DOCUMENT_TYPES:
        raise Http404
    data = queries.plan_file(queries.plan_document_of(plan, is_demo=is_demo()), kind)
    response = HttpResponse(data, content_type=_DOCUMENT_TYPES[kind])
    number = re.sub(r"[^0-9A-Za-z]+", "-", plan.number).strip("-")  # as read or typed
    name = f"ke-hoach-{number or plan.pk}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
def plan_structure(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What was read of the document, as Akoma Ntoso, for whoever may read the plan."""
    now = moment(request)
    document = queries.structure_of(queries.plan_for(now.actor, plan_id, now.today))
    response = HttpResponse(
        documents.akn_of(document, made_on=now.today), content_type=documents.AKN_MEDIA_TYPE
    )
    name = documents.akn_name(document)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


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
