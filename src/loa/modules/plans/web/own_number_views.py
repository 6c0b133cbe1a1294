"""What comes after the issue of a unit's own plan: its number, its revision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.documents.facade import Kind
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies
from loa.modules.plans.operations.number_own_plan import number_own_plan
from loa.modules.plans.operations.revise_own_plan import revise_own_plan
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.web.numbering import explain_number
from loa.modules.plans.web.plan_pages import trail
from loa.modules.plans.web.presenters import short_plan_name
from loa.modules.plans.web.reading import moment
from loa.modules.plans.web.report_forms import NUMBER_FIELDS, NumberForm


@require_POST
def own_plan_revise(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One press opens the revision; pressed again it leads to the draft that is there."""
    now = moment(request)
    draft = revise_own_plan(actor=now.actor, plan_id=plan_id, at=now.at)
    return redirect("plans:draft-check", draft)


@require_http_methods(["GET", "POST"])
def own_plan_number(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Number, day and the signed copy."""
    now = moment(request)
    plan = reads.issued_own(now.actor, plan_id, now.today)
    require(policies.can_number(now.actor, plan, now.today))
    day = plan.signed_on or now.today
    initial = {"version": plan.version, "number": plan.number, "signed_on": day}
    form = NumberForm(request.POST or None, request.FILES or None, initial=initial)
    explain_number(form.fields["number"], plan.issuer_id, plan.kind or Kind.PLAN.code, day)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, NUMBER_FIELDS):
            data = form.cleaned_data
            upload = data["official"]
            orgs.count_use(now.actor, "upload.files", now.today, many=1 if upload else 0)
            number_own_plan(
                actor=now.actor,
                plan_id=plan_id,
                version=data["version"],
                number=data["number"],
                signed_on=data["signed_on"],
                official=(upload.name, upload.read()) if upload else None,
                at=now.at,
            )
            return redirect("plans:plan-overview", plan_id)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(reads.issued_own(now.actor, plan_id, now.today).version)
    title = _("Ghi số, ngày và bản đã ký")
    context = {
        "title": title,
        "name": short_plan_name(plan),
        "links": trail(plan, title),
        "form": form,
        "back_href": reverse("plans:plan-overview", args=[plan_id]),
        "button": _("Lưu"),
    }
    return render(request, "plans/small_form.html", context, status=status)
