"""Codes that find their own slips, the clock, and what may be sent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.kernel.worktime import Calendar
from loa.kernel.worktime.data import civil_service
from loa.modules.plans.rules import remark as rules
from loa.modules.plans.rules.remark_code import (
    ALPHABET,
    LENGTH,
    code_of,
    grouped,
    read_code,
)
from loa.modules.plans.types import RemarkState

codes = st.lists(st.integers(0, 31), min_size=LENGTH - 1, max_size=LENGTH - 1).map(code_of)


@given(codes)
def test_a_code_is_read_as_people_write_it(code: str) -> None:
    plain = code.replace("0", "o").replace("1", "l")
    for typed in (code, grouped(code), code.lower(), f"  {grouped(code)} ", plain):
        assert read_code(typed) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_single_slip_is_found(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert read_code(wrong) == (code if wrong == code else None)


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_any_two_signs_that_changed_places_are_found(code: str, one: int, other: int) -> None:
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    assert read_code(wrong) == (code if wrong == code else None)


@pytest.mark.parametrize("typed", ["", "0", "7" * 13, "UUUUUUUUUUUU", "x" * 10_000, "ĐĐĐĐĐĐĐĐĐĐĐĐ"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.dates(date(2022, 1, 1), date(2022, 11, 30)))
def test_the_clock_counts_working_days_and_not_the_first(sent_on: date) -> None:
    calendar: Calendar = civil_service()
    due = rules.CLOCK.due_on(sent_on, "PROVINCE", calendar)
    days = rules.terms(sent_on).days
    assert calendar.working_days_between(sent_on, due) == days
    assert not rules.is_late(RemarkState.OPEN, due, None, due)
    assert rules.is_late(RemarkState.OPEN, due, None, due + timedelta(days=1))
    assert rules.is_late(RemarkState.ANSWERED, due, due + timedelta(days=1), due)
    assert not rules.is_late(RemarkState.HIDDEN, due, None, date(2023, 12, 31))


def test_who_sent_it_is_kept_as_long_as_the_data_say() -> None:
    terms, sent = rules.keeping(date(2022, 3, 1)), date(2022, 3, 1)
    answered = date(2022, 3, 10)
    assert rules.forgotten_after(sent, answered) == answered + timedelta(days=terms.forget)
    assert rules.forgotten_after(sent, None) == sent + timedelta(days=terms.most)


@pytest.mark.parametrize(
    ("typed", "email", "phone"),
    [
        ("", "", ""),
        (" ba.mau@thu.vn ", "ba.mau@thu.vn", ""),
        ("0912 345 678", "", "0912345678"),
        ("+84 912.345.678", "", "0912345678"),
    ],
)
def test_one_way_to_reach_the_sender(typed: str, email: str, phone: str) -> None:
    found = rules.checked_sender(" Bà  Mẫu ", typed)
    assert (found.name, found.email, found.phone) == ("Bà Mẫu", email, phone)


@pytest.mark.parametrize(
    "typed",
    [
        "ba@thu.vn\r\nBcc: moi@nguoi.vn",
        "ba@thu.vn\nmoi@nguoi.vn",
        "ba@thu.vn,moi@nguoi.vn",
        "<ba@thu.vn>",
        "nguyễn@thu.vn",
        "0912",
        "ba@thu",
        f"{'a' * 300}@thu.vn",
    ],
)
def test_g03_what_would_reach_into_the_head_of_a_letter_is_refused(typed: str) -> None:
    """G03."""
    with pytest.raises(rules.ReachUnreadable):
        rules.checked_sender("", typed)


@given(st.text(max_size=200))
def test_words_are_kept_without_signs_that_do_something(typed: str) -> None:
    try:
        kept = rules.needs_remark(typed)
    except rules.RemarkEmpty:
        return
    assert not {"\x00", "\u202e", "\u200b", "\r"} & set(kept)


def test_words_have_an_end() -> None:
    with pytest.raises(rules.RemarkTooLong):
        rules.needs_remark("a" * (rules.LONGEST + 1))
    for blank in ("", " \n\t ", "\u200b"):
        with pytest.raises(rules.RemarkEmpty):
            rules.needs_remark(blank)


@pytest.mark.parametrize(
    "words",
    [
        "Gọi tôi 0912 345 678 nhé",
        "viết ba@thu.vn",
        "số 0123 4567 8901",
        "+84912345678",
        "091.234.5678",
    ],
)
def test_what_names_a_person_is_masked(words: str) -> None:
    shown = rules.masked(words)
    assert "(đã ẩn)" in shown
    assert not any(part in shown for part in ("345", "@", "8901", "5678"))


def test_days_and_amounts_are_not_masked() -> None:
    words = "Ngày 30/6/2022 phát 1.240 tờ ở 12 thôn, 3 lần"
    assert rules.masked(words) == words
