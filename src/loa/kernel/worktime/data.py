"""The calendar of the civil service, read from the reference files.

A file of data/calendar/ covers the days [from, to) and says whether they are `announced`; it holds
`[[day]]` tables (day, kind OFF or WORKED, name, cites, verified) and `[[doubt]]` tables (from, to,
words). A span that no file covers, or that is not announced, becomes a doubt, never a guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from loa.kernel.places import data_dir
from loa.kernel.reference import ReferenceBroken, parameter_rows, read_toml, row_in_force
from loa.kernel.words import short_date
from loa.kernel.worktime.calendar import Calendar
from loa.kernel.worktime.types import DayKind, DaySchedule, Doubt, SpecialDay

OFFICE_HOURS = "office.hours"
_NO_NOTICE = (
    "Chưa có thông báo nghỉ lễ năm {year}: chưa biết ngày nghỉ Tết, ngày liền kề Quốc khánh "
    "và ngày làm bù, nên hạn có thể thay đổi."
)
_TOO_EARLY = "Lịch nghỉ lễ chỉ có từ ngày {day}: trước đó chỉ tính theo ngày nghỉ hằng tuần."
_TOO_LATE = "Chưa có lịch nghỉ lễ từ ngày {day}: từ đó chỉ tính theo ngày nghỉ hằng tuần."


@dataclass(frozen=True)
class CalendarFiles:
    """What the files say: the days that differ, in order, and the doubts."""

    days: tuple[SpecialDay, ...]
    doubts: tuple[Doubt, ...]


def civil_service() -> Calendar:
    """The calendar of the files, with the office hours in force; read once per process."""
    return _civil_service(data_dir())


def read_files(folder: Path) -> CalendarFiles:
    """Read data/calendar. Raises ReferenceBroken where a file is wrong or two of them overlap."""
    days: dict[date, SpecialDay] = {}
    spans: list[tuple[date, date]] = []
    doubts: list[Doubt] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            table = cast("dict[str, object]", read_toml(path))
            from_, to = cast("date", table["from"]), cast("date", table["to"])
            spans.append((from_, to))
            if not table["announced"]:
                doubts.append(Doubt(from_, to, _NO_NOTICE.format(year=from_.year)))
            doubts += [_doubt(row) for row in _tables(table, "doubt")]
            found = [_day(row) for row in _tables(table, "day")]
        except (KeyError, TypeError, ValueError) as error:
            message = f"{path.name}: {error!r}"
            raise ReferenceBroken(message) from error
        for day in found:
            if day.day in days or not from_ <= day.day < to:
                message = f"{path.name}: {day.day} stands twice or outside the span of its file"
                raise ReferenceBroken(message)
            days[day.day] = day
    doubts += edge_doubts(spans)
    return CalendarFiles(tuple(days[day] for day in sorted(days)), tuple(doubts))


def week_from(value: Mapping[str, object]) -> tuple[DaySchedule, ...]:
    """The weekly schedules of an `office.hours` value: {"week": [["07:30-11:30", …], …]}."""
    return tuple(DaySchedule.of(*sessions) for sessions in cast("list[list[str]]", value["week"]))


def edge_doubts(spans: Iterable[tuple[date, date]]) -> list[Doubt]:
    """The doubts before, between and after the known spans [from, to).

    Raises ReferenceBroken where spans overlap.
    """
    doubts, known_to, words = [], date.min, _TOO_EARLY
    for from_, to in sorted(spans):
        if from_ < known_to:
            message = f"calendar files overlap on {from_}"
            raise ReferenceBroken(message)
        if known_to < from_:
            day = from_ if words is _TOO_EARLY else known_to
            doubts.append(Doubt(known_to, from_, words.format(day=short_date(day))))
        known_to, words = to, _TOO_LATE
    doubts.append(Doubt(known_to, date.max, words.format(day=short_date(known_to))))
    return doubts


@lru_cache(maxsize=4)
def _civil_service(folder: Path) -> Calendar:
    files = read_files(folder / "calendar")
    hours = row_in_force(parameter_rows(folder / "law"), OFFICE_HOURS, date.max)
    if hours is None or hours.value is None:
        message = f"{folder / 'law'}: {OFFICE_HOURS} is missing"
        raise ReferenceBroken(message)
    special = {day.day: day for day in files.days}
    return Calendar(weekly=week_from(hours.value), special=special, doubts=files.doubts)


def _tables(table: dict[str, object], name: str) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", table.get(name, []))


def _doubt(row: dict[str, object]) -> Doubt:
    from_, to = cast("date", row["from"]), cast("date", row["to"])
    return Doubt(from_, to, cast("str", row["words"]))


def _day(row: dict[str, object]) -> SpecialDay:
    sessions = row.get("sessions")
    return SpecialDay(
        day=cast("date", row["day"]),
        kind=DayKind(cast("str", row["kind"])),
        name=cast("str", row["name"]),
        cites=cast("str", row["cites"]),
        verified=bool(row.get("verified", True)),
        schedule=DaySchedule.of(*cast("list[str]", sessions)) if sessions else None,
    )
