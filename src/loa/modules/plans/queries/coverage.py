"""Which duties of a plan are answered by which units, on any day: from rows and dates alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import connection

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day, local_instant
from loa.modules.plans.models import Plan, Task
from loa.modules.plans.queries.followed import owed_above
from loa.modules.plans.queries.lineage import family, holders, readable_units, revision_in_force
from loa.modules.plans.types import PlanState, TaskRole, WorkState

_NO_ANSWER_KINDS = frozenset({orgs.Kind.PARTNER, orgs.Kind.PRESS})
"""Who is asked to help owes no plan of its own, as it owes no report."""
# What was let off, or went on with another unit or revision, is not owed from that day on.
_ADDRESSED = """
    SELECT a.task_id, a.unit_id FROM plans_assignment a
    WHERE a.plan_id = %(plan)s AND a.role = %(lead)s AND a.issued_at < %(until)s
        AND EXISTS (
            SELECT 1 FROM plans_occurrence o WHERE o.assignment_id = a.id
                AND NOT (o.state = %(exempt)s AND o.closed_on <= %(day)s)
        )
"""
# A document counts from the day it bears until that of the one which takes its place. What answers
# a task of the district's plan that answers a duty of the province's answers that duty too.
_ANSWERED = """
    WITH RECURSIVE asked (duty_id, root) AS (
        SELECT * FROM unnest(%(duties)s::bigint[], %(roots)s::bigint[])
    ), said (root, task_id, plan_id, issuer_id) AS (
        SELECT asked.root, a.task_id, p.id, p.issuer_id
        FROM asked JOIN plans_answer a ON a.duty_id = asked.duty_id
            JOIN plans_plan p ON p.id = a.plan_id
        WHERE a.confirmed_at IS NOT NULL AND p.state <> %(draft)s AND p.signed_on <= %(day)s
        UNION
        SELECT said.root, a.task_id, p.id, p.issuer_id
        FROM said JOIN plans_answer a ON a.duty_id = said.task_id
            JOIN plans_plan p ON p.id = a.plan_id
        WHERE a.confirmed_at IS NOT NULL AND p.state <> %(draft)s AND p.signed_on <= %(day)s
    )
    SELECT root, issuer_id, plan_id, task_id FROM said
    WHERE NOT EXISTS (
        SELECT 1 FROM plans_plan later
        WHERE later.amends_id = said.plan_id AND later.state <> %(draft)s
            AND later.signed_on <= %(day)s
    )
"""


@dataclass(frozen=True)
class Said:
    """By what a unit answers a duty: a document, and its task where it is not the whole of it."""

    plan_id: int
    task_id: int | None


@dataclass(frozen=True)
class DutyCoverage:
    """One duty of the plan: the units that are to answer it, in official order, and who does.

    `clause` is its place in the plan ("III.1"), else its number among the tasks ("NV4").
    """

    task_id: int
    ordinal: int
    clause: str
    text: str
    units: tuple[orgs.UnitRow, ...]
    by_unit: Mapping[int, tuple[Said, ...]]

    @property
    def covered(self) -> tuple[orgs.UnitRow, ...]:
        """Those that answer it."""
        return tuple(unit for unit in self.units if unit.id in self.by_unit)

    @property
    def missing(self) -> tuple[orgs.UnitRow, ...]:
        """Those that do not."""
        return tuple(unit for unit in self.units if unit.id not in self.by_unit)


def coverage(actor: orgs.Actor, plan: Plan, day: date, today: date) -> list[DutyCoverage]:
    """Every duty of the plan, as it stood on the day, over the units that the actor may see.

    The tasks are those of the revision that was in force on the day. Of a unit's own plan the unit
    itself owes no further document.
    """
    with orgs.one_forest():
        return _coverage(readable_units(actor, today), revision_on(plan, day), day)


def _coverage(readable: frozenset[int], plan: Plan, day: date) -> list[DutyCoverage]:
    owed = addressed(plan, day)
    said = _answers(plan, day)
    held_by = holders({unit for answers in said.values() for unit in answers}, day) if said else {}
    rows = orgs.units_by_ids({u for units in owed.values() for u in units} & readable, day)
    standing = sorted(
        (row for row in rows.values() if row.kind not in _NO_ANSWER_KINDS),
        key=lambda row: row.order,
    )
    own = frozenset({plan.issuer_id}) if plan.parent_id is not None else frozenset()
    found = []
    for task in plan.tasks.order_by("ordinal").select_related("clause"):
        by_unit: dict[int, tuple[Said, ...]] = {}
        for unit, answers in said.get(task.pk, {}).items():
            holder = held_by[unit]
            by_unit[holder] = (*by_unit.get(holder, ()), *answers)
        mine = owed.get(task.pk, frozenset())
        units = tuple(row for row in standing if row.id in mine - own)
        found.append(
            DutyCoverage(task.pk, task.ordinal, place_of(task), task.title, units, by_unit)
        )
    return found


def addressed(plan: Plan, day: date) -> dict[int, frozenset[int]]:
    """The units that owe each task on the day; of one that has ended, who holds its duties."""
    asked: dict[str, Any] = {
        "plan": plan.pk,
        "lead": TaskRole.LEAD.value,
        "exempt": WorkState.NOT_APPLICABLE.value,
        "until": local_instant(day + timedelta(days=1), time(0)),
        "day": day,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ADDRESSED, asked)
        rows = cursor.fetchall()
    if plan.parent_id is not None:
        rows = [*{*rows, *owed_above(plan, day)}]
    held_by = holders({unit for _task, unit in rows}, day) if rows else {}
    found: dict[int, set[int]] = defaultdict(set)
    for task, unit in rows:
        found[task].add(held_by[unit])
    return {task: frozenset(units) for task, units in found.items()}


def revision_on(plan: Plan, day: date) -> Plan:
    """The revision that was in force on the day; before all of them the first."""
    found = revision_in_force(plan)
    while found.amends is not None and (
        found.issued_at is None or local_day(found.issued_at) > day
    ):
        found = found.amends
    return found


def same_duties(plan: Plan) -> dict[int, int]:
    """Each task of any revision of the plan → the first of those that are one duty."""
    rows = Task.objects.filter(plan__in=family(plan)).order_by("plan__revision")
    before = dict(rows.values_list("id", "continues"))
    first: dict[int, int] = {}
    for task, continued in before.items():
        first[task] = first.get(continued or 0, continued or task)
    return first


def _answers(plan: Plan, day: date) -> dict[int, dict[int, tuple[Said, ...]]]:
    """Task of the plan → unit → by what it answers."""
    first = same_duties(plan)
    root_of = {first[task]: task for task in plan.tasks.values_list("pk", flat=True)}
    duties = [task for task, same in first.items() if same in root_of]
    asked: dict[str, Any] = {
        "duties": duties,
        "roots": [root_of[first[task]] for task in duties],
        "draft": PlanState.DRAFT.value,
        "day": day,
    }
    found: dict[int, dict[int, tuple[Said, ...]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERED, asked)
        for root, unit, plan_id, task_id in cursor.fetchall():
            by_unit = found[root]
            by_unit[unit] = (*by_unit.get(unit, ()), Said(plan_id, task_id))
    return found


def place_of(task: Task) -> str:
    """Where a task stands in its plan: its section, else its number among the tasks."""
    path = task.clause.path if task.clause else ""
    return path.replace("/", ".") or f"NV{task.ordinal}"
