"""The main road without JavaScript, on the smallest screen."""

import pytest
from playwright.sync_api import Page, expect

from loa.modules.plans.tests.factories import PLAN_TEXT, make_scene

from . import steps
from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = 320
TASK = "Phát tờ rơi tới từng hộ"
DONE = "Phát tờ rơi tại chợ phiên"


def fits(tab: Page) -> None:
    """Nothing stands beyond the right edge of the screen."""
    main = tab.locator("main").bounding_box()
    assert main is not None
    assert main["x"] + main["width"] <= NARROW
    for button in tab.locator("main").get_by_role("button").all():
        box = button.bounding_box()
        if box is not None and button.is_visible():
            assert box["x"] + box["width"] <= NARROW, button.text_content()


def test_from_file_to_acceptance_at_320(desk: Desk) -> None:
    scene = make_scene()
    officer, focal, head, district = (
        desk.sit(actor, width=NARROW, script=False)
        for actor in (scene.officer, scene.focal, scene.head, scene.district_officer)
    )
    officer.get_by_role("link", name="Kế hoạch", exact=True).click()
    officer.get_by_role("link", name="Nhập kế hoạch").first.click()
    steps.labelled(officer, "Tệp kế hoạch").set_input_files(
        {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": PLAN_TEXT.encode()}
    )
    fits(officer)
    steps.press(officer, "Đọc văn bản")
    fits(officer)
    steps.add_task(officer, TASK, group="UBND cấp xã", due="11/03/2022")
    steps.settle_doubts(officer)
    steps.press(officer, "Giao nhiệm vụ")
    fits(officer)

    steps.open_work(focal, TASK)
    fits(focal)
    steps.fill_activity(focal, DONE, day="09/02/2022", leaflets=120)
    steps.unfold(focal, "Thêm nơi thực hiện")
    steps.labelled(focal, "Nơi thực hiện").fill("Chợ phiên")
    steps.labelled(focal, "Ảnh, tệp minh chứng").set_input_files(steps.photo_with_its_place())
    steps.press(focal, "Lưu hoạt động")
    fits(focal)
    photo = focal.request.get(
        str(focal.get_by_role("link", name="phát tờ rơi.jpg").get_attribute("href"))
    )
    assert not steps.tells_its_place(photo.body())
    steps.press(focal, "Trình lãnh đạo duyệt")

    steps.open_work(head, TASK)
    steps.unfold(head, "Yêu cầu cán bộ sửa")
    steps.labelled(head, "Lý do").filter(visible=True).first.fill("Ghi rõ số hộ")
    steps.press(head, "Yêu cầu cán bộ sửa")
    expect(head.get_by_text("Ghi rõ số hộ").first).to_be_visible()
    steps.open_work(focal, TASK)
    steps.press(focal, "Trình lãnh đạo duyệt")
    steps.open_work(head, TASK)
    steps.press(head, "Duyệt và nộp")

    steps.open_work(district, TASK)
    fits(district)
    expect(district.get_by_text("120 tờ")).to_be_visible()
    steps.press(district, "Chấp nhận")
    expect(district.get_by_text("Cấp trên chấp nhận")).to_be_visible()
