"""Plain text: encodings, NFC, and nothing else touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.files.extract.facade import BrokenFile, NoteCode, UnsupportedFile, extract

TEXT = "Kế hoạch truyền thông\nvề cải cách thủ tục hành chính năm 2022\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
    ],
)
def test_extract_text_in_every_unicode_form(data: bytes) -> None:
    found = extract(data, "a.txt")
    assert found.text == TEXT
    assert found.notes == ()


def test_extract_windows_1258_with_a_note() -> None:
    tones = str.maketrans({"ế": "ê\u0301", "ạ": "a\u0323", "ủ": "u\u0309", "ụ": "u\u0323"})
    found = extract("Kế hoạch thủ tục".translate(tones).encode("cp1258"), "a.txt")
    assert found.text == "Kế hoạch thủ tục"
    assert found.has(NoteCode.LEGACY_ENCODING)


def test_extract_keeps_form_feeds_soft_hyphens_and_spaces() -> None:
    text = "  trang 1\f trang\u00ad2 \t\u00a0\n\n\n"
    assert extract(text.encode(), "a.txt").text == text


def test_extract_lost_letters_named_with_their_line() -> None:
    """P27: torn letters are named with their line, never guessed."""
    found = extract("tốt\ná»§y ban nhÃ¢n dÃ¢n hÃ\u00a0nh láº¡i\n".encode(), "a.txt")
    note = next(note for note in found.notes if note.code is NoteCode.LOST_BYTES)
    assert "dòng 2" in note.message_vi
    assert found.text == "tốt\ná»§y ban nhÃ¢n dÃ¢n hÃ\u00a0nh láº¡i\n"


def test_extract_letter_whose_last_byte_is_gone_stays_as_it_came() -> None:
    found = extract('á"i láº¡i'.encode(), "a.txt")
    assert found.text == 'á"i láº¡i'
    assert found.has(NoteCode.LOST_BYTES)


def test_extract_cut_letter_named_not_guessed() -> None:
    found = extract("Ủy ban nhân dân tỉnh".encode()[:-3] + b"\xe1\xbb", "a.txt")
    assert found.has(NoteCode.LOST_BYTES)
    assert found.text.endswith("\ufffd")


@pytest.mark.parametrize(
    "text",
    ['«khá» «quá» "khá"', "ĐÃ\u00a0NGHE, ĐÃ\u00a0XONG", "“ĐÃ” ‘ĐÃ’ «ĐÃ»", "Ãn, Äng, á ạ ÃO ƯỚC"],
)
def test_extract_healthy_words_are_no_lost_letters(text: str) -> None:
    assert extract(f"Báo cáo {text}".encode(), "a.txt").notes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 abc}",
        b"<!DOCTYPE html><p>x",
        b"  <HTML>x",
        b"<?xml version='1.0'?><a/>",
        b"\x01\x02",
    ],
)
def test_extract_other_formats_refused_by_their_bytes(data: bytes) -> None:
    with pytest.raises(UnsupportedFile, match="docx"):
        extract(data, "a.txt")


def test_extract_unknown_code_page_refused() -> None:
    with pytest.raises(BrokenFile, match="UTF-8"):
        extract(b"abc \x8a\x2d\x8d \xff\xd2", "a.txt")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_extract_utf8_is_nfc_and_otherwise_itself(text: str) -> None:
    """P37: the words of the source are never rewritten."""
    data = ("a" + text).encode()
    separators = str.maketrans(dict.fromkeys("\u2028\u2029", "\n"))
    whole = unicodedata.normalize("NFC", ("a" + text).translate(separators))
    assert extract(data, "a.txt").text == whole
