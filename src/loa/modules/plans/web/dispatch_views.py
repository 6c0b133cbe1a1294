"""Pages of official dispatches: the letter that a round of urging drafted, as page and as file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.write_dispatch import edit_dispatch, number_dispatch
from loa.modules.plans.queries import Dispatch, Plan, dispatches
from loa.modules.plans.types import Verb
from loa.modules.plans.web import dispatch_list_pages, dispatch_pages
from loa.modules.plans.web.dispatch_forms import DISPATCH_FIELDS, DispatchForm
from loa.modules.plans.web.reading import Moment, is_demo, moment, of_issued_plan
from loa.modules.plans.web.report_forms import NUMBER_FIELDS, NumberForm

_KINDS = ("docx", "pdf")


@require_GET
@of_issued_plan
def dispatch_list(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The dispatches about a plan, where drafts wait for signature and number."""
    page = dispatch_list_pages.list_page(now, plan, request.GET)
    return render(request, "plans/dispatch_list.html", page)


@require_GET
def dispatch_detail(request: HttpRequest, plan_id: int, round_id: int) -> HttpResponse:
    """The letter as it will be printed, its files, and what is to be done with it."""
    now = moment(request)
    dispatch = _dispatch(now, plan_id, round_id)
    context = dispatch_pages.detail_page(now, dispatch, is_demo=is_demo())
    return render(request, "plans/dispatch_detail.html", context)


@require_http_methods(["GET", "POST"])
def dispatch_edit(request: HttpRequest, plan_id: int, round_id: int) -> HttpResponse:
    """Set by when units are to be done, and the notation of who drafts."""
    now = moment(request)
    dispatch = _dispatch(now, plan_id, round_id)
    require(policies.can(now.actor, Verb.DISPATCH_EDIT, dispatch.issuer_id, now.today))
    initial = {
        "version": dispatch.version,
        "reply_by": dispatch.reply_by,
        "drafting": dispatch.drafting,
    }
    form = DispatchForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, DISPATCH_FIELDS):
            edit_dispatch(actor=now.actor, round_id=round_id, at=now.at, **form.cleaned_data)
            return redirect("plans:dispatch-detail", plan_id, round_id)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(_dispatch(now, plan_id, round_id).version)
    context = dispatch_pages.edit_page(dispatch, form)
    return render(request, "plans/small_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def dispatch_number(request: HttpRequest, plan_id: int, round_id: int) -> HttpResponse:
    """Văn thư enters number, day and the signed copy."""
    now = moment(request)
    dispatch = _dispatch(now, plan_id, round_id)
    require(policies.can(now.actor, Verb.NUMBER, dispatch.issuer_id, now.today))
    initial = {
        "version": dispatch.version,
        "number": dispatch.number,
        "signed_on": dispatch.signed_on or now.today,
    }
    form = NumberForm(request.POST or None, request.FILES or None, initial=initial)
    dispatch_pages.explain_number(form.fields["number"], dispatch, now.today)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, NUMBER_FIELDS):
            data = form.cleaned_data
            upload = data["official"]
            orgs.count_use(now.actor, "upload.files", now.today, many=1 if upload else 0)
            number_dispatch(
                actor=now.actor,
                round_id=round_id,
                version=data["version"],
                number=data["number"],
                signed_on=data["signed_on"],
                official=(upload.name, upload.read()) if upload else None,
                at=now.at,
            )
            return redirect("plans:dispatch-detail", plan_id, round_id)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(_dispatch(now, plan_id, round_id).version)
    context = dispatch_pages.number_page(dispatch, form)
    return render(request, "plans/small_form.html", context, status=status)


@require_GET
def dispatch_file(request: HttpRequest, plan_id: int, round_id: int, kind: str) -> HttpResponse:
    """The letter as Word or PDF; once signed, the PDF is the official copy."""
    now = moment(request)
    dispatch = _dispatch(now, plan_id, round_id)
    if kind not in _KINDS:
        raise Http404
    if kind == "pdf" and dispatch.official_file_id:
        return files.download_response(files.ref(dispatch.official_file_id))
    orgs.count_use(now.actor, "export.files", now.today)
    data = dispatches.dispatch_file(dispatches.document_of(dispatch, is_demo=is_demo()), kind)
    name = f"cong-van-don-doc-{dispatch.counted_on:%Y-%m-%d}-{dispatch.pk}.{kind}"
    return files.made_response(data, files.MADE_TYPES[kind], name)


def _dispatch(now: Moment, plan_id: int, round_id: int) -> Dispatch:
    plan = queries.plan_for(now.actor, plan_id, now.today)
    return dispatches.dispatch_for(now.actor, plan, round_id, now.today)
