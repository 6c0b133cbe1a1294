"""Reads of questions: who may see which, by when each is to be answered, which are alike."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import get_one
from loa.kernel.text import fold
from loa.modules.plans.models import Clause, Notice, Plan, Question, Task
from loa.modules.plans.queries.difficulties import about_words, same_clauses, same_tasks
from loa.modules.plans.queries.lineage import (
    closed_ids,
    readable_units,
    refuse_closed,
    revision_in_force,
    revisions,
)
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import NoticeKind, PlanState
from loa.modules.plans.types.guidance import QuestionCounts, QuestionRow, QuestionState

_OPEN = QuestionState.OPEN.value
ABOUT_PLAN = "Cả kế hoạch"
_SHOWN_ALIKE = 20


def visible_questions(actor: orgs.Actor, on: date) -> QuerySet[Question]:
    """Those of the units whose work the actor may see, and those that came to his own units."""
    mine = Q(unit__in=readable_units(actor, on)) | Q(holder__in=orgs.unit_ids(actor, on))
    return Question.objects.filter(mine).select_related("plan", "task", "clause")


def get_question(actor: orgs.Actor, question_id: int, on: date) -> Question:
    """One to work on, locked. Raises NotFound, PlanClosed."""
    rows = visible_questions(actor, on).filter(pk=question_id)
    found = get_one(rows.select_for_update(of=("self",), no_key=True))
    refuse_closed(found.plan)
    return found


def question_for(actor: orgs.Actor, question_id: int, on: date) -> Question:
    """One to show. Raises NotFound."""
    return get_one(visible_questions(actor, on).filter(pk=question_id))


def in_plan(plan: Plan) -> QuerySet[Question]:
    """All of the plan and of the revisions before it, withdrawn ones left out, newest first."""
    rows = Question.objects.filter(plan__in=revisions(plan))
    kept = rows.exclude(state=QuestionState.WITHDRAWN)
    return kept.select_related("plan", "task", "clause").order_by("-asked_at", "-id")


def questions_of(actor: orgs.Actor, plan: Plan | None, on: date) -> list[QuestionRow]:
    """Those of the plan, or of all, that the actor may see, newest first."""
    visible = visible_questions(actor, on).exclude(state=QuestionState.WITHDRAWN)
    if plan is not None:
        visible = visible.filter(plan__in=revisions(plan))
    return rows_of(visible.order_by("-asked_at", "-id"), on)


def counts_of(plan: Plan, on: date) -> QuestionCounts:
    """How many of the plan wait for an answer, are late among them, and have one."""
    rows = rows_of(in_plan(plan), on)
    waiting = [row for row in rows if row.state is QuestionState.OPEN]
    return QuestionCounts(
        len(waiting), sum(row.is_late for row in waiting), len(rows) - len(waiting)
    )


def on_task(actor: orgs.Actor, task: Task, unit_id: int, on: date) -> list[QuestionRow]:
    """What the unit asked about the task, newest first, as far as the actor may see it."""
    chain = revisions(revision_in_force(task.plan))
    rows = visible_questions(actor, on).filter(unit=unit_id, task__in=same_tasks(task, chain))
    kept = rows.exclude(state=QuestionState.WITHDRAWN)
    return rows_of(kept.order_by("-asked_at", "-id"), on)


def held_by(units: Collection[int], on: date) -> list[QuestionRow]:
    """What waits for an answer of those units, in plans at work."""
    return rows_of(_waiting().filter(holder__in=units), on)


def asked_by(units: Collection[int], on: date) -> list[QuestionRow]:
    """What those units asked and still wait for."""
    return rows_of(_waiting().filter(unit__in=units), on)


def late_replies(on: date) -> list[QuestionRow]:
    """All that wait for an answer past its day, in plans at work."""
    rows = Question.objects.filter(state=_OPEN, plan__state=PlanState.ISSUED)
    waiting = list(rows.select_related("task", "clause").order_by("pk"))
    return [row for row in rows_of(waiting, on) if row.is_late] if waiting else []


def reminded_on(question_ids: Iterable[int]) -> dict[tuple[int, int], list[date]]:
    """The days on which a unit was told that an answer is overdue, by (unit, question)."""
    things = {f"plans.question:{pk}": pk for pk in question_ids}
    rows = Notice.objects.filter(kind=NoticeKind.REPLY_LATE, thing__in=things)
    found: dict[tuple[int, int], list[date]] = {}
    for unit_id, thing, day in rows.values_list("unit_id", "thing", "day"):
        found.setdefault((unit_id, things[thing]), []).append(day)
    return found


def alike(question: Question) -> list[Question]:
    """The others of its plan that wait with the same holder and resemble it, the nearest first."""
    chain = revisions(revision_in_force(question.plan))
    rows = Question.objects.filter(plan__in=chain, holder=question.holder_id, state=_OPEN)
    tasks = same_tasks(question.task, chain) if question.task is not None else set()
    clause = question.clause
    clauses = (
        set(same_clauses(clause, chain).values_list("pk", flat=True))
        if clause is not None
        else set()
    )
    found = []
    for other in rows.exclude(pk=question.pk).select_related("task", "clause"):
        is_here = other.task_id in tasks or other.clause_id in clauses
        near = rules.likeness(question.words, fold(other.words))
        if rules.resembles(near, is_here=is_here):
            found.append((not is_here, -near, other.pk, other))
    return [other for *_order, other in sorted(found, key=lambda one: one[:3])][:_SHOWN_ALIKE]


def rows_of(questions: Iterable[Question], on: date) -> list[QuestionRow]:
    """The rows as the day sees them, in the same order."""
    calendar = legal.working_calendar()
    found = []
    for each in questions:
        reached = local_day(each.reached_at)
        level = orgs.last_row(each.holder_id, reached).level.value
        found.append(_row(each, reached, rules.due_on(reached, level, calendar), on))
    return found


def row_of(question: Question, on: date) -> QuestionRow:
    """One of them."""
    return rows_of([question], on)[0]


def about(task: Task | None, clause: Clause | None) -> str:
    """What it is on, in words."""
    return about_words(task, clause) or ABOUT_PLAN


def _waiting() -> QuerySet[Question]:
    """What waits for an answer and may still get one."""
    rows = Question.objects.filter(state=_OPEN).exclude(plan__in=closed_ids())
    return rows.select_related("task", "clause").order_by("pk")


def _row(each: Question, reached_on: date, due_on: date, on: date) -> QuestionRow:
    state = QuestionState(each.state)
    return QuestionRow(
        id=each.pk,
        plan_id=each.plan_id,
        task_id=each.task_id,
        clause_id=each.clause_id,
        about=about(each.task, each.clause),
        unit_id=each.unit_id,
        holder_id=each.holder_id,
        words=each.words,
        state=state,
        asked_on=local_day(each.asked_at),
        reached_on=reached_on,
        due_on=due_on,
        is_late=rules.is_late(state, due_on, on),
        closed_on=local_day(each.closed_at) if each.closed_at else None,
        guidance_id=each.guidance_id,
        difficulty_id=each.difficulty_id,
        version=each.version,
    )
