"""The grid of units by tasks: one row a unit, in groups, with the totals of each group."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from loa.foundation.orgs import facade as orgs
from loa.kernel.text import fold
from loa.modules.plans.models import Plan, Task
from loa.modules.plans.queries.followed import grid_work_of, rows_of_plan
from loa.modules.plans.queries.groups import group_label
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.types import GridWork, Lateness, WorkRow, WorkState

COMMUNES = "COMMUNES"
"""All communes, whichever district they stand under."""


class Piece(Protocol):
    """What the grid asks of one unit's work on one task."""

    @property
    def task_id(self) -> int:
        """Its task."""

    @property
    def unit_id(self) -> int:
        """Who does it."""

    @property
    def state(self) -> WorkState:
        """Where it stands."""

    @property
    def lateness(self) -> Lateness:
        """How it stands to its day."""


Work = TypeVar("Work", bound=Piece)
_Read = Callable[[Plan, Collection[int], date, Collection[int]], list[Work]]


@dataclass(frozen=True)
class Wanted:
    """Which units of the grid to show; empty words mean all of them.

    `group` is the code of a group or COMMUNES; `words` a part of the name or code, however it is
    typed. With `state` or `lateness` a unit is shown for the first piece of work that is both.
    """

    group: str = ""
    words: str = ""
    state: WorkState | None = None
    lateness: Lateness = Lateness.NONE

    @property
    def picks_work(self) -> bool:
        """Whether it asks for pieces of work, not only for units."""
        return self.lateness is not Lateness.NONE or self.state is not None

    def fits(self, row: Piece) -> bool:
        """Whether this piece of work is one of those asked for."""
        return self.lateness in {Lateness.NONE, row.lateness} and self.state in {None, row.state}


EVERYTHING = Wanted()


@dataclass(frozen=True)
class UnitLine(Generic[Work]):
    """One unit and its work, by task."""

    unit: orgs.UnitRow
    by_task: dict[int, Work]


@dataclass(frozen=True)
class UnitSet:
    """Units that are counted together; `code` stands in addresses."""

    code: str
    label: str
    units: tuple[orgs.UnitRow, ...]
    is_communes: bool


@dataclass(frozen=True)
class UnitGroup(Generic[Work]):
    """Units that are counted together; `code` stands in addresses."""

    code: str
    label: str
    lines: tuple[UnitLine[Work], ...]
    is_communes: bool = False


@dataclass(frozen=True)
class Grid(Generic[Work]):
    """The tasks of one page and the groups of units that have any of the plan's work.

    `known` names the groups that stand there before anything was left out.
    """

    tasks: tuple[Task, ...]
    groups: tuple[UnitGroup[Work], ...]
    known: tuple[tuple[str, str], ...] = ()

    @property
    def rows(self) -> list[Work]:
        """Every piece of work in the grid."""
        return [
            row for group in self.groups for line in group.lines for row in line.by_task.values()
        ]

    @property
    def is_owed(self) -> bool:
        """Whether some work in it is owed past its day."""
        return any(row.lateness is Lateness.OVERDUE for row in self.rows)


def grid(
    actor: orgs.Actor,
    plan: Plan,
    tasks: Iterable[Task],
    today: date,
    wanted: Wanted = EVERYTHING,
) -> Grid[GridWork]:
    """The grid of those tasks over the units whose work the actor may see."""
    return _grid(grid_work_of, actor, plan, tuple(tasks), today, wanted=wanted)


def full_grid(
    actor: orgs.Actor,
    plan: Plan,
    tasks: Iterable[Task],
    today: date,
    wanted: Wanted = EVERYTHING,
) -> Grid[WorkRow]:
    """The same with all that lists say of each piece of work."""
    return _grid(rows_of_plan, actor, plan, tuple(tasks), today, wanted=wanted)


def _grid(
    read: _Read[Work],
    actor: orgs.Actor,
    plan: Plan,
    tasks: tuple[Task, ...],
    today: date,
    *,
    wanted: Wanted,
) -> Grid[Work]:
    rows = read(plan, units_seen(actor, plan, today), today, [task.pk for task in tasks])
    by_unit: dict[int, dict[int, Work]] = defaultdict(dict)
    for row in rows:
        by_unit[row.unit_id][row.task_id] = row
    groups = _groups(plan, by_unit)
    return Grid(tasks, tuple(_fitting(groups, wanted)), _known(groups))


def units_seen(actor: orgs.Actor, plan: Plan, today: date) -> frozenset[int]:
    """The units whose work in the plan the actor may see, as of today or of the plan's day."""
    return readable_units(actor, today) | readable_units(actor, plan.as_of)


def _known(groups: Iterable[UnitGroup[Work]]) -> tuple[tuple[str, str], ...]:
    known = [(group.code, group.label) for group in groups]
    if any(group.is_communes and group.code != COMMUNES for group in groups):
        known.append((COMMUNES, group_label(orgs.Group.COMMUNES)))
    return tuple(known)


def _fitting(groups: Iterable[UnitGroup[Work]], wanted: Wanted) -> Iterable[UnitGroup[Work]]:
    words = fold(wanted.words)
    for group in groups:
        named = {"", group.code, COMMUNES if group.is_communes else group.code}
        lines = tuple(line for line in group.lines if _fits(line, words, wanted))
        if lines and wanted.group in named:
            yield UnitGroup(group.code, group.label, lines, group.is_communes)


def _fits(line: UnitLine[Work], words: str, wanted: Wanted) -> bool:
    if words and words not in fold(f"{line.unit.body_name} {line.unit.code}"):
        return False
    return not wanted.picks_work or any(map(wanted.fits, line.by_task.values()))


def _groups(plan: Plan, by_unit: dict[int, dict[int, Work]]) -> list[UnitGroup[Work]]:
    return [
        UnitGroup(
            found.code,
            found.label,
            tuple(UnitLine(unit, by_unit[unit.id]) for unit in found.units),
            found.is_communes,
        )
        for found in unit_sets(plan, by_unit)
    ]


def unit_sets(plan: Plan, units: Collection[int]) -> list[UnitSet]:
    """Those units as the plan's day knows them, in groups, in the order of the list of units."""
    tree = {row.id: row for row in orgs.tree(plan.as_of)}
    members: dict[str, list[orgs.UnitRow]] = defaultdict(list)
    labels: dict[str, str] = {}
    gone = [unit for unit in units if unit not in tree]
    rows = [*tree.values(), *(orgs.last_row(unit, plan.as_of) for unit in gone)]
    communes = set()
    for row in rows:
        if row.id not in units:
            continue
        code, label = _group_of(row, tree)
        labels.setdefault(code, label)
        members[code].append(row)
        if row.level is orgs.Level.COMMUNE:
            communes.add(code)
    return [UnitSet(code, labels[code], tuple(members[code]), code in communes) for code in labels]


def _group_of(row: orgs.UnitRow, tree: dict[int, orgs.UnitRow]) -> tuple[str, str]:
    """A commune stands under its district, everything else with its kind."""
    if row.level is orgs.Level.COMMUNE:
        parent = tree.get(row.parent_id or 0)
        if parent is not None and parent.level is orgs.Level.DISTRICT:
            return parent.code, parent.short_name
        return COMMUNES, group_label(orgs.Group.COMMUNES)
    if row.level is orgs.Level.DISTRICT:
        return "DISTRICTS", group_label(orgs.Group.DISTRICTS)
    if row.kind in {orgs.Kind.DEPARTMENT, orgs.Kind.OFFICE}:
        return "DEPARTMENTS", group_label(orgs.Group.DEPARTMENTS)
    if row.kind is orgs.Kind.VERTICAL:
        return "VERTICALS", group_label(orgs.Group.VERTICALS)
    return "PARTNERS", group_label(orgs.Group.PARTNERS)
