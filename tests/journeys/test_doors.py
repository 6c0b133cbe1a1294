"""Who may open what: another unit's work is not there, a reader has nothing to press."""

import pytest
from playwright.sync_api import expect

from loa.modules.plans.models import Occurrence
from loa.modules.plans.tests.factories import (
    imported,
    issued,
    make_scene,
    occurrence_of,
    recorded,
)

from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_work_of_another_commune_is_not_there(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    other = occurrence_of(plan_id, scene.other.id, "tờ rơi")
    tab = desk.sit(scene.head)
    for address in (f"/viec/{other.pk}/", f"/viec/{other.pk}/nhap-thay/", "/viec/999999/"):
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status == 404
        expect(tab.get_by_role("heading", level=1)).to_have_text("Không tìm thấy")
        expect(tab.locator("main")).to_contain_text("đơn vị bạn có được xem không")
        tab.get_by_role("link", name="Về trang đầu").click()
        expect(tab.get_by_role("heading", name="Việc của tôi")).to_be_visible()


def test_reader_sees_the_work_and_no_button(desk: Desk) -> None:
    scene = make_scene()
    plan_id = issued(scene)
    work = occurrence_of(plan_id, scene.commune.id, "tờ rơi")
    recorded(scene.focal, work)
    tab = desk.sit(scene.reader)
    for address in (
        f"/viec/{work.pk}/",
        f"/ke-hoach/{plan_id}/",
        f"/ke-hoach/{plan_id}/nhiem-vu/",
        f"/ke-hoach/{plan_id}/bao-cao/",
        f"/ke-hoach/{plan_id}/don-vi/{work.assignment.unit_id}/",
        "/ke-hoach/",
    ):
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        expect(tab.locator("main form")).to_have_count(0)
        expect(tab.locator("main").get_by_role("button")).to_have_count(0)


def test_pages_of_the_plan_officer_are_closed_in_words(desk: Desk) -> None:
    scene = make_scene()
    draft = imported(scene)
    tab = desk.sit(scene.focal)
    for address, status in (("/ke-hoach/nhap/", 403), (f"/ke-hoach/{draft}/kiem-tra/", 404)):
        answer = tab.goto(address)
        assert answer is not None
        assert answer.status == status, address
        expect(tab.get_by_role("link", name="Về trang đầu")).to_be_visible()
    assert not Occurrence.objects.exists()
