"""Reads of units, by day. The forest is read from the tables once and kept until they change."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import connection

from loa.foundation.orgs import provinces
from loa.foundation.orgs.forest import ROOT_KEY, DayTree, Forest, StateRow, SuccessionRow
from loa.foundation.orgs.models import Unit, UnitState, UnitSuccession
from loa.foundation.orgs.origins import origin
from loa.foundation.orgs.provinces import DEFAULT
from loa.foundation.orgs.types import Kind, Level, Origin, SuccessionKind, Successor, UnitRow
from loa.kernel.errors import NotFound
from loa.kernel.places import data_dir
from loa.kernel.text import fold

STAMP, LINE, ROOT = "forest", "line", "root"
"""Marks: the last change of the tables, the line of provinces that is loaded, its root's key."""
_KEPT = 4
_kept: OrderedDict[str, Forest] = OrderedDict()
_pinned: ContextVar[Forest | None] = ContextVar("pinned_forest", default=None)


def forest() -> Forest:
    """All units with their history, as they stand in the tables now."""
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    stamp = _mark(STAMP)
    if stamp is None:
        return _read()
    if stamp not in _kept:
        _kept[stamp] = _read()
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return _kept[stamp]


@contextmanager
def one_forest() -> Iterator[None]:
    """Within, the forest is looked up once: one request sees one tree and pays for it once."""
    token = _pinned.set(forest())
    try:
        yield
    finally:
        _pinned.reset(token)


def look_again() -> None:
    """Forget the forest pinned for this request: it has just been changed."""
    _pinned.set(None)


def require_known(on: date) -> None:
    """Raise BeforeFirstTree for a day before the first tree."""
    forest().require_known(on)


def first_day() -> date | None:
    """The first day for which units are known; None before units are loaded."""
    return forest().first_day


def day_tree(on: date) -> DayTree:
    """The tree of the day."""
    return forest().as_of(on)


def tree(as_of: date) -> list[UnitRow]:
    """The units of the province on the day: committee, its office, departments … communes.

    `order` counts from 0 without gaps. Raises BeforeFirstTree.
    """
    known = forest()
    known.require_known(as_of)
    return list(known.as_of(as_of).rows)


def unit_row(unit_id: int, on: date) -> UnitRow:
    """One unit on the day. Raises NotFound where it does not stand."""
    try:
        return day_tree(on).by_id[unit_id]
    except KeyError:
        raise NotFound from None


def last_row(unit_id: int, on: date) -> UnitRow:
    """The unit on the day; one that has ended, as it was last; one to come, as it will first be.

    Raises NotFound where it is no unit at all.
    """
    known = forest()
    if row := known.as_of(on).by_id.get(unit_id):
        return row
    spans = known.spans.get(unit_id, [])
    before = [state for state in spans if state.valid_from <= on]
    if not spans:
        raise NotFound
    return known.as_of((before or spans[:1])[-1].valid_from).by_id[unit_id]


def units_by_ids(ids: Iterable[int], on: date) -> dict[int, UnitRow]:
    """The units by id; those that have ended by the day as they were last."""
    return {unit_id: last_row(unit_id, on) for unit_id in set(ids)}


def unit_by_code(code: str, on: date) -> UnitRow:
    """The unit that bears the official code on the day. Raises NotFound."""
    found = next((row for row in day_tree(on).rows if row.code == code), None)
    if found is None:
        raise NotFound
    return found


def root_row(on: date) -> UnitRow:
    """The People's Committee of the province. Raises NotFound before units are loaded."""
    root_id = forest().root_id
    if root_id is None:
        raise NotFound
    return last_row(root_id, on)


def office_row(on: date) -> UnitRow:
    """The office that acts for the committee of the province. Raises NotFound."""
    found = next((row for row in day_tree(on).rows if row.kind is Kind.OFFICE), None)
    if found is None:
        raise NotFound
    return found


def children_of(unit_id: int, on: date) -> list[UnitRow]:
    """The units directly below on the day, in official order."""
    return list(day_tree(on).children(unit_id))


def superior_of(unit_id: int, on: date) -> int | None:
    """The committee that answers for the unit on the day; None for the province itself.

    A commune answers to its district in 2022 and to the province from 1 July 2025.
    """
    return day_tree(on).superior_id(unit_id)


def subtree_ids(unit_id: int, on: date) -> frozenset[int]:
    """The unit and all below it on the day; empty where it does not stand."""
    return day_tree(on).subtree_ids(unit_id)


def successors_of(unit_id: int, on: date) -> list[Successor]:
    """What the unit has become by the day; empty while it stands itself."""
    known = forest()
    return [] if unit_id in known.as_of(on).by_id else known.successors(unit_id, on)


def heirs_of(ids: Iterable[int], on: date) -> dict[int, list[Successor]]:
    """What those of the units that have ended by the day have become; empty lists where nobody."""
    standing, known = day_tree(on).by_id, forest()
    return {each: known.successors(each, on) for each in set(ids) if each not in standing}


def keepers_of(ids: Iterable[int], on: date) -> dict[int, frozenset[int]]:
    """Who keeps by the day the papers of those of the units that have ended: what they became.

    Those of a unit that left no successor are kept by those who stood above it.
    """
    return {each: _keepers(each, on) for each in heirs_of(ids, on)}


def _keepers(unit_id: int, on: date) -> frozenset[int]:
    after = frozenset(heir.unit_id for heir in successors_of(unit_id, on))
    parent = last_row(unit_id, on).parent_id
    if after or parent is None:
        return after
    return frozenset({parent}) | _keepers(parent, on)


def made_of(unit_id: int, on: date) -> list[tuple[str, bool]]:
    """The names of the communes and bodies that the unit was made of, and whether of a part only.

    The province, which took over from its districts, was not made of them.
    """
    known = forest()
    if unit_id == known.root_id:
        return []
    rows = [row for row in known.successions if row.new_id == unit_id and row.on <= on]
    return [(known.last_name(row.old_id), row.kind is SuccessionKind.SPLIT) for row in rows]


def once_called(words: str, on: date) -> list[tuple[UnitRow, str]]:
    """Units with a name of another day that holds the folded words, each once, with that name.

    Those that stand on the day come as they are then, those that do not as they were last.
    """
    standing, found = day_tree(on).by_id, {}
    for state in forest().states:
        is_other = not state.holds(on) and state.valid_from <= on
        if is_other and words in fold(state.name):
            row = standing.get(state.unit_id)
            if row is None or words not in fold(row.body_name):
                found[state.unit_id] = state.name
    return [(last_row(unit_id, on), name) for unit_id, name in found.items()]


def ended_ids(on: date) -> frozenset[int]:
    """The units that stood once and do not stand on the day any more."""
    known = forest()
    ended = {s.unit_id for s in known.states if s.valid_to is not None and s.valid_to <= on}
    return frozenset(ended - known.as_of(on).by_id.keys())


def days_of_change() -> list[date]:
    """The days on which the tree changes, the first day included."""
    return forest().days_of_change()


def origin_of(heads: Iterable[str], place: str, on: date | None) -> Origin:
    """Whose document has these heads (its issuer, the body above it) and this place, on its day.

    Before the first day that is known, provinces are called as on that day.
    """
    known = provinces.read(data_dir() / "units")
    names = {state.name for state in forest().states}
    if on is not None:
        on = max(on, forest().first_day or on)
    return origin(heads, place, on, line=line_of(), known=known, unit_names=names)


def line_of() -> str:
    """The line of provinces that the installation is of («can-tho»)."""
    return _mark(LINE) or DEFAULT


def _mark(name: str) -> str | None:
    """Asked by every request, so the statement is written out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM orgs_referencemark WHERE name = %s", [name])
        found = cursor.fetchone()
    return None if found is None else str(found[0])


_STATE_COLUMNS = (
    "unit_id",
    "unit__key",
    "unit__kind",
    "code",
    "name",
    "short_name",
    "level",
    "parent_id",
    "order",
    "valid_from",
    "valid_to",
    "verified",
)


def _read() -> Forest:
    states = [
        StateRow(id_, key, Kind(kind), code, name, short, Level(level), *rest)
        for id_, key, kind, code, name, short, level, *rest in UnitState.objects.order_by(
            "order", "id"
        ).values_list(*_STATE_COLUMNS)
    ]
    successions = [
        SuccessionRow(old, new, on, SuccessionKind(kind), verified)
        for old, new, on, kind, verified in UnitSuccession.objects.order_by("id").values_list(
            "old_id", "new_id", "on", "kind", "verified"
        )
    ]
    root_id = Unit.objects.filter(key=_mark(ROOT) or ROOT_KEY).values_list("id", flat=True).first()
    return Forest(states, successions, root_id)
