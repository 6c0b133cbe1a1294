"""The values a spreadsheet consists of; the Excel and the CSV writer print the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

Cell = str | int | float | Decimal | date | datetime | None


class CellKind(Enum):
    """What a column holds. Text is never taken for a number or formula.

    ORDINAL is a running number (TT), centred; MONEY is whole đồng; PERCENT cells hold a ratio.
    """

    TEXT = "text"
    ORDINAL = "ordinal"
    NUMBER = "number"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"


class Paper(Enum):
    """Sheet size; the value is Excel's number for it."""

    A4 = 9
    A3 = 8


@dataclass(frozen=True)
class SheetColumn:
    """One column: heading, kind, width in characters; `group` stands over equal neighbours.

    `choices` are offered in its cells by Excel; other words may be typed as well.
    """

    title: str
    kind: CellKind = CellKind.TEXT
    width: float = 14.0
    group: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One sheet: title lines, a ruled table with a frozen heading, totals, notes under it.

    `title` names the tab (made safe and unique by the writer). `rows` are written in the order
    given; `group_rows` are indexes of rows set in bold. `rows_to_fill` empty ruled rows follow.
    Cells that hold `alert_words` are marked in red; the first `frozen_columns` stay on screen.
    Raises ValueError where a row or the totals do not fit the columns.
    """

    title: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Cell]]
    heading: tuple[str, ...] = ()
    totals: Sequence[Cell] | None = None
    notes: tuple[str, ...] = ()
    group_rows: frozenset[int] = field(default_factory=frozenset)
    rows_to_fill: int = 0
    alert_words: str = ""
    frozen_columns: int = 0
    paper: Paper = Paper.A4
    is_landscape: bool = True

    def __post_init__(self) -> None:
        """Refuse rows that do not fit."""
        for place, row in enumerate([*self.rows, *([self.totals] if self.totals else [])], 1):
            if len(row) != len(self.columns):
                message = f"row {place} has {len(row)} cells, columns {len(self.columns)}"
                raise ValueError(message)
