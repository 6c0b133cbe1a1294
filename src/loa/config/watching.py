"""Around every request: a number, a line in the log, a count. No address, nothing typed."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from loa.kernel import logs

log = logging.getLogger("loa.request")

REQUESTS = Counter("loa_requests", "Requests answered.", ["route", "status"])
SECONDS = Histogram(
    "loa_request_seconds",
    "Seconds from a request to its answer.",
    ["route"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
HEADER = "X-Request-ID"
_FAILURE = 500


class WatchMiddleware:
    """Gives a request its number and tells how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the number goes back in a header, and stands on the page of an error."""
        number = logs.new_request_id()
        token = logs.request_id.set(number)
        began = perf_counter()
        try:
            response = self.get_response(request)
            _note(request, response.status_code, perf_counter() - began)
        finally:
            logs.request_id.reset(token)
        response[HEADER] = number
        return response


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    route = match.view_name if match else "none"
    REQUESTS.labels(route, f"{status // 100}xx").inc()
    SECONDS.labels(route).observe(seconds)
    facts = {
        "route": route,
        "method": request.method,
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    level = logging.WARNING if status >= _FAILURE else logging.INFO
    log.log(level, "request", extra={"facts": facts})
