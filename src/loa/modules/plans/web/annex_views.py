"""Pages of annexes: take one in, check its rows, let it join, have its file again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on, number, number_asked
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import annex_plan
from loa.modules.plans.queries import Annex, Plan
from loa.modules.plans.queries.annex_template import template_of
from loa.modules.plans.types import AnnexResult
from loa.modules.plans.web import annex_pages
from loa.modules.plans.web.annex_check_pages import check_page
from loa.modules.plans.web.annex_forms import AnnexForm, CellsForm
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.sending import led_on, refused, taken_in


@require_http_methods(["GET", "POST"])
def annex_add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Take in annexes; each is checked on a page of its own before it joins."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    _require(now, plan)
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            sent = taken_in(now, form.sent(), plan_id=plan_id)
            if (answer := led_on(request, sent)) is not None:
                return answer
            refused(now, form, sent)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "plans/annex_add.html", annex_pages.add_page(now, plan, form), status=status
    )


@require_http_methods(["GET", "POST"])
def annex_check(request: HttpRequest, plan_id: int, annex_id: int) -> HttpResponse:
    """Every row of an annex with its errors in their cells; a POST corrects cells, or lets it join.

    Corrections sent together with the wish to join are kept first, so that none is lost.
    """
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    _require(now, plan)
    annex = queries.annex_for(plan, annex_id)
    if request.method != "POST":
        start = {"version": annex.version, "with_hidden": annex.with_hidden}
        context = check_page(plan, annex, CellsForm(initial=start), request.GET)
        return render(request, "plans/annex_check.html", context)
    form = CellsForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            version = _fixed(now, annex, form)
            if "join" in request.POST:
                result = annex_plan.join_annex(
                    actor=now.actor, annex_id=annex_id, version=version, at=now.at
                )
                return _joined(request, result)
            messages.success(request, _("Đã lưu chỗ sửa và đọc lại biểu."))
            return redirect(_same_page(request))
    annex = queries.annex_for(plan, annex_id)
    context = check_page(plan, annex, form, request.GET, form.cells())
    return render(request, "plans/annex_check.html", context, status=422)


def _same_page(request: HttpRequest) -> str:
    """Where the corrections were typed; the row that was open is closed."""
    asked = request.GET.copy()
    asked.pop("dong", None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _fixed(now: Moment, annex: Annex, form: CellsForm) -> int:
    """Keep what was corrected; the version at which the annex then stands."""
    version = int(form.cleaned_data["version"])
    cells, with_hidden = form.cells(), bool(form.cleaned_data["with_hidden"])
    shown = {
        cell.key: cell.words
        for sheet in queries.sheets_of(annex, queries.UnitWords(annex.plan.as_of))
        for line in sheet.lines
        for cell in line.cells
    }
    changed = {key: words for key, words in cells.items() if shown.get(key, words) != words}
    if not changed and with_hidden == annex.with_hidden:
        return version
    annex_plan.fix_annex(
        actor=now.actor,
        annex_id=annex.pk,
        version=version,
        cells=changed,
        with_hidden=with_hidden,
        at=now.at,
    )
    return version + 1


def _joined(request: HttpRequest, result: AnnexResult) -> HttpResponse:
    words = _("Đã thêm %(n)s nhiệm vụ từ biểu.") % {"n": number(result.tasks)}
    if result.repeated:
        words += " " + _("%(n)s dòng đã có trong kế hoạch nên không thêm lại.") % {
            "n": number(result.repeated)
        }
    messages.success(request, words)
    return redirect("plans:draft-check", result.plan_id)


@require_POST
def annex_drop(request: HttpRequest, plan_id: int, annex_id: int) -> HttpResponse:
    """Put an annex aside that was not meant."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    annex = queries.annex_for(plan, annex_id)
    annex_plan.drop_annex(
        actor=now.actor,
        annex_id=annex.pk,
        version=number_asked(request.POST.get("version", "")) or 0,
        at=now.at,
    )
    messages.success(request, _("Đã bỏ biểu «%(name)s».") % {"name": annex.name})
    return redirect("plans:annex-add", plan_id)


@require_GET
def annex_source(request: HttpRequest, plan_id: int, annex_id: int) -> HttpResponse:
    """The annex as received, byte by byte."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    return files.download_response(queries.annex_file(now.actor, plan, annex_id, now.today))


@require_GET
def annex_template(request: HttpRequest) -> HttpResponse:
    """An empty annex to fill in, with the units and forms of today to choose from."""
    now = moment(request)
    require(policies.can_import(now.actor, now.today))
    orgs.count_use(now.actor, "export.files", now.today)
    data = template_of(now.today)
    return files.made_response(data, files.MediaType.XLSX, "bieu-mau-nhiem-vu.xlsx")


def _require(now: Moment, plan: Plan) -> None:
    require(policies.can_annex(now.actor, plan, now.today))
