"""One page tells one law."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse

from loa.foundation.legal.facade import one_law

_ONLY_READ = {"GET", "HEAD"}


class LawMiddleware:
    """A request that only reads looks the law up once; one that writes, each time anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        with one_law() if request.method in _ONLY_READ else nullcontext():
            return self.get_response(request)
