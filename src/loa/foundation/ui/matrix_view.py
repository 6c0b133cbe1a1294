"""Values of the grid of units by tasks; the same values make the list for phones."""

from dataclasses import dataclass
from typing import NamedTuple

from loa.foundation.ui import wording


@dataclass(frozen=True)
class MatrixColumn:
    """One task: number, short words, due day in short."""

    number: str
    words: str
    href: str = ""
    due: str = ""
    is_current: bool = False


class MatrixCell(NamedTuple):
    """One unit's work on one task; a grid has thousands of them, so they are tuples.

    `words` say the state and all else that the sign shows; `is_late` is owed past its day,
    `is_done_late` was handed in or done after it; `number` stands small beside the sign;
    `is_hit` where a filter asked for it.
    """

    state: str
    words: str
    unit: str
    task: str
    href: str = ""
    is_late: bool = False
    number: str = ""
    has_difficulty: bool = False
    is_current: bool = False
    is_hit: bool = False
    is_done_late: bool = False

    @property
    def label(self) -> str:
        """All of it in words, for those who do not see the grid."""
        return f"{self.words}: {self.unit}, {self.task}"


@dataclass(frozen=True)
class MatrixTotal:
    """Done of all in one column of a group; empty words where the task is not theirs."""

    done: str = ""
    total: str = ""
    late: str = ""

    @property
    def words(self) -> str:
        """The same on one line: «8/10, 1 quá hạn»."""
        if not self.total:
            return ""
        return f"{self.done}/{self.total}{f', {self.late} quá hạn' if self.late else ''}"


@dataclass(frozen=True)
class MatrixRow:
    """One unit."""

    words: str
    cells: tuple[MatrixCell, ...]
    done: str
    late: str
    href: str = ""

    @property
    def listed_cells(self) -> tuple[MatrixCell, ...]:
        """What a filter asked for, else what is not over: late first, then what waits."""
        left = [cell for cell in self.cells if cell.is_hit]
        left = left or [c for c in self.cells if c.state not in {"DONE", "NOT_APPLICABLE"}]
        return tuple(sorted(left, key=lambda cell: (not cell.is_late, cell.state != "SUBMITTED")))

    @property
    def is_late(self) -> bool:
        """Whether anything of this unit is late."""
        return any(cell.is_late for cell in self.cells)


@dataclass(frozen=True)
class MatrixGroup:
    """Units of one kind with their totals; `href` opens or closes it, `key` names its link."""

    words: str
    count: str
    totals: tuple[MatrixTotal, ...]
    done: str
    late: str
    href: str = ""
    key: str = ""
    is_open: bool = True
    rows: tuple[MatrixRow, ...] = ()
    done_count: int = 0
    all_count: int = 0

    @property
    def progress(self) -> tuple[str, str]:
        """Done and all, as attributes want them."""
        return str(self.done_count), str(self.all_count)


@dataclass(frozen=True)
class Legend:
    """One state in the legend, what is overdue, what was handed in late; `href` filters by it."""

    state: str
    count: str
    href: str = ""
    is_late: bool = False
    is_current: bool = False
    is_done_late: bool = False

    @property
    def key(self) -> str:
        """What names its link."""
        if self.is_late:
            return "LATE"
        return "DONE_LATE" if self.is_done_late else self.state

    @property
    def words(self) -> str:
        """What it stands for."""
        if self.is_done_late:
            return wording.LATE_BUT_IN
        return wording.shown_look(self.state, late=self.is_late).words


@dataclass(frozen=True)
class Matrix:
    """The whole grid; `total` is the line above all groups.

    A cell opens in the element `panel_id`, which is told the filters `query`; groups open and
    filters bite in the element `frame_id`.
    """

    caption: str
    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
    total: MatrixGroup | None = None
    legend: tuple[Legend, ...] = ()
    difficulties: str = ""
    panel_id: str = "o"
    frame_id: str = "ma-tran"
    query: str = ""
