"""Values of the grid of units by tasks; the same values make the list for phones."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MatrixColumn:
    """One task: number, short words, due day in short."""

    number: str
    words: str
    href: str = ""
    due: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class MatrixCell:
    """One unit's work on one task. `label` says all of it in words, for those who do not see."""

    state: str
    label: str
    task: str
    href: str = ""
    is_late: bool = False
    count: str = ""
    has_difficulty: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class MatrixTotal:
    """Done of all in one column of a group; empty words where the task is not theirs."""

    done: str = ""
    total: str = ""
    late: str = ""


@dataclass(frozen=True)
class MatrixRow:
    """One unit."""

    words: str
    cells: tuple[MatrixCell, ...]
    done: str
    late: str
    href: str = ""

    @property
    def open_cells(self) -> tuple[MatrixCell, ...]:
        """What is not over: late first, then what waits, then the rest."""
        left = [c for c in self.cells if c.state not in {"DONE", "NOT_APPLICABLE"}]
        return tuple(sorted(left, key=lambda cell: (not cell.is_late, cell.state != "SUBMITTED")))

    @property
    def is_late(self) -> bool:
        """Whether anything of this unit is late."""
        return any(cell.is_late for cell in self.cells)


@dataclass(frozen=True)
class MatrixGroup:
    """Units of one kind with their totals; `href` opens or closes it."""

    words: str
    count: str
    totals: tuple[MatrixTotal, ...]
    done: str
    late: str
    href: str = ""
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
    """One state in the legend; `href` filters by it."""

    state: str
    count: str
    href: str = ""
    is_late: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Matrix:
    """The whole grid; `total` is the line above all groups.

    A cell opens in the element `panel_id`; `panel_query` (JSON) is sent along with the request.
    """

    caption: str
    columns: tuple[MatrixColumn, ...]
    groups: tuple[MatrixGroup, ...]
    total: MatrixGroup | None = None
    legend: tuple[Legend, ...] = ()
    difficulties: str = ""
    panel_id: str = "o"
    panel_query: str = ""
