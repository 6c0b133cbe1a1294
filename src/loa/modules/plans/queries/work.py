"""Reads of assignments, their occurrences and activities."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Sum

from loa.foundation.files import facade as files
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import get_one
from loa.kernel.errors import NotFound
from loa.modules.plans.models import Activity, ActivityQuantity, Assignment, Occurrence, Plan
from loa.modules.plans.queries.lineage import readable_units, refuse_closed
from loa.modules.plans.queries.plans import unit_levels
from loa.modules.plans.queries.shown import (
    IS_LATE,
    IS_OWED,
    LATENESS,
    OPENED_ID,
    SHOWN_ID,
    SHOWN_STATE,
    TIME,
    given,
)
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import (
    GridWork,
    Lateness,
    PlanState,
    PlanStatus,
    TaskRole,
    WorkRow,
    WorkState,
    standing_of,
)

_COLUMNS = (
    "assignment_id",
    "id",
    "assignment__plan_id",
    "assignment__task_id",
    "assignment__unit_id",
    "assignment__role",
    "assignment__task__title",
    "state",
    "due_on",
    "starts_on",
    "submitted_on",
    "proposed_at",
    "exempt_reason",
    "assignment__acknowledged_at",
    "version",
)


_GIVEN_OUT = (PlanState.ISSUED.value, PlanState.SUPERSEDED.value, PlanState.CLOSED.value)
_OF_OCCURRENCE = [field.attname for field in Occurrence._meta.concrete_fields]  # noqa: SLF001  Django publishes this name
_OF_ASSIGNMENT = [field.attname for field in Assignment._meta.concrete_fields]  # noqa: SLF001  as above
_LOCKED = f"""
    SELECT {", ".join(f"o.{name}" for name in _OF_OCCURRENCE)},
        {", ".join(f"a.{name}" for name in _OF_ASSIGNMENT)}, p.state
    FROM plans_occurrence o
    JOIN plans_assignment a ON a.id = o.assignment_id
    JOIN plans_plan p ON p.id = a.plan_id
    WHERE o.id = %s AND a.unit_id = ANY(%s) AND p.state = ANY(%s)
    FOR NO KEY UPDATE OF o, a
"""  # noqa: S608  names of our own columns
_ASKED = ("id", "assignment_id", "ordinal", "starts_on", "due_on", "submitted_on", "state")
_FROM_ASKED = f"FROM ({{asked}}) AS asked ({', '.join(_ASKED)})"
# In steps, each by the ids that the one before it found: no step is a matter of what the database
# believes of tables that have just been filled.
_GIVEN = f"""
    SELECT assignment_id, count(*), {IS_LATE}, {IS_OWED}, {SHOWN_ID}
    FROM (SELECT assignment_id, {TIME.format(of="asked")} {_FROM_ASKED} OFFSET 0) AS times
    GROUP BY assignment_id
"""  # noqa: S608  our own words; OFFSET 0 so that each time is judged once
_SHOWN = """
    SELECT a.id, o.id, a.plan_id, a.task_id, a.unit_id, a.role, t.title, o.state, o.due_on,
        o.proposed_at IS NOT NULL, o.exempt_reason, a.acknowledged_at, o.version, o.submitted_on
    FROM plans_occurrence o
    JOIN plans_assignment a ON a.id = o.assignment_id
    JOIN plans_task t ON t.id = a.task_id
    WHERE o.id = ANY(%(shown)s)
    ORDER BY t.ordinal, a.id
"""
_GRID = f"""
    SELECT id, {OPENED_ID}, task_id, unit_id, {SHOWN_STATE}, {LATENESS}
    FROM (
        SELECT a.id, a.task_id, a.unit_id, {TIME.format(of="o")}
        FROM plans_occurrence o JOIN plans_assignment a ON a.id = o.assignment_id
        WHERE a.plan_id = %(plan)s AND a.unit_id = ANY(%(units)s) AND a.task_id = ANY(%(tasks)s)
        OFFSET 0
    ) AS times
    GROUP BY id, task_id, unit_id
"""  # noqa: S608  as above
_OPENED = f"""
    SELECT assignment_id, {OPENED_ID}
    FROM (
        SELECT o.assignment_id, {TIME.format(of="o")} FROM plans_occurrence o
        WHERE o.assignment_id = ANY(%(works)s) OFFSET 0
    ) AS times
    GROUP BY assignment_id
"""  # noqa: S608  as above
_STATES = {state.value: state for state in WorkState}
_LATENESSES = {lateness.value: lateness for lateness in Lateness}
_ROLES = {role.value: role for role in TaskRole}


class _Line(NamedTuple):
    """One occurrence as the table gives it."""

    assignment_id: int
    id: int
    plan_id: int
    task_id: int
    unit_id: int
    role: str
    title: str
    state: str
    due_on: date
    starts_on: date
    submitted_on: date | None
    proposed_at: datetime | None
    exempt_reason: str
    acknowledged_at: datetime | None
    version: int


def superior_seat(unit_id: int, on: date) -> int | None:
    """The unit whose people answer for a unit: for what stands below the province its office."""
    superior = orgs.superior_of(unit_id, on)
    return orgs.office_row(on).id if superior == orgs.root_row(on).id else superior


def visible_work(actor: orgs.Actor, on: date) -> QuerySet[Occurrence]:
    """The occurrences of those units, in plans that were issued."""
    return Occurrence.objects.filter(
        assignment__unit__in=readable_units(actor, on),
        assignment__plan__state__in=_GIVEN_OUT,
    ).select_related("assignment__task", "assignment__plan")


def get_occurrence(actor: orgs.Actor, occurrence_id: int, on: date) -> Occurrence:
    """One occurrence of `visible_work` to work on, locked with its assignment.

    Raises NotFound, and PlanClosed where the plan's year is over.

    Every step of the work begins here, so the statement is written out: composing it anew from
    the models takes longer than the whole rest of the step.
    """
    units = list(readable_units(actor, on))
    with connection.cursor() as cursor:
        cursor.execute(_LOCKED, [occurrence_id, units, list(_GIVEN_OUT)])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    mine, state = len(_OF_OCCURRENCE), row[-1]
    occurrence = Occurrence.from_db(connection.alias, _OF_OCCURRENCE, row[:mine])
    occurrence.assignment = Assignment.from_db(connection.alias, _OF_ASSIGNMENT, row[mine:-1])
    if state != PlanState.ISSUED:
        refuse_closed(occurrence.assignment.plan)
    return occurrence


def occurrence_for(actor: orgs.Actor, occurrence_id: int, on: date) -> Occurrence:
    """One occurrence to show. Raises NotFound."""
    return get_one(visible_work(actor, on).filter(pk=occurrence_id))


def get_activity(actor: orgs.Actor, activity_id: int, on: date) -> Activity:
    """One activity to work on, locked. Raises NotFound, PlanClosed."""
    locked = visible_activities(actor, on).select_for_update(of=("self", "occurrence"), no_key=True)
    found = get_one(locked.filter(pk=activity_id).select_related("occurrence__assignment__plan"))
    refuse_closed(found.occurrence.assignment.plan)
    return found


def visible_activities(actor: orgs.Actor, on: date) -> QuerySet[Activity]:
    """The activities of the work that the actor may see, whoever did them."""
    return Activity.objects.filter(
        occurrence__assignment__unit__in=readable_units(actor, on),
        occurrence__assignment__plan__state__in=_GIVEN_OUT,
    )


def work_rows(occurrences: QuerySet[Occurrence], today: date) -> list[WorkRow]:
    """One row an assignment, with its current occurrence; overdue if any begun one is."""
    try:
        asked, params = occurrences.order_by().values_list(*_ASKED).query.sql_with_params()
    except EmptyResultSet:  # it asks for one of nothing
        return []
    values = {f"p{number}": value for number, value in enumerate(params)}
    of_these = asked % tuple(f"%({name})s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN.format(asked=of_these), {**values, **given(today)})
        found = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(_SHOWN, {"shown": [one[-1] for one in found.values()]})
        return [_work_row(row, found[row[0]][:3], today) for row in cursor.fetchall()]


def grid_work(
    plan: Plan, units: Collection[int], tasks: Collection[int], today: date
) -> list[GridWork]:
    """Where each of those units' assignments stands, in one read for a whole grid of them."""
    asked = {"plan": plan.pk, "units": list(units), "tasks": list(tasks), **given(today)}
    with connection.cursor() as cursor:
        cursor.execute(_GRID, asked)
        return [
            GridWork(piece, time, task, unit, _STATES[state], _LATENESSES[lateness])
            for piece, time, task, unit, state, lateness in cursor.fetchall()
        ]


def opened_first(works: Collection[int], today: date) -> dict[int, int]:
    """Assignment → the time of it that a grid opens: the first overdue one, else the current."""
    with connection.cursor() as cursor:
        cursor.execute(_OPENED, {"works": list(works), **given(today)})
        return dict(cursor.fetchall())


def owed_days(works: Collection[int], today: date) -> dict[int, date]:
    """Assignment → the due day of what `opened_first` gives."""
    opened = opened_first(works, today) if works else {}
    days = dict(Occurrence.objects.filter(pk__in=opened.values()).values_list("pk", "due_on"))
    return {work: days[pk] for work, pk in opened.items()}


def occurrence_rows(occurrences: QuerySet[Occurrence], today: date) -> list[WorkRow]:
    """One row an occurrence."""
    return [_row(line, today) for line in _lines(occurrences)]


def work_by_plan(actor: orgs.Actor, plan_ids: Iterable[int], today: date) -> list[WorkRow]:
    """The work of those plans that the actor may see, one row an assignment."""
    return work_rows(
        Occurrence.objects.filter(
            assignment__plan__in=list(plan_ids), assignment__unit__in=readable_units(actor, today)
        ),
        today,
    )


def occurrences_of(actor: orgs.Actor, assignment_id: int, today: date) -> list[WorkRow]:
    """Every time that one assignment falls due."""
    return occurrence_rows(visible_work(actor, today).filter(assignment=assignment_id), today)


def plan_work(plan: Plan) -> QuerySet[Occurrence]:
    """Every occurrence of the plan."""
    return Occurrence.objects.filter(assignment__plan=plan)


def status(plan: Plan, today: date) -> PlanStatus:
    """Counts of the plan's assignments on the day, each by its current occurrence."""
    rows = work_rows(plan_work(plan), today)
    levels = unit_levels({row.unit_id for row in rows}, plan.as_of)
    by_state = Counter(row.state for row in rows)
    by_role = Counter(row.role for row in rows)
    by_level = Counter(levels[row.unit_id] for row in rows)
    units = Counter(levels[unit_id] for unit_id in {row.unit_id for row in rows})
    return PlanStatus(
        assignments=len(rows),
        by_state={state.value: by_state[state] for state in WorkState},
        late=sum(row.is_late for row in rows),
        by_day=standing_of(Counter((row.state, row.lateness) for row in rows))._asdict(),
        by_role={role.value.lower(): by_role[role] for role in TaskRole},
        by_level={level.value.lower(): by_level[level] for level in orgs.Level},
        units={level.value.lower(): units[level] for level in orgs.Level},
    )


def _lines(occurrences: QuerySet[Occurrence]) -> Iterator[_Line]:
    ordered: Iterable[tuple[object, ...]] = occurrences.order_by(
        "assignment__task__ordinal", "assignment_id", "ordinal"
    ).values_list(*_COLUMNS)
    for values in ordered:
        yield _Line._make(values)


def _work_row(values: tuple[Any, ...], given: tuple[int, bool, bool], today: date) -> WorkRow:
    """Of a row of `_SHOWN`, which has columns of a work row in their order, and one of `_GIVEN`."""
    times, is_late, is_owed = given
    *names, role, title, code, due_on, is_proposed, asked, known, version, submitted_on = values
    state = _STATES[code]
    asks_exempt = bool(asked) and rules.is_open(state)
    lateness = Lateness.NONE
    if is_late:
        shown = rules.lateness(rules.Timeliness(due_on, state, submitted_on), today)
        lateness = rules.of_times(shown, is_owed=is_owed)
    return WorkRow._make((
        *names, _ROLES[role], title, state, due_on, is_late, is_proposed, asks_exempt, known,
        version, times, submitted_on, lateness,
    ))  # fmt: skip


def _row(line: _Line, today: date) -> WorkRow:
    state = _STATES[line.state]
    lateness = rules.lateness(rules.Timeliness(line.due_on, state, line.submitted_on), today)
    return WorkRow(
        assignment_id=line.assignment_id,
        occurrence_id=line.id,
        plan_id=line.plan_id,
        task_id=line.task_id,
        unit_id=line.unit_id,
        role=_ROLES[line.role],
        title=line.title,
        state=state,
        due_on=line.due_on,
        is_late=lateness is not Lateness.NONE,
        is_proposed=line.proposed_at is not None,
        asks_exempt=bool(line.exempt_reason) and rules.is_open(state),
        acknowledged_at=line.acknowledged_at,
        version=line.version,
        submitted_on=line.submitted_on,
        lateness=lateness,
    )


def activity_counts(assignments: Collection[int]) -> dict[int, int]:
    """How many activities of each of these assignments count; none where none was recorded."""
    rows = Activity.objects.filter(
        withdrawn_at=None, occurrence__assignment__in=list(assignments)
    ).order_by()
    counted = rows.values("occurrence__assignment").annotate(n=Count("pk"))
    return {row["occurrence__assignment"]: row["n"] for row in counted}


def activity_for(actor: orgs.Actor, activity_id: int, on: date) -> Activity:
    """One activity to show. Raises NotFound."""
    rows = visible_activities(actor, on).filter(pk=activity_id)
    return get_one(rows.select_related("occurrence__assignment__task"))


def activities_of(occurrence: Occurrence) -> list[Activity]:
    """Its activities, newest day first, with quantities and evidence."""
    rows = occurrence.activities.order_by("-done_on", "-id")
    return list(rows.select_related("document").prefetch_related("quantities", "evidence"))


def assignment_totals(assignment: Assignment) -> dict[str, int]:
    """What the unit has reached so far in this task, by measure."""
    rows = ActivityQuantity.objects.filter(
        activity__occurrence__assignment=assignment, activity__withdrawn_at=None
    )
    sums = rows.values("measure").annotate(total=Sum("amount")).order_by()
    return {row["measure"]: row["total"] for row in sums}


def evidence_ref(
    actor: orgs.Actor, activity_id: int, file_id: int, on: date
) -> files.StoredFileRef:
    """A file of an activity that the actor may see. Raises NotFound."""
    activity = activity_for(actor, activity_id, on)
    own = {activity.paper_id} | {
        file_id
        for pair in activity.evidence.values_list("file_id", "thumbnail_id")
        for file_id in pair
    }
    if file_id not in own:
        raise NotFound
    return files.ref(file_id)
