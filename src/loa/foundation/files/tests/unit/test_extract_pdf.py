"""PDF files: words by position, columns apart, tables as tables, scans named."""

import pytest

from loa.foundation.files.extract import ocr
from loa.foundation.files.extract.facade import ExtractedText, NoteCode, SourceFormat, extract
from loa.foundation.files.tests.pdf_builder import PdfPage, grid, pdf

needs_reader = pytest.mark.skipif(ocr.tesseract() is None, reason="tesseract-ocr-vie is missing")
BODY = "Thực hiện kế hoạch cải cách thủ tục hành chính của tỉnh"


def read(*pages: PdfPage, base_font: str = "Test") -> ExtractedText:
    return extract(pdf(*pages, base_font=base_font), "a.pdf")


def test_extract_lines_from_top_to_bottom() -> None:
    page = PdfPage().text(60, 700, "dòng hai ở dưới").text(60, 720, BODY)
    found = read(page)
    assert found.text == f"{BODY}\ndòng hai ở dưới\n"
    assert found.format is SourceFormat.PDF
    assert found.is_laid_out


def test_extract_head_split_at_the_gutter() -> None:
    """P21: issuer and motto on one physical line."""
    page = (
        PdfPage()
        .text(60, 780, "ỦY BAN NHÂN DÂN")
        .text(260, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        .text(60, 764, "TỈNH TUYÊN QUANG")
        .text(280, 764, "Độc lập - Tự do - Hạnh phúc")
        .text(60, 740, "Số: 26/KH-UBND")
        .text(270, 740, "Tuyên Quang, ngày 15 tháng 02 năm 2022")
        .text(60, 690, BODY)
    )
    assert [line for line in read(page).text.splitlines() if line] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH TUYÊN QUANG",
        "Số: 26/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Tuyên Quang, ngày 15 tháng 02 năm 2022",
        BODY,
    ]


def test_extract_head_with_a_narrow_gutter() -> None:
    """P21: with little room between the two."""
    page = (
        PdfPage()
        .text(60, 780, "ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG")  # ends at 252
        .text(260, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        .text(60, 700, BODY)
    )
    lines = read(page).text.splitlines()
    assert lines[:2] == ["ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_extract_recipients_and_signer_apart() -> None:
    page = PdfPage().text(60, 300, BODY)
    for n, left in enumerate(["Nơi nhận:", "- Văn phòng Chính phủ;", "- Các sở;", "- Lưu: VT."]):
        page.text(60, 270 - 14 * n, left)
    page.text(330, 268, "TM. ỦY BAN NHÂN DÂN").text(350, 252, "CHỦ TỊCH").text(340, 180, "Tên Mẫu")
    lines = [line for line in read(page).text.splitlines() if line]
    assert lines == [
        BODY,
        *("Nơi nhận:", "- Văn phòng Chính phủ;", "- Các sở;", "- Lưu: VT."),
        *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Tên Mẫu"),
    ]


def test_extract_list_numbers_are_no_column() -> None:
    page = PdfPage()
    for n, text in enumerate([BODY, "Mục đích của kế hoạch", "Yêu cầu của kế hoạch"]):
        page.text(60, 700 - 16 * n, f"{n + 1}.").text(100, 700 - 16 * n, text)
    lines = read(page).text.splitlines()
    assert [line.split()[0] for line in lines] == ["1.", "2.", "3."]


def test_extract_blank_number_keeps_its_gap() -> None:
    """P32: a number that was not given yet stays blank."""
    page = PdfPage().text(60, 700, BODY).text(60, 684, "Số:").text(110, 684, "/KH-UBND")
    assert "Số:        " in read(page).text


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2/3"])
def test_extract_page_numbers_dropped_text_kept(number: str) -> None:
    first = PdfPage().text(60, 700, BODY)
    second = PdfPage().text(290, 800, number).text(60, 700, "Năm").text(60, 684, "2022")
    assert read(first, second).text == f"{BODY}\n\fNăm\n2022\n"


def test_extract_marks_beside_letters_joined_by_position() -> None:
    """P23: marks set beside their letters."""
    page = PdfPage().text(60, 700, BODY).text(60, 680, "Universite").text(60 + 9 * 6, 680, "´")
    assert read(page).text.splitlines()[1] == "Université"


def test_extract_combining_mark_beside_its_letter() -> None:
    """P23: after a space."""
    page = PdfPage().text(60, 700, BODY).text(60, 680, "nghi\u0323 quyê\u0301t")
    assert read(page).text.splitlines()[1] == "nghị quyết"


def test_extract_mark_over_the_next_consonant_goes_to_the_vowel() -> None:
    page = PdfPage().text(60, 700, BODY).kerned(60, 680, "đi\u0323", 450, "nh danh")
    assert read(page).text.splitlines()[1] == "định danh"


def test_extract_free_standing_accent_stays() -> None:
    page = PdfPage().text(60, 700, BODY).text(60, 680, "07h30´")
    assert read(page).text.splitlines()[1] == "07h30´"


def test_extract_bold_drawn_twice_read_once() -> None:
    page = PdfPage().text(60, 700, BODY).text(60.3, 700, BODY)
    assert read(page).text == f"{BODY}\n"


def test_extract_page_written_upwards() -> None:
    page = PdfPage().upward(100, 60, BODY).upward(120, 60, "dòng hai")
    assert read(page).text == f"{BODY}\ndòng hai\n"


def test_extract_ruled_table() -> None:
    page = PdfPage().text(60, 780, BODY)
    grid(page, [60, 100, 300, 500], [700, 720, 740])
    for x, y, text in [(65, 725, "TT"), (105, 725, "Nhiệm vụ"), (305, 725, "Chủ trì")]:
        page.text(x, y, text)
    for x, y, text in [(65, 705, "1"), (105, 705, "In tờ rơi"), (305, 705, "Văn phòng")]:
        page.text(x, y, text)
    page.text(60, 650, "Sau bảng")
    found = read(page)
    assert found.tables[0].rows == (("TT", "Nhiệm vụ", "Chủ trì"), ("1", "In tờ rơi", "Văn phòng"))
    span = found.text[found.tables[0].start : found.tables[0].end]
    assert span == "TT\nNhiệm vụ\nChủ trì\n1\nIn tờ rơi\nVăn phòng"
    assert found.text.startswith(BODY)
    assert found.text.endswith("Sau bảng\n")


def test_extract_ruled_table_merged_cells() -> None:
    page = PdfPage().text(60, 780, BODY)
    for y in (740, 700):
        page.line(60, y, 500, y)
    page.line(200, 720, 500, 720)
    for x in (60, 200, 500):
        page.line(x, 700, x, 740)
    page.line(350, 700, 350, 720)
    page.text(65, 716, "Chung").text(205, 725, "Rộng").text(205, 705, "a").text(355, 705, "b")
    assert read(page).tables[0].rows == (("Chung", "Rộng", ""), ("Chung", "a", "b"))


def test_extract_table_runs_on_over_the_page_heading_once() -> None:
    def page(task: str, top: float) -> PdfPage:
        made = PdfPage()
        grid(made, [60, 300, 500], [top - 40, top - 20, top])
        made.text(65, top - 15, "Nhiệm vụ của các đơn vị").text(305, top - 15, "Chủ trì")
        return made.text(65, top - 35, task).text(305, top - 35, "Sở Tư pháp")

    found = read(page("việc một", 300), page("việc hai", 780).text(290, 810, "2"))
    assert len(found.tables) == 1
    assert found.tables[0].rows == (
        ("Nhiệm vụ của các đơn vị", "Chủ trì"),
        ("việc một", "Sở Tư pháp"),
        ("việc hai", "Sở Tư pháp"),
    )


def test_extract_frame_is_no_table() -> None:
    page = grid(PdfPage().text(100, 700, BODY), [50, 550], [50, 800])
    found = read(page)
    assert found.tables == ()
    assert found.text == f"{BODY}\n"


def test_extract_stamped_number_read_in_its_blank_and_signature_left_out() -> None:
    page = PdfPage().text(60, 700, BODY).text(60, 680, "Số:").text(130, 680, "/KH-UBND")
    page.stamp(96, 681, "26").stamp(400, 780, "VĂN PHÒNG MẪU").stamp(400, 760, "15.02.2022 08:00")
    data = pdf(page)
    before = bytes(data)
    assert extract(data, "a.pdf").text.split() == [*BODY.split(), "Số:", "26", "/KH-UBND"]
    assert data == before


@needs_reader
def test_extract_number_drawn_as_shapes_is_read_and_doubted() -> None:
    page = PdfPage().text(60, 700, BODY).text(60, 680, "Số:").text(120, 680, "/KH-UBND")
    page.text(60, 660, "Mẫu, ngày").text(140, 660, "tháng").text(196, 660, "năm 2025")
    page.drawn(84, 680, "2362").drawn(120, 660, "26").drawn(176, 660, "9")
    found = read(page)
    assert found.text.split()[len(BODY.split()) :] == [
        "Số:",
        "2362",
        "/KH-UBND",
        "Mẫu,",
        "ngày",
        "26",
        "tháng",
        "9",
        "năm",
        "2025",
    ]
    doubted = [found.text[one.start : one.end] for one in found.doubtful]
    assert doubted == ["2362", "26", "9"]


@needs_reader
def test_extract_drawn_shapes_that_are_no_day_mark_the_word_before_them() -> None:
    page = PdfPage().text(60, 700, BODY).text(60, 680, "Mẫu, ngày").text(160, 680, "tháng 9")
    page.drawn(122, 680, "45")
    found = read(page)
    assert found.text.split()[len(BODY.split()) :] == ["Mẫu,", "ngày", "tháng", "9"]
    assert [found.text[one.start : one.end] for one in found.doubtful] == ["ngày"]
    plain = PdfPage().text(60, 700, BODY).text(60, 680, "Mẫu, ngày").text(160, 680, "tháng 9")
    plain.drawn(300, 680, "26").line(60, 677, 200, 677)
    assert read(plain).doubtful == ()


def test_extract_old_font_read_by_its_table() -> None:
    """P25: a .VnTime PDF."""
    page = PdfPage().text(60, 700, "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp Tù do H¹nh phóc")
    found = read(page, base_font=".VnTime")
    assert found.text == "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập Tự do Hạnh phúc\n"
    assert found.has(NoteCode.LEGACY_FONT)


def test_extract_leaves_the_bytes_alone() -> None:
    """P19: a signature stays valid, for nothing is written back."""
    data = pdf(PdfPage().text(60, 700, BODY))
    before = bytes(data)
    extract(data, "a.pdf")
    assert data == before
