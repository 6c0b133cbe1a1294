"""The states of all units as lines by key, for the table that people edit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from loa.foundation.orgs import units_rows
from loa.foundation.orgs.forest import ROOT_KEY
from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.models import ReferenceMark, UnitState
from loa.foundation.orgs.people_sheet import Sheet
from loa.foundation.orgs.queries import units
from loa.foundation.orgs.types import Kind, Level
from loa.foundation.orgs.units_change import Proposal, UnitChange, propose

_COLUMNS = (
    "unit__key",
    "unit__kind",
    "code",
    "name",
    "short_name",
    "level",
    "parent__key",
    "order",
    "valid_from",
    "valid_to",
    "verified",
    "cites",
)


def lines_by_key() -> dict[str, list[StateLine]]:
    """Every unit with its lines in order of days."""
    found: dict[str, list[StateLine]] = defaultdict(list)
    rows = UnitState.objects.order_by("order", "valid_from", "id").values_list(*_COLUMNS)
    for key, kind, code, name, short, level, parent, *rest in rows:
        line = StateLine(key, Kind(kind), code, name, short, Level(level), parent or "", *rest)
        found[key].append(line)
    for lines in found.values():
        lines.sort(key=lambda line: line.valid_from)
    return dict(found)


def root_key() -> str:
    """The key of the committee of our province."""
    mark = ReferenceMark.objects.filter(name=units.ROOT).values_list("value", flat=True).first()
    return mark or ROOT_KEY


def lines_of(unit_id: int) -> list[StateLine]:
    """The lines of one unit in order of days."""
    key = UnitState.objects.filter(unit=unit_id).values_list("unit__key", flat=True).first()
    return lines_by_key().get(key or "", [])


def code_of_parent(line: StateLine) -> str:
    """The code of the unit above on the first day of a line; empty above all."""
    return _parent_codes([line], lines_by_key()).get((line.parent, line.valid_from), "")


def export_units() -> bytes:
    """All units that were ever in our tree, as a CSV file that can be edited and sent back."""
    forest, known = units.forest(), lines_by_key()
    ours = {row.id for day in forest.days_of_change() for row in forest.as_of(day).rows}
    keys = {state.key for state in forest.states if state.unit_id in ours}
    lines = [line for key, lines in known.items() if key in keys for line in lines]
    return units_rows.to_csv(lines, _parent_codes(lines, known))


def as_table(changes: Sequence[UnitChange]) -> bytes:
    """The lines that changes make or change, as a file that says the same again."""
    lines = [line for each in changes for line in each.after if line not in each.before]
    known = lines_by_key() | {each.key: list(each.after) for each in changes}
    new = {each.key for each in changes if not each.before}
    return units_rows.to_csv(lines, _parent_codes(lines, known), new)


def _parent_codes(
    lines: Iterable[StateLine], known: Mapping[str, Sequence[StateLine]]
) -> dict[tuple[str, date], str]:
    return {
        (line.parent, line.valid_from): parent.code
        for line in lines
        for parent in known.get(line.parent, ())
        if parent.valid_from <= line.valid_from
        and (parent.valid_to is None or line.valid_from < parent.valid_to)
    }


def preview_units(sheet: Sheet) -> Proposal:
    """What a table of units would change, and its faults; nothing is written.

    Raises UnitHeadingsMissing.
    """
    drafts, faults = units_rows.read(sheet)
    if faults:
        return Proposal((), tuple(faults))
    return propose(drafts, lines_by_key(), root_key())
