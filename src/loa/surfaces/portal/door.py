"""What every request for the public site passes first: no cookie comes in, none goes out.

So the page is the same for everybody, an officer who has signed in gets what a citizen gets, and
whatever stands between may keep it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PREFIX = "/cong-khai/"


class PortalMiddleware:
    """Makes every request for the public site that of a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`, outside of everything that reads a cookie."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        if not f"{request.path_info}/".startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.META.pop("HTTP_HX_REQUEST", None)
        response = self.get_response(request)
        response.cookies.clear()
        if "Vary" in response:
            told = {one.strip() for one in response["Vary"].split(",")} - {"Cookie"}
            response["Vary"] = ", ".join(sorted(told))
        response.headers.setdefault("Cache-Control", "no-store")
        return response
