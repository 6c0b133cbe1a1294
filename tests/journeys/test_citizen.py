"""A citizen reads a public plan on a phone without scripts, sends a remark, reads the answer."""

import re

import pytest
from playwright.sync_api import expect

from loa.modules.plans.tests.factories import issued, make_scene

from . import steps
from .conftest import Desk, low, sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.long
def test_a_remark_of_a_citizen_is_answered(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    head = desk.sit(scene.office_head)
    head.goto(f"/ke-hoach/{plan_id}/")
    head.get_by_role("link", name="Công khai cho người dân").click()
    expect(head.get_by_role("heading", name="Hứa làm gì")).to_be_visible()
    steps.press(head, "Công khai")
    expect(head.get_by_text("Người dân xem được kế hoạch")).to_be_visible()

    phone = desk.machine(width=320, script=False).new_page()
    phone.goto("/cong-khai/")
    phone.get_by_role("link", name=re.compile("Truyền thông thử nghiệm")).click()
    phone.wait_for_load_state()
    assert [*sideways(phone), *low(phone)] == []
    phone.get_by_role("link", name=re.compile("^Góp ý về việc này")).nth(1).click()
    phone.get_by_label("Ông/bà muốn góp ý điều gì?").fill("Thôn 3 chưa có tờ rơi")
    phone.get_by_role("button", name="Gửi góp ý").click()
    phone.wait_for_load_state()
    assert [*sideways(phone), *low(phone)] == []
    code = phone.locator(".pp-code").inner_text()
    assert phone.context.cookies() == []

    officer = desk.sit(scene.officer)
    officer.goto("/gop-y/")
    officer.get_by_role("link", name="Thôn 3 chưa có tờ rơi").click()
    steps.labelled(officer, "Trả lời").fill("Xã phát bổ sung ngày mai")
    steps.press(officer, "Gửi câu trả lời")
    steps.press(officer, "Công khai câu hỏi và trả lời")
    expect(officer.get_by_text("Đang công khai")).to_be_visible()
    assert sideways(officer) == []

    phone.get_by_role("link", name="Tra cứu góp ý").click()
    phone.get_by_label("Mã tra cứu").fill(code.lower())
    phone.get_by_role("button", name="Xem").click()
    expect(phone.get_by_text("Xã phát bổ sung ngày mai")).to_be_visible()
    phone.wait_for_load_state()
    assert [*sideways(phone), *low(phone)] == []
    another = desk.machine(width=360, script=False).new_page()
    another.goto(f"/cong-khai/ke-hoach/{plan_id}/")
    expect(another.get_by_text("Xã phát bổ sung ngày mai")).to_be_visible()
