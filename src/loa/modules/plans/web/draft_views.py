"""Checking a draft beside its source, and giving out its tasks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.ui.facade import errors_on, number, number_asked, wants_fragment
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import amend_plan, edit_basis, edit_draft, issue_plan
from loa.modules.plans.queries import Plan
from loa.modules.plans.rules.merging import EditedMeanwhile
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web import draft_forms, draft_pages
from loa.modules.plans.web.draft_answers import ALL, HEAD, NOTES, changed, draft
from loa.modules.plans.web.draft_here import here
from loa.modules.plans.web.draft_pages import Sent
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.saved_meanwhile import Clash, clash_of


@require_http_methods(["GET", "POST"])
def draft_check(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The draft beside its source; a POST corrects the head of the document.

    `?viec=12` asked for by htmx is one task alone, as somebody else has just left it.
    """
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if plan.state != PlanState.DRAFT:
        return redirect("plans:plan-overview", plan_id)
    require(policies.can_on(now.actor, Verb.EDIT, plan, now.today))
    if request.method == "POST":
        return _edit_head(request, now, plan)
    task_id = number_asked(request.GET.get("viec", ""))
    if wants_fragment(request) and task_id is not None:
        return changed(request, now, plan_id, task_id)
    context = {**draft_pages.check_page(now, plan), **here(now, plan)}
    return render(request, "plans/draft_check.html", context)


def _edit_head(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    form = draft_forms.HeaderForm(
        request.POST,
        rules=draft_pages.rule_choices(plan),
        initial=draft_pages.header_initial(plan),
    )
    clash: Clash | None = None
    if form.is_valid():
        with errors_on(form):
            try:
                edit_draft.edit_header(
                    actor=now.actor,
                    plan_id=plan.pk,
                    version=form.cleaned_data["version"],
                    fields=form.changed(),
                    was=draft_forms.what_was(form),
                    at=now.at,
                )
            except EditedMeanwhile as refusal:
                plan.refresh_from_db()
                clash = clash_of(refusal, form, draft_pages.header_form(plan), plan.ref)
                draft_forms.renew_what_was(form, draft_pages.header_initial(plan))
                raise
            if not wants_fragment(request):
                messages.success(request, _("Đã lưu phần đầu văn bản."))
            return changed(request, now, plan.pk, _part_of(form))
    return changed(request, now, plan.pk, HEAD, Sent(header=form, clash=clash))


def _part_of(form: draft_forms.HeaderForm) -> str:
    """What is shown anew: another day of the units changes whom every task is for."""
    return ALL if "as_of" in form.changed() else HEAD


@require_POST
def draft_amends(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say which plan this document amends."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    form = draft_forms.AmendsForm(request.POST, plans=draft_pages.amendable(now, plan))
    if form.is_valid():
        with errors_on(form):
            amend_plan.mark_amendment(
                actor=now.actor, plan_id=plan_id, at=now.at, **form.cleaned_data
            )
            return redirect("plans:draft-check", plan_id)
    return changed(request, now, plan_id, HEAD, Sent(amends=form))


@require_POST
def basis_edit(request: HttpRequest, plan_id: int, place: int) -> HttpResponse:
    """Correct the symbol and the day of a legal basis beside the doubt about it."""
    now = moment(request)
    plan = draft(now, plan_id)
    if not 1 <= place <= len(plan.legal_bases):
        raise NotFound
    form = draft_forms.BasisForm(request.POST, plan=plan, place=place)
    if form.is_valid():
        with errors_on(form):
            try:
                edit_basis.edit_basis(
                    actor=now.actor,
                    plan_id=plan_id,
                    place=place,
                    fields=form.typed(),
                    was={**form.initial, **(draft_forms.what_was(form) or {})},
                    at=now.at,
                )
            except EditedMeanwhile:
                draft_forms.renew_what_was(form, form.initial)
                raise
            return changed(request, now, plan_id, ALL)
    return changed(request, now, plan_id, ALL, Sent(basis=form))


@require_POST
def draft_issue(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Give out the tasks; pressed twice it happens once."""
    now = moment(request)
    form = draft_forms.IssueForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            result = issue_plan.issue_plan(
                actor=now.actor, plan_id=plan_id, at=now.at, **form.cleaned_data
            )
            messages.success(request, _issued_words(now, plan_id, result.assignments))
            return redirect("plans:plan-overview", plan_id)
    return changed(request, now, plan_id, ALL, Sent(issue=form))


def _issued_words(now: Moment, plan_id: int, given: int) -> str:
    """What came of it; of a unit's own plan also what is to be done next."""
    plan = queries.plan_for(now.actor, plan_id, now.today)
    words = _("Đã giao %(n)s việc cho các đơn vị.") % {"n": number(given)}
    if plan.parent_id is None:
        return words
    told = _("Đã ban hành kế hoạch của đơn vị. Chưa có số: ghi số, ngày rồi gửi đến nơi nhận.")
    if plan.number:
        told = _("Đã ban hành kế hoạch của đơn vị, số %(symbol)s. Tiếp theo: gửi đến nơi nhận.")
    told = told % {"symbol": f"{plan.number}/{plan.notation}"} if plan.number else told
    return f"{told} {words}" if given else told


@require_POST
def doubt_settle(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say that doubtful places stand as they are."""
    now = moment(request)
    sent = map(number_asked, request.POST.getlist("doubt"))
    asked = [one for one in sent if one is not None]
    edit_draft.settle_doubts(
        actor=now.actor,
        plan_id=plan_id,
        doubt_ids=asked,
        alike_up_to=number_asked(request.POST.get("den", "")),
        at=now.at,
    )
    return changed(request, now, plan_id, _place_of(request.POST.get("cho", "")))


def _place_of(sent: str) -> str | int:
    """The part of the page in which the button stood."""
    task_id = number_asked(sent)
    if task_id is not None:
        return task_id
    return sent if sent in {HEAD, NOTES} else ALL
