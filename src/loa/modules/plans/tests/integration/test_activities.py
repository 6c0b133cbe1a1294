"""Activities: recorded, entered for a unit, withdrawn; what counts, counts at once."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.files import facade as files
from loa.foundation.idempotency.facade import KeyReused
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import facade, queries
from loa.modules.plans.models import Activity, Notice, Occurrence, Plan
from loa.modules.plans.operations.record_activity import PaperMissing, Submitted
from loa.modules.plans.queries import totals
from loa.modules.plans.rules.activity import NotYet
from loa.modules.plans.rules.work import ReasonMissing, WrongState
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    as_person,
    begun,
    coordinated,
    issued,
    leaflets,
    make_scene,
    occurrence_of,
    recorded,
    submitted,
)
from loa.modules.plans.types import NewEvidence, Verb, WorkState

pytestmark = pytest.mark.django_db


def _sum(plan_id: int) -> dict[str, int]:
    plan = Plan.objects.get(pk=plan_id)
    return totals.sum_of(totals.unit_totals(totals.counted(plan)))


def _paper() -> int:
    return files.store(
        actor_id=None,
        name="bao-cao.pdf",
        data=b"%PDF-1.4\n%%EOF\n",
        at=AT,
        purpose=files.Purpose.EVIDENCE,
    ).id


def _work(scene: Scene) -> tuple[int, Occurrence]:
    plan_id = issued(scene)
    return plan_id, occurrence_of(plan_id, scene.commune.id, "tờ rơi")


def test_record_activity_counts_at_once_and_starts_the_work() -> None:
    scene = make_scene()
    plan_id, work = _work(scene)
    facts = replace(
        leaflets(30), evidence=(NewEvidence(url="https://tuyenquang.gov.vn/x", caption="Tin"),)
    )
    call: dict[str, Any] = {
        "actor": scene.focal,
        "key": uuid4(),
        "occurrence_id": work.pk,
        "facts": facts,
    }
    first = facade.record_activity(at=AT, **call)
    assert _sum(plan_id) == {"LEAFLETS": 30}
    assert facade.record_activity(at=AT, **call) == first
    assert _sum(plan_id) == {"LEAFLETS": 30}
    work = again(work)
    assert work.state == WorkState.IN_PROGRESS
    assert work.assignment.acknowledged_at == AT
    activity = Activity.objects.get(pk=first)
    assert [item.url for item in activity.evidence.all()] == ["https://tuyenquang.gov.vn/x"]
    assert recorded_verbs(activity.ref) == [Verb.RECORD]
    with pytest.raises(KeyReused):
        facade.record_activity(at=AT, **{**call, "facts": leaflets(31)})


def test_record_activity_denied_unseen_and_in_future() -> None:
    scene = make_scene()
    _, work = _work(scene)
    call: dict[str, Any] = {"key": uuid4(), "occurrence_id": work.pk, "facts": leaflets(), "at": AT}
    with pytest.raises(NotAllowed):
        facade.record_activity(actor=scene.reader, **call)
    with pytest.raises(NotFound):
        facade.record_activity(actor=scene.other_focal, **call)
    tomorrow: dict[str, Any] = {**call, "facts": leaflets(done_on=date(2022, 2, 11))}
    with pytest.raises(NotYet):
        facade.record_activity(actor=scene.focal, **tomorrow)


def test_record_activity_after_it_was_handed_in() -> None:
    scene = make_scene()
    work = submitted(scene, issued(scene))
    with pytest.raises(WrongState):
        recorded(scene.focal, work)


def test_a_coordinating_unit_contributes() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    work = coordinated(scene, plan_id)
    recorded(scene.focal, work, 7)
    assert again(work).state == WorkState.IN_PROGRESS
    assert _sum(plan_id) == {"LEAFLETS": 7}


@pytest.mark.parametrize("submit", [False, True])
def test_entered_for_a_unit_with_its_paper_and_the_unit_is_told(submit: bool) -> None:  # noqa: FBT001  a table
    scene = make_scene()
    plan_id, work = _work(scene)
    call: dict[str, Any] = {
        "actor": scene.district_officer,
        "key": uuid4(),
        "occurrence_id": work.pk,
        "facts": leaflets(12),
        "paper_id": _paper(),
        "submit": submit,
        "at": AT,
    }
    activity_id = facade.record_activity_for(**call)
    assert facade.record_activity_for(**call) == activity_id
    activity, work = Activity.objects.get(pk=activity_id), again(work)
    assert activity.entered_for_by == scene.district_officer.label
    assert activity.paper_id == call["paper_id"]
    assert work.state == (WorkState.SUBMITTED if submit else WorkState.IN_PROGRESS)
    assert work.entered_for_by == (scene.district_officer.label if submit else "")
    assert _sum(plan_id) == {"LEAFLETS": 12}
    (notice,) = Notice.objects.filter(unit=scene.commune.id)
    assert "nhập thay" in notice.text
    assert recorded_verbs(activity.ref) == [Verb.RECORD_FOR]


def test_entered_for_a_coordinating_unit_is_done_with_that() -> None:
    scene = make_scene()
    work = coordinated(scene, issued(scene))
    facade.record_activity_for(
        actor=scene.district_officer,
        key=uuid4(),
        occurrence_id=work.pk,
        facts=leaflets(),
        paper_id=_paper(),
        submit=True,
        at=AT,
    )
    assert (again(work).state, again(work).closed_on) == (WorkState.DONE, TODAY)


def test_entering_for_a_unit_needs_the_paper_and_the_superior() -> None:
    scene = make_scene()
    _, work = _work(scene)
    call: dict[str, Any] = {
        "key": uuid4(),
        "occurrence_id": work.pk,
        "facts": leaflets(),
        "submit": True,
        "at": AT,
    }
    with pytest.raises(PaperMissing):
        facade.record_activity_for(actor=scene.district_officer, paper_id=None, **call)
    for actor in (scene.head, scene.officer):  # the unit itself; not the direct superior
        with pytest.raises(NotAllowed):
            facade.record_activity_for(actor=actor, paper_id=1, **call)


def test_withdraw_takes_it_out_of_every_total_and_keeps_the_row() -> None:
    scene = make_scene()
    plan_id, work = _work(scene)
    activity_id = recorded(scene.focal, work, 30)
    call: dict[str, Any] = {
        "activity_id": activity_id,
        "version": 1,
        "reason": "Ghi nhầm",
        "at": AT,
    }
    with pytest.raises(ReasonMissing):
        facade.withdraw_activity(actor=scene.focal, **{**call, "reason": " "})
    with pytest.raises(NotAllowed):
        facade.withdraw_activity(actor=scene.district_officer, **call)
    with pytest.raises(NotFound):
        facade.withdraw_activity(actor=scene.other_focal, **call)
    for _ in range(2):
        facade.withdraw_activity(actor=scene.focal, **call)
    assert _sum(plan_id) == {}
    activity = Activity.objects.get(pk=activity_id)
    assert (activity.withdrawn_at, activity.version) == (AT, 2)
    assert recorded_verbs(activity.ref) == [Verb.RECORD, Verb.RECORD]
    with pytest.raises(Stale):
        facade.withdraw_activity(actor=scene.focal, **{**call, "reason": "Khác"})


def test_what_was_handed_in_is_not_withdrawn() -> None:
    scene = make_scene()
    work = submitted(scene, issued(scene))
    activity = Activity.objects.get(occurrence=work)
    with pytest.raises(Submitted):
        facade.withdraw_activity(
            actor=scene.focal, activity_id=activity.pk, version=1, reason="Nhầm", at=AT
        )


def test_what_the_superior_entered_he_withdraws_and_the_unit_is_told() -> None:
    scene = make_scene()
    _, work = _work(scene)
    activity_id = facade.record_activity_for(
        actor=scene.district_officer,
        key=uuid4(),
        occurrence_id=work.pk,
        facts=leaflets(),
        paper_id=_paper(),
        submit=False,
        at=AT,
    )
    call: dict[str, Any] = {"activity_id": activity_id, "version": 1, "reason": "Nhầm xã", "at": AT}
    with pytest.raises(NotAllowed):
        facade.withdraw_activity(actor=scene.focal, **call)
    facade.withdraw_activity(actor=scene.district_officer, **call)
    assert Notice.objects.filter(unit=scene.commune.id).count() == 2


def test_evidence_is_opened_by_who_sees_the_activity_and_no_other_file_with_it() -> None:
    scene = make_scene()
    work = begun(scene, issued(scene))
    kept = facade.keep_evidence(actor_id=None, name="a.pdf", data=b"%PDF-1.4\n%%EOF\n", at=AT)
    activity_id = facade.record_activity(
        actor=scene.focal,
        key=uuid4(),
        occurrence_id=work.pk,
        facts=replace(leaflets(), evidence=(kept,)),
        at=AT,
    )
    assert kept.file_id is not None
    assert queries.evidence_ref(scene.district_officer, activity_id, kept.file_id, TODAY)
    other = Plan.objects.values_list("source_file_id", flat=True)[0]
    with pytest.raises(NotFound):
        queries.evidence_ref(scene.district_officer, activity_id, other, TODAY)
    with pytest.raises(NotFound):
        queries.evidence_ref(scene.other_focal, activity_id, kept.file_id, TODAY)


def test_mark_seen_takes_only_own_notices_off() -> None:
    scene = make_scene()
    work = submitted(scene, issued(scene))
    facade.accept(actor=scene.district_officer, occurrence_id=work.pk, version=3, at=AT)
    (notice,) = Notice.objects.filter(unit=scene.commune.id)
    mine, colleague = as_person(scene.focal), as_person(scene.head)
    facade.mark_seen(actor=as_person(scene.other_focal), notice_ids=[notice.pk], at=AT)
    assert facade.unseen_count(mine, TODAY) == 1
    facade.mark_seen(actor=mine, notice_ids=[notice.pk], at=AT)
    assert facade.unseen_count(mine, TODAY) == 0
    assert facade.unseen_count(colleague, TODAY) == 1
