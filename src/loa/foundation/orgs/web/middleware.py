"""Who acts in a request, and the one tree of units that it sees."""

from collections.abc import Callable
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from loa.foundation.orgs.operations.sessions import note_session
from loa.foundation.orgs.queries.delegations import stand_in
from loa.foundation.orgs.queries.people import actor_for
from loa.foundation.orgs.queries.security import Account
from loa.foundation.orgs.queries.units import one_forest
from loa.foundation.orgs.types import Actor
from loa.foundation.orgs.web.second_factor import keep_aim, missing_step
from loa.kernel import clock

UNIT_SESSION_KEY = "unit_id"
STANDS_IN = "stands_in"
"""In the session: the delegation by which the person acts in another's place."""
NOBODY = Actor(person_id=None, label="", unit_id=None, posts=frozenset())
_OPEN_BEFORE_CHANGE = ("account_change_password", "account_logout")
_OPEN_BEFORE_CODE = ("second_factor_code", "second_factor_recovery", "account_logout")
_OPEN_BEFORE_PHONE = ("second_factor_enrol", "account_logout")
_STEPS_IN = {
    "second_factor_code": _OPEN_BEFORE_CODE,
    "second_factor_enrol": _OPEN_BEFORE_PHONE,
}
_NOTED = "noted"
_NOTE_AGAIN = 300
"""Seconds after which a session is noted as seen once more: looking must not write each time."""


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
        step = missing_step(request, user)
        if step and not _may_pass(request.path, _STEPS_IN[step]):
            keep_aim(request)
            return redirect(step)
        if not step and user.must_change_password and not _may_pass(request.path):
            return redirect("account_change_password")
        if not step:
            _note(request, user)
        chosen = request.session.get(UNIT_SESSION_KEY)
        with one_forest():
            today = clock.local_day(clock.now())
            actor = actor_for(user, today, chosen)
            lent = request.session.get(STANDS_IN)
            instead = None if lent is None else stand_in(actor, lent, today)
            request.actor = instead or actor  # type: ignore[attr-defined]  # ours
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


def _may_pass(path: str, names: tuple[str, ...] = _OPEN_BEFORE_CHANGE) -> bool:
    return path in {reverse(name) for name in names} or path.startswith("/static/")


def _note(request: HttpRequest, account: Account) -> None:
    """Keep where the account is signed in: at the first page of a session, then now and again."""
    key, at = request.session.session_key, clock.now()
    noted_key, noted_at = request.session.get(_NOTED, ("", 0))
    if not key or (key == noted_key and 0 <= at.timestamp() - noted_at < _NOTE_AGAIN):
        return
    note_session(
        actor=NOBODY,
        account_id=account.pk,
        session_key=key,
        before_key=noted_key,
        browser=request.headers.get("User-Agent", ""),
        address=get_adapter().get_client_ip(request),
        at=at,
    )
    request.session[_NOTED] = (key, int(at.timestamp()))
