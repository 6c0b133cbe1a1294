"""Every phrase that means a unit or a group on one day, ready to be looked up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from functools import lru_cache

from loa.foundation.orgs.forest import DayTree, Forest
from loa.foundation.orgs.phrases.spellings import bare_name, spellings, with_endings
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


@dataclass
class Lexicon:
    """The phrases of one day."""

    forest: Forest
    tree: DayTree
    on: date
    wording: Wording
    entries: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    bare: dict[Level, dict[Key, list[Entry]]] = field(default_factory=dict)
    by_length: dict[int, list[tuple[str, list[Entry]]]] = field(default_factory=dict)
    longest: int = 1

    def members(self, group: Group) -> list[int]:
        """The units of a group on the day, in official order."""
        rule = self.wording.rules[group]
        return [row.id for row in self.tree.rows if row.id != self.tree.root_id and rule.holds(row)]


def build(forest: Forest, on: date, wording: Wording) -> Lexicon:
    """The lexicon of a day: its units first, then names of other days where they are free."""
    lexicon = Lexicon(forest, forest.as_of(on), on, wording)
    lexicon.bare = {level: defaultdict(list) for level in Level}
    keys = {state.unit_id: state.key for state in forest.states}
    for row in lexicon.tree.rows:
        for form in _forms(row.name, row.short_name, row.kind, row.level):
            _add_unit(lexicon, form, row.id)
        if row.level is not Level.PROVINCE:
            _put(lexicon.bare[row.level], bare_name(row.name), Entry(Sort.UNIT, (), row.id))
        for alias in wording.aliases.get(keys[row.id], ()):
            for form in with_endings(alias):
                _add_unit(lexicon, form, row.id)
    _add_only_town(lexicon)
    _add_other_days(lexicon)
    for phrase, groups, is_weak in wording.phrases:
        _put(lexicon.entries, phrase, Entry(Sort.GROUP, (), groups=groups, is_weak=is_weak))
    for phrase in wording.vague:
        _put(lexicon.entries, phrase, Entry(Sort.VAGUE, ()))
    for phrase in wording.around:
        _put(lexicon.entries, phrase, Entry(Sort.AROUND, ()))
    lexicon.longest = max(map(len, lexicon.entries), default=1)
    for key, found in lexicon.entries.items():
        joined = " ".join(key)
        lexicon.by_length.setdefault(len(joined), []).append((joined, found))
    return lexicon


def _forms(name: str, short_name: str, kind: Kind, level: Level) -> Iterable[str]:
    return spellings(name, short_name, kind, level)


def _add_unit(lexicon: Lexicon, form: str, unit_id: int) -> None:
    _put(lexicon.entries, form, Entry(Sort.UNIT, (), unit_id))


def _add_only_town(lexicon: Lexicon) -> None:
    """«UBND thành phố» alone means the one city of the province, while it has one."""
    cities = [
        row
        for row in lexicon.tree.rows
        if row.level is Level.DISTRICT and row.name.startswith("Thành phố ")
    ]
    if len(cities) == 1:
        _add_unit(lexicon, "UBND thành phố", cities[0].id)


def _add_other_days(lexicon: Lexicon) -> None:
    """Names that units bear on other days, where no unit of this day is called so."""
    own = {(key, entry.toned) for key, found in lexicon.entries.items() for entry in found}
    spare: dict[Key, list[Entry]] = defaultdict(list)
    for state in lexicon.forest.states:
        forms = set(_forms(state.name, state.short_name, state.kind, state.level))
        if not state.holds(lexicon.on):
            for alias in lexicon.wording.aliases.get(state.key, ()):
                forms |= with_endings(alias)
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
