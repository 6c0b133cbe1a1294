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
from loa.kernel.errors import Stale
from loa.modules.plans import policies
from loa.modules.plans.models import Clause, Difficulty, Guidance, Question
from loa.modules.plans.operations import difficulty_steps, keep_guidance
from loa.modules.plans.operations import question_steps as steps
from loa.modules.plans.queries import questions as reads
from loa.modules.plans.queries.guidance import get_guidance, guidance_for, newest
from loa.modules.plans.queries.replies import route
from loa.modules.plans.rules import guidance as rules
from loa.modules.plans.rules.replies import NobodyAbove
from loa.modules.plans.rules.work import needs_reason
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
        answered = _together(found, version, set(also))
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
    is_repeat = steps.was_closed(found, version, QuestionState.ANSWERED, actor.label)
    if is_repeat and found.guidance_id == guidance_id:
        return
    get_guidance(actor, guidance_id, on)  # nobody takes it back meanwhile
    given = guidance_for(actor, guidance_id, on)
    if given.withdrawn_at is not None:
        raise rules.GuidanceWithdrawn

    _close(actor, _together(found, version, set()), given, at)


@operation
def pass_question_up(
    *, actor: orgs.Actor, question_id: int, version: int, reason: str, at: datetime
) -> None:
    """Hand it to who stands above, saying why; there the clock begins anew."""
    on = local_day(at)
    found = reads.KIND.locked(actor, question_id, on)
    reason = needs_reason(reason)
    is_repeat = found.version == version + 1 and (found.passed_by, found.passed_reason) == (
        actor.label,
        reason,
    )
    holder_id = (found.passed_from_id or 0) if is_repeat else found.holder_id

    require(policies.can(actor, Verb.QUESTION_PASS_UP, holder_id, on))
    if is_repeat:
        return
    if found.state != QuestionState.OPEN:
        raise rules.QuestionSettled
    above = route(holder_id, on)
    if above is None:
        raise NobodyAbove

    line = steps.changed(
        found,
        version,
        reason,
        holder_id=above,
        reached_at=at,
        passed_from_id=holder_id,
        passed_by=actor.label,
        passed_reason=reason,
    )

    steps.record(actor, Verb.QUESTION_PASS_UP, line, at)
    from_name = orgs.last_row(holder_id, on).body_name
    to_name = orgs.last_row(above, on).body_name
    kind = Verb.QUESTION_PASS_UP
    text = f"{from_name} chuyển câu hỏi của {steps.unit_name(found, on)}: {reason}"
    steps.tell_about(above, kind, text, at, found)
    text = f"Câu hỏi đã chuyển lên {to_name}: {reason}"
    steps.tell_about(found.unit_id, kind, text, at, found)


@operation
def turn_into_difficulty(
    *, actor: orgs.Actor, question_id: int, version: int, at: datetime
) -> None:
    """Let it go on as a difficulty of its unit with the same holder, whose clock begins anew."""
    on = local_day(at)
    found = reads.KIND.locked(actor, question_id, on)

    require(policies.can(actor, Verb.QUESTION_TURN, found.holder_id, on))
    if steps.was_closed(found, version, QuestionState.TURNED, actor.label):
        return
    if found.state != QuestionState.OPEN:
        raise rules.QuestionSettled

    made = _difficulty_of(found, at)
    line = steps.closed(
        found,
        version,
        QuestionState.TURNED,
        "",
        by=actor.label,
        at=at,
        difficulty_id=made.pk,
    )

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
    who = orgs.last_row(found.holder_id, on).body_name
    text = f"{who} giải quyết câu hỏi này như khó khăn, vướng mắc: {steps.short(found.words)}"
    difficulty_steps.tell_about(found.unit_id, Verb.QUESTION_TURN, text, at, made)


def _together(found: Question, version: int, also: set[int]) -> list[Question]:
    """All that the answer is for. Raises QuestionSettled, Stale, QuestionGroupChanged."""
    if found.state != QuestionState.OPEN:
        raise rules.QuestionSettled
    if found.version != version:
        raise Stale
    if not also <= {one.pk for one in reads.alike(found)}:
        raise rules.QuestionGroupChanged
    rows = Question.objects.filter(pk__in=also, state=QuestionState.OPEN, holder=found.holder_id)
    locked = rows.select_for_update(of=("self",), no_key=True).select_related("plan")
    others = list(locked.order_by("pk"))
    if len(others) != len(also):
        raise rules.QuestionGroupChanged
    return [found, *others]


def _close(actor: orgs.Actor, answered: list[Question], given: Guidance, at: datetime) -> None:
    """Close the questions with the guidance, tell each unit that asked."""
    on = local_day(at)
    title = newest(given).title
    lines = [
        steps.closed(
            one,
            one.version,
            QuestionState.ANSWERED,
            title,
            by=actor.label,
            at=at,
            guidance_id=given.pk,
        )
        for one in answered
    ]
    audit.record_many(actor=actor, verb=Verb.QUESTION_ANSWER, lines=lines, at=at)
    for one in answered:
        who = orgs.last_row(one.holder_id, on).body_name
        text = f"{who} trả lời câu hỏi: {steps.short(title)}"
        steps.tell_about(one.unit_id, Verb.QUESTION_ANSWER, text, at, one)


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
