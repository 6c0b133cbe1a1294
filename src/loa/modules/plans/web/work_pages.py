"""The values of the pages of one piece of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Happening, Link, Step, number
from loa.kernel.access import Allowed
from loa.kernel.clock import local_day
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Activity, Occurrence
from loa.modules.plans.queries.urgings import urging_refs
from loa.modules.plans.rules import work as rules
from loa.modules.plans.rules.vocabulary import Vocabulary, vocabulary
from loa.modules.plans.types import Lateness, PlanState, TaskRole, Verb, WorkState
from loa.modules.plans.web import forms, presenters, question_pages
from loa.modules.plans.web.own_origins import detail_views
from loa.modules.plans.web.publicity_pages import may_show
from loa.modules.plans.web.reading import Moment, due_words

ACTIVITY_FIELDS = {
    "PLANS_ACTIVITY_IN_FUTURE": "done_on",
    "PLANS_WRONG_LINK": "url",
    "PLANS_PAPER_MISSING": "paper",
}
SEND_BACK, STILL_APPLIES = "send_back", "still_applies"
MAIN = (Verb.ACKNOWLEDGE, Verb.APPROVE, Verb.PROPOSE, Verb.FINISH, Verb.ACCEPT)


@dataclass(frozen=True)
class StepView:
    """A form under a piece of work; the main one is the button that comes next."""

    href: str
    words: str
    version: str
    form: Form
    is_main: bool
    is_open: bool


@dataclass(frozen=True)
class OccurrenceView:
    """Another time that the same assignment falls due."""

    href: str
    period: str
    due: str
    state: str
    is_late: bool
    is_done_late: bool
    is_current: bool


def work_page(
    now: Moment, occurrence: Occurrence, verbs: list[Verb], sent: Mapping[str, object]
) -> dict[str, object]:
    """Everything that the page of one piece of work shows."""
    assignment = occurrence.assignment
    unit = orgs.last_row(assignment.unit_id, now.today)
    state = WorkState(occurrence.state)
    timeliness = rules.Timeliness(occurrence.due_on, state, occurrence.submitted_on)
    lateness = rules.lateness(timeliness, now.today)
    activities = queries.activities_of(occurrence)
    words = vocabulary()
    file_ids = {item.file_id for one in activities for item in one.evidence.all() if item.file_id}
    refs = files.refs(file_ids)
    views = [presenters.activity_view(one, words, refs) for one in activities]
    counted = [view for view in views if not view.withdrawn]
    form = sent.get(Verb.RECORD)
    if form is None and Verb.RECORD in verbs:
        form = _record_form(now, occurrence)
    steps = [step_of(occurrence, verb, sent) for verb in offered(verbs)]
    steps += _answers(occurrence, verbs, sent)
    return {
        "title": assignment.task.title,
        "links": _trail(occurrence, unit.name),
        "plan": Link(
            presenters.short_plan_name(assignment.plan),
            reverse("plans:plan-overview", args=[assignment.plan_id]),
        ),
        "unit": unit.name,
        "issued": short_date(local_day(assignment.issued_at)),
        "due": due_words(occurrence.due_on, now.today, is_open=rules.is_open(state)),
        "state": state.value,
        "is_late": lateness is Lateness.OVERDUE,
        "is_done_late": lateness is Lateness.DONE_LATE,
        "occurrence": occurrence,
        "is_proposed": occurrence.proposed_at is not None,
        "is_returned": state is WorkState.RETURNED,
        "is_review": Verb.ACCEPT in verbs
        or (Verb.APPROVE in verbs and occurrence.proposed_at is not None),
        "steps": steps,
        "main_steps": [step for step in steps if step.is_main],
        "terms": presenters.work_terms(occurrence, unit.name),
        "content": assignment.task.content,
        "clause": assignment.task.clause.label if assignment.task.clause else "",
        "targets": targets_of(occurrence, words),
        "details": detail_views(now, occurrence),
        "activities": views,
        "activity_count": number(len(counted)),
        "file_count": number(sum(len(view.files) + len(view.links) for view in counted)),
        "may_withdraw": Verb.RECORD in verbs,
        "may_show": may_show(now, occurrence),
        "form": form,
        "enter_for_href": reverse("plans:activity-add-for", args=[occurrence.pk])
        if _may_enter_for(now, occurrence)
        else "",
        "occurrences": _others(occurrence, now),
        "happenings": journal_of(occurrence, activities),
        **question_pages.of_work(now, occurrence, sent),
        "errors": [one for one in sent.values() if one is not form],
    }


def offered(verbs: list[Verb]) -> list[Verb]:
    """The steps that stand on the page; who may approve has nobody to propose to."""
    left = [verb for verb in verbs if verb in presenters.STEP_WORDS]
    return [verb for verb in left if verb is not Verb.PROPOSE or Verb.APPROVE not in left]


def entry_for_page(now: Moment, occurrence: Occurrence, form: Form) -> dict[str, object]:
    """The page on which the superior enters for a unit."""
    unit = orgs.last_row(occurrence.assignment.unit_id, now.today)
    return {
        "title": _("Nhập thay %(unit)s") % {"unit": unit.name},
        "links": (*_trail(occurrence, unit.name)[:-1], Link(_("Nhập thay"))),
        "task": occurrence.assignment.task.title,
        "form": form,
        "back_href": reverse("plans:work-detail", args=[occurrence.pk]),
    }


def _trail(occurrence: Occurrence, unit: str) -> tuple[Link, ...]:
    assignment = occurrence.assignment
    return (
        Link(_("Kế hoạch"), reverse("plans:plan-list")),
        Link(
            presenters.short_plan_name(assignment.plan, 40),
            reverse("plans:plan-overview", args=[assignment.plan_id]),
        ),
        Link(unit, reverse("plans:unit-tasks", args=[assignment.plan_id, assignment.unit_id])),
        Link(_("Nhiệm vụ %(n)s") % {"n": assignment.task.ordinal}),
    )


def _record_form(now: Moment, occurrence: Occurrence) -> forms.ActivityForm:
    return forms.ActivityForm(
        words=vocabulary(),
        preferred=tuple(occurrence.assignment.task.forms),
        initial={"key": uuid4(), "done_on": now.today},
    )


def step_of(occurrence: Occurrence, verb: Verb, sent: Mapping[str, object]) -> StepView:
    """One step that is open to the actor, with its form."""
    url_name, words = presenters.STEP_WORDS[verb]
    form_class = forms.ReasonForm if verb in presenters.WITH_REASON else forms.StepForm
    refused = sent.get(verb)
    form = refused if isinstance(refused, forms.StepForm) else None
    if form is None:
        initial = {"reason": occurrence.exempt_reason} if verb is Verb.EXEMPT else {}
        form = form_class(initial=initial, auto_id=f"{verb.lower()}_%s")
    return StepView(
        reverse(url_name, args=[occurrence.pk]),
        words,
        str(occurrence.version),
        form,
        verb in MAIN,
        refused is not None,
    )


def _answers(
    occurrence: Occurrence, verbs: list[Verb], sent: Mapping[str, object]
) -> list[StepView]:
    """The head's no to a proposal, and the superior's no to a request to be exempt."""
    found = []
    if Verb.APPROVE in verbs and occurrence.proposed_at is not None:
        words = _("Yêu cầu cán bộ sửa")
        found.append(_answer(occurrence, SEND_BACK, "plans:work-send-back", words, sent))
    if Verb.EXEMPT in verbs and occurrence.exempt_reason:
        words = _("Trả lời: vẫn áp dụng")
        found.append(_answer(occurrence, STILL_APPLIES, "plans:work-refuse-exempt", words, sent))
    return found


def _answer(
    occurrence: Occurrence, key: str, name: str, words: str, sent: Mapping[str, object]
) -> StepView:
    refused = sent.get(key)
    return StepView(
        href=reverse(name, args=[occurrence.pk]),
        words=words,
        version=str(occurrence.version),
        form=refused
        if isinstance(refused, forms.ReasonForm)
        else forms.ReasonForm(auto_id=f"{key}_%s"),
        is_main=False,
        is_open=refused is not None,
    )


def targets_of(occurrence: Occurrence, words: Vocabulary) -> list[Step]:
    """What the unit has reached of what it is to reach."""
    done = queries.assignment_totals(occurrence.assignment)
    return [
        Step(
            words.measures[target.measure].total_label,
            state=_progress(done.get(target.measure, 0), target.amount),
            quantity=f"{number(done.get(target.measure, 0))}/{number(target.amount)} "
            f"{words.measures[target.measure].unit}",
            done=done.get(target.measure, 0),
            target=target.amount,
        )
        for target in queries.targets_of(occurrence.assignment.task)
    ]


def _progress(done: int, target: int) -> str:
    if done >= target:
        return WorkState.DONE.value
    return WorkState.IN_PROGRESS.value if done else WorkState.NOT_STARTED.value


def _may_enter_for(now: Moment, occurrence: Occurrence) -> bool:
    state = WorkState(occurrence.state)
    role = TaskRole(occurrence.assignment.role)
    unit_id = occurrence.assignment.unit_id
    may = policies.can(now.actor, Verb.RECORD_FOR, unit_id, now.today) == Allowed()
    is_closed = occurrence.assignment.plan.state == PlanState.CLOSED
    return may and not is_closed and (state, Verb.RECORD) in rules.STEPS[role]


def _others(occurrence: Occurrence, now: Moment) -> list[OccurrenceView]:
    rows = queries.occurrences_of(now.actor, occurrence.assignment_id, now.today)
    periods = queries.periods_of(occurrence.assignment)
    return [
        OccurrenceView(
            reverse("plans:work-detail", args=[row.occurrence_id]),
            presenters.period_words(periods[row.occurrence_id]),
            short_date(row.due_on),
            row.state.value,
            row.lateness is Lateness.OVERDUE,
            row.lateness is Lateness.DONE_LATE,
            row.occurrence_id == occurrence.pk,
        )
        for row in rows
    ]


def journal_of(occurrence: Occurrence, activities: list[Activity]) -> tuple[Happening, ...]:
    """What happened to the work and its activities, newest first."""
    things = [occurrence.ref, occurrence.assignment.ref]
    things += [one.ref for one in activities]
    things += urging_refs(occurrence.assignment)
    found = audit.entries_for_many(things)
    names = orgs.actor_words({entry.actor_label for entry in found})
    return presenters.happenings(found, names)
