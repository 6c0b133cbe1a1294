"""Tasks of a plan: read of any, corrected in a draft; the same operations as on the screen."""

from collections.abc import Callable
from typing import Annotated
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from loa.kernel.errors import Stale
from loa.modules.plans import facade as plans
from loa.surfaces.api.v1.bearer import PLANS, READS, Call, call_of
from loa.surfaces.api.v1.once import Made, once, own_key
from loa.surfaces.api.v1.plans import CheckShape, check_shape
from loa.surfaces.api.v1.problems import wrong_field
from loa.surfaces.api.v1.shapes import READ_PROBLEMS, WRITE_PROBLEMS, Id, Key, Step
from loa.surfaces.api.v1.slices import Slice, Window, sliced
from loa.surfaces.api.v1.task_shapes import (
    AssignTask,
    ChangeTask,
    JoinTasks,
    NewTask,
    PlanTaskShape,
    SplitTask,
    TaskWriter,
    changed_parts,
    task_shapes,
)

router = Router(tags=["checking"])
_PLACE = "/plans/{plan_id}/tasks"
_ONE = f"{_PLACE}/{{task_id}}"
_NEW = plans.TaskFacts(title="", content="", schedule=plans.Schedule.ONCE)


class SplitShape(Schema):
    """The tasks that one has become, in order."""

    tasks: Annotated[list[PlanTaskShape], Field(min_length=2)]


@router.get(
    _PLACE,
    url_name="plan-tasks",
    operation_id="listTasks",
    auth=READS,
    response={200: Slice[PlanTaskShape], **READ_PROBLEMS},
    summary="Nhiệm vụ của kế hoạch, từng mục sửa được",
)
def list_tasks(
    request: HttpRequest, plan_id: Path[Id], window: Query[Window]
) -> Slice[PlanTaskShape]:
    """In the order of the document."""
    call = call_of(request)
    plan = plans.plan_for(call.actor, plan_id, call.today)
    total, shown = sliced(plans.drafted_tasks(plan), window)
    return Slice[PlanTaskShape](total=total, offset=window.offset, items=task_shapes(plan, shown))


@router.post(
    _PLACE,
    url_name="plan-tasks",
    operation_id="addTask",
    auth=PLANS,
    response={201: PlanTaskShape, **WRITE_PROBLEMS},
    summary="Thêm một nhiệm vụ vào bản nháp",
)
def add_task(request: HttpRequest, plan_id: Path[Id], sent: NewTask, key: Key) -> HttpResponse:
    """At the end, behind another, or where its passage stands in the source."""
    call = call_of(request)

    def make() -> Made:
        plan = plans.plan_for(call.actor, plan_id, call.today)
        title = sent.title or plans.task_title(sent.content)
        named = sent.model_copy(update={"title": title})
        place = (sent.passage.start, sent.passage.end) if sent.passage else (None, None)
        task_id = plans.add_task(
            actor=call.actor,
            key=uuid5(own_key(call, key), "task"),
            plan_id=plan_id,
            facts=TaskWriter(plan).facts(named, _NEW),
            after_task_id=sent.after,
            place=place,
            at=call.at,
        )
        location = reverse("api-v1:plan-task", args=[plan_id, task_id])
        return Made(_shape(call, plan_id, task_id), 201, location)

    return once(call, key, "add task", {"plan": plan_id, **sent.dict(exclude_unset=True)}, make)


@router.get(
    _ONE,
    url_name="plan-task",
    operation_id="readTask",
    auth=READS,
    response={200: PlanTaskShape, **READ_PROBLEMS},
    summary="Một nhiệm vụ của kế hoạch",
)
def read_task(request: HttpRequest, plan_id: Path[Id], task_id: Path[Id]) -> PlanTaskShape:
    """Its `version` goes along with what corrects it."""
    return _shape(call_of(request), plan_id, task_id)


@router.post(
    _ONE,
    url_name="plan-task",
    operation_id="changeTask",
    auth=PLANS,
    response={200: PlanTaskShape, **WRITE_PROBLEMS},
    summary="Sửa một nhiệm vụ của bản nháp; mục không gửi thì giữ nguyên",
)
def change_task(
    request: HttpRequest, plan_id: Path[Id], task_id: Path[Id], sent: ChangeTask, key: Key
) -> HttpResponse:
    """Its doubts about what was sent are settled by that."""
    call = call_of(request)

    def make() -> Made:
        _write(call, plan_id, task_id, sent)
        return Made(_shape(call, plan_id, task_id))

    return _answered(call, key, ("change task", plan_id, task_id), sent, make)


@router.post(
    f"{_ONE}/units",
    url_name="plan-task-units",
    operation_id="assignTask",
    auth=PLANS,
    response={200: PlanTaskShape, **WRITE_PROBLEMS},
    summary="Chọn đơn vị chủ trì, phối hợp; cho cả những nhiệm vụ cùng cách gọi",
)
def assign_task(
    request: HttpRequest, plan_id: Path[Id], task_id: Path[Id], sent: AssignTask, key: Key
) -> HttpResponse:
    """Of the other tasks nobody is taken out."""
    call = call_of(request)

    def make() -> Made:
        if sent.everywhere is None:
            _write(call, plan_id, task_id, sent)
        else:
            _write_alike(call, plan_id, task_id, sent, sent.everywhere)
        return Made(_shape(call, plan_id, task_id))

    return _answered(call, key, ("assign task", plan_id, task_id), sent, make)


@router.post(
    f"{_ONE}/split",
    url_name="plan-task-split",
    operation_id="splitTask",
    auth=PLANS,
    response={200: SplitShape, **WRITE_PROBLEMS},
    summary="Tách một nhiệm vụ thành nhiều nhiệm vụ",
)
def split_task(
    request: HttpRequest, plan_id: Path[Id], task_id: Path[Id], sent: SplitTask, key: Key
) -> HttpResponse:
    """The first keeps its number, all keep units and days; the step can be undone."""
    call = call_of(request)

    def make() -> Made:
        made = plans.split_task(
            actor=call.actor,
            key=uuid5(own_key(call, key), "split"),
            plan_id=plan_id,
            task_id=task_id,
            parts=sent.parts,
            version=sent.version,
            at=call.at,
        )
        return Made(SplitShape(tasks=[_shape(call, plan_id, one) for one in made]))

    return _answered(call, key, ("split task", plan_id, task_id), sent, make)


@router.post(
    f"{_ONE}/join",
    url_name="plan-task-join",
    operation_id="joinTasks",
    auth=PLANS,
    response={200: PlanTaskShape, **WRITE_PROBLEMS},
    summary="Gộp một nhiệm vụ khác vào nhiệm vụ này",
)
def join_tasks(
    request: HttpRequest, plan_id: Path[Id], task_id: Path[Id], sent: JoinTasks, key: Key
) -> HttpResponse:
    """Its units and targets come along; the step can be undone."""
    call = call_of(request)

    def make() -> Made:
        plans.join_tasks(
            actor=call.actor,
            key=uuid5(own_key(call, key), "join"),
            plan_id=plan_id,
            task_id=task_id,
            with_task_id=sent.other,
            version=sent.version,
            at=call.at,
        )
        return Made(_shape(call, plan_id, task_id))

    return _answered(call, key, ("join tasks", plan_id, task_id), sent, make)


@router.post(
    f"{_ONE}/remove",
    url_name="plan-task-remove",
    operation_id="removeTask",
    auth=PLANS,
    response={200: CheckShape, **WRITE_PROBLEMS},
    summary="Bỏ một nhiệm vụ khỏi bản nháp",
)
def remove_task(
    request: HttpRequest, plan_id: Path[Id], task_id: Path[Id], sent: Step, key: Key
) -> HttpResponse:
    """The step can be undone; what is gone already stays so."""
    call = call_of(request)

    def make() -> Made:
        plans.remove_task(
            actor=call.actor, plan_id=plan_id, task_id=task_id, version=sent.version, at=call.at
        )
        return Made(check_shape(call, plan_id))

    return _answered(call, key, ("remove task", plan_id, task_id), sent, make)


def _write(call: Call, plan_id: int, task_id: int, sent: ChangeTask | AssignTask) -> None:
    plan = plans.plan_for(call.actor, plan_id, call.today)
    was = plans.task_facts(plans.task_for(plan, task_id))
    plans.save_task(
        actor=call.actor,
        plan_id=plan_id,
        task_id=task_id,
        version=sent.version,
        facts=TaskWriter(plan).facts(sent, was),
        settles=plans.settled_by(changed_parts(sent)),
        at=call.at,
    )


def _write_alike(call: Call, plan_id: int, task_id: int, sent: AssignTask, doubt_id: int) -> None:
    """The operation goes by what was seen; whoever saw an older version is told so here."""
    plan = plans.plan_for(call.actor, plan_id, call.today)
    task = plans.task_for(plan, task_id)
    if task.version != sent.version:
        raise Stale
    if plans.doubt_of(task, doubt_id) is None:
        raise wrong_field(at=("everywhere",))
    was = plans.task_facts(task)
    plans.answer_alike(
        actor=call.actor,
        plan_id=plan_id,
        task_id=task_id,
        doubt_id=doubt_id,
        facts=TaskWriter(plan).facts(sent, was),
        was=was,
        at=call.at,
    )


def _answered(
    call: Call, key: str, what: tuple[str, int, int], sent: Step, make: Callable[[], Made]
) -> HttpResponse:
    """The answer to what was sent about a task: `what` is the verb, the plan and the task."""
    verb, plan_id, task_id = what
    asked = {"plan": plan_id, "task": task_id, **sent.dict(exclude_unset=True)}
    return once(call, key, verb, asked, make, current=lambda: _shape(call, plan_id, task_id))


def _shape(call: Call, plan_id: int, task_id: int) -> PlanTaskShape:
    plan = plans.plan_for(call.actor, plan_id, call.today)
    return task_shapes(plan, [plans.task_for(plan, task_id)])[0]
