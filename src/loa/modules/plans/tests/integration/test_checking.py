"""Checking a draft by two people: merging, taking back, presence; what the page costs."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from loa.foundation.audit import facade as audit
from loa.foundation.orgs.tests.factories import make_account, make_actor
from loa.kernel.errors import NotFound
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Doubt, DraftStep, Plan, Presence, Task
from loa.modules.plans.operations import edit_draft, reshape_draft, take_back
from loa.modules.plans.operations.attend import attend
from loa.modules.plans.rules.merging import EditedMeanwhile
from loa.modules.plans.tests.factories import AT, Scene, again, drafted
from loa.modules.plans.tests.long_plan import long_plan
from loa.modules.plans.tests.web import HX, browser, query_count, words_of
from loa.modules.plans.types import DoubtCode, DoubtState, TaskRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]


@pytest.fixture
def plan(scene: Scene) -> Plan:
    return Plan.objects.get(pk=drafted(scene, long_plan(12)))


def _task(plan: Plan, ordinal: int) -> Task:
    return Task.objects.get(plan=plan, ordinal=ordinal)


def _rows(plan: Plan) -> list[tuple[Any, ...]]:
    """All that a draft's tasks are, but for their versions."""
    fields = ("id", "ordinal", "title", "content", "start", "end", "schedule", "due_on")
    tasks = list(plan.tasks.order_by("ordinal").values_list(*fields))
    actors = list(
        plan.tasks.order_by("ordinal", "actors__id").values_list(
            "id", "actors__role", "actors__group", "actors__unit", "actors__words"
        )
    )
    doubts = plan.doubts.order_by("ordinal").values_list("id", "task", "state", "message")
    return [*tasks, *actors, *doubts]


def _address(name: str, *ids: int) -> str:
    return reverse(f"plans:{name}", args=ids)


def test_two_officers_change_one_task_apart_and_both_go_through(scene: Scene, plan: Plan) -> None:
    """L02: what does not overlap is not refused."""
    task = _task(plan, 2)
    was = queries.task_facts(task)
    call: dict[str, Any] = {
        "actor": scene.officer,
        "plan_id": plan.pk,
        "task_id": task.pk,
        "version": 1,
        "was": was,
        "at": AT,
    }
    facade.save_task(facts=replace(was, due_on=date(2022, 5, 31)), **call)
    facade.save_task(facts=replace(was, title="Tên khác"), **call)
    assert (again(task).title, again(task).due_on) == ("Tên khác", date(2022, 5, 31))
    assert again(task).version == 3
    with pytest.raises(EditedMeanwhile):
        facade.save_task(facts=replace(was, title="Tên khác nữa"), **call)


def test_a_fix_settles_its_own_doubts_alone(scene: Scene, plan: Plan) -> None:
    task = Task.objects.filter(plan=plan, doubts__code=DoubtCode.ACTOR_UNSURE)[0]
    Doubt.objects.create(
        plan=plan, task=task, ordinal=90, code=DoubtCode.DUE_GUESSED, target="due", message="?"
    )
    was = queries.task_facts(task)
    edit_draft.save_task(
        actor=scene.officer,
        plan_id=plan.pk,
        task_id=task.pk,
        version=0,
        facts=was,
        was=was,
        settles=(DoubtCode.DUE_GUESSED,),
        at=AT,
    )
    left = task.doubts.filter(state=DoubtState.OPEN)
    assert left.filter(code=DoubtCode.ACTOR_UNSURE).exists()
    assert not left.filter(code=DoubtCode.DUE_GUESSED).exists()
    assert again(task).version == 1


def test_what_is_removed_split_or_joined_is_put_back_as_it_was(scene: Scene, plan: Plan) -> None:
    before = _rows(plan)
    call: dict[str, Any] = {"actor": scene.officer, "plan_id": plan.pk, "at": AT}
    task, other = _task(plan, 3), _task(plan, 4)
    for step in (
        lambda: reshape_draft.remove_task(task_id=task.pk, version=again(task).version, **call),
        lambda: reshape_draft.split_task(
            task_id=task.pk, key=uuid4(), parts=["Một việc", "Hai việc"], **call
        ),
        lambda: reshape_draft.join_tasks(
            task_id=task.pk, key=uuid4(), with_task_id=other.pk, **call
        ),
    ):
        step()
        assert _rows(plan) != before
        made = DraftStep.objects.latest("id")
        for _ in range(2):
            take_back.take_back(step_id=made.pk, **call)
        assert _rows(plan) == before


def test_a_step_whose_tasks_were_edited_stays(scene: Scene, plan: Plan) -> None:
    call: dict[str, Any] = {"actor": scene.officer, "plan_id": plan.pk, "at": AT}
    task = _task(plan, 3)
    reshape_draft.split_task(task_id=task.pk, key=uuid4(), parts=["Một việc", "Hai việc"], **call)
    facts = replace(queries.task_facts(again(task)), title="Sửa rồi")
    facade.save_task(task_id=task.pk, version=2, facts=facts, **call)
    with pytest.raises(take_back.ChangedSince):
        take_back.take_back(step_id=DraftStep.objects.latest("id").pk, **call)
    with pytest.raises(NotFound):
        take_back.take_back(step_id=0, **call)


def test_doubts_that_were_let_stand_are_open_again(scene: Scene, plan: Plan) -> None:
    call: dict[str, Any] = {"actor": scene.officer, "plan_id": plan.pk, "at": AT}
    before = list(Doubt.objects.filter(plan=plan).order_by("pk").values())
    first, second, *_ = (row["id"] for row in before if row["state"] == DoubtState.OPEN)
    edit_draft.settle_doubts(doubt_ids=[first], **call)
    edit_draft.settle_doubts(doubt_ids=[first], **call)
    assert DraftStep.objects.count() == 1
    edit_draft.settle_doubts(doubt_ids=[second], **{**call, "at": AT + timedelta(minutes=1)})
    for _ in range(2):
        take_back.take_back(step_id=DraftStep.objects.latest("id").pk, **call)
    states = dict(Doubt.objects.filter(pk__in=(first, second)).values_list("pk", "state"))
    assert states == {first: DoubtState.SETTLED, second: DoubtState.OPEN}
    take_back.take_back(step_id=DraftStep.objects.earliest("id").pk, **call)
    assert list(Doubt.objects.filter(plan=plan).order_by("pk").values()) == before
    assert audit.verify().ok


def test_who_else_is_at_a_draft_is_told_until_the_beat_stops(scene: Scene, plan: Plan) -> None:
    colleague = make_actor(next(iter(scene.officer.posts)).role, scene.office.id)
    account = make_account(replace(colleague, name="Ma Thị Hoa"))
    hoa = replace(colleague, person_id=account.person_id, label=f"person:{account.person_id}")
    task = _task(plan, 7)
    for editing in (False, True):
        attend(
            actor=hoa,
            plan_id=plan.pk,
            place=f"f-task-{task.pk}",
            task_id=task.pk,
            is_editing=editing,
            at=AT,
        )
    (other,) = queries.others_at(plan, scene.officer.label, AT)
    assert (other.name, other.ordinal, other.is_editing) == ("Ma Thị Hoa", 7, True)
    assert queries.others_at(plan, hoa.label, AT) == []
    assert queries.others_at(plan, scene.officer.label, AT + timedelta(minutes=1)) == []
    assert queries.last_place(plan, hoa.label) == f"f-task-{task.pk}"

    client = browser(scene.officer)
    html = words_of(client.get(_address("draft-check", plan.pk)))
    assert "<b>Ma Thị Hoa</b> đang sửa" in html
    beat = {"cho": "cho-1", "viec": "x", "sua": ""}
    answer = words_of(client.post(_address("draft-presence", plan.pk), beat))
    assert "Ma Thị Hoa" in answer
    assert f"{task.pk}:1:" in answer
    assert Presence.objects.filter(plan=plan, place="cho-1", task=None).count() == 1
    assert browser(scene.focal).post(_address("draft-presence", plan.pk)).status_code == 404


def test_second_officer_gets_both_texts_and_chooses(scene: Scene, plan: Plan) -> None:
    """L02, in the page: one part is kept, the other is what was typed."""
    task = _task(plan, 1)
    client, address = browser(scene.officer), _address("task-edit", plan.pk, task.pk)
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in ("version", "title", "content", "schedule")}
    sent |= {
        "seen": form.fields["seen"].prepare_value(form["seen"].initial),
        "due_on": "31/03/2022",
        "lead_units": form["lead_units"].value(),
    }
    assert client.post(address, {**sent, "title": "Của người kia"}).status_code == 302
    assert client.post(address, {**sent, "product": "Báo cáo"}).status_code == 302
    assert again(task).title == "Của người kia"

    mine = {**sent, "title": "Của tôi", "product": "Tờ rơi"}
    refused = client.post(address, mine)
    html = words_of(refused)
    assert refused.status_code == 422
    for words in ("Của người kia", "Của tôi", "Báo cáo", "Tờ rơi"):
        assert words in html
    again_form = refused.context["form"]
    mine |= {"seen": again_form.data["seen"], "version": again_form.data["version"]}
    assert client.post(address, {**mine, "giu": ["title"]}).status_code == 302
    assert (again(task).title, again(task).product) == ("Của người kia", "Tờ rơi")


def test_day_fixed_beside_its_doubt(scene: Scene, plan: Plan) -> None:
    task = _task(plan, 2)
    client, address = browser(scene.officer), _address("task-due", plan.pk, task.pk)
    seen = {
        "version": "1",
        "initial-due_on": task.due_on.isoformat() if task.due_on else "",
        "initial-schedule": task.schedule,
        "schedule": task.schedule,
    }
    wrong = client.post(address, {**seen, "due_on": "31/02/2022"}, headers=HX)
    assert wrong.status_code == 422
    assert 'value="31/02/2022"' in words_of(wrong)
    saved = client.post(address, {**seen, "due_on": "31/5/2022"}, headers=HX)
    html = words_of(saved)
    assert (saved.status_code, again(task).due_on) == (200, date(2022, 5, 31))
    assert "<!doctype" not in html
    assert f'id="f-task-{task.pk}"' in html
    assert 'id="thanh" hx-swap-oob="true"' in html
    assert "cho-" not in html.split('id="thanh"')[0]

    clash = client.post(address, {**seen, "due_on": "1/7/2022"}, headers=HX)
    assert clash.status_code == 422
    assert "31/05/2022" in words_of(clash)
    assert 'value="1/7/2022"' in words_of(clash)
    assert again(task).due_on == date(2022, 5, 31)


def test_units_chosen_beside_their_doubt(scene: Scene, plan: Plan) -> None:
    task = Task.objects.filter(plan=plan, doubts__code=DoubtCode.ACTOR_UNSURE)[0]
    client, address = browser(scene.officer), _address("task-actors", plan.pk, task.pk)
    part = client.get(address, headers=HX)
    assert "<!doctype" not in words_of(part)
    assert "data-loa-pick" in words_of(part)
    form = part.context["form"]
    sent = {
        "version": task.version,
        "seen": form.fields["seen"].prepare_value(form["seen"].initial),
        "lead_units": [scene.department.id],
        "coordinate_groups": ["COMMUNES"],
    }
    assert client.post(address, sent, headers=HX).status_code == 200
    facts = queries.task_facts(again(task))
    assert (TaskRole.LEAD, scene.department.id) in facts.units
    assert (TaskRole.COORDINATE, "COMMUNES") in facts.groups
    assert not task.doubts.filter(state=DoubtState.OPEN, code=DoubtCode.ACTOR_UNSURE).exists()


def test_task_of_a_passage_stands_behind_the_one_before_it(scene: Scene, plan: Plan) -> None:
    task = _task(plan, 2)
    start, end = task.start or 0, (task.start or 0) + 20
    client = browser(scene.officer)
    address = f"{_address('task-add', plan.pk)}?tu={start}-{end}"
    assert plan.text[start:end] in words_of(client.get(address))
    sent = {
        "key": str(uuid4()),
        "title": "Từ đoạn chọn",
        "content": plan.text[start:end],
        "schedule": "ONCE",
        "due_on": "31/05/2022",
    }
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    made = Task.objects.get(plan=plan, title="Từ đoạn chọn")
    assert (made.ordinal, made.start, made.end) == (3, start, end)


def test_join_with_the_next_pressed_twice_joins_once(scene: Scene, plan: Plan) -> None:
    """L01."""
    first, second = _task(plan, 1), _task(plan, 2)
    address = _address("task-join-next", plan.pk, first.pk)
    sent = {"with_task_id": second.pk, "version": 1}
    client = browser(scene.officer)
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert plan.tasks.count() == 11


def test_step_is_undone_from_the_page(scene: Scene, plan: Plan) -> None:
    task = _task(plan, 5)
    client = browser(scene.officer)
    gone = client.post(_address("task-remove", plan.pk, task.pk), {"version": 1}, headers=HX)
    assert gone["HX-Retarget"] == "#kiem-tra"
    step = DraftStep.objects.latest("id")
    undo = _address("step-undo", plan.pk, step.pk)
    assert f'action="{undo}"' in words_of(gone)
    assert client.post(undo).status_code == 302
    assert again(task).ordinal == 5
    assert undo not in words_of(client.get(_address("draft-check", plan.pk)))


def test_keeping_a_doubt_is_undone_from_the_page(scene: Scene, plan: Plan) -> None:
    task = Task.objects.filter(plan=plan, doubts__state=DoubtState.OPEN)[0]
    doubt = task.doubts.filter(state=DoubtState.OPEN)[0]
    client = browser(scene.officer)
    sent = {"doubt": doubt.pk, "cho": task.pk}
    kept = client.post(_address("doubt-settle", plan.pk), sent, headers=HX)
    undo = _address("step-undo", plan.pk, DraftStep.objects.latest("id").pk)
    assert f'action="{undo}"' in words_of(kept)
    assert "Đã giữ như vậy: " in words_of(kept)
    undone = client.post(undo, headers=HX)
    assert f'"at": "f-task-{task.pk}"' in undone["HX-Trigger-After-Settle"]
    assert again(doubt).state == DoubtState.OPEN


def test_check_costs_the_same_for_any_number_of_tasks(scene: Scene) -> None:
    client = browser(scene.officer)
    few = _address("draft-check", drafted(scene, long_plan(3)))
    assert query_count(client, few) <= 40
    cost = query_count(client, few)
    Plan.objects.filter(state="DRAFT").delete()
    many = Plan.objects.get(pk=drafted(scene, long_plan(30)))
    assert query_count(client, _address("draft-check", many.pk)) == cost
    part = f"{_address('draft-check', many.pk)}?viec={_task(many, 2).pk}"
    assert len(client.get(part, headers=HX).content) < 20_000
