"""What is taken, and under what name."""

import io
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.files import rules
from loa.foundation.files.extract.facade import EmptyFile, MediaType
from loa.foundation.files.tests.factories import picture
from loa.foundation.files.tests.pdf_builder import PdfPage, pdf
from loa.foundation.files.tests.word_builder import docx
from loa.foundation.files.types import UPLOAD_LIMITS, Purpose

PDF = pdf(PdfPage().text(60, 700, "chữ"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
OLD_WORD = OLE + "WordDocument".encode("utf-16-le")
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("data", "purpose", "media_type"),
    [
        (docx(""), Purpose.PLAN_SOURCE, MediaType.DOCX),
        (PDF, Purpose.PLAN_SOURCE, MediaType.PDF),
        (OLD_WORD, Purpose.PLAN_SOURCE, MediaType.DOC),
        (picture(), Purpose.PLAN_SOURCE, MediaType.JPEG),
        ("Kế hoạch".encode(), Purpose.PLAN_SOURCE, MediaType.TXT),
        (picture(), Purpose.EVIDENCE, MediaType.JPEG),
        (picture(kind="PNG"), Purpose.EVIDENCE, MediaType.PNG),
        (picture(kind="WEBP"), Purpose.EVIDENCE, MediaType.WEBP),
        (PDF, Purpose.SIGNED_COPY, MediaType.PDF),
    ],
)
def test_check_upload_taken(data: bytes, purpose: Purpose, media_type: MediaType) -> None:
    assert rules.check_upload(data, purpose) is media_type


@pytest.mark.parametrize(
    ("data", "purpose", "words"),
    [
        (b"<html>", Purpose.PLAN_SOURCE, "Word đời cũ (.doc), PDF (.pdf)"),
        (b"<html>", Purpose.EVIDENCE, "ảnh .jpg, ảnh .png, ảnh .webp"),
        (docx(""), Purpose.SIGNED_COPY, "nhận tệp PDF (.pdf)."),
        (b"MZ\0\0", Purpose.EVIDENCE, "Excel (.xlsx)"),
    ],
)
def test_check_upload_refused_names_what_is_taken(
    data: bytes, purpose: Purpose, words: str
) -> None:
    with pytest.raises(rules.FileKindRefused) as caught:
        rules.check_upload(data, purpose)
    assert words in caught.value.message_vi


@pytest.mark.parametrize("purpose", [Purpose.PLAN_SOURCE, Purpose.EVIDENCE])
def test_check_upload_with_a_program_inside(purpose: Purpose) -> None:
    data = docx("", extra={"word/vbaProject.bin": b"x"})
    with pytest.raises(rules.FileHasMacros, match="không macro"):
        rules.check_upload(data, purpose)


def test_check_upload_old_word_with_a_program_inside() -> None:
    with pytest.raises(rules.FileHasMacros, match="không macro"):
        rules.check_upload(OLD_WORD + "_VBA_PROJECT".encode("utf-16-le"), Purpose.PLAN_SOURCE)


def test_check_upload_sheets_with_a_program_inside() -> None:
    """Old Excel keeps it in a storage of its own, OpenDocument in a folder."""
    old = OLE + "Workbook\0".encode("utf-16-le") + "_VBA_PROJECT_CUR".encode("utf-16-le")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("mimetype", MediaType.ODS.value)
        parts.writestr("Basic/Standard/Module1.xml", "<a/>")
    for data in (old, packed.getvalue()):
        with pytest.raises(rules.FileHasMacros, match="không macro"):
            rules.check_upload(data, Purpose.PLAN_SOURCE)


def test_check_upload_empty() -> None:
    with pytest.raises(EmptyFile):
        rules.check_upload(b"", Purpose.EVIDENCE)


def test_check_image_of_another_kind() -> None:
    with pytest.raises(rules.FileKindRefused, match="ảnh"):
        rules.check_image(PDF)


@pytest.mark.parametrize(
    ("size", "is_image", "words"),
    [
        (14 * MEGABYTE, True, "Ảnh nặng 14 MB, tối đa 10 MB."),
        (10 * MEGABYTE + 1, True, "Ảnh nặng 10,1 MB, tối đa 10 MB."),
        (31 * MEGABYTE, False, "Tệp nặng 31 MB, tối đa 30 MB."),
    ],
)
def test_check_size_over(size: int, words: str, *, is_image: bool) -> None:
    with pytest.raises(rules.FileTooLarge) as caught:
        rules.check_size(size, is_image=is_image)
    assert caught.value.message_vi.startswith(words)


@pytest.mark.parametrize("is_image", [True, False])
def test_check_size_at_the_limit(*, is_image: bool) -> None:
    rules.check_size(UPLOAD_LIMITS.image if is_image else UPLOAD_LIMITS.document, is_image=is_image)


@pytest.mark.parametrize(
    ("given_name", "media_type", "kept"),
    [
        ("Kế hoạch 26.docx", MediaType.DOCX, "Kế hoạch 26.docx"),
        (unicodedata.normalize("NFD", "Kế hoạch.pdf"), MediaType.PDF, "Kế hoạch.pdf"),
        ("../../etc/passwd", MediaType.TXT, "passwd.txt"),
        ("C:\\Văn bản\\a.DOCX", MediaType.DOCX, "a.DOCX"),
        ("trang.html", MediaType.JPEG, "trang.html.jpg"),
        ("anh\u202egpj.exe", MediaType.PNG, "anhgpj.exe.png"),
        ("a\r\nSet-Cookie: b.pdf", MediaType.PDF, "a Set-Cookie_ b.pdf"),
        ("", MediaType.PDF, "tep.pdf"),
        (".pdf", MediaType.PDF, "pdf.pdf"),
        ("đ" * 400 + ".pdf", MediaType.PDF, "đ" * 146 + ".pdf"),
    ],
)
def test_clean_name(given_name: str, media_type: MediaType, kept: str) -> None:
    assert rules.clean_name(given_name, media_type) == kept


@given(name=st.text(max_size=300), media_type=st.sampled_from([*MediaType][:-1]))
def test_clean_name_is_safe_and_settled(name: str, media_type: MediaType) -> None:
    kept = rules.clean_name(name, media_type)
    assert rules.clean_name(kept, media_type) == kept
    assert 0 < len(kept) <= 150
    assert not set(kept) & set('/\\"<>|?*:\r\n\0')
    assert not kept.startswith(".")
    assert kept == unicodedata.normalize("NFC", kept)
