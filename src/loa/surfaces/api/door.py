"""What every call of the contracts passes first: no cookie comes in, none goes out.

What fails outside of the contract (too large, no such address, a database that is away) is
answered as a problem too.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from loa.surfaces.api.v1 import problems

PREFIX = "/api/"
_KEPT = ("Allow", "Retry-After", "Vary")


class ApiMiddleware:
    """Makes calls of the contracts strangers to the pages: a browser's session does not count.

    So no page of another site can call them with what a browser keeps, and CSRF has no hold.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`, outside of everything that reads a cookie or the body."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        if not f"{request.path_info}/".startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.META.pop("HTTP_HX_REQUEST", None)
        response = _as_problem(self.get_response(request))
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    """A failure that was told by a page of the site."""
    is_failure = response.status_code >= HTTPStatus.BAD_REQUEST
    if not is_failure or response.get("Content-Type") == problems.MEDIA_TYPE:
        return response
    told = problems.of_status(response.status_code)
    for name in _KEPT:
        if name in response:
            told[name] = response[name]
    return told
