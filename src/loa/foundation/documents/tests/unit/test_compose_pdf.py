"""PDF files read back: words, pages, heads, edges, and nothing lost over a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pypdfium2
import pytest

from loa.foundation.documents.compose.structure import (
    Annex,
    Bullet,
    Column,
    OfficialDocument,
    Paragraph,
    Row,
    Table,
)
from loa.foundation.documents.facade import to_pdf
from loa.foundation.documents.tests.factories import letter, plan, report, task_table
from loa.foundation.printing.facade import MissingGlyph

POINTS_PER_MM = 72 / 25.4
LINK = "https://tuyenquang.gov.vn.example/" + "a1b2c3d4" * 12 + "/tin-bai"


@contextmanager
def pages(document: OfficialDocument) -> Iterator[list[pypdfium2.PdfPage]]:
    with pypdfium2.PdfDocument(to_pdf(document)) as opened:
        yield list(opened)


def words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def edges_mm(page: pypdfium2.PdfPage) -> tuple[float, float]:
    """The leftmost and the rightmost ink of a page's letters."""
    text = page.get_textpage()
    places = range(text.count_chars())
    inked = [text.get_charbox(place) for place in places if text.get_text_range(place, 1).strip()]
    left, right = min(box[0] for box in inked), max(box[2] for box in inked)
    return left / POINTS_PER_MM, right / POINTS_PER_MM


def test_report_holds_all_its_words_once() -> None:
    with pages(report(is_draft=True, demo_note="Bản minh họa: số liệu không có thật.")) as made:
        whole = " ".join(words(page) for page in made)
        assert words(made[0]).startswith("ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG CỘNG HÒA")
        for text in (
            "BÁO CÁO Kết quả thực hiện Kế hoạch truyền thông",
            'tập huấn cho công chức một cửa của Sở TT&TT <mới> "A"',
            "kính báo cáo./. Nơi nhận: - Cục KSTTHC - Văn phòng Chính phủ; - TT HĐND tỉnh;",
            "- Lưu: VT, THCBKS.",
            "Phụ lục I KẾT QUẢ CỦA TỪNG ĐƠN VỊ (Kèm theo Báo cáo số",
        ):
            assert whole.count(text) == 1, text
        assert (
            whole.count("DỰ THẢO") == len(made) - 2
        )  # heads from page 2 of each part, and one mark
        assert whole.count("Bản minh họa: số liệu không có thật.") == len(made)
        assert all(f"Thử Nghiệm {unit} " in whole for unit in range(1, 166))


def test_annex_is_landscape_repeats_its_head_and_counts_its_own_pages() -> None:
    with pages(report()) as made:
        wide = [page for page in made if page.get_width() > page.get_height()]
        assert len(wide) > 3
        for number, page in enumerate(wide, 1):
            text = words(page)
            assert text.count("Lượt phát") == 1
            assert text.startswith("Phụ lục I ") if number == 1 else text.startswith(f"{number} ")
        assert words(made[-1]).startswith("Phụ lục II DANH SÁCH ĐƠN VỊ CHƯA BÁO CÁO")


def test_a_long_table_repeats_its_heading_on_three_pages() -> None:
    with pages(plan(blocks=(task_table(90),))) as made:
        heads = [words(page).count("Chỉ tiêu năm") for page in made]
        assert heads[:3] == [1, 1, 1]
        assert words(made[1]).startswith("2 TT Nhiệm vụ")


@pytest.mark.parametrize("document", [report(), plan(), letter(parent_body=None)])
def test_letters_stay_between_the_margins(document: OfficialDocument) -> None:
    with pages(document) as made:
        for page in made:
            left, right = edges_mm(page)
            assert left >= 29.5
            assert right <= page.get_width() / POINTS_PER_MM - 19.5


def test_a_link_breaks_inside_its_cell_and_a_tall_row_runs_over_pages() -> None:
    note = " ".join(f"câu{number}" for number in range(1200))
    columns = (Column("TT", 10), Column("Minh chứng", 60), Column("Ghi chú", 90))
    table = Table(columns, (Row(("1", LINK, "x")), Row(("2", "ảnh", note))))
    with pages(plan(blocks=(table,))) as made:
        whole = " ".join(words(page) for page in made)
        for page in made:
            assert edges_mm(page)[1] <= 190.5
    assert LINK in whole.replace(" ", "").replace("\u200b", "").replace("\ufffe", "")
    assert all(f"câu{number}" in whole for number in (0, 600, 1199))


@pytest.mark.parametrize("filler", range(16, 36, 4))
def test_the_signature_never_stands_on_a_page_alone(filler: int) -> None:
    blocks = (*(Bullet.of(f"Nhiệm vụ thứ {n}.") for n in range(filler)), Paragraph.of("Kết thúc."))
    with pages(plan(blocks=blocks)) as made:
        (signed,) = [words(page) for page in made if "Nguyễn Văn Thử" in words(page)]
    assert "Kết thúc./." in signed
    assert "Nơi nhận:" in signed
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in signed


def test_the_file_has_a_title_and_bookmarks_without_gaps() -> None:
    with pypdfium2.PdfDocument(to_pdf(plan())) as opened:
        levels = [mark.level for mark in opened.get_toc()]
        assert opened.get_metadata_dict()["Title"] == "Kế hoạch " + plan().subject
        assert opened.is_tagged()
    assert levels[0] == 0
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 2


def test_a_letter_without_kind_line_begins_its_bookmarks_at_the_top() -> None:
    with pages(letter(annexes=(Annex("Biểu", (Paragraph.of("Không."),)),))) as made:
        assert "V/v phát bản tin" in words(made[0])
        assert "BÁO CÁO" not in words(made[0])
        assert words(made[1]).startswith(
            "Phụ lục BIỂU (Kèm theo Công văn số 345/STTTT-BCVT ngày 12"
        )


def test_text_is_no_markup_and_a_strange_letter_is_named() -> None:
    hostile = '#panic("x") $x^2$ @nhan *b* _c_ `d` \\ ] = <e> // f'
    with pages(plan(subject=hostile, recipients=(hostile, "Lưu: VT"))) as made:
        assert words(made[0]).count(hostile) == 2
    with pytest.raises(MissingGlyph) as refusal:
        to_pdf(plan(subject="Truyền thông 🎉 năm 2022"))
    assert "🎉" in refusal.value.message_vi


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(plan()) == to_pdf(plan())
