"""Addresses and identifiers by the Akoma Ntoso Naming Convention 1.0 (OASIS, 21 February 2019).

`/akn/vn/{act|doc}/{kind}/{issuer}/{date}/{number}`: chapter 4. What a document does not say is left
out of its address or named by its title; nothing is guessed.
"""

import re
from dataclasses import dataclass
from datetime import date

from loa.foundation.documents.akn.elements import Id
from loa.foundation.documents.parse.head import KINDS
from loa.foundation.documents.parse.structure import LegalBasis, ParsedDocument
from loa.kernel.text import fold

UNDATED = "undated"
UNNUMBERED = "nn"
_MOST = 80
_YEARED = re.compile(r"\d+[a-z]?[/-](?P<year>(?:19|20)\d{2})(?![\d])")
_KIND_SLUGS = {short: words.replace(" ", "-") for words, short in reversed(KINDS.items())}
_KIND_SLUGS["CV"] = "cong-van"


def slug(text: str) -> str:
    """Words of small Latin letters and digits joined by hyphens, at most 80 characters.

    Empty where the text holds neither letter nor digit of the Latin script.
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    found = ""
    for word in words:
        if len(found) + len(word) + 1 > _MOST:
            break
        found = f"{found}-{word}" if found else word
    return found or (words[0][:_MOST] if words else "")


def kind_slug(short: str | None) -> str:
    """«ke-hoach» for «KH»; a kind that is not known is «van-ban»."""
    return _KIND_SLUGS.get(short or "", "") or slug(short or "") or "van-ban"


def is_act(number: str | None) -> bool:
    """Whether the number is that of a legal document: it holds the year («163/2025/QĐ-UBND»).

    Law 80/2015/QH13 article 10 puts the year into the number of legal documents, NĐ 30/2020/NĐ-CP
    annex I leaves it out of those of administrative ones.
    """
    return bool(_YEARED.match(number or ""))


@dataclass(frozen=True, slots=True)
class Work:
    """What the address of a work is made of; empty strings are left out."""

    doctype: str
    kind: str
    issuer: str
    day: str
    number: str

    @property
    def address(self) -> str:
        """The address of the work."""
        parts = (self.doctype, self.kind, self.issuer, self.day, self.number)
        return "/akn/vn/" + "/".join(part for part in parts if part)


def work_of(document: ParsedDocument) -> Work:
    """The work that was read."""
    number = document.number.value
    name = slug(" ".join(part for part in (number, document.notation.value) if part))
    if not number:
        name = slug(document.subject.value or "") or UNNUMBERED
    return Work(
        "act" if is_act(number) else "doc",
        kind_slug(document.kind.value),
        slug(document.issuer.value or ""),
        _day(document.issued_on.value, number),
        name,
    )


def cited(basis: LegalBasis, issuer: str | None) -> Work:
    """The work a legal basis names; «Ủy ban nhân dân tỉnh» alone is the issuer's own province."""
    body = slug(basis.body or "")
    own = slug(issuer or "")
    if body and own.startswith(f"{body}-"):
        body = own
    act = is_act(basis.number) or basis.number is None
    kind = slug((basis.kind or "").split(",")[0]) or "van-ban"
    return Work(
        "act" if act else "doc",
        kind,
        body,
        _day(basis.issued_on, basis.number),
        slug(basis.number or basis.title or "") or UNNUMBERED,
    )


def _day(day: date | None, number: str | None) -> str:
    if day:
        return day.isoformat()
    year = _YEARED.match(number or "")
    return year["year"] if year else UNDATED


class Identifiers:
    """Gives every `eId` once: what is asked for again gets the next free ordinal."""

    def __init__(self) -> None:
        """Begin with none given."""
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def numbered(self, stem: str) -> Id:
        """`stem_1`, `stem_2` …: elements known by their place."""
        at = self._next.get(stem, 0)
        while True:
            at += 1
            if f"{stem}_{at}" not in self._given:
                break
        self._next[stem] = at
        return self._give(f"{stem}_{at}")

    def named(self, name: str) -> Id:
        """`name`, or `name_2` … where it is given already."""
        if name not in self._given:
            return self._give(name)
        self._next.setdefault(name, 1)
        return self.numbered(name)

    def _give(self, name: str) -> Id:
        self._given.add(name)
        return Id(name)
