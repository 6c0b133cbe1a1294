"""Difficulties: a list, one of them, raising one, and each step."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import errors_on
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import answer_difficulty, raise_difficulty
from loa.modules.plans.queries import Difficulty, Plan
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.types import Verb
from loa.modules.plans.web import difficulty_list_pages, difficulty_pages, work_views
from loa.modules.plans.web.difficulty_forms import AnswerForm, RaiseAboutForm, RaiseForm
from loa.modules.plans.web.reading import Moment, moment, of_issued_plan
from loa.modules.plans.web.reply_views import Place

_FIELDS = {
    "PLANS_DIFFICULTY_EMPTY": "words",
    "PLANS_DIRECTION_EMPTY": "words",
    "PLANS_DIRECTION_DAY": "due_on",
    "PLANS_REASON_MISSING": "reason",
}
_PLAIN: Mapping[Verb, Callable[..., None]] = {
    Verb.DIFFICULTY_PASS_UP: answer_difficulty.pass_up,
    Verb.DIFFICULTY_WITHDRAW: raise_difficulty.withdraw_difficulty,
    Verb.DIFFICULTY_REOPEN: raise_difficulty.reopen_difficulty,
}


@require_GET
@of_issued_plan
def difficulty_list(request: HttpRequest, now: Moment, plan: Plan) -> HttpResponse:
    """All of a plan, by state, late ones, one's own."""
    context = difficulty_list_pages.list_page(now, plan, request.GET)
    return render(request, "plans/difficulty_list.html", context)


@require_GET
def difficulty_detail(request: HttpRequest, difficulty_id: int) -> HttpResponse:
    """One of them."""
    return _PLACE.detail(request, moment(request), difficulty_id, {})


@require_POST
def difficulty_raise(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Raise one from the page of a piece of work."""
    now = moment(request)
    occurrence = work_views.open_to(now, occurrence_id, Verb.DIFFICULTY_RAISE)
    form = RaiseForm(request.POST, auto_id="raise_%s")
    if form.is_valid():
        with errors_on(form, _FIELDS):
            given = occurrence.assignment
            _raise(now, form, given.plan_id, given.unit_id, (given.task_id, None))
            messages.success(request, _("Đã gửi khó khăn, vướng mắc lên cấp trên."))
            return redirect("plans:work-detail", occurrence_id)
    return work_views.page(request, now, occurrence_id, {Verb.DIFFICULTY_RAISE: form})


@require_http_methods(["GET", "POST"])
def difficulty_add(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """Raise one on a task of the unit or on a clause of the plan."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if unit_id not in queries.readable_units(now.actor, now.today):
        raise NotFound
    require(policies.can(now.actor, Verb.DIFFICULTY_RAISE, unit_id, now.today))
    form = RaiseAboutForm(
        request.POST or None,
        choices=difficulty_pages.about_choices(plan, unit_id),
        initial={"key": uuid4()},
    )
    if request.method == "POST" and form.is_valid():
        with errors_on(form, _FIELDS):
            made = _raise(now, form, plan_id, unit_id, form.task_and_clause())
            return redirect("plans:difficulty-detail", made)
    unit = orgs.last_row(unit_id, now.today)
    status = 422 if request.method == "POST" else 200
    context = difficulty_pages.add_page(plan, unit, form)
    return render(request, "plans/difficulty_add.html", context, status=status)


@require_POST
def difficulty_step(request: HttpRequest, difficulty_id: int, verb: Verb) -> HttpResponse:
    """Take a step; what is refused comes back as it was typed, with the version as it stands."""
    return _PLACE.step(request, difficulty_id, verb)


def _form(now: Moment, found: Difficulty, verb: Verb, request: HttpRequest) -> Form:
    return difficulty_pages.blank_form(now, found, verb, reads.alike(found), request.POST)


def _take(now: Moment, found: Difficulty, verb: Verb, form: Form) -> str:
    if not isinstance(form, AnswerForm):
        typed = dict(form.cleaned_data)
        if "also" in typed:
            typed["also"] = [int(one) for one in typed["also"]]
        _PLAIN[verb](actor=now.actor, difficulty_id=found.pk, at=now.at, **typed)
        return ""
    answer_difficulty.answer_difficulty(
        actor=now.actor,
        key=form.cleaned_data["key"],
        difficulty_id=found.pk,
        version=form.cleaned_data["version"],
        also=form.others(),
        direction=form.facts(),
        at=now.at,
    )
    return ""


def _require_open(now: Moment, found: Difficulty, verb: Verb) -> None:
    """Whoever may not take the step is told so before his form is looked at. NotAllowed."""
    unit_id = policies.difficulty_unit(found, verb)
    require(policies.can(now.actor, verb, unit_id, now.today))


def _raise(
    now: Moment,
    form: RaiseForm,
    plan_id: int,
    unit_id: int,
    about: tuple[int | None, int | None],
) -> int:
    task_id, clause_id = about
    return raise_difficulty.raise_difficulty(
        actor=now.actor,
        key=form.cleaned_data["key"],
        plan_id=plan_id,
        unit_id=unit_id,
        task_id=task_id,
        clause_id=clause_id,
        words=form.cleaned_data["words"],
        wish=form.cleaned_data["wish"],
        at=now.at,
    )


_PLACE = Place(
    kind=reads.KIND,
    page=difficulty_pages.PAGE,
    template="plans/difficulty_detail.html",
    show=difficulty_pages.detail_page,
    form=_form,
    take=_take,
    require_open=_require_open,
    fields=_FIELDS,
)
