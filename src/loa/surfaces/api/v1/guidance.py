"""Questions and guidance: asking, answering, each step; guidance found by words, published."""

from datetime import date
from typing import Annotated, Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import Allowed
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import guidance
from loa.surfaces.api.v1.bearer import READS, WORK, Call, call_of
from loa.surfaces.api.v1.once import Made, once, own_key
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Code,
    Day,
    Id,
    Key,
    ReasonedStep,
    Sending,
    Step,
    UnitName,
)
from loa.surfaces.api.v1.slices import Slice, Window, listed, narrowed
from loa.surfaces.api.v1.steps import Moved, Taken, offer

router = Router(tags=["guidance"])
_PLACE, _GUIDANCE = "/questions", "/guidance"
_OF_PLAN, _GUIDANCE_OF_PLAN = "/plans/{plan_id}/questions", "/plans/{plan_id}/guidance"
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"^[^\x00]+$")]
LongWords = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"^[^\x00]+$")]
Title = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Basis = Annotated[str, Field(max_length=500, pattern=r"^[^\x00]*$")]
Sought = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class QuestionLine(Schema):
    """One question as today sees it; `due_on` is the last day in time for an answer.

    `guidance` answers it; as `difficulty` it goes on. Without task and clause it is about the plan.
    """

    id: int
    plan: int
    task: int | None
    clause: int | None
    about: str
    unit: UnitName
    holder: UnitName
    words: str
    state: str
    asked_on: date
    due_on: date
    is_late: bool
    closed_on: date | None
    guidance: int | None
    difficulty: int | None
    version: int


class QuestionShape(QuestionLine):
    """One question, and the steps open to this token."""

    steps: list[str]


class QuestionWindow(Window):
    """Of one unit, in one state, only late ones."""

    unit: Code | None = None
    state: guidance.QuestionState | None = None
    late: bool = False


class NewQuestion(Sending):
    """What the unit asks: on one of its tasks, a clause, or (neither) the plan as a whole.

    With `answered_by` it has found its answer in that guidance, and nobody else is asked.
    """

    unit: Code
    task: Id | None = None
    clause: Id | None = None
    words: Words
    answered_by: Id | None = None


class NewAnswer(Step):
    """The answer, kept as guidance; `also` are others that ask the same of the same holder."""

    title: Title
    words: LongWords
    basis: Basis = ""
    in_force_from: Day | None = None
    also: Annotated[tuple[Id, ...], Field(max_length=500)] = ()


class NewGuidance(Sending):
    """Guidance of a unit without a question: on a task, a clause, or the plan as a whole."""

    unit: Code
    task: Id | None = None
    clause: Id | None = None
    title: Title
    words: LongWords
    basis: Basis = ""
    in_force_from: Day | None = None


class GuidanceLine(Schema):
    """Guidance in its newest edition; `answers` are the questions that it closed."""

    id: int
    plan: int
    unit: UnitName
    title: str
    words: str
    basis: str
    in_force_from: date
    edition: int
    about: list[str]
    answers: int
    is_withdrawn: bool
    version: int


class GuidanceWindow(Window):
    """What the words find, in any spelling; nothing asked is all."""

    q: Sought = ""


_STEPS = (
    Taken("pass-up", guidance.pass_question_up, ReasonedStep, "Chuyển câu hỏi lên cấp trên"),
    Taken("withdraw", guidance.withdraw_question, Step, "Rút câu hỏi chưa trả lời"),
    Taken("turn", guidance.turn_into_difficulty, Step, "Chuyển thành khó khăn, vướng mắc"),
)


@router.get(
    _OF_PLAN,
    url_name="plan-questions",
    operation_id="listQuestions",
    auth=READS,
    response={200: Slice[QuestionLine], **READ_PROBLEMS},
    summary="Câu hỏi về kế hoạch, của các đơn vị mà mã này được xem",
)
def list_questions(
    request: HttpRequest, plan_id: Path[Id], window: Query[QuestionWindow]
) -> Slice[QuestionLine]:
    """Newest first; withdrawn ones are left out."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    rows = guidance.questions_of(call.actor, plan, call.today)
    return listed(
        narrowed(rows, window, call.today), window, lambda row: QuestionLine(**_line(call, row))
    )


@router.post(
    _OF_PLAN,
    url_name="plan-questions",
    operation_id="askQuestion",
    auth=WORK,
    response={201: QuestionShape, **WRITE_PROBLEMS},
    summary="Hỏi cách làm, cho đơn vị",
)
def ask_question(
    request: HttpRequest, plan_id: Path[Id], sent: NewQuestion, key: Key
) -> HttpResponse:
    """It comes to who can answer."""
    call = call_of(request)

    def make() -> Made:
        unit = orgs.unit_by_code(sent.unit, call.today)
        made = guidance.ask_question(
            actor=call.actor,
            key=uuid5(own_key(call, key), "question"),
            plan_id=plan_id,
            unit_id=unit.id,
            task_id=sent.task,
            clause_id=sent.clause,
            words=sent.words,
            answered_by=sent.answered_by,
            at=call.at,
        )
        return Made(_shape(call, made), 201, reverse("api-v1:question", args=[made]))

    return once(call, key, "ask question", {"plan": plan_id, **sent.dict()}, make)


@router.get(
    f"{_PLACE}/{{question_id}}",
    url_name="question",
    operation_id="readQuestion",
    auth=READS,
    response={200: QuestionShape, **READ_PROBLEMS},
    summary="Một câu hỏi: ai đang giữ, đến ngày nào, hướng dẫn nào trả lời",
)
def read_question(request: HttpRequest, question_id: Path[Id]) -> QuestionShape:
    """As its page has it."""
    return _shape(call_of(request), question_id)


@router.post(
    f"{_PLACE}/{{question_id}}/answer",
    url_name="question-answer",
    operation_id="answerQuestion",
    auth=WORK,
    response={200: QuestionShape, **WRITE_PROBLEMS},
    summary="Trả lời, lưu thành hướng dẫn cho mọi đơn vị có cùng nhiệm vụ, mục",
)
def answer_question(
    request: HttpRequest, question_id: Path[Id], sent: NewAnswer, key: Key
) -> HttpResponse:
    """One answer reaches all that it names."""
    call = call_of(request)

    def make() -> Made:
        guidance.answer_question(
            actor=call.actor,
            key=uuid5(own_key(call, key), "guidance"),
            question_id=question_id,
            version=sent.version,
            also=sent.also,
            facts=_facts(sent),
            at=call.at,
        )
        return Made(_shape(call, question_id))

    asked = {"question": question_id, **sent.dict()}
    return once(
        call, key, "answer question", asked, make, current=lambda: _shape(call, question_id)
    )


@router.get(
    _GUIDANCE_OF_PLAN,
    url_name="plan-guidance",
    operation_id="listGuidance",
    auth=READS,
    response={200: Slice[GuidanceLine], **READ_PROBLEMS},
    summary="Hướng dẫn đang dùng của kế hoạch, tìm theo từ (gõ không dấu cũng được)",
)
def list_guidance(
    request: HttpRequest, plan_id: Path[Id], window: Query[GuidanceWindow]
) -> Slice[GuidanceLine]:
    """Those whose title holds the words first, then the newest."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    rows = guidance.searched(call.actor, plan, window.q, None, call.today)
    return listed(rows, window, lambda row: _guidance(call, row))


@router.post(
    _GUIDANCE_OF_PLAN,
    url_name="plan-guidance",
    operation_id="publishGuidance",
    auth=WORK,
    response={201: GuidanceLine, **WRITE_PROBLEMS},
    summary="Ban hành hướng dẫn khi chưa ai hỏi",
)
def publish_guidance(
    request: HttpRequest, plan_id: Path[Id], sent: NewGuidance, key: Key
) -> HttpResponse:
    """All that have the task or clause are told."""
    call = call_of(request)

    def make() -> Made:
        unit = orgs.unit_by_code(sent.unit, call.today)
        made = guidance.publish_guidance(
            actor=call.actor,
            key=uuid5(own_key(call, key), "guidance"),
            plan_id=plan_id,
            unit_id=unit.id,
            task_id=sent.task,
            clause_id=sent.clause,
            facts=_facts(sent),
            at=call.at,
        )
        return Made(_kept(call, made), 201, reverse("api-v1:guidance", args=[made]))

    return once(call, key, "publish guidance", {"plan": plan_id, **sent.dict()}, make)


@router.get(
    f"{_GUIDANCE}/{{guidance_id}}",
    url_name="guidance",
    operation_id="readGuidance",
    auth=READS,
    response={200: GuidanceLine, **READ_PROBLEMS},
    summary="Một hướng dẫn, bản mới nhất",
)
def read_guidance(request: HttpRequest, guidance_id: Path[Id]) -> GuidanceLine:
    """As its page has it; one that was withdrawn says so."""
    return _kept(call_of(request), guidance_id)


def _facts(sent: NewAnswer | NewGuidance) -> guidance.GuidanceFacts:
    return guidance.GuidanceFacts(sent.title, sent.words, sent.basis, sent.in_force_from)


def _kept(call: Call, guidance_id: int) -> GuidanceLine:
    found = guidance.guidance_for(call.actor, guidance_id, call.today)
    return _guidance(call, guidance.guidance_row(found))


def _guidance(call: Call, row: guidance.GuidanceRow) -> GuidanceLine:
    return GuidanceLine(
        id=row.id,
        plan=row.plan_id,
        unit=_unit(call, row.unit_id),
        title=row.title,
        words=row.words,
        basis=row.basis,
        in_force_from=row.in_force_from,
        edition=row.edition,
        about=list(row.about),
        answers=row.answers,
        is_withdrawn=row.is_withdrawn,
        version=row.version,
    )


def _line(call: Call, row: guidance.QuestionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "plan": row.plan_id,
        "task": row.task_id,
        "clause": row.clause_id,
        "about": row.about,
        "unit": _unit(call, row.unit_id),
        "holder": _unit(call, row.holder_id),
        "words": row.words,
        "state": row.state.value,
        "asked_on": row.asked_on,
        "due_on": row.due_on,
        "is_late": row.is_late,
        "closed_on": row.closed_on,
        "guidance": row.guidance_id,
        "difficulty": row.difficulty_id,
        "version": row.version,
    }


def _shape(call: Call, question_id: int) -> QuestionShape:
    found = guidance.question_for(call.actor, question_id, call.today)
    steps = guidance.question_steps(call.actor, found, call.today)
    return QuestionShape(
        **_line(call, guidance.question_row(found, call.today)),
        steps=[verb.value for verb, said in steps if said == Allowed()],
    )


def _unit(call: Call, unit_id: int) -> UnitName:
    unit = orgs.last_row(unit_id, call.today)
    return UnitName(code=unit.code, name=unit.name)


offer(router, Moved("question", "question_id", _PLACE, WORK, QuestionShape, _shape), _STEPS)
