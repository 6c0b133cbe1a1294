"""The values of one piece of work beside the grid."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.foundation.ui.facade import Term, number
from loa.modules.plans import queries
from loa.modules.plans.queries import Occurrence
from loa.modules.plans.rules import work as rules
from loa.modules.plans.rules.naming import head_words
from loa.modules.plans.rules.vocabulary import vocabulary
from loa.modules.plans.types import Verb, WorkState
from loa.modules.plans.web import presenters, work_pages
from loa.modules.plans.web.reading import Moment, due_words

PANEL_ID = "o"
GRID_QUERY = "ma-tran"
_PICTURES = 3
_LINES = 5


def work_panel(
    now: Moment, occurrence: Occurrence, verbs: list[Verb], query: QueryDict
) -> dict[str, object]:
    """State, day, quantities, evidence, timeline and the next step, in a few lines.

    `query` brings the filters of the grid, so that closing the panel comes back to the same grid.
    """
    assignment = occurrence.assignment
    unit = orgs.last_row(assignment.unit_id, now.today)
    state = WorkState(occurrence.state)
    timeliness = rules.Timeliness(occurrence.due_on, state, occurrence.submitted_on)
    activities = [one for one in queries.activities_of(occurrence) if one.withdrawn_at is None]
    refs = files.refs(
        {item.file_id for one in activities for item in one.evidence.all() if item.file_id}
    )
    views = [presenters.activity_view(one, vocabulary(), refs) for one in activities]
    shown = [file for view in views for file in view.files]
    day = due_words(occurrence.due_on, now.today, is_open=rules.is_open(state))
    terms = (
        (_("Hạn"), f"{day.day} · {day.note}" if day.note else day.day),
        *((term.term, term.words) for term in presenters.work_terms(occurrence, unit.name)[1:3]),
        (_("Hoạt động"), number(len(views))),
    )
    grid = QueryDict(query.get(GRID_QUERY, ""))
    back = reverse("plans:matrix", args=[assignment.plan_id])
    filters = urlencode([(key, one) for key, values in grid.lists() for one in values])
    return {
        "panel_id": PANEL_ID,
        "close_href": f"{back}?{filters}" if filters else back,
        "href": reverse("plans:work-detail", args=[occurrence.pk]),
        "unit": unit.short_name,
        "head": head_words(assignment.task.title),
        "where": _("nhiệm vụ %(n)s") % {"n": number(assignment.task.ordinal)},
        "state": state.value,
        "is_late": rules.is_late(timeliness, now.today),
        "terms": tuple(Term(term, words) for term, words in terms if words),
        "targets": work_pages.targets_of(occurrence, vocabulary()),
        "reason": occurrence.reason if state is WorkState.RETURNED else "",
        "files": shown[:_PICTURES],
        "file_count": number(len(shown)),
        "activity_count": number(len(views)),
        "happenings": work_pages.journal_of(occurrence, activities)[:_LINES],
        "steps": [
            work_pages.step_of(occurrence, verb, {})
            for verb in work_pages.offered(verbs)
            if verb in work_pages.MAIN
        ],
    }
