"""Remarks of citizens on public plans: those of a plan, one of them, its answer; never who sent."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import remarks
from loa.surfaces.api.v1.bearer import READS, WORK, Call, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Id, Key, Step, UnitName
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["remarks"])
Words = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"^[^\x00]+$")]


class RemarkLine(Schema):
    """One remark as today sees it; `due_on` is the last day in time for an answer."""

    id: int
    plan: int
    task: int | None
    about: str
    holder: UnitName
    words: str
    state: str
    sent_on: date
    due_on: date
    is_late: bool
    answered_on: date | None
    answer: str
    is_published: bool
    version: int


class RemarkWindow(Window):
    """In one state, only late ones."""

    state: remarks.RemarkState | None = None
    late: bool = False


class NewAnswer(Step):
    """The answer."""

    words: Words


@router.get(
    "/plans/{plan_id}/remarks",
    url_name="plan-remarks",
    operation_id="listRemarks",
    auth=READS,
    response={200: Slice[RemarkLine], **READ_PROBLEMS},
    summary="Góp ý của người dân về kế hoạch, mà mã này trả lời; không có người gửi",
)
def list_remarks(
    request: HttpRequest, plan_id: Path[Id], window: Query[RemarkWindow]
) -> Slice[RemarkLine]:
    """Newest first."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    rows = remarks.remarks_on(call.actor, call.today, plan)
    if window.state is not None:
        rows = [row for row in rows if row.state is window.state]
    if window.late:
        rows = [row for row in rows if row.is_late]
    return listed(rows, window, lambda row: RemarkLine(**_line(call, row)))


@router.get(
    "/remarks/{remark_id}",
    url_name="remark",
    operation_id="readRemark",
    auth=READS,
    response={200: RemarkLine, **READ_PROBLEMS},
    summary="Một góp ý của người dân: nơi trả lời, hạn, câu trả lời; không có người gửi",
)
def read_remark(request: HttpRequest, remark_id: Path[Id]) -> RemarkLine:
    """As its page has it, without who sent it."""
    return _shape(call_of(request), remark_id)


@router.post(
    "/remarks/{remark_id}/answer",
    url_name="remark-answer",
    operation_id="answerRemark",
    auth=WORK,
    response={200: RemarkLine, **WRITE_PROBLEMS},
    summary="Trả lời góp ý của người dân",
)
def answer_remark(
    request: HttpRequest, remark_id: Path[Id], sent: NewAnswer, key: Key
) -> HttpResponse:
    """It stands by the sender's code, and goes to him by e-mail where he left one."""
    call = call_of(request)

    def make() -> Made:
        remarks.answer_remark(
            actor=call.actor,
            remark_id=remark_id,
            version=sent.version,
            words=sent.words,
            at=call.at,
        )
        return Made(_shape(call, remark_id))

    asked = {"remark": remark_id, **sent.dict()}
    return once(call, key, "answer remark", asked, make, current=lambda: _shape(call, remark_id))


def _shape(call: Call, remark_id: int) -> RemarkLine:
    found = remarks.remark_for(call.actor, remark_id, call.today)
    (row,) = remarks.rows_of([found], call.today)
    return RemarkLine(**_line(call, row))


def _line(call: Call, row: remarks.RemarkRow) -> dict[str, Any]:
    holder = orgs.last_row(row.holder_id, call.today)
    return {
        "id": row.id,
        "plan": row.plan_id,
        "task": row.task_id,
        "about": row.about,
        "holder": UnitName(code=holder.code, name=holder.name),
        "words": row.words,
        "state": row.state.value,
        "sent_on": row.sent_on,
        "due_on": row.due_on,
        "is_late": row.is_late,
        "answered_on": row.answered_on,
        "answer": row.answer,
        "is_published": row.is_published,
        "version": row.version,
    }
