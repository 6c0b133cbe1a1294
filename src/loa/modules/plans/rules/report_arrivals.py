"""Who handed in the report of a period when, and what was given back with which remark."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from loa.foundation.documents.facade import Chart, ChartRow
from loa.kernel.words import format_number, short_date

KINDS = {
    "PROVINCE": "Sở, ban, ngành",
    "DISTRICT": "UBND cấp huyện",
    "COMMUNE": "UBND cấp xã",
}
"""Words of the kinds of units by their level, in official order."""


@dataclass(frozen=True)
class Return:
    """One time that the report was given back: on which day, with which remark."""

    on: date
    reason: str


@dataclass(frozen=True)
class Arrival:
    """The report of one unit. `first`: when it first came; `came`: when the one that stands came.

    `report`: its id, 0 where nobody began it. Late is the one that stands, or that is still owed.
    """

    unit: int
    kind: str
    due: date
    first: date | None = None
    came: date | None = None
    is_late: bool = False
    report: int = 0
    returns: tuple[Return, ...] = ()

    @property
    def state_words(self) -> str:
        """«Đã gửi đúng hạn», «Đã gửi, muộn», «Bị trả lại, chưa gửi lại», «Chưa gửi, quá hạn»."""
        if self.came is not None:
            return "Đã gửi, muộn" if self.is_late else "Đã gửi đúng hạn"
        missing = "Bị trả lại, chưa gửi lại" if self.returns else "Chưa gửi"
        return f"{missing}, quá hạn" if self.is_late else missing

    @property
    def days_words(self) -> str:
        """The day on which it came; where it came again, both."""
        if self.came and self.first and self.first != self.came:
            return f"{short_date(self.came)} (lần đầu {short_date(self.first)})"
        day = self.came or self.first
        return short_date(day) if day else ""

    @property
    def returns_words(self) -> str:
        """Each time that it was given back, with its remark."""
        return "; ".join(f"{short_date(one.on)}: {one.reason}" for one in self.returns)


def as_json(arrivals: Iterable[Arrival]) -> list[dict[str, object]]:
    """The shape in which a frozen report keeps them."""
    return [
        {
            **asdict(one),
            "due": one.due.isoformat(),
            "first": one.first.isoformat() if one.first else "",
            "came": one.came.isoformat() if one.came else "",
            "returns": [[back.on.isoformat(), back.reason] for back in one.returns],
        }
        for one in arrivals
    ]


def from_json(raw: Iterable[Mapping[str, Any]]) -> tuple[Arrival, ...]:
    """The arrivals that a frozen report kept."""
    return tuple(
        Arrival(
            **{
                **row,
                "due": date.fromisoformat(row["due"]),
                "first": date.fromisoformat(row["first"]) if row["first"] else None,
                "came": date.fromisoformat(row["came"]) if row["came"] else None,
                "returns": tuple(Return(date.fromisoformat(on), why) for on, why in row["returns"]),
            }
        )
        for row in raw
    )


def counted(arrivals: Iterable[Arrival]) -> dict[str, tuple[int, int, int]]:
    """Words of a kind → (in time, late, not there), in official order."""
    found: dict[str, list[int]] = {}
    for one in arrivals:
        row = found.setdefault(KINDS.get(one.kind, one.kind), [0, 0, 0])
        row[2 if one.came is None else one.is_late] += 1
    order = [*KINDS.values(), *(kind for kind in found if kind not in KINDS.values())]
    return {kind: (a, b, c) for kind in order if kind in found for a, b, c in [found[kind]]}


def summary(arrivals: Iterable[Arrival]) -> str:
    """«150 đúng hạn, 5 muộn, 10 chưa gửi»."""
    rows = counted(arrivals).values()
    on_time, late, missing = (sum(row[n] for row in rows) for n in range(3))
    return (
        f"{format_number(on_time)} đúng hạn, {format_number(late)} muộn, "
        f"{format_number(missing)} chưa gửi"
    )


def chart_of(arrivals: Iterable[Arrival]) -> Chart:
    """On time, late and missing by kind of unit."""
    rows = tuple(ChartRow(kind, values) for kind, values in counted(arrivals).items())
    series = ("Đúng hạn", "Muộn", "Chưa gửi")
    return Chart("Gửi báo cáo đúng hạn, muộn theo loại đơn vị", series, rows, is_stacked=True)
