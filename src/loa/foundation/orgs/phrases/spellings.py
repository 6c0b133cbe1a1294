"""The ways in which documents write the name of a unit of one province."""

import re
from dataclasses import dataclass

from loa.foundation.orgs.types import Kind, Level

_CITY, _PROVINCE = "thành phố", "tỉnh"
_COMMITTEE = "UBND "
_TIER_WORD = re.compile(r"(?<!cấp )\b[Tt]ỉnh\b")
_CLASSES = ("Thị trấn ", "Thành phố ", "Thị xã ", "Đặc khu ", "Phường ", "Huyện ", "Quận ", "Xã ")


@dataclass(frozen=True)
class Place:
    """How the province calls itself on a day: its tier and its name."""

    is_city: bool
    name: str
    town: str = ""
    """Its one city of the district level («thành phố Tuyên Quang»), while it has just one."""

    @property
    def tier(self) -> str:
        """Tỉnh, or thành phố for a city under the central government."""
        return _CITY if self.is_city else _PROVINCE

    @property
    def endings(self) -> tuple[str, str, str]:
        """What may stand behind the name of a body of the province."""
        return f"{self.tier} {self.name}", self.name, self.tier

    def local(self, phrase: str) -> set[str]:
        """A phrase of the wording as documents of this province write it.

        Its {tên}, {cấp} and {town} filled in; in a city also with «thành phố» for «tỉnh». Empty
        where it speaks of a town that there is not.
        """
        if "{town}" in phrase and not self.town:
            return set()
        words = phrase.replace("{tên}", self.name).replace("{cấp}", self.tier)
        words = words.replace("{town}", self.town)
        return {words, _TIER_WORD.sub(_CITY, words)} if self.is_city else {words}


def place_of(committee: str, town: str = "") -> Place:
    """The place of which the name of a committee speaks: «UBND thành phố Cần Thơ»."""
    words = committee.removeprefix(_COMMITTEE)
    is_city = words.startswith(f"{_CITY} ")
    return Place(is_city, words.removeprefix(f"{_CITY if is_city else _PROVINCE} "), town)


def spellings(name: str, short_name: str, kind: Kind, level: Level, place: Place) -> set[str]:
    """Names under which a unit is called: with and without UBND, tỉnh, the short form."""
    if kind is Kind.PEOPLES_COMMITTEE and level is not Level.PROVINCE:
        return {form for base in (name, short_name) for form in (base, f"UBND {base}")}
    forms = {name, short_name}
    for form in (name, short_name):
        base = _base(form, place)
        forms |= {f"{base} {ending}" for ending in place.endings}
        if kind in {Kind.DEPARTMENT, Kind.OFFICE} and " " in base:
            forms.add(base)
    return forms


def with_endings(alias: str, place: Place) -> set[str]:
    """Another name of a body of the province, with and without the province after it."""
    whole, _, tier = place.endings
    return {
        form
        for words in place.local(alias)
        for form in (words, f"{_base(words, place)} {tier}", f"{_base(words, place)} {whole}")
    }


def bare_name(name: str) -> str:
    """The name without its class: «Xã Hồng Thái» → «Hồng Thái»."""
    for kind in _CLASSES:
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def _base(name: str, place: Place) -> str:
    for ending in place.endings:
        if name.endswith(f" {ending}"):
            return name.removesuffix(f" {ending}")
    return name
