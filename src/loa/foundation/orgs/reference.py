"""The reference files of units (data/units) as values; no database.

states.csv: one row per unit and span. successions.csv: who came after whom. What is unsure says
`verified` false; every row cites its source.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from loa.foundation.orgs.types import Kind, Level, SuccessionKind
from loa.kernel.reference import ReferenceBroken

_STATES, _SUCCESSIONS = "states.csv", "successions.csv"


@dataclass(frozen=True)
class StateLine:
    """One line of states.csv."""

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
    """One line of successions.csv."""

    old: str
    new: str
    on: date
    kind: SuccessionKind
    verified: bool
    cites: str


@dataclass(frozen=True)
class Reference:
    """All that the files say."""

    states: tuple[StateLine, ...]
    successions: tuple[SuccessionLine, ...]


def content_hash(folder: Path) -> str:
    """SHA-256 over the files, in hexadecimal: equal content is loaded once."""
    digest = hashlib.sha256()
    for name in (_STATES, _SUCCESSIONS):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def read(folder: Path) -> Reference:
    """The files as values. Raises ReferenceBroken naming the file and what is wrong."""
    states = tuple(_state(row) for row in _rows(folder / _STATES))
    successions = tuple(_succession(row) for row in _rows(folder / _SUCCESSIONS))
    _check(states, successions)
    return Reference(states, successions)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if None in row.values() or not row.get("cites"):
                message = f"{path.name}, line {number}: a field is missing"
                raise ReferenceBroken(message)
            yield row


def _state(row: dict[str, str]) -> StateLine:
    return StateLine(
        key=row["key"],
        kind=Kind(row["kind"]),
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        level=Level(row["level"]),
        parent=row["parent"],
        order=int(row["order"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        verified=row["verified"] == "true",
        cites=row["cites"],
    )


def _succession(row: dict[str, str]) -> SuccessionLine:
    return SuccessionLine(
        old=row["old"],
        new=row["new"],
        on=date.fromisoformat(row["on"]),
        kind=SuccessionKind(row["kind"]),
        verified=row["verified"] == "true",
        cites=row["cites"],
    )


def _check(states: Iterable[StateLine], successions: Iterable[SuccessionLine]) -> None:
    spans: dict[str, list[StateLine]] = defaultdict(list)
    for line in states:
        spans[line.key].append(line)
    for key, lines in spans.items():
        lines.sort(key=lambda line: line.valid_from)
        for before, after in pairwise(lines):
            if before.valid_to is None or before.valid_to > after.valid_from:
                message = f"{_STATES}: spans of {key} overlap on {after.valid_from}"
                raise ReferenceBroken(message)
        if len({line.kind for line in lines}) > 1:
            message = f"{_STATES}: {key} changes its kind"
            raise ReferenceBroken(message)
    named = {line.parent for line in states if line.parent}
    named |= {key for line in successions for key in (line.old, line.new)}
    if unknown := sorted(named - spans.keys()):
        message = f"{_STATES}: no rows for {', '.join(unknown)}"
        raise ReferenceBroken(message)
