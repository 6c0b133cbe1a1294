"""All late units are urged in one act, by keyboard alone, and a head acknowledges on a phone."""

import io

import docx
import pytest
from playwright.sync_api import expect

from loa.modules.plans.models import Urging, UrgingRound
from loa.modules.plans.tests.factories import as_person, issued, make_scene, occurrence_of

from .conftest import Desk, Today
from .hands import Eyes, Keys, Plain

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.long
def test_late_units_are_urged_in_one_act_and_a_head_acknowledges(desk: Desk, today: Today) -> None:
    """L01: the exact text, one act for a double click, the letter, «Đã nhận đôn đốc» on a phone."""
    scene = make_scene()
    plan_id = issued(scene)
    as_person(scene.focal)
    as_person(scene.other_focal)
    today.set(2022, 4, 18)

    eyes = Eyes(desk, 1280)
    officer = Keys(desk.sit(scene.officer), eyes)
    officer.tab.goto(f"/ke-hoach/{plan_id}/ma-tran/")
    officer.follow(officer.tab.get_by_role("link", name="Đôn đốc", exact=True))
    officer.unfold(f"Xem lời gửi {scene.commune.body_name}")
    shown = officer.tab.locator(f"#loi-{scene.commune.id}")
    expect(shown).to_contain_text("quá hạn 11 ngày làm việc")
    text = shown.inner_text()
    button = officer.tab.get_by_role("button", name="Gửi đôn đốc", exact=True).first
    button.dblclick(no_wait_after=True)
    expect(officer.tab.get_by_text("Đã đôn đốc 2 đơn vị.")).to_be_visible()
    eyes.look(officer.tab)
    assert UrgingRound.objects.count() == 1
    assert Urging.objects.get(unit=scene.commune.id).text == text

    officer.follow(officer.tab.get_by_role("link", name="Mở công văn đôn đốc"))
    word = officer.saved(officer.tab.get_by_role("link", name="Tải Word"))
    (letter,) = docx.Document(io.BytesIO(word)).tables[:1]
    assert "V/v đôn đốc" in letter.cell(1, 0).text

    phone = Eyes(desk, 360)
    head = Plain(desk.sit(scene.head, width=360, script=False), phone)
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    head.tab.goto(f"/viec/{work.pk}/")
    head.press("Đã nhận đôn đốc")
    expect(head.tab.get_by_text("đã nhận, 10:00 18/04/2022")).to_be_visible()
    assert (eyes.found, phone.found) == ([], [])
