"""Dates, numbers and money in words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel import words

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
SCALES = {"nghìn": 10**3, "triệu": 10**6}


def read_number(text: str) -> int:
    """The number that words say, read by a listener who adds up what he hears."""
    sign, spoken = (-1, text[3:]) if text.startswith("âm ") else (1, text)
    billions, rest, group, last = 0, 0, 0, 0
    for word in spoken.split():
        if word in DIGITS:
            last = DIGITS[word]
        elif word == "linh":
            continue
        elif word in {"mười", "mươi"}:
            group, last = group + (10 if word == "mười" else last * 10), 0
        elif word == "trăm":
            group, last = group + last * 100, 0
        elif word in SCALES:
            rest, group, last = rest + (group + last) * SCALES[word], 0, 0
        else:
            assert word == "tỷ"
            billions, rest, group, last = (billions + rest + group + last) * 10**9, 0, 0, 0
    return sign * (billions + rest + group + last)


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (104, "một trăm linh bốn"),
        (115, "một trăm mười lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (10_000, "mười nghìn"),
        (21_504, "hai mươi mốt nghìn năm trăm linh bốn"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (2_000_000_000, "hai tỷ"),
        (1_000_050_000, "một tỷ không trăm năm mươi nghìn"),
        (5_000_000_000_000, "năm nghìn tỷ"),
        (1_000_000_000_000_000_000, "một tỷ tỷ"),
        (-45, "âm bốn mươi lăm"),
    ],
)
def test_number_in_words(number: int, spoken: str) -> None:
    assert words.number_in_words(number) == spoken
    assert read_number(spoken) == number


@given(st.integers(-(10**21), 10**21) | st.integers(-5000, 5000))
def test_number_in_words_is_heard_as_the_number(number: int) -> None:
    assert read_number(words.number_in_words(number)) == number


def test_money_in_words() -> None:
    assert words.money_in_words(1_050_000) == "một triệu không trăm năm mươi nghìn đồng"
    assert words.capitalised(words.money_in_words(0)) == "Không đồng"


@pytest.mark.parametrize(
    ("day", "long", "short", "weekday"),
    [
        (date(2022, 2, 5), "ngày 05 tháng 02 năm 2022", "05/02/2022", "thứ Bảy"),
        (date(2022, 1, 18), "ngày 18 tháng 01 năm 2022", "18/01/2022", "thứ Ba"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022", "09/03/2022", "thứ Tư"),
        (date(2022, 10, 30), "ngày 30 tháng 10 năm 2022", "30/10/2022", "Chủ nhật"),
    ],
)
def test_dates(day: date, long: str, short: str, weekday: str) -> None:
    assert words.date_in_words(day) == long
    assert words.short_date(day) == short
    assert words.weekday(day) == weekday
    assert words.weekday_date(day) == f"{weekday}, {short}"


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("1234567.89"), None, "1.234.567,89"),
        (1_234_567, None, "1.234.567"),
        (999, None, "999"),
        (-1_000, None, "-1.000"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_format_number(value: Decimal | int, places: int | None, printed: str) -> None:
    assert words.format_number(value, places) == printed


def test_format_number_refuses_what_is_none() -> None:
    with pytest.raises(ValueError, match="NaN"):
        words.format_number(Decimal("NaN"))


def test_count_of() -> None:
    assert words.count_of(1_234, "tờ") == "1.234 tờ"
