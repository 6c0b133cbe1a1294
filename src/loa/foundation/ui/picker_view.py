"""Values of a picker: groups with counts, things to choose under headings, what is taken out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PickGroup:
    """A named group that is chosen as a whole, now and for whoever joins it."""

    key: str
    words: str
    count: str
    is_on: bool


@dataclass(frozen=True)
class PickItem:
    """One thing; `groups` are the keys, apart by spaces, of the groups that it belongs to.

    `also` are other words by which it is found.
    """

    key: str
    words: str
    note: str = ""
    also: str = ""
    groups: str = ""
    is_on: bool = False
    is_out: bool = False


@dataclass(frozen=True)
class PickHeading:
    """Things under one heading, in their official order."""

    words: str
    count: str
    items: tuple[PickItem, ...]
    is_open: bool = False
    has_out: bool = False


@dataclass(frozen=True)
class Picker:
    """Chooses things one by one or by group; sends keys under three names.

    `out_name` is that of things taken out of their groups, or "" where none may be.
    """

    id: str
    legend: str
    noun: str
    group_name: str
    item_name: str
    out_name: str
    groups: tuple[PickGroup, ...]
    headings: tuple[PickHeading, ...]
    total: str
    start: str = ""
    errors: tuple[str, ...] = ()
