"""Correcting the tasks of a draft one by one: words, day, units, one made two, two made one."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.ui.facade import errors_on, number_asked
from loa.kernel.errors import NotFound
from loa.modules.plans import queries
from loa.modules.plans.operations import edit_draft, reshape_draft, take_back
from loa.modules.plans.operations.answer_alike import answer_alike
from loa.modules.plans.queries import Task
from loa.modules.plans.rules import mending, merging
from loa.modules.plans.rules.merging import EditedMeanwhile
from loa.modules.plans.types import DoubtCode, TaskFacts
from loa.modules.plans.web import draft_forms, draft_source, task_forms
from loa.modules.plans.web.actor_forms import ActorsForm
from loa.modules.plans.web.draft_answers import ALL, FormLook, changed, draft, form_page
from loa.modules.plans.web.draft_pages import Sent
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.saved_meanwhile import Clash, clash_of

_JOINS = UUID("5b0f6a52-6f0c-4a5e-9a57-0d7c5ce4a4f1")
"""The space of keys of «join with the next»: the same press on the same page is one."""
_FIELDS = {"PLANS_DUE_MISSING": "due_on", "PLANS_EMPTY_TASK": "content"}


@require_http_methods(["GET", "POST"])
def task_add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Add a task by hand, such as a row of a missing annex, or from a passage of the source."""
    now = moment(request)
    plan = draft(now, plan_id)
    place = draft_source.stretch(request.GET.get("tu", ""), len(plan.text))
    if request.method == "POST":
        form = task_forms.sent_task_form(plan, request.POST)
        if form.is_valid():
            with errors_on(form, _FIELDS):
                task_id = edit_draft.add_task(
                    actor=now.actor,
                    key=form.cleaned_data["key"] or uuid4(),
                    plan_id=plan_id,
                    facts=form.facts(),
                    place=place,
                    at=now.at,
                )
                return changed(request, now, plan_id, ALL, focus=task_id)
    else:
        form = task_forms.new_task_form(plan, place)
    look = FormLook(
        _("Thêm nhiệm vụ"),
        "plans/_task_fields.html",
        _("Lưu nhiệm vụ"),
        draft_key=f"task-{plan_id}-moi",
        place=place,
    )
    return form_page(request, plan, None, form, look)


@require_http_methods(["GET", "POST"])
def task_edit(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Correct one task; saving it settles its doubts."""
    now = moment(request)
    plan = draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    look = FormLook(
        _("Sửa nhiệm vụ %(n)d") % {"n": task.ordinal},
        "plans/_task_fields.html",
        _("Lưu nhiệm vụ"),
        draft_key=f"task-{plan_id}-{task_id}",
        doubts=tuple(DoubtCode),
    )
    if request.method != "POST":
        return form_page(request, plan, task, task_forms.task_form(plan, task), look)
    form = task_forms.sent_task_form(plan, request.POST)

    def save() -> None:
        edit_draft.save_task(
            actor=now.actor,
            plan_id=plan_id,
            task_id=task_id,
            version=form.cleaned_data["version"] or 0,
            facts=_chosen(request, form.facts(), task),
            was=form.was(),
            at=now.at,
        )

    return _saved(request, now, task, form, look, save=save)


@require_http_methods(["GET", "POST"])
def task_actors(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Choose who leads and who coordinates; the rest of the task stays."""
    now = moment(request)
    plan = draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    look = FormLook(
        _("Đơn vị của nhiệm vụ %(n)d") % {"n": task.ordinal},
        "plans/_actors_fields.html",
        _("Lưu đơn vị"),
        draft_key=f"actors-{plan_id}-{task_id}",
        doubts=mending.ACTORS,
    )
    doubt = queries.doubt_of(task, number_asked(request.GET.get("cho", "")))
    alike = len({one.task_id for one in queries.doubts_alike(doubt)}) if doubt else 0
    if request.method != "POST":
        start = request.GET.get("tim", "")
        form = task_forms.actors_form(plan, task, start=start, alike=alike)
        return form_page(request, plan, task, form, look)
    form = task_forms.actors_form(plan, task, sent=request.POST, alike=alike)

    def save() -> None:
        stored = queries.task_facts(task)
        facts = _chosen(request, form.only_actors(stored), task)
        was = form.seen_actors(stored)
        if form.cleaned_data["everywhere"] and doubt is not None:
            answer_alike(
                actor=now.actor,
                plan_id=plan_id,
                task_id=task_id,
                doubt_id=doubt.pk,
                facts=facts,
                was=was or stored,
                at=now.at,
            )
            return
        edit_draft.save_task(
            actor=now.actor,
            plan_id=plan_id,
            task_id=task_id,
            version=form.cleaned_data["version"] or 0,
            facts=facts,
            was=was,
            settles=mending.ACTORS,
            at=now.at,
        )

    is_wide = "everywhere" in request.POST
    return _saved(request, now, task, form, look, save=save, is_wide=is_wide)


@require_http_methods(["GET", "POST"])
def task_due(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Set the day or rhythm of one task, beside the doubt about it or where its day stands."""
    now = moment(request)
    plan = draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    facts = queries.task_facts(task)
    if request.method != "POST":
        words = _("Hạn của nhiệm vụ %(n)d") % {"n": task.ordinal}
        look = FormLook(words, "plans/_plain_fields.html", _("Lưu hạn"))
        return form_page(request, plan, task, draft_forms.DueForm(task=task), look)
    form = draft_forms.DueForm(request.POST, task=task)
    clash: Clash | None = None
    if form.is_valid():
        with errors_on(form, _FIELDS):
            try:
                edit_draft.save_task(
                    actor=now.actor,
                    plan_id=plan_id,
                    task_id=task_id,
                    version=form.cleaned_data["version"],
                    facts=form.applied(facts),
                    was=form.seen(facts),
                    settles=mending.DUE,
                    at=now.at,
                )
            except EditedMeanwhile as refusal:
                stored = draft_forms.DueForm(task=queries.task_for(plan, task_id))
                clash = clash_of(refusal, form, stored, task.ref)
                draft_forms.renew_what_was(form, stored.initial)
                raise
            return changed(request, now, plan_id, task_id)
    return changed(request, now, plan_id, task_id, Sent(due=form, clash=clash))


@require_http_methods(["GET", "POST"])
def task_split(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Make several tasks of one."""
    now = moment(request)
    plan = draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    start = {"key": uuid4(), "parts": task.content.replace("; ", ";\n")}
    form = draft_forms.SplitForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, {"PLANS_NOTHING_TO_SPLIT": "parts"}):
            reshape_draft.split_task(
                actor=now.actor,
                key=form.cleaned_data["key"],
                plan_id=plan_id,
                task_id=task_id,
                parts=form.cleaned_data["parts"].splitlines(),
                at=now.at,
            )
            return changed(request, now, plan_id, ALL, focus=task_id)
    title = _("Tách nhiệm vụ %(n)d") % {"n": task.ordinal}
    look = FormLook(title, "plans/_plain_fields.html", _("Tách"))
    return form_page(request, plan, task, form, look)


@require_http_methods(["GET", "POST"])
def task_join(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Put another task behind this one."""
    now = moment(request)
    plan = draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    others = [
        (row.pk, f"{row.ordinal}. {row.title}")
        for row in queries.tasks_of(plan)
        if row.pk != task_id
    ]
    sent = number_asked(request.POST.get("with_task_id", ""))
    if sent is not None and sent not in dict(others):
        others.append((sent, ""))  # joined already: the operation tells a repeat by its key
    form = draft_forms.JoinForm(request.POST or None, tasks=others, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            reshape_draft.join_tasks(
                actor=now.actor, plan_id=plan_id, task_id=task_id, at=now.at, **form.cleaned_data
            )
            return changed(request, now, plan_id, ALL, focus=task_id)
    title = _("Gộp nhiệm vụ %(n)d với nhiệm vụ khác") % {"n": task.ordinal}
    look = FormLook(title, "plans/_plain_fields.html", _("Gộp"))
    return form_page(request, plan, task, form, look)


@require_POST
def task_join_next(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Put the next task behind this one, as the page showed both; pressed twice it is done once."""
    now = moment(request)
    draft(now, plan_id)
    form = draft_forms.NextForm(request.POST)
    if form.is_valid():
        other, version = form.cleaned_data["with_task_id"], form.cleaned_data["version"]
        reshape_draft.join_tasks(
            actor=now.actor,
            key=uuid5(_JOINS, f"{task_id}:{version}:{other}"),
            plan_id=plan_id,
            task_id=task_id,
            with_task_id=other,
            at=now.at,
        )
    return changed(request, now, plan_id, ALL, focus=task_id)


@require_POST
def task_remove(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Take a task out of the draft; pressed twice it is out, and the draft is shown."""
    now = moment(request)
    plan = draft(now, plan_id)
    try:
        queries.task_for(plan, task_id)
    except NotFound:
        return changed(request, now, plan_id, ALL)
    reshape_draft.remove_task(
        actor=now.actor,
        plan_id=plan_id,
        task_id=task_id,
        version=number_asked(request.POST.get("version", "")) or 0,
        at=now.at,
    )
    return changed(request, now, plan_id, ALL)


@require_POST
def step_undo(request: HttpRequest, plan_id: int, step_id: int) -> HttpResponse:
    """Put back what the last step took out, split or joined; open what it let stand."""
    now = moment(request)
    task_id = take_back.take_back(actor=now.actor, plan_id=plan_id, step_id=step_id, at=now.at)
    return changed(request, now, plan_id, ALL, focus=task_id)


def _chosen(request: HttpRequest, typed: TaskFacts, task: Task) -> TaskFacts:
    """What was typed, but for the parts of which the officer chose to keep what is stored."""
    kept = request.POST.getlist("giu")
    return merging.with_parts(typed, queries.task_facts(task), kept) if kept else typed


def _saved(
    request: HttpRequest,
    now: Moment,
    task: Task,
    form: ActorsForm,
    look: FormLook,
    *,
    save: Callable[[], None],
    is_wide: bool = False,
) -> HttpResponse:
    """The task as it was saved, or the form as it was typed with what somebody else saved.

    Saved `is_wide`, other tasks changed with it: then the whole page is answered.
    """
    plan = task.plan
    clash: Clash | None = None
    if form.is_valid():
        with errors_on(form, _FIELDS):
            try:
                save()
            except EditedMeanwhile as refusal:
                stored = task_forms.task_form(plan, queries.task_for(plan, task.pk))
                clash = clash_of(refusal, form, stored, task.ref)
                raise
            part = ALL if is_wide else task.pk
            return changed(request, now, plan.pk, part, focus=task.pk if is_wide else None)
    there = queries.task_for(plan, task.pk)
    form.renew_task(there.version, queries.task_facts(there))
    return form_page(request, plan, task, form, replace(look, clash=clash))
