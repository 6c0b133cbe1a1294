"""Many due days moved at once: what would move and what not, then done."""

from datetime import date
from typing import Annotated
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.facade import shifting
from loa.surfaces.api.v1.bearer import PLANS, Call, call_of
from loa.surfaces.api.v1.once import Made, once, own_key
from loa.surfaces.api.v1.shapes import (
    WRITE_PROBLEMS,
    Day,
    Id,
    Key,
    Reason,
    Sending,
    UnitName,
)

router = Router(tags=["work"])


class ShiftWork(Sending):
    """Which work, by the ids of /work, and to which day: `due_on` for all, or `days` for each.

    `days` are working days after the day of each. `dry_run`: only say what would be done.
    """

    work: Annotated[tuple[Id, ...], Field(min_length=1, max_length=10_000)]
    due_on: Day | None = None
    days: Annotated[int, Field(ge=0, le=shifting.MOST_DAYS)] = 0
    reason: Reason
    dry_run: bool = False


class ShiftedShape(Schema):
    """One piece of work; `why_not` is empty where it moves, in Vietnamese where it stays."""

    work: int
    unit: UnitName
    title: str
    before: date
    after: date
    why_not: str


class ShiftShape(Schema):
    """How many moved, or would; `stays` are the others, each with why."""

    plan: int
    moved: int
    moves: list[ShiftedShape]
    stays: list[ShiftedShape]


@router.post(
    "/plans/{plan_id}/work/shift",
    url_name="plan-work-shift",
    operation_id="shiftDueDays",
    auth=PLANS,
    response={200: ShiftShape, **WRITE_PROBLEMS},
    summary="Dời hạn nhiều việc: một ngày cho tất cả, hoặc thêm số ngày làm việc; nêu ngoại lệ",
)
def shift_due_days(
    request: HttpRequest, plan_id: Path[Id], sent: ShiftWork, key: Key
) -> HttpResponse:
    """All that may move, or none; each unit is told once. Of other plans nothing is found."""
    call = call_of(request)

    def make() -> Made:
        shift = shifting.Shift(sent.due_on, sent.days)
        found = shifting.weighed(call.actor, plan_id, sent.work, shift, call.today)
        moved = len(found.moves)
        if not sent.dry_run:
            moved = shifting.shift_due(
                actor=call.actor,
                plan_id=plan_id,
                ids=sent.work,
                shift=shift,
                reason=sent.reason,
                seen=shifting.print_of(found.found),
                key=uuid5(own_key(call, key), "shift"),
                at=call.at,
            )
        return Made(
            ShiftShape(
                plan=plan_id,
                moved=moved,
                moves=_shapes(call, found, found.moves),
                stays=_shapes(call, found, found.stays),
            )
        )

    return once(call, key, "shift due days", {"plan": plan_id, **sent.dict()}, make)


def _shapes(
    call: Call, found: shifting.Weighed, rows: list[shifting.Shifted]
) -> list[ShiftedShape]:
    units = orgs.units_by_ids({found.units[one.work.id] for one in rows}, call.today)
    return [
        ShiftedShape(
            work=one.work.id,
            unit=UnitName(
                code=units[found.units[one.work.id]].code,
                name=units[found.units[one.work.id]].name,
            ),
            title=found.titles[one.work.id],
            before=one.work.due_on,
            after=one.new,
            why_not=one.why_not,
        )
        for one in rows
    ]
