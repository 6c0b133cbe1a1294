"""Reporting periods: they tile the year under every rule."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.legal import rules
from loa.foundation.legal.types import Period, PeriodKind, PeriodRule
from loa.kernel.worktime import Calendar

KINDS = frozenset(PeriodKind)
CONTROL = PeriodRule(
    "CONTROL_REPORT", "kiểm soát", 14, KINDS, PeriodKind.QUARTER, "luật", verified=True
)
CALENDAR = PeriodRule(
    "CALENDAR_QUARTER", "quý", None, KINDS, PeriodKind.QUARTER, "luật", verified=True
)
RULES = st.sampled_from([CONTROL, CALENDAR]) | st.builds(
    lambda day: PeriodRule("MADE", "thử", day, KINDS, PeriodKind.QUARTER, "luật", verified=True),
    st.integers(1, 28),
)
TILING = st.sampled_from(sorted(KINDS - {PeriodKind.NINE_MONTHS}))
YEARS = st.integers(2, 9998)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "code", "first", "last"),
    [
        (CONTROL, "2022-Q1", "2021-12-15", "2022-03-14"),
        (CONTROL, "2022-Q2", "2022-03-15", "2022-06-14"),
        (CONTROL, "2022-Q4", "2022-09-15", "2022-12-14"),
        (CONTROL, "2022-H1", "2021-12-15", "2022-06-14"),
        (CONTROL, "2022-H2", "2022-06-15", "2022-12-14"),
        (CONTROL, "2022-9M", "2021-12-15", "2022-09-14"),
        (CONTROL, "2022-Y", "2021-12-15", "2022-12-14"),
        (CONTROL, "2022-01", "2021-12-15", "2022-01-14"),
        (CONTROL, "2022-03", "2022-02-15", "2022-03-14"),
        (CALENDAR, "2022-Q1", "2022-01-01", "2022-03-31"),
        (CALENDAR, "2024-02", "2024-02-01", "2024-02-29"),
        (CALENDAR, "2022-H1", "2022-01-01", "2022-06-30"),
        (CALENDAR, "2022-9M", "2022-01-01", "2022-09-30"),
        (CALENDAR, "2022-Y", "2022-01-01", "2022-12-31"),
    ],
)
def test_period(rule: PeriodRule, code: str, first: str, last: str) -> None:
    found = rules.period(rule, code)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)
    assert found.code == code
    assert found.to == found.last + ONE


@given(RULES, YEARS, TILING)
def test_periods_tile_without_gap_or_overlap(rule: PeriodRule, year: int, kind: PeriodKind) -> None:
    tiles = [*rules.periods_of_year(rule, year, kind), *rules.periods_of_year(rule, year + 1, kind)]
    assert all(before.to == after.first for before, after in pairwise(tiles))
    whole = rules.period(rule, f"{year:04d}-Y")
    assert (tiles[0].first, tiles[len(tiles) // 2 - 1].last) == (whole.first, whole.last)


@given(RULES, YEARS)
def test_half_year_and_nine_months_are_their_quarters(rule: PeriodRule, year: int) -> None:
    quarters = rules.periods_of_year(rule, year, PeriodKind.QUARTER)
    months = rules.periods_of_year(rule, year, PeriodKind.MONTH)
    for code, count in (("H1", 2), ("9M", 3), ("Y", 4)):
        whole = rules.period(rule, f"{year:04d}-{code}")
        assert whole.first == quarters[0].first == months[0].first
        assert whole.last == quarters[count - 1].last == months[3 * count - 1].last


@given(RULES, st.dates(date(3, 1, 1), date(9997, 1, 1)), TILING)
def test_period_containing_finds_the_one(rule: PeriodRule, day: date, kind: PeriodKind) -> None:
    found = rules.period_containing(rule, kind, day)
    assert found is not None
    assert found.holds(day)
    assert rules.period(rule, found.code) == found


@given(RULES, st.dates(date(3, 1, 1), date(9997, 1, 1)))
def test_period_containing_leaves_the_rest_of_the_year_out(rule: PeriodRule, day: date) -> None:
    year = rules.period_containing(rule, PeriodKind.YEAR, day)
    assert year is not None
    nine = rules.period(rule, f"{year.code[:4]}-9M")
    found = rules.period_containing(rule, PeriodKind.NINE_MONTHS, day)
    assert found == (nine if nine.holds(day) else None)


@pytest.mark.parametrize(
    "code",
    ["", "2022", "2022-Q5", "2022-13", "2022-00", "2022-H3", "22-Q1", "2022-q1", "2022-Q1 ",
     "0000-Y", "0001-Y", "٢٠٢٢-Q1"],
)  # fmt: skip
def test_unknown_period(code: str) -> None:
    with pytest.raises(rules.UnknownPeriod):
        rules.period(CONTROL, code)


def test_unknown_period_of_a_rule_that_does_not_speak_for_it() -> None:
    quarters = PeriodRule(
        "Q", "", None, frozenset({PeriodKind.QUARTER}), PeriodKind.QUARTER, "", verified=True
    )
    with pytest.raises(rules.UnknownPeriod):
        rules.period(quarters, "2022-01")


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("2022-Q1", "quý I năm 2022"),
        ("2022-Q4", "quý IV năm 2022"),
        ("2022-01", "tháng 01 năm 2022"),
        ("2022-12", "tháng 12 năm 2022"),
        ("2022-H1", "6 tháng đầu năm 2022"),
        ("2022-H2", "6 tháng cuối năm 2022"),
        ("2022-9M", "9 tháng đầu năm 2022"),
        ("2022-Y", "năm 2022"),
    ],
)
def test_period_label(code: str, label: str) -> None:
    assert rules.period_label_vi(code) == label


def test_report_due_on_counts_from_the_cut_off() -> None:
    quarter: Period = rules.period(CONTROL, "2022-Q2")
    terms = {"commune": 2, "department": 4}
    assert rules.report_due_on(quarter, "commune", terms, Calendar()) == date(2022, 6, 16)
    assert rules.report_due_on(quarter, "department", terms, Calendar()) == date(2022, 6, 20)
    with pytest.raises(rules.NoDueDays):
        rules.report_due_on(quarter, "district", terms, Calendar())
