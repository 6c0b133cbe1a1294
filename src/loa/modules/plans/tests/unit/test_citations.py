"""Legal bases held against the documents that the house knows (hazard P29)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.places import data_dir
from loa.kernel.reference import parameter_rows
from loa.modules.plans.rules.citations import KnownDocument, Nearness, held_against, known_documents


def catalogue() -> tuple[KnownDocument, ...]:
    rows = parameter_rows(data_dir() / "law")
    return known_documents(next(row.value or {} for row in rows if row.code == "documents.cited"))


KNOWN = catalogue()


def test_every_known_document_is_known_by_its_number_and_day() -> None:
    for one in KNOWN:
        assert held_against(one.number, one.issued_on, KNOWN).nearness is Nearness.KNOWN
        assert held_against(one.number, None, KNOWN).known == one


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        ("63/2010/ND-CP", date(2010, 6, 8), "gần giống «63/2010/NĐ-CP»"),
        ("68/2010/NĐ-CP", date(2010, 6, 8), "gần giống «63/2010/NĐ-CP»"),
        ("76/NQ-GP", date(2021, 7, 15), "gần giống «76/NQ-CP»"),
        ("02/2017/TT-VPCP", date(2017, 10, 30), "Danh mục ghi «02/2017/TT-VPCP» ngày 31/10/2017"),
    ],
)
def test_what_is_near_is_asked_about_and_not_replaced(number: str, day: date, words: str) -> None:
    """P29: the officer reads both and says which it is."""
    held = held_against(number, day, KNOWN)
    assert held.nearness is Nearness.NEAR
    assert words in held.question


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("71/NQ-CP", date(2019, 9, 3)),
        ("99/2010/NĐ-CP", date(2010, 9, 30)),
        ("26/QĐ-UBND", date(2022, 1, 18)),
        (None, None),
    ],
)
def test_what_is_unknown_is_not_asked_about(number: str | None, day: date | None) -> None:
    assert held_against(number, day, KNOWN).question == ""


@given(st.sampled_from(KNOWN), st.integers(0, 30), st.sampled_from("0189BCGQ"))
def test_one_slipped_letter_of_a_symbol_is_never_sure(
    known: KnownDocument, at: int, letter: str
) -> None:
    """P29: the same day and a symbol one letter off: near, unless it is another's symbol."""
    at %= len(known.number)
    number = known.number[:at] + letter + known.number[at + 1 :]
    held = held_against(number, known.issued_on, KNOWN)
    if number == known.number:
        assert held.nearness is Nearness.KNOWN
    else:
        assert held.nearness is not Nearness.KNOWN
