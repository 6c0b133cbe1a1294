"""What was read from doubtful places of a scan is itself in doubt."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from loa.foundation.documents.parse.structure import (
    AnnexTable,
    Duty,
    Found,
    LegalBasis,
    ParsedDocument,
    Passage,
    Signer,
    Span,
    TableRow,
)

_UNSURE = 0.5
_NAMED = 5
_READ = re.compile(r"Máy đọc chưa chắc «(.+?)»\.", re.DOTALL)

_Read = TypeVar("_Read", bound=Found[Any] | LegalBasis | Passage | Duty | TableRow)


class DoubtfulPlace(Protocol):
    """A stretch of the text that a machine did not read for sure, and why, in Vietnamese."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """One after its last character."""

    @property
    def message_vi(self) -> str:
        """What the officer reads."""


def with_doubtful(document: ParsedDocument, places: Sequence[DoubtfulPlace]) -> ParsedDocument:
    """`document` with less confidence in, and a doubt about, whatever stands on `places`.

    `places` are in the order of the text and lie apart.
    """
    if not places:
        return document
    look = _Look(places)
    signer = document.signer
    return replace(
        document,
        kind=look.at(document.kind),
        parent_body=look.at(document.parent_body),
        issuer=look.at(document.issuer),
        number=look.at(document.number),
        notation=look.at(document.notation),
        place=look.at(document.place),
        issued_on=look.at(document.issued_on),
        subject=look.at(document.subject),
        year=look.at(document.year),
        legal_bases=look.all(document.legal_bases),
        purposes=None if document.purposes is None else look.all(document.purposes),
        requirements=None if document.requirements is None else look.all(document.requirements),
        duties=look.all(document.duties),
        orders_without_actor=look.all(document.orders_without_actor),
        money=look.all(document.money),
        difficulties=look.all(document.difficulties),
        annex_tables=tuple(_table(table, look) for table in document.annex_tables),
        recipients=look.all(document.recipients),
        signer=Signer(look.all(signer.authority), look.at(signer.post), look.at(signer.name)),
    )


def _table(table: AnnexTable, look: "_Look") -> AnnexTable:
    return replace(table, rows=look.all(table.rows))


class _Look:
    """Which doubtful places a thing stands on."""

    def __init__(self, places: Sequence[DoubtfulPlace]) -> None:
        self._places = places
        self._ends = [place.end for place in places]

    def all(self, things: tuple[_Read, ...]) -> tuple[_Read, ...]:
        """Each thing as `at` leaves it."""
        return tuple(map(self.at, things))

    def at(self, thing: _Read) -> _Read:
        """`thing`, unsure where one of its letters is."""
        whys = self._whys(thing.span)
        if not whys:
            return thing
        confidence = min(thing.confidence, _UNSURE)
        return replace(thing, confidence=confidence, doubts=(*thing.doubts, *whys))

    def _whys(self, span: Span | None) -> list[str]:
        """Why; words that the machine was unsure of are named in one sentence."""
        if span is None:
            return []
        first = bisect_left(self._ends, span.start + 1)
        words: list[str] = []
        others: list[str] = []
        for place in self._places[first:]:
            if place.start >= span.end:
                break
            read = _READ.match(place.message_vi)
            if read is None:
                others.append(place.message_vi)
            else:
                words.append(f"«{read[1]}»")
        if words:
            named = ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")
            others.append(f"Máy đọc chưa chắc {named}. Đối chiếu với bản gốc.")
        return others
