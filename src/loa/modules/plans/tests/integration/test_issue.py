"""Giving out the tasks: every unit its assignment, once."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.jobs.tests.factories import announced
from loa.foundation.orgs import facade as orgs
from loa.kernel.db import check_keys
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import facade
from loa.modules.plans.models import Assignment, Doubt, Occurrence, Plan, TaskActor
from loa.modules.plans.operations import edit_draft
from loa.modules.plans.operations.issue_plan import UnitsNotStanding
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    drafted,
    imported,
    issued,
    make_scene,
    occurrence_of,
)
from loa.modules.plans.types import (
    DoubtCode,
    DoubtState,
    PlanState,
    Schedule,
    TaskFacts,
    TaskRole,
    Verb,
    WorkState,
)

pytestmark = pytest.mark.django_db
NEW = TaskFacts("Dán áp phích", "Dán áp phích", Schedule.ONCE, date(2022, 5, 31))


def _issue(
    scene: Scene, plan_id: int, version: int | None = 1, *, as_it_stands: bool = False
) -> facade.IssueResult:
    return facade.issue_plan(
        actor=scene.officer,
        plan_id=plan_id,
        version=version,
        as_it_stands=as_it_stands,
        at=AT,
    )


def test_issue_gives_every_unit_its_assignment_once() -> None:
    """O06: the unit itself holds the work; no person is asked for."""
    scene = make_scene()
    plan_id = drafted(scene)
    first = _issue(scene, plan_id)
    assert _issue(scene, plan_id) == first
    plan = Plan.objects.get(pk=plan_id)
    assert (plan.state, plan.issued_at, plan.version) == (PlanState.ISSUED, AT, 2)
    assert Assignment.objects.filter(plan=plan).count() == first.assignments
    found = facade.status(plan, TODAY)
    assert found.assignments == first.assignments
    assert sum(found.by_state.values()) == sum(found.by_level.values()) == found.assignments
    assert sum(found.by_role.values()) == found.assignments
    assert found.by_state["NOT_STARTED"] == found.assignments
    assert found.units["district"] == 7
    assert found.units["commune"] == 138
    assert announced() == [facade.PlanIssued(plan_id, AT)]
    assert recorded_verbs(plan.ref).count(Verb.ISSUE) == 1
    given = Assignment.objects.filter(plan=plan, unit=scene.commune.id)[0]
    assert recorded_verbs(given.ref) == [Verb.ISSUE]


def test_an_assignment_is_of_the_plan_of_its_task() -> None:
    scene = make_scene()
    given = Assignment.objects.filter(plan=issued(scene))[0]
    given.plan_id = imported(scene, scene_text())
    given.save()
    with pytest.raises(IntegrityError, match="plans_assignment_task_of_plan"):
        check_keys()


def test_issue_denied_unseen_and_stale() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    with pytest.raises(NotFound):
        facade.issue_plan(actor=scene.head, plan_id=plan_id, version=1, at=AT)
    with pytest.raises(Stale):
        _issue(scene, plan_id, version=7)
    issued_id = issued(scene, scene_text())
    with pytest.raises(NotAllowed):
        facade.issue_plan(actor=scene.head, plan_id=issued_id, version=2, at=AT)


def scene_text() -> str:
    from loa.modules.plans.tests.factories import PLAN_TEXT  # noqa: PLC0415  only here

    return PLAN_TEXT.replace("12/KH-UBND", "14/KH-UBND")


def test_tasks_without_a_unit_wait_for_a_decision() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    edit_draft.add_task(actor=scene.officer, key=uuid4(), plan_id=plan_id, facts=NEW, at=AT)
    with pytest.raises(facade.TasksWithoutUnit, match="chưa có đơn vị"):
        _issue(scene, plan_id)
    result = _issue(scene, plan_id, as_it_stands=True)
    assert result.assignments
    assert not Assignment.objects.filter(plan=plan_id, task__title=NEW.title)


def test_nothing_to_issue() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    TaskActor.objects.filter(task__plan=plan_id).delete()
    with pytest.raises(facade.NothingToIssue):
        _issue(scene, plan_id, as_it_stands=True)
    assert Plan.objects.get(pk=plan_id).state == PlanState.DRAFT


def test_doubts_that_nobody_settled_are_kept_as_unreviewed() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    doubt = Doubt.objects.create(
        plan_id=plan_id, ordinal=90, code=DoubtCode.FILE_NOTE, target="source", message="?"
    )
    _issue(scene, plan_id, version=None, as_it_stands=True)
    assert again(doubt).state == DoubtState.UNREVIEWED


def test_groups_are_those_of_the_plans_day() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    day = date(2025, 7, 10)
    Plan.objects.filter(pk=plan_id).update(as_of=day, year=2025)
    units = {row.id for row in orgs.tree(day)}
    for row in TaskActor.objects.filter(task__plan=plan_id).exclude(unit=None):
        if row.unit_id not in units:
            row.delete()
    _issue(scene, plan_id, as_it_stands=True)
    found = facade.status(Plan.objects.get(pk=plan_id), day)
    assert (found.units["district"], found.units["commune"]) == (0, 124)


def test_a_unit_that_there_is_not_on_the_plans_day_is_refused_by_name() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    later = next(
        row
        for row in orgs.tree(date(2025, 7, 10))
        if row.id not in {old.id for old in orgs.tree(TODAY)}
    )
    facts = replace(NEW, units=((TaskRole.LEAD, later.id),))
    edit_draft.add_task(actor=scene.officer, key=uuid4(), plan_id=plan_id, facts=facts, at=AT)
    with pytest.raises(UnitsNotStanding, match=later.name):
        _issue(scene, plan_id)


def test_rhythm_single_days_and_reports_fall_due() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    by_quarter = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    assert (by_quarter.period, by_quarter.due_on) == ("2022-Q1", date(2022, 3, 14))
    once = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    assert (once.period, once.due_on) == ("", date(2022, 3, 31))
    report = Occurrence.objects.filter(
        assignment__plan=plan_id, assignment__task__schedule=Schedule.REPORTING
    ).order_by("ordinal")[0]
    assert report.due_on == date(2022, 3, 18)  # the office: four working days after the 14th


def test_a_day_off_moves_to_the_next_working_day() -> None:
    scene = make_scene()
    plan_id = drafted(scene)
    facts = replace(
        NEW, due_on=date(2022, 9, 1), units=((TaskRole.LEAD, scene.commune.id),)
    )  # 1 and 2 September 2022 are off, the 3rd and 4th a weekend
    task = edit_draft.add_task(
        actor=scene.officer, key=uuid4(), plan_id=plan_id, facts=facts, at=AT
    )
    _issue(scene, plan_id)
    assert Occurrence.objects.get(assignment__task=task).due_on == date(2022, 9, 5)


def test_status_counts_late_work_and_the_period_that_runs() -> None:
    scene = make_scene()
    plan = Plan.objects.get(pk=issued(scene))
    assert facade.status(plan, date(2022, 3, 14)).late == 0
    late = facade.status(plan, date(2022, 3, 15))
    assert late.by_state[WorkState.NOT_STARTED] == late.assignments
    by_quarter = Occurrence.objects.filter(assignment__plan=plan, due_on__lt=date(2022, 3, 15))
    assert late.late == by_quarter.values("assignment").distinct().count() > 0
    assert facade.status(plan, date(2023, 1, 15)).late == late.assignments
