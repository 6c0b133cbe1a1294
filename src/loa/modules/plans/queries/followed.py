"""Duties that come to a unit twice: by its superior's plan and by one that carries that plan out.

Such a duty is one piece of work, followed where it was first given. What the plan below says of it
(an earlier day, other words, parts) is detail of that piece, found from the rows of `Answer`.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_instant
from loa.modules.plans.models import Answer, Assignment, Occurrence, Plan, Task
from loa.modules.plans.queries.plan_counts import PlanCounts, PlanTally, tally_of
from loa.modules.plans.queries.plans import visible_plans
from loa.modules.plans.queries.work import grid_work, opened_first, plan_work, work_rows
from loa.modules.plans.types import (
    CLOSED_STATES,
    OPEN_STATES,
    GridWork,
    Lateness,
    PlanState,
    TaskRole,
    WorkRow,
    WorkState,
)

# From a task upwards: to the duties that it answers, to the same duty in every revision.
_ABOVE = """
    WITH RECURSIVE up (task_id, unit_id, duty_id) AS (
        SELECT a.task_id, a.unit_id, n.duty_id
        FROM plans_assignment a JOIN plans_answer n ON n.task_id = a.task_id
        WHERE a.plan_id = ANY(%(plans)s) AND n.confirmed_at IS NOT NULL
            AND (%(units)s::bigint[] IS NULL OR a.unit_id = ANY(%(units)s::bigint[]))
        UNION
        SELECT up.task_id, up.unit_id, further.duty_id
        FROM up JOIN LATERAL (
            SELECT t.continues_id FROM plans_task t
            WHERE t.id = up.duty_id AND t.continues_id IS NOT NULL
            UNION ALL SELECT t.id FROM plans_task t WHERE t.continues_id = up.duty_id
            UNION ALL SELECT n.duty_id FROM plans_answer n
            WHERE n.task_id = up.duty_id AND n.confirmed_at IS NOT NULL
        ) AS further (duty_id) ON true
    )
    SELECT DISTINCT up.task_id, up.unit_id, a.id
    FROM up
    JOIN plans_assignment a ON a.task_id = up.duty_id AND a.unit_id = up.unit_id
    JOIN plans_plan p ON p.id = a.plan_id
    WHERE a.role = %(lead)s AND p.state = ANY(%(given)s) AND EXISTS (
        SELECT 1 FROM plans_occurrence o
        WHERE o.assignment_id = a.id AND (o.state <> %(exempt)s OR %(ever)s)
    )
    ORDER BY 1, 2, 3
"""
# Of those plans what is followed above and owed there at the end of a day.
_OWED = """
    SELECT DISTINCT mine.task_id, mine.unit_id
    FROM unnest(%(tasks)s::bigint[], %(units)s::bigint[], %(pieces)s::bigint[])
        AS pair (task_id, unit_id, piece)
    JOIN plans_assignment mine ON mine.task_id = pair.task_id AND mine.unit_id = pair.unit_id
    JOIN plans_assignment a ON a.id = pair.piece
    WHERE mine.role = %(lead)s AND mine.issued_at < %(until)s AND a.issued_at < %(until)s
        AND EXISTS (
            SELECT 1 FROM plans_occurrence o WHERE o.assignment_id = a.id
                AND NOT (o.state = %(exempt)s AND o.closed_on <= %(day)s)
        )
"""
_GIVEN = [PlanState.ISSUED.value, PlanState.CLOSED.value]

Pieces = dict[tuple[int, int], list[int]]
"""(task, unit) of plans below → the assignments above on which that is followed."""


@dataclass(frozen=True)
class Detail:
    """What a unit's document, or that of a unit between, says of a duty that is followed above."""

    plan: Plan
    task: Task | None


def above(
    plan_ids: Collection[int], units: Collection[int] | None = None, *, ever: bool = False
) -> Pieces:
    """Of those plans what is followed on an assignment above; of all units, or of some.

    With `ever` also on one that was, and is not any more.
    """
    asked: dict[str, Any] = {
        "plans": list(plan_ids),
        "units": None if units is None else list(units),
        "lead": TaskRole.LEAD.value,
        "given": [*_GIVEN, PlanState.SUPERSEDED.value] if ever else _GIVEN,
        "ever": ever,
        "exempt": WorkState.NOT_APPLICABLE.value,
    }
    found: Pieces = {}
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, asked)
        for task, unit, piece in cursor.fetchall():
            found.setdefault((task, unit), []).append(piece)
    return found


def owed_above(plan: Plan, day: date) -> set[tuple[int, int]]:
    """(task, unit) of a unit's own plan that is followed above and owed at the end of the day."""
    pairs = [
        (task, unit, piece)
        for (task, unit), several in above([plan.pk], ever=True).items()
        for piece in several
    ]
    asked: dict[str, Any] = {
        "tasks": [task for task, _unit, _piece in pairs],
        "units": [unit for _task, unit, _piece in pairs],
        "pieces": [piece for _task, _unit, piece in pairs],
        "lead": TaskRole.LEAD.value,
        "exempt": WorkState.NOT_APPLICABLE.value,
        "until": local_instant(day + timedelta(days=1), time(0)),
        "day": day,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OWED, asked)
        return {(task, unit) for task, unit in cursor.fetchall()}


def rows_of_plan(
    plan: Plan, units: Collection[int], today: date, tasks: Collection[int] | None = None
) -> list[WorkRow]:
    """The work of a plan as its pages show it: what it gives, and what of it is followed above.

    Of all its tasks, or of some. What is followed above opens the work there and stands under the
    task and plan asked for.
    """
    work = plan_work(plan).filter(assignment__unit__in=units)
    if tasks is not None:
        work = work.filter(assignment__task__in=tasks)
    own = work_rows(work, today)
    if plan.parent_id is None:
        return own
    found = above([plan.pk], units)
    pieces = {one: found[one] for one in found if tasks is None or one[0] in tasks}
    kept = [row for row in own if not _is_followed(row, pieces)]
    return kept + _shown(plan, pieces, today)


def grid_work_of(
    plan: Plan, units: Collection[int], today: date, tasks: Collection[int]
) -> list[GridWork]:
    """The same for a grid, which shows no more of a piece than where it stands."""
    if plan.parent_id is None:
        return grid_work(plan, units, tasks, today)
    rows = rows_of_plan(plan, units, today, tasks)
    opened = opened_first({row.assignment_id for row in rows}, today)
    return [
        GridWork(
            row.assignment_id,
            opened[row.assignment_id],
            row.task_id,
            row.unit_id,
            row.state,
            row.lateness,
        )
        for row in rows
    ]


def _is_followed(row: WorkRow, pieces: Pieces) -> bool:
    return row.state is WorkState.NOT_APPLICABLE and (row.task_id, row.unit_id) in pieces


def _shown(plan: Plan, pieces: Pieces, today: date) -> list[WorkRow]:
    """Of several pieces that one task joins the one that is owed first."""
    wanted = {piece for several in pieces.values() for piece in several}
    rows = work_rows(Occurrence.objects.filter(assignment__in=wanted), today)
    by_piece = {row.assignment_id: row for row in rows}
    own = set(
        Occurrence.objects.filter(assignment__plan=plan)
        .exclude(state=WorkState.NOT_APPLICABLE)
        .values_list("assignment__task", "assignment__unit")
    )
    found = []
    for (task, unit), several in pieces.items():
        if (task, unit) in own:
            continue
        first = min((by_piece[piece] for piece in several), key=_when_owed)
        found.append(first._replace(task_id=task, plan_id=plan.pk))
    return found


def _when_owed(row: WorkRow) -> tuple[bool, date]:
    return row.state not in OPEN_STATES, row.due_on


def plan_tally(plan: Plan, units: Collection[int], today: date) -> PlanTally:
    """The same as `tally_of`, with what is followed above."""
    if plan.parent_id is None:
        return tally_of(plan, units, today)
    found = PlanTally({}, {}, {})
    for row in rows_of_plan(plan, units, today):
        for tallies, key in ((found.by_unit, row.unit_id), (found.by_task, row.task_id)):
            tallies.setdefault(key, Counter())[row.state, row.lateness] += 1
        if row.lateness is Lateness.OVERDUE:
            found.owing_units.setdefault(row.task_id, set()).add(row.unit_id)
    return found


def own_counts(plans: Iterable[Plan], units: Collection[int], today: date) -> dict[int, PlanCounts]:
    """Of units' own plans how far they are, with what is followed above."""
    found = {}
    for plan in plans:
        rows = rows_of_plan(plan, units, today) if plan.parent_id else []
        closed = sum(row.state in CLOSED_STATES for row in rows)
        if rows:
            owed = sum(row.lateness is Lateness.OVERDUE for row in rows)
            found[plan.pk] = PlanCounts(len(rows), closed, owed)
    return found


def doubled(units: Collection[int] | None = None) -> list[tuple[Occurrence, list[int]]]:
    """Open work of plans below that is followed above too, with the assignments above; locked."""
    rows = Occurrence.objects.filter(
        assignment__plan__parent__isnull=False, assignment__plan__state=PlanState.ISSUED
    ).exclude(state__in=CLOSED_STATES)
    if units is not None:
        rows = rows.filter(assignment__unit__in=units)
    plans = set(rows.order_by().values_list("assignment__plan", flat=True))
    pieces = above(plans, units) if plans else {}
    if not pieces:
        return []
    locked = rows.filter(assignment__task__in={task for task, _unit in pieces})
    found = locked.select_for_update(of=("self",), no_key=True).select_related("assignment__task")
    return [
        (row, pieces[row.assignment.task_id, row.assignment.unit_id])
        for row in found.order_by("pk")
        if (row.assignment.task_id, row.assignment.unit_id) in pieces
    ]


def details_of(actor: orgs.Actor, assignment: Assignment, on: date) -> list[Detail]:
    """What the documents below that the actor may see say of this work."""
    unit = assignment.unit_id
    duties = same_tasks(assignment.task)
    given = Assignment.objects.filter(unit=unit).values("task")
    answers = Answer.objects.filter(duty__in=duties, confirmed_at__isnull=False)
    by_unit = answers.filter(Q(plan__issuer=unit) | Q(task__in=given), plan__state__in=_GIVEN)
    seen = by_unit.filter(plan__in=visible_plans(actor, on).order_by().values("pk"))
    rows = seen.select_related("plan", "task").order_by("plan__signed_on", "plan", "task")
    return [Detail(one.plan, one.task) for one in rows]


def same_tasks(task: Task) -> set[int]:
    """The task in every revision of its plan."""
    found, more = {task.pk}, {task.pk}
    while more:
        near = Task.objects.filter(Q(continues__in=more) | Q(pk__in=_before(more)))
        more = set(near.values_list("pk", flat=True)) - found
        found |= more
    return found


def _before(tasks: Collection[int]) -> QuerySet[Task, int | None]:
    rows = Task.objects.filter(pk__in=tasks, continues__isnull=False)
    return rows.values_list("continues", flat=True)


def own_days(units: Collection[int]) -> dict[int, date]:
    """Assignment → the first day by which the units' own plans want it, where they name one."""
    plans = Plan.objects.filter(
        parent__isnull=False, state=PlanState.ISSUED, assignments__unit__in=units
    )
    ids = set(plans.order_by().values_list("pk", flat=True))
    if not ids:
        return {}
    pieces = above(ids, units)
    tasks = {task for task, _unit in pieces}
    named = Task.objects.filter(pk__in=tasks, due_on__isnull=False)
    due = dict(named.values_list("pk", "due_on"))
    days: dict[int, date] = {}
    for (task, _unit), several in pieces.items():
        day = due.get(task)
        for piece in several:
            if day is not None:
                days[piece] = min(day, days.get(piece, day))
    return days
