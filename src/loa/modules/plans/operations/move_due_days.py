"""The calendar learned of a day: due days that are derived from it move, each with its reason."""

from datetime import date, datetime

from django.db import connection

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Occurrence, Plan
from loa.modules.plans.types import OPEN_STATES, PlanState, Verb

# All that moves in a plan at once; its rows are locked, so each still stands as it was read.
_MOVE = """
    UPDATE plans_occurrence o
    SET due_on = moved.due_on, ends_on = moved.ends_on, version = o.version + 1
    FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS moved (id, due_on, ends_on)
    WHERE o.id = moved.id
"""


@operation
def move_due_days(*, actor: orgs.Actor, day: date, at: datetime) -> int:
    """Derive the due days of all open work again; how many moved. A second run moves none.

    Work that was handed in keeps the day by which it was handed in; a day that a direction set
    stays as it was said.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.MOVE_DUE, orgs.root_row(on).id, on))

    special = legal.working_calendar().special.get(day)
    because = f"{special.name} ({special.cites})" if special else "lịch làm việc thay đổi"
    reason = f"Ngày {short_date(day)}: {because}"

    lines: list[audit.Line] = []
    for plan in Plan.objects.filter(state=PlanState.ISSUED).order_by("id"):
        lines += _move(plan, reason)

    if lines:
        audit.record_many(actor=actor, verb=Verb.MOVE_DUE, lines=lines, at=at)
    return len(lines)


def _move(plan: Plan, reason: str) -> list[audit.Line]:
    rows = Occurrence.objects.filter(
        assignment__plan=plan, state__in=OPEN_STATES, directed_due_on=None
    )
    locked = list(
        rows.select_for_update(of=("self",), no_key=True)
        .select_related("assignment")
        .order_by("id")
    )
    falls = queries.falling_days(plan, list(plan.tasks.all()))
    levels = queries.unit_levels({row.assignment.unit_id for row in locked}, plan.as_of)
    moved, lines = [], []
    for row in locked:
        days = falls[row.assignment.task_id].for_level(levels[row.assignment.unit_id])
        due_on = next((fall.due_on for fall in days if fall.period == row.period), row.due_on)
        if due_on == row.due_on:
            continue
        ends_on = row.ends_on if row.period else max(row.starts_on, due_on)
        moved.append((row.pk, due_on, ends_on))
        told = Change(
            {"due_on": row.due_on, "ends_on": row.ends_on},
            {"due_on": due_on, "ends_on": ends_on, "reason": reason},
        )
        lines.append(audit.Line(thing=row.ref, change=told, unit_id=row.assignment.unit_id))
    if moved:
        with connection.cursor() as cursor:
            cursor.execute(_MOVE, [list(column) for column in zip(*moved, strict=True)])
    return lines
