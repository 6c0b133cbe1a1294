"""Put the reference units of the installation's province into the tables."""

import secrets
from datetime import date, datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import lines, reference
from loa.foundation.orgs.models import ReferenceMark, Unit, UnitState, UnitSuccession
from loa.foundation.orgs.provinces import DEFAULT
from loa.foundation.orgs.queries.units import LINE, ROOT, STAMP, look_again
from loa.foundation.orgs.types import SYSTEM
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.places import data_dir
from loa.kernel.text import fold

LOADED = "units"


@operation
def load_reference(*, at: datetime) -> bool:
    """Bring the tables to what data/units says of our province; whether anything was written.

    A fresh installation is Tuyên Quang. The same content is loaded once. Units are never deleted,
    since others point at them; states and successions that people recorded stay, and what they
    closed stays closed.
    """
    known = ReferenceMark.objects.select_for_update().filter(name=LOADED).first()
    line = ReferenceMark.objects.filter(name=LINE).values_list("value", flat=True).first()
    content = reference.content_hash(data_dir() / "units", line or DEFAULT)
    if known is not None and known.value == content:
        return False

    write_line(line or DEFAULT, content, at, is_first=known is None)

    change = Change({"content": known.value if known else ""}, {"content": content})
    audit.record(actor=SYSTEM, verb="UNITS_LOAD", thing="orgs.reference", change=change, at=at)
    return True


def write_line(line: str, content: str, at: datetime, *, is_first: bool) -> None:
    """Write all units of a line and say that they stand here. Part of an operation."""
    known = reference.read(data_dir() / "units", line)
    ids = _units(known)
    _states(known, ids)
    _successions(known, ids, at, is_first=is_first)
    _close_as_recorded()
    for name, value in ((LOADED, content), (LINE, line), (ROOT, known.root)):
        ReferenceMark.objects.update_or_create(name=name, defaults={"value": value})
    stamp_forest()


def lock_tree() -> None:
    """Let whoever else changes the tree, or who administers it, wait; then it is read anew."""
    ReferenceMark.objects.select_for_update().filter(name=STAMP).first()
    look_again()


def stamp_forest() -> None:
    """Say that units changed, so that every process reads them anew. Last thing of a write."""
    ReferenceMark.objects.update_or_create(name=STAMP, defaults={"value": secrets.token_hex(16)})
    look_again()


def _units(known: lines.Reference) -> dict[str, int]:
    kinds = {line.key: line.kind.value for line in known.states}
    Unit.objects.bulk_create(
        [Unit(key=key, kind=kind) for key, kind in kinds.items()],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["kind"],
    )
    return dict(Unit.objects.filter(key__in=kinds).values_list("key", "id"))


def _states(known: lines.Reference, ids: dict[str, int]) -> None:
    UnitState.objects.filter(is_reference=True).delete()
    UnitState.objects.bulk_create(
        UnitState(
            unit_id=ids[line.key],
            code=line.code,
            name=line.name,
            short_name=line.short_name,
            search_key=fold(line.name),
            level=line.level.value,
            parent_id=ids[line.parent] if line.parent else None,
            order=line.order,
            valid_from=line.valid_from,
            valid_to=valid_to,
            verified=line.verified,
            cites=line.cites,
        )
        for line, valid_to in _beneath(known, ids)
    )


def _beneath(
    known: lines.Reference, ids: dict[str, int]
) -> list[tuple[lines.StateLine, date | None]]:
    """The lines that hold where people recorded nothing: of each unit until their first state."""
    recorded: dict[int, date] = {}
    for unit_id, start in UnitState.objects.filter(is_reference=False).values_list(
        "unit_id", "valid_from"
    ):
        recorded[unit_id] = min(start, recorded.get(unit_id, start))
    kept = []
    for line in known.states:
        first = recorded.get(ids[line.key])
        if first is None:
            kept.append((line, line.valid_to))
        elif line.valid_from < first:
            kept.append((line, min(line.valid_to or first, first)))
    return kept


def _successions(
    known: lines.Reference, ids: dict[str, int], at: datetime, *, is_first: bool
) -> None:
    """Those of the past at the first loading count as told: nothing was open then."""
    today = local_day(at)
    rows = UnitSuccession.objects.filter(is_reference=True)
    told = {(row.old_id, row.new_id, row.on): row.announced_at for row in rows}
    rows.delete()
    UnitSuccession.objects.bulk_create(
        (
            UnitSuccession(
                old_id=ids[line.old],
                new_id=ids[line.new],
                on=line.on,
                kind=line.kind.value,
                verified=line.verified,
                cites=line.cites,
                announced_at=at
                if is_first and line.on <= today
                else told.get((ids[line.old], ids[line.new], line.on)),
            )
            for line in known.successions
        ),
        ignore_conflicts=True,
    )


def _close_as_recorded() -> None:
    """End again, on the recorded day, the units whose end people recorded."""
    for row in UnitSuccession.objects.filter(is_reference=False):
        states = UnitState.objects.filter(unit=row.old_id)
        states.filter(valid_from__gte=row.on).delete()
        for state in states.order_by("-valid_from")[:1]:
            if state.valid_to is None or state.valid_to > row.on:
                UnitState.objects.filter(pk=state.pk).update(valid_to=row.on)
