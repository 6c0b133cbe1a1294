"""What a person meets when something goes wrong: words, never a trace."""

import errno
import json
import logging
import sys
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from loa.foundation.ui.release import HEADER, release
from loa.foundation.ui.responses import wants_fragment
from loa.kernel import logs
from loa.kernel.errors import DomainError, NotAllowed, NotFound, Stale, TooOften

log = logging.getLogger(__name__)

_NO_PAGE = "Không có trang này. Địa chỉ có thể đã gõ sai, hoặc trang đã được dời đi."
_CSRF_SOLUTION = (
    "Trang mở đã lâu hoặc bạn vừa đăng nhập ở thẻ khác, nên nội dung gửi chưa được nhận. "
    "Chữ bạn đã nhập còn được giữ trên máy này: quay lại trang trước, tải lại trang, rồi gửi lại."
)

_FORM_ONLY = (
    "Địa chỉ này chỉ nhận nội dung gửi từ một trang khác, tự nó không có gì để xem. Chữ bạn đã "
    "nhập còn được giữ trên máy này: mở lại trang của việc đang làm rồi gửi lại."
)

_AWAY = "Cơ sở dữ liệu đang khởi động lại hoặc khôi phục, thường xong trong một phút."
_FULL = "Máy chủ hết chỗ trên đĩa nên chưa ghi được gì. Hãy báo người quản trị giải phóng chỗ."
_DISK_FULL = "53100"
"""SQLSTATE disk_full: PostgreSQL, appendix A."""
_OLDER = (
    "Nội dung vừa được người khác sửa nên chưa ghi gì. Tải lại trang để xem bản mới rồi làm lại; "
    "chữ đã nhập còn được giữ trên máy này."
)
_LATER = " Chữ đã nhập vẫn còn: chờ một lát rồi thử lại; gửi hai lần không làm hỏng gì."
_THEN = {404: " Có thể người khác vừa bỏ nội dung này: tải lại trang.", 500: _LATER, 503: _LATER}
"""What to do then, for whoever stays on the page; the pages of errors say it themselves."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
PASSES_IN_S = "10"
"""Seconds after which what failed for a passing trouble is to be sent again."""

Answer = Callable[[HttpRequest], HttpResponse]


class ErrorMiddleware:
    """Answers expected failures that a view let through, and keeps sign-in out of fragments.

    NotFound is 404, NotAllowed 403 with its reason, TooOften 429 with how long to wait, Stale 409,
    any other DomainError 422 with its words.
    Who asks for a page where only forms are taken is told so (405). Everything else is Django's:
    logged, then `server_error`.
    """

    def __init__(self, get_response: Answer) -> None:
        """Stand around `get_response`."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; a redirect asked for by htmx becomes a redirect of the page.

        Not so where it restores history: it follows by itself and takes what comes as the page.
        """
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response = _not_allowed_in_words(request, response)
        patch_vary_headers(response, ["HX-Request"])
        if request.headers.get("HX-Request") == "true":
            response[HEADER] = release()
        if response.has_header("Location") and wants_fragment(request):
            moved = HttpResponse(status=204)
            moved.cookies = response.cookies
            moved["HX-Redirect"] = _where_from(request, response["Location"])
            return moved
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The answer to an expected failure, or None for the others."""
        if isinstance(problem, NotFound):
            return in_words(request, "not_found", 404, problem.message_vi)
        if isinstance(problem, NotAllowed):
            return in_words(request, "not_allowed", 403, problem.message_vi)
        if isinstance(problem, TooOften):
            response = in_words(request, "refused", 429, problem.message_vi)
            response["Retry-After"] = str(problem.wait_s)
            return response
        if isinstance(problem, Stale):
            return in_words(request, "refused", 409, _OLDER)
        if isinstance(problem, DomainError):
            return in_words(request, "refused", 422, problem.message_vi)
        return None


@login_not_required
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404: an address that leads nowhere."""
    del exception
    return in_words(request, "not_found", 404, _NO_PAGE)


@login_not_required
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403: Django's own refusals."""
    return in_words(request, "not_allowed", 403, str(exception or "") or NotAllowed.message_vi)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form was too old; what was typed is kept by the browser."""
    log.info("form refused: %s", reason)
    return in_words(request, "form_too_old", 403, _CSRF_SOLUTION)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: the number of the request, for the person and in the log; asks no database.

    A database that is away or recovers, and a full disk, pass by themselves or by the
    administrator's hand: 503 says so, and when to send again.
    """
    if words := passing_trouble(sys.exc_info()[1]):
        log.error("not available for a while", exc_info=sys.exc_info())
        response = in_words(request, "unavailable", 503, words)
        response["Retry-After"] = PASSES_IN_S
        return response
    incident = logs.this_request()
    log.error("unexpected failure, told as %s", incident, exc_info=sys.exc_info())
    words = f"Có lỗi phía máy chủ. Mã lỗi: {incident}."
    return in_words(request, "server_error", 500, words, incident=incident)


def passing_trouble(problem: BaseException | None) -> str:
    """What to tell of a trouble that passes; empty for every other."""
    cause = getattr(problem, "__cause__", None)
    is_full = getattr(problem, "errno", None) in _NO_ROOM
    if is_full or getattr(cause, "sqlstate", "") == _DISK_FULL:
        return _FULL
    return _AWAY if isinstance(problem, (OperationalError, InterfaceError)) else ""


def _where_from(request: HttpRequest, target: str) -> str:
    """Where to go; whoever must sign in comes back to the page that asked, not to the part of it.

    Only path and query of that page count: the header may name any site.
    """
    login = resolve_url(settings.LOGIN_URL)
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    if target.split("?", maxsplit=1)[0] != login or not page.path.startswith("/"):
        return target
    back = f"{page.path}?{page.query}" if page.query else page.path
    return f"{login}?{urlencode({REDIRECT_FIELD_NAME: back}, safe='/')}"


def _not_allowed_in_words(request: HttpRequest, bare: HttpResponseNotAllowed) -> HttpResponse:
    """Django's own answer is an empty page."""
    response = in_words(request, "refused", bare.status_code, _FORM_ONLY)
    response["Allow"] = bare["Allow"]
    return response


def in_words(
    request: HttpRequest, page: str, status: int, words: str, *, incident: str = ""
) -> HttpResponse:
    """One of the pages of templates/ui/errors; for htmx the same words as a notice."""
    if wants_fragment(request):
        response = HttpResponse(status=status)
        told = {"words": f"{words}{_THEN.get(status, '')}", "tone": "note-b"}
        response["HX-Trigger"] = json.dumps({"loa:notice": told})
        response["HX-Reswap"] = "none"  # an answer without content takes nothing off the page
        return response
    # Whoever only opened a page has sent nothing; he is led to open it again.
    again = request.get_full_path() if request.method == "GET" else ""
    context = {"words": words, "incident": incident, "home_href": "/", "again_href": again}
    response = HttpResponse(render_to_string(f"ui/errors/{page}.html", context), status=status)
    response["Cache-Control"] = "no-store"
    return response
