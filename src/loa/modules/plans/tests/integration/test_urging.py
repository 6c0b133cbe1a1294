"""Urging: each late work once a day to a unit, in working hours, on the record of the work."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loa.foundation.audit import facade as audit
from loa.foundation.messaging.facade import MessageState, messages_about
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_account
from loa.kernel.clock import local_day
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans import facade
from loa.modules.plans.handlers import send_urgings, urge_by_ladder
from loa.modules.plans.models import Notice, Occurrence, Plan, UrgedWork, Urging, UrgingRound
from loa.modules.plans.operations.urge import acknowledge_urging, note_call, urge_late
from loa.modules.plans.queries.urgings import EVERYTHING, Chosen, UrgeResult, preview
from loa.modules.plans.rules.urging import AlreadyUrged, NothingLate, UrgingState, Way
from loa.modules.plans.tests.factories import (
    Killed,
    Scene,
    as_person,
    forgotten,
    issued,
    occurrence_of,
    recorded,
)
from loa.modules.plans.types import Verb, WorkState
from loa.modules.plans.web.plan_pages import journal_of
from loa.modules.plans.web.presenters import happenings

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)
"""09:00 of a Monday on which the units' own plans (31/3) are late."""
EVENING = datetime(2022, 4, 15, 12, 0, tzinfo=UTC)
"""19:00 of the Friday before."""
MONDAY_OPENS = datetime(2022, 4, 18, 0, 30, tzinfo=UTC)


@pytest.fixture
def late(scene: Scene) -> tuple[Scene, int]:
    """A plan with late work; the commune has a focal officer and a head with accounts."""
    plan_id = issued(scene)
    as_person(scene.focal)
    as_person(scene.head)
    return scene, plan_id


def urge(
    scene: Scene,
    plan_id: int,
    at: datetime = APRIL,
    *,
    actor: orgs.Actor | None = None,
    chosen: Chosen = EVERYTHING,
    key: UUID | None = None,
) -> UrgeResult:
    """All late units urged by the plan officer."""
    by = actor or scene.officer
    return urge_late(actor=by, plan_id=plan_id, chosen=chosen, key=key or uuid4(), at=at)


def urgings_to(scene: Scene) -> list[Urging]:
    """What the commune was told, oldest first."""
    return list(Urging.objects.filter(unit=scene.commune.id).order_by("pk"))


def late_units(plan_id: int, at: datetime = APRIL) -> set[int]:
    """The units that owe something past its day, counted by hand."""
    rows = Occurrence.objects.filter(assignment__plan=plan_id, due_on__lt=local_day(at))
    owed = rows.exclude(state__in=[WorkState.DONE, WorkState.SUBMITTED, WorkState.NOT_APPLICABLE])
    return set(owed.values_list("assignment__unit_id", flat=True))


def test_urge_late_tells_each_unit_once(late: tuple[Scene, int]) -> None:
    """L01, J06: the same key, and another on the same day, tell nobody again."""
    scene, plan_id = late
    key = uuid4()
    every = late_units(plan_id)
    told = urge(scene, plan_id, key=key)
    assert told.urged == 1
    assert told.already_today == 0
    assert len(told.unreachable) == len(every) - 1
    assert scene.commune.code not in told.unreachable
    assert urge(scene, plan_id, key=key) == told
    again = urge(scene, plan_id)
    assert (again.urged, again.already_today) == (0, 1)
    (urging,) = urgings_to(scene)
    assert urging.state == UrgingState.SENT
    assert "31/03/2022, quá hạn 11 ngày làm việc" in urging.text
    (notice,) = facade.unseen_notices(as_person(scene.focal), local_day(APRIL), most=9).newest
    assert notice.text.startswith("Đôn đốc: ")
    assert notice.occurrence_id in urging.works.values_list("occurrence", flat=True)
    tomorrow = urge(scene, plan_id, APRIL + timedelta(days=1))
    assert tomorrow.urged == 1


def test_urge_late_stands_in_the_journal(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    urge(scene, plan_id)
    (urging,) = urgings_to(scene)
    (line,) = audit.entries_for(urging.ref)
    assert (line.verb, line.unit_id) == (Verb.URGE, scene.commune.id)
    (of_plan,) = [
        row for row in audit.entries_for(f"plans.plan:{plan_id}") if row.verb == Verb.URGE
    ]
    assert of_plan.after["urged"] == 1
    told = [line.words for line in journal_of(Plan.objects.get(pk=plan_id))]
    assert any(words.startswith("Đôn đốc 1 đơn vị") for words in told)


def test_urge_late_who_may(late: tuple[Scene, int]) -> None:
    """The district reaches its communes alone; a unit's own people and strangers reach nobody."""
    scene, plan_id = late
    for actor in (scene.focal, scene.head, scene.reader, scene.district_head, scene.office_head):
        with pytest.raises(NotAllowed, match="được đôn đốc"):
            urge(scene, plan_id, actor=actor)
    with pytest.raises(NotFound):
        urge(scene, 0)
    seen = preview(scene.district_officer, _plan(plan_id), EVERYTHING, APRIL)
    below = {row.id for row in orgs.children_of(scene.district.id, local_day(APRIL))}
    assert {one.unit.id for one in seen.units} == late_units(plan_id) & below
    assert urge(scene, plan_id, actor=scene.district_officer).urged == 1


def test_outside_hours_it_waits_for_the_session(late: tuple[Scene, int]) -> None:
    """It counts as urged on the day on which it will be sent, and is sent when work begins."""
    scene, plan_id = late
    assert urge(scene, plan_id, EVENING).urged == 1
    assert urge(scene, plan_id, EVENING + timedelta(days=1)).already_today == 1
    (urging,) = urgings_to(scene)
    assert (urging.state, urging.send_at) == (UrgingState.QUEUED, MONDAY_OPENS)
    assert urging.day == date(2022, 4, 18)
    send_urgings(EVENING + timedelta(days=1))
    assert not Notice.objects.exists()
    send_urgings(MONDAY_OPENS)
    send_urgings(MONDAY_OPENS + timedelta(minutes=1))
    assert urgings_to(scene)[0].sent_at == MONDAY_OPENS
    assert Notice.objects.count() == 1
    assert urge(scene, plan_id).already_today == 1


def test_what_was_done_meanwhile_is_not_sent(late: tuple[Scene, int]) -> None:
    """L07: the text is of what is owed, and by whom, when it goes out."""
    scene, plan_id = late
    urge(scene, plan_id, EVENING)
    (urging,) = urgings_to(scene)
    first, *others = urging.works.values_list("occurrence", flat=True)
    Occurrence.objects.filter(pk=first).update(
        state=WorkState.DONE, submitted_on=date(2022, 4, 16), closed_on=date(2022, 4, 16)
    )
    send_urgings(MONDAY_OPENS)
    (urging,) = urgings_to(scene)
    expected = UrgingState.SENT if others else UrgingState.SETTLED
    assert urging.state == expected
    assert UrgedWork.objects.get(occurrence=first).was_settled


def test_a_late_start_sends_by_the_day_it_comes(late: tuple[Scene, int]) -> None:
    """J02: the house stood still over Monday; what a person told on Tuesday is not told again."""
    scene, plan_id = late
    urge(scene, plan_id, EVENING)
    tuesday = MONDAY_OPENS + timedelta(days=1)
    note_call(
        actor=scene.officer, plan_id=plan_id, unit_id=scene.commune.id, way=Way.PHONE, at=tuesday
    )
    send_urgings(tuesday + timedelta(minutes=5))
    waited, called = urgings_to(scene)
    assert (waited.state, called.way) == (UrgingState.SETTLED, Way.PHONE)


def test_note_call_counts_for_the_day(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    call = {"actor": scene.officer, "plan_id": plan_id, "unit_id": scene.commune.id, "at": APRIL}
    for _twice in range(2):
        note_call(**call, way=Way.ZALO)  # type: ignore[arg-type]  # as named above
    (urging,) = urgings_to(scene)
    assert (urging.way, urging.state) == (Way.ZALO, UrgingState.SENT)
    (line,) = audit.entries_for(urging.ref)
    by_person = happenings([line], {line.actor_label: "Trần Thị Minh Họa"})
    assert by_person[0].words == "Nhắn Zalo đôn đốc (Trần Thị Minh Họa)"
    assert urge(scene, plan_id).already_today == 1
    with pytest.raises(AlreadyUrged):
        note_call(**call, way=Way.PHONE)  # type: ignore[arg-type]  # as above
    with pytest.raises(NotAllowed):
        note_call(**(call | {"actor": scene.focal}), way=Way.PHONE)  # type: ignore[arg-type]  # as above
    early = call | {"at": datetime(2022, 2, 10, 2, 0, tzinfo=UTC)}
    with pytest.raises(NothingLate):
        note_call(**early, way=Way.PHONE)  # type: ignore[arg-type]  # as above


def test_the_head_acknowledges(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    urge(scene, plan_id)
    (urging,) = urgings_to(scene)
    with pytest.raises(NotAllowed, match="lãnh đạo"):
        acknowledge_urging(actor=scene.focal, urging_id=urging.pk, at=APRIL)
    with pytest.raises(NotFound):
        acknowledge_urging(actor=scene.other_focal, urging_id=urging.pk, at=APRIL)
    for minutes in (0, 5):
        acknowledge_urging(
            actor=scene.head, urging_id=urging.pk, at=APRIL + timedelta(minutes=minutes)
        )
    (urging,) = urgings_to(scene)
    assert (urging.acknowledged_at, urging.acknowledged_by) == (APRIL, scene.head.label)
    assert len(audit.entries_for(urging.ref)) == 2


def test_by_task_and_by_unit(late: tuple[Scene, int]) -> None:
    scene, plan_id = late
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    of_others = Chosen(units=(scene.other.id,))
    assert urge(scene, plan_id, chosen=of_others).urged == 0
    of_task = Chosen(tasks=(work.assignment.task_id,))
    assert urge(scene, plan_id, chosen=of_task).urged == 1
    (urging,) = urgings_to(scene)
    assert list(urging.works.values_list("occurrence", flat=True)) == [work.pk]


def test_the_table_refuses_a_second_one(late: tuple[Scene, int]) -> None:
    """J06, whatever the code does."""
    scene, plan_id = late
    urge(scene, plan_id)
    work = UrgedWork.objects.filter(unit=scene.commune.id)[0]
    with pytest.raises(IntegrityError, match="once_a_day"), transaction.atomic():
        UrgedWork.objects.create(
            urging=work.urging, occurrence_id=work.occurrence_id, unit_id=work.unit_id, day=work.day
        )


@override_settings(SMTP=object())
def test_who_has_an_address_also_gets_an_e_mail(late: tuple[Scene, int]) -> None:
    """J04: the letter is queued with the urging, or not at all; one a person."""
    scene, plan_id = late
    focal = make_account(scene.focal).person
    focal.email = "a@example.vn"
    focal.save()
    for _twice in range(2):
        urge(scene, plan_id)
    (urging,) = urgings_to(scene)
    (message,) = messages_about([urging.ref])
    assert (message.person_id, message.state) == (focal.pk, MessageState.QUEUED)
    with override_settings(SMTP=None):
        urge(scene, plan_id, APRIL + timedelta(days=1))
    assert len(messages_about([one.ref for one in urgings_to(scene)])) == 1


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["all", "task", "district", "phone", "send", "ladder", "hand in", "killed"]
        ),
        st.integers(0, 9 * 60),
    ),
    min_size=3,
    max_size=12,
)


@given(acts=ACTS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_nobody_is_told_twice_in_any_order(
    late: tuple[Scene, int], acts: list[tuple[str, int]]
) -> None:
    """J02, J06, L07: of one work a unit is told once a day, never outside hours, if it is owed."""
    with forgotten():
        _play(*late, acts)


def _play(scene: Scene, plan_id: int, acts: list[tuple[str, int]]) -> None:
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    # by their ids: a join in an UPDATE is read in turns where the tables were never analysed
    own = list(
        Occurrence.objects.filter(assignment__unit=scene.commune.id).values_list("pk", flat=True)
    )
    others = Occurrence.objects.exclude(pk__in=own)
    others.update(due_on=date(2022, 12, 31), ends_on=date(2022, 12, 31))
    at, key = EVENING - timedelta(hours=4), uuid4()
    for act, minutes in acts:
        at += timedelta(minutes=minutes)
        _act(act, (scene, plan_id), work, at, key)
        key = key if act == "killed" else uuid4()
    send_urgings(at)
    told = list(UrgedWork.objects.filter(was_settled=False).select_related("urging"))
    sent = [row for row in told if row.urging.state == UrgingState.SENT]
    once = {(row.occurrence_id, row.unit_id, local_day(row.urging.sent_at or at)) for row in sent}
    assert len(once) == len(sent)
    for row in sent:
        if row.urging.way == Way.HOUSE:
            local = (row.urging.sent_at or at).astimezone(UTC) + timedelta(hours=7)
            assert local.weekday() < 5
            assert (7, 30) <= (local.hour, local.minute) <= (17, 0)
            assert row.day == local.date()
    assert UrgingRound.objects.count() <= len(acts)


def _act(act: str, late: tuple[Scene, int], work: Occurrence, at: datetime, key: UUID) -> None:
    scene, plan_id = late
    unit_id = scene.commune.id
    if act == "killed":
        with pytest.raises(Killed):
            _urge_and_die(scene, plan_id, at, key)
    elif act in {"all", "task"}:
        chosen = Chosen(tasks=(work.assignment.task_id,)) if act == "task" else EVERYTHING
        urge(scene, plan_id, at, chosen=chosen, key=key)
    elif act == "district":
        urge(scene, plan_id, at, actor=scene.district_officer, key=key)
    elif act == "phone":
        try:
            note_call(actor=scene.officer, plan_id=plan_id, unit_id=unit_id, way=Way.PHONE, at=at)
        except (AlreadyUrged, NothingLate):
            return
    elif act == "ladder":
        urge_by_ladder(at)
    elif act == "send":
        send_urgings(at)
    elif not work.activities.exists():
        recorded(scene.focal, work)
        current = Occurrence.objects.get(pk=work.pk)
        facade.approve(actor=scene.head, occurrence_id=work.pk, version=current.version, at=at)


def _urge_and_die(scene: Scene, plan_id: int, at: datetime, key: UUID) -> None:
    with transaction.atomic():
        urge(scene, plan_id, at, key=key)
        raise Killed


def _plan(plan_id: int) -> facade.Plan:
    return facade.Plan.objects.get(pk=plan_id)
