"""What a session knows of the second factor, and the pages around a phone and its codes."""

import base64
from collections.abc import Callable

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.orgs import one_time_codes as codes
from loa.foundation.orgs import sealing
from loa.foundation.orgs.operations import second_factor
from loa.foundation.orgs.queries import security
from loa.foundation.orgs.queries.security import Account
from loa.foundation.orgs.types import CodeVerdict
from loa.foundation.orgs.web.reading import account_of, self_of
from loa.foundation.orgs.web.security_forms import CodeForm, RecoveryForm
from loa.foundation.ui.facade import errors_on
from loa.kernel import clock

PASSED = "second_factor"
"""In the session: by what its owner has shown himself."""
_BY_PHONE, _BY_PAPER = "phone", "paper"
_NEW_SECRET = "second_factor_secret"  # noqa: S105  the name of a field; what lies in it is sealed
_LEAD_TO = "second_factor_next"
_LOCKED = gettext_lazy(
    "Đã nhập sai nhiều lần. Hãy chờ năm phút rồi thử lại; nếu mất điện thoại và giấy mã dự phòng, "
    "hãy nhờ người quản trị của đơn vị đặt lại xác thực hai lớp."
)
_WRONG_PAPER = gettext_lazy("Mã dự phòng chưa đúng hoặc đã dùng rồi. Hãy xem lại rồi nhập mã khác.")


def missing_step(request: HttpRequest, account: Account) -> str:
    """The name of the page that stands before all others for this session; "" for none."""
    if request.session.get(PASSED) or not security.is_second_factor_required():
        return ""
    if security.secret_of(account) is not None:
        return "second_factor_code"
    return "" if account.must_change_password else "second_factor_enrol"


def keep_aim(request: HttpRequest) -> None:
    """Where the person wanted to go, for when he is in."""
    if request.method == "GET" and request.headers.get("HX-Request") != "true":
        request.session[_LEAD_TO] = request.get_full_path()


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor_code(request: HttpRequest) -> HttpResponse:
    """The code of the phone, after the password."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    return _asked(request, form, second_factor.check_code, _BY_PHONE)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor_recovery(request: HttpRequest) -> HttpResponse:
    """A code on paper in its place; whoever lost the phone enrols the new one next."""
    form = RecoveryForm(request.POST if request.method == "POST" else None)
    return _asked(request, form, second_factor.check_recovery_code, _BY_PAPER)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def second_factor_enrol(request: HttpRequest) -> HttpResponse:
    """Show a phone the square of dots and take its first code; the answer are the codes on paper.

    Whoever has a phone already comes here only after a code on paper.
    """
    account = account_of(request)
    is_enrolled = security.secret_of(account) is not None
    if is_enrolled and request.session.get(PASSED) != _BY_PAPER:
        return redirect("account_security")
    secret = _secret_in_session(request, account)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form, {second_factor.CodeWrong.code: "code"}):
            paper = second_factor.enrol_second_factor(
                actor=self_of(request),
                account_id=account.pk,
                secret=secret,
                typed=form.cleaned_data["code"],
                at=clock.now(),
            )
            del request.session[_NEW_SECRET]
            request.session[PASSED] = _BY_PHONE
            return _paper_page(request, paper)
    site = _("Loa %(host)s") % {"host": request.get_host()}
    address = codes.address_of(secret, username=account.username, site=site)
    context = {
        "form": form,
        "is_renewal": is_enrolled,
        "square": segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff"),
        "words": codes.secret_words(secret),
    }
    status = 422 if form.errors else 200
    return render(request, "account/second_factor_enrol.html", context, status=status)


@never_cache
@sensitive_post_parameters("code")
@require_POST
def second_factor_paper(request: HttpRequest) -> HttpResponse:
    """New codes on paper, against a code of the phone."""
    form = CodeForm(request.POST)
    if form.is_valid() and _is_taken(request, form, second_factor.check_code):
        account = account_of(request)
        paper = second_factor.renew_recovery_codes(
            actor=self_of(request), account_id=account.pk, at=clock.now()
        )
        return _paper_page(request, paper)
    messages.error(request, " ".join(map(str, form.errors["code"])))
    return redirect("account_security")


def _asked(
    request: HttpRequest, form: forms.Form, check: Callable[..., CodeVerdict], by: str
) -> HttpResponse:
    if missing_step(request, account_of(request)) != "second_factor_code":
        return redirect("account_security")
    if form.is_valid() and _is_taken(request, form, check):
        request.session.cycle_key()
        request.session[PASSED] = by
        return redirect("second_factor_enrol" if by == _BY_PAPER else _aim(request))
    context = {"form": form, "by_paper": by == _BY_PAPER}
    status = 422 if form.errors else 200
    return render(request, "account/second_factor_code.html", context, status=status)


def _is_taken(request: HttpRequest, form: forms.Form, check: Callable[..., CodeVerdict]) -> bool:
    verdict = check(
        actor=self_of(request),
        account_id=account_of(request).pk,
        typed=form.cleaned_data["code"],
        at=clock.now(),
    )
    if verdict is CodeVerdict.LOCKED:
        form.add_error("code", str(_LOCKED))
    elif verdict is CodeVerdict.WRONG:
        is_paper = isinstance(form, RecoveryForm)
        words = _WRONG_PAPER if is_paper else second_factor.CodeWrong.message_vi
        form.add_error("code", str(words))
    return verdict is CodeVerdict.PASSED


def _secret_in_session(request: HttpRequest, account: Account) -> bytes:
    """The secret that the square shows, kept until the phone has answered; sealed there too."""
    owner = security.owner_of(account.pk)
    kept = base64.b64decode(request.session.get(_NEW_SECRET, ""))
    secret = sealing.unseal(kept, owner=owner)
    if secret is None:
        secret = codes.new_secret()
        sealed = sealing.seal(secret, owner=owner)
        request.session[_NEW_SECRET] = base64.b64encode(sealed).decode()
    return secret


def _paper_page(request: HttpRequest, paper: list[str]) -> HttpResponse:
    """The codes: shown now and never again."""
    context = {"codes": paper, "host": request.get_host(), "back_href": _aim(request)}
    return render(request, "account/second_factor_paper.html", context)


def _aim(request: HttpRequest) -> str:
    aim = request.session.pop(_LEAD_TO, "")
    is_ours = url_has_allowed_host_and_scheme(aim, {request.get_host()})
    return aim if is_ours else "/"
