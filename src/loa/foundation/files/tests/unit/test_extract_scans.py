"""Scans and photos: read by machine, and every doubtful place said."""

from pathlib import Path

import pytest
from PIL import Image

from loa.foundation.files.extract import ocr
from loa.foundation.files.extract.facade import (
    ExtractedText,
    NoReaderOfScans,
    NoteCode,
    SourceFormat,
    extract,
)
from loa.foundation.files.extract.pictures import legible, skew_of
from loa.foundation.files.extract.scan_columns import zones_of
from loa.foundation.files.tests.pdf_builder import PdfPage, pdf
from loa.foundation.files.tests.scan_builder import joined, saved, scan_pdf, sheet

needs_reader = pytest.mark.skipif(ocr.tesseract() is None, reason="tesseract-ocr-vie is missing")
HEAD = sheet(
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH MẪU", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 26/KH-UBND", "Mẫu, ngày 15 tháng 02 năm 2022"),
    "Sở Tư pháp chủ trì, phối hợp với các đơn vị liên quan tổ chức",
    "truyền thông về cải cách thủ tục hành chính trong tháng 6.",
)
BODY = "Kế hoạch truyền thông năm 2022 của Ủy ban nhân dân tỉnh Mẫu"


def words_of(found: ExtractedText) -> list[str]:
    return found.text.split()


@needs_reader
def test_extract_scan_reads_left_column_then_right() -> None:
    """P21 for scans: issuer and motto apart, the number before the day."""
    found = extract(scan_pdf(HEAD), "a.pdf")
    assert [line for line in found.text.splitlines() if line] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH MẪU",
        "Số: 26/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mẫu, ngày 15 tháng 02 năm 2022",
        "Sở Tư pháp chủ trì, phối hợp với các đơn vị liên quan tổ chức",
        "truyền thông về cải cách thủ tục hành chính trong tháng 6.",
    ]
    assert found.is_laid_out
    assert found.format is SourceFormat.PDF
    assert [note.code for note in found.notes] == [NoteCode.READ_BY_MACHINE]


@needs_reader
def test_extract_photo_turned_as_the_camera_says() -> None:
    lying = HEAD.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held so that the picture needs a quarter turn clockwise
    found = extract(saved(lying, exif=exif), "a.jpg")
    assert found.format is SourceFormat.IMAGE
    assert "Sở Tư pháp chủ trì, phối hợp" in found.text


@needs_reader
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_extract_photo_of_any_kind(kind: str) -> None:
    found = extract(saved(sheet(BODY), kind), "a")
    assert words_of(found) == BODY.split()


@needs_reader
def test_extract_tiff_of_several_pages() -> None:
    data = saved(sheet(BODY), "TIFF", save_all=True, append_images=[sheet("Trang hai của văn bản")])
    assert [page.split() for page in extract(data, "a.tif").text.split("\f")] == [
        BODY.split(),
        ["Trang", "hai", "của", "văn", "bản"],
    ]


@pytest.mark.parametrize("turn", [-6.0, -1.3, 0.0, 2.4])
def test_skew_is_found(turn: float) -> None:
    page = HEAD.convert("L").rotate(turn, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(page) == pytest.approx(-turn, abs=0.3)


@needs_reader
def test_extract_skewed_scan() -> None:
    crooked = HEAD.rotate(3, Image.Resampling.BICUBIC, fillcolor="white")
    assert "Sở Tư pháp chủ trì, phối hợp với các đơn vị" in extract(scan_pdf(crooked), "a").text


def test_legible_takes_the_ink_of_a_stamp_out() -> None:
    page = Image.new("RGB", (300, 200), "white")
    page.paste("black", (20, 20, 60, 60))
    page.paste((220, 30, 40), (100, 20, 160, 60))
    clean = legible(page)
    assert clean.getpixel((40, 40)) < 40  # type: ignore[operator]  # one band
    assert clean.getpixel((130, 40)) > 200  # type: ignore[operator]  # as above


@needs_reader
def test_extract_scan_with_a_signing_stamp_is_a_scan() -> None:
    """A text layer that holds only what a signing program prints is none."""
    page = PdfPage().picture().text(300, 780, "Người ký: ỦY BAN NHÂN DÂN TỈNH MẪU")
    page.text(300, 766, "Email: vanthu@mau.example").text(
        300, 752, "Thời gian ký: 15.02.2022 08:00"
    )
    found = extract(pdf(page), "a.pdf")
    assert found.has(NoteCode.READ_BY_MACHINE)


@needs_reader
def test_extract_only_pages_without_letters_are_read_by_machine() -> None:
    data = joined(pdf(PdfPage().text(60, 700, BODY)), scan_pdf(sheet("Trang hai là ảnh")))
    found = extract(data, "a.pdf")
    assert found.text == f"{BODY}\n\fTrang hai là ảnh\n"
    assert [note.code for note in found.notes] == [NoteCode.READ_BY_MACHINE]
    assert "Trang 2 " in found.notes[0].message_vi


@needs_reader
def test_extract_empty_sheet_among_scans_is_no_loss() -> None:
    found = extract(joined(pdf(PdfPage().text(60, 700, BODY)), scan_pdf(sheet())), "a.pdf")
    assert found.text == f"{BODY}\n\f"
    assert not found.has(NoteCode.UNREAD_PAGES)


@needs_reader
def test_extract_scan_answers_what_was_read_in_time() -> None:
    """Time that is over ends the reading, not the import; the pages left are named."""
    found = extract(scan_pdf(HEAD, HEAD), "a.pdf", until=0.0)
    assert found.text.strip() == ""
    assert [note.code for note in found.notes] == [NoteCode.UNREAD_PAGES]
    assert "Trang 1, 2 " in found.notes[0].message_vi


@pytest.fixture
def no_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ocr, "_PATH", f"{tmp_path}")


@pytest.mark.usefixtures("no_reader")
@pytest.mark.parametrize("data", [scan_pdf(HEAD), saved(HEAD)])
def test_extract_scan_without_tesseract_says_what_to_install(data: bytes) -> None:
    with pytest.raises(NoReaderOfScans) as caught:
        extract(data, "a")
    assert "tesseract-ocr tesseract-ocr-vie" in caught.value.message_vi
    assert "tải lên tệp Word" in caught.value.message_vi


@pytest.mark.usefixtures("no_reader")
def test_extract_mixed_pdf_without_tesseract_reads_the_rest() -> None:
    found = extract(pdf(PdfPage().text(60, 700, BODY), PdfPage().picture()), "a.pdf")
    assert found.text == f"{BODY}\n\f"
    assert found.has(NoteCode.UNREAD_PAGES)


def test_zones_of_a_head_end_where_a_line_crosses() -> None:
    grey = sheet(
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TỈNH MẪU", "Độc lập - Tự do - Hạnh phúc"),
        ("Số: 26/KH-UBND", "Mẫu, ngày 15 tháng 02 năm 2022"),
        "Sở Tư pháp chủ trì, phối hợp với các đơn vị liên quan tổ chức truyền thông",
    ).convert("L")
    grey = grey.resize((grey.width * 2, grey.height * 2))
    (zone,) = zones_of(grey)
    first, last = (300 * (0.8 + 0.3 * line) for line in (0, 2))
    assert first - 60 < zone.top < first < last < zone.bottom < last + 60
    assert 300 * 2.6 < zone.middle < 300 * 4.3


@needs_reader
def test_extract_recipients_and_signer_at_different_heights() -> None:
    """Lines side by side that do not stand on one height are read column by column."""
    page = sheet("Các đơn vị báo cáo kết quả về Sở Tư pháp trước ngày 15 tháng 6 năm 2022./.")
    tall = Image.new("RGB", (page.width, 700), "white")
    tall.paste(page, (0, 0))
    left = sheet("Nơi nhận:", "- Như trên;", "- Sở Tư pháp;", "- Lưu: VT.", size=12)
    right = sheet("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", size=13)
    tall.paste(left.crop((100, 60, 500, 360)), (100, 270))
    tall.paste(right.crop((100, 60, 600, 260)), (650, 300))
    lines = [line for line in extract(scan_pdf(tall), "a").text.splitlines() if line]
    assert lines[1:] == [
        *("Nơi nhận:", "- Như trên;", "- Sở Tư pháp;", "- Lưu: VT."),
        *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ]
