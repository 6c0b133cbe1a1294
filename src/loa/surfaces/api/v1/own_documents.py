"""Documents by which units carry out a plan: listed, linked, what they answer, number, revision."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Path, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import own_documents as own
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.files import prints_of, taken_in
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.own_plans import router as of_own_plans
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
from loa.surfaces.api.v1.slices import Slice, Window, listed
from loa.surfaces.api.v1.steps import Moved, Taken, offer

router = Router(tags=["own plans"])
_Symbol = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
_Number = Annotated[str, Field(max_length=50, pattern=r"^[^\x00]*$")]


class OwnDocumentLine(Schema):
    """A document of a unit under the plan; `plan` is its own number in Loa.

    `is_linked`: it was issued elsewhere. `answers` counts the duties that it is confirmed to do.
    """

    plan: int
    unit: UnitName
    kind: own.AnswerKind
    state: str
    revision: int
    number: str
    notation: str
    signed_on: date | None
    is_linked: bool
    answers: int


class OwnWindow(Window):
    """Of one unit."""

    unit: Code | None = None


class LinkForm(Schema):
    """Which unit issued it; `symbol` as printed, such as 15/KH-UBND."""

    unit: Code
    kind: own.AnswerKind
    symbol: _Symbol
    signed_on: Day


class AnswerShape(Schema):
    """A duty of the unit. `task` of the document does it; none, and `is_answered`: all of it does.

    What is not `is_confirmed` was proposed by what the words resemble.
    """

    duty: int
    words: str
    is_answered: bool
    task: int | None
    is_confirmed: bool


class OwnTaskShape(Schema):
    """A task of the document, by which a duty may be done."""

    task: int
    ordinal: int
    title: str


class OwnDocumentShape(OwnDocumentLine):
    """One document with every duty that its unit owes above.

    `proposed_at`: when its draft was handed to the head; `asked_back`: what he wants mended.
    """

    parent: int
    version: int
    proposed_at: datetime | None
    asked_back: str
    duties: list[AnswerShape]
    tasks: list[OwnTaskShape]


class NewAnswers(Sending):
    """A duty and what does it: a task of the document, or without one all of it."""

    duty: Id
    task: Id | None = None


class ConfirmAnswers(Step):
    """Every duty that the document does; what is left out it does not do."""

    answers: Annotated[tuple[NewAnswers, ...], Field(max_length=500)]


class NumberOwn(Step):
    """The number of the unit's register, its day; without a number Loa gives the next."""

    number: _Number = ""
    signed_on: Day


class TakenUpShape(Schema):
    """How many duties were put back into the draft."""

    plan: int
    count: int


@of_own_plans.get(
    "/plans/{plan_id}/own-plans",
    url_name="plan-own-plans",
    operation_id="listOwnDocuments",
    auth=READS,
    response={200: Slice[OwnDocumentLine], **READ_PROBLEMS},
    summary="Kế hoạch, văn bản triển khai của các đơn vị theo kế hoạch này",
)
def list_own_documents(
    request: HttpRequest, plan_id: Path[Id], window: Query[OwnWindow]
) -> Slice[OwnDocumentLine]:
    """Those that this token may see; who has none stands in /plans/{plan_id}/coverage."""
    call = call_of(request)
    parent = plans.plan_for(call.actor, plan_id, call.today)
    rows = own.own_documents_under(call.actor, parent, call.today)
    if window.unit is not None:
        unit = orgs.unit_by_code(window.unit, call.today).id
        rows = [row for row in rows if row.unit_id == unit]
    return listed(rows, window, lambda row: _line(call, row))


@router.post(
    "/plans/{plan_id}/own-documents",
    url_name="plan-own-documents",
    operation_id="linkOwnDocument",
    auth=PLANS,
    response={201: OwnDocumentShape, **WRITE_PROBLEMS},
    summary="Gửi văn bản đơn vị đã ban hành ở ngoài Loa; Loa đọc và gợi ý nhiệm vụ được thực hiện",
)
def link_own_document(
    request: HttpRequest,
    plan_id: Path[Id],
    document: Annotated[UploadedFile, File()],
    form: Form[LinkForm],
    key: Key,
) -> HttpResponse:
    """The same file again is the document that is there; then confirm what it answers."""
    call = call_of(request)
    plans.plan_for(call.actor, plan_id, call.today)
    orgs.count_use(call.actor, "upload.files", call.today)
    sent = taken_in([document])
    ((name, data),) = sent
    read = own.read_or_not(data, name)  # takes seconds: not while the answer's row is held

    def make() -> Made:
        found = own.link_document(
            actor=call.actor,
            parent_id=plan_id,
            unit_id=orgs.unit_by_code(form.unit, call.today).id,
            file=(name, data),
            read=read,
            said=own.IssuedElsewhere(form.kind, form.symbol, form.signed_on),
            at=call.at,
        )
        place = reverse("api-v1:plan-answers", args=[found])
        return Made(_shape(call, found), 201, place)

    asked = {"plan": plan_id, "files": prints_of(sent), **form.dict()}
    return once(call, key, "link own document", asked, make)


@router.get(
    "/plans/{plan_id}/answers",
    url_name="plan-answers",
    operation_id="readOwnDocument",
    auth=READS,
    response={200: OwnDocumentShape, **READ_PROBLEMS},
    summary="Một văn bản của đơn vị: nhiệm vụ cấp trên giao nào được thực hiện, bằng gì",
)
def read_own_document(request: HttpRequest, plan_id: Path[Id]) -> OwnDocumentShape:
    """`plan_id` is the number of the unit's own document."""
    return _shape(call_of(request), plan_id)


@router.post(
    "/plans/{plan_id}/answers",
    url_name="plan-answers",
    operation_id="confirmAnswers",
    auth=PLANS,
    response={200: OwnDocumentShape, **WRITE_PROBLEMS},
    summary="Xác nhận văn bản ban hành ở ngoài Loa thực hiện những nhiệm vụ nào",
)
def confirm_answers(
    request: HttpRequest, plan_id: Path[Id], sent: ConfirmAnswers, key: Key
) -> HttpResponse:
    """Only of documents that were issued elsewhere; plans made here hold their duties."""
    call = call_of(request)

    def make() -> Made:
        own.confirm_answers(
            actor=call.actor,
            plan_id=plan_id,
            version=sent.version,
            answers={one.duty: one.task for one in sent.answers},
            at=call.at,
        )
        return Made(_shape(call, plan_id))

    asked = {"plan": plan_id, **sent.dict()}
    return once(call, key, "confirm answers", asked, make, current=lambda: _shape(call, plan_id))


@router.post(
    "/plans/{plan_id}/number",
    url_name="plan-number",
    operation_id="numberOwnPlan",
    auth=PLANS,
    response={200: OwnDocumentShape, **WRITE_PROBLEMS},
    summary="Văn thư ghi số, ngày của kế hoạch đơn vị đã ban hành trên Loa",
)
def number_own_plan(
    request: HttpRequest, plan_id: Path[Id], sent: NumberOwn, key: Key
) -> HttpResponse:
    """It stands in the register of the unit."""
    call = call_of(request)

    def make() -> Made:
        own.number_own_plan(
            actor=call.actor, plan_id=plan_id, official=None, at=call.at, **sent.dict()
        )
        return Made(_shape(call, plan_id))

    asked = {"plan": plan_id, **sent.dict()}
    return once(call, key, "number own plan", asked, make, current=lambda: _shape(call, plan_id))


@router.post(
    "/plans/{plan_id}/revise",
    url_name="plan-revise",
    operation_id="reviseOwnPlan",
    auth=PLANS,
    response={200: OwnDocumentShape, **WRITE_PROBLEMS},
    summary="Lập bản sửa đổi kế hoạch của đơn vị, theo kế hoạch cấp trên đã sửa đổi",
)
def revise_own_plan(request: HttpRequest, plan_id: Path[Id], key: Key) -> HttpResponse:
    """The draft, to be checked and issued like any other; asked again it is the same draft."""
    call = call_of(request)

    def make() -> Made:
        draft = own.revise_own_plan(actor=call.actor, plan_id=plan_id, at=call.at)
        return Made(_shape(call, draft))

    return once(call, key, "revise own plan", {"plan": plan_id}, make)


@router.post(
    "/plans/{plan_id}/take-up",
    url_name="plan-take-up",
    operation_id="takeUpDuties",
    auth=PLANS,
    response={200: TakenUpShape, **WRITE_PROBLEMS},
    summary="Lấy lại vào bản nháp những nhiệm vụ cấp trên giao còn thiếu",
)
def take_up_duties(request: HttpRequest, plan_id: Path[Id], key: Key) -> HttpResponse:
    """`count` says how many there were."""
    call = call_of(request)

    def make() -> Made:
        count = own.take_up_duties(actor=call.actor, plan_id=plan_id, at=call.at)
        return Made(TakenUpShape(plan=plan_id, count=count))

    return once(call, key, "take up duties", {"plan": plan_id}, make)


def _line(call: Call, row: own.OwnDocument) -> OwnDocumentLine:
    unit = orgs.last_row(row.unit_id, call.today)
    return OwnDocumentLine(
        plan=row.id,
        unit=UnitName(code=unit.code, name=unit.name),
        kind=own.AnswerKind(row.kind),
        state=row.state.value,
        revision=row.revision,
        number=row.number,
        notation=row.notation,
        signed_on=row.signed_on,
        is_linked=row.is_linked,
        answers=row.answers,
    )


def _shape(call: Call, plan_id: int) -> OwnDocumentShape:
    row, plan = own.own_document(call.actor, plan_id, call.today)
    duties = own.answers_in(plan, call.today)
    return OwnDocumentShape(
        **_line(call, row).dict(),
        parent=plan.parent_id or 0,
        version=plan.version,
        proposed_at=plan.proposed_at,
        asked_back=plan.asked_back,
        duties=[
            AnswerShape(
                duty=one.duty,
                words=one.words,
                is_answered=one.is_answered,
                task=one.task,
                is_confirmed=one.is_confirmed,
            )
            for one in duties
        ],
        tasks=[
            OwnTaskShape(task=pk, ordinal=ordinal, title=title)
            for pk, ordinal, title in own.task_words(plan)
        ],
    )


offer(
    router,
    Moved("plan", "plan_id", "/plans", PLANS, OwnDocumentShape, _shape),
    (
        Taken("propose", own.propose_own_plan, Step, "Trình lãnh đạo bản nháp kế hoạch đơn vị"),
        Taken("ask-back", own.ask_back_own_plan, ReasonedStep, "Lãnh đạo yêu cầu sửa bản nháp"),
    ),
)
