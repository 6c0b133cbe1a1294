"""Period reports: who owes one, one report, its figures' rows, its files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Term, errors_on, number_asked
from loa.kernel.access import require
from loa.modules.plans import policies
from loa.modules.plans.operations import report_period
from loa.modules.plans.queries import Plan, report_files
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.types import Verb
from loa.modules.plans.web import forms, report_forms, report_list_pages, report_pages, report_rows
from loa.modules.plans.web.reading import Moment, is_demo, moment, of_issued_plan
from loa.modules.plans.web.saved_meanwhile import saved_meanwhile

_STEPS: dict[Verb, Callable[..., None]] = {
    Verb.REPORT_DRAFT: report_period.propose_report,
    Verb.REPORT_APPROVE: report_period.approve_report,
    Verb.REPORT_ACCEPT: report_period.accept_report,
    Verb.REPORT_RETURN: report_period.return_report,
}


@require_GET
@of_issued_plan
def report_list(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """Who reported when, for one period of the plan."""
    context = report_list_pages.list_page(now, plan, request.GET)
    return render(request, "plans/report_list.html", context)


@require_POST
def report_open(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Start, or go on with, the report of a unit."""
    now = moment(request)
    report_id = report_period.open_report(
        actor=now.actor,
        plan_id=plan_id,
        unit_id=number_asked(request.POST.get("unit", "")) or 0,
        period=request.POST.get("period", ""),
        at=now.at,
    )
    return redirect("plans:report-detail", report_id)


@require_GET
def report_detail(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report: its words with figures that open their rows, beside who is missing."""
    return _page(request, moment(request), report_id, {})


@require_http_methods(["GET", "POST"])
def report_edit(request: HttpRequest, report_id: int) -> HttpResponse:
    """Write the words of the sections."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    require(policies.can(now.actor, policies.draft_verb(report), report.unit_id, now.today))
    view = report_files.view_of(report, now.today)
    initial = {**view.texts, "version": report.version}
    form = report_forms.SectionsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            report_period.edit_report(
                actor=now.actor,
                report_id=report_id,
                version=form.cleaned_data["version"],
                sections=form.changed(),
                at=now.at,
            )
            return redirect("plans:report-detail", report_id)
    saved: tuple[Term, ...] = ()
    if request.method == "POST":
        stored = reads.report_for(now.actor, report_id, now.today)
        texts = report_files.view_of(stored, now.today).texts
        saved = saved_meanwhile(form, report_forms.SectionsForm(initial=texts), stored.version)
        form.renew(stored.version)
    status = 422 if request.method == "POST" else 200
    context = {**report_pages.edit_page(report, form), "saved": saved}
    return render(request, "plans/report_edit.html", context, status=status)


@require_POST
def report_step(request: HttpRequest, report_id: int, verb: Verb) -> HttpResponse:
    """Propose, approve, accept or return."""
    now = moment(request)
    with_reason = verb is Verb.REPORT_RETURN
    form = forms.ReasonForm(request.POST) if with_reason else forms.StepForm(request.POST)
    if form.is_valid():
        with errors_on(form, {"PLANS_REASON_MISSING": "reason"}):
            _STEPS[verb](actor=now.actor, report_id=report_id, at=now.at, **form.cleaned_data)
            return redirect("plans:report-detail", report_id)
    return _page(request, now, report_id, {verb: form})


@require_http_methods(["GET", "POST"])
def report_correct(request: HttpRequest, report_id: int) -> HttpResponse:
    """Open a new edition of a frozen report, with its reason."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    require(policies.can(now.actor, policies.draft_verb(report), report.unit_id, now.today))
    form = forms.ReasonForm(request.POST or None, initial={"version": report.version})
    if request.method == "POST" and form.is_valid():
        with errors_on(form, {"PLANS_REASON_MISSING": "reason"}):
            edition = report_period.correct_report(
                actor=now.actor, report_id=report_id, at=now.at, **form.cleaned_data
            )
            return redirect("plans:report-detail", edition)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(reads.report_for(now.actor, report_id, now.today).version)
    context = report_pages.small_page(
        report, form, _("Đính chính báo cáo"), _("Lập bản đính chính")
    )
    return render(request, "plans/small_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def report_number(request: HttpRequest, report_id: int) -> HttpResponse:
    """Văn thư enters number, day and the signed copy."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    require(policies.can(now.actor, Verb.NUMBER, report.unit_id, now.today))
    initial = {
        "version": report.version,
        "number": report.number,
        "signed_on": report.signed_on or now.today,
    }
    form = report_forms.NumberForm(request.POST or None, request.FILES or None, initial=initial)
    report_pages.explain_number(form.fields["number"], report, now.today)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, report_forms.NUMBER_FIELDS):
            data = form.cleaned_data
            upload = data["official"]
            orgs.count_use(now.actor, "upload.files", now.today, many=1 if upload else 0)
            report_period.number_report(
                actor=now.actor,
                report_id=report_id,
                version=data["version"],
                number=data["number"],
                signed_on=data["signed_on"],
                official=(upload.name, upload.read()) if upload else None,
                at=now.at,
            )
            return redirect("plans:report-detail", report_id)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(reads.report_for(now.actor, report_id, now.today).version)
    context = report_pages.small_page(report, form, _("Ghi số, ngày và bản đã ký"), _("Lưu"))
    return render(request, "plans/small_form.html", context, status=status)


@require_GET
def figure_rows(request: HttpRequest, report_id: int, figure: str) -> HttpResponse:
    """The rows behind one figure."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    context = report_rows.rows_page(now, report, figure, request.GET.get("don-vi", ""))
    return render(request, "plans/figure_rows.html", context)


@require_GET
def report_file(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """The report as Word, PDF or Excel; once signed, the PDF is the official copy."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    if kind not in files.MADE_TYPES:
        raise Http404
    if kind == "pdf" and report.official_file_id:
        return files.download_response(files.ref(report.official_file_id))
    orgs.count_use(now.actor, "export.files", now.today)
    view = report_files.view_of(report, now.today)
    if kind == "xlsx":
        data = report_files.as_workbook(view)
    else:
        document = report_files.document_of(view, report=report, is_demo=is_demo())
        write = report_files.as_word if kind == "docx" else report_files.as_pdf
        data = write(document)
    name = f"bao-cao-{report.period}-{view.unit.code}-{report.edition}.{kind}"
    return files.made_response(data, files.MADE_TYPES[kind], name)


def _page(
    request: HttpRequest, now: Moment, report_id: int, sent: dict[Verb, object]
) -> HttpResponse:
    report = reads.report_for(now.actor, report_id, now.today)
    context = report_pages.report_page(now, report, sent)
    return render(request, "plans/report_detail.html", context, status=422 if sent else 200)
