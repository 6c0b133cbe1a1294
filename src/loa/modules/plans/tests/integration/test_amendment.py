"""An amendment: only by a person, with a visible difference, and work goes on under it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.kernel.errors import NotFound, Stale
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Activity, Assignment, Occurrence, Plan
from loa.modules.plans.operations.report_period import PlanSuperseded
from loa.modules.plans.queries import reports as reads
from loa.modules.plans.queries import totals
from loa.modules.plans.rules.difference import ChangeKind
from loa.modules.plans.tests.factories import (
    AT,
    MARCH,
    PLAN_TEXT,
    TODAY,
    Scene,
    again,
    handed_in,
    imported,
    issued,
    make_scene,
    occurrence_of,
    recorded,
    report_of,
    submitted,
)
from loa.modules.plans.types import PlanState, Verb, WorkState

pytestmark = pytest.mark.django_db
APRIL = datetime(2022, 4, 5, 2, 0, tzinfo=AT.tzinfo)
AMENDED = (
    PLAN_TEXT.replace("12/KH-UBND", "45/KH-UBND")
    .replace("ngày 24 tháng 01 năm 2022", "ngày 04 tháng 4 năm 2022")
    .replace("- Biên soạn, in ấn sổ tay hướng dẫn nghiệp vụ trước ngày 30/6/2022.\n\n", "")
    .replace("trước ngày 30/9/2022", "trước ngày 31/10/2022")
)


def _amend(scene: Scene, old_id: int, at: datetime = APRIL) -> Plan:
    new_id = imported(scene, AMENDED)
    facade.mark_amendment(actor=scene.officer, plan_id=new_id, amends_id=old_id, version=1, at=at)
    facade.issue_plan(actor=scene.officer, plan_id=new_id, version=2, at=at, as_it_stands=True)
    return Plan.objects.get(pk=new_id)


def test_mark_amendment_by_a_person_once_and_back() -> None:
    scene = make_scene()
    old_id = issued(scene)
    new = Plan.objects.get(pk=imported(scene, AMENDED))
    call: dict[str, Any] = {"actor": scene.officer, "plan_id": new.pk, "at": AT}
    for _ in range(2):
        facade.mark_amendment(amends_id=old_id, version=1, **call)
    assert (again(new).amends_id, again(new).revision, again(new).version) == (old_id, 2, 2)
    assert recorded_verbs(new.ref) == [Verb.IMPORT, Verb.AMEND]
    with pytest.raises(Stale):
        facade.mark_amendment(amends_id=None, version=1, **call)
    facade.mark_amendment(amends_id=None, version=2, **call)
    assert (again(new).amends_id, again(new).revision) == (None, 1)
    with pytest.raises(NotFound):
        facade.mark_amendment(amends_id=old_id, version=3, **{**call, "actor": scene.head})


def test_a_draft_is_not_amended_and_an_issued_plan_amends_nothing() -> None:
    scene = make_scene()
    old_id = issued(scene)
    draft_id = imported(scene, AMENDED)
    call: dict[str, Any] = {"actor": scene.officer, "version": 2, "at": AT}
    with pytest.raises(facade.CannotAmend):
        facade.mark_amendment(plan_id=old_id, amends_id=draft_id, **call)
    other_id = imported(scene, AMENDED.replace("45/KH", "46/KH"))
    with pytest.raises(facade.CannotAmend):
        facade.mark_amendment(plan_id=draft_id, amends_id=other_id, **{**call, "version": 1})


def test_the_difference_is_visible_before_it_is_issued() -> None:
    scene = make_scene()
    old = Plan.objects.get(pk=issued(scene))
    new = Plan.objects.get(pk=imported(scene, AMENDED))
    kinds = [(change.kind, change.fields) for change in queries.difference(old, new)]
    assert (ChangeKind.REMOVED, ()) in kinds
    assert [kind for kind, fields in kinds if "Hạn" in fields] == [ChangeKind.CHANGED]


def test_states_and_activities_move_and_dropped_work_closes_with_its_reason() -> None:
    scene = make_scene()
    old_id = issued(scene)
    dropped = occurrence_of(old_id, scene.office.id, "sổ tay")
    done = submitted(scene, old_id)
    facade.accept(actor=scene.district_officer, occurrence_id=done.pk, version=3, at=AT)
    before = facade.status(Plan.objects.get(pk=old_id), TODAY)
    plan = _amend(scene, old_id)

    old = Plan.objects.get(pk=old_id)
    assert (old.state, plan.state, plan.revision) == (PlanState.SUPERSEDED, PlanState.ISSUED, 2)
    dropped = again(dropped)
    assert dropped.state == WorkState.NOT_APPLICABLE
    assert "không còn trong văn bản sửa đổi" in dropped.reason
    assert recorded_verbs(dropped.ref) == [Verb.AMEND]
    assert not Occurrence.objects.filter(assignment__plan=old).exclude(
        state__in=[WorkState.DONE, WorkState.NOT_APPLICABLE]
    )

    rows = Occurrence.objects.filter(
        assignment__plan=plan,
        assignment__unit=scene.commune.id,
        assignment__task__title__contains="tờ rơi",
    ).order_by("ordinal")
    assert [(row.ordinal, row.period, row.state) for row in rows] == [
        (1, "2022-Q1", WorkState.DONE),
        (2, "2022-Q2", WorkState.NOT_STARTED),
        (3, "2022-Q3", WorkState.NOT_STARTED),
        (4, "2022-Q4", WorkState.NOT_STARTED),
    ]
    assert Activity.objects.get().occurrence_id == rows[0].pk
    assert totals.sum_of(totals.unit_totals(totals.counted(plan))) == {"LEAFLETS": 30}
    given = Assignment.objects.get(pk=rows[0].assignment_id)
    assert given.acknowledged_at == AT
    assert given.task.continues_id == done.assignment.task_id
    assert facade.status(plan, TODAY).assignments == before.assignments - 1


def test_work_goes_on_under_the_revision_only() -> None:
    scene = make_scene()
    old_id = issued(scene)
    work = submitted(scene, old_id)
    plan = _amend(scene, old_id, at=AT)
    moved = occurrence_of(plan.pk, scene.commune.id, "tờ rơi")
    assert (moved.state, moved.submitted_on) == (WorkState.SUBMITTED, TODAY)
    facade.accept(
        actor=scene.district_officer, occurrence_id=moved.pk, version=moved.version, at=AT
    )
    assert again(moved).state == WorkState.DONE
    assert again(work).state == WorkState.NOT_APPLICABLE


def test_reports_handed_in_before_stay_in_and_are_corrected_with_the_rows_of_now() -> None:
    scene = make_scene()
    old_id = issued(scene)
    recorded(scene.focal, occurrence_of(old_id, scene.commune.id, "tờ rơi"), 30)
    report = handed_in(scene, old_id)
    plan = _amend(scene, old_id)
    period = facade.period_of(plan, "2022-Q1")
    assert report_of(scene.focal, plan.pk, scene.commune.id).pk == report.pk
    root = reads.figures_for(plan, scene.district.id, period, APRIL.date())
    assert root.by_unit[scene.commune.id] == {"LEAFLETS": 30}
    edition = facade.correct_report(
        actor=scene.focal, report_id=report.pk, version=2, reason="Đếm sót", at=APRIL
    )
    facade.approve_report(actor=scene.head, report_id=edition, version=1, at=APRIL)
    root = reads.figures_for(plan, scene.district.id, period, APRIL.date())
    assert root.by_unit[scene.commune.id] == {"LEAFLETS": 30}
    with pytest.raises(PlanSuperseded):
        report_of(scene.other_focal, old_id, scene.other.id, at=MARCH + timedelta(days=90))


def test_two_amendments_of_one_plan() -> None:
    scene = make_scene()
    old_id = issued(scene)
    second = imported(scene, AMENDED.replace("45/KH", "47/KH"))
    facade.mark_amendment(
        actor=scene.officer, plan_id=second, amends_id=old_id, version=1, at=APRIL
    )
    _amend(scene, old_id)
    with pytest.raises(facade.CannotAmend):
        facade.issue_plan(
            actor=scene.officer, plan_id=second, version=2, at=APRIL, as_it_stands=True
        )
    assert Plan.objects.get(pk=second).state == PlanState.DRAFT
