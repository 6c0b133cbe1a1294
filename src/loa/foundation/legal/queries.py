"""Reads of legal: the law of a day, the working calendar as known now."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from loa.foundation.legal import rules
from loa.foundation.legal.models import CalendarDay, CalendarDoubt, LegalParameter
from loa.foundation.legal.types import (
    OpenDoubt,
    ParameterInForce,
    Period,
    PeriodKind,
    PeriodRule,
)
from loa.kernel.errors import DomainError
from loa.kernel.words import short_date
from loa.kernel.worktime import Calendar, DayKind, DaySchedule, Doubt, SpecialDay
from loa.kernel.worktime.data import OFFICE_HOURS, week_from

PERIOD_RULE = "reports.period_rule."
DUE_DAYS = "reports.due_days"

# Rows come and are superseded, never changed, so these figures move with every change.
_VERSION_SQL = """
SELECT (SELECT (count(*), max(id), count(superseded_at), max(recorded_at), max(superseded_at))::text
          FROM legal_calendarday)
    || (SELECT (count(*), max(id), count(superseded_at), max(recorded_at), max(superseded_at),
               count(nullif(settled_cites, '')))::text FROM legal_calendardoubt)
    || (SELECT (count(*), max(id), count(superseded_at), max(recorded_at), max(superseded_at))::text
          FROM legal_legalparameter)
"""


class NotInForce(DomainError):
    """No row of the parameter holds on the day: it begins later, was repealed or is unknown."""

    code = "LEGAL_NOT_IN_FORCE"


@dataclass(frozen=True)
class _Law:
    """The law and the calendar as they were at one version of the tables.

    `parameters` holds the rows of each code, from the first day in force to the last.
    """

    version: str
    parameters: Mapping[str, tuple[LegalParameter, ...]]

    @cached_property
    def calendar(self) -> Calendar:
        """Read when it is first asked for; its hours are the office hours last in force."""
        return _read_calendar(self.parameters.get(OFFICE_HOURS, ()))


@dataclass
class _Pin:
    """What one request has looked up, if anything yet."""

    law: _Law | None = None


_known: dict[str, _Law] = {}
_pinned: ContextVar[_Pin | None] = ContextVar("pinned_law", default=None)


@contextmanager
def one_law() -> Iterator[None]:
    """Within, the law is looked up once: one page tells one law and pays for it once.

    For what only reads: who writes law within does not see what he wrote.
    """
    token = _pinned.set(_Pin())
    try:
        yield
    finally:
        _pinned.reset(token)


def _law() -> _Law:
    """The law as known now, kept in the process until one of its rows changes.

    Costs one small query, within `one_law` once.
    """
    pin = _pinned.get()
    if pin is not None and pin.law is not None:
        return pin.law
    with connection.cursor() as cursor:
        cursor.execute(_VERSION_SQL)
        (version,) = cursor.fetchone()
    law = _known.get(connection.alias)
    if law is None or law.version != version:
        law = _known[connection.alias] = _Law(version, _read_parameters())
    if pin is not None:
        pin.law = law
    return law


def in_force(code: str, *, on: date) -> ParameterInForce:
    """The parameter as it holds on a day. Raises NotInForce."""
    rows = _law().parameters.get(code, ())
    begun = [row for row in rows if row.in_force_from <= on]
    row = begun[-1] if begun else None
    if row is None or row.value is None:
        message = f"Chưa có quy định «{code}» có hiệu lực ngày {short_date(on)}. Hãy báo quản trị."
        raise NotInForce(message)
    later = rows[len(begun) :]
    return ParameterInForce(
        code=code,
        in_force_from=row.in_force_from,
        last_day=later[0].in_force_from - timedelta(days=1) if later else None,
        value=row.value,
        cites=row.cites,
        verified=row.verified,
    )


def value(code: str, *, on: date) -> dict[str, Any]:
    """The value that holds on a day, as its reference file shapes it. Raises NotInForce."""
    return in_force(code, on=on).value


def is_verified(code: str, on: date) -> bool:
    """Whether the value of the day was checked against its document. Raises NotInForce."""
    return in_force(code, on=on).verified


def cites(code: str, on: date) -> str:
    """The document behind the value of the day. Raises NotInForce."""
    return in_force(code, on=on).cites


def current_parameters() -> QuerySet[LegalParameter]:
    """The rows that no correction has superseded."""
    return LegalParameter.objects.filter(superseded_at=None)


def current_days() -> QuerySet[CalendarDay]:
    """The days as known now."""
    return CalendarDay.objects.filter(superseded_at=None)


def open_doubt_rows() -> QuerySet[CalendarDoubt]:
    """The doubts that no document has settled."""
    return CalendarDoubt.objects.filter(superseded_at=None, settled_cites="")


def open_doubts() -> list[OpenDoubt]:
    """What the calendar does not know, in order of days."""
    return [
        OpenDoubt(row.pk, row.not_known_from, row.not_known_to - timedelta(days=1), row.words)
        for row in open_doubt_rows().order_by("not_known_from", "id")
    ]


def working_calendar() -> Calendar:
    """The working calendar as known now. Raises NotInForce where no law is loaded."""
    return _law().calendar


def period_rule(code: str, *, on: date) -> PeriodRule:
    """CONTROL_REPORT, CALENDAR_QUARTER or CALENDAR_MONTH as it holds on a day.

    Raises NotInForce.
    """
    row = in_force(f"{PERIOD_RULE}{code}", on=on)
    return PeriodRule(
        code=code,
        label=row.value["label"],
        cut_off_day=row.value.get("cut_off_day"),
        kinds=frozenset(PeriodKind(kind) for kind in row.value["kinds"]),
        report_kind=PeriodKind(row.value["report_kind"]),
        cites=row.cites,
        verified=row.verified,
    )


def period(rule: str, code: str, *, on: date) -> Period:
    """The period that `code` ("2022-Q1") names by the rule as it holds on a day.

    Raises NotInForce, UnknownPeriod.
    """
    return rules.period(period_rule(rule, on=on), code)


def periods_of_year(rule: str, year: int, kind: PeriodKind | str, *, on: date) -> list[Period]:
    """The periods of one kind in a year, in order, by the rule as it holds on a day.

    Raises NotInForce, UnknownPeriod for a kind of which the rule does not speak.
    """
    return rules.periods_of_year(period_rule(rule, on=on), year, PeriodKind(kind))


def period_containing(rule: str, kind: PeriodKind | str, day: date, *, on: date) -> Period | None:
    """The period of the kind that holds `day`, by the rule as it holds on `on`.

    Raises NotInForce, UnknownPeriod.
    """
    return rules.period_containing(period_rule(rule, on=on), PeriodKind(kind), day)


def due_days(on: date) -> Mapping[str, int]:
    """Working days after the cut-off, by level, in which a report is handed in. NotInForce."""
    return {level: int(days) for level, days in in_force(DUE_DAYS, on=on).value.items()}


def report_due_on(reported: Period, level: str) -> date:
    """The last day in time for the report of a period, by the law on the day it becomes due.

    Raises NotInForce, NoDueDays.
    """
    terms = due_days(reported.to)
    return rules.report_due_on(reported, level, terms, working_calendar())


def _read_parameters() -> dict[str, tuple[LegalParameter, ...]]:
    rows = current_parameters().order_by("code", "in_force_from")
    return {code: tuple(of_code) for code, of_code in groupby(rows, lambda row: row.code)}


def _read_calendar(hours_rows: Sequence[LegalParameter]) -> Calendar:
    hours = hours_rows[-1] if hours_rows else None
    if hours is None or hours.value is None:
        message = "Chưa nạp dữ liệu pháp lý. Hãy chạy lệnh khởi động để nạp."
        raise NotInForce(message)
    days = (_special(row) for row in current_days())
    return Calendar(
        weekly=week_from(hours.value),
        special={day.day: day for day in days},
        doubts=tuple(
            Doubt(row.not_known_from, row.not_known_to, row.words)
            for row in open_doubt_rows().order_by("not_known_from", "id")
        ),
    )


def _special(row: CalendarDay) -> SpecialDay:
    return SpecialDay(
        day=row.day,
        kind=DayKind(row.kind),
        name=row.name,
        cites=row.cites,
        verified=row.verified,
        schedule=DaySchedule.of(*row.sessions) if row.sessions else None,
    )
