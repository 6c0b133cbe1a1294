"""Checking a draft: its doubts and what mends them, the head of the document, steps taken back."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import PLANS, READS, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.plans import (
    CheckShape,
    DoubtShape,
    PlanShape,
    check_shape,
    doubt_shape,
    plan_shape,
)
from loa.surfaces.api.v1.problems import wrong_field
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Day,
    Id,
    Key,
    Line,
    Sending,
    Step,
    Text,
)
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["checking"])

_WORDS_OF_HEAD = {"issuer": "issuer_words"}
"""Where this contract and the room call a field otherwise."""
_MENDED_BY = {
    plans.Mend.HEAD: ("editHead", "plan-head", ()),
    plans.Mend.BASIS: ("editBasis", "plan-basis", ("number", "issued_on")),
    plans.Mend.DUE: ("changeTask", "plan-task", ("due_on", "schedule")),
    plans.Mend.ACTORS: ("assignTask", "plan-task-units", ("lead_units", "coordinate_units")),
    plans.Mend.TASK: ("changeTask", "plan-task", ("title", "content")),
    plans.Mend.ADD: ("addTask", "plan-tasks", ("content",)),
}
"""Operation, route and fields."""


class FixShape(Schema):
    """What mends a doubt: an operation of this contract, its address, and the fields to send."""

    operation: str
    address: str
    fields: list[str]


class StopShape(DoubtShape):
    """A doubt with its passage of the source, and the doubts that ask the same.

    Without `fix` it can only be looked at and accepted; every doubt may be accepted.
    """

    passage: str
    start: int | None
    end: int | None
    same: list[int]
    fix: FixShape | None


class StopWindow(Window):
    """Those of one state; OPEN are left to be looked at."""

    state: plans.DoubtState | None = plans.DoubtState.OPEN


class Accept(Sending):
    """Doubts that were looked at and stand as they are.

    `same_up_to` takes along all that ask the same, none newer than the doubt of that number.
    """

    doubts: Annotated[list[Id], Field(min_length=1, max_length=500)]
    same_up_to: Id | None = None


class EditHead(Step):
    """Fields of the document's head; those that are not sent stay as they are."""

    issuer: Annotated[Line, Field(default_factory=str)]
    number: Annotated[Line, Field(max_length=50, default_factory=str)]
    notation: Annotated[Line, Field(max_length=100, default_factory=str)]
    place: Annotated[Line, Field(max_length=200, default_factory=str)]
    signed_on: Day | None = None
    subject: Annotated[Text, Field(default_factory=str)]
    signer_post: Annotated[Line, Field(max_length=200, default_factory=str)]
    signer_name: Annotated[Line, Field(max_length=200, default_factory=str)]
    year: Annotated[int, Field(ge=2000, le=2100, default_factory=int)]
    as_of: Annotated[Day, Field(default_factory=lambda: date.min)]
    period_rule: Annotated[Line, Field(max_length=50, default_factory=str)]

    def fields(self) -> dict[str, object]:
        """What was sent, as the room calls it."""
        sent = self.dict(exclude_unset=True, exclude={"version"})
        return {_WORDS_OF_HEAD.get(name, name): value for name, value in sent.items()}


class EditBasis(Step):
    """Symbol and day of a legal basis, whole."""

    number: Annotated[Line, Field(max_length=100)]
    issued_on: Day | None = None


class Amends(Step):
    """The issued plan that this draft amends; null: it stands for itself."""

    amends: Id | None


@router.get(
    "/plans/{plan_id}/doubts",
    url_name="plan-doubts",
    operation_id="listDoubts",
    auth=READS,
    response={200: Slice[StopShape], **READ_PROBLEMS},
    summary="Chỗ cần xem của bản nháp: vì sao, đoạn văn bản, sửa bằng gì",
)
def list_doubts(
    request: HttpRequest, plan_id: Path[Id], window: Query[StopWindow]
) -> Slice[StopShape]:
    """In the order of the document."""
    call = call_of(request)
    rows = plans.stops_of(call.actor, plan_id, window.state, call.today)
    return listed(rows, window, _stop)


@router.post(
    "/plans/{plan_id}/doubts/accept",
    url_name="plan-doubts-accept",
    operation_id="acceptDoubts",
    auth=PLANS,
    response={200: CheckShape, **WRITE_PROBLEMS},
    summary="Giữ nguyên chỗ đã xem (một hay nhiều)",
)
def accept_doubts(request: HttpRequest, plan_id: Path[Id], sent: Accept, key: Key) -> HttpResponse:
    """A doubt that was settled already stays so; the step can be undone."""
    call = call_of(request)

    def make() -> Made:
        known = plans.stops_of(call.actor, plan_id, None, call.today)
        numbers = {one.doubt.pk for one in known}
        for place, asked in enumerate(sent.doubts):
            if asked not in numbers:
                raise wrong_field(at=("doubts", place))
        plans.settle_doubts(
            actor=call.actor,
            plan_id=plan_id,
            doubt_ids=sent.doubts,
            alike_up_to=sent.same_up_to,
            at=call.at,
        )
        return Made(check_shape(call, plan_id))

    return once(call, key, "accept doubts", {"plan": plan_id, **sent.dict()}, make)


@router.post(
    "/plans/{plan_id}/head",
    url_name="plan-head",
    operation_id="editHead",
    auth=PLANS,
    response={200: PlanShape, **WRITE_PROBLEMS},
    summary="Sửa phần đầu văn bản của bản nháp",
)
def edit_head(request: HttpRequest, plan_id: Path[Id], sent: EditHead, key: Key) -> HttpResponse:
    """What is corrected is no longer doubtful."""
    call, fields = call_of(request), sent.fields()

    def make() -> Made:
        plans.edit_header(
            actor=call.actor, plan_id=plan_id, version=sent.version, fields=fields, at=call.at
        )
        return Made(plan_shape(call, plan_id))

    asked = {"plan": plan_id, "version": sent.version, **fields}
    return once(call, key, "edit head", asked, make, current=lambda: plan_shape(call, plan_id))


@router.post(
    "/plans/{plan_id}/bases/{place}",
    url_name="plan-basis",
    operation_id="editBasis",
    auth=PLANS,
    response={200: PlanShape, **WRITE_PROBLEMS},
    summary="Sửa số, ký hiệu, ngày của một căn cứ; «place» đếm từ 1",
)
def edit_basis(
    request: HttpRequest,
    plan_id: Path[Id],
    place: Path[Annotated[int, Field(ge=1, le=1000)]],
    sent: EditBasis,
    key: Key,
) -> HttpResponse:
    """`place` is that in legal_bases of the plan."""
    call = call_of(request)

    def make() -> Made:
        plans.edit_basis(
            actor=call.actor,
            plan_id=plan_id,
            place=place,
            version=sent.version,
            fields={"number": sent.number, "issued_on": sent.issued_on},
            at=call.at,
        )
        return Made(plan_shape(call, plan_id))

    asked = {"plan": plan_id, "place": place, **sent.dict()}
    return once(call, key, "edit basis", asked, make, current=lambda: plan_shape(call, plan_id))


@router.post(
    "/plans/{plan_id}/amends",
    url_name="plan-amends",
    operation_id="markAmendment",
    auth=PLANS,
    response={200: PlanShape, **WRITE_PROBLEMS},
    summary="Ghi bản nháp này sửa đổi kế hoạch nào, hoặc là kế hoạch mới",
)
def mark_amendment(request: HttpRequest, plan_id: Path[Id], sent: Amends, key: Key) -> HttpResponse:
    """Issued, it takes the place of that plan; work that goes on keeps what was done."""
    call = call_of(request)

    def make() -> Made:
        plans.mark_amendment(
            actor=call.actor,
            plan_id=plan_id,
            amends_id=sent.amends,
            version=sent.version,
            at=call.at,
        )
        return Made(plan_shape(call, plan_id))

    asked = {"plan": plan_id, **sent.dict()}
    return once(call, key, "mark amendment", asked, make, current=lambda: plan_shape(call, plan_id))


@router.post(
    "/plans/{plan_id}/steps/{step_id}/undo",
    url_name="plan-step-undo",
    operation_id="undoStep",
    auth=PLANS,
    response={200: CheckShape, **WRITE_PROBLEMS},
    summary="Hoàn tác bước tách, gộp, bỏ nhiệm vụ hay giữ nguyên vừa làm",
)
def undo_step(request: HttpRequest, plan_id: Path[Id], step_id: Path[Id], key: Key) -> HttpResponse:
    """409 where its tasks were changed since; `last_step` of the check names it."""
    call = call_of(request)

    def make() -> Made:
        plans.take_back(actor=call.actor, plan_id=plan_id, step_id=step_id, at=call.at)
        return Made(check_shape(call, plan_id))

    return once(call, key, "undo step", {"plan": plan_id, "step": step_id}, make)


def _stop(row: plans.Stop) -> StopShape:
    return StopShape(
        **doubt_shape(row.doubt).dict(),
        passage=row.words,
        start=row.doubt.start,
        end=row.doubt.end,
        same=list(row.same),
        fix=_fix(row) if row.doubt.state == plans.DoubtState.OPEN else None,
    )


def _fix(row: plans.Stop) -> FixShape | None:
    if row.mend not in _MENDED_BY:
        return None
    operation, route, fields = _MENDED_BY[row.mend]
    parts = [row.doubt.plan_id, *(one for one in (row.doubt.task_id, row.basis) if one)]
    of_head = {"issuer": "issuer", "issued_on": "signed_on"}
    names = fields or (of_head.get(row.doubt.target, row.doubt.target),)
    return FixShape(
        operation=operation, address=reverse(f"api-v1:{route}", args=parts), fields=list(names)
    )
