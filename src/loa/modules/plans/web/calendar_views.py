"""The calendar of due days."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from loa.foundation.ui.facade import page_or_fragment
from loa.modules.plans.web.calendar_pages import calendar_page
from loa.modules.plans.web.reading import moment


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """A month or a week."""
    context = calendar_page(moment(request), request.GET)
    return page_or_fragment(request, "plans/calendar.html", "plans/_calendar.html", context)
