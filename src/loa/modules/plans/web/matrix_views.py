"""The grid of units by tasks, on screen and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loa.foundation.ui.facade import page_or_fragment
from loa.modules.plans import queries
from loa.modules.plans.queries import Plan
from loa.modules.plans.web import matrix_pages
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan


@require_GET
@of_issued_plan
def matrix(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The grid; a cell opens beside it, and without JavaScript on its own page."""
    context = matrix_pages.matrix_page(now, plan, request.GET)
    return page_or_fragment(request, "plans/matrix.html", "plans/_matrix.html", context)


@require_GET
def matrix_sheet(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The same rows as the screen, as an Excel workbook."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    response = HttpResponse(
        matrix_pages.matrix_workbook(now, plan, request.GET),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="ma-tran-{plan.pk}.xlsx"'
    return response
