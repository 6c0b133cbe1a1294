"""What a unit does with a question: asks it, finds it answered, takes it back."""

from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Guidance, Question
from loa.modules.plans.operations import reply_steps as frame
from loa.modules.plans.operations.question_steps import STEPS
from loa.modules.plans.queries.guidance import guidance_for, newest
from loa.modules.plans.queries.lineage import refuse_closed
from loa.modules.plans.queries.replies import first_holder
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import Verb
from loa.modules.plans.types.guidance import QuestionState


@operation
def ask_question(
    *,
    actor: orgs.Actor,
    key: UUID,
    plan_id: int,
    unit_id: int,
    task_id: int | None,
    clause_id: int | None,
    words: str,
    answered_by: int | None,
    at: datetime,
) -> int:
    """Ask about a task of the unit, a clause, or (neither) the plan as a whole.

    It comes to who can answer, and his clock begins. With `answered_by` the unit has found its
    answer in that guidance: the question is kept as settled and nobody is bothered. The same key
    gives the same question.
    """
    on = local_day(at)
    plan = queries.plan_for(actor, plan_id, on)

    require(policies.can(actor, Verb.QUESTION_ASK, unit_id, on))

    words = rules.needs_words(words)
    asked: dict[str, object] = {
        "plan_id": plan_id,
        "unit_id": unit_id,
        "task_id": task_id,
        "clause_id": clause_id,
        "words": words,
    }

    def give() -> int:
        refuse_closed(plan)
        about = (task_id, clause_id)
        frame.require_place(plan, unit_id, about, refusal=rules.NotAskable, may_be_whole=True)
        found = Question(**asked)
        if answered_by is None:
            return _ask(actor, found, at)
        return _settle(actor, found, guidance_for(actor, answered_by, on), at)

    whole = {**asked, "answered_by": answered_by}
    return answer_once(key=key, actor=actor, verb=Verb.QUESTION_ASK, asked=whole, at=at, give=give)


@operation
def withdraw_question(*, actor: orgs.Actor, question_id: int, version: int, at: datetime) -> None:
    """Take back what nobody has answered yet; it counts nowhere any more."""
    frame.take_back(STEPS, actor=actor, pk=question_id, version=version, at=at)


def _ask(actor: orgs.Actor, found: Question, at: datetime) -> int:
    _begin(actor, found, at)
    found.save(force_insert=True)

    frame.record(actor, Verb.QUESTION_ASK, _line(found, {"holder_id": found.holder_id}), at)
    text = f"{frame.name_of(found.unit_id, local_day(at))} hỏi: {frame.short(found.words)}"
    frame.tell_about(found.holder_id, Verb.QUESTION_ASK, text, at, found)
    return found.pk


def _settle(actor: orgs.Actor, found: Question, guidance: Guidance, at: datetime) -> int:
    if guidance.withdrawn_at is not None:
        raise rules.GuidanceWithdrawn
    _begin(actor, found, at)
    found.state = QuestionState.SETTLED.value
    found.guidance = guidance
    found.closed_at, found.closed_by = at, actor.label
    found.save(force_insert=True)

    after = {"guidance_id": guidance.pk, "title": newest(guidance).title}
    frame.record(actor, Verb.QUESTION_ASK, _line(found, after), at)
    return found.pk


def _begin(actor: orgs.Actor, found: Question, at: datetime) -> None:
    found.holder_id = first_holder(found.unit_id, local_day(at))
    found.asked_at = found.reached_at = at
    found.asked_by = actor.label


def _line(found: Question, more: dict[str, object]) -> audit.Line:
    after = {"task_id": found.task_id, "clause_id": found.clause_id, "reason": found.words, **more}
    return audit.Line(thing=found.ref, change=Change({}, after), unit_id=found.unit_id)
