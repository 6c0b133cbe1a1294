"""The values of one piece of work beside the grid."""

from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Term, number
from loa.modules.plans import policies, queries
from loa.modules.plans.queries import Occurrence
from loa.modules.plans.rules import work as rules
from loa.modules.plans.rules.naming import head_words
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import Lateness, PlanState, TaskRole, WorkState
from loa.modules.plans.web import matrix_filters, presenters, work_pages
from loa.modules.plans.web.reading import Moment, due_words

PANEL_ID = "o"
GRID_QUERY = "ma-tran"
_PICTURES = 3
_LINES = 5


def work_panel(now: Moment, occurrence: Occurrence, grid_query: str) -> dict[str, object]:
    """State, day, who is to act, quantities, evidence, timeline and steps, in a few lines.

    `grid_query` brings the filters of the grid, so that closing the panel, or a step taken in
    it, comes back to the same grid.
    """
    assignment = occurrence.assignment
    unit = orgs.last_row(assignment.unit_id, now.today)
    state = WorkState(occurrence.state)
    timeliness = rules.Timeliness(occurrence.due_on, state, occurrence.submitted_on)
    lateness = rules.lateness(timeliness, now.today)
    activities = [one for one in queries.activities_of(occurrence) if one.withdrawn_at is None]
    refs = files.refs(
        {item.file_id for one in activities for item in one.evidence.all() if item.file_id}
    )
    views = [presenters.activity_view(one, vocabulary(), refs) for one in activities]
    shown = [file for view in views for file in view.files]
    href = reverse("plans:work-detail", args=[occurrence.pk])
    return {
        "panel_id": PANEL_ID,
        "grid_query": grid_query,
        "close_href": matrix_filters.address(assignment.plan_id, grid_query),
        "href": href,
        "journal_href": f"{href}#dt",
        "unit": unit.short_name,
        "head": head_words(assignment.task.title),
        "where": _("nhiệm vụ %(n)s") % {"n": number(assignment.task.ordinal)},
        "state": state.value,
        "is_late": lateness is Lateness.OVERDUE,
        "is_done_late": lateness is Lateness.DONE_LATE,
        "terms": _terms(now, occurrence, unit.name, len(views)),
        "targets": work_pages.targets_of(occurrence, vocabulary()),
        "reason": occurrence.reason if state is WorkState.RETURNED else "",
        "files": shown[:_PICTURES],
        "file_count": number(len(shown)),
        "activity_count": number(len(views)),
        "happenings": work_pages.journal_of(occurrence, activities)[:_LINES],
        **_steps(now, occurrence),
    }


def _terms(now: Moment, occurrence: Occurrence, unit: str, activities: int) -> tuple[Term, ...]:
    is_open = rules.is_open(WorkState(occurrence.state))
    day = due_words(occurrence.due_on, now.today, is_open=is_open)
    terms = (
        (_("Đơn vị"), unit),
        (_("Hạn"), f"{day.day} · {day.note}" if day.note else day.day),
        *((term.term, term.words) for term in presenters.work_terms(occurrence, unit)[1:3]),
        (_("Đang chờ"), presenters.waits_for(occurrence)),
        (_("Hoạt động"), number(activities)),
    )
    return tuple(Term(term, words) for term, words in terms if words)


def _steps(now: Moment, occurrence: Occurrence) -> dict[str, object]:
    """The step that comes next, if it is the actor's, and why each other one is not."""
    assignment = occurrence.assignment
    place = (
        TaskRole(assignment.role),
        WorkState(occurrence.state),
        assignment.unit_id,
        now.today,
    )
    verbs = policies.still_open(assignment.plan, policies.work_steps(now.actor, *place))
    main = [verb for verb in work_pages.offered(verbs) if verb in work_pages.MAIN]
    is_closed = assignment.plan.state == PlanState.CLOSED
    closed = [] if is_closed else policies.closed_steps(now.actor, *place)
    return {
        "steps": [work_pages.step_of(occurrence, verb, {}) for verb in main],
        "more": bool(set(verbs) - set(main)),
        "closed": tuple(
            Term(presenters.STEP_WORDS[verb][1], why)
            for verb, why in closed
            if verb in presenters.STEP_WORDS and verb in work_pages.MAIN
        ),
    }
