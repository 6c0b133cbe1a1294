"""A checked draft becomes one assignment for every unit that it addresses."""

from datetime import datetime
from typing import NamedTuple

from loa.foundation.audit import facade as audit
from loa.foundation.jobs.facade import announce
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, checking_keys, compare_and_set, copy_rows, new_ids, operation
from loa.kernel.errors import DomainError
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.events import PlanIssued
from loa.modules.plans.models import Assignment, Doubt, Occurrence, Plan, Task
from loa.modules.plans.operations import amend_plan, do_by_document, follow_above, make_own_plan
from loa.modules.plans.queries import followed
from loa.modules.plans.rules import schedule as schedules
from loa.modules.plans.rules.schedule import Falling
from loa.modules.plans.types import (
    DoubtState,
    IssueResult,
    PlanState,
    TaskRole,
    Verb,
    WorkState,
)

_OCCURRENCE_COLUMNS = (
    "assignment_id", "ordinal", "period", "starts_on", "ends_on", "due_on", "state", "proposed_by",
    "reason", "exempt_reason", "entered_for_by", "version",
)  # fmt: skip

_NOT_STARTED = WorkState.NOT_STARTED.value


class _Given(NamedTuple):
    """An assignment as it was just written."""

    pk: int
    task_id: int
    unit_id: int
    role: str


class NothingToIssue(DomainError):
    """No task of the draft names a unit."""

    code = "PLANS_NOTHING_TO_ISSUE"
    message_vi = (
        "Bản nháp chưa có nhiệm vụ nào nêu đơn vị thực hiện. Thêm nhiệm vụ hoặc chọn đơn vị."
    )


class TasksWithoutUnit(DomainError):
    """Some tasks name no unit, and the officer did not say to leave them out."""

    code = "PLANS_TASKS_WITHOUT_UNIT"


class UnitsNotStanding(DomainError):
    """Tasks name units that there are not on the day for which the plan speaks."""

    code = "PLANS_UNITS_NOT_STANDING"


@operation
def issue_plan(
    *,
    actor: orgs.Actor,
    plan_id: int,
    version: int | None,
    at: datetime,
    as_it_stands: bool = False,
    number: str = "",
) -> IssueResult:
    """Give out the tasks. Issuing twice changes nothing and answers the same.

    `version` None and `as_it_stands` are the command line's: the draft is taken as it is, and its
    doubts are kept as unreviewed. A unit's own plan is signed and numbered by it: `number` is one
    that was given elsewhere, "" the next of the unit's register.
    """
    on = local_day(at)
    plan = queries.get_plan(actor, plan_id, on)

    require(policies.can_on(actor, Verb.ISSUE, plan, on))
    if plan.state != PlanState.DRAFT:
        return IssueResult(plan.pk, plan.assignments.exclude(occurrences=None).count())

    addressed = queries.addressed_units(plan)
    make_own_plan.require_whole(plan, {one for _, units in addressed for one in units}, on)
    if not as_it_stands:
        _require_units(addressed)
    if not any(units for _, units in addressed):
        raise NothingToIssue
    _require_standing(plan, addressed)
    earlier = amend_plan.earlier_work(plan)
    is_own = plan.parent_id is not None
    signed = make_own_plan.sign(plan, actor, number, at) if is_own else {}

    change = compare_and_set(
        plan,
        plan.version if version is None else version,
        state=PlanState.ISSUED,
        issued_at=at,
        issued_by=actor.label,
        **signed,
    )
    plan.refresh_from_db()
    if is_own:
        do_by_document.settle(plan, actor, at)
    rows, pieces = _write_assignments(plan, addressed, earlier, at)
    Doubt.objects.filter(plan=plan, state=DoubtState.OPEN).update(
        state=DoubtState.UNREVIEWED, settled_at=at, settled_by=actor.label
    )
    if plan.amends_id:
        amend_plan.carry_over(actor=actor, plan=plan, earlier=earlier, pieces=pieces, at=at)
        follow_above.gather({unit for _, units in addressed for unit in units}, at)

    audit.record(
        actor=actor, verb=Verb.ISSUE, thing=plan.ref, change=change, at=at, unit_id=plan.issuer_id
    )
    with checking_keys():
        audit.record_many(actor=actor, verb=Verb.ISSUE, lines=_journal(rows), at=at)

    announce(PlanIssued(plan.pk, at))
    return IssueResult(plan.pk, len(rows))


def _require_units(addressed: list[tuple[Task, dict[int, TaskRole]]]) -> None:
    idle = [task for task, units in addressed if not units]
    if idle:
        names = ", ".join(str(task.ordinal) for task in idle)
        message = (
            f"Nhiệm vụ {names} chưa có đơn vị thực hiện. Chọn đơn vị, bỏ nhiệm vụ đó, "
            "hoặc đánh dấu «Giao phần đã đủ»."
        )
        raise TasksWithoutUnit(message)


def _require_standing(plan: Plan, addressed: list[tuple[Task, dict[int, TaskRole]]]) -> None:
    standing = {row.id for row in orgs.tree(plan.as_of)}
    gone = {unit for _, units in addressed for unit in units} - standing
    if gone:
        names = ", ".join(row.name for row in orgs.units_by_ids(gone, plan.as_of).values())
        message = (
            f"Ngày {short_date(plan.as_of)} không có đơn vị: {names}. "
            "Sửa đơn vị của nhiệm vụ, hoặc sửa ngày lấy danh sách đơn vị."
        )
        raise UnitsNotStanding(message)


def _write_assignments(
    plan: Plan,
    addressed: list[tuple[Task, dict[int, TaskRole]]],
    earlier: amend_plan.Earlier,
    at: datetime,
) -> tuple[list[_Given], followed.Pieces]:
    """What was given, and what is followed on work that its unit has: that gets no days here."""
    falls = queries.falling_days(plan, [task for task, _ in addressed])
    levels = queries.unit_levels({unit for _, units in addressed for unit in units}, plan.as_of)
    words = {role: role.value for role in TaskRole}
    named = [
        (task_id, unit_id, words[role])
        for task_id, units in ((task.pk, units) for task, units in addressed)
        for unit_id, role in units.items()
    ]
    ids = new_ids(Assignment, len(named))
    rows = [_Given(pk, *one) for pk, one in zip(ids, named, strict=True)]
    shared = (plan.pk, at.isoformat(), "", 1)  # put into words once, not for each row
    copy_rows(
        Assignment,
        ("id", "task_id", "unit_id", "role", "plan_id", "issued_at", "acknowledged_by", "version"),
        (row + shared for row in rows),
    )
    pieces = followed.above([plan.pk]) if plan.parent_id else {}
    rows = [row for row in rows if (row.task_id, row.unit_id) not in pieces]
    with checking_keys():
        occurrences = [
            _occurrence(row.pk, fall)
            for row in rows
            for fall in schedules.after_earlier(
                earlier.falls(row.task_id, row.unit_id),
                falls[row.task_id].for_level(levels[row.unit_id]),
            )
        ]
    copy_rows(Occurrence, _OCCURRENCE_COLUMNS, occurrences)
    return rows, pieces


def _occurrence(assignment_id: int, fall: Falling) -> tuple[object, ...]:
    return (
        assignment_id, fall.ordinal, fall.period, fall.starts_on, fall.ends_on, fall.due_on,
        _NOT_STARTED, "", "", "", "", 1,
    )  # fmt: skip


def _journal(rows: list[_Given]) -> list[audit.Line]:
    changes = {
        (task_id, role): Change(before={}, after={"task_id": task_id, "role": role})
        for task_id, role in {(row.task_id, row.role) for row in rows}
    }
    return [
        audit.Line(f"plans.assignment:{row.pk}", changes[row.task_id, row.role], row.unit_id)
        for row in rows
    ]
