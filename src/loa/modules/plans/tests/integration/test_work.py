"""What each step of the work does: works, denied, unseen, stale, bad state, twice."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.forms import model_to_dict

from loa.foundation.audit.tests.factories import recorded_verbs
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotAllowed, NotFound, Stale
from loa.modules.plans import facade, policies, queries
from loa.modules.plans.models import Notice, Occurrence
from loa.modules.plans.operations.review_work import refuse_exempt
from loa.modules.plans.rules.work import NothingDone, ReasonMissing, WrongState
from loa.modules.plans.tests.factories import (
    AT,
    TODAY,
    Scene,
    again,
    begun,
    coordinated,
    imported,
    issued,
    make_scene,
    occurrence_of,
    recorded,
    submitted,
)
from loa.modules.plans.types import Verb, WorkState

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def _fresh(scene: Scene, plan_id: int) -> Occurrence:
    return occurrence_of(plan_id, scene.commune.id, "tờ rơi")


# step, who may, who may not but sees it, the work it starts from, its words
STEPS: dict[
    str, tuple[Callable[..., Any], str, str, Callable[[Scene, int], Occurrence], dict[str, str]]
] = {
    "acknowledge": (facade.acknowledge, "focal", "district_officer", _fresh, {}),
    "propose": (facade.propose, "focal", "district_officer", begun, {}),
    "approve": (facade.approve, "head", "focal", begun, {}),
    "ask_exempt": (facade.ask_exempt, "focal", "district_officer", begun, {"reason": "Không có"}),
    "exempt": (facade.exempt, "district_officer", "head", begun, {"reason": "Không có"}),
    "accept": (facade.accept, "district_officer", "head", submitted, {}),
    "return_work": (facade.return_work, "district_officer", "head", submitted, {"reason": "Thiếu"}),
}
each_step = pytest.mark.parametrize("name", sorted(STEPS))


def _step(
    name: str, scene: Scene, who: str | None = None
) -> tuple[Callable[..., Any], Occurrence, dict[str, Any]]:
    fn, may, _, build, words = STEPS[name]
    work = build(scene, issued(scene))
    actor = getattr(scene, who or may)
    return fn, work, {"actor": actor, "occurrence_id": work.pk, "at": AT, **words}


@each_step
def test_step_works_is_recorded_and_twice_is_once(name: str) -> None:
    scene = make_scene()
    fn, work, call = _step(name, scene)
    before = len(recorded_verbs(work.ref))
    fn(version=work.version, **call)
    after = again(work)
    assert after.version == work.version + 1
    fn(version=work.version, **call)
    assert again(work).version == after.version
    assert len(recorded_verbs(work.ref)) == before + 1


@each_step
def test_step_denied_to_who_sees_it(name: str) -> None:
    scene = make_scene()
    fn, work, call = _step(name, scene, STEPS[name][2])
    with pytest.raises(NotAllowed):
        fn(version=work.version, **call)
    assert again(work).state == work.state


@each_step
def test_step_unseen_from_elsewhere(name: str) -> None:
    scene = make_scene()
    fn, work, call = _step(name, scene, "other_focal")
    with pytest.raises(NotFound):
        fn(version=work.version, **call)


@each_step
def test_step_stale(name: str) -> None:
    scene = make_scene()
    fn, work, call = _step(name, scene)
    Occurrence.objects.filter(pk=work.pk).update(version=work.version + 5)
    with pytest.raises(Stale):
        fn(version=work.version, **call)


@each_step
def test_step_from_work_that_is_closed(name: str) -> None:
    scene = make_scene()
    fn, work, call = _step(name, scene)
    Occurrence.objects.filter(pk=work.pk).update(
        state=WorkState.NOT_APPLICABLE, reason="Đóng", closed_on=TODAY, submitted_on=None
    )
    with pytest.raises(WrongState):
        fn(version=work.version, **call)


@pytest.mark.parametrize("name", ["return_work", "ask_exempt", "exempt"])
def test_step_without_its_reason(name: str) -> None:
    scene = make_scene()
    fn, work, call = _step(name, scene)
    with pytest.raises(ReasonMissing):
        fn(version=work.version, **{**call, "reason": "  "})


def test_from_receipt_to_done_with_a_return_between() -> None:
    scene = make_scene()
    work = submitted(scene, issued(scene))
    assert (work.state, work.submitted_on) == (WorkState.SUBMITTED, TODAY)
    by_district: dict[str, Any] = {
        "actor": scene.district_officer,
        "occurrence_id": work.pk,
        "at": LATER,
    }
    facade.return_work(version=work.version, reason="Thiếu ảnh", **by_district)
    work = again(work)
    assert (work.state, work.reason, work.submitted_on) == (WorkState.RETURNED, "Thiếu ảnh", None)
    recorded(scene.focal, work, 5)
    work = again(work)
    assert work.state == WorkState.RETURNED
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=work.version, at=LATER)
    facade.accept(version=again(work).version, **by_district)
    work = again(work)
    assert (work.state, work.submitted_on, work.closed_on) == (
        WorkState.DONE,
        date(2022, 2, 11),
        date(2022, 2, 11),
    )
    told = Notice.objects.filter(unit=scene.commune.id).order_by("id")
    assert [notice.text.split("«")[0].split(":")[0].strip() for notice in told] == [
        "Trả lại",
        "Đã chấp nhận",
    ]


def test_work_stays_in_progress_until_its_head_approves() -> None:
    scene = make_scene()
    work = begun(scene, issued(scene))
    facade.propose(actor=scene.focal, occurrence_id=work.pk, version=work.version, at=AT)
    work = again(work)
    assert (work.state, work.proposed_by) == (WorkState.IN_PROGRESS, scene.focal.label)
    facade.send_back(
        actor=scene.head, occurrence_id=work.pk, version=work.version, reason="Bổ sung", at=AT
    )
    work = again(work)
    assert (work.state, work.proposed_at, work.reason) == (WorkState.IN_PROGRESS, None, "Bổ sung")
    assert recorded_verbs(work.ref)[-1] == Verb.SEND_BACK
    with pytest.raises(WrongState):
        facade.send_back(
            actor=scene.head, occurrence_id=work.pk, version=work.version, reason="Nữa", at=AT
        )


def test_nothing_is_handed_in_without_an_activity() -> None:
    scene = make_scene()
    work = _fresh(scene, issued(scene))
    facade.acknowledge(actor=scene.focal, occurrence_id=work.pk, version=1, at=AT)
    for step, actor in ((facade.propose, scene.focal), (facade.approve, scene.head)):
        with pytest.raises(NothingDone):
            step(actor=actor, occurrence_id=work.pk, version=2, at=AT)


def test_an_activity_that_was_withdrawn_does_not_count_as_one() -> None:
    scene = make_scene()
    work = _fresh(scene, issued(scene))
    activity_id = recorded(scene.focal, work)
    facade.withdraw_activity(
        actor=scene.focal, activity_id=activity_id, version=1, reason="Nhầm", at=AT
    )
    with pytest.raises(NothingDone):
        facade.approve(actor=scene.head, occurrence_id=work.pk, version=2, at=AT)


def test_the_offices_own_head_makes_its_work_done() -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.office.id, "sổ tay")
    recorded(make_actor(orgs.Role.FOCAL_OFFICER, scene.office.id), work)
    facade.approve(actor=scene.office_head, occurrence_id=work.pk, version=2, at=AT)
    work = again(work)
    assert (work.state, work.submitted_on, work.closed_on) == (WorkState.DONE, TODAY, TODAY)


def test_a_coordinating_unit_acknowledges_and_says_done() -> None:
    scene = make_scene()
    work = coordinated(scene, issued(scene))
    call: dict[str, Any] = {"actor": scene.focal, "occurrence_id": work.pk, "at": AT}
    with pytest.raises(WrongState):
        facade.finish(version=1, **call)
    facade.acknowledge(version=1, **call)
    assert again(work).state == WorkState.IN_PROGRESS
    for _ in range(2):
        facade.finish(version=2, **call)
    work = again(work)
    assert (work.state, work.closed_on, work.version) == (WorkState.DONE, TODAY, 3)
    with pytest.raises(WrongState):
        facade.approve(actor=scene.head, occurrence_id=work.pk, version=3, at=AT)


def test_each_period_of_a_rhythm_is_acknowledged_by_itself() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    first = _fresh(scene, plan_id)
    second = Occurrence.objects.get(assignment=first.assignment_id, ordinal=2)
    facade.acknowledge(actor=scene.focal, occurrence_id=first.pk, version=1, at=AT)
    facade.acknowledge(actor=scene.focal, occurrence_id=second.pk, version=1, at=LATER)
    assert again(first).state == again(second).state == WorkState.IN_PROGRESS
    assert again(first.assignment).acknowledged_at == AT


def test_the_superior_confirms_or_refuses_an_exemption() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    ask: dict[str, Any] = {"actor": scene.focal, "occurrence_id": work.pk, "at": AT}
    answer: dict[str, Any] = {"actor": scene.district_officer, "occurrence_id": work.pk, "at": AT}
    facade.ask_exempt(version=2, reason="Không có chợ", **ask)
    assert Notice.objects.filter(unit=scene.district.id).count() == 1
    refuse_exempt(version=3, reason="Có chợ phiên", **answer)
    assert (again(work).exempt_reason, again(work).state) == ("", WorkState.IN_PROGRESS)
    with pytest.raises(WrongState):
        refuse_exempt(version=4, reason="Có chợ phiên lần nữa", **answer)
    facade.ask_exempt(version=4, reason="Không có chợ", **ask)
    facade.exempt(version=5, reason="", **answer)
    work = again(work)
    assert (work.state, work.reason, work.closed_on) == (
        WorkState.NOT_APPLICABLE,
        "Không có chợ",
        TODAY,
    )


def test_a_page_offers_the_steps_that_would_be_accepted() -> None:
    scene = make_scene()
    work = begun(scene, issued(scene))
    role, state = facade.TaskRole.LEAD, WorkState(work.state)
    head = policies.work_steps(scene.head, role, state, scene.commune.id, TODAY)
    above = policies.work_steps(scene.district_officer, role, state, scene.commune.id, TODAY)
    assert Verb.APPROVE in head
    assert Verb.EXEMPT not in head
    assert above == [Verb.EXEMPT]
    assert policies.work_steps(scene.reader, role, state, scene.commune.id, TODAY) == []


@pytest.mark.parametrize("at", [datetime(2022, 3, 14, 17, 30, tzinfo=AT.tzinfo), LATER])
def test_the_day_of_a_step_is_the_day_in_vietnam(at: datetime) -> None:
    """Hazard W07."""
    scene = make_scene()
    work = begun(scene, issued(scene))
    facade.approve(actor=scene.head, occurrence_id=work.pk, version=2, at=at)
    expected = date(2022, 3, 15) if at.month == 3 else date(2022, 2, 11)
    assert again(work).submitted_on == expected


def test_who_coordinates_sees_the_work_like_who_leads() -> None:
    """Hazard L05."""
    scene = make_scene()
    plan_id = issued(scene)
    work = coordinated(scene, plan_id)
    from loa.modules.plans import queries  # noqa: PLC0415  only here

    assert queries.occurrence_for(scene.head, work.pk, TODAY) == work
    assert queries.occurrence_for(scene.district_officer, work.pk, TODAY) == work
    with pytest.raises(NotFound):
        queries.occurrence_for(scene.other_focal, work.pk, TODAY)


def test_work_is_locked_for_exactly_those_who_may_see_it_and_as_it_stands() -> None:
    """The statement that is written out finds what the query of the pages finds."""
    scene = make_scene()
    submitted(scene, issued(scene))
    imported(scene)  # a draft has no work, whoever asks
    rows = {row.pk: row for row in Occurrence.objects.select_related("assignment")}
    few = sorted(rows)[:: max(1, len(rows) // 40)]
    for actor in (scene.focal, scene.district_officer, scene.officer, scene.other_focal):
        seen = set(
            queries.visible_work(actor, TODAY).filter(pk__in=few).values_list("pk", flat=True)
        )
        for pk in few:
            if pk not in seen:
                with pytest.raises(NotFound):
                    queries.get_occurrence(actor, pk, TODAY)
                continue
            found = queries.get_occurrence(actor, pk, TODAY)
            assert model_to_dict(found) == model_to_dict(rows[pk])
            assert model_to_dict(found.assignment) == model_to_dict(rows[pk].assignment)
