"""What units said in a consolidated report: the passages of a section, one passage, the steps."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies
from loa.modules.plans.operations import merge_passages
from loa.modules.plans.operations.merge_passages import Place
from loa.modules.plans.queries import PeriodReport
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.web import passage_pages
from loa.modules.plans.web.forms import StepForm
from loa.modules.plans.web.passage_forms import PlaceForm, WordsForm
from loa.modules.plans.web.reading import Moment, moment


@require_GET
def section(request: HttpRequest, report_id: int, code: str) -> HttpResponse:
    """All that units said in a section."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    context = passage_pages.section_page(now, report, code, request.GET)
    return render(request, "plans/report_passages.html", context)


@require_http_methods(["GET", "POST"])
def passage(request: HttpRequest, report_id: int, code: str, which: str) -> HttpResponse:
    """Who said it in which words; the officer may say it in his own."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    form = None
    if request.method == "POST":
        passage_pages.section_of(code)
        require(policies.can(now.actor, policies.draft_verb(report), report.unit_id, now.today))
        form = WordsForm(request.POST)
        if form.is_valid():
            with errors_on(form, {"PLANS_PASSAGE_EMPTY": "text"}):
                merge_passages.rewrite_passage(
                    actor=now.actor,
                    place=Place(report_id, form.cleaned_data["version"], code),
                    passage=which,
                    text=form.cleaned_data["text"],
                    at=now.at,
                )
                return _back(now, report, code, which)
        form.renew(reads.report_for(now.actor, report_id, now.today).version)
    context = passage_pages.passage_page(now, report, code, which, form)
    return render(request, "plans/report_passage.html", context, status=422 if form else 200)


@require_POST
def drop(
    request: HttpRequest, report_id: int, code: str, which: str, *, is_dropped: bool
) -> HttpResponse:
    """Leave a passage out of the report, or take it back."""

    def step(now: Moment, version: int) -> None:
        merge_passages.drop_passage(
            actor=now.actor,
            place=Place(report_id, version, code),
            passage=which,
            is_dropped=is_dropped,
            at=now.at,
        )

    return _stepped(request, report_id, code, which, step)


@require_POST
def move(request: HttpRequest, report_id: int, code: str, which: str) -> HttpResponse:
    """Put a passage somewhere else in its section."""
    asked = PlaceForm(request.POST)

    def step(now: Moment, version: int) -> None:
        to = asked.cleaned_data.get("to") or 0
        merge_passages.move_passage(
            actor=now.actor, place=Place(report_id, version, code), passage=which, to=to, at=now.at
        )

    asked.is_valid()
    return _stepped(request, report_id, code, which, step)


@require_POST
def take_in(request: HttpRequest, report_id: int, code: str) -> HttpResponse:
    """Take in what units said since."""

    def step(now: Moment, version: int) -> None:
        merge_passages.take_in_new(
            actor=now.actor, place=Place(report_id, version, code), at=now.at
        )

    return _stepped(request, report_id, code, "", step)


def _stepped(
    request: HttpRequest,
    report_id: int,
    code: str,
    which: str,
    step: Callable[[Moment, int], None],
) -> HttpResponse:
    """Take the step; refused, the page of the section comes back as it stands now and says why."""
    now = moment(request)
    report = reads.report_for(now.actor, report_id, now.today)
    passage_pages.section_of(code)
    form = StepForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            step(now, form.cleaned_data["version"])
            return _back(now, report, code, which)
    report = reads.report_for(now.actor, report_id, now.today)
    context = passage_pages.section_page(now, report, code, request.GET)
    context = {**context, "errors": [form]}
    return render(request, "plans/report_passages.html", context, status=422)


def _back(now: Moment, report: PeriodReport, code: str, which: str) -> HttpResponse:
    report = reads.report_for(now.actor, report.pk, now.today)
    page = passage_pages.page_of(report, code, which)
    address = reverse("plans:report-passages", args=[report.pk, code])
    query = f"?trang={page}" if page > 1 else ""
    return redirect(f"{address}{query}{f'#y-{which}' if which else ''}")
