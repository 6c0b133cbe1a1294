"""Every phrase that means a unit or a group on one day, ready to be looked up."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from functools import lru_cache

from loa.foundation.orgs.forest import DayTree, Forest, StateRow
from loa.foundation.orgs.phrases.spellings import (
    Place,
    bare_name,
    place_of,
    spellings,
    with_endings,
)
from loa.foundation.orgs.phrases.words import visible, words
from loa.foundation.orgs.types import Group, Kind, Level, UnitRow

Key = tuple[str, ...]


class Sort(Enum):
    """What a phrase of the lexicon is."""

    UNIT = auto()
    GROUP = auto()
    VAGUE = auto()
    AROUND = auto()


@dataclass(frozen=True)
class Entry:
    """One meaning of one phrase; `toned` is the phrase with its tones."""

    sort: Sort
    toned: Key
    unit_id: int = 0
    groups: tuple[Group, ...] = ()
    is_weak: bool = False


@dataclass(frozen=True)
class GroupRule:
    """Who belongs to a group: units of these kinds and levels (empty = of any)."""

    kinds: frozenset[Kind]
    levels: frozenset[Level]

    def holds(self, row: UnitRow) -> bool:
        """Whether the unit belongs."""
        by_kind = not self.kinds or row.kind in self.kinds
        return by_kind and (not self.levels or row.level in self.levels)


@dataclass(frozen=True)
class Wording:
    """What groups.toml and names.toml say."""

    rules: Mapping[Group, GroupRule]
    phrases: tuple[tuple[str, tuple[Group, ...], bool], ...]
    around: tuple[str, ...]
    vague: tuple[str, ...]
    rooms: frozenset[str]
    aliases: Mapping[str, tuple[str, ...]]
    """By the part that a body has in the province: «SNV»; «UBND» for the committee itself."""


@dataclass
class Lexicon:
    """The phrases of one day."""

    forest: Forest
    tree: DayTree
    on: date
    wording: Wording
    entries: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[Level, dict[Key, list[Entry]]] = field(default_factory=dict)
    by_length: dict[int, list[tuple[str, int, list[Entry]]]] = field(default_factory=dict)
    """Folded names by their length, each with the letters it is made of."""
    longest: int = 1

    def members(self, group: Group) -> list[int]:
        """The units of a group on the day, in official order."""
        rule = self.wording.rules[group]
        return [row.id for row in self.tree.rows if row.id != self.tree.root_id and rule.holds(row)]


def letters_of(text: str) -> int:
    """The letters and figures of a folded text as bits: one slip changes two at most."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 63)
    return bits


def build(forest: Forest, on: date, wording: Wording) -> Lexicon:
    """The lexicon of a day: its units first, then names of other days where they are free."""
    lexicon = Lexicon(forest, forest.as_of(on), on, wording)
    lexicon.bare = {level: defaultdict(list) for level in Level}
    parts = {state.unit_id: _part(state, forest) for state in forest.states}
    town = _only_town(lexicon.tree)
    places = _Places(forest, on)
    place = places.on(on, town.name.lower() if town else "")
    for row in lexicon.tree.rows:
        for form in spellings(row.name, row.short_name, row.kind, row.level, place):
            _add_unit(lexicon, form, row.id)
        if row.level is not Level.PROVINCE:
            _put(lexicon.bare[row.level], bare_name(row.name), Entry(Sort.UNIT, (), row.id))
        for alias in wording.aliases.get(parts[row.id], ()):
            for form in with_endings(alias, place):
                _add_unit(lexicon, form, row.id)
    if town and not place.is_city:
        _add_unit(lexicon, "UBND thành phố", town.id)
    _add_other_days(lexicon, parts, places)
    _add_wording(lexicon, place)
    lexicon.longest = max(map(len, lexicon.entries), default=1)
    for key, found in lexicon.entries.items():
        joined = " ".join(key)
        named = (joined, letters_of(joined), found)
        lexicon.by_length.setdefault(len(joined), []).append(named)
    return lexicon


def _add_wording(lexicon: Lexicon, place: Place) -> None:
    for phrase, groups, is_weak in lexicon.wording.phrases:
        for form in place.local(phrase):
            _put(lexicon.entries, form, Entry(Sort.GROUP, (), groups=groups, is_weak=is_weak))
    for sort, phrases in (
        (Sort.VAGUE, lexicon.wording.vague),
        (Sort.AROUND, lexicon.wording.around),
    ):
        for phrase in phrases:
            for form in place.local(phrase):
                _put(lexicon.entries, form, Entry(sort, ()))


class _Places:
    """What the province is called on each day, from the states of its committee."""

    def __init__(self, forest: Forest, on: date) -> None:
        mine = (state for state in forest.states if state.unit_id == forest.root_id)
        self._states = sorted(mine, key=lambda state: state.valid_from)
        self._on = on

    def on(self, day: date, town: str = "") -> Place:
        """The place on a day; before the first day as on that."""
        began = [state for state in self._states if state.valid_from <= day]
        name = (began[-1:] or self._states[:1])[0].name if self._states else ""
        return place_of(name, town)


def _part(state: StateRow, forest: Forest) -> str:
    """The part that a body has in its province: what stands behind the dot of its key."""
    return "UBND" if state.unit_id == forest.root_id else state.key.partition(".")[2]


def _add_unit(lexicon: Lexicon, form: str, unit_id: int) -> None:
    _put(lexicon.entries, form, Entry(Sort.UNIT, (), unit_id))


def _only_town(tree: DayTree) -> UnitRow | None:
    """The one city of the district level, which «UBND thành phố» alone means."""
    cities = [
        row
        for row in tree.rows
        if row.level is Level.DISTRICT and row.name.startswith("Thành phố ")
    ]
    return cities[0] if len(cities) == 1 else None


def _add_other_days(lexicon: Lexicon, parts: Mapping[int, str], places: _Places) -> None:
    """Names that units bear on other days, where no unit of this day is called so."""
    own = {(key, entry.toned) for key, found in lexicon.entries.items() for entry in found}
    spare: dict[Key, list[Entry]] = defaultdict(list)
    for state in lexicon.forest.states:
        place = places.on(state.valid_from)
        forms = spellings(state.name, state.short_name, state.kind, state.level, place)
        if not state.holds(lexicon.on):
            for alias in lexicon.wording.aliases.get(parts[state.unit_id], ()):
                forms |= with_endings(alias, place)
        for form in forms:
            _put(spare, form, Entry(Sort.UNIT, (), state.unit_id))
    for key, found in spare.items():
        if key not in lexicon.entries:
            lexicon.entries[key] = found
        else:
            new = [entry for entry in found if (key, entry.toned) not in own]
            lexicon.entries[key] += new


def _put(into: dict[Key, list[Entry]], phrase: str, entry: Entry) -> None:
    key, toned = _compared(phrase)
    whole = Entry(entry.sort, toned, entry.unit_id, entry.groups, entry.is_weak)
    if key and whole not in into.setdefault(key, []):
        into[key].append(whole)


@lru_cache(maxsize=16384)  # the names of one day are nearly those of the next
def _compared(phrase: str) -> tuple[Key, Key]:
    found = words(visible(phrase))
    return tuple(word.folded for word in found), tuple(word.toned for word in found)
