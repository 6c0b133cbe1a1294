"""What changed between two days, of one plan or of all, on screen and as a workbook."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import page_or_fragment
from loa.modules.plans.operations.note_visit import note_visit
from loa.modules.plans.queries import Plan
from loa.modules.plans.web import change_pages, change_sheet
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan


@require_GET
@of_issued_plan
def changes(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """What changed in one plan."""
    return _page(request, now, plan)


@require_GET
def changes_all(request: HttpRequest) -> HttpResponse:
    """What changed in every plan at work."""
    return _page(request, moment(request), None)


@require_GET
@of_issued_plan
def changes_file(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The same as an Excel workbook."""
    return _file(request, now, plan)


@require_GET
def changes_all_file(request: HttpRequest) -> HttpResponse:
    """The same of every plan at work."""
    return _file(request, moment(request), None)


def _page(request: HttpRequest, now: Moment, plan: Plan | None) -> HttpResponse:
    context = change_pages.changes_page(now, plan, request.GET)
    note_visit(actor=now.actor, at=now.at)
    return page_or_fragment(request, "plans/changes.html", "plans/_changes.html", context)


def _file(request: HttpRequest, now: Moment, plan: Plan | None) -> HttpResponse:
    orgs.count_use(now.actor, "export.files", now.today)
    data = change_sheet.changes_workbook(now, plan, request.GET)
    name = f"thay-doi-{plan.pk}.xlsx" if plan else "thay-doi.xlsx"
    return files.made_response(data, files.MediaType.XLSX, name)
