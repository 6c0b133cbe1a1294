"""Pages of heads: how a unit and all below it stand, the rows behind each figure, the paper."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies
from loa.modules.plans.queries import oversight
from loa.modules.plans.queries import oversight_file as oversight_pdf
from loa.modules.plans.queries.oversight_rows import Behind
from loa.modules.plans.web import oversight_pages, oversight_paper, oversight_row_pages
from loa.modules.plans.web.reading import Moment, is_demo, moment


@require_GET
def oversight_own(request: HttpRequest) -> HttpResponse:
    """Lead a head to the page of his unit."""
    now = moment(request)
    seats = oversight.seats(now.actor, now.today)
    unit_id = seats[0].id if seats else orgs.root_row(now.today).id
    require(policies.can_oversee(now.actor, unit_id, now.today))
    return redirect("plans:oversight-unit", unit_id)


@require_GET
def oversight_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """«Điều hành» of one unit."""
    now = moment(request)
    context = oversight_pages.overview_page(now, _unit(now, unit_id))
    return render(request, "plans/oversight.html", context)


@require_GET
def oversight_rows(request: HttpRequest, unit_id: int, what: str) -> HttpResponse:
    """The rows behind one figure of that page."""
    now = moment(request)
    unit = _unit(now, unit_id)
    try:
        which = Behind(what)
    except ValueError:
        raise Http404 from None
    context = oversight_row_pages.rows_page(now, unit, which, request.GET)
    return render(request, "plans/oversight_rows.html", context)


@require_GET
def oversight_file(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The page as one A4 page: of now, or as it was kept on the Monday that is asked for."""
    now = moment(request)
    unit = _unit(now, unit_id)
    orgs.count_use(now.actor, "export.files", now.today)
    asked = request.GET.get("ngay", "")
    if not asked:
        page = oversight.overview(unit, now.today)
        before = oversight_pdf.kept_before(unit_id, now.today)
        words = oversight_paper.paper_of(page, now.at, None, before, is_demo=is_demo())
    else:
        kept = _kept(unit_id, asked)
        before = oversight_pdf.kept_before(unit_id, kept.monday)
        words = oversight_paper.paper_of(kept.page, kept.at, kept.monday, before, is_demo=is_demo())
    name = f"dieu-hanh-{unit.code}-{asked or now.today.isoformat()}.pdf"
    return files.made_response(oversight_pdf.as_pdf(words), "application/pdf", name)


def _kept(unit_id: int, asked: str) -> oversight_pdf.Kept:
    """The page of a Monday. Raises NotFound where none was made then."""
    try:
        monday = date.fromisoformat(asked)
    except ValueError:
        raise NotFound from None
    kept = oversight_pdf.kept_on(unit_id, monday)
    if kept is None:
        raise NotFound
    return kept


def _unit(now: Moment, unit_id: int) -> orgs.UnitRow:
    """A unit that stands today, for who may read its page. Raises NotFound, NotAllowed."""
    unit = orgs.unit_row(unit_id, now.today)
    require(policies.can_oversee(now.actor, unit_id, now.today))
    return unit
