"""Remarks of citizens: sent, passed on, answered, put aside, made public, forgotten."""

from datetime import timedelta
from uuid import uuid4

import pytest

from loa.foundation.audit import facade as audit
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs.facade import SYSTEM, Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.clock import local_day
from loa.kernel.errors import NotAllowed, NotFound
from loa.modules.plans.facade import publicity, remarks
from loa.modules.plans.models import Notice, Plan, Remark, RemarkContact
from loa.modules.plans.queries.remarks import remark_counts
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.tests.factories import (
    AT,
    Scene,
    again,
    issued,
    make_scene,
    remarked,
)
from loa.modules.plans.types import PlanState, PublicFile, RemarkState

pytestmark = pytest.mark.django_db
DAY = local_day(AT)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def plan_id(scene: Scene) -> int:
    found = issued(scene)
    publicity.publish_plan(actor=scene.officer, plan_id=found, file=PublicFile.NONE, at=AT)
    return found


def answer(scene: Scene, found: Remark, words: str = "Đã bổ sung tờ rơi") -> None:
    remarks.answer_remark(actor=scene.officer, remark_id=found.pk, version=1, words=words, at=AT)


def test_a_remark_sent_twice_is_one(plan_id: int) -> None:
    key = uuid4()
    sent = [
        remarks.send_remark(
            actor=remarks.CITIZEN,
            key=key,
            plan_id=plan_id,
            task=None,
            words="Chưa có tờ rơi",
            sender=remarks.checked_sender("", ""),
            at=AT,
        )
        for _press in range(2)
    ]
    assert sent[0] == sent[1]
    assert Remark.objects.count() == 1
    assert remarks.read_code(remarks.grouped(sent[0].code)) == sent[0].code


def test_what_is_not_public_takes_no_remark(scene: Scene, plan_id: int) -> None:
    publicity.unpublish_plan(actor=scene.officer, plan_id=plan_id, at=AT)
    with pytest.raises(NotFound):
        remarked(plan_id)


def test_a_plan_that_is_over_takes_none(plan_id: int) -> None:
    Plan.objects.filter(pk=plan_id).update(state=PlanState.CLOSED.value, closed_at=AT)
    with pytest.raises(rules.NoRemarks):
        remarked(plan_id)


def test_neither_words_nor_sender_stand_in_the_journal(scene: Scene, plan_id: int) -> None:
    found = remarked(plan_id, "Loa thôn 3 hỏng", reach="ba.mau@thu.vn")
    answer(scene, found)
    told = str(audit.entries_for(found.ref))
    for secret in ("Loa thôn 3", "ba.mau", "Bà Mẫu", found.code, "Đã bổ sung"):
        assert secret not in told, secret


def test_only_those_who_answer_see_it(scene: Scene, plan_id: int) -> None:
    found = remarked(plan_id)
    assert [row.id for row in remarks.remarks_on(scene.office_head, DAY)] == [found.pk]
    for actor in (scene.focal, scene.district_head, make_actor(Role.READER, scene.office.id)):
        assert remarks.remarks_on(actor, DAY) == []
        with pytest.raises(NotFound):
            remarks.remark_for(actor, found.pk, DAY)
    assert Notice.objects.filter(unit=scene.office.id, thing=found.ref).count() == 1


def test_an_answer_is_read_by_the_code_and_written_once(scene: Scene, plan_id: int) -> None:
    found = remarked(plan_id)
    for _press in range(2):
        answer(scene, found)
    with pytest.raises(rules.RemarkSettled):
        remarks.answer_remark(
            actor=scene.officer, remark_id=found.pk, version=2, words="Khác", at=AT
        )
    stands = remarks.standing_of(found.code, DAY)
    assert stands is not None
    assert (stands.state, stands.answer) == (RemarkState.ANSWERED, "Đã bổ sung tờ rơi")
    assert remarks.standing_of("0" * 12, DAY) is None


def test_the_answer_goes_by_e_mail_where_that_was_given(
    scene: Scene, plan_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loa.foundation.messaging.facade.is_on", lambda _channel: True)
    found = [remarked(plan_id, reach=way) for way in ("ba.mau@thu.vn", "0912345678", "")]
    for one in found:
        answer(scene, one)
    (letter,) = messaging.messages_about([one.ref for one in found])
    assert (letter.thing, letter.person_id) == (found[0].ref, None)


def test_passing_it_on_stops_no_clock(scene: Scene, plan_id: int) -> None:
    found = remarked(plan_id)
    (before,) = remarks.rows_of([found], DAY)
    later = AT + timedelta(days=5)
    remarks.pass_remark(
        actor=scene.officer, remark_id=found.pk, version=1, unit_id=scene.commune.id,
        reason="Xã phát tờ rơi", at=later,
    )  # fmt: skip
    (row,) = remarks.remarks_on(scene.head, local_day(later))
    assert (row.holder_id, row.due_on) == (scene.commune.id, before.due_on)
    with pytest.raises(NotAllowed):
        remarks.answer_remark(
            actor=scene.officer, remark_id=found.pk, version=2, words="Đã phát", at=later
        )
    remarks.answer_remark(
        actor=scene.focal, remark_id=found.pk, version=2, words="Đã phát", at=later
    )


def test_it_goes_only_to_who_leads(scene: Scene, plan_id: int) -> None:
    found = remarked(plan_id)
    with pytest.raises(rules.NotALead):
        remarks.pass_remark(
            actor=scene.officer, remark_id=found.pk, version=1, unit_id=scene.root.id,
            reason="Thử", at=AT,
        )  # fmt: skip


def test_what_is_put_aside_is_kept_and_counts_apart(scene: Scene, plan_id: int) -> None:
    spam, other = remarked(plan_id, "mua hàng rẻ"), remarked(plan_id)
    remarks.hide_remark(
        actor=scene.officer, remark_id=spam.pk, version=1, reason="Quảng cáo", at=AT
    )
    answer(scene, other)
    remarked(plan_id)
    late = DAY + timedelta(days=60)
    counts = remark_counts(remarks.remarks_on(scene.officer, late))
    assert (counts.open, counts.late, counts.answered, counts.hidden) == (1, 1, 1, 1)


def test_question_and_answer_are_public_only_by_a_press(scene: Scene, plan_id: int) -> None:
    found = remarked(plan_id, "Gọi tôi 0912 345 678", reach="ba.mau@thu.vn")
    with pytest.raises(rules.RemarkSettled):
        remarks.publish_remark(
            actor=scene.officer, remark_id=found.pk, version=1, is_public=True, at=AT
        )
    answer(scene, found)
    assert publicity.public_plan(plan_id, DAY).remarks == ()
    for _press in range(2):
        remarks.publish_remark(
            actor=scene.office_head, remark_id=found.pk, version=2, is_public=True, at=AT
        )
    (shown,) = publicity.public_plan(plan_id, DAY).remarks
    assert (shown.words, shown.answer) == ("Gọi tôi (đã ẩn)", "Đã bổ sung tờ rơi")
    assert "Mẫu" not in str(shown)
    remarks.publish_remark(
        actor=scene.officer, remark_id=found.pk, version=3, is_public=False, at=AT
    )
    assert publicity.public_plan(plan_id, DAY).remarks == ()


def test_who_sent_it_is_forgotten_on_its_day_and_the_remark_stays(
    scene: Scene, plan_id: int
) -> None:
    found = remarked(plan_id, reach="ba.mau@thu.vn")
    answer(scene, found)
    last = AT + timedelta(days=rules.terms(DAY).forget)
    assert remarks.forget_senders(actor=SYSTEM, at=last) == 0
    assert remarks.forget_senders(actor=SYSTEM, at=last + timedelta(days=1)) == 1
    assert remarks.forget_senders(actor=SYSTEM, at=last + timedelta(days=1)) == 0
    assert not RemarkContact.objects.exists()
    assert again(found).words == "Thôn 3 chưa có tờ rơi"
