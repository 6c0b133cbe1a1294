"""Pages of annexes: the template filled in, errors in their cells, joining, the file again."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.foundation.files import facade as files
from loa.modules.plans import facade
from loa.modules.plans.models import Annex, Plan, Task
from loa.modules.plans.queries.annex_template import template_of
from loa.modules.plans.tests.factories import AT, TODAY, Scene, drafted, issued, make_scene
from loa.modules.plans.tests.integration.test_annex import HEAD, ROWS, WITH_ANNEX, book
from loa.modules.plans.tests.web import browser, on_the_day, query_count, words_of
from loa.modules.plans.types import AnnexState, PlanState
from loa.modules.plans.web import annex_check_pages

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(data: bytes, name: str = "bieu.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type=XLSX)


def _filled() -> bytes:
    """The template as somebody fills it in: a group, two tasks, the example left standing."""
    filled = openpyxl.load_workbook(io.BytesIO(template_of(TODAY)))
    sheet = filled["Biểu nhiệm vụ"]
    first = next(cell.row for row in sheet for cell in row if cell.value == "VD")
    rows: list[list[str]] = [
        ["I", "Tuyên truyền"],
        ["1", "Phát tờ rơi", "Tờ rơi", "", "Sở Nội vụ", "", "Quý II"],
        ["2", "Phát thanh", "", "", "nt", "Sở Tư pháp", "thường xuyên"],
    ]
    for at, row in enumerate(rows, first + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column).value = value or None
    stream = io.BytesIO()
    filled.save(stream)
    return stream.getvalue()


def _added(scene: Scene, plan_id: int, data: bytes) -> Annex:
    """The annex as the page took it in."""
    client = browser(scene.officer)
    answer = client.post(f"/ke-hoach/{plan_id}/bieu/them/", {"documents": _file(data)})
    annex = Annex.objects.order_by("-pk")[0]
    assert answer.status_code == 302
    assert answer["Location"] == f"/ke-hoach/{annex.plan_id}/bieu/{annex.pk}/"
    return annex


def test_the_template_goes_out_is_filled_in_and_comes_back() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene)
        client = browser(scene.officer)
        answer = client.get("/ke-hoach/bieu-mau.xlsx")
        assert (answer.status_code, answer["Content-Type"]) == (200, XLSX)
        offered = openpyxl.load_workbook(io.BytesIO(answer.content))
        lists = offered["Biểu nhiệm vụ"].data_validations.dataValidation
        assert len(lists) == 5
        units = [cell.value for cell in offered["Danh mục"]["C"]]
        assert "Sở Nội vụ" in units
        annex = _added(scene, plan_id, _filled())
        page = words_of(client.get(f"/ke-hoach/{plan_id}/bieu/{annex.pk}/"))
        assert "Không có ô nào cần xem" in page
        assert "Ví dụ, không lấy" in page
        answer = client.post(f"/ke-hoach/{plan_id}/bieu/{annex.pk}/", {"version": 1, "join": "1"})
        assert answer["Location"] == f"/ke-hoach/{plan_id}/kiem-tra/"
        tasks = Task.objects.filter(annex=annex).order_by("ordinal")
        assert [task.content for task in tasks] == ["Phát tờ rơi", "Phát thanh"]
        assert "Danh mục" not in Plan.objects.get(pk=plan_id).text


def test_errors_are_shown_in_their_cells_and_mended_on_the_page() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene, WITH_ANNEX)
        annex = _added(scene, plan_id, book(HEAD, *ROWS))
        client = browser(scene.officer)
        address = f"/ke-hoach/{plan_id}/bieu/{annex.pk}/"
        page = words_of(client.get(address))
        assert "2 chỗ cần xem trong 4 nhiệm vụ" in page
        boxes = re.findall(r'name="(o-[^"]+)"', page)
        assert boxes == ["o-0:4:6", "o-0:5:4"]
        cell = page[page.index('name="o-0:4:6"') :]
        assert "44742" in cell[: cell.index("</td>")]
        whole = words_of(client.get(f"{address}?dong=0:2"))
        assert re.findall(r'name="(o-0:2:[^"]+)"', whole)
        sent = {"version": 1, "o-0:4:6": "30/6/2022", "o-0:5:4": "Sở không có"}
        assert client.post(address, sent).status_code == 302
        page = words_of(client.get(address))
        assert "1 chỗ cần xem" in page
        assert "Tệp ghi: 44742" in page
        again = client.post(address, {"version": 1, "o-0:5:4": "Sở Tư pháp"})
        assert again.status_code == 422
        typed = words_of(again)
        assert re.search(r'name="o-0:5:4"[^>]*>\s*Sở Tư pháp</textarea>', typed)
        sent = {"version": 2, "o-0:5:4": "Sở Tư pháp", "join": "1"}
        assert client.post(address, sent).status_code == 302
        assert Task.objects.filter(annex=annex).count() == 4
        check = words_of(client.get(f"/ke-hoach/{plan_id}/kiem-tra/"))
        assert "Thiếu phần đính kèm" not in check
        assert "Biểu kèm theo" in check
        source = client.get(f"{address}goc/")
        assert source.content == files.open_bytes(annex.file_id)


def test_an_annex_of_an_issued_plan_is_checked_in_a_revision() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = issued(scene)
        client = browser(scene.officer)
        assert "Thêm biểu kèm theo" in words_of(client.get(f"/ke-hoach/{plan_id}/"))
        assert "Kế hoạch này đã giao" in words_of(client.get(f"/ke-hoach/{plan_id}/bieu/them/"))
        annex = _added(scene, plan_id, book(HEAD, ROWS[0]))
        assert annex.plan_id != plan_id
        client.post(f"/ke-hoach/{annex.plan_id}/bieu/{annex.pk}/", {"version": 1, "join": "1"})
        difference = words_of(client.get(f"/ke-hoach/{annex.plan_id}/so-sanh/"))
        assert "Mở lớp tập huấn" in difference
        assert Plan.objects.get(pk=annex.plan_id).state == PlanState.DRAFT


def test_an_annex_that_was_not_meant_is_put_aside() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene)
        annex = _added(scene, plan_id, book(HEAD, ROWS[0]))
        client = browser(scene.officer)
        client.post(f"/ke-hoach/{plan_id}/bieu/{annex.pk}/bo/", {"version": 1})
        assert Annex.objects.get(pk=annex.pk).state == AnnexState.DROPPED


def test_a_plan_and_its_annex_sent_together_are_one_draft() -> None:
    with on_the_day():
        scene = make_scene()
        client = browser(scene.officer)
        sent = [_file(book(HEAD, ROWS[0])), _file(WITH_ANNEX.encode(), "ke-hoach.txt")]
        answer = client.post("/ke-hoach/nhap/", {"documents": sent})
        plan = Plan.objects.get()
        assert answer["Location"] == f"/ke-hoach/{plan.pk}/kiem-tra/"
        assert plan.annexes.count() == 1
        alone = client.post("/ke-hoach/nhap/", {"documents": _file(book(HEAD, ROWS[0]))})
        assert alone.status_code == 422
        assert "Thêm biểu kèm theo" in words_of(alone)


def test_others_neither_add_nor_see_annexes_of_a_draft() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene)
        annex = _added(scene, plan_id, book(HEAD, ROWS[0]))
        client = browser(scene.focal)
        assert client.get(f"/ke-hoach/{plan_id}/bieu/{annex.pk}/").status_code == 404
        assert client.get("/ke-hoach/bieu-mau.xlsx").status_code == 403


def test_a_file_put_aside_is_not_handed_to_every_reader_of_the_plan() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene)
        wrong, right = (_added(scene, plan_id, book(HEAD, row)) for row in ROWS[:2])
        client = browser(scene.officer)
        client.post(f"/ke-hoach/{plan_id}/bieu/{wrong.pk}/bo/", {"version": 1})
        client.post(f"/ke-hoach/{plan_id}/bieu/{right.pk}/", {"version": 1, "join": "1"})
        facade.issue_plan(
            actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True
        )
        others = browser(scene.focal)
        assert others.get(f"/ke-hoach/{plan_id}/bieu/{wrong.pk}/goc/").status_code == 404
        assert others.get(f"/ke-hoach/{plan_id}/bieu/{right.pk}/goc/").status_code == 200
        assert client.get(f"/ke-hoach/{plan_id}/bieu/{wrong.pk}/goc/").status_code == 200
        check = f'href="/ke-hoach/{plan_id}/bieu/{right.pk}/"'
        assert check in words_of(client.get(f"/ke-hoach/{plan_id}/"))
        assert check not in words_of(others.get(f"/ke-hoach/{plan_id}/"))


def test_signs_that_no_database_keeps_are_left_out_of_a_cell() -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene)
        annex = _added(scene, plan_id, book(HEAD, ROWS[0]))
        address = f"/ke-hoach/{plan_id}/bieu/{annex.pk}/"
        sent = {"version": 1, "o-0:2:2": "Phát\0 thanh"}
        assert browser(scene.officer).post(address, sent).status_code == 302
        assert "Phát thanh" in Annex.objects.get(pk=annex.pk).fixes.values()


def test_an_annex_full_of_errors_can_still_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many boxes at once as a form may hold; what is left comes after them."""
    monkeypatch.setattr(annex_check_pages, "MOST_BOXES", 1)
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene, WITH_ANNEX)
        annex = _added(scene, plan_id, book(HEAD, *ROWS))
        client, address = browser(scene.officer), f"/ke-hoach/{plan_id}/bieu/{annex.pk}/"
        page = words_of(client.get(address))
        assert "2 chỗ cần xem trong 4 nhiệm vụ" in page
        assert re.findall(r'name="(o-[^"]+)"', page) == ["o-0:4:6"]
        client.post(address, {"version": 1, "o-0:4:6": "30/6/2022"})
        assert re.findall(r'name="(o-[^"]+)"', words_of(client.get(address))) == ["o-0:5:4"]


def test_a_long_annex_is_paged_and_its_filter_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    with on_the_day():
        scene = make_scene()
        plan_id = drafted(scene, WITH_ANNEX)
        client = browser(scene.officer)
        few = _added(scene, plan_id, book(HEAD, *ROWS))
        cost = query_count(client, f"/ke-hoach/{plan_id}/bieu/{few.pk}/")
        rows = [[str(n), f"Việc {n}", "", "Sở Nội vụ", "", "Quý II"] for n in range(1, 250)]
        rows[230][3] = "Sở không có"
        annex = _added(scene, plan_id, book(HEAD, *rows))
        address = f"/ke-hoach/{plan_id}/bieu/{annex.pk}/"
        assert query_count(client, address) == cost
        first = words_of(client.get(address))
        assert first.count('<tr id="d-') == 100
        assert "1–100 trong 250" in first
        assert '<a href="?trang=2" rel="next">' in first
        there = re.findall(r'href="(\?trang=3#d-0-\d+)"', first)
        assert len(there) == 1
        last = words_of(client.get(address + there[0].split("#")[0]))
        assert f'<tr id="{there[0].split("#")[1]}"' in last
        monkeypatch.setattr(annex_check_pages, "PAGE", 1)
        wrong = words_of(client.get(f"{address}?muc=can-xem"))
        boxes = re.findall(r'name="(o-[^"]+)"', wrong)
        assert len(boxes) == 1
        assert "?muc=can-xem&amp;trang=1&amp;dong=0:" in wrong
        sent = {"version": 1, boxes[0]: "Sở Tư pháp"}
        saved = client.post(f"{address}?muc=can-xem&dong=0:3", sent)
        assert saved["Location"] == f"{address}?muc=can-xem"
        assert "Không có ô nào cần xem" in words_of(client.get(saved["Location"]))
