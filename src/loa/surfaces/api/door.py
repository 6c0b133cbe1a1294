"""What every call of the contracts passes first: no cookie comes in, none goes out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PREFIX = "/api/"


class ApiMiddleware:
    """Makes calls of the contracts strangers to the pages: a browser's session does not count.

    So no page of another site can call them with what a browser keeps, and CSRF has no hold.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`, outside of everything that reads a cookie."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.META.pop("HTTP_HX_REQUEST", None)
        response = self.get_response(request)
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", "no-store")
        return response
