"""One act with many pieces of work: chosen in a list, checked, then done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loa.foundation.ui.facade import number
from loa.modules.plans.operations.consider_many import considered
from loa.modules.plans.operations.review_many import Reviewed, review_many
from loa.modules.plans.rules.many import MANY_VERBS
from loa.modules.plans.types import Verb
from loa.modules.plans.web import many_pages as pages
from loa.modules.plans.web.reading import moment


@require_POST
def work_many(request: HttpRequest) -> HttpResponse:
    """Show the check of what was ticked; what was checked is done."""
    now = moment(request)
    code, back = request.POST.get("do", ""), pages.back_of(request.POST)
    ids = pages.chosen_ids(request.POST)
    if code == pages.SHIFT and ids:
        return redirect(pages.shift_address(now, ids, back))
    if code not in MANY_VERBS or not ids:
        messages.warning(request, _("Chưa chọn việc nào. Đánh dấu các việc, rồi bấm lại."))
        return redirect(back)
    verb, is_sent = MANY_VERBS[code], "item" in request.POST
    form = pages.ManyForm(request.POST if is_sent and verb is Verb.RETURN else None)
    if is_sent and (verb is not Verb.RETURN or form.is_valid()):
        reason = form.cleaned_data["reason"] if verb is Verb.RETURN else ""
        done = review_many(
            actor=now.actor,
            verb=verb,
            chosen=pages.chosen_of(request.POST),
            reason=reason,
            at=now.at,
        )
        _tell(request, done)
        return redirect(back)
    rows = considered(now.actor, verb, ids, now.today)
    context = pages.check_page(now, code, rows, form, back)
    return render(request, "plans/work_many.html", context, status=422 if is_sent else 200)


def _tell(request: HttpRequest, done: Reviewed) -> None:
    total = len(done.done) + len(done.refused)
    told = {"n": number(len(done.done)), "all": number(total)}
    messages.success(request, _("Đã làm %(n)s/%(all)s việc đã chọn.") % told)
    for why in sorted(set(done.refused.values())):
        count = sum(one == why for one in done.refused.values())
        told = {"n": number(count), "why": why}
        messages.warning(request, _("%(n)s việc không làm được: %(why)s") % told)
