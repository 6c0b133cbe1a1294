"""Reads of difficulties: who may see which, by when each is to be answered, which are alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, QuerySet

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.modules.plans.models import (
    Assignment,
    Clause,
    Difficulty,
    DifficultyStep,
    Direction,
    Occurrence,
    Plan,
    Task,
)
from loa.modules.plans.queries.abouts import (
    about_words,
    same_clauses,
    same_tasks,
    task_in_force,
)
from loa.modules.plans.queries.lineage import (
    holders,
    revision_in_force,
    revisions,
)
from loa.modules.plans.queries.replies import Kind, of_units, since_reached, units_where
from loa.modules.plans.queries.work import visible_work
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.replies import is_overdue
from loa.modules.plans.rules.report_difficulties import ReportedDifficulty
from loa.modules.plans.rules.schedule import Span
from loa.modules.plans.types import (
    OPEN_STATES,
    DifficultyCounts,
    DifficultyMove,
    DifficultyRow,
    DifficultyState,
    Verb,
    WorkState,
)

_MOST_EARLIER = 3
"""Earlier answers beside the form of a new one."""


def steps_of(difficulty: Difficulty) -> list[DifficultyStep]:
    """What happened to it, oldest first."""
    return list(difficulty.steps.order_by("ordinal"))


def clocks(steps: list[DifficultyStep]) -> list[date | None]:
    """For each step the last day in time for an answer, where it began a clock."""
    calendar = legal.working_calendar()
    found: list[date | None] = []
    for number, _one in enumerate(steps, 1):
        stands = rules.standing(stepped(steps[:number]))
        begins = stands.reached_at == steps[number - 1].at
        reached = local_day(stands.reached_at)
        level = orgs.last_row(stands.holder_id, reached).level.value
        is_open = stands.state is DifficultyState.OPEN
        found.append(rules.CLOCK.due_on(reached, level, calendar) if begins and is_open else None)
    return found


def on_task(actor: orgs.Actor, task: Task, unit_id: int, on: date) -> list[Difficulty]:
    """What the unit raised on the task, newest first, as far as the actor may see it."""
    chain = revisions(revision_in_force(task.plan))
    rows = KIND.visible(actor, on).filter(unit=unit_id, task__in=same_tasks(task, chain))
    return list(rows.exclude(state=DifficultyState.WITHDRAWN))


def difficulties_of(actor: orgs.Actor, plan: Plan, on: date) -> list[DifficultyRow]:
    """Those of the plan that the actor may see, newest first."""
    return KIND.rows_of(KIND.in_plan(plan).filter(of_units(actor, on)), on)


def counts_of(plan: Plan, on: date) -> DifficultyCounts:
    """How many of the plan wait for an answer, are late among them, and were answered."""
    rows = KIND.rows_of(KIND.in_plan(plan), on)
    waiting = [row for row in rows if row.state is DifficultyState.OPEN]
    late = sum(row.is_late for row in waiting)
    return DifficultyCounts(len(waiting), late, len(rows) - len(waiting))


def _row(each: Difficulty, due_on: date, on: date) -> DifficultyRow:
    state = DifficultyState(each.state)
    is_open = state is DifficultyState.OPEN
    given = each.direction
    return DifficultyRow(
        id=each.pk,
        plan_id=each.plan_id,
        task_id=each.task_id,
        clause_id=each.clause_id,
        about=about_words(each.task, each.clause),
        unit_id=each.unit_id,
        holder_id=each.holder_id,
        words=each.words,
        wish=each.wish,
        state=state,
        raised_on=local_day(each.raised_at),
        reached_on=local_day(each.reached_at),
        due_on=due_on,
        is_late=is_overdue(due_on, on, is_open=is_open),
        rounds=each.rounds,
        answered_on=local_day(given.given_at) if given else None,
        answer=given.words if given else "",
        version=each.version,
    )


KIND = Kind(
    model=Difficulty,
    clock=rules.CLOCK,
    sees=of_units,
    since=since_reached,
    row=_row,
    answering=units_where(Verb.DIFFICULTY_ANSWER),
    asks=Verb.DIFFICULTY_RAISE,
    began="raised_at",
    beside=("plan", "task", "clause", "direction"),
)
difficulty_for = KIND.shown
row_of = KIND.row_of
rows_of = KIND.rows_of


def alike(difficulty: Difficulty) -> list[Difficulty]:
    """The others that wait with the same holder about the same task or clause, oldest first."""
    plan = revision_in_force(difficulty.plan)
    chain = revisions(plan)
    rows = Difficulty.objects.filter(
        plan__in=chain, holder=difficulty.holder_id, state=DifficultyState.OPEN
    ).exclude(pk=difficulty.pk)
    if difficulty.task is not None:
        same = same_tasks(difficulty.task, chain)
        return list(rows.filter(task__in=same).select_related("task", "clause").order_by("pk"))
    clause = difficulty.clause
    if clause is None:
        return []
    return list(rows.filter(clause__in=same_clauses(clause, chain)).order_by("pk"))


def open_like(
    plan: Plan, unit_id: int, about: tuple[int | None, int | None], words: str
) -> int | None:
    """What the unit raised in the same words about the same and nobody has answered yet."""
    task_id, clause_id = about
    rows = Difficulty.objects.filter(
        plan=plan, unit=unit_id, task=task_id, clause=clause_id, state=DifficultyState.OPEN
    )
    return rows.filter(words=words).order_by("pk").values_list("pk", flat=True).first()


def answered_like(actor: orgs.Actor, difficulty: Difficulty, on: date) -> list[Difficulty]:
    """What was answered about the same task or clause, one of each direction, newest first."""
    chain = revisions(revision_in_force(difficulty.plan))
    rows = KIND.visible(actor, on).filter(plan__in=chain, state=DifficultyState.ANSWERED)
    if difficulty.task is not None:
        rows = rows.filter(task__in=same_tasks(difficulty.task, chain))
    elif difficulty.clause is not None:
        rows = rows.filter(clause__in=same_clauses(difficulty.clause, chain))
    found: dict[str, Difficulty] = {}
    for one in rows.select_related("direction").order_by("-direction__given_at", "-pk"):
        if one.direction is not None:
            found.setdefault(one.direction.words, one)
    return list(found.values())[:_MOST_EARLIER]


def last_due(difficulty: Difficulty) -> date | None:
    """The last day on which any work of its plan falls due."""
    rows = Occurrence.objects.filter(assignment__plan=revision_in_force(difficulty.plan))
    found: date | None = rows.aggregate(last=Max("due_on"))["last"]
    return found


def work_about(
    task: Task,
    raised_on: date,
    on: date,
    *,
    units: Collection[int] | None = None,
    ordinal: int | None = None,
) -> list[Occurrence]:
    """What of the task a difficulty of that day is about, locked: of these units or of all.

    Of each assignment the time of that ordinal where one was chosen, else the one that is meant.
    """
    rows = Occurrence.objects.filter(assignment__task=task)
    if units is not None:
        rows = rows.filter(assignment__unit__in=units)
    if ordinal is not None:
        rows = rows.filter(ordinal=ordinal)
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("assignment")
    by_assignment: dict[int, list[Occurrence]] = defaultdict(list)
    for row in locked.order_by("assignment_id", "ordinal"):
        by_assignment[row.assignment_id].append(row)
    return [_meant(lines, raised_on, on) for lines in by_assignment.values()]


def _meant(lines: list[Occurrence], raised_on: date, on: date) -> Occurrence:
    times = [rules.Time(one.starts_on, one.due_on, WorkState(one.state)) for one in lines]
    return lines[rules.meant(times, raised_on, on)]


def _times_of(difficulty: Difficulty) -> QuerySet[Occurrence]:
    """The times of the unit's work on the task, by the plan in force, in order."""
    if difficulty.task is None:
        return Occurrence.objects.none()
    rows = Occurrence.objects.filter(
        assignment__task=task_in_force(difficulty.task), assignment__unit=difficulty.unit_id
    )
    return rows.order_by("ordinal")


def movable(difficulty: Difficulty, on: date) -> list[Occurrence]:
    """The times of the unit's work whose day can move, first the one that is meant."""
    lines = list(_times_of(difficulty))
    if not lines:
        return []
    first = _meant(lines, local_day(difficulty.raised_at), on)
    left = [one for one in lines if WorkState(one.state) in OPEN_STATES]
    return sorted(left, key=lambda one: (one.pk != first.pk, one.ordinal))


def ordinal_of(difficulty: Difficulty, work_id: int) -> int:
    """Which time of the unit's work on the task that work is. Raises NotFound."""
    return get_one(_times_of(difficulty).filter(pk=work_id)).ordinal


def moved_for(difficulty: Difficulty) -> Occurrence | None:
    """The time of the unit's work that the answer moved, while its day still stands."""
    given = difficulty.direction
    if given is None or given.due_on is None:
        return None
    moved = list(_times_of(difficulty).filter(directed_due_on=given.due_on)[:2])
    return moved[0] if len(moved) == 1 else None


def work_of(actor: orgs.Actor, difficulty: Difficulty, on: date) -> int | None:
    """The unit's work on the task that it is about, as far as the actor may see it."""
    seen = visible_work(actor, on).values("pk")
    lines = list(_times_of(difficulty).filter(pk__in=seen))
    return _meant(lines, local_day(difficulty.raised_at), on).pk if lines else None


def answered_with(direction: Direction) -> int:
    """How many difficulties that direction answers."""
    return direction.difficulties.count()


def marked(plan: Plan) -> frozenset[tuple[int, int]]:
    """(task of this plan, unit) of what waits for an answer."""
    rows = KIND.in_plan(plan).filter(state=DifficultyState.OPEN, task__isnull=False)
    found = list(rows.order_by().values_list("plan_id", "task_id", "unit_id"))
    if all(plan_id == plan.pk for plan_id, _task, _unit in found):
        return frozenset((task, unit) for _plan, task, unit in found)
    later = {
        task.pk: task_in_force(task).pk
        for task in Task.objects.filter(pk__in={task for _plan, task, _unit in found})
    }
    return frozenset((later[task], unit) for _plan, task, unit in found)


def units_raising(actor: orgs.Actor, plan: Plan, verb: str, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units with work in the plan for which the actor has the right."""
    held = set(Assignment.objects.filter(plan=plan).values_list("unit_id", flat=True))
    return [one for one in orgs.units_where(actor, verb, on) if one[0] in held]


def about_of(plan: Plan, unit_id: int) -> tuple[list[Task], list[Clause]]:
    """What a unit may raise a difficulty about: its tasks, and every clause of the plan."""
    tasks = Task.objects.filter(plan=plan, assignments__unit=unit_id).order_by("ordinal")
    return list(tasks), list(plan.clauses.order_by("ordinal"))


def reported(
    plan: Plan, units: Collection[int], period: Span, today: date
) -> list[ReportedDifficulty]:
    """Those of the units that waited on the last day of the period, or were answered in it.

    By the steps of that day; of a unit that ended, with who holds its duties when it is reported.
    """
    last = min(today, period.last)
    every = list(
        Difficulty.objects.filter(plan__in=revisions(plan))
        .select_related("task", "clause")
        .prefetch_related("steps")
        .order_by("raised_at", "id")
    )
    who = holders({one.unit_id for one in every}, period.reported_from)
    calendar = legal.working_calendar()
    found = []
    for one in every:
        steps = sorted(one.steps.all(), key=lambda step: step.ordinal)
        past = [step for step in steps if local_day(step.at) <= last]
        if who[one.unit_id] not in units or not past:
            continue
        stands = rules.standing(stepped(past))
        is_open = stands.state is DifficultyState.OPEN
        answered_on = local_day(past[-1].at)
        if stands.state is DifficultyState.WITHDRAWN:
            continue
        if not is_open and answered_on < period.first:
            continue
        reached = local_day(stands.reached_at)
        level = orgs.last_row(stands.holder_id, reached).level.value
        due = rules.CLOCK.due_on(reached, level, calendar)
        answer = "" if is_open else past[-1].words
        about = about_words(one.task, one.clause)
        late = is_overdue(due, last, is_open=is_open)
        found.append(
            ReportedDifficulty(one.pk, who[one.unit_id], about, one.words, is_open, late, answer)
        )
    return found


def stepped(steps: Iterable[DifficultyStep]) -> list[rules.Stepped]:
    """The steps as the rules take them."""
    return [rules.Stepped(DifficultyMove(one.move), one.holder_id, one.at) for one in steps]
