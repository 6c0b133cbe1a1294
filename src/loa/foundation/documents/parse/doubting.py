"""The careful second look: what was read is held against the text around it, and doubted aloud.

Reading decides; this never changes what was read. A doubt says in Vietnamese what is odd, at the
field it is about: the sentence, an actor, the time, a heading, a line of the head.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from loa.foundation.documents.parse import (
    doubting_bases,
    doubting_duties,
    doubting_lists,
    doubting_names,
    doubting_times,
)
from loa.foundation.documents.parse.doubting_unread import unread_of
from loa.foundation.documents.parse.structure import (
    Actor,
    AnnexTable,
    Duty,
    Found,
    LegalBasis,
    ParsedDocument,
    Section,
    Signer,
)

_DOUBTED = 0.7
_QUOTING = frozenset({"CV", "TB", "BC", "TTr", "KH", "CT", "CĐ", "HD"})

# By their identity, while the document that holds them is looked at.
_LookedAt = dict[int, tuple[Actor, ...]]
_Read = TypeVar("_Read", bound=Found[Any] | LegalBasis | Section | AnnexTable)


def doubted(document: ParsedDocument) -> ParsedDocument:
    """`document` with every doubt that the text around its fields gives."""
    titled = doubting_duties.by_path(document.sections)
    # What a decision or a resolution quotes may be the new words of what it amends.
    quotes = document.kind.value in _QUOTING
    quoted = doubting_duties.quoted_in(document.text) if quotes else []
    looked_at: _LookedAt = {}
    return replace(
        document,
        legal_bases=tuple(
            _with(basis, doubting_bases.of_basis(basis, document.issued_on.value))
            for basis in document.legal_bases
        ),
        duties=tuple(
            _duty(document.text, duty, titled, quoted, looked_at) for duty in document.duties
        ),
        unread=unread_of(document),
        signer=_signer(document),
        sections=tuple(
            _with(section, doubting_lists.of_section(section)) for section in document.sections
        ),
        recipients=tuple(
            _with(line, doubting_lists.of_recipient(document.text, line))
            for line in document.recipients
        ),
        annex_tables=tuple(
            _with(table, doubting_lists.of_table(table)) for table in document.annex_tables
        ),
    )


def _signer(document: ParsedDocument) -> Signer:
    signer = document.signer
    whys = doubting_lists.of_post(document)
    return Signer(signer.authority, _with(signer.post, whys), signer.name) if whys else signer


def _with(thing: _Read, whys: list[str]) -> _Read:
    """`thing`, less sure for each of `whys`."""
    if not whys:
        return thing
    doubts = tuple(dict.fromkeys((*thing.doubts, *whys)))
    return replace(thing, confidence=min(thing.confidence, _DOUBTED), doubts=doubts)


def _duty(
    text: str,
    duty: Duty,
    sections: Mapping[str, list[Section]],
    quoted: Sequence[tuple[int, int]],
    looked_at: _LookedAt,
) -> Duty:
    own = doubting_duties.is_own(duty)
    whys = doubting_duties.of_sentence(duty, is_own=own)
    whys += doubting_duties.of_beginning(text, duty)
    if any(start < duty.span.start < end for start, end in quoted):
        whys.append(doubting_duties.QUOTED)
    other = doubting_duties.of_actors_in_force(duty, sections, is_own=own)
    leads = _actors(text, duty.leads, looked_at)
    if other and leads and not leads[0].doubts:
        leads = (replace(leads[0], doubts=(other,)), *leads[1:])
    return Duty(
        duty.text,
        duty.span,
        duty.section_path,
        leads,
        _actors(text, duty.partners, looked_at),
        doubting_times.of_timing(duty.text, duty.timing),
        duty.products,
        min(duty.confidence, _DOUBTED) if whys else duty.confidence,
        tuple(dict.fromkeys((*duty.doubts, *whys))),
    )


def _actors(text: str, actors: tuple[Actor, ...], looked_at: _LookedAt) -> tuple[Actor, ...]:
    """`actors` with their doubts; those of a heading act in many duties and are looked at once."""
    if not actors:
        return actors
    if id(actors) not in looked_at:
        whys = doubting_names.of_actors(text, actors)
        doubtful = (
            replace(actor, doubts=(whys[at],)) if at in whys else actor
            for at, actor in enumerate(actors)
        )
        looked_at[id(actors)] = tuple(doubtful) if whys else actors
    return looked_at[id(actors)]
