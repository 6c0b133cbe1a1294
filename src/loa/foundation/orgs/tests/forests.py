"""The reference forest without a database, for tests of pure rules."""

from datetime import date
from functools import cache

from loa.foundation.orgs import reference
from loa.foundation.orgs.forest import DayTree, Forest, StateRow, SuccessionRow
from loa.foundation.orgs.phrases import lexicon, wording
from loa.kernel.places import data_dir

PLAN_DAY, TWO_TIERS = date(2022, 1, 18), date(2025, 7, 1)


@cache
def reference_forest(province: str = "tuyen-quang") -> Forest:
    """All units of a province in data/units, numbered from 1 in the order of the file."""
    lines = reference.read(data_dir() / "units", province)
    keys = list(dict.fromkeys(line.key for line in lines.states))
    ids = {key: number for number, key in enumerate(keys, start=1)}
    states = [
        StateRow(
            ids[line.key],
            line.key,
            line.kind,
            line.code,
            line.name,
            line.short_name,
            line.level,
            ids[line.parent] if line.parent else None,
            line.order,
            line.valid_from,
            line.valid_to,
            line.verified,
        )
        for line in lines.states
    ]
    successions = [
        SuccessionRow(ids[line.old], ids[line.new], line.on, line.kind, line.verified)
        for line in lines.successions
    ]
    return Forest(states, successions, ids[lines.root])


def reference_tree(on: date = PLAN_DAY, province: str = "tuyen-quang") -> DayTree:
    """The reference units of a day."""
    return reference_forest(province).as_of(on)


@cache
def reference_lexicon(on: date = PLAN_DAY, province: str = "tuyen-quang") -> lexicon.Lexicon:
    """The phrases of a day."""
    return lexicon.build(reference_forest(province), on, wording.read(data_dir() / "units"))
