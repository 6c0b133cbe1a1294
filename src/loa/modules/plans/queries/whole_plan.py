"""Reads of a whole plan, past all rights: for whoever plays its year or counts it again."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q

from loa.kernel.errors import DomainError
from loa.modules.plans.models import Evidence, Occurrence, Plan, Urging
from loa.modules.plans.queries.difficulties import counts_of
from loa.modules.plans.queries.plans import report_periods
from loa.modules.plans.queries.reports import latest
from loa.modules.plans.queries.work import activity_counts, plan_work, work_rows
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.rules.urging import UrgingState
from loa.modules.plans.types import CLOSED_STATES, TaskRole, WorkState

_COLUMNS = (
    "id",
    "assignment__task_id",
    "assignment__task__ordinal",
    "assignment__task__title",
    "assignment__unit_id",
    "assignment__role",
    "period",
    "starts_on",
    "due_on",
    "state",
    "submitted_on",
    "proposed_at",
    "exempt_reason",
    "n_activities",
)
_RECOUNT = """
    SELECT
        (SELECT count(*) FROM plans_assignment a WHERE plan_id = %(plan)s
            AND EXISTS (SELECT 1 FROM plans_occurrence o WHERE o.assignment_id = a.id)),
        (SELECT count(*) FROM plans_activity WHERE plan_id = %(plan)s AND withdrawn_at IS NULL),
        (SELECT count(*) FROM (SELECT DISTINCT unit_id, period FROM plans_periodreport
            WHERE plan_id = %(plan)s) AS reported),
        (SELECT count(*) FROM plans_urging WHERE plan_id = %(plan)s AND state <> %(settled)s),
        (SELECT count(*) FROM plans_difficulty WHERE plan_id = %(plan)s AND state <> 'WITHDRAWN')
"""


class CountsDiffer(DomainError):
    """What the pages count is not what the rows give."""

    code = "PLANS_COUNTS_DIFFER"


class BegunWork(NamedTuple):
    """One occurrence that has begun and is not closed; `activities` counts what was recorded."""

    occurrence_id: int
    task_id: int
    ordinal: int
    title: str
    unit_id: int
    role: TaskRole
    period: str
    starts_on: date
    due_on: date
    state: WorkState
    submitted_on: date | None
    is_proposed: bool
    asks_exempt: bool
    activities: int


@dataclass(frozen=True)
class PlanTotals:
    """What there is of one plan alone; `urged` are texts and calls, of reports editions count once.

    Withdrawn activities and difficulties are left out, and urgings that were settled unsent.
    """

    assignments: int
    activities: int
    reports: int
    urged: int
    difficulties: int


def begun_work(plan_id: int, on: date) -> list[BegunWork]:
    """All work of the plan that somebody has still to do something about."""
    rows = Occurrence.objects.filter(assignment__plan=plan_id, starts_on__lte=on)
    left = rows.exclude(state__in=CLOSED_STATES).annotate(
        n_activities=Count("activities", filter=Q(activities__withdrawn_at=None))
    )
    found = []
    for row in left.values_list(*_COLUMNS):
        pk, task, ordinal, title, unit, role, period, starts, due, state, submitted, *rest = row
        proposed, exempt, activities = rest
        found.append(
            BegunWork(
                pk, task, ordinal, title, unit, TaskRole(role), period, starts, due,
                WorkState(state), submitted, proposed is not None, bool(exempt), activities,
            )
        )  # fmt: skip
    return found


def periods_to_report(plan_id: int) -> list[Span]:
    """The periods of the plan for which reports are owed."""
    plan = Plan.objects.get(pk=plan_id)
    return [span for span in report_periods(plan) if span.last >= plan.as_of]


def unacknowledged(plan_id: int, since: date) -> list[tuple[int, int, date]]:
    """(urging, unit, day) of what was sent since a day and no head has acknowledged."""
    rows = Urging.objects.filter(
        plan=plan_id, state=UrgingState.SENT.value, acknowledged_at=None, day__gte=since
    )
    return list(rows.order_by("day", "id").values_list("id", "unit_id", "day"))


def pictures_by_form(plan_id: int) -> dict[str, tuple[int, int | None]]:
    """For each form the first picture that shows an activity of it: (file, thumbnail)."""
    rows = Evidence.objects.filter(activity__plan=plan_id, thumbnail__isnull=False)
    found: dict[str, tuple[int, int | None]] = {}
    for form, file_id, thumbnail_id in rows.order_by("id").values_list(
        "activity__form", "file_id", "thumbnail_id"
    ):
        found.setdefault(form, (file_id, thumbnail_id))
    return found


def totals_shown(plan_id: int, on: date) -> PlanTotals:
    """The totals of a plan as its pages count them."""
    plan = Plan.objects.get(pk=plan_id)
    rows = work_rows(plan_work(plan), on)
    reports = sum(len(latest(plan, span.code)) for span in report_periods(plan))
    told = Urging.objects.filter(plan=plan, works__was_settled=False).distinct().count()
    raised = counts_of(plan, on)
    return PlanTotals(
        assignments=len(rows),
        activities=sum(activity_counts({row.assignment_id for row in rows}).values()),
        reports=reports,
        urged=told,
        difficulties=raised.open + raised.answered,
    )


def recount(plan_id: int) -> PlanTotals:
    """The same counted from the rows alone."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, {"plan": plan_id, "settled": UrgingState.SETTLED.value})
        return PlanTotals(*cursor.fetchone())


def checked_totals(plan_id: int, on: date) -> PlanTotals:
    """The totals of the pages, which the rows confirm. Raises CountsDiffer."""
    shown, counted = totals_shown(plan_id, on), recount(plan_id)
    if shown != counted:
        message = f"Số trên trang ({shown}) không khớp số đếm lại từ các dòng ({counted})."
        raise CountsDiffer(message)
    return shown
