"""A legal basis held against the documents that the house knows, with how near it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from loa.kernel.text import fold, slips_between

_MOST = 1


class Nearness(Enum):
    """KNOWN: number and day agree. NEAR: one of them does. UNKNOWN: neither."""

    KNOWN = auto()
    NEAR = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class KnownDocument:
    """A document of the catalogue; `title` is what it is about."""

    number: str
    issued_on: date
    title: str


@dataclass(frozen=True)
class Held:
    """How near a basis is to the nearest known document, and what to ask where it is not it."""

    nearness: Nearness
    known: KnownDocument | None = None
    question: str = ""


def known_documents(value: Mapping[str, Any]) -> tuple[KnownDocument, ...]:
    """The catalogue as its reference file shapes it (parameter documents.cited)."""
    return tuple(
        KnownDocument(row["number"], date.fromisoformat(row["issued_on"]), row["title"])
        for row in value["documents"]
    )


def held_against(number: str | None, day: date | None, known: Sequence[KnownDocument]) -> Held:
    """The nearest known document. A number without a year comes again in every year."""
    if not number:
        return Held(Nearness.UNKNOWN)
    same = [one for one in known if one.number == number]
    for one in same:
        if day is None or one.issued_on == day:
            return Held(Nearness.KNOWN, one)
        if one.issued_on.year == day.year:
            question = (
                f"Danh mục ghi «{number}» ngày {one.issued_on:%d/%m/%Y}, văn bản ghi ngày "
                f"{day:%d/%m/%Y}; hãy so với bản gốc."
            )
            return Held(Nearness.NEAR, one, question)
    if same:
        return Held(Nearness.UNKNOWN)
    near = [one for one in known if one.issued_on == day and _is_near(number, one.number)]
    if len(near) != 1:
        return Held(Nearness.UNKNOWN)
    question = (
        f"«{number}» gần giống «{near[0].number}» cùng ngày {near[0].issued_on:%d/%m/%Y} "
        f"({near[0].title}): có phải không?"
    )
    return Held(Nearness.NEAR, near[0], question)


def _is_near(read: str, known: str) -> bool:
    """One letter or figure off, marks apart («ND-CP», «NÐ-CP»)."""
    return slips_between(fold(read), fold(known), _MOST) is not None
