"""The grid of units by tasks, on screen and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import number_asked, page_or_fragment, wants_fragment
from loa.kernel.errors import NotFound
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.types.saved_views import ListPage
from loa.modules.plans.web import matrix_filters, matrix_pages, matrix_sheet, panel_pages
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan
from loa.modules.plans.web.saved_view_pages import default_href

MATRIX = ListPage.MATRIX


@require_GET
@of_issued_plan
def matrix(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The grid; a cell opens beside it, and without JavaScript on its own page."""
    if not wants_fragment(request) and (usual := default_href(now, MATRIX, plan.pk, request.GET)):
        return redirect(usual)
    work = _open_work(request, now, plan)
    context = {"has_panel": bool(work), **work, **matrix_pages.matrix_page(now, plan, request.GET)}
    response = page_or_fragment(request, "plans/matrix.html", "plans/_matrix.html", context)
    response["HX-Push-Url"] = matrix_filters.address(plan.pk, request.GET.urlencode())
    return response


@require_GET
def matrix_file(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The same rows as the screen, as an Excel workbook."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    orgs.count_use(now.actor, "export.files", now.today)
    data = matrix_sheet.matrix_workbook(now, plan, request.GET)
    return files.made_response(data, files.MediaType.XLSX, f"ma-tran-{plan.pk}.xlsx")


def _open_work(request: HttpRequest, now: Moment, plan: Plan) -> dict[str, object]:
    """The work that the address opens beside the grid; empty where it is not to be seen there."""
    occurrence_id = number_asked(request.GET.get(matrix_filters.OPEN_WORK, ""))
    if occurrence_id is None:
        return {}
    try:
        occurrence = queries.occurrence_for(now.actor, occurrence_id, now.today)
    except NotFound:
        return {}
    if occurrence.assignment.plan_id != plan.pk:
        return {}
    return panel_pages.work_panel(now, occurrence, request.GET.urlencode())
