"""The door of orgs: all that other rooms may use."""

from loa.foundation.orgs.events import UnitMerged
from loa.foundation.orgs.forest import BeforeFirstTree
from loa.foundation.orgs.operations.load_units import load_reference
from loa.foundation.orgs.queries.people import actor_for, cli_actor
from loa.foundation.orgs.queries.phrases import group_members, resolve_phrase
from loa.foundation.orgs.queries.rights import below_ids, may, unit_ids, units_where
from loa.foundation.orgs.queries.units import (
    children_of,
    last_row,
    office_row,
    one_forest,
    root_row,
    subtree_ids,
    successors_of,
    superior_of,
    tree,
    unit_by_code,
    unit_row,
    units_by_ids,
)
from loa.foundation.orgs.types import (
    SYSTEM,
    Actor,
    Group,
    Held,
    Kind,
    Level,
    PhraseMatch,
    Role,
    SuccessionKind,
    Successor,
    UnitRow,
)

__all__ = [
    "SYSTEM",
    "Actor",
    "BeforeFirstTree",
    "Group",
    "Held",
    "Kind",
    "Level",
    "PhraseMatch",
    "Role",
    "SuccessionKind",
    "Successor",
    "UnitMerged",
    "UnitRow",
    "actor_for",
    "below_ids",
    "children_of",
    "cli_actor",
    "group_members",
    "last_row",
    "load_reference",
    "may",
    "office_row",
    "one_forest",
    "resolve_phrase",
    "root_row",
    "subtree_ids",
    "successors_of",
    "superior_of",
    "tree",
    "unit_by_code",
    "unit_ids",
    "unit_row",
    "units_by_ids",
    "units_where",
]
