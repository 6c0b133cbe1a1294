"""Plans: the list, what was read of one, its check, giving it out, its counts, its files."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema

from loa.foundation.files import facade as kept_files
from loa.foundation.orgs import facade as orgs
from loa.kernel.installation import is_demo
from loa.modules.plans import facade as plans
from loa.modules.plans.facade.closing import CloseResult, would_close
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.once import Made, once
from loa.surfaces.api.v1.shapes import (
    READ_PROBLEMS,
    WRITE_PROBLEMS,
    Id,
    Key,
    Sending,
    Step,
    Text,
)
from loa.surfaces.api.v1.slices import Slice, Window, listed

router = Router(tags=["plans"])


class PlanLine(Schema):
    """One plan in a list."""

    id: int
    state: str
    revision: int
    name: str
    number: str
    signed_on: str | None
    year: int


class TaskShape(Schema):
    """One task, with the codes of its units on the plan's day."""

    task: int
    ordinal: int
    title: str
    content: str
    schedule: str
    due_on: str | None
    when: str
    deadline_words: str
    product: str
    units: int
    lead: list[str]
    coordinate: list[str]


class DoubtShape(Schema):
    """What a person should look at before the plan is given out; `task` is the one it is about."""

    id: int
    code: str
    target: str
    task: int | None
    message: str
    state: str


class SignerShape(Schema):
    """Who signed."""

    authority: list[str]
    post: str
    name: str


class PlanShape(Schema):
    """Everything that was read of a plan."""

    plan: int
    state: str
    version: int
    revision: int
    amends: int | None
    kind: str
    issuer: str
    number: str
    notation: str
    place: str
    signed_on: str | None
    subject: str
    year: int
    as_of: str
    period_rule: str
    legal_bases: list[dict[str, Any]]
    recipients: list[str]
    signer: SignerShape
    annexes: list[dict[str, Any]]
    missing: list[str]
    clauses: list[dict[str, Any]]
    tasks: list[TaskShape]
    doubts: list[DoubtShape]


class StepShape(Schema):
    """A step of shaping the draft, which can be undone for an hour."""

    id: int
    words: str


class CheckShape(Schema):
    """How far a plan is from being given out; `tasks_without_unit` by their ordinals.

    `last_step` is what this token did last, where that can be undone.
    """

    plan: int
    state: str
    version: int
    tasks: int
    tasks_without_unit: list[int]
    doubts: list[DoubtShape]
    last_step: StepShape | None


class Close(Sending):
    """Why a plan is closed although something is not finished; empty where all is."""

    reason: Text = ""


class LeftShape(Schema):
    """How much was left open; late and submitted work is part of the work."""

    work: int
    late: int
    submitted: int
    reports: int
    difficulties: int
    questions: int
    remarks: int


class ClosedShape(Schema):
    """A closed plan with what it left open."""

    plan: int
    state: Literal["CLOSED"]
    left: LeftShape


class LeftOpenShape(Schema):
    """What closing a plan today would leave open."""

    plan: int
    left: LeftShape
    last_report_due: date


class Issue(Step):
    """`as_it_stands`: tasks without a unit are left out, as the box on the screen has it.

    `number` is that of a unit's own plan, where the unit gets its numbers elsewhere.
    """

    as_it_stands: bool = False
    number: Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")] = ""


class IssuedShape(Schema):
    """How many assignments the plan has."""

    plan: int
    assignments: int


class StatusShape(Schema):
    """Counts of one day; `by_state`, `by_day`, `by_level` each sum to `assignments`.

    `by_day`: on_time, done_late, overdue, not_yet_due, not_applicable. `late`: those of which any
    time was late, done since or not.
    """

    assignments: int
    by_state: dict[str, int]
    late: int
    by_day: dict[str, int]
    by_role: dict[str, int]
    by_level: dict[str, int]
    units: dict[str, int]


@router.get(
    "/plans",
    url_name="plans",
    operation_id="listPlans",
    auth=READS,
    response={200: Slice[PlanLine], **READ_PROBLEMS},
    summary="Các kế hoạch mà mã này được xem, mới nhất trước",
)
def list_plans(request: HttpRequest, window: Query[Window]) -> Slice[PlanLine]:
    """Plans that were given out; drafts too where the role may edit them."""
    call = call_of(request)
    return listed(
        plans.plan_rows(call.actor, call.today), window, lambda row: PlanLine(**asdict(row))
    )


@router.get(
    "/plans/{plan_id}",
    url_name="plan",
    operation_id="readPlan",
    auth=READS,
    response={200: PlanShape, **READ_PROBLEMS},
    summary="Một kế hoạch: phần đầu, nhiệm vụ, chỗ cần xem",
)
def read_plan(request: HttpRequest, plan_id: Path[Id]) -> PlanShape:
    """As `loa plan show` has it."""
    return plan_shape(call_of(request), plan_id)


@router.get(
    "/plans/{plan_id}/check",
    url_name="plan-check",
    operation_id="checkPlan",
    auth=READS,
    response={200: CheckShape, **READ_PROBLEMS},
    summary="Việc kiểm tra: chỗ còn ngờ, nhiệm vụ chưa có đơn vị, «version» để giao",
)
def check_plan(request: HttpRequest, plan_id: Path[Id]) -> CheckShape:
    """What is left before it can be given out; /plans/{plan_id}/doubts says how it is mended."""
    return check_shape(call_of(request), plan_id)


@router.post(
    "/plans/{plan_id}/issue",
    url_name="plan-issue",
    operation_id="issuePlan",
    auth=PLANS,
    response={200: IssuedShape, **WRITE_PROBLEMS},
    summary="Giao nhiệm vụ của bản nháp",
)
def issue_plan(
    request: HttpRequest,
    plan_id: Path[Id],
    sent: Issue,
    key: Key,
) -> HttpResponse:
    """What was given out already answers the same; open doubts are kept as unreviewed."""
    call = call_of(request)

    def make() -> Made:
        found = plans.issue_plan(
            actor=call.actor,
            plan_id=plan_id,
            version=sent.version,
            as_it_stands=sent.as_it_stands,
            number=sent.number,
            at=call.at,
        )
        return Made(IssuedShape(plan=found.plan_id, assignments=found.assignments))

    asked = {"plan": plan_id, **sent.dict()}
    return once(call, key, "issue plan", asked, make, current=lambda: check_shape(call, plan_id))


@router.post(
    "/plans/{plan_id}/close",
    url_name="plan-close",
    operation_id="closePlan",
    auth=PLANS,
    response={200: ClosedShape, **WRITE_PROBLEMS},
    summary="Kết thúc kế hoạch; còn việc chưa xong thì cần lý do",
)
def close_plan(request: HttpRequest, plan_id: Path[Id], sent: Close, key: Key) -> HttpResponse:
    """What was closed already answers the same; from then on the plan is only read."""
    call = call_of(request)

    def make() -> Made:
        found = plans.close_plan(actor=call.actor, plan_id=plan_id, reason=sent.reason, at=call.at)
        return Made(ClosedShape(plan=found.plan_id, state="CLOSED", left=_left(found)))

    return once(call, key, "close plan", {"plan": plan_id, **sent.dict()}, make)


@router.get(
    "/plans/{plan_id}/close",
    url_name="plan-close",
    operation_id="readLeftOpen",
    auth=READS,
    response={200: LeftOpenShape, **READ_PROBLEMS},
    summary="Kết thúc kế hoạch hôm nay thì còn việc, báo cáo, khó khăn nào chưa xong",
)
def read_left_open(request: HttpRequest, plan_id: Path[Id]) -> LeftOpenShape:
    """For who may close it; `last_report_due` is the last day for the year's last report."""
    call = call_of(request)
    found = would_close(call.actor, plan_id, call.at)
    return LeftOpenShape(
        plan=plan_id, left=_left(found), last_report_due=found.left.last_report_due
    )


@router.get(
    "/plans/{plan_id}/status",
    url_name="plan-status",
    operation_id="readPlanStatus",
    auth=READS,
    response={200: StatusShape, **READ_PROBLEMS},
    summary="Đếm việc theo tình trạng, vai trò, cấp, trong hôm nay",
)
def read_status(request: HttpRequest, plan_id: Path[Id]) -> StatusShape:
    """Derived from the rows as they stand now."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    return StatusShape(**asdict(plans.status(plan, call.today)))


@router.get(
    "/plans/{plan_id}/files/{kind}",
    url_name="plan-file",
    operation_id="readPlanFile",
    auth=READS,
    response={200: bytes, **READ_PROBLEMS},
    summary="Tệp gốc như đã nhận, hoặc kế hoạch theo thể thức dạng Word, PDF",
)
def read_plan_file(
    request: HttpRequest,
    plan_id: Path[Id],
    kind: Annotated[Literal["source", "docx", "pdf"], Path()],
) -> HttpResponse:
    """«source» is the file byte by byte."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    if kind == "source":
        data = plans.source_bytes(call.actor, plan_id, call.today)
        return kept_files.made_response(data, kept_files.MediaType.OTHER, plan.source_name)
    orgs.count_use(call.actor, "export.files", call.today)
    data = plans.plan_file(plans.plan_document_of(plan, is_demo=is_demo(settings.LOA_DATA)), kind)
    return kept_files.made_response(data, kept_files.MADE_TYPES[kind], f"ke-hoach-{plan.pk}.{kind}")


def plan_shape(call: Call, plan_id: int) -> PlanShape:
    """Everything that was read of a plan."""
    return PlanShape(**plans.plan_detail(call.actor, plan_id, call.today))


def check_shape(call: Call, plan_id: int) -> CheckShape:
    """How far a plan is from being given out."""
    found = plans.check_of(call.actor, plan_id, call.today)
    step = plans.last_step_of(call.actor, plan_id, call.at)
    return CheckShape(
        plan=found.plan_id,
        state=found.state,
        version=found.version,
        tasks=found.tasks,
        tasks_without_unit=list(found.tasks_without_unit),
        doubts=[doubt_shape(one) for one in found.doubts],
        last_step=StepShape(id=step.pk, words=step.words) if step else None,
    )


def _left(found: CloseResult) -> LeftShape:
    left = found.left
    return LeftShape(
        work=left.work,
        late=left.late,
        submitted=left.submitted,
        reports=left.reports,
        difficulties=left.difficulties,
        questions=left.questions,
        remarks=left.remarks,
    )


def doubt_shape(row: plans.Doubt) -> DoubtShape:
    """One doubt."""
    return DoubtShape(
        id=row.pk,
        code=row.code,
        target=row.target,
        task=row.task_id,
        message=row.message,
        state=row.state,
    )
