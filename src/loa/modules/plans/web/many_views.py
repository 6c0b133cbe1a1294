"""One act with many pieces of work: chosen in a list, checked, then done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loa.foundation.ui.facade import number, page_or_fragment
from loa.modules.plans.operations.consider_many import considered
from loa.modules.plans.operations.review_many import Chosen, review_many
from loa.modules.plans.rules.many import EVERY, MANY_VERBS
from loa.modules.plans.types import Verb
from loa.modules.plans.web import many_pages as pages
from loa.modules.plans.web.reading import Moment, moment


@require_POST
def work_many(request: HttpRequest) -> HttpResponse:
    """Show the check of what was ticked; what was checked is done, of many a part after another."""
    now = moment(request)
    code, back = request.POST.get("do", ""), pages.back_of(request.POST)
    if code == EVERY and pages.every_id(request.POST):
        page = pages.every_page(request.POST, back)
        return render(request, "plans/work_many_every.html", page)
    ids = pages.chosen_ids(request.POST)
    if code == pages.SHIFT and (plan_id := pages.shift_plan(now, ids, request.POST)):
        # The form goes on as it was sent: its numbers are more than an address holds.
        return redirect("plans:work-shift", plan_id, preserve_request=True)
    chosen = pages.chosen_of(request.POST)
    if code not in MANY_VERBS or not (ids or chosen):
        messages.warning(request, _("Chưa chọn việc nào. Đánh dấu các việc, rồi bấm lại."))
        return redirect(back)
    verb, is_sent = MANY_VERBS[code], bool(chosen)
    form = pages.ManyForm(request.POST if is_sent and verb is Verb.RETURN else None)
    if is_sent and (verb is not Verb.RETURN or form.is_valid()):
        reason = form.cleaned_data["reason"] if verb is Verb.RETURN else ""
        return _do(request, now, code, chosen, reason)
    rows = considered(now.actor, verb, ids, now.today)
    context = pages.check_page(now, code, rows, form, back)
    return render(request, "plans/work_many.html", context, status=422 if is_sent else 200)


def _do(
    request: HttpRequest, now: Moment, code: str, chosen: list[Chosen], reason: str
) -> HttpResponse:
    """Do a part and say how far it is, until nothing is left; repeated it does nothing twice."""
    back = pages.back_of(request.POST)
    part, rest = chosen[: pages.AT_ONCE], chosen[pages.AT_ONCE :]
    found = review_many(
        actor=now.actor, verb=MANY_VERBS[code], chosen=part, reason=reason, at=now.at
    )
    passed = pages.Passed.of(request.POST).and_of(found)
    if rest:
        page = pages.rest_page(code, rest, passed, reason, back)
        return page_or_fragment(
            request, "plans/work_many_rest.html", "plans/_work_many_rest.html", page
        )
    _tell(request, passed)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": back})
    return redirect(back)


def _tell(request: HttpRequest, passed: pages.Passed) -> None:
    told = {"n": number(passed.done), "all": number(passed.all)}
    messages.success(request, _("Đã làm %(n)s/%(all)s việc đã chọn.") % told)
    for why, count in passed.refused.items():
        told = {"n": number(count), "why": why}
        messages.warning(request, _("%(n)s việc không làm được: %(why)s") % told)
