"""The front door and the demonstration's buttons."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from loa.foundation.orgs.facade import Actor
from loa.foundation.ui.facade import (
    Link,
    day_words,
    number,
    number_asked,
    page_or_fragment,
    pages_of,
    weekday_words,
)
from loa.kernel import clock
from loa.kernel.words import capitalised
from loa.modules.plans import facade as plans
from loa.surfaces.desk import demo, notices, saved_views, work


@require_safe
@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """`/`: work for those who have signed in, the roles of a demonstration, else sign-in."""
    if request.user.is_authenticated:
        return redirect(start_href())
    if not demo.is_open(request) or not demo.roles():
        return redirect("account_login")
    context = {
        "roles": demo.roles(),
        "action": reverse("desk:demo-role"),
        "sign_in_href": reverse("account_login"),
        "day": demo.today_words(demo.require_open(request)),
    }
    return render(request, "desk/roles.html", context)


@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """«Việc của tôi»: what waits for the person, and what his units were told."""
    at = clock.now()
    today = clock.local_day(at)
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    named = saved_views.named(actor, today)
    if usual := saved_views.default_href(named, request.GET):
        return redirect(usual)
    tab = request.GET.get("muc", "can-lam")
    tab = tab if tab in work.TABS else "can-lam"
    lines = plans.my_work(actor, today)
    form = work.filter_form(lines, today, tab, request.GET)
    wanted = form.wanted()
    shown = work.filtered(lines, wanted)
    is_filtered = wanted != work.Wanted("", "", None)
    page = number_asked(request.GET.get("trang", "")) or 1
    groups, total = work.groups_of(shown, today, tab, page)
    context = {
        "day": f"{capitalised(weekday_words(today))}, {day_words(today)}",
        "filter_form": form,
        "has_filter": len(lines) > work.FEW or is_filtered,
        "tabs": work.tabs_of(lines, today, tab),
        "groups": groups,
        **work.many_bar(shown, today, tab, request.get_full_path()),
        "empty": "" if groups else work.empty_words(actor, today, tab, is_filtered=is_filtered),
        "empty_href": "" if lines else reverse("plans:plan-list"),
        "pages": pages_of(request.GET, page, total, work.PAGE, _("việc")),
        "notices": notices.unseen(request, actor, today),
        **saved_views.chips(actor, named, request.GET, form.offered()),
    }
    return page_or_fragment(request, "desk/my_work.html", "desk/_my_work.html", context)


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """«Thông báo»: everything that concerned the person of late, newest first."""
    at = clock.now()
    today = clock.local_day(at)
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    rows = plans.all_notices(actor, today)
    is_new = request.GET.get("muc") == "chua-xem"
    shown = [row for row in rows if row.is_new] if is_new else rows
    days, page = notices.of_page(shown, number_asked(request.GET.get("trang", "")) or 1)
    unseen = sum(row.is_new for row in rows)
    context = {
        "tabs": (
            Link(_("Tất cả"), "?", is_current=not is_new, count=number(len(rows))),
            Link(_("Chưa xem"), "?muc=chua-xem", is_current=is_new, count=number(unseen)),
        ),
        "days": days,
        "unseen": unseen,
        "until": at.isoformat(),
        "kept_since": notices.kept_since(at),
        "pages": pages_of(request.GET, page, len(shown), notices.PAGE, _("thông báo")),
    }
    return render(request, "desk/notice_list.html", context)


@require_POST
def notices_all_seen(request: HttpRequest) -> HttpResponse:
    """Take off everything that the page showed; what came since stays new."""
    at = clock.now()
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    plans.mark_all_seen(actor=actor, until=_instant(request.POST.get("until", ""), at), at=at)
    return redirect("desk:notice-list")


@require_POST
def notices_seen(request: HttpRequest) -> HttpResponse:
    """Take notices off the list."""
    sent = map(number_asked, request.POST.getlist("notice"))
    ids = [one for one in sent if one is not None]
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    plans.mark_seen(actor=actor, notice_ids=ids, at=clock.now())
    return redirect("desk:notice-list" if request.POST.get("from") else "desk:my-work")


@require_POST
@login_not_required
def demo_role(request: HttpRequest) -> HttpResponse:
    """Sign in as a person of the demonstration."""
    demo.require_open(request)
    username = demo.username_of(request.POST.get("role", ""))
    account = get_object_or_404(get_user_model(), username=username)
    logout(request)
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect(start_href())


@require_POST
@login_not_required
def demo_step(request: HttpRequest) -> HttpResponse:
    """Step the demonstration's clock, and come back to the same page."""
    found = demo.require_open(request)
    before = found.today()
    demo.step(found, request.POST.get("step", ""))
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the actor middleware
    demo.record_step(actor=actor, before=before, after=found.today(), at=found.now())
    messages.success(request, _("Hôm nay là %(day)s.") % {"day": demo.today_words(found)})
    return redirect(_back(request))


@require_POST
@login_not_required
def demo_restart(request: HttpRequest) -> HttpResponse:
    """Make the demonstration anew."""
    demo.restart(demo.require_open(request))
    messages.success(request, _("Đã dựng lại bản minh họa từ ngày đầu."))
    return redirect("desk:front")


def start_href() -> str:
    """Where work begins; plans where this build has no page of one's own work."""
    for name in ("desk:my-work", "plans:plan-list"):
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return reverse("account_change_password")


def _instant(words: str, at: datetime) -> datetime:
    """The instant that a page was made, which its form sends back; never one that is to come."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return at
    return min(found, at) if found.tzinfo else at


def _back(request: HttpRequest) -> str:
    """The page from which the button was pressed, if it is one of this site, else the front."""
    page = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    return page if is_ours else reverse("desk:front")
