"""The reference files of units (data/units) as values for one line of provinces; no database.

provinces.csv: the provinces and their names by day. provinces/NAME.csv: districts and communes of
all days where the province of today stands. bodies.csv: departments and other bodies. Every row
gives its source (sources.csv); what is unsure says `verified` false.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from loa.foundation.orgs import bodies, provinces
from loa.foundation.orgs.lines import Reference, StateLine, SuccessionLine
from loa.foundation.orgs.provinces import DEFAULT, Province, ProvinceName
from loa.foundation.orgs.tables import SOURCES, cited, rows_of, span
from loa.foundation.orgs.types import Kind, Level, SuccessionKind
from loa.kernel.reference import ReferenceBroken

MERGED_ON = date(2025, 7, 1)
"""NQ 202/2025/QH15: the provinces of today."""
_OTHERS_FROM = date(2025, 3, 1)
"""Units of provinces that merged into ours stand in the tree of all days from here, for their
successors; their plans are those of another line."""
_UNITS_AT, _OTHERS_AT = 1000, 1_000_000
_SHORT = {
    "Thị trấn": "TT.",
    "Thành phố": "TP.",
    "Thị xã": "TX.",
    "Phường": "P.",
    "Huyện": "H.",
    "Quận": "Q.",
    "Đặc khu": "ĐK.",
    "Xã": "X.",
}
_DISTRICTS = ("Huyện ", "Quận ", "Thành phố ", "Thị xã ")


def content_hash(folder: Path, line: str = DEFAULT) -> str:
    """SHA-256 over the files of a line, in hexadecimal: equal content is loaded once."""
    today = provinces.by_slug(line, provinces.read(folder)).today
    digest = hashlib.sha256(line.encode())
    for name in (provinces.FILE, bodies.FILE, SOURCES, *_names(today)):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def read(folder: Path, line: str = DEFAULT) -> Reference:
    """The files as values. Raises ReferenceBroken naming the file and what is wrong."""
    known = provinces.read(folder)
    ours = provinces.by_slug(line, known)
    names = provinces.line_names(ours, known)
    others = [p for p in known if p.today == ours.today and p.slug != ours.slug]
    try:
        units = list(_units(folder, ours, {other.key for other in others}))
        states = (
            *(_committee(ours, name, 0) for name in names),
            *bodies.states(folder, ours, names),
            *(_committee(other, _until_merged(other), _OTHERS_AT) for other in others),
            *units,
        )
        followed = (
            *_successions(folder, ours, {line.key for line in states}),
            *bodies.successions(folder, ours),
            *(_joined(other, ours) for other in others),
        )
    except (KeyError, ValueError) as error:
        message = f"data/units, {ours.slug}: {error!r}"
        raise ReferenceBroken(message) from error
    _check(ours.slug, states, followed)
    return Reference(ours.key, states, followed)


def _names(today: str) -> tuple[str, str]:
    return f"provinces/{today}.csv", f"provinces/{today}.successions.csv"


def _committee(province: Province, name: ProvinceName, order: int) -> StateLine:
    tier = "UBND thành phố" if name.is_city else "UBND tỉnh"
    return StateLine(
        key=province.key,
        kind=Kind.PEOPLES_COMMITTEE,
        code=name.code,
        name=name.committee,
        short_name=name.committee if order else tier,
        level=Level.PROVINCE,
        parent="",
        order=order,
        valid_from=name.valid_from,
        valid_to=name.valid_to,
        verified=name.verified,
        cites=name.cites,
    )


def _until_merged(other: Province) -> ProvinceName:
    """The last name of a province that is not ours, cut to the time for which it is kept."""
    name = next(n for n in reversed(other.names) if n.valid_from < MERGED_ON)
    return replace(name, valid_from=max(name.valid_from, _OTHERS_FROM), valid_to=MERGED_ON)


def _units(folder: Path, ours: Province, others: set[str]) -> Iterator[StateLine]:
    sources = cited(folder)
    above = set(others)
    for number, row in enumerate(rows_of(folder / _names(ours.today)[0])):
        valid_from, valid_to = span(row)
        is_other = row["parent"] in above
        if is_other:
            above.add(row["key"])
            valid_from = max(valid_from, _OTHERS_FROM)
            if valid_to is not None and valid_to <= valid_from:
                continue
        name = row["name"]
        tier = next(words for words in _SHORT if name.startswith(f"{words} "))
        is_district = bool(row["parent"]) and name.startswith(_DISTRICTS)
        yield StateLine(
            key=row["key"],
            kind=Kind.PEOPLES_COMMITTEE,
            code=row["code"],
            name=name,
            short_name=f"{_SHORT[tier]} {name.removeprefix(tier).strip()}",
            level=Level.DISTRICT if is_district else Level.COMMUNE,
            parent=row["parent"] or ours.key,
            order=(_OTHERS_AT if is_other else 0) + _UNITS_AT + number,
            valid_from=valid_from,
            valid_to=valid_to,
            verified=row["verified"] == "true",
            cites=sources[row["source"]],
        )


def _successions(folder: Path, ours: Province, known: set[str]) -> Iterator[SuccessionLine]:
    sources = cited(folder)
    for row in rows_of(folder / _names(ours.today)[1]):
        new = row["new"] or ours.key
        if row["old"] in known and new in known:
            yield SuccessionLine(
                old=row["old"],
                new=new,
                on=date.fromisoformat(row["on"]),
                kind=SuccessionKind(row["kind"]),
                verified=row["verified"] == "true",
                cites=sources[row["source"]],
            )


def _joined(other: Province, ours: Province) -> SuccessionLine:
    return SuccessionLine(
        other.key,
        ours.key,
        MERGED_ON,
        SuccessionKind.MERGED,
        verified=True,
        cites="NQ 202/2025/QH15 ngày 12/6/2025",
    )


def _check(line: str, states: Iterable[StateLine], successions: Iterable[SuccessionLine]) -> None:
    spans: dict[str, list[StateLine]] = defaultdict(list)
    for state in states:
        spans[state.key].append(state)
    for key, lines in spans.items():
        lines.sort(key=lambda state: state.valid_from)
        for before, after in pairwise(lines):
            if before.valid_to is None or before.valid_to > after.valid_from:
                message = f"{line}: spans of {key} overlap on {after.valid_from}"
                raise ReferenceBroken(message)
        if len({state.kind for state in lines}) > 1:
            message = f"{line}: {key} changes its kind"
            raise ReferenceBroken(message)
    named = {state.parent for state in states if state.parent}
    named |= {key for row in successions for key in (row.old, row.new)}
    if unknown := sorted(named - spans.keys()):
        message = f"{line}: no rows for {', '.join(unknown)}"
        raise ReferenceBroken(message)
