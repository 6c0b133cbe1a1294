"""How a number is read and in which sequence it stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.register import rules
from loa.foundation.documents.register.types import Layout
from loa.kernel.places import data_dir


@given(st.integers(1, 999_999))
def test_a_printed_number_is_read_back(number: int) -> None:
    words = rules.printed(number)
    assert rules.number_of(words, "BC-UBND") == number
    assert rules.number_of(f" Số: {words}/BC-UBND ", "BC-UBND") == number


def test_numbers_under_ten_have_a_zero() -> None:
    assert [rules.printed(n) for n in (1, 9, 10, 123)] == ["01", "09", "10", "123"]


@pytest.mark.parametrize("words", ["", "0", "00", "12a", "-3", "1.234", "1234567", "12/KH-UBND"])
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(rules.NumberUnreadable):
        rules.number_of(words, "BC-UBND")


def test_sequences_of_each_layout_as_the_data_say() -> None:
    path = data_dir() / "law" / "documents.toml"
    (parameter,) = tomllib.loads(path.read_text(encoding="utf-8"))["parameter"]
    layouts = parameter["value"]["layouts"]
    kinds = ("QĐ", "BC", "CV")
    found = {
        layout: [rules.series_of(layout, kind, layouts) for kind in kinds] for layout in Layout
    }
    assert found == {
        Layout.BY_KIND: ["QĐ", "BC", "CV"],
        Layout.DECISIONS_APART: ["QĐ", "CHUNG", "CHUNG"],
        Layout.ONE: ["CHUNG", "CHUNG", "CHUNG"],
    }
