"""Urging on the pages of a plan: whom, with which text, and what came of it."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.operations.urge import acknowledge_urging, note_call, urge_late
from loa.modules.plans.queries import Plan
from loa.modules.plans.queries import urgings as reads
from loa.modules.plans.rules.urging import NothingLate, Way
from loa.modules.plans.web import urge_pages
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan
from loa.modules.plans.web.urge_forms import ChooseForm, UrgeForm


@require_http_methods(["GET", "POST"])
@of_issued_plan
def urge(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """The late units with the exact text that each would get; those ticked are urged at once."""
    require(policies.can_urge_some(now.actor, now.today))
    wanted = ChooseForm(request.GET, tasks=queries.tasks_of(plan))
    form = UrgeForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            done = urge_late(
                actor=now.actor,
                plan_id=plan.pk,
                chosen=reads.Chosen(wanted.tasks(), form.units()),
                key=form.cleaned_data["key"],
                at=now.at,
            )
            if done.round_id is None:
                messages.info(request, NothingLate.message_vi)
                return redirect("plans:urge", plan.pk)
            return redirect("plans:urge-round", plan.pk, done.round_id)
    status = 422 if request.method == "POST" else 200
    context = urge_pages.urge_page(now, plan, wanted, form)
    return render(request, "plans/urge.html", context, status=status)


@require_GET
def urge_round(request: HttpRequest, plan_id: int, round_id: int) -> HttpResponse:
    """What came of one act: who was urged, who had been, whom nobody can reach."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    act = reads.round_for(now.actor, plan, round_id, now.today)
    return render(request, "plans/urge_round.html", urge_pages.round_page(plan, act))


@require_POST
def urge_call(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """One tap: somebody called the unit, or wrote to it, himself."""
    now = moment(request)
    try:
        way = Way(request.POST.get("way", ""))
    except ValueError:
        raise Http404 from None
    note_call(actor=now.actor, plan_id=plan_id, unit_id=unit_id, way=way, at=now.at)
    told = _("Đã ghi %(way)s: %(unit)s.")
    unit = orgs.last_row(unit_id, now.today).body_name
    messages.success(request, told % {"way": urge_pages.WAY_WORDS[way], "unit": unit})
    if request.POST.get("ve") == "don-doc":
        return redirect("plans:urge", plan_id)
    return redirect("plans:unit-tasks", plan_id, unit_id)


@require_POST
def urging_acknowledge(request: HttpRequest, urging_id: int) -> HttpResponse:
    """The head says that he knows of it; back to the work from which he says so."""
    now = moment(request)
    acknowledge_urging(actor=now.actor, urging_id=urging_id, at=now.at)
    work = reads.first_work(now.actor, urging_id, now.today)
    if work is None:
        raise NotFound
    return redirect("plans:work-detail", work)
