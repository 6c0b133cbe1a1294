"""What a direction changes: due days of work, or a new task in the draft of the next revision."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, get_one
from loa.kernel.words import short_date
from loa.modules.plans.models import Difficulty, Direction, Occurrence, Plan
from loa.modules.plans.operations.draft_rows import insert_task, record_edit
from loa.modules.plans.operations.revise_plan import revision_of
from loa.modules.plans.operations.tell_units import tell_unit
from loa.modules.plans.queries import abouts
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules import tasks as task_rules
from loa.modules.plans.rules.naming import task_title
from loa.modules.plans.types import (
    OPEN_STATES,
    Effect,
    NoticeKind,
    PlanState,
    Schedule,
    TaskFacts,
    TaskRole,
    Verb,
    WorkState,
)


def carry_out(
    *,
    actor: orgs.Actor,
    direction: Direction,
    answered: list[Difficulty],
    work_id: int | None,
    at: datetime,
) -> None:
    """Do what the direction says; part of answering.

    `work_id` is the work of who raised the first of them whose day moves, where one was chosen;
    of others the same time. Raises NoTaskToMove where a day was to be moved and nothing is open,
    NotRaisable where a task was to be added and the plan is not at work any more.
    """
    if direction.effect == Effect.NEW_TASK:
        _open_task(actor, direction, answered, at)
    elif direction.effect != Effect.NONE:
        _move(actor, direction, answered, work_id, at)


def _move(
    actor: orgs.Actor,
    direction: Direction,
    answered: list[Difficulty],
    work_id: int | None,
    at: datetime,
) -> None:
    task = answered[0].task
    if task is None or direction.due_on is None:
        raise rules.NoTaskToMove
    is_for_all = direction.effect == Effect.ALL_DUE
    units = None if is_for_all else {one.unit_id for one in answered}
    raised_on = local_day(answered[0].raised_at)
    in_force = abouts.task_in_force(task)
    ordinal = None if work_id is None else reads.ordinal_of(answered[0], work_id)
    found = reads.work_about(in_force, raised_on, local_day(at), units=units, ordinal=ordinal)
    left = [row for row in found if WorkState(row.state) in OPEN_STATES]
    if not left:
        raise rules.NoTaskToMove
    lines = [_move_one(row, direction) for row in left]
    audit.record_many(actor=actor, verb=Verb.MOVE_DUE, lines=lines, at=at)
    for row in left:
        text = f"Hạn mới {short_date(direction.due_on)} theo chỉ đạo: {direction.words}"
        tell_unit(row.assignment.unit_id, NoticeKind.DUE_MOVED, text, at, row)


def _move_one(row: Occurrence, direction: Direction) -> audit.Line:
    day = direction.due_on
    ends_on = row.ends_on if row.period or day is None else max(row.starts_on, day)
    change = compare_and_set(row, row.version, due_on=day, directed_due_on=day, ends_on=ends_on)
    told = Change(change.before, {**change.after, "reason": direction.words})
    return audit.Line(thing=row.ref, change=told, unit_id=row.assignment.unit_id)


def _open_task(
    actor: orgs.Actor, direction: Direction, answered: list[Difficulty], at: datetime
) -> None:
    """The draft of the next revision, with a task for those who raised it."""
    rows = Plan.objects.select_for_update(of=("self",)).filter(pk=direction.plan_id)
    plan = get_one(rows)
    if plan.state != PlanState.ISSUED:
        raise rules.NotRaisable
    draft = revision_of(actor=actor, plan=plan, at=at)
    units = sorted({one.unit_id for one in answered})
    facts = TaskFacts(
        title=task_title(direction.words),
        content=direction.words,
        schedule=Schedule.ONCE,
        due_on=direction.due_on,
        units=tuple((TaskRole.LEAD, unit) for unit in units),
    )
    task = insert_task(draft, facts, None)
    record_edit(actor, draft, task.ref, Change({}, task_rules.as_asked(facts)), at)
    direction.draft, direction.task = draft, task
    direction.save(update_fields=["draft", "task"])
