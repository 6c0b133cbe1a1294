"""«Bảo mật tài khoản»: the phone, the codes on paper, the browsers in which one is signed in."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loa.foundation.orgs.operations import sessions
from loa.foundation.orgs.operations.contacts import change_own_contact
from loa.foundation.orgs.queries import security
from loa.foundation.orgs.types import SessionRow
from loa.foundation.orgs.web.forms import ContactForm
from loa.foundation.orgs.web.person_views import CONTACT_FIELDS, contact_form
from loa.foundation.orgs.web.reading import account_of, self_of
from loa.foundation.orgs.web.security_forms import CodeForm
from loa.foundation.ui.facade import day_words, errors_on
from loa.kernel import clock
from loa.kernel.clock import TZ

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@never_cache
@require_GET
def account_security(request: HttpRequest) -> HttpResponse:
    """What guards the account, where its owner is reached, and where it is signed in."""
    return _page(request, None)


@require_POST
def account_contact(request: HttpRequest) -> HttpResponse:
    """Where the person himself is reached."""
    form = ContactForm(request.POST, auto_id="contact-%s")
    if form.is_valid():
        with errors_on(form, CONTACT_FIELDS):
            change_own_contact(actor=self_of(request), at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Đã lưu điện thoại, thư điện tử."))
            return redirect("account_security")
    return _page(request, form)


@require_POST
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out in one other browser."""
    account = account_of(request)
    sessions.end_session(
        actor=self_of(request), account_id=account.pk, session_id=session_id, at=clock.now()
    )
    messages.success(request, _("Đã đăng xuất ở máy đó."))
    return redirect("account_security")


@require_POST
def sessions_end_others(request: HttpRequest) -> HttpResponse:
    """«Đăng xuất mọi nơi khác»."""
    ended = sessions.end_other_sessions(
        actor=self_of(request),
        account_id=account_of(request).pk,
        own_key=request.session.session_key or "",
        at=clock.now(),
    )
    messages.success(request, _("Đã đăng xuất ở %(n)d nơi khác.") % {"n": ended})
    return redirect("account_security")


def browser_words(agent: str) -> str:
    """«Chrome trên Windows», as far as the browser tells."""
    browser = next((words for mark, words in _BROWSERS if mark in agent), "")
    system = next((words for mark, words in _SYSTEMS if mark in agent), "")
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    name = re.match(r"[\w.-]{1,40}", agent)
    return browser or system or (name.group() if name else _("Trình duyệt không rõ"))


def _session_view(row: SessionRow) -> dict[str, object]:
    return {
        "id": row.id,
        "browser": browser_words(row.browser),
        "address": row.address,
        "began": f"{row.began_at.astimezone(TZ):%d/%m/%Y %H:%M}",
        "seen": f"{row.seen_at.astimezone(TZ):%d/%m/%Y %H:%M}",
        "is_this": row.is_this,
    }


def _page(request: HttpRequest, contact: ContactForm | None) -> HttpResponse:
    account, at = account_of(request), clock.now()
    since = security.enrolled_at(account.pk)
    rows = security.session_rows(account, request.session.session_key or "", at)
    context = {
        "title": _("Bảo mật tài khoản"),
        "since": day_words(clock.local_day(since)) if since else "",
        "codes_left": security.unused_codes(account).count(),
        "form": CodeForm(),
        "contact": contact or contact_form(account.person_id),
        "sessions": [_session_view(row) for row in rows],
        "has_others": any(not row.is_this for row in rows),
    }
    return render(request, "account/security.html", context, status=422 if contact else 200)
