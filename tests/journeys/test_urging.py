"""Late work is urged and acknowledged; what stands in a unit's way is raised, answered, moved."""

import io
from datetime import date

import docx
import pytest
from playwright.sync_api import expect

from loa.modules.plans.models import Difficulty, Occurrence, Urging, UrgingRound
from loa.modules.plans.tests.factories import as_person, issued, make_scene, occurrence_of

from . import steps
from .conftest import Desk, Today
from .hands import Eyes, Keys, Plain, tab_to

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = "Xây dựng kế hoạch truyền thông của đơn vị"
BROKEN = "Máy chiếu của xã hỏng"


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


@pytest.mark.long
def test_a_difficulty_is_raised_on_a_phone_answered_and_the_day_moves(
    desk: Desk, today: Today
) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    today.set(2022, 3, 15)

    phone = Eyes(desk, 360)
    focal = Plain(desk.sit(scene.focal, width=360, script=False), phone)
    steps.open_work(focal.tab, PLAN)
    focal.unfold("Nêu khó khăn, vướng mắc")
    focal.tab.get_by_role("textbox", name="Khó khăn, vướng mắc").fill(BROKEN)
    focal.press("Gửi cấp trên")
    expect(focal.tab.get_by_role("link", name=BROKEN).first).to_be_visible()
    difficulty = Difficulty.objects.get()

    eyes = Eyes(desk, 1280)
    superior = Keys(desk.sit(scene.district_officer), eyes)
    superior.tab.goto(f"/kho-khan/{difficulty.pk}/")
    superior.fill("Ý kiến chỉ đạo", "Mượn máy của trường, làm xong trong tháng 4")
    tab_to(superior.tab, superior.tab.get_by_label("Chỉ trả lời"))
    superior.tab.keyboard.press("ArrowDown")
    superior.fill("Hạn mới", "29/04/2022")
    superior.press("Gửi trả lời")
    expect(superior.tab.get_by_text("Mượn máy của trường").first).to_be_visible()

    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    assert Occurrence.objects.get(pk=work.pk).due_on == date(2022, 4, 29)
    focal.tab.goto(f"/viec/{work.pk}/")
    expect(focal.tab.get_by_text("29/04/2022").first).to_be_visible()
    focal.follow(focal.tab.get_by_role("link", name=BROKEN))
    expect(focal.tab.get_by_text("Mượn máy của trường").first).to_be_visible()
    assert (eyes.found, phone.found) == ([], [])
