"""Reads of questions: who may see which, by when each is to be answered, which are alike."""

from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.text import fold
from loa.modules.plans.models import Plan, Question, Task
from loa.modules.plans.queries.abouts import about_words, same_clauses, same_tasks
from loa.modules.plans.queries.lineage import (
    revision_in_force,
    revisions,
)
from loa.modules.plans.queries.replies import Kind, of_units, since_reached, units_where
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.rules.replies import is_overdue
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import QuestionCounts, QuestionRow, QuestionState

_SHOWN_ALIKE = 20


def questions_of(actor: orgs.Actor, plan: Plan | None, on: date) -> list[QuestionRow]:
    """Those of the plan, or of all, that the actor may see, newest first."""
    rows = KIND.visible(actor, on).exclude(state=QuestionState.WITHDRAWN)
    return KIND.rows_of(rows if plan is None else rows.filter(plan__in=revisions(plan)), on)


def counts_of(plan: Plan, on: date) -> QuestionCounts:
    """How many of the plan wait for an answer, are late among them, and have one."""
    rows = KIND.rows_of(KIND.in_plan(plan), on)
    waiting = [row for row in rows if row.state is QuestionState.OPEN]
    return QuestionCounts(
        len(waiting), sum(row.is_late for row in waiting), len(rows) - len(waiting)
    )


def on_task(actor: orgs.Actor, task: Task, unit_id: int, on: date) -> list[QuestionRow]:
    """What the unit asked about the task, newest first, as far as the actor may see it."""
    chain = revisions(revision_in_force(task.plan))
    rows = KIND.visible(actor, on).filter(unit=unit_id, task__in=same_tasks(task, chain))
    return KIND.rows_of(rows.exclude(state=QuestionState.WITHDRAWN), on)


def alike(question: Question) -> list[Question]:
    """The others of its plan that wait with the same holder and resemble it, the nearest first."""
    chain = revisions(revision_in_force(question.plan))
    waiting = Question.objects.filter(plan__in=chain, state=QuestionState.OPEN)
    rows = waiting.filter(holder=question.holder_id)
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


def _row(each: Question, due_on: date, on: date) -> QuestionRow:
    state = QuestionState(each.state)
    is_open = state is QuestionState.OPEN
    return QuestionRow(
        id=each.pk,
        plan_id=each.plan_id,
        task_id=each.task_id,
        clause_id=each.clause_id,
        about=about_words(each.task, each.clause),
        unit_id=each.unit_id,
        holder_id=each.holder_id,
        words=each.words,
        state=state,
        asked_on=local_day(each.asked_at),
        reached_on=local_day(each.reached_at),
        due_on=due_on,
        is_late=is_overdue(due_on, on, is_open=is_open),
        closed_on=local_day(each.closed_at) if each.closed_at else None,
        guidance_id=each.guidance_id,
        difficulty_id=each.difficulty_id,
        version=each.version,
    )


KIND = Kind(
    model=Question,
    clock=rules.CLOCK,
    sees=of_units,
    since=since_reached,
    row=_row,
    answering=units_where(Verb.QUESTION_ANSWER),
    asks=Verb.QUESTION_ASK,
    began="asked_at",
    beside=("plan", "task", "clause"),
)
question_for = KIND.shown
row_of = KIND.row_of
