"""What the reference files say of units, as values; no database."""

from dataclasses import dataclass
from datetime import date

from loa.foundation.orgs.types import Kind, Level, SuccessionKind


@dataclass(frozen=True)
class StateLine:
    """A unit over [valid_from, valid_to)."""

    key: str
    kind: Kind
    code: str
    name: str
    short_name: str
    level: Level
    parent: str
    order: int
    valid_from: date
    valid_to: date | None
    verified: bool
    cites: str


@dataclass(frozen=True)
class SuccessionLine:
    """Who came after whom."""

    old: str
    new: str
    on: date
    kind: SuccessionKind
    verified: bool
    cites: str


@dataclass(frozen=True)
class Reference:
    """All that the files say of one line."""

    root: str
    states: tuple[StateLine, ...]
    successions: tuple[SuccessionLine, ...]
