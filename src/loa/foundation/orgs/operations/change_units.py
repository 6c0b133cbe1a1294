"""Units added, changed and ended by people, each with the decision that says so."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.lines import StateLine
from loa.foundation.orgs.models import Unit, UnitState
from loa.foundation.orgs.operations.bereft import still_administered
from loa.foundation.orgs.operations.load_units import lock_tree, stamp_forest
from loa.foundation.orgs.people_rows import RowFault
from loa.foundation.orgs.people_sheet import Sheet
from loa.foundation.orgs.queries import unit_lines
from loa.foundation.orgs.types import Actor
from loa.foundation.orgs.units_change import UnitChange, propose
from loa.foundation.orgs.units_rows import UnitDraft, read
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError
from loa.kernel.text import fold


class UnitsFaulty(DomainError):
    """Some rows are wrong; nothing was written."""

    code = "ORGS_UNITS_FAULTY"

    def __init__(self, faults: Sequence[RowFault]) -> None:
        """Keep the faults for the page; the first one speaks for a single row."""
        only = len(faults) == 1
        message = (
            f"{faults[0].column}: {faults[0].message_vi}"
            if only
            else _("Có %(n)d ô cần sửa; chưa ghi dòng nào.") % {"n": len(faults)}
        )
        super().__init__(message)
        self.faults = tuple(faults)


@operation
def change_units(
    *, actor: Actor, drafts: Sequence[UnitDraft], at: datetime
) -> tuple[UnitChange, ...]:
    """Write the rows: all or none; what is so already is left. Raises UnitsFaulty.

    From its first changed day on, a unit is as people recorded it, whatever the reference files
    say later. Open work of a unit that ends without a successor ends with its reason. Raises
    LastAdministrator where nobody would administer the province any more.
    """
    require(policies.can_change_units(actor, local_day(at)))
    lock_tree()

    proposal = propose(drafts, unit_lines.lines_by_key(), unit_lines.root_key())
    if proposal.faults:
        raise UnitsFaulty(proposal.faults)
    if not proposal.changes:
        return ()

    ids = _units(proposal.changes)
    with still_administered(_days(proposal.changes, local_day(at))):
        for change in proposal.changes:
            _write(change, ids)
        stamp_forest()

    journal = [
        audit.Line(
            thing=f"orgs.unit:{ids[change.key]}",
            change=Change(_told(change.before), _told(change.after)),
            unit_id=ids[change.key],
        )
        for change in proposal.changes
    ]
    audit.record_many(actor=actor, verb="UNIT_CHANGE", lines=journal, at=at)
    return proposal.changes


@operation
def import_units(*, actor: Actor, sheet: Sheet, at: datetime) -> tuple[UnitChange, ...]:
    """Write a table of units. Raises UnitsFaulty, UnitHeadingsMissing."""
    require(policies.can_change_units(actor, local_day(at)))
    drafts, faults = read(sheet)
    if faults:
        raise UnitsFaulty(faults)
    return change_units(actor=actor, drafts=drafts, at=at)


def _days(changes: Sequence[UnitChange], today: date) -> set[date]:
    """From today on, the days on which the tree is another after the changes."""
    edges = {
        day
        for change in changes
        for line in (*change.before, *change.after)
        for day in (line.valid_from, line.valid_to)
    }
    return {today} | {day for day in edges if day is not None and day > today}


def _units(changes: Sequence[UnitChange]) -> dict[str, int]:
    """The ids of all units that the changes name, new ones made."""
    new = {change.key: change.after[0].kind for change in changes if not change.before}
    Unit.objects.bulk_create([Unit(key=key, kind=kind.value) for key, kind in new.items()])
    keys = {change.key for change in changes}
    keys |= {line.parent for change in changes for line in change.after if line.parent}
    return dict(Unit.objects.filter(key__in=keys).values_list("key", "id"))


def _write(change: UnitChange, ids: dict[str, int]) -> None:
    unit_id, states = ids[change.key], UnitState.objects.filter(unit=ids[change.key])
    for line in change.after:
        if line.valid_from < change.first:
            states.filter(valid_from=line.valid_from).update(valid_to=line.valid_to)
    states.filter(valid_from__gte=change.first).delete()
    UnitState.objects.bulk_create(
        UnitState(
            unit_id=unit_id,
            code=line.code,
            name=line.name,
            short_name=line.short_name,
            search_key=fold(line.name),
            level=line.level.value,
            parent_id=ids[line.parent] if line.parent else None,
            order=line.order,
            valid_from=line.valid_from,
            valid_to=line.valid_to,
            verified=line.verified,
            cites=line.cites,
            is_reference=False,
        )
        for line in change.after
        if line.valid_from >= change.first
    )


def _told(lines: Sequence[StateLine]) -> dict[str, object]:
    """Each line under its first day, as the journal keeps it."""
    return {
        line.valid_from.isoformat(): {
            "code": line.code,
            "name": line.name,
            "short_name": line.short_name,
            "level": line.level.value,
            "parent": line.parent,
            "valid_to": line.valid_to.isoformat() if line.valid_to else None,
            "verified": line.verified,
            "cites": line.cites,
        }
        for line in lines
    }
