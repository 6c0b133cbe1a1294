"""Codes of a phone: the numbers of the standard, the drift of a clock, no code twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.orgs import one_time_codes as codes

SECRET = b"12345678901234567890"
AT = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_code_is_that_of_the_standard(second: int, code: str) -> None:
    """RFC 6238, appendix B: the last six of its eight digits."""
    assert codes.code_at(SECRET, second // codes.PERIOD) == code


@given(st.integers(min_value=-300, max_value=300))
def test_a_clock_may_be_half_a_minute_wrong_and_no_more(seconds: int) -> None:
    shown = codes.code_at(SECRET, codes.step_of(AT + timedelta(seconds=seconds)))
    steps = codes.step_of(AT + timedelta(seconds=seconds)) - codes.step_of(AT)
    found = codes.matching_step(SECRET, shown, AT, after=0)
    assert (found is not None) is (abs(steps) <= 1)


def test_typed_with_blanks_is_the_same() -> None:
    shown = codes.code_at(SECRET, codes.step_of(AT))
    assert codes.matching_step(SECRET, f" {shown[:3]} {shown[3:]}", AT, after=0)


def test_a_step_counts_once() -> None:
    now = codes.step_of(AT)
    shown = codes.code_at(SECRET, now)
    assert codes.matching_step(SECRET, shown, AT, after=now - 1) == now
    assert codes.matching_step(SECRET, shown, AT, after=now) is None


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read(typed: str) -> None:
    found = codes.matching_step(SECRET, typed, AT, after=0)
    assert found is None or typed.strip()


def test_codes_on_paper_are_many_and_read_as_typed() -> None:
    paper = codes.new_recovery_codes()
    assert len(set(paper)) == 10
    assert codes.plain_recovery_code(f" {paper[0].upper()} ") == paper[0].replace("-", "")


def test_address_carries_secret_and_site() -> None:
    address = codes.address_of(SECRET, username="ma.pao", site="Loa tỉnh")
    assert address.startswith("otpauth://totp/Loa%20t%E1%BB%89nh%3Ama.pao?secret=GEZDGNBV")
    assert codes.secret_words(SECRET).startswith("GEZD GNBV")
