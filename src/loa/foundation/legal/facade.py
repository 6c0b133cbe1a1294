"""The door of legal: all that other rooms may use."""

from loa.foundation.legal.events import CalendarDayRecorded
from loa.foundation.legal.operations import (
    DayIncomplete,
    load_reference,
    record_calendar_day,
    settle_calendar_doubt,
)
from loa.foundation.legal.queries import (
    NotInForce,
    cites,
    due_days,
    in_force,
    is_verified,
    one_law,
    open_doubts,
    period,
    period_containing,
    period_rule,
    periods_of_year,
    report_due_on,
    value,
    working_calendar,
)
from loa.foundation.legal.rules import NoDueDays, UnknownPeriod, period_label_vi
from loa.foundation.legal.types import (
    OpenDoubt,
    ParameterInForce,
    Period,
    PeriodKind,
    PeriodRule,
    Verb,
)

__all__ = [
    "CalendarDayRecorded",
    "DayIncomplete",
    "NoDueDays",
    "NotInForce",
    "OpenDoubt",
    "ParameterInForce",
    "Period",
    "PeriodKind",
    "PeriodRule",
    "UnknownPeriod",
    "Verb",
    "cites",
    "due_days",
    "in_force",
    "is_verified",
    "load_reference",
    "one_law",
    "open_doubts",
    "period",
    "period_containing",
    "period_label_vi",
    "period_rule",
    "periods_of_year",
    "record_calendar_day",
    "report_due_on",
    "settle_calendar_doubt",
    "value",
    "working_calendar",
]
