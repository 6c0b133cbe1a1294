"""Work that goes on elsewhere: in the next revision of its plan, or with a unit's successor."""

from datetime import datetime

from django.db.models import F, QuerySet

from loa.foundation.audit import facade as audit
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set
from loa.modules.plans.models import Activity, Occurrence
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import CLOSED_STATES, TaskRole, WorkState

_KEPT = (
    "proposed_at",
    "proposed_by",
    "submitted_on",
    "closed_on",
    "reason",
    "exempt_reason",
    "entered_for_by",
)


def take_over(old: Occurrence, new: Occurrence) -> list[audit.Line]:
    """Let `new`, in which nothing happened yet, stand where `old` stands; activities come along.

    Both with their assignments loaded. The lines are the caller's to record.
    """
    before, after = TaskRole(old.assignment.role), TaskRole(new.assignment.role)
    state = rules.carried(WorkState(old.state), before, after)
    fields: dict[str, object] = {name: getattr(old, name) for name in _KEPT}
    if state != old.state:
        fields |= {"proposed_at": None, "proposed_by": "", "submitted_on": None, "closed_on": None}
    fields |= _directed_day(old, new)
    _move_activities(old, new)
    return _write(new, {"state": state, **fields}, {"from": old.ref})


def join(old: Occurrence, new: Occurrence) -> list[audit.Line]:
    """Put the activities of `old` to those of `new`, which its unit has and goes on with."""
    _move_activities(old, new)
    state = rules.joined(WorkState(new.state), WorkState(old.state))
    return _write(new, {"state": state}, {"from": old.ref}) if state != new.state else []


def close(occurrence: Occurrence, reason: str, at: datetime) -> list[audit.Line]:
    """End work that nobody finished, saying why; what is closed stays as it was closed."""
    if not rules.is_open(WorkState(occurrence.state)):
        return []
    fields: dict[str, object] = {
        "state": WorkState.NOT_APPLICABLE,
        "reason": reason,
        "closed_on": local_day(at),
        "submitted_on": None,
        "proposed_at": None,
        "proposed_by": "",
    }
    return _write(occurrence, fields, {})


def close_all(rows: QuerySet[Occurrence], reason: str, at: datetime) -> list[audit.Line]:
    """End all of it that nobody finished, in one statement."""
    left = rows.exclude(state__in=CLOSED_STATES)
    found = list(left.order_by("id").values_list("pk", "state", "assignment__unit_id"))
    fields: dict[str, object] = {"state": WorkState.NOT_APPLICABLE.value, "reason": reason}
    Occurrence.objects.filter(pk__in=[pk for pk, _, _ in found]).update(
        **fields,
        closed_on=local_day(at),
        submitted_on=None,
        proposed_at=None,
        proposed_by="",
        version=F("version") + 1,
    )
    return [
        audit.Line(
            thing=Occurrence(pk=pk).ref, change=Change({"state": state}, fields), unit_id=unit
        )
        for pk, state, unit in found
    ]


def promote(occurrence: Occurrence) -> list[audit.Line]:
    """Let a coordinating unit's work be that of the leader it has become."""
    state = rules.carried(WorkState(occurrence.state), TaskRole.COORDINATE, TaskRole.LEAD)
    if state == occurrence.state:
        return []
    return _write(occurrence, {"state": state, "submitted_on": None, "closed_on": None}, {})


def _directed_day(old: Occurrence, new: Occurrence) -> dict[str, object]:
    """A due day that a direction set goes along, unless the revision orders another day."""
    is_same = old.assignment.task_id == new.assignment.task_id
    if old.directed_due_on is None:
        return {}
    if not is_same and old.assignment.task.due_on != new.assignment.task.due_on:
        return {}
    day = old.directed_due_on
    ends_on = new.ends_on if new.period else max(new.starts_on, day)
    return {"due_on": day, "directed_due_on": day, "ends_on": ends_on}


def _move_activities(old: Occurrence, new: Occurrence) -> None:
    """Who did them stays who did them: sums follow the unit by the tree of their day."""
    Activity.objects.filter(occurrence=old).update(
        occurrence=new, plan=new.assignment.plan_id, version=F("version") + 1
    )


def _write(row: Occurrence, fields: dict[str, object], told: dict[str, object]) -> list[audit.Line]:
    change = compare_and_set(row, row.version, **fields)
    for name, value in {**fields, "version": row.version + 1}.items():
        setattr(row, name, value)
    whole = Change(change.before, {**change.after, **told})
    return [audit.Line(thing=row.ref, change=whole, unit_id=row.assignment.unit_id)]
