"""Difficulties: those of a plan, one of them, raising one, and each step."""

from datetime import date
from typing import Annotated, Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import Allowed
from loa.kernel.clock import local_day
from loa.modules.plans import facade as plans
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

router = Router(tags=["difficulties"])
_PLACE = "/difficulties"
_OF_PLAN = "/plans/{plan_id}/difficulties"
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"^[^\x00]+$")]
Wish = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]


class DifficultyLine(Schema):
    """One difficulty as today sees it; `due_on` is the last day in time for an answer."""

    id: int
    plan: int
    task: int | None
    clause: int | None
    about: str
    unit: UnitName
    holder: UnitName
    words: str
    wish: str
    state: str
    raised_on: date
    reached_on: date
    due_on: date
    is_late: bool
    rounds: int
    answered_on: date | None
    answer: str
    version: int


class PastStep(Schema):
    """What happened to it on a day, and who held it then."""

    move: str
    on: date
    holder: UnitName
    words: str


class DifficultyShape(DifficultyLine):
    """One difficulty with its steps, and those open to this token."""

    past: list[PastStep]
    steps: list[str]


class DifficultyWindow(Window):
    """Of one unit, in one state, only late ones."""

    unit: Code | None = None
    state: plans.DifficultyState | None = None
    late: bool = False


class NewDifficulty(Sending):
    """What stands in the unit's way: on one of its tasks, or on a clause of the plan."""

    unit: Code
    task: Id | None = None
    clause: Id | None = None
    words: Words
    wish: Wish = ""


class NewDirection(Step):
    """The answer; `also` are others that wait for the same, `due_on` goes with an effect.

    `work` is the time of the unit's work whose day moves; without it the one that is meant.
    """

    words: Words
    effect: plans.Effect = plans.Effect.NONE
    due_on: Day | None = None
    work: Id | None = None
    also: Annotated[tuple[Id, ...], Field(max_length=500)] = ()


class PassUp(ReasonedStep):
    """Why it goes up; `also` are others that wait with the same holder for the same."""

    also: Annotated[tuple[Id, ...], Field(max_length=500)] = ()


_STEPS = (
    Taken("pass-up", plans.pass_up, PassUp, "Chuyển khó khăn, vướng mắc lên cấp trên"),
    Taken("withdraw", plans.withdraw_difficulty, Step, "Rút khó khăn, vướng mắc chưa trả lời"),
    Taken("reopen", plans.reopen_difficulty, ReasonedStep, "Nêu lại vì chưa giải quyết được"),
)


@router.get(
    _OF_PLAN,
    url_name="plan-difficulties",
    operation_id="listDifficulties",
    auth=READS,
    response={200: Slice[DifficultyLine], **READ_PROBLEMS},
    summary="Khó khăn, vướng mắc của kế hoạch, của các đơn vị mà mã này được xem",
)
def list_difficulties(
    request: HttpRequest, plan_id: Path[Id], window: Query[DifficultyWindow]
) -> Slice[DifficultyLine]:
    """Newest first; withdrawn ones are left out."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    rows = plans.difficulties_of(call.actor, plan, call.today)
    return listed(
        narrowed(rows, window, call.today), window, lambda row: DifficultyLine(**_line(call, row))
    )


@router.post(
    _OF_PLAN,
    url_name="plan-difficulties",
    operation_id="raiseDifficulty",
    auth=WORK,
    response={201: DifficultyShape, **WRITE_PROBLEMS},
    summary="Nêu khó khăn, vướng mắc của đơn vị",
)
def raise_difficulty(
    request: HttpRequest, plan_id: Path[Id], sent: NewDifficulty, key: Key
) -> HttpResponse:
    """It comes to who can decide."""
    call = call_of(request)

    def make() -> Made:
        unit = orgs.unit_by_code(sent.unit, call.today)
        made = plans.raise_difficulty(
            actor=call.actor,
            key=uuid5(own_key(call, key), "difficulty"),
            plan_id=plan_id,
            unit_id=unit.id,
            task_id=sent.task,
            clause_id=sent.clause,
            words=sent.words,
            wish=sent.wish,
            at=call.at,
        )
        return Made(_shape(call, made), 201, reverse("api-v1:difficulty", args=[made]))

    return once(call, key, "raise difficulty", {"plan": plan_id, **sent.dict()}, make)


@router.get(
    f"{_PLACE}/{{difficulty_id}}",
    url_name="difficulty",
    operation_id="readDifficulty",
    auth=READS,
    response={200: DifficultyShape, **READ_PROBLEMS},
    summary="Một khó khăn, vướng mắc: ai đang giữ, đến ngày nào, các bước",
)
def read_difficulty(request: HttpRequest, difficulty_id: Path[Id]) -> DifficultyShape:
    """As its page has it."""
    return _shape(call_of(request), difficulty_id)


@router.post(
    f"{_PLACE}/{{difficulty_id}}/answer",
    url_name="difficulty-answer",
    operation_id="answerDifficulty",
    auth=WORK,
    response={200: DifficultyShape, **WRITE_PROBLEMS},
    summary="Trả lời bằng một chỉ đạo, có thể dời hạn hoặc thêm nhiệm vụ",
)
def answer_difficulty(
    request: HttpRequest, difficulty_id: Path[Id], sent: NewDirection, key: Key
) -> HttpResponse:
    """One answer reaches all that it names."""
    call = call_of(request)

    def make() -> Made:
        plans.answer_difficulty(
            actor=call.actor,
            key=uuid5(own_key(call, key), "direction"),
            difficulty_id=difficulty_id,
            version=sent.version,
            also=sent.also,
            direction=plans.DirectionFacts(sent.words, sent.effect, sent.due_on, sent.work),
            at=call.at,
        )
        return Made(_shape(call, difficulty_id))

    asked = {"difficulty": difficulty_id, **sent.dict()}
    return once(
        call,
        key,
        "answer difficulty",
        asked,
        make,
        current=lambda: _shape(call, difficulty_id),
    )


def _line(call: Call, row: plans.DifficultyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "plan": row.plan_id,
        "task": row.task_id,
        "clause": row.clause_id,
        "about": row.about,
        "unit": _unit(call, row.unit_id),
        "holder": _unit(call, row.holder_id),
        "words": row.words,
        "wish": row.wish,
        "state": row.state.value,
        "raised_on": row.raised_on,
        "reached_on": row.reached_on,
        "due_on": row.due_on,
        "is_late": row.is_late,
        "rounds": row.rounds,
        "answered_on": row.answered_on,
        "answer": row.answer,
        "version": row.version,
    }


def _shape(call: Call, difficulty_id: int) -> DifficultyShape:
    found = plans.difficulty_for(call.actor, difficulty_id, call.today)
    steps = plans.difficulty_steps(call.actor, found, call.today)
    return DifficultyShape(
        **_line(call, plans.row_of(found, call.today)),
        past=[
            PastStep(
                move=one.move,
                on=local_day(one.at),
                holder=_unit(call, one.holder_id),
                words=one.words,
            )
            for one in plans.steps_of(found)
        ],
        steps=[verb.value for verb, said in steps if said == Allowed()],
    )


def _unit(call: Call, unit_id: int) -> UnitName:
    unit = orgs.last_row(unit_id, call.today)
    return UnitName(code=unit.code, name=unit.name)


offer(
    router,
    Moved("difficulty", "difficulty_id", _PLACE, WORK, DifficultyShape, _shape),
    _STEPS,
)
