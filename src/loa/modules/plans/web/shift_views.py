"""Many due days moved at once: typed, checked, then done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loa.foundation.ui.facade import errors_on, number
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.shift_due import shift_due, weighed
from loa.modules.plans.types import Verb
from loa.modules.plans.web import shift_pages as pages
from loa.modules.plans.web.reading import moment

_FIELDS = {"PLANS_NO_SHIFT": "due_on", "PLANS_REASON_MISSING": "reason"}


@require_http_methods(["GET", "POST"])
def work_shift(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What is typed is shown work by work; what was shown is done, once."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can_on(now.actor, Verb.SHIFT_DUE, plan, now.today))
    ids = pages.chosen_ids(now, plan, request)
    back = pages.back_of(plan, request)
    ticked = {"ticked": pages.ticked_fields(request.POST)}
    form = pages.form_of(request.POST)
    if form.is_bound and form.is_valid():
        with errors_on(form, _FIELDS):
            shift, data = form.shift(), form.cleaned_data
            if not data["seen"]:
                found = weighed(now.actor, plan_id, ids, shift, now.today)
                page = pages.check_page(now, plan, found, form, back)
                return render(request, "plans/work_shift.html", page | ticked)
            count = shift_due(
                actor=now.actor,
                plan_id=plan_id,
                ids=ids,
                shift=shift,
                reason=data["reason"],
                seen=data["seen"],
                key=data["key"],
                at=now.at,
            )
            told = _("Đã dời hạn %(n)s việc; các đơn vị đã có tin.") % {"n": number(count)}
            messages.success(request, told)
            return redirect(back)
    page = pages.form_page(plan, ids, form, back)
    status = 422 if form.is_bound else 200
    return render(request, "plans/work_shift.html", page | ticked, status=status)
