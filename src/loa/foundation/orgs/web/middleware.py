"""Who acts in a request, and the one tree of units that it sees."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from loa.foundation.orgs.queries.people import actor_for
from loa.foundation.orgs.queries.units import one_forest
from loa.foundation.orgs.types import Actor
from loa.kernel import clock

UNIT_SESSION_KEY = "unit_id"
NOBODY = Actor(person_id=None, label="", unit_id=None, posts=frozenset())
_OPEN_BEFORE_CHANGE = ("account_change_password", "account_logout")


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends to sign-in, and from there back to the page, not to the address of its form.

    Whose session ended while he typed signs in again and stands before his form, where the browser
    still has his words; the address that takes the form shows no page.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """The redirect to sign-in."""
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("Referer", "")
        hosts = {request.get_host()}
        if not url_has_allowed_host_and_scheme(page, hosts, require_https=request.is_secure()):
            return redirect(self.get_login_url(view_func))
        parts = urlsplit(page)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return redirect_to_login(path, self.get_login_url(view_func))


class ActorMiddleware:
    """Sets `request.actor`; who still has a one-time password is led to choose his own first.

    Whoever holds no post today is told so on every page but those of his account, before anything
    is looked for: so nobody learns from an answer what there is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand around `get_response`."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on with the actor of today's posts."""
        user = request.user
        if not user.is_authenticated:
            request.actor = NOBODY  # type: ignore[attr-defined]  # ours, read by every view
            return self.get_response(request)
        if user.must_change_password and not _may_pass(request.path):
            return redirect("account_change_password")
        chosen = request.session.get(UNIT_SESSION_KEY)
        with one_forest():
            today = clock.local_day(clock.now())
            request.actor = actor_for(user, today, chosen)  # type: ignore[attr-defined]  # ours
            return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> None:
        """Raise PermissionDenied for somebody signed in without a post, where a post is needed."""
        actor: Actor = request.actor  # type: ignore[attr-defined]  # set above
        match = request.resolver_match
        is_of_a_room = match is not None and ":" in match.view_name
        needs_sign_in = getattr(view_func, "login_required", True)
        if actor is not NOBODY and not actor.posts and is_of_a_room and needs_sign_in:
            raise PermissionDenied(
                _(
                    "Hôm nay bạn không giữ vai trò nào ở đơn vị nào trong tỉnh. Nếu vừa nhận việc "
                    "mới, hãy nhờ người quản trị của đơn vị ghi vai trò cho bạn."
                )
            )


def _may_pass(path: str) -> bool:
    return path in {reverse(name) for name in _OPEN_BEFORE_CHANGE} or path.startswith("/static/")
