"""The standard bodies of a province (data/units/bodies.csv) as lines of states and successions.

A row is one name of one body over a time; «{cấp}» is tỉnh or thành phố, «{tên}» the name of the
province. Where the province changes its name, the names of its bodies change with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loa.foundation.orgs.lines import StateLine, SuccessionLine
from loa.foundation.orgs.provinces import Province, ProvinceName
from loa.foundation.orgs.tables import cited, rows_of, span
from loa.foundation.orgs.types import Kind, Level, SuccessionKind

FILE = "bodies.csv"
_UNTIL_NOW = date.max


@dataclass(frozen=True)
class _Row:
    fields: dict[str, str]
    valid_from: date
    valid_to: date | None
    cites: str

    def is_of(self, slug: str) -> bool:
        """Whether the body stands in the line's province."""
        only, without = self.fields["only"].split(), self.fields["except"].split()
        return slug not in without and (not only or slug in only)


def states(folder: Path, line: Province, names: Sequence[ProvinceName]) -> Iterator[StateLine]:
    """The bodies of a line on every day. `names`: the line's names through time."""
    for row in _rows(folder):
        if row.is_of(line.slug):
            for name in names:
                start = max(row.valid_from, name.valid_from)
                end = min(row.valid_to or _UNTIL_NOW, name.valid_to or _UNTIL_NOW)
                if start < end:
                    yield _state(row, line, name, start, None if end == _UNTIL_NOW else end)


def successions(folder: Path, line: Province) -> Iterator[SuccessionLine]:
    """Which body of the line took over from which."""
    sources = cited(folder)
    for row in _rows(folder):
        if row.is_of(line.slug) and row.fields["into"] and row.valid_to:
            yield SuccessionLine(
                old=f"{line.prefix}.{row.fields['abbr']}",
                new=f"{line.prefix}.{row.fields['into']}",
                on=row.valid_to,
                kind=SuccessionKind.MERGED,
                verified=False,
                cites=sources[row.fields["into_source"]],
            )


def _rows(folder: Path) -> Iterator[_Row]:
    sources = cited(folder)
    for fields in rows_of(folder / FILE):
        yield _Row(fields, *span(fields), sources[fields["source"]])


def _state(
    row: _Row, line: Province, name: ProvinceName, start: date, end: date | None
) -> StateLine:
    fields, key = row.fields, f"{line.prefix}.{row.fields['abbr']}"
    whole, short = fields["name"], fields["short_name"]
    if name.is_city:
        whole = fields["city_name"] or whole
        short = fields["city_short_name"] or short
    return StateLine(
        key=key,
        kind=Kind(fields["kind"]),
        code=key,
        name=_filled(whole, name),
        short_name=_filled(short, name),
        level=Level.PROVINCE,
        parent=line.key,
        order=int(fields["order"]),
        valid_from=start,
        valid_to=end,
        verified=False,
        cites=row.cites,
    )


def _filled(words: str, name: ProvinceName) -> str:
    tier = "thành phố" if name.is_city else "tỉnh"
    return words.replace("{cấp}", tier).replace("{tên}", name.bare)
