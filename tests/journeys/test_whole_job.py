"""The whole main job, from the signed file to the report of the province: by keyboard, by phone.

The keyboard is all that one has there; the browser of the phone runs no script.
"""

import io
import re

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from loa.foundation.orgs.facade import Actor
from loa.foundation.orgs.tests.factories import make_account
from loa.modules.plans.tests.factories import PLAN_TEXT, Scene, make_scene

from . import steps
from .conftest import Desk, Today
from .hands import Eyes, Hands, Keys, Plain

pytestmark = pytest.mark.django_db(transaction=True)

PHRASE = "ba con vịt bơi qua sông"
TASK = "phát tờ rơi"
DONE = "Phát tờ rơi tại chợ phiên"
LEAFLETS = 4321
UNSURE = PLAN_TEXT.replace("trước ngày 31/3/2022.", "trong tháng 3 (tại Biểu đính kèm).")


@pytest.mark.parametrize(
    ("hands", "width", "script"), [(Keys, 1280, True), (Plain, 360, False)], ids=["keys", "plain"]
)
@pytest.mark.long
def test_whole_job(
    desk: Desk,
    today: Today,
    hands: type[Keys | Plain],
    width: int,
    *,
    script: bool,
) -> None:
    scene = make_scene()
    eyes = Eyes(desk, width)

    def sit(actor: Actor) -> Hands:
        return hands(desk.sit(actor, width=width, script=script), eyes)

    officer = hands(desk.machine(width=width, script=script).new_page(), eyes)
    come_in(officer, scene.officer)
    give_out(officer)

    today.set(2022, 3, 2)
    focal, head, superior = sit(scene.focal), sit(scene.head), sit(scene.district_officer)
    record(focal)
    open_work(head)
    send_back(head, "Ghi rõ số hộ")
    open_work(focal)
    expect(focal.tab.get_by_text("Ghi rõ số hộ").first).to_be_visible()
    focal.press("Trình lãnh đạo duyệt")
    open_work(head)
    head.press("Duyệt và nộp")
    open_work(superior)
    expect(superior.tab.get_by_text("4.321 tờ")).to_be_visible()
    superior.press("Chấp nhận")
    expect(superior.tab.get_by_text("Cấp trên chấp nhận")).to_be_visible()

    today.set(2022, 3, 15)
    consolidate(officer, scene)
    assert eyes.found == []


def come_in(hands: Hands, actor: Actor) -> None:
    """By name and password."""
    account = make_account(actor, password=PHRASE)
    hands.tab.goto("/")
    hands.fill("Tên đăng nhập", account.username)
    hands.fill("Mật khẩu", PHRASE)
    hands.press("Đăng nhập")
    expect(hands.tab.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def give_out(officer: Hands) -> None:
    """The file becomes a draft, its doubts are looked at, its tasks are given out."""
    tab = officer.tab
    officer.follow(tab.get_by_role("link", name="Kế hoạch", exact=True))
    officer.follow(tab.get_by_role("link", name="Nhập kế hoạch"))
    file = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": UNSURE.encode()}
    officer.attach("Tệp kế hoạch", file)  # type: ignore[arg-type]  # a payload, as a plain dict
    officer.press("Đọc văn bản")
    assert officer.settle() >= 1
    officer.press("Giao nhiệm vụ")
    expect(tab.get_by_role("status").filter(has_text="việc cho các đơn vị")).to_be_visible()


def open_work(hands: Hands) -> None:
    """From the first page to the work of the leaflets."""
    tab = hands.tab
    hands.follow(tab.get_by_role("link", name=re.compile("^Việc của tôi")))
    hands.follow(tab.locator("main").get_by_role("link", name=re.compile(TASK)))


def record(focal: Hands) -> None:
    """What the commune did, with a photo, and on to its head."""
    tab = focal.tab
    open_work(focal)
    focal.fill("Ngày thực hiện", "01/03/2022")
    focal.choose("Hình thức", "Tờ rơi, tờ gấp")
    focal.fill("Đã làm gì", DONE)
    if not steps.labelled(tab, "Tờ rơi, tờ gấp").is_visible():
        focal.unfold("Kết quả của hình thức khác")
    focal.fill("Tờ rơi, tờ gấp", str(LEAFLETS))
    focal.attach("Ảnh, tệp minh chứng", steps.photo_with_its_place())
    focal.press("Lưu hoạt động")
    photo = tab.get_by_role("link", name="phát tờ rơi.jpg")
    served = tab.request.get(str(photo.get_attribute("href")))
    assert served.ok
    assert not steps.tells_its_place(served.body())
    focal.press("Trình lãnh đạo duyệt")


def send_back(head: Hands, reason: str) -> None:
    """The head wants more."""
    head.unfold("Yêu cầu cán bộ sửa")
    head.fill("Lý do", reason)
    head.press("Yêu cầu cán bộ sửa")


def consolidate(officer: Hands, scene: Scene) -> None:
    """The report of the province, made, read and carried away."""
    tab = officer.tab
    officer.follow(tab.get_by_role("link", name="Kế hoạch", exact=True))
    officer.follow(tab.locator("main").get_by_role("listitem").get_by_role("link"))
    officer.follow(tab.get_by_role("link", name="Báo cáo kỳ"))
    officer.press("Soạn báo cáo tổng hợp của tỉnh")
    word = docx.Document(io.BytesIO(officer.saved(tab.get_by_role("link", name="Tải Word"))))
    assert any("chưa gửi báo cáo" in line.text.lower() for line in word.paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(officer.saved(tab.get_by_role("link", name="Excel"))))
    values = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    assert scene.district.name in values
