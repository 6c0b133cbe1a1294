"""One answer for all tasks in which the document calls somebody by the same unknown words."""

import pytest
from django.urls import reverse

from loa.modules.plans import queries
from loa.modules.plans.models import Doubt, DraftStep, Plan, Task
from loa.modules.plans.operations.take_back import take_back
from loa.modules.plans.tests.factories import AT, Scene, drafted
from loa.modules.plans.tests.long_plan import long_plan
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import DoubtCode, DoubtState, TaskRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
ROOM = "Chưa biết «Phòng Quản lý Năng lượng» là đơn vị nào."


@pytest.fixture
def plan(scene: Scene) -> Plan:
    return Plan.objects.get(pk=drafted(scene, long_plan(6)))


def doubted(plan: Plan, ordinal: int, side: TaskRole = TaskRole.LEAD, words: str = ROOM) -> Doubt:
    task = Task.objects.get(plan=plan, ordinal=ordinal)
    return Doubt.objects.create(
        plan=plan,
        task=task,
        ordinal=100 + ordinal,
        code=DoubtCode.ACTOR_UNSURE,
        target=f"task:{ordinal}:{side.lower()}",
        message=f"Nhiệm vụ {ordinal}: {words}",
    )


def units(plan: Plan, role: TaskRole) -> list[set[int]]:
    facts = [queries.task_facts(task) for task in plan.tasks.order_by("ordinal")]
    return [{unit for of, unit in one.units if of is role} for one in facts]


def answer(scene: Scene, doubt: Doubt, unit_id: int, *, everywhere: bool) -> None:
    """Add a unit to those who lead the task, as the form of the doubt is sent."""
    where = reverse("plans:task-actors", args=[doubt.plan_id, doubt.task_id])
    client, address = browser(scene.officer), f"{where}?cho={doubt.pk}"
    form = client.get(address).context["form"]
    sent = {
        "version": "1",
        "seen": form.fields["seen"].prepare_value(form["seen"].initial),
        **{name: form[name].value() for name in form.fields if name.endswith(("groups", "units"))},
    }
    sent["lead_units"] = [*sent["lead_units"], str(unit_id)]
    extra = {"everywhere": "on"} if everywhere else {}
    assert client.post(address, {**sent, **extra}).status_code == 302


def test_all_tasks_of_the_same_words_are_answered_at_once(scene: Scene, plan: Plan) -> None:
    first, *others = [doubted(plan, ordinal) for ordinal in (1, 3, 5)]
    apart = [
        doubted(plan, 2, TaskRole.COORDINATE),
        doubted(plan, 4, words="Chưa biết «Văn phòng Sở» là đơn vị nào."),
    ]
    before = units(plan, TaskRole.LEAD)
    where = reverse("plans:task-actors", args=[plan.pk, first.task_id])
    page = words_of(browser(scene.officer).get(f"{where}?cho={first.pk}"))
    assert "Chọn như vậy cho cả 2 nhiệm vụ khác có cùng cách gọi này" in page

    unit = scene.other.id
    for _press in range(2):
        answer(scene, first, unit, everywhere=True)
    now = units(plan, TaskRole.LEAD)
    assert [after - there for there, after in zip(before, now, strict=True)] == [
        {unit}, set(), {unit}, set(), {unit}, set(),
    ]  # fmt: skip
    assert all(there <= after for there, after in zip(before, now, strict=True))
    states = dict(plan.doubts.values_list("pk", "state"))
    assert {states[one.pk] for one in (first, *others)} == {DoubtState.SETTLED}
    assert {states[one.pk] for one in apart} == {DoubtState.OPEN}

    step = DraftStep.objects.get(plan=plan)
    assert "2 nhiệm vụ cùng cách gọi" in step.words
    take_back(actor=scene.officer, plan_id=plan.pk, step_id=step.pk, at=AT)
    assert units(plan, TaskRole.LEAD) == before
    states = dict(plan.doubts.values_list("pk", "state"))
    assert {states[one.pk] for one in (first, *others)} == {DoubtState.OPEN}


def test_without_asking_for_all_only_the_one_task_is_answered(scene: Scene, plan: Plan) -> None:
    first, other = doubted(plan, 1), doubted(plan, 3)
    before = units(plan, TaskRole.LEAD)
    answer(scene, first, scene.other.id, everywhere=False)
    now = units(plan, TaskRole.LEAD)
    assert now[0] == {*before[0], scene.other.id}
    assert now[1:] == before[1:]
    other.refresh_from_db()
    assert other.state == DoubtState.OPEN


def test_a_doubt_of_its_own_words_offers_nothing_more(scene: Scene, plan: Plan) -> None:
    doubt = doubted(plan, 1)
    where = reverse("plans:task-actors", args=[plan.pk, doubt.task_id])
    client = browser(scene.officer)
    assert "cùng cách gọi" not in words_of(client.get(f"{where}?cho={doubt.pk}"))
    assert client.get(f"{where}?cho={'9' * 30}").status_code == 200
