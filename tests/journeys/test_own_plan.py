"""A commune makes its own plan on a phone, and the province sees who answers what."""

import re

import pytest
from playwright.sync_api import expect

from loa.modules.plans.models import Plan
from loa.modules.plans.tests.factories import issued, make_scene

from . import steps
from .conftest import Desk, low, sideways

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.long
def test_a_commune_makes_its_plan_on_a_phone(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    focal = desk.sit(scene.focal, width=360)
    focal.goto(f"/ke-hoach/{plan_id}/")
    steps.press(focal, "Lập kế hoạch của đơn vị")
    expect(focal.get_by_text("Đủ các nhiệm vụ cấp trên giao")).to_be_visible()
    assert [*sideways(focal), *low(focal)] == []
    focal.get_by_role("button", name=re.compile("^Bỏ")).first.click()
    expect(focal.get_by_text("Đã bỏ nhiệm vụ 1")).to_be_visible()
    focal.reload()
    expect(focal.get_by_text("Còn thiếu 1 nhiệm vụ cấp trên giao")).to_be_visible()
    steps.press(focal, "Lấy lại nhiệm vụ còn thiếu")
    own = Plan.objects.get(parent=plan_id)
    expect(focal.get_by_text("Lãnh đạo đơn vị mở trang này")).to_be_visible()

    head = desk.sit(scene.head, width=360)
    head.goto(f"/ke-hoach/{own.pk}/kiem-tra/")
    steps.labelled(head, "Số văn bản").fill("7")
    steps.press(head, "Ban hành và giao nhiệm vụ")
    expect(head.get_by_text("mục II.1").first).to_be_visible()

    officer = desk.sit(scene.officer)
    officer.goto(f"/ke-hoach/{plan_id}/trien-khai/")
    officer.get_by_role("table").first.get_by_role("link", name="1", exact=True).first.click()
    officer.locator("main summary").filter(has_text="1/").first.click()
    expect(officer.get_by_role("link", name="07/KH-UBND ngày 10/02/2022")).to_be_visible()
    assert sideways(officer) == []
