"""Numbers in addresses and forms, whatever somebody sends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.ui.facade import number_asked, page_asked


@pytest.mark.parametrize(
    ("words", "number"), [("7", 7), ("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)]
)
def test_a_number_is_read(words: str, number: int) -> None:
    assert number_asked(words) == number


@pytest.mark.parametrize(
    "words",
    ["", "-1", "+1", " 1", "1.0", "1e3", "٣", "１", "²", "9" * 19, "9" * 5000, "1\0", "1\n"],
)
def test_anything_else_is_none(words: str) -> None:
    assert number_asked(words) is None
    assert page_asked(words, 3) == 1


@given(st.text())
def test_whatever_is_sent_is_answered(words: str) -> None:
    number = number_asked(words)
    assert number is None or 0 <= number < 2**63
    assert 1 <= page_asked(words, 3) <= 3


def test_a_page_is_one_of_those_there_are() -> None:
    assert [page_asked(words, 3) for words in ("0", "2", "4", "999999")] == [1, 2, 3, 3]
    assert page_asked("5", 0) == 1
