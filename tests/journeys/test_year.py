"""The whole year of the plan, played by the people of the demonstration.

The commune has a phone whose browser runs no script; district and province sit at desks.
"""

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from django.conf import settings as site
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel import clock, demo_clock
from loa.modules.plans.models import Plan
from loa.modules.plans.operations.keep_mondays import keep_monday_pages
from loa.modules.plans.tests.factories import again, load_references, occurrence_of
from loa.surfaces.cli.demo.people import TREE_DAY, Cast, named_people

from . import steps
from .conftest import Desk, low
from .demo_province import demo_folder, take_role
from .hands import Eyes, Keys, Plain, tab_to

pytestmark = pytest.mark.django_db(transaction=True)

SEED = (
    Path(os.environ.get("LOA_SHARED", Path(__file__).parents[3] / "shared"))
    / "seed"
    / "000_8dc2d50d2f8aef54.txt"
)
TASK = "Phát tờ rơi tới từng hộ"
DONE = "Phát tờ rơi tại chợ phiên"
LEAFLETS = 4321
COMMUNE, DISTRICT, SILENT = "Xã Hồng Quang", "Huyện Lâm Bình", "Sở Tư pháp"
BROKEN = "Đường vào thôn Khuổi Xoan sạt lở"
BY_HORSE = "Gửi tờ rơi theo phiên chợ, phát xong trong tháng 4."
ASKED = "Đề nghị cấp thêm tờ rơi tiếng Tày."
SUMMED = "Đề nghị cấp tờ rơi tiếng Tày cho xã vùng cao."
WHY = "Hết năm kế hoạch; việc còn lại chuyển sang kế hoạch năm 2023."


@dataclass(frozen=True)
class People:
    """Who plays; `desks` and `phones` look at each page that somebody comes to."""

    officer: Plain
    office_head: Plain
    clerk: Plain
    district: Plain
    district_head: Plain
    focal: Plain
    head: Plain
    desks: Eyes
    phones: Eyes


@pytest.fixture
def people(desk: Desk, tmp_path: Path, settings: Settings) -> Iterator[People]:
    """The demonstration's people before there is any plan, on 10 February 2022."""
    with demo_folder(tmp_path, settings, "2022-02-10"):
        load_references()
        named_people(Cast(), orgs.cli_actor("demo", TREE_DAY))
        desks, phones = Eyes(desk, 1280), Eyes(desk, 360)

        def at_desk(role: str) -> Plain:
            return Plain(take_role(desk, role), desks)

        def on_phone(role: str) -> Plain:
            return Plain(take_role(desk, role, width=360, script=False), phones)

        yield People(
            at_desk("Cán bộ kế hoạch của tỉnh"),
            at_desk("Chánh Văn phòng"),
            at_desk("Văn thư"),
            at_desk("Cán bộ theo dõi của huyện"),
            at_desk("Lãnh đạo UBND huyện"),
            on_phone("Cán bộ đầu mối của xã"),
            on_phone("Chủ tịch UBND xã"),
            desks,
            phones,
        )


def on(year: int, month: int, day: int) -> None:
    """It is nine in the morning of that day."""
    demo_clock.require().set_to(date(year, month, day))


@pytest.mark.long
def test_the_year(people: People) -> None:
    give_out(people.officer)
    on(2022, 2, 14)
    make_own_plan(people)
    on(2022, 3, 21)
    record_with_photo(people.focal)
    on(2022, 4, 18)
    read_monday_page(people)
    urge(people)
    ask_and_answer(people)
    on(2022, 4, 20)
    hand_in(people)
    on(2022, 6, 16)
    address = report(people)
    on(2022, 12, 30)
    close(people)
    read_what_is_closed(people, address)
    assert (people.desks.found, people.phones.found) == ([], [])
    assert audit.verify().ok


def signed_plan() -> tuple[str, bytes]:
    """The seed; where it is not at hand, the demonstration's plan, which lacks its table too."""
    path = SEED if SEED.exists() else Path(site.REFERENCE_DATA) / "demo" / "plan.txt"
    return path.name, path.read_bytes()


def plan_id() -> int:
    """That of the province."""
    return Plan.objects.get(parent=None).pk


def commune() -> orgs.UnitRow:
    """Hồng Quang, whose people play."""
    return orgs.unit_by_code("02293", TREE_DAY)


def give_out(officer: Plain) -> None:
    """File in; a task corrected, one of the missing table typed in, doubts settled, issued."""
    name, data = signed_plan()
    tab = officer.tab
    officer.follow(tab.get_by_role("link", name="Kế hoạch", exact=True))
    officer.follow(tab.get_by_role("link", name="Nhập kế hoạch").first)
    officer.attach("Tệp kế hoạch", {"name": name, "mimeType": "text/plain", "buffer": data})
    officer.press("Đọc văn bản")
    expect(tab.get_by_role("heading", name="Thiếu phần đính kèm")).to_be_visible()

    officer.follow(tab.get_by_role("link", name="Sửa nhiệm vụ 1").first)
    officer.fill("Tên ngắn", "Xây dựng kế hoạch của đơn vị")
    officer.fill("Hạn (khi làm một lần)", "31/03/2022")
    officer.press("Lưu nhiệm vụ")
    steps.add_task(tab, TASK, group="UBND cấp xã", due="31/03/2022")
    assert steps.settle_doubts(tab) >= 1
    officer.press("Giao nhiệm vụ")
    expect(tab.get_by_role("status").filter(has_text="việc cho các đơn vị")).to_be_visible()
    officer.follow(tab.get_by_role("link", name="Ma trận"))
    expect(tab.get_by_role("rowheader").filter(has_text="Lâm Bình").first).to_be_visible()


def make_own_plan(people: People) -> None:
    """The commune may add to its duties, may not drop one; its head issues, the duty is done."""
    focal, head, officer = people.focal, people.head, people.officer
    focal.tab.goto(f"/ke-hoach/{plan_id()}/")
    focal.press("Lập kế hoạch của đơn vị")
    expect(focal.tab.get_by_text("Đủ các nhiệm vụ cấp trên giao")).to_be_visible()
    assert low(focal.tab) == []
    with focal.tab.expect_navigation():
        focal.tab.get_by_role("button", name=re.compile("^Bỏ")).first.click()
    expect(focal.tab.get_by_text("Còn thiếu 1 nhiệm vụ cấp trên giao")).to_be_visible()
    focal.press("Lấy lại nhiệm vụ còn thiếu")
    focal.press("Trình lãnh đạo")
    expect(focal.tab.get_by_text("chờ ban hành")).to_be_visible()

    head.tab.goto(focal.tab.url.partition("#")[0])
    head.fill("Số văn bản", "7")
    head.press("Ban hành và giao nhiệm vụ")
    expect(head.tab.get_by_role("rowheader", name=TASK)).to_be_visible()

    officer.tab.goto(f"/ke-hoach/{plan_id()}/trien-khai/")
    duties = officer.tab.get_by_role("table").first
    officer.follow(duties.get_by_role("link", name="1", exact=True))
    officer.tab.locator("main summary").filter(has_text="1/").first.click()
    expect(officer.tab.get_by_role("link", name="07/KH-UBND ngày 14/02/2022")).to_be_visible()


def record_with_photo(focal: Plain) -> None:
    """What was done, with a photo whose place is taken out."""
    steps.open_work(focal.tab, TASK)
    steps.fill_activity(focal.tab, DONE, day="18/03/2022", leaflets=LEAFLETS)
    focal.attach("Ảnh, tệp minh chứng", steps.photo_with_its_place())
    focal.press("Lưu hoạt động")
    photo = focal.tab.get_by_role("link", name="phát tờ rơi.jpg")
    served = focal.tab.request.get(str(photo.get_attribute("href")))
    assert served.ok
    assert not steps.tells_its_place(served.body())
    expect(focal.tab.get_by_text("4.321 tờ")).to_be_visible()


def read_monday_page(people: People) -> None:
    """What was kept in the morning says what the page says, and its figure opens its rows."""
    keep_monday_pages(actor=orgs.SYSTEM, at=clock.now())
    head = people.office_head
    head.tab.goto("/")
    told = head.tab.get_by_text(re.compile(r"^Bản điều hành thứ Hai 18/04/2022")).first.inner_text()
    head.follow(head.tab.get_by_role("link", name="Điều hành", exact=True))
    said = " ".join(head.tab.locator("p.lead").inner_text().split())
    late = str(re.search(r"([\d.]+) việc quá hạn", said)[1])  # type: ignore[index]  # there is one
    assert f"{late} việc quá hạn" in told
    assert said in pdf_words(saved(head.tab, "18/04/2022"))
    figure = head.tab.get_by_role("link", name=re.compile("^Quá hạn"))
    expect(figure.first).to_contain_text(late)
    head.follow(figure.first)
    rows = head.tab.get_by_role("navigation", name="Con số")
    expect(rows.locator("[aria-current]")).to_contain_text(late)

    people.head.tab.goto("/")
    people.head.follow(people.head.tab.get_by_role("link", name="Điều hành", exact=True))
    expect(people.head.tab.locator("p.lead")).to_contain_text("1 việc quá hạn")


def urge(people: People) -> None:
    """All who are late, in one act; the head of the commune says on a phone that he knows."""
    officer, head = people.officer, people.head
    officer.tab.goto(f"/ke-hoach/{plan_id()}/don-doc/")
    expect(officer.tab.locator(f"#loi-{commune().id}")).to_contain_text(TASK)
    officer.press("Gửi đôn đốc")
    expect(officer.tab.get_by_text(re.compile(r"Đã đôn đốc \d+ đơn vị\."))).to_be_visible()
    steps.open_work(head.tab, TASK)
    head.press("Đã nhận đôn đốc")
    expect(head.tab.get_by_text(re.compile(r"đã nhận, \d\d:\d\d 18/04/2022"))).to_be_visible()


def ask_and_answer(people: People) -> None:
    """What stands in the way of the work is answered, by keyboard alone, with a later day."""
    focal, district = people.focal, Keys(people.district.tab, people.desks)
    steps.open_work(focal.tab, TASK)
    focal.unfold("Nêu khó khăn, vướng mắc")
    focal.tab.get_by_role("textbox", name="Khó khăn, vướng mắc").fill(BROKEN)
    focal.press("Gửi cấp trên")
    expect(focal.tab.get_by_role("link", name=BROKEN).first).to_be_visible()

    district.tab.goto("/")
    district.follow(district.tab.locator("main").get_by_role("link", name=BROKEN))
    district.fill("Ý kiến chỉ đạo", BY_HORSE)
    tab_to(district.tab, district.tab.get_by_label("Chỉ trả lời"))
    district.tab.keyboard.press("ArrowDown")
    district.fill("Hạn mới", "29/04/2022")
    district.press("Gửi trả lời")
    expect(district.tab.get_by_text(BY_HORSE).first).to_be_visible()

    steps.open_work(focal.tab, TASK)
    expect(focal.tab.get_by_text("29/04/2022").first).to_be_visible()
    focal.follow(focal.tab.get_by_role("link", name=BROKEN))
    expect(focal.tab.get_by_text(BY_HORSE).first).to_be_visible()


def hand_in(people: People) -> None:
    """By the later day: proposed, approved, accepted; nothing of the commune is late any more."""
    steps.open_work(people.focal.tab, TASK)
    people.focal.press("Trình lãnh đạo duyệt")
    steps.open_work(people.head.tab, TASK)
    people.head.press("Duyệt và nộp")
    steps.open_work(people.district.tab, TASK)
    expect(people.district.tab.get_by_role("heading", name=DONE)).to_be_visible()
    people.district.press("Chấp nhận")
    expect(people.district.tab.get_by_text("Cấp trên chấp nhận")).to_be_visible()
    work = occurrence_of(plan_id(), commune().id, TASK)
    assert (work.state, work.due_on) == ("DONE", date(2022, 4, 29))


def report(people: People) -> str:
    """The report of the commune, of its district from it, of the province from both: where."""
    report_of(people.focal, people.head, people.district, COMMUNE, ask)
    report_of(people.district, people.district_head, people.officer, DISTRICT, sum_up)
    officer, tab = people.officer, people.officer.tab
    open_reports(officer)
    officer.press("Soạn báo cáo tổng hợp của tỉnh")
    expect(tab.get_by_text("4.321").first).to_be_visible()
    officer.press("Trình lãnh đạo")
    people.office_head.tab.goto(tab.url.partition("#")[0])
    people.office_head.press("Duyệt và nộp")
    tab.reload()
    files_of_the_province(tab)
    return tab.url.partition("#")[0]


def open_reports(hands: Plain) -> None:
    """From the plan to who owes a report of the second quarter."""
    tab = hands.tab
    tab.goto(f"/ke-hoach/{plan_id()}/")
    hands.follow(tab.get_by_role("link", name="Báo cáo kỳ"))
    expect(tab.get_by_text(re.compile("15/03/2022 đến 14/06/2022"))).to_be_visible()


def report_of(
    writer: Plain, head: Plain, superior: Plain, unit: str, write: Callable[[Plain], None]
) -> None:
    """A unit's report: written, approved by its head, taken by its superior."""
    open_reports(writer)
    writer.press(f"Soạn báo cáo của {unit}")
    write(writer)
    writer.press("Trình lãnh đạo")
    address = writer.tab.url.partition("#")[0]
    head.tab.goto(address)
    head.press("Duyệt và nộp")
    superior.tab.goto(address)
    expect(superior.tab.get_by_text("4.321").first).to_be_visible()
    superior.press("Nhận báo cáo")


def ask(focal: Plain) -> None:
    """The commune proposes something in its own words; its difficulty stands there by itself."""
    expect(focal.tab.get_by_text(BROKEN).first).to_be_visible()
    focal.follow(focal.tab.locator("#m-proposals").get_by_role("link", name="Sửa lời"))
    focal.fill("IV. Kiến nghị, đề xuất", ASKED)
    focal.press("Lưu lời báo cáo")


def sum_up(district: Plain) -> None:
    """The district finds the commune's words and says them in its own."""
    tab = district.tab
    expect(tab.get_by_text(ASKED)).to_be_visible()
    voices = tab.locator("#m-proposals").get_by_role("link", name=re.compile("ý của đơn vị$"))
    district.follow(voices)
    district.follow(tab.get_by_role("link", name="Sửa lời của ý 1"))
    district.fill("Lời trong báo cáo", SUMMED)
    district.press("Lưu lời")
    expect(tab.get_by_text("đã sửa lời")).to_be_visible()
    district.follow(tab.get_by_role("link", name="Về báo cáo"))


def saved(tab: Page, words: str) -> bytes:
    """The file behind a link."""
    with tab.expect_download() as found:
        tab.get_by_role("link", name=words).first.click()
    return Path(found.value.path()).read_bytes()


def pdf_words(file: bytes) -> str:
    """All words of a PDF, one space between them."""
    pages = pypdfium2.PdfDocument(file)
    return " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pages).split())


def files_of_the_province(tab: Page) -> None:
    """Word, PDF and Excel, read by another hand, hold the figure, the words and who is silent."""
    word = docx.Document(io.BytesIO(saved(tab, "Tải Word")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    in_word = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    for text in (in_word, pdf_words(saved(tab, "Tải PDF"))):
        assert "4.321" in text
        assert SILENT in text
        assert f"{SUMMED[:-1]} ({COMMUNE})" in text
        assert BROKEN in text
        assert "chưa gửi báo cáo" in text.lower()
    book = openpyxl.load_workbook(io.BytesIO(saved(tab, "Tải Excel")))
    values = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    assert {LEAFLETS, SILENT, DISTRICT} <= values


def close(people: People) -> None:
    """With its reason, for something is left; what an open page sends later is refused."""
    officer, district = people.officer, people.district
    own = occurrence_of(plan_id(), commune().id, "Xây dựng kế hoạch")
    district.tab.goto(f"/viec/{own.pk}/")
    officer.tab.goto(f"/ke-hoach/{plan_id()}/")
    officer.follow(officer.tab.get_by_role("link", name="Kết thúc kế hoạch"))
    expect(officer.tab.get_by_text(re.compile("việc chưa xong, trong đó"))).to_be_visible()
    officer.fill("Lý do kết thúc khi còn việc chưa xong", WHY)
    officer.press("Kết thúc kế hoạch")
    expect(officer.tab.get_by_text(WHY).first).to_be_visible()
    expect(officer.tab.get_by_role("link", name="Đôn đốc", exact=True)).to_have_count(0)

    district.press("Chấp nhận")
    expect(district.tab.get_by_text("Kế hoạch đã kết thúc nên chỉ xem được").first).to_be_visible()
    assert again(own).state == "SUBMITTED"


def read_what_is_closed(people: People, address: str) -> None:
    """Results and reports are read as they stand; a report that was handed in gets its number."""
    focal, clerk, head = people.focal, people.clerk, people.office_head
    focal.tab.goto(f"/viec/{occurrence_of(plan_id(), commune().id, TASK).pk}/")
    expect(focal.tab.get_by_text("4.321 tờ")).to_be_visible()
    expect(focal.tab.get_by_role("button", name="Lưu hoạt động")).to_have_count(0)

    head.tab.goto("/dieu-hanh/")
    expect(head.tab.get_by_text("Đơn vị chưa được giao việc trong kế hoạch nào")).to_be_visible()
    clerk.tab.goto(address)
    clerk.follow(clerk.tab.get_by_role("link", name="Ghi số, ngày, bản đã ký"))
    clerk.fill("Số", "31")
    clerk.press("Lưu")
    assert "31/BC-VP" in pdf_words(saved(clerk.tab, "Tải PDF"))
