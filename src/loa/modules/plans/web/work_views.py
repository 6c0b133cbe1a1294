"""One piece of work: what is to be done, what was done, and the steps open to the actor."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Link, errors_on, wants_fragment
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import do_work, record_activity, review_work
from loa.modules.plans.operations.keep_evidence import keep_evidence
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import NewEvidence, TaskRole, Verb, WorkState
from loa.modules.plans.web import forms, matrix_filters, panel_pages, urge_pages, work_pages
from loa.modules.plans.web.presenters import WITH_REASON
from loa.modules.plans.web.reading import Moment, moment

_STEPS: dict[Verb, Callable[..., None]] = {
    Verb.ACKNOWLEDGE: do_work.acknowledge,
    Verb.PROPOSE: do_work.propose,
    Verb.APPROVE: do_work.approve,
    Verb.FINISH: do_work.finish,
    Verb.ACCEPT: review_work.accept,
    Verb.RETURN: review_work.return_work,
    Verb.ASK_EXEMPT: do_work.ask_exempt,
    Verb.EXEMPT: review_work.exempt,
}


@require_GET
def work_detail(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """One piece of work; beside the grid, which asks by htmx, in a few lines."""
    now = moment(request)
    if not wants_fragment(request):
        return page(request, now, occurrence_id, {})
    occurrence = queries.occurrence_for(now.actor, occurrence_id, now.today)
    grid_query = request.GET.get(panel_pages.GRID_QUERY, "")
    context = panel_pages.work_panel(now, occurrence, grid_query)
    response = render(request, "plans/_work_panel.html", context)
    response["Cache-Control"] = "no-store"
    plan_id = occurrence.assignment.plan_id
    response["HX-Push-Url"] = matrix_filters.address(plan_id, grid_query, occurrence_id)
    return response


@require_POST
def work_step(request: HttpRequest, occurrence_id: int, verb: Verb) -> HttpResponse:
    """Take a step; what is refused comes back as it was typed, with the version as it stands."""
    shape = forms.ReasonForm if verb in WITH_REASON else forms.StepForm
    return _take(request, occurrence_id, verb, shape, _STEPS[verb])


@require_POST
def work_send_back(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The head gives a proposal back to the officer."""
    return _take(request, occurrence_id, work_pages.SEND_BACK, forms.ReasonForm, do_work.send_back)


@require_POST
def work_refuse_exempt(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The superior answers a request to be exempt with no."""
    answer = work_pages.STILL_APPLIES
    return _take(request, occurrence_id, answer, forms.ReasonForm, review_work.refuse_exempt)


@require_POST
def activity_add(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Record an activity with its evidence."""
    now = moment(request)
    occurrence = open_to(now, occurrence_id, Verb.RECORD)
    form = forms.ActivityForm(
        request.POST,
        request.FILES,
        words=vocabulary(),
        preferred=tuple(occurrence.assignment.task.forms),
    )
    if form.is_valid():
        with errors_on(form, work_pages.ACTIVITY_FIELDS):
            record_activity.record_activity(
                actor=now.actor,
                key=form.cleaned_data["key"],
                occurrence_id=occurrence_id,
                facts=form.facts(_stored(form.cleaned_data["attachments"], now)),
                at=now.at,
            )
            return redirect("plans:work-detail", occurrence_id)
    return page(request, now, occurrence_id, {Verb.RECORD: form})


@require_http_methods(["GET", "POST"])
def activity_add_for(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Enter for a unit what came on paper («nhập thay»)."""
    now = moment(request)
    occurrence = open_to(now, occurrence_id, Verb.RECORD_FOR)
    form = forms.ActivityForForm(
        request.POST or None,
        request.FILES or None,
        words=vocabulary(),
        preferred=tuple(occurrence.assignment.task.forms),
        initial={"key": uuid4(), "done_on": now.today},
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form, work_pages.ACTIVITY_FIELDS):
            paper = form.cleaned_data["paper"]
            kept = keep_evidence(
                actor_id=now.actor.person_id, name=paper.name, data=paper.read(), at=now.at
            )
            record_activity.record_activity_for(
                actor=now.actor,
                key=form.cleaned_data["key"],
                occurrence_id=occurrence_id,
                facts=form.facts(_stored(form.cleaned_data["attachments"], now)),
                paper_id=kept.file_id,
                submit=form.cleaned_data["submit"],
                at=now.at,
            )
            return redirect("plans:work-detail", occurrence_id)
    status = 422 if request.method == "POST" else 200
    context = work_pages.entry_for_page(now, occurrence, form)
    return render(request, "plans/activity_for.html", context, status=status)


@require_http_methods(["GET", "POST"])
def activity_withdraw(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Take an activity out of the totals, for a reason."""
    now = moment(request)
    activity = queries.activity_for(now.actor, activity_id, now.today)
    unit_id = activity.occurrence.assignment.unit_id
    require(policies.can(now.actor, policies.withdraw_verb(activity), unit_id, now.today))
    form = forms.ReasonForm(request.POST or None, initial={"version": activity.version})
    if request.method == "POST" and form.is_valid():
        with errors_on(form, {"PLANS_REASON_MISSING": "reason"}):
            record_activity.withdraw_activity(
                actor=now.actor, activity_id=activity_id, at=now.at, **form.cleaned_data
            )
            return redirect("plans:work-detail", activity.occurrence_id)
    status = 200
    if request.method == "POST":
        status = 422
        form.renew(queries.activity_for(now.actor, activity_id, now.today).version)
    context = {
        "activity": activity,
        "form": form,
        "title": _("Rút hoạt động"),
        "links": (
            Link(
                activity.occurrence.assignment.task.title,
                reverse("plans:work-detail", args=[activity.occurrence_id]),
            ),
            Link(_("Rút hoạt động")),
        ),
        "back_href": reverse("plans:work-detail", args=[activity.occurrence_id]),
    }
    return render(request, "plans/activity_withdraw.html", context, status=status)


@require_GET
def evidence_file(request: HttpRequest, activity_id: int, file_id: int) -> HttpResponse:
    """A file of an activity, for whoever may see the activity."""
    now = moment(request)
    ref = queries.evidence_ref(now.actor, activity_id, file_id, now.today)
    return files.download_response(ref, inline=ref.is_image)


def _stored(uploads: "list[UploadedFile[bytes]]", now: Moment) -> tuple[NewEvidence, ...]:
    """Each upload kept, photos without the place they were taken. Raises TooOften."""
    orgs.count_use(now.actor, "upload.files", now.today, many=len(uploads))
    return tuple(
        keep_evidence(
            actor_id=now.actor.person_id,
            name=upload.name or "tep",
            data=upload.read(),
            at=now.at,
        )
        for upload in uploads
    )


def _take(
    request: HttpRequest,
    occurrence_id: int,
    name: str,
    shape: type[forms.StepForm],
    step: Callable[..., None],
) -> HttpResponse:
    now = moment(request)
    form = shape(request.POST, auto_id=f"{name.lower()}_%s")
    if form.is_valid():
        with errors_on(form, {"PLANS_REASON_MISSING": "reason"}):
            step(actor=now.actor, occurrence_id=occurrence_id, at=now.at, **form.cleaned_data)
            return redirect(_behind(request, now, occurrence_id))
    return page(request, now, occurrence_id, {name: form})


def _behind(request: HttpRequest, now: Moment, occurrence_id: int) -> str:
    """Where a step taken leads: to the grid that it was taken beside, else to the work."""
    grid_query = request.POST.get(panel_pages.GRID_QUERY)
    if grid_query is None:
        return reverse("plans:work-detail", args=[occurrence_id])
    plan_id = queries.occurrence_for(now.actor, occurrence_id, now.today).assignment.plan_id
    return matrix_filters.address(plan_id, grid_query, occurrence_id)


def page(
    request: HttpRequest, now: Moment, occurrence_id: int, sent: Mapping[str, object]
) -> HttpResponse:
    """The page of the work, with the forms that were refused."""
    occurrence, verbs = _open(now, occurrence_id)
    context = {
        **work_pages.work_page(now, occurrence, verbs, sent),
        **urge_pages.urgings_page(now, occurrence),
    }
    return render(request, "plans/work_detail.html", context, status=422 if sent else 200)


def open_to(now: Moment, occurrence_id: int, verb: Verb) -> queries.Occurrence:
    """The work of a form, before anything that is sent with it is kept.

    Raises NotFound, NotAllowed.
    """
    occurrence = queries.occurrence_for(now.actor, occurrence_id, now.today)
    require(policies.can(now.actor, verb, occurrence.assignment.unit_id, now.today))
    return occurrence


def _open(now: Moment, occurrence_id: int) -> tuple[queries.Occurrence, list[Verb]]:
    """The work and the steps open to the actor. Raises NotFound."""
    occurrence = queries.occurrence_for(now.actor, occurrence_id, now.today)
    assignment = occurrence.assignment
    verbs = policies.work_steps(
        now.actor,
        TaskRole(assignment.role),
        WorkState(occurrence.state),
        assignment.unit_id,
        now.today,
    )
    return occurrence, policies.still_open(assignment.plan, verbs)
