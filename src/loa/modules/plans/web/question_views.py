"""Questions: asking one, with what resembles it shown first; one of them; each step."""

from collections.abc import Callable, Mapping
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loa.foundation.ui.facade import errors_on, number_asked
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import answer_question, ask_question
from loa.modules.plans.queries import guidance as kept
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import GuidanceRow
from loa.modules.plans.web import difficulty_pages, question_pages, work_views
from loa.modules.plans.web.guidance_forms import AnswerQuestionForm, AskAboutForm, AskForm
from loa.modules.plans.web.guidance_views import kept_file
from loa.modules.plans.web.question_pages import Asking
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.reply_views import Place

_FIELDS = {
    "PLANS_QUESTION_EMPTY": "words",
    "PLANS_GUIDANCE_TITLE": "title",
    "PLANS_GUIDANCE_EMPTY": "words",
    "PLANS_REASON_MISSING": "reason",
}
_PLAIN: Mapping[Verb, Callable[..., None]] = {
    Verb.QUESTION_PASS_UP: answer_question.pass_question_up,
    Verb.QUESTION_TURN: answer_question.turn_into_difficulty,
    Verb.QUESTION_WITHDRAW: ask_question.withdraw_question,
}
_About = tuple[int | None, int | None]


@require_GET
def question_detail(request: HttpRequest, question_id: int) -> HttpResponse:
    """One of them."""
    return _PLACE.detail(request, moment(request), question_id, {})


@require_POST
def question_ask(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Ask from the page of a piece of work; guidance that resembles it is shown first."""
    now = moment(request)
    occurrence = work_views.open_to(now, occurrence_id, Verb.QUESTION_ASK)
    given = occurrence.assignment
    form = AskForm(request.POST, auto_id="ask_%s")
    if form.is_valid():
        about = (given.task_id, None)
        with errors_on(form, _FIELDS):
            similar = _similar(now, form, given.plan, about)
            if similar:
                back = reverse("plans:work-detail", args=[occurrence_id])
                asking = Asking(given.plan, given.unit_id, request.path, back)
                context = question_pages.ask_page(now, asking, form, similar)
                return render(request, "plans/question_ask.html", context)
            messages.success(request, _ask(now, form, (given.plan_id, given.unit_id), about)[1])
            return redirect("plans:work-detail", occurrence_id)
    return work_views.page(request, now, occurrence_id, {Verb.QUESTION_ASK: form})


@require_http_methods(["GET", "POST"])
def question_add(request: HttpRequest, plan_id: int, unit_id: int) -> HttpResponse:
    """Ask about the plan, a task of the unit or a clause; what resembles it is shown first."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if unit_id not in queries.readable_units(now.actor, now.today):
        raise NotFound
    require(policies.can(now.actor, Verb.QUESTION_ASK, unit_id, now.today))
    form = AskAboutForm(
        request.POST or None,
        choices=difficulty_pages.about_choices(plan, unit_id),
        initial={"key": uuid4()},
    )
    similar: list[GuidanceRow] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            about = form.task_and_clause()
            with errors_on(form, _FIELDS):
                similar = _similar(now, form, plan, about)
                if not similar:
                    made, words = _ask(now, form, (plan_id, unit_id), about)
                    messages.success(request, words)
                    return redirect("plans:question-detail", made)
                status = 200
    back = reverse("plans:guidance-list", args=[plan_id])
    asking = Asking(plan, unit_id, request.path, back)
    context = question_pages.ask_page(now, asking, form, similar)
    return render(request, "plans/question_ask.html", context, status=status)


@require_POST
def question_step(request: HttpRequest, question_id: int, verb: Verb) -> HttpResponse:
    """Take a step; what is refused comes back as it was typed, with the version as it stands."""
    return _PLACE.step(request, question_id, verb)


@require_POST
def question_point(request: HttpRequest, question_id: int) -> HttpResponse:
    """Answer by guidance that is there already."""
    now = moment(request)
    found = reads.question_for(now.actor, question_id, now.today)
    _require_open(now, found, Verb.QUESTION_ANSWER)
    answer_question.answer_by_guidance(
        actor=now.actor,
        question_id=question_id,
        version=number_asked(request.POST.get("version", "")) or 0,
        guidance_id=number_asked(request.POST.get("guidance", "")) or 0,
        at=now.at,
    )
    return redirect("plans:question-detail", question_id)


def _similar(now: Moment, form: AskForm, plan: queries.Plan, about: _About) -> list[GuidanceRow]:
    """What resembles the question, where whoever asks has not seen it yet."""
    if form.is_sent() or form.answered_by() is not None:
        return []
    task_id, clause_id = about
    place = kept.place_at(plan, task_id, clause_id)
    return kept.resembling(now.actor, place, form.cleaned_data["words"], now.today)


def _ask(now: Moment, form: AskForm, whose: tuple[int, int], about: _About) -> tuple[int, str]:
    """The question of (plan, unit), and what was done with it in words."""
    plan_id, unit_id = whose
    task_id, clause_id = about
    answered_by = form.answered_by()
    made = ask_question.ask_question(
        actor=now.actor,
        key=form.cleaned_data["key"],
        plan_id=plan_id,
        unit_id=unit_id,
        task_id=task_id,
        clause_id=clause_id,
        words=form.cleaned_data["words"],
        answered_by=answered_by,
        at=now.at,
    )
    return made, (
        _("Đã gửi câu hỏi lên cấp trên.")
        if answered_by is None
        else _("Đã ghi: hướng dẫn này trả lời câu hỏi của bạn. Không gửi lên cấp trên.")
    )


def _form(now: Moment, found: queries.Question, verb: Verb, request: HttpRequest) -> Form:
    typed = (request.POST, request.FILES)
    return question_pages.blank_form(now, found, verb, reads.alike(found), typed)


def _take(now: Moment, found: queries.Question, verb: Verb, form: Form) -> str:
    if not isinstance(form, AnswerQuestionForm):
        _PLAIN[verb](actor=now.actor, question_id=found.pk, at=now.at, **form.cleaned_data)
        return ""
    _require_open(now, found, verb)
    answer_question.answer_question(
        actor=now.actor,
        key=form.cleaned_data["key"],
        question_id=found.pk,
        version=form.cleaned_data["version"],
        also=form.others(),
        facts=form.facts(kept_file(now, form.upload())),
        at=now.at,
    )
    return ""


def _require_open(now: Moment, found: queries.Question, verb: Verb) -> None:
    """Whoever may not take the step is told so before his form is looked at. NotAllowed."""
    unit_id = policies.question_unit(found, verb)
    require(policies.can(now.actor, verb, unit_id, now.today))


_PLACE = Place(
    kind=reads.KIND,
    page=question_pages.PAGE,
    template="plans/question_detail.html",
    show=question_pages.detail_page,
    form=_form,
    take=_take,
    require_open=_require_open,
    fields=_FIELDS,
)
