"""The values of the pages of one piece of work."""

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
from loa.modules.plans.models import Activity, Occurrence
from loa.modules.plans.rules import work as rules
from loa.modules.plans.rules.vocabulary import Vocabulary, vocabulary
from loa.modules.plans.types import TaskRole, Verb, WorkState
from loa.modules.plans.web import forms, presenters
from loa.modules.plans.web.reading import Moment, due_words

ACTIVITY_FIELDS = {
    "PLANS_ACTIVITY_IN_FUTURE": "done_on",
    "PLANS_WRONG_LINK": "url",
    "PLANS_PAPER_MISSING": "paper",
}
_MAIN = (Verb.ACKNOWLEDGE, Verb.APPROVE, Verb.PROPOSE, Verb.FINISH, Verb.ACCEPT)


@dataclass(frozen=True)
class StepView:
    """A form under a piece of work; the main one is the button that comes next."""

    href: str
    words: str
    version: int
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
    is_current: bool


def work_page(
    now: Moment, occurrence: Occurrence, verbs: list[Verb], sent: dict[Verb, object]
) -> dict[str, object]:
    """Everything that the page of one piece of work shows."""
    assignment = occurrence.assignment
    unit = orgs.last_row(assignment.unit_id, now.today)
    state = WorkState(occurrence.state)
    timeliness = rules.Timeliness(occurrence.due_on, state, occurrence.submitted_on)
    activities = queries.activities_of(occurrence)
    words = vocabulary()
    file_ids = {item.file_id for one in activities for item in one.evidence.all() if item.file_id}
    refs = files.refs(file_ids)
    views = [presenters.activity_view(one, words, refs) for one in activities]
    counted = [view for view in views if not view.withdrawn]
    form = sent.get(Verb.RECORD)
    if form is None and Verb.RECORD in verbs:
        form = forms.ActivityForm(
            words=words,
            preferred=tuple(assignment.task.forms),
            initial={"key": uuid4(), "done_on": now.today},
        )
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
        "is_late": rules.is_late(timeliness, now.today),
        "occurrence": occurrence,
        "is_proposed": occurrence.proposed_at is not None,
        "is_returned": state is WorkState.RETURNED,
        "steps": [_step(occurrence, verb, sent) for verb in verbs if verb is not Verb.RECORD],
        "send_back": _send_back(occurrence, verbs),
        "refuse_href": reverse("plans:work-refuse-exempt", args=[occurrence.pk])
        if Verb.EXEMPT in verbs and occurrence.exempt_reason
        else "",
        "terms": presenters.work_terms(occurrence, unit.name),
        "content": assignment.task.content,
        "clause": assignment.task.clause.label if assignment.task.clause else "",
        "targets": _targets(occurrence, words),
        "activities": views,
        "activity_count": number(len(counted)),
        "file_count": number(sum(len(view.files) + len(view.links) for view in counted)),
        "may_withdraw": Verb.RECORD in verbs,
        "form": form,
        "enter_for_href": reverse("plans:activity-add-for", args=[occurrence.pk])
        if _may_enter_for(now, occurrence)
        else "",
        "occurrences": _others(occurrence, now),
        "happenings": _journal(occurrence, activities),
        "errors": [one for one in sent.values() if one is not form],
    }


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


def _step(occurrence: Occurrence, verb: Verb, sent: dict[Verb, object]) -> StepView:
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
        occurrence.version,
        form,
        verb in _MAIN,
        refused is not None,
    )


def _send_back(occurrence: Occurrence, verbs: list[Verb]) -> StepView | None:
    if Verb.APPROVE not in verbs or occurrence.proposed_at is None:
        return None
    return StepView(
        reverse("plans:work-send-back", args=[occurrence.pk]),
        _("Yêu cầu cán bộ sửa"),
        occurrence.version,
        forms.ReasonForm(auto_id="send_back_%s"),
        is_main=False,
        is_open=False,
    )


def _targets(occurrence: Occurrence, words: Vocabulary) -> list[Step]:
    done = queries.assignment_totals(occurrence.assignment)
    return [
        Step(
            words.measures[target.measure].label,
            quantity=f"{number(done.get(target.measure, 0))}/{number(target.amount)} "
            f"{words.measures[target.measure].unit}",
            done=done.get(target.measure, 0),
            target=target.amount,
        )
        for target in occurrence.assignment.task.targets.order_by("id")
    ]


def _may_enter_for(now: Moment, occurrence: Occurrence) -> bool:
    state = WorkState(occurrence.state)
    role = TaskRole(occurrence.assignment.role)
    unit_id = occurrence.assignment.unit_id
    may = policies.can(now.actor, Verb.RECORD_FOR, unit_id, now.today) == Allowed()
    return may and (state, Verb.RECORD) in rules.STEPS[role]


def _others(occurrence: Occurrence, now: Moment) -> list[OccurrenceView]:
    rows = queries.occurrence_rows(
        queries.visible_work(now.actor, now.today).filter(assignment=occurrence.assignment_id),
        now.today,
    )
    periods = dict(occurrence.assignment.occurrences.values_list("id", "period"))
    return [
        OccurrenceView(
            reverse("plans:work-detail", args=[row.occurrence_id]),
            periods[row.occurrence_id],
            short_date(row.due_on),
            row.state.value,
            row.is_late,
            row.occurrence_id == occurrence.pk,
        )
        for row in rows
    ]


def _journal(occurrence: Occurrence, activities: list[Activity]) -> tuple[Happening, ...]:
    things = [occurrence.ref, occurrence.assignment.ref]
    things += [one.ref for one in activities]
    found = audit.entries_for_many(things)
    names = orgs.person_names({entry.actor_id for entry in found if entry.actor_id})
    return presenters.happenings(found, names)
