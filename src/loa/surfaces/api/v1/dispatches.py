"""Official dispatches of urging: listed, read, drafted, numbered, as files."""

from datetime import date
from functools import partial
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.files import facade as kept_files
from loa.foundation.orgs import facade as orgs
from loa.kernel.installation import is_demo
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import dispatches
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, Day, Id, Line, Step, UnitName
from loa.surfaces.api.v1.slices import Slice, Window, listed
from loa.surfaces.api.v1.steps import Moved, Taken, offer

router = Router(tags=["dispatches"])
_PLACE = "/dispatches"


class DispatchLine(Schema):
    """A letter to all late units of one act of urging; without `number` it is a draft.

    `drafting` is the notation of who drafts; `reply_by` until when units are to be done.
    """

    id: int
    plan: int
    issuer: UnitName
    counted_on: date
    reply_by: date
    drafting: str
    notation: str
    number: str
    signed_on: date | None
    units: int
    works: int
    version: int


class UrgedWorkShape(Schema):
    """A late work as it stood at the act, by the ids of /work; `urged` counts earlier urgings."""

    work: int
    unit: UnitName
    due_on: date
    days_late: int
    urged: int
    urged_on: date | None


class DispatchShape(DispatchLine):
    """One letter: its words and the list that stands in its annex."""

    subject: str
    addressees: list[str]
    text: list[str]
    recipients: list[str]
    list: list[UrgedWorkShape]


class DraftDispatch(Step):
    """By when units are to be done, and the notation of the desk that drafts."""

    reply_by: Day
    drafting: Annotated[Line, Field(max_length=20)] = ""


class NumberDispatch(Step):
    """The number of the issuer's register, its day; without a number Loa gives the next."""

    number: Annotated[Line, Field(max_length=50)] = ""
    signed_on: Day


@router.get(
    "/plans/{plan_id}/dispatches",
    url_name="plan-dispatches",
    operation_id="listDispatches",
    auth=READS,
    response={200: Slice[DispatchLine], **READ_PROBLEMS},
    summary="Công văn đôn đốc của kế hoạch, mới nhất trước",
)
def list_dispatches(
    request: HttpRequest, plan_id: Path[Id], window: Query[Window]
) -> Slice[DispatchLine]:
    """Those of the acts that this token may see."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    rows = dispatches.dispatches_in(call.actor, plan, call.today)
    return listed(rows, window, lambda row: DispatchLine(**_facts(row)))


@router.get(
    f"{_PLACE}/{{dispatch_id}}",
    url_name="dispatch",
    operation_id="readDispatch",
    auth=READS,
    response={200: DispatchShape, **READ_PROBLEMS},
    summary="Một công văn đôn đốc: lời, danh sách việc quá hạn kèm theo",
)
def read_dispatch(request: HttpRequest, dispatch_id: Path[Id]) -> DispatchShape:
    """The list is that of the act; what was done since is in /plans/{plan_id}/work."""
    return _shape(call_of(request), dispatch_id)


@router.get(
    f"{_PLACE}/{{dispatch_id}}/files/{{kind}}",
    url_name="dispatch-file",
    operation_id="readDispatchFile",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Công văn đôn đốc dạng Word, PDF; đã ký thì PDF là bản đã ký",
)
def read_dispatch_file(
    request: HttpRequest, dispatch_id: Path[Id], kind: Annotated[Literal["docx", "pdf"], Path()]
) -> HttpResponse:
    """As its page gives it away."""
    call = call_of(request)
    found = _dispatch(call, dispatch_id)
    if kind == "pdf" and found.official_file_id:
        return kept_files.download_response(kept_files.ref(found.official_file_id))
    orgs.count_use(call.actor, "export.files", call.today)
    document = dispatches.document_of(found, is_demo=is_demo(settings.LOA_DATA))
    name = f"cong-van-don-doc-{found.counted_on:%Y-%m-%d}-{found.pk}.{kind}"
    data = dispatches.dispatch_file(document, kind)
    return kept_files.made_response(data, kept_files.MADE_TYPES[kind], name)


def _dispatch(call: Call, dispatch_id: int) -> dispatches.Dispatch:
    return dispatches.dispatch_by_id(call.actor, dispatch_id, call.today)


def _shape(call: Call, dispatch_id: int) -> DispatchShape:
    found = _dispatch(call, dispatch_id)
    document = dispatches.document_of(found)
    units = orgs.units_by_ids({line[0] for line in found.lines}, found.counted_on)
    return DispatchShape(
        **_facts(found),
        subject=document.subject,
        addressees=list(document.addressees),
        text=dispatches.words_of(document),
        recipients=list(document.recipients),
        list=[
            UrgedWorkShape(
                work=work,
                unit=UnitName(code=units[unit_id].code, name=units[unit_id].name),
                due_on=date.fromisoformat(due),
                days_late=late,
                urged=told,
                urged_on=date.fromisoformat(last) if last else None,
            )
            for unit_id, work, due, late, told, last in found.lines
        ],
    )


def _facts(found: dispatches.Dispatch) -> dict[str, Any]:
    issuer = orgs.last_row(found.issuer_id, found.counted_on)
    return {
        "id": found.pk,
        "plan": found.round.plan_id,
        "issuer": UnitName(code=issuer.code, name=issuer.name),
        "counted_on": found.counted_on,
        "reply_by": found.reply_by,
        "drafting": found.drafting,
        "notation": dispatches.notation_of(found),
        "number": found.number,
        "signed_on": found.signed_on,
        "units": len({line[0] for line in found.lines}),
        "works": len(found.lines),
        "version": found.version,
    }


_STEPS = (
    Taken(
        "draft",
        dispatches.edit_dispatch,
        DraftDispatch,
        "Sửa hạn hoàn thành, ký hiệu nơi soạn của công văn chưa có số",
    ),
    Taken(
        "number",
        partial(dispatches.number_dispatch, official=None),
        NumberDispatch,
        "Văn thư ghi số, ngày của công văn đôn đốc",
    ),
)
offer(router, Moved("dispatch", "round_id", _PLACE, PLANS, DispatchShape, _shape), _STEPS)
