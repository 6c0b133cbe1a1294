"""Delivery of an issued document on the pages."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on, number, number_asked
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import deliver
from loa.modules.plans.queries import Plan
from loa.modules.plans.types import Verb
from loa.modules.plans.web import delivery_files
from loa.modules.plans.web.delivery_forms import MAIL_FIELDS, PAPER_FIELDS, MailForm, PaperForm
from loa.modules.plans.web.delivery_pages import delivery_page
from loa.modules.plans.web.reading import Moment, is_demo, moment, of_issued_plan


@require_GET
@of_issued_plan
def deliveries(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """Each line of «Nơi nhận», how it went, who has opened it."""
    return render(
        request, "plans/deliveries.html", delivery_page(now, plan, request.GET.get("nhan", ""))
    )


@require_POST
def deliver_desks(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One press lays it on the desk of every unit that has none yet."""
    now = moment(request)
    count = deliver.deliver_to_desks(actor=now.actor, plan_id=plan_id, at=now.at)
    told = _("Đã gửi đến bàn làm việc của %(n)s đơn vị.") % {"n": number(count)}
    messages.success(request, told if count else _("Các đơn vị đã được gửi từ trước."))
    return redirect("plans:deliveries", plan_id)


@require_POST
def deliver_mail(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Send it to one recipient by e-mail."""
    now = _permitted(request, plan_id)
    form = MailForm(request.POST, auto_id="thu_%s")
    if form.is_valid():
        with errors_on(form, MAIL_FIELDS):
            deliver.deliver_by_email(
                actor=now.actor,
                plan_id=plan_id,
                key=form.cleaned_data["noi_nhan"],
                email=form.cleaned_data["email"],
                is_demo=is_demo(),
                at=now.at,
            )
            return redirect("plans:deliveries", plan_id)
    return _refused(request, now, plan_id, form)


@require_POST
def deliver_paper(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Note that the paper was handed over."""
    now = _permitted(request, plan_id)
    form = PaperForm(request.POST, auto_id="giay_%s")
    if form.is_valid():
        with errors_on(form, PAPER_FIELDS):
            deliver.deliver_on_paper(
                actor=now.actor,
                plan_id=plan_id,
                key=form.cleaned_data["noi_nhan"],
                handed_to=form.cleaned_data["handed_to"],
                handed_on=form.cleaned_data["handed_on"],
                at=now.at,
            )
            return redirect("plans:deliveries", plan_id)
    return _refused(request, now, plan_id, form)


@require_POST
def deliver_again(request: HttpRequest, plan_id: int) -> HttpResponse:
    """One press sends every letter that did not arrive once more."""
    now = moment(request)
    count = deliver.send_again(actor=now.actor, plan_id=plan_id, at=now.at)
    told = _("Đang gửi lại %(n)s thư.") % {"n": number(count)}
    messages.success(request, told if count else _("Không còn thư nào không đi được."))
    return redirect("plans:deliveries", plan_id)


@require_POST
def deliver_remind(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Tell those who have not opened it after so many working days."""
    now = moment(request)
    after = number_asked(request.POST.get("sau", "")) or 0
    count = deliver.remind_unopened(actor=now.actor, plan_id=plan_id, after_days=after, at=now.at)
    told = _("Đã nhắc %(n)s đơn vị chưa mở.") % {"n": number(count)}
    messages.success(request, told if count else _("Hôm nay các đơn vị chưa mở đã được nhắc."))
    return redirect("plans:deliveries", plan_id)


@require_GET
def delivery_file(request: HttpRequest, plan_id: int, kind: str) -> HttpResponse:
    """The list for the file."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if kind not in delivery_files.KINDS:
        raise Http404
    orgs.count_use(now.actor, "export.files", now.today)
    data = delivery_files.delivery_file(now, plan, kind)
    media = files.MADE_TYPES.get(kind, "text/csv")
    return files.made_response(data, media, f"noi-nhan-{plan.pk}.{kind}")


def _permitted(request: HttpRequest, plan_id: int) -> Moment:
    """Who may not deliver is told so before his words are looked at."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can(now.actor, Verb.DELIVER, plan.issuer_id, now.today))
    return now


def _refused(request: HttpRequest, now: Moment, plan_id: int, form: Form) -> HttpResponse:
    plan = queries.plan_for(now.actor, plan_id, now.today)
    page = delivery_page(now, plan, str(form.data.get("noi_nhan", "")), form)
    return render(request, "plans/deliveries.html", page, status=422)
