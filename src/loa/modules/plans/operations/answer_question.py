"""What a holder does with a question: answers it and its like, passes it up, turns it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.idempotency.facade import answer_once
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.modules.plans import policies
from loa.modules.plans.models import Clause, Difficulty, Guidance, Question
from loa.modules.plans.operations import difficulty_steps, keep_guidance
from loa.modules.plans.operations import question_steps as steps
from loa.modules.plans.operations import reply_steps as frame
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.queries.guidance import get_guidance, guidance_for, newest
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.types import ClauseKind, DifficultyMove, Verb
from loa.modules.plans.types.guidance import GuidanceFacts, QuestionState


@operation
def answer_question(
    *,
    actor: orgs.Actor,
    key: UUID,
    question_id: int,
    version: int,
    also: Collection[int],
    facts: GuidanceFacts,
    at: datetime,
) -> int:
    """Answer it, and those of `also` that wait for the same holder, by guidance that is kept.

    All that have the same task or clause are told. The id of the guidance; the same key gives the
    same.
    """
    on = local_day(at)
    found = reads.KIND.locked(actor, question_id, on)

    require(policies.can(actor, Verb.QUESTION_ANSWER, found.holder_id, on))

    facts = rules.checked(facts, on)
    asked = {
        "question_id": question_id,
        "also": sorted(set(also)),
        **keep_guidance.as_asked(facts),
    }

    def give() -> int:
        answered = frame.together(steps.STEPS, found, version, also, reads.alike(found))
        abouts = [(one.task_id, one.clause_id) for one in answered]
        given = keep_guidance.make(
            actor, plan=found.plan, unit_id=found.holder_id, abouts=abouts, facts=facts, at=at
        )
        _close(actor, answered, given, at)
        kind = Verb.GUIDANCE_PUBLISH
        steps.tell_concerned(given, kind, at, but={one.unit_id for one in answered})
        return given.pk

    return answer_once(
        key=key, actor=actor, verb=Verb.QUESTION_ANSWER, asked=asked, at=at, give=give
    )


@operation
def answer_by_guidance(
    *, actor: orgs.Actor, question_id: int, version: int, guidance_id: int, at: datetime
) -> None:
    """Answer it by guidance that is there already; nothing new is written."""
    on = local_day(at)
    found = reads.KIND.locked(actor, question_id, on)

    require(policies.can(actor, Verb.QUESTION_ANSWER, found.holder_id, on))
    taken = frame.Taken(version, "", actor.label, at)
    is_repeat = steps.was_closed(found, QuestionState.ANSWERED, taken)
    if is_repeat and found.guidance_id == guidance_id:
        return
    get_guidance(actor, guidance_id, on)  # nobody takes it back meanwhile
    given = guidance_for(actor, guidance_id, on)
    if given.withdrawn_at is not None:
        raise rules.GuidanceWithdrawn

    _close(actor, frame.together(steps.STEPS, found, version, (), ()), given, at)


@operation
def pass_question_up(
    *, actor: orgs.Actor, question_id: int, version: int, reason: str, at: datetime
) -> None:
    """Hand it to who stands above, saying why; there the clock begins anew."""
    frame.pass_up(steps.STEPS, actor=actor, pk=question_id, version=version, reason=reason, at=at)


@operation
def turn_into_difficulty(
    *, actor: orgs.Actor, question_id: int, version: int, at: datetime
) -> None:
    """Let it go on as a difficulty of its unit with the same holder, whose clock begins anew."""
    on = local_day(at)
    found = reads.KIND.locked(actor, question_id, on)

    require(policies.can(actor, Verb.QUESTION_TURN, found.holder_id, on))
    taken = frame.Taken(version, "", actor.label, at)
    if steps.was_closed(found, QuestionState.TURNED, taken):
        return
    if found.state != QuestionState.OPEN:
        raise rules.QuestionSettled

    made = _difficulty_of(found, at)
    line = steps.closed(found, QuestionState.TURNED, taken, difficulty_id=made.pk)

    after: dict[str, object] = {
        "task_id": made.task_id,
        "clause_id": made.clause_id,
        "holder_id": made.holder_id,
        "question_id": found.pk,
        "reason": made.words,
    }
    raised = audit.Line(thing=made.ref, change=Change({}, after), unit_id=made.unit_id)
    lines = [line, raised]
    audit.record_many(actor=actor, verb=Verb.QUESTION_TURN, lines=lines, at=at)
    who = frame.name_of(found.holder_id, on)
    text = f"{who} giải quyết câu hỏi này như khó khăn, vướng mắc: {frame.short(found.words)}"
    frame.tell_about(found.unit_id, Verb.QUESTION_TURN, text, at, made)


def _close(actor: orgs.Actor, answered: list[Question], given: Guidance, at: datetime) -> None:
    """Close the questions with the guidance, tell each unit that asked."""
    on = local_day(at)
    title = newest(given).title
    lines = [
        steps.closed(
            one,
            QuestionState.ANSWERED,
            frame.Taken(one.version, title, actor.label, at),
            guidance_id=given.pk,
        )
        for one in answered
    ]
    audit.record_many(actor=actor, verb=Verb.QUESTION_ANSWER, lines=lines, at=at)
    for one in answered:
        who = frame.name_of(one.holder_id, on)
        text = f"{who} trả lời câu hỏi: {frame.short(title)}"
        frame.tell_about(one.unit_id, Verb.QUESTION_ANSWER, text, at, one)


def _difficulty_of(found: Question, at: datetime) -> Difficulty:
    """The difficulty with the words of the question; of the plan as a whole, on a clause of it."""
    clause_id = found.clause_id
    if found.task_id is None and clause_id is None:
        clause_id = _clause_for(found).pk
    made = Difficulty.objects.create(
        plan=found.plan,
        task_id=found.task_id,
        clause_id=clause_id,
        unit_id=found.unit_id,
        holder_id=found.holder_id,
        words=found.words,
        raised_at=at,
        raised_by=found.asked_by,
        reached_at=at,
    )
    difficulty_steps.step(
        made,
        DifficultyMove.RAISED,
        by=found.asked_by,
        at=at,
        holder_id=made.holder_id,
        words=made.words,
    )
    return made


def _clause_for(found: Question) -> Clause:
    """The clause on difficulties, else the last one. Raises NoClauseForDifficulty."""
    clauses = found.plan.clauses.order_by("-ordinal")
    clause = clauses.filter(kind=ClauseKind.DIFFICULTY).first() or clauses.first()
    if clause is None:
        raise rules.NoClauseForDifficulty
    return clause
