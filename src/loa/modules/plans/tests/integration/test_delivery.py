"""An issued document goes to every line of «Nơi nhận», once; who opened it is known."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel.errors import NotAllowed
from loa.modules.plans import facade
from loa.modules.plans.models import Delivery, Notice, Opening, Plan
from loa.modules.plans.operations import deliver
from loa.modules.plans.queries.delivery import lines_of, recipients_of
from loa.modules.plans.rules.delivery import HandedWrong, LineKind, MailNotSetUp, NoSuchRecipient
from loa.modules.plans.tests.factories import AT, PLAN_TEXT, TODAY, Scene, as_person, issued
from loa.modules.plans.tests.web import browser, words_of

pytestmark = pytest.mark.django_db
NEXT = AT + timedelta(days=1)
PRESS = "Tòa soạn Tạp chí Sao Mai"
TEXT = PLAN_TEXT.replace("- Lưu: VT.", f"- {PRESS};\n- Như trên;\n- Lưu: VT.")


def _desks(scene: Scene, plan_id: int, *people: orgs.Actor) -> int:
    for one in people:
        as_person(one)
    return deliver.deliver_to_desks(actor=scene.officer, plan_id=plan_id, at=AT)


def _mail(scene: Scene, plan_id: int, key: str = f"b{PRESS}") -> None:
    deliver.deliver_by_email(
        actor=scene.officer, plan_id=plan_id, key=key, email="a@b.vn", is_demo=False, at=AT
    )


def test_each_line_means_the_units_of_the_plans_day_once(scene: Scene) -> None:
    plan = Plan.objects.get(pk=issued(scene, TEXT))
    lines = {line.words: line for line in lines_of(plan, TODAY)}
    level = orgs.Level
    tree = {row.id: row.level for row in orgs.tree(TODAY)}
    units = [one.unit_id for line in lines.values() for one in line.recipients if one.unit_id]
    assert len(units) == len(set(units))
    assert {tree[unit.unit_id or 0] for unit in lines["UBND huyện, thành phố"].recipients} == {
        level.DISTRICT
    }
    communes = [row for row in tree.values() if row is level.COMMUNE]
    assert len(lines["UBND xã, phường, thị trấn"].recipients) == len(communes)
    assert [one.name for one in lines[PRESS].recipients] == [PRESS]
    assert lines["Lưu: VT"].kind is LineKind.KEPT
    assert plan.issuer_id not in units


def test_the_desk_gets_it_once_and_who_opens_it_has_received_it(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)
    plan = Plan.objects.get(pk=plan_id)
    with pytest.raises(NotAllowed):
        deliver.deliver_to_desks(actor=scene.focal, plan_id=plan_id, at=AT)
    focal = as_person(scene.focal)
    assert _desks(scene, plan_id, scene.other_focal) == 2
    assert _desks(scene, plan_id) == 0
    told = Notice.objects.filter(kind="DELIVERED", unit=scene.commune.id)
    assert [row.text for row in told] == ["Nhận Kế hoạch số 12/KH-UBND ngày 24/01/2022"]
    for _twice in range(2):
        deliver.note_opening(actor=focal, plan_id=plan_id, at=NEXT)
    (opened,) = Opening.objects.all()
    assert (opened.unit_id, opened.opened_at) == (scene.commune.id, NEXT)
    reached = {one.unit_id for one in recipients_of(plan, TODAY).values() if one.is_received}
    assert reached == {scene.commune.id}
    for count in (1, 0):
        reminded = deliver.remind_unopened(actor=scene.officer, plan_id=plan_id, at=NEXT)
        assert reminded == count
    later = NEXT + timedelta(days=1)
    assert deliver.remind_unopened(actor=scene.officer, plan_id=plan_id, at=later) == 1


def test_who_was_not_sent_it_leaves_no_receipt(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)
    deliver.note_opening(actor=as_person(scene.focal), plan_id=plan_id, at=AT)
    assert not Opening.objects.exists()


@override_settings(SMTP=object())
def test_a_body_outside_gets_a_letter_with_the_document_once(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)
    with pytest.raises(NoSuchRecipient):
        _mail(scene, plan_id, "bTòa khác")
    for _twice in range(2):
        _mail(scene, plan_id)
    (row,) = Delivery.objects.all()
    (letter,) = messaging.messages_about([row.ref])
    assert (letter.person_id, letter.state) == (None, messaging.MessageState.QUEUED)
    second = issued(scene, TEXT.replace("Số: 12/", "Số: 13/"))
    known = recipients_of(Plan.objects.get(pk=second), TODAY)[f"b{PRESS}"]
    assert (known.email, known.sent) == ("a@b.vn", ())


def test_without_a_server_nothing_is_said_to_have_gone(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)
    with pytest.raises(MailNotSetUp):
        _mail(scene, plan_id)
    assert not Delivery.objects.exists()


def test_paper_is_handed_to_somebody_on_a_day(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)

    def hand(who: str, days: int = 0) -> None:
        deliver.deliver_on_paper(
            actor=scene.officer,
            plan_id=plan_id,
            key=f"b{PRESS}",
            handed_to=who,
            handed_on=TODAY + timedelta(days=days),
            at=AT,
        )

    for who, days in ((" ", 0), ("Bà Mai", 1)):
        with pytest.raises(HandedWrong):
            hand(who, days)
    hand("Bà Mai")
    hand("Ông Khác")
    (row,) = Delivery.objects.all()
    assert (row.handed_to, row.handed_on) == ("Bà Mai", TODAY)
    assert recipients_of(Plan.objects.get(pk=plan_id), TODAY)[f"b{PRESS}"].is_received


def test_an_own_plan_is_read_by_whom_it_was_sent_to(scene: Scene) -> None:
    plan_id = issued(scene)
    own = facade.make_own_plan(
        actor=scene.focal, parent_id=plan_id, unit_id=scene.commune.id, at=AT
    )
    plan = Plan.objects.get(pk=own)
    department = make_actor(orgs.Role.FOCAL_OFFICER, scene.department.id)
    plan.recipients = [{"text": "Sở Tư pháp"}, *plan.recipients]
    plan.save(update_fields=["recipients"])
    facade.issue_plan(actor=scene.head, plan_id=own, version=None, number="7", at=AT)
    before = facade.visible_plans(department, TODAY).filter(pk=own)
    assert not before.exists()
    as_person(department)
    assert deliver.deliver_to_desks(actor=scene.focal, plan_id=own, at=AT) >= 1
    assert facade.visible_plans(department, TODAY).filter(pk=own).exists()


@pytest.mark.usefixtures("day")
def test_the_page_sends_shows_and_refuses(scene: Scene) -> None:
    plan_id = issued(scene, TEXT)
    reader = browser(scene.focal)
    client = browser(scene.officer)
    here = reverse("plans:deliveries", args=[plan_id])
    assert "chưa mở" in words_of(client.get(here))
    client.post(reverse("plans:deliver-desks", args=[plan_id]))
    reader.get(reverse("plans:plan-overview", args=[plan_id]))
    assert "đã mở 10/02/2022" in words_of(client.get(here))
    paper = reverse("plans:deliver-paper", args=[plan_id])
    sent = {"noi_nhan": f"b{PRESS}", "handed_to": "Bà Mai", "handed_on": "11/02/2022"}
    assert client.post(paper, sent).status_code == 422
    assert client.post(paper, {**sent, "handed_on": "10/02/2022"}).status_code == 302
    assert "giao 10/02/2022 cho Bà Mai" in words_of(client.get(here))
    mailed = {"noi_nhan": f"b{PRESS}", "email": "khong phai"}
    assert client.post(reverse("plans:deliver-mail", args=[plan_id]), mailed).status_code == 422
    assert "Gửi văn bản đến nơi nhận" not in words_of(reader.get(here))


def _own(scene: Scene, actor: orgs.Actor, head: orgs.Actor, unit_id: int, *lines: str) -> Plan:
    """A unit's own plan, issued, with these lines of «Nơi nhận» after its own."""
    own = facade.make_own_plan(actor=actor, parent_id=issued(scene), unit_id=unit_id, at=AT)
    plan = Plan.objects.get(pk=own)
    plan.recipients = [*plan.recipients, *({"text": line} for line in lines)]
    plan.save(update_fields=["recipients"])
    facade.issue_plan(actor=head, plan_id=own, version=None, number="7", at=AT)
    return Plan.objects.get(pk=own)


def test_an_own_plan_goes_to_nobody_but_whom_its_house_means(scene: Scene) -> None:
    """«Lãnh đạo, công chức của đơn vị» are people of the house, not every unit of the province."""
    inside = ("Chủ tịch, các PCT UBND xã", "CT, các PCT", "Lãnh đạo, công chức của đơn vị")
    bodies = "Các ban, ngành, đoàn thể xã"
    plan = _own(scene, scene.focal, scene.head, scene.commune.id, *inside, bodies)
    lines = {line.words: line for line in lines_of(plan, TODAY)}
    assert {lines[words].kind for words in inside} == {LineKind.INSIDE}
    assert not any(lines[words].recipients for words in inside)
    (outside,) = lines[bodies].recipients
    assert (outside.name, outside.unit_id) == (bodies, None)
    units = {one.unit_id for line in lines.values() for one in line.recipients if one.unit_id}
    assert units == {scene.district.id}


def test_a_district_sends_to_its_own_communes(scene: Scene) -> None:
    district_focal = make_actor(orgs.Role.FOCAL_OFFICER, scene.district.id)
    plan = _own(scene, district_focal, scene.district_head, scene.district.id)
    lines = {line.words: line for line in lines_of(plan, TODAY)}
    below = {one.unit_id for one in lines["UBND các xã, phường, thị trấn"].recipients}
    assert scene.commune.id in below
    assert below < orgs.subtree_ids(scene.district.id, TODAY)
