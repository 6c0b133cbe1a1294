"""Urging: all late units of a plan in one act, and what one piece of work was told."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade import urging
from loa.surfaces.api.v1.bearer import PLANS, READS, WORK, Call, call_of
from loa.surfaces.api.v1.once import Made, once, own_key
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Code,
    Id,
    Key,
    Sending,
    UnitName,
)
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["urging"])
_PLACE = "/work"


class Urge(Sending):
    """Which late works: of these tasks, at the units of these codes; nothing named is all.

    `dry_run`: only say what would be done.
    """

    tasks: tuple[Id, ...] = ()
    units: tuple[Code, ...] = ()
    dry_run: bool = False


class UrgedShape(Schema):
    """How many units were told, how many had been that day; codes of those nobody can reach."""

    urged: int
    already_today: int
    unreachable: list[str]


class UrgingShape(Schema):
    """One text to one unit; `day` is that on which it is, or will be, sent."""

    id: int
    unit: UnitName
    way: str
    step: str
    day: date
    state: str
    send_at: datetime
    sent_at: datetime | None
    text: str
    acknowledged_at: datetime | None


class UrgedLine(UrgingShape):
    """One text with the works that it names, by the ids of /work."""

    works: list[int]


class UrgingWindow(Window):
    """Of one unit; only what no head has acknowledged."""

    unit: Code | None = None
    unacknowledged: bool = False


class NoteCall(Sending):
    """The unit that was called or written to by a person himself."""

    unit: Code
    way: Literal["PHONE", "ZALO"]


@router.post(
    "/plans/{plan_id}/urge",
    url_name="plan-urge",
    operation_id="urgeLate",
    auth=PLANS,
    response={200: UrgedShape, **WRITE_PROBLEMS},
    summary="Đôn đốc các đơn vị quá hạn; ngoài giờ thì gửi vào buổi làm việc sau",
)
def urge_late(request: HttpRequest, plan_id: Path[Id], sent: Urge, key: Key) -> HttpResponse:
    """Each work once a day to a unit, whoever urges; what waits for the session counts as urged."""
    call = call_of(request)

    def make() -> Made:
        units = tuple(orgs.unit_by_code(code, call.today).id for code in sent.units)
        chosen = plans.Chosen(sent.tasks, units)
        if sent.dry_run:
            found = plans.would_urge(call.actor, plan_id, chosen, call.at)
        else:
            found = plans.urge_late(
                actor=call.actor,
                plan_id=plan_id,
                chosen=chosen,
                key=own_key(call, key),
                at=call.at,
            )
        return Made(
            UrgedShape(
                urged=found.urged,
                already_today=found.already_today,
                unreachable=list(found.unreachable),
            )
        )

    return once(call, key, "urge late", {"plan": plan_id, **sent.dict()}, make)


@router.get(
    f"{_PLACE}/{{work_id}}/urgings",
    url_name="work-urgings",
    operation_id="listUrgings",
    auth=READS,
    response={200: list[UrgingShape], **READ_PROBLEMS},
    summary="Các lời đôn đốc của một việc, mới nhất trước",
)
def list_urgings(request: HttpRequest, work_id: Path[Id]) -> list[UrgingShape]:
    """What the page of the work shows."""
    call = call_of(request)
    rows = plans.urgings_for(call.actor, work_id, call.today)
    return [UrgingShape(**_facts(call, row)) for row in rows]


@router.get(
    "/plans/{plan_id}/urgings",
    url_name="plan-urgings",
    operation_id="listUrgingsOfPlan",
    auth=READS,
    response={200: Slice[UrgedLine], **READ_PROBLEMS},
    summary="Mọi lời đôn đốc của kế hoạch: ai, lúc nào, bằng cách nào, lãnh đạo đã xác nhận chưa",
)
def list_urgings_of_plan(
    request: HttpRequest, plan_id: Path[Id], window: Query[UrgingWindow]
) -> Slice[UrgedLine]:
    """To the units whose work this token may see, newest first."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    rows = urging.urged_in(call.actor, plan, call.today)
    if window.unit is not None:
        unit = orgs.unit_by_code(window.unit, call.today).id
        rows = [row for row in rows if row.urging.unit_id == unit]
    if window.unacknowledged:
        rows = [row for row in rows if row.urging.acknowledged_at is None]
    return listed(rows, window, lambda row: _line(call, row))


@router.post(
    "/urgings/{urging_id}/acknowledge",
    url_name="urging-acknowledge",
    operation_id="acknowledgeUrging",
    auth=WORK,
    response={200: UrgedLine, **WRITE_PROBLEMS},
    summary="Lãnh đạo đơn vị xác nhận đã nhận lời đôn đốc",
)
def acknowledge_urging(request: HttpRequest, urging_id: Path[Id], key: Key) -> HttpResponse:
    """Again it answers the same."""
    call = call_of(request)

    def make() -> Made:
        plans.acknowledge_urging(actor=call.actor, urging_id=urging_id, at=call.at)
        return Made(_line(call, urging.urged_one(call.actor, urging_id, call.today)))

    return once(call, key, "acknowledge urging", {"urging": urging_id}, make)


@router.post(
    "/plans/{plan_id}/calls",
    url_name="plan-calls",
    operation_id="noteCall",
    auth=PLANS,
    response={200: UrgedLine, **WRITE_PROBLEMS},
    summary="Ghi đã gọi điện, nhắn Zalo cho đơn vị quá hạn; tính là đã đôn đốc trong ngày",
)
def note_call(request: HttpRequest, plan_id: Path[Id], sent: NoteCall, key: Key) -> HttpResponse:
    """The same call again on one day changes nothing."""
    call = call_of(request)

    def make() -> Made:
        unit = orgs.unit_by_code(sent.unit, call.today).id
        way = plans.Way[sent.way]
        plans.note_call(actor=call.actor, plan_id=plan_id, unit_id=unit, way=way, at=call.at)
        plan = plans.plan_for(call.actor, plan_id, call.today)
        rows = urging.urged_in(call.actor, plan, call.today)
        noted = next(
            row for row in rows if row.urging.unit_id == unit and row.urging.way == way.value
        )
        return Made(_line(call, noted))

    return once(call, key, "note call", {"plan": plan_id, **sent.dict()}, make)


def _line(call: Call, row: urging.Urged) -> UrgedLine:
    return UrgedLine(**_facts(call, row.urging), works=list(row.works))


def _facts(call: Call, one: plans.Urging) -> dict[str, Any]:
    unit = orgs.last_row(one.unit_id, call.today)
    return {
        "id": one.pk,
        "unit": UnitName(code=unit.code, name=unit.body_name),
        "way": one.way,
        "step": one.step,
        "day": one.day,
        "state": one.state,
        "send_at": one.send_at,
        "sent_at": one.sent_at,
        "text": one.text,
        "acknowledged_at": one.acknowledged_at,
    }
