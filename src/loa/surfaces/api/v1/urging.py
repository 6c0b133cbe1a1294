"""Urging: all late units of a plan in one act, and what one piece of work was told."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import PLANS, READS, call_of
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
    found = plans.urgings_for(call.actor, work_id, call.today)
    units = orgs.units_by_ids({one.unit_id for one in found}, call.today)
    return [
        UrgingShape(
            id=one.pk,
            unit=UnitName(code=units[one.unit_id].code, name=units[one.unit_id].body_name),
            way=one.way,
            step=one.step,
            day=one.day,
            state=one.state,
            send_at=one.send_at,
            sent_at=one.sent_at,
            text=one.text,
            acknowledged_at=one.acknowledged_at,
        )
        for one in found
    ]
