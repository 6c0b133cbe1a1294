"""The officer's daily road by keyboard alone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from loa.foundation.orgs.tests.factories import make_account
from loa.modules.plans import facade as plans
from loa.modules.plans.tests.factories import issued, make_scene, occurrence_of

from . import steps
from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)

PHRASE = "ba con vịt bơi qua sông"
DONE = "Phát tờ rơi tại thôn 1"
FARTHEST = 120
# What a focused thing looks like: an outline, or a ring or bar drawn as a shadow; and on screen.
SEEN = """() => {
  const here = document.activeElement;
  if (here === document.body) return "nothing has the focus";
  const look = getComputedStyle(here);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  const box = here.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight;
  if (!ring && look.boxShadow === "none") return `no ring: ${here.outerHTML.slice(0, 120)}`;
  return inside ? "" : `out of sight: ${here.outerHTML.slice(0, 120)}`;
}"""


def tab_to(tab: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus; each stop on the way shows that it has it."""
    for _ in range(FARTHEST):
        tab.keyboard.press("Tab")
        assert tab.evaluate(SEEN) == ""
        if goal.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {goal}")


def answer(tab: Page, key: str) -> None:
    """Press the key that sends or opens, and wait for the page that comes."""
    with tab.expect_navigation():
        tab.keyboard.press(key)


def test_from_sign_in_to_submission_by_keyboard(desk: Desk) -> None:
    scene = make_scene()
    work = occurrence_of(issued(scene), scene.commune.id, "tờ rơi")
    account = make_account(scene.head, password=PHRASE)
    tab = desk.machine().new_page()
    tab.goto("/")
    tab_to(tab, steps.labelled(tab, "Tên đăng nhập"))
    tab.keyboard.type(account.username)
    tab_to(tab, steps.labelled(tab, "Mật khẩu"))
    tab.keyboard.type(PHRASE)
    answer(tab, "Enter")

    skip = tab.get_by_role("link", name="Tới nội dung chính")
    tab_to(tab, skip)
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    tab_to(tab, tab.locator(f'main a[href="/viec/{work.pk}/"]').first)
    answer(tab, "Enter")

    tab_to(tab, steps.labelled(tab, "Đã làm gì"))
    tab.keyboard.type(DONE)
    tab_to(tab, steps.labelled(tab, "Tờ rơi, tờ gấp"))
    tab.keyboard.type("30")
    details = tab.locator("summary").filter(has_text="Thêm nơi thực hiện")
    tab_to(tab, details)
    tab.keyboard.press("Space")
    tab_to(tab, steps.labelled(tab, "Nơi thực hiện"))
    tab.keyboard.type("Thôn 1")
    tab_to(tab, tab.get_by_role("button", name="Lưu hoạt động"))
    answer(tab, "Space")
    expect(tab.get_by_role("heading", name=DONE)).to_be_visible()

    tab_to(tab, tab.get_by_role("button", name="Duyệt và nộp"))
    answer(tab, "Enter")
    expect(tab.get_by_text(re.compile("Lãnh đạo đơn vị duyệt"))).to_be_visible()
    work.refresh_from_db()
    assert work.state == plans.WorkState.SUBMITTED


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
