"""Tells the browser that a form was taken, so that it forgets the draft it keeps."""

import re
from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

COOKIE = "loa_taken"
FIELD = "loa_draft"
_KEY = re.compile(r"[\w.:/-]{1,120}", re.ASCII)
_SECONDS = 120
_FIRST_ERROR = 400

Answer = Callable[[HttpRequest], HttpResponse]


class DraftMiddleware:
    """Sets the cookie `loa_taken` to the key of a draft whose form got a 2xx or a redirect.

    A refusal (422), an old page (403), a failure or a redirect to sign-in sets nothing: the draft
    stays in the browser and comes back with the page's new token. The cookie says only which
    form of this site was taken, percent-encoded because a bare «/» would be put in quotation marks;
    the script of the page reads and deletes it.
    """

    def __init__(self, get_response: Answer) -> None:
        """Stand around `get_response`."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, then look whether a form with a draft was taken."""
        response = self.get_response(request)
        if request.method != "POST" or response.status_code >= _FIRST_ERROR:
            return response
        key = request.POST.get(FIELD, "")
        if _KEY.fullmatch(key) and not _leads_to_sign_in(response):
            response.set_cookie(
                COOKIE,
                quote(key, safe=""),
                max_age=_SECONDS,
                secure=request.is_secure(),
                samesite="Lax",
            )
        return response


def _leads_to_sign_in(response: HttpResponse) -> bool:
    target = response.get("Location") or response.get("HX-Redirect") or ""
    return target.split("?")[0] == resolve_url(settings.LOGIN_URL)
