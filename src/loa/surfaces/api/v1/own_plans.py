"""Units' own plans: made under a plan that was given out, and which duties they answer."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import PLANS, READS, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Code,
    Day,
    Id,
    Key,
    Sending,
)

router = Router(tags=["own plans"])


class MakeOwn(Sending):
    """The unit, by its code, that issues a plan of its own."""

    unit: Code


class OwnPlanShape(Schema):
    """The draft of the unit's own plan, or the plan that is there; checked like any other draft."""

    plan: int


class ClauseShape(Schema):
    """One duty: `clause` is its place in the plan, `task` its number among the tasks.

    `covered` units answer it; `missing` are the codes of the others.
    """

    clause: str
    task: int
    text: str
    units: int
    covered: int
    missing: list[str]


class CoverageShape(Schema):
    """Every duty of a plan as of the end of a day, over the units that the token may see."""

    plan: int
    as_of: date
    clauses: list[ClauseShape]


@router.get(
    "/plans/{plan_id}/coverage",
    url_name="plan-coverage",
    operation_id="readCoverage",
    auth=READS,
    response={200: CoverageShape, **READ_PROBLEMS},
    summary="Từng mục của kế hoạch: đơn vị nào đã triển khai, đơn vị nào còn thiếu, ở một ngày",
)
def read_coverage(
    request: HttpRequest, plan_id: Path[Id], as_of: Annotated[Day | None, Query()] = None
) -> CoverageShape:
    """As `loa plan coverage` has it; without a day as of today."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    day = as_of or call.today
    rows = plans.coverage(call.actor, plan, day, call.today)
    return CoverageShape(
        plan=plan_id,
        as_of=day,
        clauses=[
            ClauseShape(
                clause=row.clause,
                task=row.ordinal,
                text=row.text,
                units=len(row.units),
                covered=len(row.covered),
                missing=[unit.code for unit in row.missing],
            )
            for row in rows
        ],
    )


@router.post(
    "/plans/{plan_id}/own-plans",
    url_name="plan-own-plans",
    operation_id="makeOwnPlan",
    auth=PLANS,
    response={200: OwnPlanShape, **WRITE_PROBLEMS},
    summary="Lập kế hoạch của đơn vị theo kế hoạch này: bản nháp giữ đủ nhiệm vụ được giao",
)
def make_own_plan(request: HttpRequest, plan_id: Path[Id], sent: MakeOwn, key: Key) -> HttpResponse:
    """Then as any draft: check, correct, issue."""
    call = call_of(request)

    def make() -> Made:
        unit = orgs.unit_by_code(sent.unit, call.today).id
        own = plans.make_own_plan(actor=call.actor, parent_id=plan_id, unit_id=unit, at=call.at)
        return Made(OwnPlanShape(plan=own))

    return once(call, key, "make own plan", {"plan": plan_id, **sent.dict()}, make)
