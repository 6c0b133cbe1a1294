"""Which pictures there are: who looks, and how he comes to the page."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Page

from loa.foundation.orgs import one_time_codes
from loa.kernel import clock

WIDTHS = {1280: 860, 360: 740}
"""A desk and a telephone: how wide, and how high what is seen without scrolling."""
_LEAFLETS = "Phát tờ rơi hướng dẫn dịch vụ công trực tuyến"
_ACCOUNTS = "Hỗ trợ người dân tạo tài khoản, nộp hồ sơ trực tuyến"
"""Work of the demonstration on its first day: one half done, one that waits for the district."""
_PLAN = Path(__file__).parents[2] / "data" / "demo" / "plan.txt"


@dataclass(frozen=True)
class Picture:
    """A file below docs/pictures in two widths; `walk` begins at the start page of the role."""

    name: str
    role: str
    walk: Callable[[Page], None]


def _stay(_tab: Page) -> None:
    """The page where everybody begins."""


def _plan(tab: Page) -> None:
    """That of the demonstration, which stands there given out."""
    tab.goto("/ke-hoach/")
    tab.get_by_role("main").get_by_role("link", name=re.compile(r"^15.KH-UBND")).click()


def _part_of_plan(words: str) -> Callable[[Page], None]:
    def walk(tab: Page) -> None:
        _plan(tab)
        tab.get_by_role("link", name=words, exact=True).first.click()

    return walk


def _consolidated(tab: Page) -> None:
    _part_of_plan("Báo cáo kỳ")(tab)
    tab.get_by_role("button", name=re.compile("^Soạn báo cáo tổng hợp của tỉnh")).first.click()


def _check(tab: Page) -> None:
    """A plan that nobody sent yet: that of the demonstration with another number."""
    text = _PLAN.read_text(encoding="utf-8").replace("15/KH-UBND", "47/KH-UBND")
    file: FilePayload = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": text.encode()}
    tab.goto("/ke-hoach/nhap/")
    tab.locator("input[type=file]").first.set_input_files(file)
    tab.get_by_role("button", name="Đọc văn bản", exact=True).click()
    tab.wait_for_url(re.compile("/kiem-tra/"))


def _work(title: str) -> Callable[[Page], None]:
    def walk(tab: Page) -> None:
        tab.goto("/viec/")
        tab.get_by_role("table").get_by_role("link", name=title, exact=True).first.click()

    return walk


def _hand_up(tab: Page) -> None:
    """The officer hands to the head what he may now approve."""
    _work(_LEAFLETS)(tab)
    tab.get_by_role("button", name="Trình lãnh đạo duyệt", exact=True).first.click()


def _at(address: str) -> Callable[[Page], None]:
    def walk(tab: Page) -> None:
        tab.goto(address)

    return walk


def _unit(tab: Page) -> None:
    tab.goto("/nguoi-dung/")
    tab.get_by_role("main").get_by_role("link", name="Văn phòng UBND tỉnh", exact=True).click()


def _person(tab: Page) -> None:
    _unit(tab)
    tab.get_by_role("link", name="Thêm người dùng", exact=True).first.click()
    tab.get_by_label("Họ và tên").fill("Nguyễn Thị Mẫu")
    tab.get_by_label("Chức vụ").fill("Chuyên viên")
    tab.get_by_label("Vai trò").select_option(label="Cán bộ đầu mối")


def _paper(tab: Page) -> None:
    """Enrolled with the code that a phone would show."""
    tab.goto("/bao-mat/dien-thoai/")
    secret = base64.b32decode(tab.locator("code").first.inner_text().replace(" ", ""))
    code = one_time_codes.code_at(secret, one_time_codes.step_of(clock.now()))
    tab.get_by_label("Mã 6 chữ số trên điện thoại").fill(code)
    tab.get_by_role("button", name="Xác nhận", exact=True).click()


ALBUM = (
    Picture("front", "", _stay),
    Picture("plan-overview", "plan-officer", _plan),
    Picture("check", "plan-officer", _check),
    Picture("matrix", "plan-officer", _part_of_plan("Ma trận")),
    Picture("report", "plan-officer", _consolidated),
    Picture("my-work", "commune-officer", _stay),
    Picture("work", "commune-officer", _work(_LEAFLETS)),
    Picture("handed-up", "commune-officer", _hand_up),
    Picture("approve", "commune-head", _work(_LEAFLETS)),
    Picture("delegation", "commune-head", _at("/uy-quyen/")),
    Picture("accept", "district-officer", _work(_ACCOUNTS)),
    Picture("reader", "reader", _plan),
    Picture("register", "clerk", _at("/van-ban-di/")),
    Picture("unit", "administrator", _unit),
    Picture("person", "administrator", _person),
    Picture("second-factor", "office-head", _at("/bao-mat/dien-thoai/")),
    Picture("recovery-codes", "office-head", _paper),
    Picture("security", "district-head", _at("/bao-mat/")),
)
