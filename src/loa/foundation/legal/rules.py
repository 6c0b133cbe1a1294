"""Reporting periods by rule, and when a report is due; the law of the day is handed in.

Source of the control-report rule: NĐ 09/2019/NĐ-CP, article 12 (15th of the month before the
period to the 14th of its last month), applied to procedure control by TT 01/2020/TT-VPCP. The
second half of a year is no period of that article; it is cut the same way, for what is due twice
a year.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from loa.foundation.legal.types import Period, PeriodKind, PeriodRule
from loa.kernel.errors import DomainError
from loa.kernel.worktime import Calendar

_CODE = re.compile(r"(\d{4})-(?:(\d{2})|Q([1-4])|(H1|H2|9M|Y))", re.ASCII)
_LONG = {
    "H1": (PeriodKind.HALF_YEAR, 1, 6),
    "H2": (PeriodKind.HALF_YEAR, 7, 12),
    "9M": (PeriodKind.NINE_MONTHS, 1, 9),
    "Y": (PeriodKind.YEAR, 1, 12),
}
_ROMAN = ("I", "II", "III", "IV")
_MONTHS, _QUARTER = 12, 3
_ONE = timedelta(days=1)


class UnknownPeriod(DomainError):
    """A code that names no period, or none of this rule."""

    code = "LEGAL_UNKNOWN_PERIOD"
    message_vi = "Không có kỳ báo cáo này. Hãy ghi như 2022-Q1, 2022-01, 2022-H1, 2022-9M, 2022-Y."


class NoDueDays(DomainError):
    """The level has no term for its report on that day; in a reform it may not exist any more."""

    code = "LEGAL_NO_DUE_DAYS"
    message_vi = "Chưa có quy định số ngày nộp báo cáo cho cấp này vào ngày đó."


def period(rule: PeriodRule, code: str) -> Period:
    """The period that a code names: 2022-01, 2022-Q1, 2022-H1, 2022-H2, 2022-9M, 2022-Y.

    Raises UnknownPeriod for another code, or a kind for which the rule does not speak.
    """
    year, kind, first, last = _read(code)
    if kind not in rule.kinds:
        raise UnknownPeriod
    return Period(_end(rule, year, first - 1) + _ONE, _end(rule, year, last), code, kind)


def periods_of_year(rule: PeriodRule, year: int, kind: PeriodKind) -> list[Period]:
    """The periods of one kind in a year, in order; of nine months there is one."""
    return [period(rule, code) for code in _codes(year, kind)]


def period_containing(rule: PeriodRule, kind: PeriodKind, day: date) -> Period | None:
    """The period of the kind that holds the day.

    None where there is none: nine months leave the rest of the year out.
    """
    found = (
        each
        for year in (day.year, day.year + 1)
        if year <= date.max.year
        for each in periods_of_year(rule, year, kind)
        if each.holds(day)
    )
    return next(found, None)


def period_label_vi(code: str) -> str:
    """«quý I năm 2022», «tháng 01 năm 2022», «6 tháng đầu năm 2022», «năm 2022»."""
    year, kind, first, _ = _read(code)
    words = {
        PeriodKind.MONTH: f"tháng {first:02d} năm {year:04d}",
        PeriodKind.QUARTER: f"quý {_ROMAN[(first - 1) // _QUARTER]} năm {year:04d}",
        PeriodKind.HALF_YEAR: f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year:04d}",
        PeriodKind.NINE_MONTHS: f"9 tháng đầu năm {year:04d}",
        PeriodKind.YEAR: f"năm {year:04d}",
    }
    return words[kind]


def report_due_on(
    reported: Period, level: str, due_days: Mapping[str, int], calendar: Calendar
) -> date:
    """The last day on which a unit of the level hands in the period's report in time.

    `due_days`: working days after the cut-off, by level. Raises NoDueDays.
    """
    if level not in due_days:
        raise NoDueDays
    return calendar.nth_after(reported.last, due_days[level])


def _read(code: str) -> tuple[int, PeriodKind, int, int]:
    """(year, kind, first month, last month) of a code."""
    found = _CODE.fullmatch(code)
    if found is None or not int(found[1]):
        raise UnknownPeriod
    year = int(found[1])
    if found[2]:
        month = int(found[2])
        if not 1 <= month <= _MONTHS:
            raise UnknownPeriod
        return year, PeriodKind.MONTH, month, month
    if found[3]:
        last = int(found[3]) * _QUARTER
        return year, PeriodKind.QUARTER, last - _QUARTER + 1, last
    return year, *_LONG[found[4]]


def _codes(year: int, kind: PeriodKind) -> list[str]:
    if kind is PeriodKind.MONTH:
        return [f"{year:04d}-{month:02d}" for month in range(1, _MONTHS + 1)]
    if kind is PeriodKind.QUARTER:
        return [f"{year:04d}-Q{quarter}" for quarter in range(1, 5)]
    return [f"{year:04d}-{suffix}" for suffix, (long, _, _) in _LONG.items() if long is kind]


def _end(rule: PeriodRule, year: int, month: int) -> date:
    """The last day of the period that ends with a month; month 0 is December of the year before.

    Raises UnknownPeriod before the first year of the calendar.
    """
    if month == 0:
        year, month = year - 1, _MONTHS
    if year < date.min.year:
        raise UnknownPeriod
    return date(year, month, rule.cut_off_day or monthrange(year, month)[1])
