"""The section on communication of the report on procedure control: page, rows, files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.modules.plans.queries import control_section as reads
from loa.modules.plans.queries.printed import printed
from loa.modules.plans.web import control_pages
from loa.modules.plans.web.reading import is_demo, moment


@require_GET
def section(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The section for a period, ready to be copied."""
    now = moment(request)
    plan = reads.plan_of_section(now.actor, plan_id, now.today)
    context = control_pages.section_page(now, plan, request.GET.get("ky", ""))
    return render(request, "plans/control_section.html", context)


@require_GET
def section_rows(request: HttpRequest, plan_id: int, period: str, figure: str) -> HttpResponse:
    """The rows behind one figure."""
    now = moment(request)
    plan = reads.plan_of_section(now.actor, plan_id, now.today)
    context = control_pages.rows_page(plan, period, figure, request.GET.get("don-vi", ""))
    return render(request, "plans/figure_rows.html", context)


@require_GET
def section_file(request: HttpRequest, plan_id: int, period: str, kind: str) -> HttpResponse:
    """The section as Word or PDF."""
    now = moment(request)
    plan = reads.plan_of_section(now.actor, plan_id, now.today)
    if kind not in {"docx", "pdf"}:
        raise Http404
    orgs.count_use(now.actor, "export.files", now.today)
    document = reads.document_of(reads.section_of(plan, period), is_demo=is_demo())
    name = f"muc-truyen-thong-{period}.{kind}"
    return files.made_response(printed(document, kind), files.MADE_TYPES[kind], name)
