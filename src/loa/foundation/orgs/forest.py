"""All units with their history, and the tree as of a day: values in memory, no database.

A forest is read once and answers for every day. Trees of other provinces that merged into this one
stand in it too, so that their communes have successors; the tree of a day is that of our root.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from loa.foundation.orgs.types import Kind, Level, SuccessionKind, Successor, UnitRow
from loa.kernel.errors import DomainError

ROOT_KEY = "H60"
"""The key of the root where no province was loaded: that of Tuyên Quang."""
_DAYS_KEPT = 64


class BeforeFirstTree(DomainError):
    """A day before the first day for which units are known."""

    code = "ORGS_BEFORE_FIRST_TREE"


@dataclass(frozen=True)
class StateRow:
    """A unit over [valid_from, valid_to): one row of the history."""

    unit_id: int
    key: str
    kind: Kind
    code: str
    name: str
    short_name: str
    level: Level
    parent_id: int | None
    order: int
    valid_from: date
    valid_to: date | None
    verified: bool

    def holds(self, on: date) -> bool:
        """Whether the unit is so on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class SuccessionRow:
    """What passed from one unit to another on a day."""

    old_id: int
    new_id: int
    on: date
    kind: SuccessionKind
    verified: bool


class DayTree:
    """The units of one day, in official order, with who is above and below whom."""

    def __init__(self, rows: Iterable[UnitRow], root_id: int | None) -> None:
        """Take all rows of the day; `root_id` is the unit whose tree `rows` then shows."""
        self.root_id = root_id
        self.all_rows = tuple(sorted(rows, key=lambda row: (row.order, row.id)))
        self.by_id = {row.id: row for row in self.all_rows}
        self._below: dict[int, list[UnitRow]] = defaultdict(list)
        for row in self.all_rows:
            if row.parent_id is not None:
                self._below[row.parent_id].append(row)

    @cached_property
    def rows(self) -> tuple[UnitRow, ...]:
        """The rows of our province, in official order, numbered from 0."""
        ours = self.subtree_ids(self.root_id) if self.root_id is not None else frozenset()
        shown = (row for row in self.all_rows if row.id in ours)
        return tuple(replace(row, order=n) for n, row in enumerate(shown))

    def children(self, unit_id: int) -> tuple[UnitRow, ...]:
        """The units directly below, in official order."""
        return tuple(self._below.get(unit_id, ()))

    def subtree_ids(self, unit_id: int) -> frozenset[int]:
        """The unit, if it stands on the day, and all below it."""
        found, left = set(), [unit_id] if unit_id in self.by_id else []
        while left:
            here = left.pop()
            if here not in found:
                found.add(here)
                left += [row.id for row in self._below.get(here, ())]
        return frozenset(found)

    def superior_id(self, unit_id: int) -> int | None:
        """The committee that answers for the unit: district, else province; None above all."""
        row = self.by_id.get(unit_id)
        return row.parent_id if row else None

    def offices(self) -> frozenset[int]:
        """The offices that act for the committee of the province."""
        above = self.children(self.root_id) if self.root_id is not None else ()
        return frozenset(row.id for row in above if row.kind is Kind.OFFICE)

    def seats(self, unit_id: int) -> frozenset[int]:
        """The committees at which a post in the unit counts: itself, and for an office its own."""
        row = self.by_id.get(unit_id)
        if row is None:
            return frozenset()
        acting = {row.parent_id} if row.kind is Kind.OFFICE and row.parent_id is not None else set()
        return frozenset({unit_id} | acting)


class Forest:
    """The whole history, asked by day."""

    def __init__(
        self, states: Iterable[StateRow], successions: Iterable[SuccessionRow], root_id: int | None
    ) -> None:
        """Keep the rows; trees of days are built when first asked for."""
        self.states = tuple(states)
        self.successions = tuple(sorted(successions, key=lambda row: (row.on, row.new_id)))
        self.root_id = root_id
        self._days: dict[date, DayTree] = {}
        self._codes = {state.unit_id: state.code for state in self.states}

    @cached_property
    def first_day(self) -> date | None:
        """The first day for which the root is known."""
        return min(
            (row.valid_from for row in self.states if row.unit_id == self.root_id), default=None
        )

    @cached_property
    def spans(self) -> dict[int, list[StateRow]]:
        """The states of each unit, by day."""
        found: dict[int, list[StateRow]] = defaultdict(list)
        for row in sorted(self.states, key=lambda state: state.valid_from):
            found[row.unit_id].append(row)
        return dict(found)

    @cached_property
    def _after(self) -> dict[int, list[SuccessionRow]]:
        """What came after each unit, by day."""
        found: dict[int, list[SuccessionRow]] = defaultdict(list)
        for row in self.successions:
            found[row.old_id].append(row)
        return dict(found)

    def as_of(self, on: date) -> DayTree:
        """The tree of a day. The same object for the same day."""
        if on not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days.pop(next(iter(self._days)))
            rows = [self._row(state) for state in self.states if state.holds(on)]
            self._days[on] = DayTree(rows, self.root_id)
        return self._days[on]

    def require_known(self, on: date) -> None:
        """Raise BeforeFirstTree for a day before the first tree."""
        if self.first_day is not None and on < self.first_day:
            message = (
                f"Chưa có cây đơn vị trước ngày {self.first_day:%d/%m/%Y}: hãy chọn ngày muộn hơn."
            )
            raise BeforeFirstTree(message)

    def last_name(self, unit_id: int) -> str:
        """What the unit was called last, by any day."""
        return self.spans[unit_id][-1].name

    def days_of_change(self) -> list[date]:
        """Every day on which some unit begins, changes or ends."""
        begun = {state.valid_from for state in self.states}
        return sorted(begun | {state.valid_to for state in self.states if state.valid_to})

    def successors(self, unit_id: int, on: date) -> list[Successor]:
        """What the unit has become by the day, followed to the units that still stand on it."""
        tree, found, seen = self.as_of(on), dict[int, Successor](), {unit_id}
        left = [row for row in self._after.get(unit_id, ()) if row.on <= on]
        while left:
            step = left.pop(0)
            if step.new_id in seen:
                continue
            seen.add(step.new_id)
            later = [row for row in self._after.get(step.new_id, ()) if row.on <= on]
            if step.new_id in tree.by_id:
                name = tree.by_id[step.new_id].name
                found[step.new_id] = Successor(step.new_id, name, step.on, step.kind, step.verified)
            else:
                left += [replace(row, verified=row.verified and step.verified) for row in later]
        return sorted(found.values(), key=lambda row: tree.by_id[row.unit_id].order)

    def _row(self, state: StateRow) -> UnitRow:
        parent = state.parent_id
        return UnitRow(
            id=state.unit_id,
            code=state.code,
            name=state.name,
            short_name=state.short_name,
            level=state.level,
            kind=state.kind,
            parent_id=parent,
            parent_code=None if parent is None else self._codes.get(parent),
            order=state.order,
            verified=state.verified,
        )
