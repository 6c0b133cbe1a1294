"""The 63 provinces of 2021 with what became of them, and which of them a word means; no database.

An installation follows one of them through time, its *line*: that of Yên Bái is Yên Bái with its
districts until June 2025 and Lào Cai from 1 July 2025, that of Lào Cai is Lào Cai before and after.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from loa.foundation.orgs.tables import cited, rows_of, span
from loa.kernel.errors import DomainError
from loa.kernel.text import fold

FILE = "provinces.csv"
DEFAULT = "tuyen-quang"
_CLASS = re.compile(r"(?:uy ban nhan dan |ubnd )?(?:tinh|thanh pho|tp) ")
_SHORTEST = 3


class NoSuchProvince(DomainError):
    """The word means no province, or several; the message lists what may be meant."""

    code = "ORGS_NO_SUCH_PROVINCE"


@dataclass(frozen=True)
class ProvinceName:
    """How a province is called over [valid_from, valid_to), with its official code."""

    name: str
    gso: str
    code: str
    valid_from: date
    valid_to: date | None
    verified: bool
    cites: str

    def on_or_after(self, day: date) -> bool:
        """Whether it is called so on the day or later."""
        return self.valid_to is None or self.valid_to > day

    @property
    def is_city(self) -> bool:
        """Whether it is a city under the central government."""
        return self.name.startswith("Thành phố ")

    @property
    def bare(self) -> str:
        """The name without its class: Cần Thơ."""
        return self.name.removeprefix("Thành phố ").removeprefix("Tỉnh ")

    @property
    def committee(self) -> str:
        """Its People's Committee: UBND thành phố Cần Thơ."""
        return f"UBND {self.name[:1].lower()}{self.name[1:]}"


@dataclass(frozen=True)
class Province:
    """One line: `slug` names it, `key` is the key of its committee, `today` the line it joined.

    `heir` is the name of that province, `prefix` begins the codes of the line's own bodies.
    """

    slug: str
    key: str
    prefix: str
    today: str
    names: tuple[ProvinceName, ...]
    heir: str = ""

    @property
    def last(self) -> ProvinceName:
        """How it was called last before it joined another, or is called now."""
        return self.names[-1]

    def on(self, day: date) -> ProvinceName | None:
        """How it is called on a day; None before the first and after it joined another."""
        held = (n for n in self.names if n.valid_from <= day < (n.valid_to or date.max))
        return next(held, None)


def read(folder: Path) -> tuple[Province, ...]:
    """All provinces of data/units, in the order of their codes. Raises ReferenceBroken."""
    sources = cited(folder)
    found: dict[str, Province] = {}
    for row in rows_of(folder / FILE):
        valid_from, valid_to = span(row)
        name = ProvinceName(
            row["name"],
            row["gso"],
            row["code"],
            valid_from,
            valid_to,
            row["verified"] == "true",
            sources[row["source"]],
        )
        known = found.get(row["slug"])
        names = (*known.names, name) if known else (name,)
        found[row["slug"]] = Province(row["slug"], row["key"], row["prefix"], row["today"], names)
    return tuple(replace(p, heir=found[p.today].last.bare) for p in found.values())


def line_names(province: Province, all_of: Iterable[Province]) -> list[ProvinceName]:
    """The names of a line through time: its own, then those of the province that it joined."""
    end = province.last.valid_to
    if end is None:
        return list(province.names)
    later = [name for name in by_slug(province.today, all_of).names if name.on_or_after(end)]
    return [*province.names, *(replace(n, valid_from=max(n.valid_from, end)) for n in later)]


def by_slug(slug: str, all_of: Iterable[Province]) -> Province:
    """The line of that name. Raises NoSuchProvince."""
    for province in all_of:
        if province.slug == slug:
            return province
    message = f"Không có tỉnh nào tên «{slug}» trong dữ liệu tham chiếu."
    raise NoSuchProvince(message)


def chosen(word: str, all_of: Sequence[Province]) -> Province:
    """The province that a person means: by name of any day, with or without marks, by code.

    Raises NoSuchProvince with the choices where none or several fit.
    """
    asked = fold(word)
    plain = _CLASS.sub("", asked, count=1) if _CLASS.match(asked) else asked
    found = [p for p in all_of if plain in _names(p)]
    if not found and asked.isdigit():
        found = [p for p in all_of if asked in {name.gso for name in p.names}]
    if not found:
        found = [p for p in all_of if len(plain) >= _SHORTEST and _is_hinted(plain, p)]
    if len(found) == 1:
        return found[0]
    if found:
        message = f"«{word}» có thể là: {choices(found)}. Hãy gõ tên một tỉnh."
        raise NoSuchProvince(message)
    message = f"Không có tỉnh nào tên «{word}». Chọn một trong: {choices(all_of)}."
    raise NoSuchProvince(message)


def choices(provinces: Iterable[Province]) -> str:
    """Names side by side, each with the province that it is in now where that is another one."""
    rows = list(provinces)
    return ", ".join(f"{p.last.bare}{_now(p)}" for p in sorted(rows, key=lambda p: p.slug))


def called(place: str, all_of: Iterable[Province]) -> list[Province]:
    """The provinces that are called exactly so, class or not."""
    plain = _CLASS.sub("", fold(place), count=1)
    return [p for p in all_of if plain in {fold(name.bare) for name in p.names}]


def _names(province: Province) -> frozenset[str]:
    names = {fold(name.bare) for name in province.names}
    return frozenset({*names, province.slug.replace("-", " "), province.slug})


def _is_hinted(plain: str, province: Province) -> bool:
    initials = province.prefix.casefold()
    return plain == initials or any(name.startswith(plain) for name in _names(province))


def _now(province: Province) -> str:
    return "" if province.today == province.slug else f" (nay là {province.heir})"
