"""Pages around the own account: out, changed, forgotten, the unit worked for."""

from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.foundation.orgs.queries.rights import unit_ids
from loa.foundation.orgs.web.middleware import UNIT_SESSION_KEY
from loa.foundation.orgs.web.reading import actor_of, today
from loa.foundation.ui.facade import number_asked


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, by a button only: a link in a message signs nobody out."""
    logout(request)
    return redirect("account_login")


@require_GET
def password_changed(request: HttpRequest) -> HttpResponse:
    """To the start page, saying that the password is changed."""
    messages.success(request, _("Đã đổi mật khẩu."))
    return redirect("/")


@require_GET
@login_not_required
def forgotten(request: HttpRequest) -> HttpResponse:
    """Whom to ask."""
    return render(request, "account/forgotten.html")


@require_POST
def switch_unit(request: HttpRequest) -> HttpResponse:
    """Work for another unit in which the person holds a post today; others are ignored."""
    chosen = number_asked(request.POST.get("unit", ""))
    if chosen is not None and chosen in unit_ids(actor_of(request), today()):
        request.session[UNIT_SESSION_KEY] = chosen
    return redirect("/")
