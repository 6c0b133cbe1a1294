"""Symbols and figures that machines misread: mended where only one reading fits, always doubted."""

import pytest

from loa.foundation.files.extract.pdf_lines import Word
from loa.foundation.files.extract.scan_checks import checked, number_of


def words(line: str, *unsure: str) -> list[Word]:
    return [
        Word(text, 0, 1, 0, 10, confidence=0.3 if text in unsure else 0.95) for text in line.split()
    ]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Nghị quyết số 76NQ-CP ngày 15/7/2021", "76/NQ-CP"),
        ("Nghị định số 61/2018/NÑĐ-CP ngày", "61/2018/NĐ-CP"),
        ("Nghị quyết số 131/NGQ-CP ngày", "131/NQ-CP"),
        ("Quyết định số 468QĐ-TTg của", "468/QĐ-TT"),
    ],
)
def test_checked_mends_a_symbol_and_doubts_it(read: str, meant: str) -> None:
    line, doubts = checked(read, words(read))
    assert [line[doubt.start : doubt.end] for doubt in doubts] == [meant]
    assert "sửa thành" in doubts[0].message_vi


@pytest.mark.parametrize(
    "read",
    [
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021",
        "Số: 26/KH-UBND",
        "Thông tư số 02/2017/TT-VPCP",
        "tháng 6 năm 2022, 50 hộ",
        "Quyết định số 61/QĐ-UBND",
    ],
)
def test_checked_leaves_a_good_line_alone(read: str) -> None:
    assert checked(read, words(read)) == (read, [])


def test_checked_letter_of_another_alphabet_is_the_vietnamese_one() -> None:
    assert checked("Số: 5/QÐ-UBND", words("Số: 5/QÐ-UBND"))[0] == "Số: 5/QĐ-UBND"


def test_checked_neighbouring_unsure_words_are_one_place() -> None:
    read = "giao Sở Tư pháp tô chức hội nghị"
    line, doubts = checked(read, words(read, "tô", "chức"))
    assert [(line[d.start : d.end], d.message_vi) for d in doubts] == [
        ("tô chức", "Máy đọc chưa chắc «tô chức». Đối chiếu với bản gốc.")
    ]


@pytest.mark.parametrize(
    ("read", "place"),
    [
        ("Số:⁄‡6 /CT-UBND", "⁄‡6"),
        ("Quảng Mẫu, ngày Â4‡ tháng 12 năm 2021", "Â4‡"),
        ("ngày @3 tháng 01 năm 2025", "@3"),
        ("ngày 03 tháng 0I năm 2025", "0I"),
        ("ngày 33 tháng 01 năm 2025", "33"),
    ],
)
def test_checked_figures_that_are_none_are_doubtful(read: str, place: str) -> None:
    line, doubts = checked(read, words(read))
    assert [line[doubt.start : doubt.end] for doubt in doubts] == [place]


def test_checked_doubt_behind_a_mended_place_keeps_its_place() -> None:
    read = "theo 76NQ-CP do Sở Tưr pháp trình"
    line, doubts = checked(read, words(read, "Tưr"))
    assert [line[doubt.start : doubt.end] for doubt in doubts] == ["76/NQ-CP", "Tưr"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("H. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("HI. TỔ CHỨC", "III. TỔ CHỨC"),
        ("lV. KINH PHÍ", "IV. KINH PHÍ"),
    ],
)
def test_checked_heading_behind_roman_ones(read: str, meant: str) -> None:
    line, doubts = checked(read, words(read), is_after_roman=True)
    assert line == meant
    assert [line[doubt.start : doubt.end] for doubt in doubts] == [meant.partition(".")[0]]
    assert checked(read, words(read))[0] == read


def test_checked_numbers_of_items_are_no_roman_ones() -> None:
    read = "1. Sở Tư pháp"
    assert checked(read, words(read), is_after_roman=True) == (read, [])


@pytest.mark.parametrize(
    ("read", "before", "meant"),
    [
        ("9, Sở Thông tin và Truyền thông", 8, "9. Sở Thông tin và Truyền thông"),
        ("9; Sở Thông tin", 8, "9. Sở Thông tin"),
        ("9, Sở Thông tin", 5, "9, Sở Thông tin"),
        ("9, Điều 20 của Luật", 8, "9, Điều 20 của Luật"),
        ("9, đến năm 2025", 8, "9, đến năm 2025"),
        ("1, Sở Thông tin", 0, "1, Sở Thông tin"),
    ],
)
def test_checked_comma_behind_the_next_number(read: str, before: int, meant: str) -> None:
    line, doubts = checked(read, words(read), number_before=before)
    assert line == meant
    assert [line[doubt.start : doubt.end] for doubt in doubts] == (["9."] if read != meant else [])


def test_number_of_counts_on_and_begins_anew() -> None:
    number = 0
    for line in ("1. Một", "2. Hai", "a) Điểm", "7. Lạc", "3. Ba", "tiếp 4. câu", "1. Lại một"):
        number = number_of(line, number)
        assert number == {"3. Ba": 3, "tiếp 4. câu": 3, "1. Lại một": 1}.get(line, min(number, 2))
