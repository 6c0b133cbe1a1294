"""Whose document it is, from its head: our province's, another's, a central body's; no database."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from loa.foundation.orgs.provinces import Province, ProvinceName, by_slug, called, line_names
from loa.foundation.orgs.types import Origin, Whose
from loa.kernel.text import fold

_CENTRAL = re.compile(
    r"(?:chinh phu|thu tuong|quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc|van phong chinh phu"
    r"|van phong (?:quoc hoi|trung uong|chu tich nuoc)|ban (?:bi thu|chap hanh trung uong)"
    r"|bo (?!chi huy|tu lenh)|tong cuc|thanh tra chinh phu|ngan hang nha nuoc viet nam"
    r"|kiem toan nha nuoc|bao hiem xa hoi viet nam|kho bac nha nuoc viet nam|thong tan xa"
    r"|dai (?:truyen hinh|tieng noi) viet nam"
    r"|toa an nhan dan toi cao|vien kiem sat nhan dan toi cao|tap doan|tong cong ty|cuc )"
)
_LOCAL = re.compile(r"\b(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|so|van phong ubnd)\b")
_BELOW = re.compile(
    r"^(?:uy ban nhan dan|ubnd) ((?:xa|phuong|thi tran|quan|huyen|thi xa|dac khu) .+)$"
)


def origin(
    heads: Iterable[str],
    place: str,
    on: date | None,
    *,
    line: str,
    known: Sequence[Province],
    unit_names: Iterable[str],
) -> Origin:
    """Whose document has these heads (issuer and the body above it) and this place.

    `unit_names`: how units of ours are called on any day. A province named in the head settles it;
    without one the place does, where the issuer is a local body; else a person should look.
    """
    printed = {fold(head): " ".join(head.split()) for head in heads if head}
    texts = list(printed)
    ours = by_slug(line, known)
    names = line_names(ours, known)
    here = {fold(name.name) for name in names if on is None or _holds(name, on)}
    if any(_speaks_of(text, here) for text in texts):
        return Origin(Whose.OURS)
    named = [p for p in known for n in p.names if _speaks_of_name(texts, fold(n.name), n, on)]
    if named:
        return _of(Whose.OTHER, _at(named[0], on, known))
    if any(_CENTRAL.match(text) for text in texts):
        return Origin(Whose.CENTRAL)
    return _by_place(printed, place, on, names_of_ours={fold(n.bare) for n in names}, known=known,
                     unit_names=unit_names)  # fmt: skip


def _by_place(
    printed: dict[str, str],
    place: str,
    on: date | None,
    *,
    names_of_ours: set[str],
    known: Sequence[Province],
    unit_names: Iterable[str],
) -> Origin:
    there = called(place, known) if place else []
    folded = {fold(name) for name in unit_names}
    for text, words in printed.items():
        if match := _BELOW.match(text):
            is_known = any(f"{match[1]} ".startswith(f"{name} ") for name in folded)
            return Origin(Whose.OURS) if is_known else Origin(Whose.UNSURE, words)
    if not there or names_of_ours & {fold(name.bare) for p in there for name in p.names}:
        return Origin(Whose.UNKNOWN)
    is_local = any(_LOCAL.search(text) for text in printed)
    return _of(Whose.OTHER if is_local else Whose.UNSURE, _at(there[0], on, known))


def _at(province: Province, on: date | None, known: Sequence[Province]) -> tuple[str, str]:
    """The line to load, and how the province is called on the day."""
    named = [name for name in line_names(province, known) if on is None or _holds(name, on)]
    return province.slug, (named or list(province.names))[0].name


def _of(whose: Whose, found: tuple[str, str]) -> Origin:
    return Origin(whose, found[1], found[0])


def _holds(name: ProvinceName, on: date) -> bool:
    return name.valid_from <= on < (name.valid_to or date.max)


def _speaks_of(text: str, names: Iterable[str]) -> bool:
    return any(f" {name} " in f" {text} " or f" {_short(name)} " in f" {text} " for name in names)


def _short(name: str) -> str:
    return re.sub(r"^thanh pho ", "tp ", name)


def _speaks_of_name(texts: list[str], name: str, of: ProvinceName, on: date | None) -> bool:
    """A city's name counts only while it is a city: «thành phố Huế» was a district once."""
    is_then = name.startswith("tinh ") or on is None or _holds(of, on)
    return is_then and any(_speaks_of(text, (name,)) for text in texts)
