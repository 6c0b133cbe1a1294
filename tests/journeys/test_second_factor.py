"""The phone, the codes on paper, the sessions and a delegation, by keyboard; axe at each page."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from loa.foundation.orgs import one_time_codes as codes
from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.tests.factories import make_account, make_actor
from loa.modules.plans.tests.factories import make_scene

from .conftest import AXE, Desk, Today, sideways, unfit
from .hands import Keys, tab_to

pytestmark = pytest.mark.django_db(transaction=True)

PHRASE = "ba con vịt bơi qua sông"
SECRET = b"12345678901234567890"


@pytest.fixture(autouse=True)
def _required(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second factor is required, and the phone of the test has been shown its secret."""
    settings.SECOND_FACTOR = "on"
    monkeypatch.setattr(codes, "new_secret", lambda: SECRET)


class InPlace:
    """Looks at a page in its own tab, wide and narrow: some of them are shown only once."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self.found: list[str] = []

    def look(self, tab: Page) -> None:
        """axe, and whether it scrolls sideways."""
        for width in (320, 1280):
            tab.set_viewport_size({"width": width, "height": 900})
            self.found += [f"{tab.url}: {one}" for one in (*unfit(tab), *sideways(tab))]


def test_second_factor_from_the_first_sign_in(desk: Desk, today: Today) -> None:
    scene = make_scene()
    account = make_account(scene.head, password=PHRASE)
    colleague = make_account(make_actor(Role.FOCAL_OFFICER, scene.commune.id), password=PHRASE)
    eyes = InPlace()
    machine = desk.machine(bypass_csp=True)
    machine.add_init_script(path=AXE)
    hands = Keys(machine.new_page(), eyes)
    tab = hands.tab

    come_in(hands, account.username)
    hands.fill("Mã", "000000")
    hands.press("Xác nhận")
    expect(tab.get_by_text("Mã chưa đúng").first).to_be_visible()
    hands.fill("Mã", codes.code_at(SECRET, codes.step_of(today.at)))
    hands.press("Xác nhận")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Mã dự phòng")
    paper = tab.locator("main code").all_inner_texts()
    hands.follow(tab.get_by_role("link", name="Tôi đã cất mã, vào làm việc"))
    tab_to(tab, tab.locator("summary.me"))
    tab.keyboard.press("Enter")
    hands.press("Đăng xuất")

    come_in(hands, account.username)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Nhập mã xác thực")
    hands.follow(tab.get_by_role("link", name="Không có điện thoại?"))
    hands.fill("Mã dự phòng", paper[0])
    hands.press("Tiếp tục")
    hands.follow(tab.get_by_role("link", name="vào làm việc"))

    tab.goto("/bao-mat/")
    eyes.look(tab)
    expect(tab.get_by_text("Còn 9 mã dự phòng")).to_be_visible()
    tab.goto("/uy-quyen/")
    eyes.look(tab)
    deputy = tab.locator("main select").filter(has_text=colleague.person.name)
    tab_to(tab, deputy)
    deputy.select_option(colleague.person.name)
    hands.press("Ủy quyền")
    assert eyes.found == []


def come_in(hands: Keys, username: str) -> None:
    """By name and password."""
    hands.tab.goto("/")
    hands.fill("Tên đăng nhập", username)
    hands.fill("Mật khẩu", PHRASE)
    hands.press("Đăng nhập")
