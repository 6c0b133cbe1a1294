"""The calendar feed of a person, and the page on which he makes, replaces and ends its address."""

from hashlib import sha256
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel import clock
from loa.modules.plans.operations.keep_feed import end_feed, make_feed
from loa.modules.plans.web import feed_pages
from loa.modules.plans.web.reading import Moment, moment


class MakeForm(forms.Form):
    """Make an address, in place of the one that the page knew; `key` makes twice once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@login_not_required
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The file itself: whoever knows the address reads it, by the rights of its person today."""
    at = clock.now()
    now = Moment(orgs.SYSTEM, at, clock.local_day(at))
    text = feed_pages.feed_text(request, secret, now)
    data = text.encode()
    etag = f'"{sha256(data).hexdigest()[:32]}"'
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'inline; filename="loa.ics"'
    found = get_conditional_response(request, etag=etag, response=response)
    return found or response


@never_cache
@require_http_methods(["GET", "POST"])
def feed_account(request: HttpRequest) -> HttpResponse:
    """One's own feed; a new address is shown once, in the answer to its form."""
    now = moment(request)
    form = MakeForm(request.POST or None)
    address, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            with errors_on(form):
                secret = make_feed(actor=now.actor, at=now.at, **form.cleaned_data)
                address = request.build_absolute_uri(reverse("plans:feed", args=[secret]))
                status = 200
    context = {**feed_pages.account_page(now, address), "refused": form, "key": uuid4()}
    return render(request, "plans/feed.html", context, status=status)


@require_POST
def feed_end(request: HttpRequest) -> HttpResponse:
    """End the address."""
    now = moment(request)
    end_feed(actor=now.actor, at=now.at)
    messages.success(request, _("Đã tắt địa chỉ lịch. Lịch trên điện thoại không cập nhật nữa."))
    return redirect("plans:feed-account")
