"""The grid of units by tasks: one row a unit, in groups, with the totals of each group."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Plan, Task
from loa.modules.plans.queries.groups import group_label
from loa.modules.plans.queries.work import plan_work, readable_units, work_rows
from loa.modules.plans.types import WorkRow


@dataclass(frozen=True)
class UnitLine:
    """One unit and its work, by task."""

    unit: orgs.UnitRow
    by_task: dict[int, WorkRow]


@dataclass(frozen=True)
class UnitGroup:
    """Units that are counted together; `code` stands in addresses."""

    code: str
    label: str
    lines: tuple[UnitLine, ...]


@dataclass(frozen=True)
class Grid:
    """The tasks of one page and the groups of units that have any of the plan's work."""

    tasks: tuple[Task, ...]
    groups: tuple[UnitGroup, ...]

    @property
    def rows(self) -> list[WorkRow]:
        """Every piece of work in the grid."""
        return [
            row for group in self.groups for line in group.lines for row in line.by_task.values()
        ]


def grid(
    actor: orgs.Actor, plan: Plan, tasks: Iterable[Task], today: date, *, only_late: bool = False
) -> Grid:
    """The grid of those tasks over the units whose work the actor may see."""
    shown = tuple(tasks)
    visible = readable_units(actor, today) | readable_units(actor, plan.as_of)
    work = plan_work(plan).filter(
        assignment__task__in=[task.pk for task in shown], assignment__unit__in=visible
    )
    by_unit: dict[int, dict[int, WorkRow]] = defaultdict(dict)
    for row in work_rows(work, today):
        by_unit[row.unit_id][row.task_id] = row
    if only_late:
        late = {unit for unit, rows in by_unit.items() if any(r.is_late for r in rows.values())}
        by_unit = defaultdict(dict, {unit: by_unit[unit] for unit in late})
    return Grid(shown, tuple(_groups(plan, by_unit)))


def _groups(plan: Plan, by_unit: dict[int, dict[int, WorkRow]]) -> Iterable[UnitGroup]:
    tree = {row.id: row for row in orgs.tree(plan.as_of)}
    members: dict[str, list[UnitLine]] = defaultdict(list)
    labels: dict[str, str] = {}
    gone = [unit for unit in by_unit if unit not in tree]
    rows = [*tree.values(), *(orgs.last_row(unit, plan.as_of) for unit in gone)]
    for row in rows:
        if row.id not in by_unit:
            continue
        code, label = _group_of(row, tree)
        labels.setdefault(code, label)
        members[code].append(UnitLine(row, by_unit[row.id]))
    return [UnitGroup(code, labels[code], tuple(members[code])) for code in labels]


def _group_of(row: orgs.UnitRow, tree: dict[int, orgs.UnitRow]) -> tuple[str, str]:
    """A commune stands under its district, everything else with its kind."""
    if row.level is orgs.Level.COMMUNE:
        parent = tree.get(row.parent_id or 0)
        if parent is not None and parent.level is orgs.Level.DISTRICT:
            return parent.code, parent.short_name
        return "COMMUNES", group_label(orgs.Group.COMMUNES)
    if row.level is orgs.Level.DISTRICT:
        return "DISTRICTS", group_label(orgs.Group.DISTRICTS)
    if row.kind in {orgs.Kind.DEPARTMENT, orgs.Kind.OFFICE}:
        return "DEPARTMENTS", group_label(orgs.Group.DEPARTMENTS)
    if row.kind is orgs.Kind.VERTICAL:
        return "VERTICALS", group_label(orgs.Group.VERTICALS)
    return "PARTNERS", group_label(orgs.Group.PARTNERS)
