"""One duty is one piece of work for a unit, whatever plans carry it down and in whatever order."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.db import operation
from loa.modules.plans import facade
from loa.modules.plans.models import Activity, Assignment, Notice, Occurrence, Plan, Task, TaskActor
from loa.modules.plans.operations.follow_above import gather_work
from loa.modules.plans.operations.make_own_plan import DayTooLate
from loa.modules.plans.operations.revise_plan import revision_of
from loa.modules.plans.queries.coverage import coverage
from loa.modules.plans.queries.followed import above, doubled, own_days, rows_of_plan
from loa.modules.plans.queries.whole_plan import checked_totals
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    forgotten,
    issued,
    occurrence_of,
    recorded,
)
from loa.modules.plans.tests.web import browser, words_of
from loa.modules.plans.types import CLOSED_STATES, Lateness, TaskRole

pytestmark = pytest.mark.django_db


_revised = operation(revision_of)


def _made(actor: orgs.Actor, parent_id: int, unit_id: int) -> Plan:
    own = facade.make_own_plan(actor=actor, parent_id=parent_id, unit_id=unit_id, at=AT)
    return Plan.objects.get(pk=own)


def _issue(actor: orgs.Actor, plan: Plan, number: str = "7") -> Plan:
    version = again(plan).version
    facade.issue_plan(actor=actor, plan_id=plan.pk, version=version, number=number, at=AT)
    return again(plan)


def _give(task: Task, unit_id: int) -> None:
    TaskActor.objects.get_or_create(task=task, role=TaskRole.LEAD.value, unit_id=unit_id)


def _added(plan: Plan, unit_id: int) -> Task:
    """A task that the unit adds of its own."""
    task = Task.objects.create(
        plan=plan,
        ordinal=50 + plan.tasks.count(),
        title="Tập huấn",
        content="Tập huấn cán bộ Một cửa",
        due_on=date(2022, 6, 30),
    )
    _give(task, unit_id)
    return task


def _works(plan: Plan) -> set[int]:
    return set(Occurrence.objects.filter(assignment__plan=plan).values_list("pk", flat=True))


def test_what_the_unit_does_itself_is_the_work_it_has(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    added = _added(plan, scene.commune.id)
    _issue(scene.head, plan)
    given = Occurrence.objects.filter(assignment__plan=plan)
    assert set(given.values_list("assignment__task", flat=True)) == {added.pk}
    assert checked_totals(plan.pk, TODAY).assignments == 1
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    rows = {row.title: row for row in rows_of_plan(plan, {scene.commune.id}, TODAY)}
    assert work.pk in {row.occurrence_id for row in rows.values()}
    told = Notice.objects.filter(unit=scene.commune.id, thing=plan.ref)
    assert [row.text.split(":")[0] for row in told] in (
        [],
        [f"{scene.commune.body_name} giao 1 việc"],
    )
    lines = [one.title for one in facade.my_work(scene.focal, TODAY) if one.thing == "work"]
    assert len(lines) == len(set(lines))


def test_an_earlier_day_of_its_own_is_shown_and_makes_nobody_late(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    own = TODAY + timedelta(days=5)
    plan.tasks.update(due_on=own, schedule="ONCE")
    _issue(scene.head, plan)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    assert own_days({scene.commune.id}) == {work.assignment_id: own}
    (line,) = [one for one in facade.my_work(scene.focal, TODAY) if one.id == work.pk]
    assert (line.own_due_on, line.wanted_on(TODAY), line.due_on) == (own, own, work.due_on)
    after = own + timedelta(days=1)
    (line,) = [one for one in facade.my_work(scene.focal, after) if one.id == work.pk]
    assert (line.lateness, line.wanted_on(after)) == (Lateness.NONE, work.due_on)


def test_a_later_day_than_that_above_is_refused_while_it_can_be_kept(scene: Scene) -> None:
    top = Plan.objects.get(pk=issued(scene))
    last = TODAY + timedelta(days=20)
    duty = top.tasks.get(title__contains="tờ rơi")
    Task.objects.filter(pk=duty.pk).update(schedule="ONCE", due_on=last)
    work = Occurrence.objects.filter(assignment__task=duty)
    work.filter(ordinal__gt=1).delete()
    work.update(due_on=last, period="")
    plan = _made(scene.focal, top.pk, scene.commune.id)
    plan.tasks.update(due_on=last + timedelta(days=1))
    with pytest.raises(DayTooLate, match=r"Nhiệm vụ 1 .*02/03/2022"):
        _issue(scene.head, plan)
    plan.tasks.update(due_on=last)
    assert _issue(scene.head, plan).state == "ISSUED"


@pytest.mark.usefixtures("day")
def test_the_work_page_says_what_the_own_plan_says(scene: Scene) -> None:
    plan_id = issued(scene)
    plan = _made(scene.focal, plan_id, scene.commune.id)
    plan.tasks.update(due_on=TODAY + timedelta(days=5), schedule="ONCE", title="Phát 500 tờ rơi")
    _issue(scene.head, plan)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    there = reverse("plans:work-detail", args=[work.pk])
    page = words_of(browser(scene.focal).get(there))
    assert "Phát 500 tờ rơi" in page
    assert "sớm hơn hạn cấp trên giao" in page
    overview = reverse("plans:plan-overview", args=[plan.pk])
    assert there in words_of(browser(scene.focal).get(overview))


def test_a_district_gives_anew_only_what_the_province_did_not(scene: Scene) -> None:
    plan_id = issued(scene)
    focal = make_actor(orgs.Role.FOCAL_OFFICER, scene.district.id)
    plan = _made(focal, plan_id, scene.district.id)
    shared = plan.tasks.get(title__contains="tờ rơi")
    _give(shared, scene.commune.id)
    added = _added(plan, scene.commune.id)
    _issue(scene.district_head, plan)
    assert set(plan.assignments.exclude(occurrences=None).values_list("task", "unit")) == {
        (added.pk, scene.commune.id)
    }
    (row,) = [
        one for one in coverage(scene.officer, plan, TODAY, TODAY) if one.task_id == shared.pk
    ]
    assert {unit.id for unit in row.units} == {scene.commune.id}
    found = rows_of_plan(plan, {scene.commune.id}, TODAY)
    assert {row.task_id for row in found} == {shared.pk, added.pk}


def test_a_duty_that_the_province_gives_later_takes_the_work_along(scene: Scene) -> None:
    """The district was first; what the commune did for it goes on under the province's plan."""
    top = Plan.objects.get(pk=issued(scene))
    focal = make_actor(orgs.Role.FOCAL_OFFICER, scene.district.id)
    plan = _made(focal, top.pk, scene.district.id)
    duty = top.tasks.get(title__contains="tờ rơi")
    Occurrence.objects.filter(assignment__task=duty, assignment__unit=scene.commune.id).delete()
    Assignment.objects.filter(task=duty, unit=scene.commune.id).delete()
    shared = plan.tasks.get(title__contains="tờ rơi")
    _give(shared, scene.commune.id)
    _issue(scene.district_head, plan)
    work = occurrence_of(plan.pk, scene.commune.id, "tờ rơi")
    done = recorded(scene.focal, work)
    draft = _revised(actor=scene.officer, plan=top, at=AT)
    facade.issue_plan(actor=scene.officer, plan_id=draft.pk, version=None, at=AT, as_it_stands=True)
    moved = Activity.objects.get(pk=done)
    assert moved.plan_id == draft.pk
    assert again(work).state in CLOSED_STATES
    assert doubled() == []
    assert gather_work(actor=orgs.SYSTEM, at=AT) == 0
    for one in (draft, plan):
        checked_totals(one.pk, TODAY)


STEPS = st.lists(
    st.sampled_from(("own", "district", "revise", "record", "record below", "gather")),
    min_size=3,
    max_size=6,
)


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=STEPS, shares=st.booleans())
def test_in_any_order_nobody_has_it_twice_and_no_total_differs(
    scene: Scene, order: list[str], *, shares: bool
) -> None:
    with forgotten():
        story = _Story(scene, shares=shares)
        for step in order:
            story.take(step)
            _holds(story)


class _Story:
    """The plans of province, district and commune, made and revised as the steps come."""

    def __init__(self, scene: Scene, *, shares: bool) -> None:
        self.scene = scene
        self.top = Plan.objects.get(pk=issued(scene))
        self.shares = shares
        self.done = 0
        self.people = {
            scene.commune.id: (scene.focal, scene.head),
            scene.district.id: (
                make_actor(orgs.Role.FOCAL_OFFICER, scene.district.id),
                scene.district_head,
            ),
        }

    def take(self, step: str) -> None:
        if step == "own":
            self._own(self.scene.commune.id)
        elif step == "district":
            self._own(self.scene.district.id)
        elif step == "revise":
            draft = _revised(actor=self.scene.officer, plan=self.top, at=AT)
            facade.issue_plan(
                actor=self.scene.officer, plan_id=draft.pk, version=None, at=AT, as_it_stands=True
            )
            self.top = again(draft)
        elif step == "gather":
            gather_work(actor=orgs.SYSTEM, at=AT)
        else:
            self._record(is_below=step == "record below")

    def _own(self, unit_id: int) -> None:
        focal, head = self.people[unit_id]
        plan = _made(focal, self.top.pk, unit_id)
        if plan.state != "DRAFT":
            return
        for task in plan.tasks.all() if self.shares else ():
            if unit_id != self.scene.commune.id:
                _give(task, self.scene.commune.id)
        _added(plan, unit_id)
        _issue(head, plan, str(10 + plan.pk))

    def _record(self, *, is_below: bool) -> None:
        rows = Occurrence.objects.filter(assignment__unit=self.scene.commune.id)
        begun = rows.filter(
            assignment__plan__state="ISSUED", assignment__plan__parent__isnull=not is_below
        )
        work = begun.exclude(state__in=CLOSED_STATES).order_by("pk").first()
        if work is not None:
            recorded(self.scene.focal, work)
            self.done += 1


def _holds(story: _Story) -> None:
    assert doubled() == []
    plans = Plan.objects.exclude(state="DRAFT")
    for plan in plans:
        checked_totals(plan.pk, TODAY)
    assert Activity.objects.filter(withdrawn_at=None, document=None).count() == story.done
    lines = facade.my_work(story.scene.focal, TODAY)
    titles = [(one.title, one.due_on) for one in lines if one.thing == "work" and one.kind == "DO"]
    duties = [one for one in titles if "Tập huấn" not in one[0]]
    assert len(duties) == len(set(duties))
    for plan in plans.filter(parent__isnull=False, state="ISSUED"):
        followed = set(above([plan.pk]))
        rows = rows_of_plan(plan, {unit for _task, unit in followed}, TODAY)
        assert followed <= {(row.task_id, row.unit_id) for row in rows}
        assert len(rows) == len({(row.task_id, row.unit_id) for row in rows})


@pytest.mark.usefixtures("day")
def test_one_press_brings_the_own_plan_up_to_the_revised_one(scene: Scene) -> None:
    """What is new is added, what the unit left as it was follows, what fell away is named."""
    top = Plan.objects.get(pk=issued(scene))
    plan = _issue(scene.head, _made(scene.focal, top.pk, scene.commune.id))
    draft = _revised(actor=scene.officer, plan=top, at=AT)
    draft.tasks.filter(title__contains="tờ rơi").update(product="500 tờ")
    added = _added(draft, scene.commune.id)
    facade.issue_plan(actor=scene.officer, plan_id=draft.pk, version=None, at=AT, as_it_stands=True)
    client = browser(scene.focal)
    press = reverse("plans:own-plan-revise", args=[plan.pk])
    assert press in words_of(client.get(reverse("plans:plan-overview", args=[plan.pk])))
    for _twice in range(2):
        assert client.post(press).status_code == 302
    own = Plan.objects.get(amends=plan)
    assert own.parent_id == draft.pk
    assert set(own.tasks.values_list("product", flat=True)) == {"500 tờ", ""}
    assert added.title in set(own.tasks.values_list("title", flat=True))
    assert _issue(scene.head, own, "8").state == "ISSUED"
    lines = facade.my_work(scene.focal, TODAY)
    titles = [one.title for one in lines if one.thing == "work"]
    assert len(titles) == len(set(titles))
