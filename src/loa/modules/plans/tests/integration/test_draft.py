"""Checking a draft: header, tasks, parts and doubts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs.facade import BeforeFirstTree
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Doubt, Plan, Task, TaskActor
from loa.modules.plans.operations import edit_draft, reshape_draft
from loa.modules.plans.rules.tasks import JoinedWithItself, NothingToSplit, settled
from loa.modules.plans.tests.factories import AT, Scene, again, drafted, issued
from loa.modules.plans.types import (
    DoubtCode,
    DoubtState,
    Quantity,
    Schedule,
    TaskFacts,
    TaskRole,
    Verb,
)

pytestmark = pytest.mark.django_db
NEW = TaskFacts(
    title="In áp phích",
    content="In áp phích treo tại thôn",
    schedule=Schedule.ONCE,
    due_on=date(2022, 5, 31),
    targets=(Quantity("POSTERS", 10),),
    money=Decimal(1_000_000),
    groups=((TaskRole.LEAD, "COMMUNES"),),
)


@pytest.fixture
def plan(scene: Scene) -> Plan:
    return Plan.objects.get(pk=drafted(scene))


def _task(plan: Plan, words: str = "tờ rơi") -> Task:
    return Task.objects.get(plan=plan, title__contains=words)


def _ordinals(plan: Plan) -> list[int]:
    return list(plan.tasks.order_by("ordinal").values_list("ordinal", flat=True))


def test_edit_header_settles_what_was_doubtful(scene: Scene, plan: Plan) -> None:
    Doubt.objects.create(
        plan=plan, ordinal=90, code=DoubtCode.NUMBER_MISSING, target="number", message="Thiếu số"
    )
    call: dict[str, Any] = {
        "actor": scene.officer,
        "plan_id": plan.pk,
        "fields": {"number": "15"},
        "at": AT,
    }
    for _ in range(2):
        facade.edit_header(version=1, **call)
    assert (again(plan).number, again(plan).version) == ("15", 2)
    assert Doubt.objects.get(plan=plan, ordinal=90).state == DoubtState.SETTLED
    assert recorded_verbs(plan.ref).count(Verb.EDIT) == 1
    with pytest.raises(Stale):
        facade.edit_header(version=1, **{**call, "fields": {"number": "16"}})


def test_edit_header_refuses_what_cannot_be(scene: Scene, plan: Plan) -> None:
    call: dict[str, Any] = {"actor": scene.officer, "plan_id": plan.pk, "version": 1, "at": AT}
    with pytest.raises(edit_draft.UnknownHeaderField):
        facade.edit_header(fields={"state": "ISSUED"}, **call)
    with pytest.raises(BeforeFirstTree):
        facade.edit_header(fields={"as_of": date(2010, 1, 1)}, **call)
    with pytest.raises(NotFound):
        facade.edit_header(fields={"number": "1"}, **{**call, "actor": scene.head})


def test_an_issued_plan_is_edited_no_more(scene: Scene) -> None:
    plan = Plan.objects.get(pk=issued(scene))
    call: dict[str, Any] = {"plan_id": plan.pk, "at": AT}
    with pytest.raises(facade.AlreadyIssued):
        facade.edit_header(actor=scene.officer, version=2, fields={"number": "1"}, **call)
    with pytest.raises(facade.AlreadyIssued):
        facade.add_task(actor=scene.officer, key=uuid4(), facts=NEW, **call)
    with pytest.raises(NotAllowed):
        facade.add_task(actor=scene.head, key=uuid4(), facts=NEW, **call)


def test_save_task_writes_every_part_and_settles_its_doubts(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    Doubt.objects.create(
        plan=plan, task=task, ordinal=90, code=DoubtCode.TASK_UNSURE, target="task", message="?"
    )
    facts = replace(
        NEW,
        units=((TaskRole.COORDINATE, scene.department.id),),
        excluded_units=(scene.commune.id,),
    )
    call: dict[str, Any] = {
        "actor": scene.officer,
        "plan_id": plan.pk,
        "task_id": task.pk,
        "facts": facts,
    }
    for _ in range(2):
        facade.save_task(version=1, at=AT, **call)
    task = again(task)
    assert task.version == 2
    assert settled(queries.task_facts(task)) == settled(facts)
    assert not task.doubts.filter(state=DoubtState.OPEN)
    assert recorded_verbs(task.ref) == [Verb.EDIT]
    (roles,) = [roles for one, roles in queries.addressed_units(plan) if one == task]
    assert roles[scene.department.id] == TaskRole.COORDINATE
    assert scene.commune.id not in roles
    assert roles[scene.other.id] == TaskRole.LEAD


def test_two_officers_save_one_task_and_nothing_is_lost(scene: Scene, plan: Plan) -> None:
    """Both leave the columns as they are and differ in the units alone."""
    task = _task(plan)
    facts = queries.task_facts(task)
    mine = replace(facts, units=((TaskRole.COORDINATE, scene.department.id),))
    theirs = replace(facts, units=((TaskRole.COORDINATE, scene.office.id),))
    call: dict[str, Any] = {
        "actor": scene.officer,
        "plan_id": plan.pk,
        "task_id": task.pk,
        "version": 1,
        "at": AT,
    }
    facade.save_task(facts=mine, **call)
    with pytest.raises(Stale):
        facade.save_task(facts=theirs, **call)
    assert settled(queries.task_facts(again(task))).units == mine.units


def test_a_unit_taken_out_leaves_the_group_in_whichever_role(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    facts = replace(
        NEW,
        groups=((TaskRole.LEAD, "DISTRICTS"), (TaskRole.COORDINATE, "COMMUNES")),
        excluded_units=(scene.commune.id,),
    )
    facade.save_task(
        actor=scene.officer, plan_id=plan.pk, task_id=task.pk, version=1, facts=facts, at=AT
    )
    (roles,) = [roles for one, roles in queries.addressed_units(plan) if one == task]
    assert scene.commune.id not in roles
    assert roles[scene.district.id] == TaskRole.LEAD


def test_who_is_named_to_lead_and_to_coordinate_leads(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    facts = replace(
        NEW,
        groups=((TaskRole.COORDINATE, "COMMUNES"),),
        units=((TaskRole.LEAD, scene.commune.id), (TaskRole.COORDINATE, scene.commune.id)),
        excluded_units=(scene.commune.id,),
    )
    facade.save_task(
        actor=scene.officer, plan_id=plan.pk, task_id=task.pk, version=1, facts=facts, at=AT
    )
    (roles,) = [roles for one, roles in queries.addressed_units(plan) if one == task]
    assert roles[scene.commune.id] == TaskRole.LEAD
    assert roles[scene.other.id] == TaskRole.COORDINATE


def test_save_task_refuses_a_unit_that_there_is_not(scene: Scene, plan: Plan) -> None:
    facts = replace(NEW, units=((TaskRole.LEAD, 999_999),))
    with pytest.raises(NotFound):
        facade.add_task(actor=scene.officer, key=uuid4(), plan_id=plan.pk, facts=facts, at=AT)


def test_add_task_once_for_a_key_at_its_place(scene: Scene, plan: Plan) -> None:
    first = plan.tasks.get(ordinal=1)
    n = plan.tasks.count()
    call: dict[str, Any] = {"actor": scene.officer, "key": uuid4(), "plan_id": plan.pk, "at": AT}
    new = facade.add_task(facts=NEW, after_task_id=first.pk, **call)
    assert facade.add_task(facts=NEW, after_task_id=first.pk, **call) == new
    assert Task.objects.get(pk=new).ordinal == 2
    assert _ordinals(plan) == list(range(1, n + 2))
    last = facade.add_task(facts=NEW, **{**call, "key": uuid4()})
    assert Task.objects.get(pk=last).ordinal == n + 2


def test_split_task_keeps_units_days_and_words(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    n = plan.tasks.count()
    parts = ["In tờ rơi", "Phát tờ rơi", "Báo cáo số tờ rơi"]
    call: dict[str, Any] = {
        "actor": scene.officer,
        "key": uuid4(),
        "plan_id": plan.pk,
        "task_id": task.pk,
    }
    ids = reshape_draft.split_task(parts=parts, at=AT, **call)
    assert reshape_draft.split_task(parts=parts, at=AT, **call) == ids
    assert ids[0] == task.pk
    rows = [Task.objects.get(pk=one) for one in ids]
    assert [row.content for row in rows] == parts
    assert [row.ordinal for row in rows] == [task.ordinal, task.ordinal + 1, task.ordinal + 2]
    assert _ordinals(plan) == list(range(1, n + 3))
    facts = [queries.task_facts(row) for row in rows]
    assert facts[1].groups == facts[0].groups == facts[2].groups
    assert {row.start for row in rows} == {task.start}
    words = TaskActor.objects.filter(task=rows[2]).exclude(group="")
    assert all(words.values_list("words", flat=True))
    with pytest.raises(NothingToSplit):
        reshape_draft.split_task(parts=["một"], at=AT, **{**call, "key": uuid4()})


def test_join_tasks_brings_units_targets_and_doubts_along(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    facts = replace(NEW, units=((TaskRole.COORDINATE, scene.department.id),))
    n = plan.tasks.count()
    other = facade.add_task(actor=scene.officer, key=uuid4(), plan_id=plan.pk, facts=facts, at=AT)
    Doubt.objects.create(
        plan=plan, task_id=other, ordinal=90, code=DoubtCode.TASK_UNSURE, target="x", message="?"
    )
    call: dict[str, Any] = {
        "actor": scene.officer,
        "key": uuid4(),
        "plan_id": plan.pk,
        "task_id": task.pk,
    }
    for _ in range(2):
        assert reshape_draft.join_tasks(with_task_id=other, at=AT, **call) == task.pk
    joined = queries.task_facts(again(task))
    assert joined.content == f"{task.content} {facts.content}"
    assert (TaskRole.COORDINATE, scene.department.id) in joined.units
    assert joined.targets == (Quantity("POSTERS", 10),)
    assert Doubt.objects.get(plan=plan, ordinal=90).task_id == task.pk
    assert _ordinals(plan) == list(range(1, n + 1))
    with pytest.raises(JoinedWithItself):
        reshape_draft.join_tasks(with_task_id=task.pk, at=AT, **{**call, "key": uuid4()})


def test_remove_task_once_and_not_behind_anothers_back(scene: Scene, plan: Plan) -> None:
    task = _task(plan)
    n = plan.tasks.count()
    call: dict[str, Any] = {
        "actor": scene.officer,
        "plan_id": plan.pk,
        "task_id": task.pk,
        "at": AT,
    }
    with pytest.raises(Stale):
        reshape_draft.remove_task(version=7, **call)
    for _ in range(2):
        reshape_draft.remove_task(version=1, **call)
    assert _ordinals(plan) == list(range(1, n))
    assert recorded_verbs(f"plans.task:{task.pk}") == [Verb.EDIT]


def test_settle_doubt(scene: Scene, plan: Plan) -> None:
    doubt = Doubt.objects.create(
        plan=plan, ordinal=90, code=DoubtCode.FILE_NOTE, target="source", message="Ghi chú"
    )
    for _ in range(2):
        edit_draft.settle_doubts(actor=scene.officer, plan_id=plan.pk, doubt_ids=[doubt.pk], at=AT)
    doubt = again(doubt)
    assert (doubt.state, doubt.settled_by) == (DoubtState.SETTLED, scene.officer.label)
    assert recorded_verbs(plan.ref).count(Verb.EDIT) == 1
