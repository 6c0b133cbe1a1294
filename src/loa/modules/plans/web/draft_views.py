"""Checking a draft beside its source, and giving out its tasks."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loa.foundation.ui.facade import Link, Term, errors_on, number
from loa.kernel.access import require
from loa.kernel.errors import NotFound
from loa.modules.plans import policies, queries
from loa.modules.plans.operations import amend_plan, edit_draft, issue_plan
from loa.modules.plans.queries import Plan, Task
from loa.modules.plans.types import PlanState, Verb
from loa.modules.plans.web import draft_forms, draft_pages
from loa.modules.plans.web.reading import Moment, moment
from loa.modules.plans.web.saved_meanwhile import saved_meanwhile


@require_http_methods(["GET", "POST"])
def draft_check(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The draft beside its source; a POST corrects the head of the document."""
    now = moment(request)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    if plan.state != PlanState.DRAFT:
        return redirect("plans:plan-overview", plan_id)
    require(policies.can(now.actor, Verb.EDIT, plan.issuer_id, now.today))
    if request.method != "POST":
        return _page(request, now, plan, {})
    form = draft_forms.HeaderForm(
        request.POST,
        rules=draft_pages.rule_choices(plan),
        initial=draft_pages.header_initial(plan),
    )
    if form.is_valid():
        with errors_on(form):
            edit_draft.edit_header(
                actor=now.actor,
                plan_id=plan_id,
                version=form.cleaned_data["version"],
                fields=form.changed(),
                at=now.at,
            )
            messages.success(request, _("Đã lưu phần đầu văn bản."))
            return redirect("plans:draft-check", plan_id)
    return _page(request, now, plan, {"header": form})


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
    return _page(request, now, plan, {"amends": form})


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
            words = _("Đã giao %(n)s việc cho các đơn vị.") % {"n": number(result.assignments)}
            messages.success(request, words)
            return redirect("plans:plan-overview", plan_id)
    plan = queries.plan_for(now.actor, plan_id, now.today)
    return _page(request, now, plan, {"issue": form})


@require_POST
def doubt_settle(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Say that doubtful places stand as they are."""
    now = moment(request)
    for doubt_id in request.POST.getlist("doubt"):
        if doubt_id.isdecimal():
            edit_draft.settle_doubt(
                actor=now.actor, plan_id=plan_id, doubt_id=int(doubt_id), at=now.at
            )
    return redirect("plans:draft-check", plan_id)


@require_http_methods(["GET", "POST"])
def task_add(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Add a task by hand, such as a row of a missing annex."""
    now = moment(request)
    plan = _draft(now, plan_id)
    if request.method == "POST":
        words, groups, units = draft_pages.task_choices(plan)
        form = draft_forms.TaskForm(request.POST, words=words, groups=groups, units=units)
        if form.is_valid():
            with errors_on(form, _TASK_FIELDS):
                edit_draft.add_task(
                    actor=now.actor,
                    key=form.cleaned_data["key"] or uuid4(),
                    plan_id=plan_id,
                    facts=form.facts(),
                    at=now.at,
                )
                return redirect("plans:draft-check", plan_id)
    else:
        form = draft_pages.task_form(plan, None)
    return _task_page(request, plan, None, form, _("Thêm nhiệm vụ"))


@require_http_methods(["GET", "POST"])
def task_edit(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Correct one task; saving it settles its doubts."""
    now = moment(request)
    plan = _draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    saved: tuple[Term, ...] = ()
    if request.method == "POST":
        words, groups, units = draft_pages.task_choices(plan)
        form = draft_forms.TaskForm(request.POST, words=words, groups=groups, units=units)
        if form.is_valid():
            with errors_on(form, _TASK_FIELDS):
                edit_draft.save_task(
                    actor=now.actor,
                    plan_id=plan_id,
                    task_id=task_id,
                    version=form.cleaned_data["version"] or 0,
                    facts=form.facts(),
                    at=now.at,
                )
                return redirect("plans:draft-check", plan_id)
        stored = queries.task_for(plan, task_id)
        saved = saved_meanwhile(form, draft_pages.task_form(plan, stored), stored.version)
        form.renew(stored.version)
    else:
        form = draft_pages.task_form(plan, task)
    title = _("Sửa nhiệm vụ %(n)d") % {"n": task.ordinal}
    return _task_page(request, plan, task, form, title, saved=saved)


@require_http_methods(["GET", "POST"])
def task_split(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Make several tasks of one."""
    now = moment(request)
    plan = _draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    start = {"key": uuid4(), "parts": task.content.replace("; ", ";\n")}
    form = draft_forms.SplitForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        with errors_on(form, {"PLANS_NOTHING_TO_SPLIT": "parts"}):
            edit_draft.split_task(
                actor=now.actor,
                key=form.cleaned_data["key"],
                plan_id=plan_id,
                task_id=task_id,
                parts=form.cleaned_data["parts"].splitlines(),
                at=now.at,
            )
            return redirect("plans:draft-check", plan_id)
    title = _("Tách nhiệm vụ %(n)d") % {"n": task.ordinal}
    return _small_page(request, plan, form, title, _("Tách"))


@require_http_methods(["GET", "POST"])
def task_join(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Put another task behind this one."""
    now = moment(request)
    plan = _draft(now, plan_id)
    task = queries.task_for(plan, task_id)
    others = [
        (row.pk, f"{row.ordinal}. {row.title}")
        for row in queries.tasks_of(plan)
        if row.pk != task_id
    ]
    sent = request.POST.get("with_task_id", "")
    if sent.isdecimal() and int(sent) not in dict(others):
        others.append((int(sent), ""))  # joined already: the operation tells a repeat by its key
    form = draft_forms.JoinForm(request.POST or None, tasks=others, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            edit_draft.join_tasks(
                actor=now.actor, plan_id=plan_id, task_id=task_id, at=now.at, **form.cleaned_data
            )
            return redirect("plans:draft-check", plan_id)
    title = _("Gộp nhiệm vụ %(n)d với nhiệm vụ khác") % {"n": task.ordinal}
    return _small_page(request, plan, form, title, _("Gộp"))


@require_POST
def task_remove(request: HttpRequest, plan_id: int, task_id: int) -> HttpResponse:
    """Take a task out of the draft; pressed twice it is out, and the draft is shown."""
    now = moment(request)
    plan = _draft(now, plan_id)
    version = request.POST.get("version", "")
    try:
        task = queries.task_for(plan, task_id)
    except NotFound:
        return redirect("plans:draft-check", plan_id)
    edit_draft.remove_task(
        actor=now.actor,
        plan_id=plan_id,
        task_id=task_id,
        version=int(version) if version.isdecimal() else 0,
        at=now.at,
    )
    messages.success(request, _("Đã bỏ nhiệm vụ «%(title)s».") % {"title": task.title})
    return redirect("plans:draft-check", plan_id)


_TASK_FIELDS = {
    "PLANS_DUE_MISSING": "due_on",
    "PLANS_EMPTY_TASK": "content",
}


def _draft(now: Moment, plan_id: int) -> Plan:
    plan = queries.plan_for(now.actor, plan_id, now.today)
    require(policies.can(now.actor, Verb.EDIT, plan.issuer_id, now.today))
    if plan.state != PlanState.DRAFT:
        raise NotFound
    return plan


def _page(request: HttpRequest, now: Moment, plan: Plan, sent: dict[str, object]) -> HttpResponse:
    context = draft_pages.check_page(now, plan, sent)
    return render(request, "plans/draft_check.html", context, status=422 if sent else 200)


def _task_page(
    request: HttpRequest,
    plan: Plan,
    task: Task | None,
    form: draft_forms.TaskForm,
    title: str,
    *,
    saved: tuple[Term, ...] = (),
) -> HttpResponse:
    context = {
        "title": title,
        "plan": plan,
        "task": task,
        "form": form,
        "saved": saved,
        "links": _trail(plan, title),
        "source": plan.text[task.start : task.end] if task and task.start is not None else "",
        "doubts": queries.open_doubts_of(task) if task else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/task_form.html", context, status=status)


def _small_page(
    request: HttpRequest, plan: Plan, form: object, title: str, button: str
) -> HttpResponse:
    context = {
        "title": title,
        "plan": plan,
        "form": form,
        "button": button,
        "links": _trail(plan, title),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/small_form.html", context, status=status)


def _trail(plan: Plan, title: str) -> tuple[Link, ...]:
    return (
        Link(_("Kế hoạch"), "/ke-hoach/"),
        Link(_("Kiểm tra"), f"/ke-hoach/{plan.pk}/kiem-tra/"),
        Link(title),
    )
