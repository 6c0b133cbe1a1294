"""Remarks of citizens: the form, the code, and asking with it where the remark stands.

The forms show no secret of a session and read no cookie, so there is nothing that another site
could make a browser send in somebody's name: they carry no token.
"""

from collections.abc import Callable
from functools import wraps
from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel import clock
from loa.modules.plans.facade import publicity, remarks
from loa.surfaces.portal import pages
from loa.surfaces.portal.places import place_of
from loa.surfaces.portal.remark_forms import RemarkForm

_FIELDS = {
    "PLANS_REMARK_EMPTY": "words",
    "PLANS_REMARK_TOO_LONG": "words",
    "PLANS_REMARK_REACH": "reach",
}
View = Callable[..., HttpResponse]


def _open(view: View) -> View:
    """Let everybody in; what is answered is for him alone and is kept nowhere."""

    @csrf_exempt
    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with orgs.one_forest():
            answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return opened


@_open
def remark_send(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The form; sent, the code and the last day for the answer stand on the same page."""
    at = clock.now()
    today = clock.local_day(at)
    plan = publicity.public_plan(plan_id, today)
    asked = request.GET.get("nhiem-vu", "")
    task = next((one for one in plan.tasks if str(one.ordinal) == asked), None)
    form = RemarkForm(request.POST or None, initial={"key": uuid4()})
    context: dict[str, object] = {
        **pages.frame(today),
        "head": plan.head,
        "is_closed": plan.head.closed_on is not None or plan.is_replaced,
        "task": task,
        "form": form,
        "terms": remarks.terms(today),
        "sent": None,
    }
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            if form.is_of_a_machine:
                return render(request, "portal/remark_sent.html", context)
            sender = remarks.checked_sender(form.cleaned_data["name"], form.cleaned_data["reach"])
            orgs.count_from(place_of(request), "portal.remarks", today)
            sent = remarks.send_remark(
                actor=remarks.CITIZEN,
                key=form.cleaned_data["key"],
                plan_id=plan_id,
                task=task.ordinal if task else None,
                words=form.cleaned_data["words"],
                sender=sender,
                at=at,
            )
            context |= {"sent": sent, "code": remarks.grouped(sent.code)}
            context["has_email"] = bool(sender.email)
            return render(request, "portal/remark_sent.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/remark_send.html", context, status=status)


@_open
def remark_ask(request: HttpRequest) -> HttpResponse:
    """Ask with a code where a remark stands; the code goes in the form, so no address holds it."""
    today = clock.local_day(clock.now())
    typed = request.POST.get("ma", "")[:60]
    context: dict[str, object] = {**pages.frame(today), "typed": typed, "wrong": "", "found": None}
    if request.method != "POST":
        return render(request, "portal/remark_ask.html", context)
    code = remarks.read_code(typed)
    if code is None:
        context["wrong"] = "code"
        return render(request, "portal/remark_ask.html", context, status=422)
    orgs.count_from(place_of(request), "portal.codes", today)
    found = remarks.standing_of(code, today)
    context |= {"found": found, "wrong": "" if found else "unknown"}
    return render(request, "portal/remark_ask.html", context, status=200 if found else 404)
