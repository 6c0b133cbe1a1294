"""Accounts for the units: one spreadsheet, slips to cut, a first sign-in."""

import io

import pypdfium2
import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans.tests.factories import make_scene

from . import steps
from .conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)

HEADS = ("Mã đơn vị", "Họ và tên", "Chức vụ", "Vai trò")
NAME, COLLEAGUE = "Ma Thị Minh Họa", "Quan Văn Giả Định"
OWN = "chim bay qua núi xanh"


def upload(tab: Page, *rows: tuple[str, ...]) -> None:
    """Send a workbook with these rows."""
    into = io.BytesIO()
    with xlsxwriter.Workbook(into) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADS, *rows)):
            sheet.write_row(number, 0, row)
    steps.labelled(tab, "Tệp danh sách").set_input_files(
        {"name": "nguoi-dung.xlsx", "mimeType": "application/zip", "buffer": into.getvalue()}
    )
    steps.press(tab, "Nhập và hiện phiếu")


def sign_in(tab: Page, username: str, password: str) -> None:
    """Fill the form of sign-in."""
    tab.goto("/")
    steps.labelled(tab, "Tên đăng nhập").fill(username)
    steps.labelled(tab, "Mật khẩu").fill(password)
    steps.press(tab, "Đăng nhập")


def test_people_from_a_spreadsheet_to_their_first_day(desk: Desk) -> None:
    scene = make_scene()
    code = scene.commune.code
    tab = desk.sit(make_actor(Role.ADMINISTRATOR, scene.root.id))
    tab.get_by_role("link", name="Người dùng", exact=True).click()
    tab.get_by_role("link", name="Nhập từ bảng tính").click()
    upload(tab, (code, NAME, "Công chức", "đầu mối"), ("999", COLLEAGUE, "Chủ tịch", "lãnh đạo"))
    expect(tab.get_by_role("alert")).to_be_visible()
    expect(tab.get_by_role("row").filter(has_text="999")).to_be_visible()

    upload(tab, (code, NAME, "Công chức", "đầu mối"), (code, COLLEAGUE, "Chủ tịch", "lãnh đạo"))
    slip = tab.get_by_role("region", name=f"Phiếu của {NAME}")
    username, password = slip.locator("dd b").all_inner_texts()
    sheet = pypdfium2.PdfDocument(tab.pdf())
    printed = "".join(page.get_textpage().get_text_bounded() for page in sheet)
    assert password in printed
    assert "Hãy in" not in printed

    newcomer = desk.machine().new_page()
    sign_in(newcomer, username, password)
    expect(newcomer.get_by_role("heading", name="Chọn mật khẩu của riêng bạn")).to_be_visible()
    newcomer.goto("/ke-hoach/")
    expect(newcomer.get_by_role("heading", name="Chọn mật khẩu của riêng bạn")).to_be_visible()
    steps.labelled(newcomer, "Mật khẩu đang dùng").fill(password)
    steps.labelled(newcomer, "Mật khẩu mới").fill(OWN)
    steps.labelled(newcomer, "Gõ lại mật khẩu mới").fill(OWN)
    steps.press(newcomer, "Lưu mật khẩu mới")
    expect(newcomer.get_by_text("Đã đổi mật khẩu.")).to_be_visible()
    expect(newcomer.get_by_role("heading", name="Việc của tôi")).to_be_visible()

    other = desk.machine().new_page()
    sign_in(other, username, password)
    expect(other.get_by_text("Tên đăng nhập hoặc mật khẩu chưa đúng")).to_be_visible()
    sign_in(other, username, OWN)
    expect(other.get_by_role("heading", name="Việc của tôi")).to_be_visible()
