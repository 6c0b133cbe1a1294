"""Whom a phrase of a document means on a day."""

from collections import OrderedDict
from datetime import date
from functools import cache

from loa.foundation.orgs.forest import Forest
from loa.foundation.orgs.phrases import lexicon, resolution, wording
from loa.foundation.orgs.queries import units
from loa.foundation.orgs.types import Group, PhraseMatch, UnitRow
from loa.kernel.places import data_dir

_KEPT = 8
_lexicons: OrderedDict[tuple[int, date], tuple[Forest, lexicon.Lexicon]] = OrderedDict()


def resolve_phrase(text: str, on: date) -> PhraseMatch:
    """Whom an actor phrase, as printed in a document, means on the day.

    Groups and units by name, old name or abbreviation, with or without marks, with one slip of the
    pen. Vertical agencies come unticked (`optional_units`) beside the departments.
    """
    return resolution.resolve(text, lexicon_of(on))


def group_members(group: Group, on: date) -> list[UnitRow]:
    """The units of a named group on the day, in official order."""
    known = lexicon_of(on)
    return [known.tree.by_id[unit_id] for unit_id in known.members(group)]


def lexicon_of(on: date) -> lexicon.Lexicon:
    """The phrases of a day, built once for each forest and day."""
    forest = units.forest()
    kept = _lexicons.get((id(forest), on))
    if kept is None or kept[0] is not forest:
        kept = (forest, lexicon.build(forest, on, _wording()))
        _lexicons[id(forest), on] = kept
        while len(_lexicons) > _KEPT:
            _lexicons.popitem(last=False)
    return kept[1]


@cache
def _wording() -> lexicon.Wording:
    return wording.read(data_dir() / "units")
