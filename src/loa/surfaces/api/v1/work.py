"""Work of units: what there is, its steps, what was done for it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.foundation.orgs import facade as orgs
from loa.modules.plans import facade as plans
from loa.modules.plans.facade.activities import activity_counts
from loa.surfaces.api.v1.bearer import READS, WORK, Call, call_of
from loa.surfaces.api.v1.once import Made, once, own_key
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Code,
    Day,
    Id,
    Key,
    Line,
    ReasonedStep,
    Sending,
    Step,
    Text,
    UnitName,
)
from loa.surfaces.api.v1.slices import Slice, Window, sliced
from loa.surfaces.api.v1.steps import Moved, Taken, offer

router = Router(tags=["work"])
_PLACE = "/work"
ACTIVITIES = f"{_PLACE}/{{work_id}}/activities"
"""Where what was done is recorded."""


class WorkLine(Schema):
    """One piece of work as today sees it; `id` is that of the time it falls due now.

    `lateness`: OVERDUE is owed past its day, DONE_LATE was handed in or done after it, else NONE;
    `is_late` whether any time was late, done since or not.
    """

    id: int
    assignment: int
    plan: int
    task: int
    unit: UnitName
    role: str
    title: str
    state: str
    due_on: date
    is_late: bool
    lateness: str
    is_proposed: bool
    asks_exempt: bool
    submitted_on: date | None
    activities: int
    version: int


class WorkWindow(Window):
    """Of one unit, in one state."""

    unit: Code | None = None
    state: plans.WorkState | None = None


class QuantityShape(Sending):
    """How much of a measure; see /vocabulary."""

    measure: Code
    amount: Annotated[int, Field(ge=0, le=2_000_000_000)]


class EvidenceShape(Schema):
    """A link, or a file that is kept; `file` is its number."""

    url: str
    caption: str
    has_file: bool
    file: int | None


class ActivityShape(Schema):
    """What was done on a day. `cost` in đồng."""

    id: int
    done_on: date
    title: str
    form: str
    audience: str
    place: str
    cost: int | None
    material: str
    note: str
    quantities: list[QuantityShape]
    evidence: list[EvidenceShape]
    is_withdrawn: bool
    withdrawn_reason: str
    version: int


class WorkShape(WorkLine):
    """One piece of work with what was done, and the steps open to this token."""

    period: str
    starts_on: date
    ends_on: date
    reason: str
    exempt_reason: str
    steps: list[str]
    done: list[ActivityShape]


class LinkShape(Sending):
    """Where evidence can be seen."""

    url: Annotated[str, Field(min_length=8, max_length=500, pattern=r"^https?://[^\x00\s]+$")]
    caption: Line = ""


class NewActivity(Sending):
    """What a unit did; it counts at once. Codes stand in /vocabulary, `cost` is in đồng."""

    done_on: Day
    title: Line
    form: Code
    quantities: tuple[QuantityShape, ...] = ()
    audience: Line = ""
    place: Line = ""
    cost: Annotated[int, Field(ge=0, le=10**15)] | None = None
    material: Line = ""
    note: Text = ""
    links: tuple[LinkShape, ...] = ()


_STEPS = (
    Taken("acknowledge", plans.acknowledge, Step, "Nhận việc"),
    Taken("propose", plans.propose, Step, "Trình lãnh đạo duyệt"),
    Taken("send-back", plans.send_back, ReasonedStep, "Lãnh đạo trả lại cho cán bộ"),
    Taken("submit", plans.approve, Step, "Lãnh đạo duyệt và nộp"),
    Taken("finish", plans.finish, Step, "Đơn vị phối hợp báo đã xong"),
    Taken("accept", plans.accept, Step, "Cấp trên chấp nhận"),
    Taken("return", plans.return_work, ReasonedStep, "Cấp trên trả lại"),
    Taken("ask-exempt", plans.ask_exempt, ReasonedStep, "Đề nghị không áp dụng"),
    Taken("exempt", plans.exempt, ReasonedStep, "Cấp trên xác nhận không áp dụng"),
    Taken("refuse-exempt", plans.refuse_exempt, ReasonedStep, "Cấp trên trả lời vẫn áp dụng"),
)


@router.get(
    "/plans/{plan_id}/work",
    url_name="plan-work",
    operation_id="listWork",
    auth=READS,
    response={200: Slice[WorkLine], **READ_PROBLEMS},
    summary="Việc của kế hoạch, của các đơn vị mà mã này được xem",
)
def list_work(
    request: HttpRequest, plan_id: Path[Id], window: Query[WorkWindow]
) -> Slice[WorkLine]:
    """One line an assignment, as the matrix has it."""
    call = call_of(request)
    rows = plans.work_in_plan(call.actor, plan_id, call.today)
    if window.unit is not None:
        unit = orgs.unit_by_code(window.unit, call.today)
        rows = [row for row in rows if row.unit_id == unit.id]
    if window.state is not None:
        rows = [row for row in rows if row.state == window.state]
    total, shown = sliced(rows, window)
    units = orgs.units_by_ids({row.unit_id for row in shown}, call.today)
    done = activity_counts({row.assignment_id for row in shown})
    items = [
        WorkLine(**_line(row, units[row.unit_id], done.get(row.assignment_id, 0))) for row in shown
    ]
    return Slice[WorkLine](total=total, offset=window.offset, items=items)


@router.get(
    f"{_PLACE}/{{work_id}}",
    url_name="work",
    operation_id="readWork",
    auth=READS,
    response={200: WorkShape, **READ_PROBLEMS},
    summary="Một việc: tình trạng, hoạt động, các bước làm được",
)
def read_work(request: HttpRequest, work_id: Path[Id]) -> WorkShape:
    """As its page has it."""
    return _shape(call_of(request), work_id)


@router.post(
    ACTIVITIES,
    url_name="work-activities",
    operation_id="recordActivity",
    auth=WORK,
    response={201: ActivityShape, **WRITE_PROBLEMS},
    summary="Ghi một hoạt động của đơn vị",
)
def record_activity(
    request: HttpRequest, work_id: Path[Id], sent: NewActivity, key: Key
) -> HttpResponse:
    """It counts at once, up to the province."""
    call = call_of(request)

    def make() -> Made:
        return recorded(call, key, work_id, facts_of(sent))

    return once(call, key, "record activity", {"work": work_id, **sent.dict()}, make)


@router.get(
    "/activities/{activity_id}",
    url_name="activity",
    operation_id="readActivity",
    auth=READS,
    response={200: ActivityShape, **READ_PROBLEMS},
    summary="Một hoạt động",
)
def read_activity(request: HttpRequest, activity_id: Path[Id]) -> ActivityShape:
    """Of work that this token may see."""
    return _activity_of(call_of(request), activity_id)


@router.post(
    "/activities/{activity_id}/withdraw",
    url_name="activity-withdraw",
    operation_id="withdrawActivity",
    auth=WORK,
    response={200: ActivityShape, **WRITE_PROBLEMS},
    summary="Rút một hoạt động khỏi mọi con số, có lý do",
)
def withdraw_activity(
    request: HttpRequest, activity_id: Path[Id], sent: ReasonedStep, key: Key
) -> HttpResponse:
    """Its row stays."""
    call = call_of(request)

    def make() -> Made:
        plans.withdraw_activity(
            actor=call.actor, activity_id=activity_id, at=call.at, **sent.dict()
        )
        return Made(_activity_of(call, activity_id))

    asked = {"activity": activity_id, **sent.dict()}
    return once(
        call, key, "withdraw activity", asked, make, current=lambda: _activity_of(call, activity_id)
    )


def _line(row: plans.WorkRow, unit: orgs.UnitRow, activities: int) -> dict[str, Any]:
    return {
        "id": row.occurrence_id,
        "assignment": row.assignment_id,
        "plan": row.plan_id,
        "task": row.task_id,
        "unit": UnitName(code=unit.code, name=unit.name),
        "role": row.role.value,
        "title": row.title,
        "state": row.state.value,
        "due_on": row.due_on,
        "is_late": row.is_late,
        "lateness": row.lateness.value,
        "is_proposed": row.is_proposed,
        "asks_exempt": row.asks_exempt,
        "submitted_on": row.submitted_on,
        "activities": activities,
        "version": row.version,
    }


def _shape(call: Call, work_id: int) -> WorkShape:
    row = plans.work_row_for(call.actor, work_id, call.today)
    work = plans.occurrence_for(call.actor, work_id, call.today)
    unit = orgs.units_by_ids({row.unit_id}, call.today)[row.unit_id]
    steps = plans.still_open(
        work.assignment.plan,
        plans.work_steps(call.actor, row.role, row.state, row.unit_id, call.today),
    )
    done = plans.activities_of(work)
    return WorkShape(
        **_line(row, unit, sum(one.withdrawn_at is None for one in done)),
        period=work.period,
        starts_on=work.starts_on,
        ends_on=work.ends_on,
        reason=work.reason,
        exempt_reason=work.exempt_reason,
        steps=[step.value for step in steps],
        done=[_activity_shape(one) for one in done],
    )


def recorded(call: Call, key: str, work_id: int, facts: plans.ActivityFacts) -> Made:
    """The activity that these facts became."""
    activity_id = plans.record_activity(
        actor=call.actor,
        key=uuid5(own_key(call, key), "activity"),
        occurrence_id=work_id,
        facts=facts,
        at=call.at,
    )
    place = reverse("api-v1:activity", args=[activity_id])
    return Made(_activity_of(call, activity_id), 201, place)


def _activity_of(call: Call, activity_id: int) -> ActivityShape:
    return _activity_shape(plans.activity_for(call.actor, activity_id, call.today))


def _activity_shape(row: plans.Activity) -> ActivityShape:
    return ActivityShape(
        id=row.pk,
        done_on=row.done_on,
        title=row.title,
        form=row.form,
        audience=row.audience,
        place=row.place,
        cost=None if row.cost is None else int(row.cost),
        material=row.material,
        note=row.note,
        quantities=[
            QuantityShape(measure=one.measure, amount=one.amount) for one in row.quantities.all()
        ],
        evidence=[
            EvidenceShape(
                url=one.url,
                caption=one.caption,
                has_file=one.file_id is not None,
                file=one.file_id,
            )
            for one in row.evidence.all()
        ],
        is_withdrawn=row.withdrawn_at is not None,
        withdrawn_reason=row.withdrawn_reason,
        version=row.version,
    )


def facts_of(sent: NewActivity, kept: tuple[plans.NewEvidence, ...] = ()) -> plans.ActivityFacts:
    """What was sent as the room takes it, with files that are kept already."""
    links = tuple(plans.NewEvidence(url=one.url, caption=one.caption) for one in sent.links)
    return plans.ActivityFacts(
        done_on=sent.done_on,
        title=sent.title,
        form=sent.form,
        audience=sent.audience,
        place=sent.place,
        quantities=tuple(plans.Quantity(one.measure, one.amount) for one in sent.quantities),
        cost=None if sent.cost is None else Decimal(sent.cost),
        material=sent.material,
        note=sent.note,
        evidence=(*links, *kept),
    )


offer(router, Moved("work", "occurrence_id", _PLACE, WORK, WorkShape, _shape), _STEPS)
