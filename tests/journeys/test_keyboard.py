"""What opens and closes, by keyboard alone; the whole main job: test_whole_job."""

import pytest
from playwright.sync_api import expect

from loa.modules.plans.tests.factories import make_scene

from .conftest import Desk
from .hands import answer, tab_to

pytestmark = pytest.mark.django_db(transaction=True)


def test_folded_things_open_and_close_by_keyboard(desk: Desk) -> None:
    scene = make_scene()
    tab = desk.sit(scene.head)
    account = tab.locator("summary.me")
    tab_to(tab, account)
    tab.keyboard.press("Enter")
    leave = tab.get_by_role("button", name="Đăng xuất")
    tab_to(tab, leave)
    tab.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    expect(account).to_be_focused()
    tab.keyboard.press("Enter")
    tab_to(tab, leave)
    answer(tab, "Space")
    expect(tab.get_by_role("heading", name="Đăng nhập")).to_be_visible()
