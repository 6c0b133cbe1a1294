"""Guidance: the list with its search, one in its editions, writing, revising, taking back."""

from collections.abc import Mapping
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import keep_guidance
from loa.modules.plans.operations.keep_evidence import keep_evidence
from loa.modules.plans.operations.tell_units import mark_seen
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import guidance as reads
from loa.modules.plans.queries.notices import unseen_of_guidance
from loa.modules.plans.types import Verb
from loa.modules.plans.web import guidance_list_pages, guidance_pages
from loa.modules.plans.web.forms import ReasonForm
from loa.modules.plans.web.guidance_forms import PublishForm, ReviseForm
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan

_FIELDS = {
    "PLANS_GUIDANCE_TITLE": "title",
    "PLANS_GUIDANCE_EMPTY": "words",
    "PLANS_GUIDANCE_SAME": "words",
    "PLANS_REASON_MISSING": "reason",
}


@require_GET
@of_issued_plan
def guidance_list(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """Guidance and questions of a plan, searched and filtered."""
    context = guidance_list_pages.list_page(now, plan, request.GET)
    return render(request, "plans/guidance_list.html", context)


@require_GET
def guidance_everywhere(request: HttpRequest) -> HttpResponse:
    """Guidance and questions of all plans."""
    context = guidance_list_pages.list_page(moment(request), None, request.GET)
    return render(request, "plans/guidance_list.html", context)


@require_GET
def guidance_detail(request: HttpRequest, guidance_id: int) -> HttpResponse:
    """One of them."""
    return _page(request, moment(request), guidance_id, {})


@require_GET
def guidance_file(request: HttpRequest, guidance_id: int, edition: int) -> HttpResponse:
    """The file beside an edition, for whoever may see the guidance."""
    now = moment(request)
    ref = reads.edition_file(now.actor, guidance_id, edition, now.today)
    return files.download_response(ref, inline=ref.is_image)


@require_POST
def guidance_seen(request: HttpRequest, guidance_id: int) -> HttpResponse:
    """Take its mark of news off for this person."""
    now = moment(request)
    found = reads.guidance_for(now.actor, guidance_id, now.today)
    notices = unseen_of_guidance(now.actor, found.ref, now.today)
    mark_seen(actor=now.actor, notice_ids=notices, at=now.at)
    return redirect("plans:guidance-detail", guidance_id)


@require_http_methods(["GET", "POST"])
def guidance_add(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """Guide without having been asked."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can_publish(now.actor, unit_id, now.today))
    form = PublishForm(
        request.POST or None,
        request.FILES or None,
        choices=guidance_pages.every_choice(plan),
        initial={"key": uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            task_id, clause_id = form.task_and_clause()
            made = keep_guidance.publish_guidance(
                actor=now.actor,
                key=form.cleaned_data["key"],
                plan_id=plan_id,
                unit_id=unit_id,
                task_id=task_id,
                clause_id=clause_id,
                facts=form.facts(kept_file(now, form.upload())),
                at=now.at,
            )
            return redirect("plans:guidance-detail", made)
    context = guidance_pages.form_page(
        plan,
        form,
        words=_("Viết hướng dẫn"),
        who=orgs.last_row(unit_id, now.today).body_name,
        back=reverse("plans:guidance-list", args=[plan_id]),
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/guidance_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def guidance_revise(request: HttpRequest, guidance_id: int) -> HttpResponse:
    """Write a new edition beside the old."""
    now = moment(request)
    found = reads.guidance_for(now.actor, guidance_id, now.today)
    require(policies.can(now.actor, Verb.GUIDANCE_REVISE, found.unit_id, now.today))
    last = reads.newest(found)
    form = ReviseForm(
        request.POST or None,
        request.FILES or None,
        initial={
            "key": uuid4(),
            "version": found.version,
            "title": last.title,
            "words": last.words,
            "basis": last.basis,
            "in_force_from": last.in_force_from,
        },
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            keep_guidance.revise_guidance(
                actor=now.actor,
                guidance_id=guidance_id,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                facts=form.facts(kept_file(now, form.upload())),
                at=now.at,
            )
            return redirect("plans:guidance-detail", guidance_id)
    if request.method == "POST":
        form.renew(reads.guidance_for(now.actor, guidance_id, now.today).version)
    context = guidance_pages.form_page(
        found.plan,
        form,
        words=_("Sửa hướng dẫn"),
        who=orgs.last_row(found.unit_id, now.today).body_name,
        back=reverse("plans:guidance-detail", args=[guidance_id]),
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/guidance_edit.html", context, status=status)


@require_POST
def guidance_withdraw(request: HttpRequest, guidance_id: int) -> HttpResponse:
    """Take it back with a reason."""
    now = moment(request)
    found = reads.guidance_for(now.actor, guidance_id, now.today)
    require(policies.can(now.actor, Verb.GUIDANCE_WITHDRAW, found.unit_id, now.today))
    form = ReasonForm(request.POST, auto_id="withdraw_%s")
    if form.is_valid():
        with errors_on(form, _FIELDS):
            keep_guidance.withdraw_guidance(
                actor=now.actor, guidance_id=guidance_id, at=now.at, **form.cleaned_data
            )
            return redirect("plans:guidance-detail", guidance_id)
    return _page(request, now, guidance_id, {Verb.GUIDANCE_WITHDRAW: form})


def kept_file(now: Moment, upload: "UploadedFile[bytes] | None") -> int | None:
    """The file that was sent, stored; a photo without the place where it was taken.

    Raises TooOften, and the refusals of files.
    """
    if upload is None:
        return None
    orgs.count_use(now.actor, "upload.files", now.today, many=1)
    return keep_evidence(
        actor_id=now.actor.person_id, name=upload.name or "tep", data=upload.read(), at=now.at
    ).file_id


def _page(
    request: HttpRequest, now: Moment, guidance_id: int, sent: Mapping[Verb, Form]
) -> HttpResponse:
    found = reads.guidance_for(now.actor, guidance_id, now.today)
    for form in sent.values():
        form.renew(found.version)  # type: ignore[attr-defined]  # a form of a step
    context = guidance_pages.detail_page(now, found, sent)
    return render(request, "plans/guidance_detail.html", context, status=422 if sent else 200)
