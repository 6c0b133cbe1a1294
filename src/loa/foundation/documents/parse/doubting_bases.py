"""Signs that the symbol or the day of a legal basis was misread: held against its issuer's pattern.

«63/2010/NĐ-CP» carries the year, «76/NQ-CP» does not; the year in a symbol is that of its day; a
basis is older than what rests on it. The patterns and their sources stand in kinds.toml.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from loa.foundation.documents.parse.structure import LegalBasis
from loa.kernel.keeping import kept_if_short

_SYMBOL = re.compile(
    r"(?P<number>\d{1,5}[a-z]?(?:\.\d{1,3})?)(?:/(?P<year>\d{4}))?(?P<mark>[/-])(?P<rest>\D.*)$"
)
_SOUND = re.compile(r"[A-ZĐ][A-Za-zĐ]{0,7}\d{0,2}(?:[-/&.][A-ZĐ][A-Za-zĐ]{0,9}\d{0,2}){0,4}$")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How the symbols of one issuer and kind are written."""

    starts: str
    ends: str
    year: str
    since: date | None
    kinds: tuple[str, ...]

    def fits(self, rest: str) -> bool:
        """Whether `rest`, what stands behind the number, is of this pattern."""
        return rest.startswith(self.starts) if self.starts else rest.startswith(self.ends)


def _patterns() -> tuple[_Pattern, ...]:
    rows = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))["symbols"]
    return tuple(
        _Pattern(
            row.get("starts", ""),
            row.get("ends", ""),
            row["year"],
            row.get("from"),
            tuple(row["kinds"]),
        )
        for row in rows
    )


_PATTERNS = _patterns()


def of_basis(basis: LegalBasis, issued_on: date | None) -> list[str]:
    """Why `basis` may be misread; `issued_on` is the day of the document that rests on it."""
    found: list[str] = []
    if basis.number:
        found += _of_symbol(basis.number, basis)
    if basis.issued_on and issued_on and basis.issued_on > issued_on:
        found.append(
            f"Ngày {basis.issued_on:%d/%m/%Y} của căn cứ sau ngày văn bản này; hãy so với văn bản."
        )
    return found


def _of_symbol(number: str, basis: LegalBasis) -> list[str]:
    symbol = _SYMBOL.match(number)
    if symbol is None or not _SOUND.match(symbol["rest"]):
        return [f"Ký hiệu «{number}» không theo mẫu nào đã biết; hãy so với văn bản."]
    found: list[str] = []
    year, rest = symbol["year"], symbol["rest"]
    pattern = _pattern_of(rest)
    if pattern is not None:
        if pattern.year == "always" and year is None:
            found.append(f"Ký hiệu «{number}» thiếu năm: «{rest}» luôn ghi số/năm/ký hiệu.")
        if pattern.year == "never" and year is not None and not _may(pattern, basis.issued_on):
            found.append(f"Ký hiệu «{number}» thừa năm: «{rest}» chỉ ghi số/ký hiệu.")
        if basis.kind and basis.kind.capitalize() not in pattern.kinds:
            found.append(f"«{basis.kind}» không khớp với ký hiệu «{number}»; hãy so với văn bản.")
    if year and basis.issued_on and int(year) != basis.issued_on.year:
        day = f"{basis.issued_on:%d/%m/%Y}"
        found.append(f"Năm trong ký hiệu «{number}» khác năm của ngày {day}; hãy so với văn bản.")
    return found


@kept_if_short(1024)
def _pattern_of(rest: str) -> _Pattern | None:
    """The pattern of a symbol by what stands behind its number."""
    return next((one for one in _PATTERNS if one.fits(rest)), None)


def _may(pattern: _Pattern, day: date | None) -> bool:
    return pattern.since is not None and (day is None or day >= pattern.since)
