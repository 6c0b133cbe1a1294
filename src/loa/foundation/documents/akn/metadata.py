"""The meta of a document: what it is (FRBR), what was read in it, what a person should check."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from loa.foundation.documents.akn.addresses import UNNUMBERED, Work
from loa.foundation.documents.akn.elements import Element, Id, add, add_own
from loa.foundation.documents.akn.marks import Marks, id_of
from loa.foundation.documents.akn.page import Mark
from loa.foundation.documents.akn.register import READER, Register
from loa.foundation.documents.akn.tables import Row
from loa.foundation.documents.parse.structure import (
    Actor,
    Duty,
    Found,
    ParsedDocument,
    Timing,
    TimingKind,
)

MEDIA_TYPE = "application/akn+xml"
LANGUAGE = "vie"


def write_identification(
    meta: Element,
    document: ParsedDocument,
    work: Work,
    *,
    register: Register,
    made_on: date,
    part: str = "main",
) -> None:
    """Work, expression and manifestation; a day the document does not print is left out.

    The standard demands a date at each level. Where none is printed it is the day of reading, and
    its name says so.
    """
    issuer = document.issuer.value
    author = register.refer("TLCOrganization", issuer) if issuer else f"#{READER}"
    day = document.issued_on.value
    when = (day, "issue") if day else (made_on, "reading")
    box = add(meta, "identification", source=f"#{READER}")
    level = add(box, "FRBRWork")
    _core(level, f"{work.address}/!{part}", work.address, when, author)
    _aliases(level, document)
    add(level, "FRBRcountry", value="vn")
    add(level, "FRBRsubtype", value=work.kind)
    number = f"{document.number.value or ''}/{document.notation.value or ''}".strip("/")
    if document.number.value:
        add(level, "FRBRnumber", value=number)
    elif work.number != UNNUMBERED:
        add(level, "FRBRname", value=work.number)
    add(level, "FRBRprescriptive", value="true" if work.doctype == "act" else "false")
    add(level, "FRBRauthoritative", value="false")
    expression = f"{work.address}/{LANGUAGE}@{day.isoformat() if day else ''}"
    level = add(box, "FRBRExpression")
    _core(level, f"{expression}/!{part}", expression, when, author)
    add(level, "FRBRlanguage", language=LANGUAGE)
    level = add(box, "FRBRManifestation")
    address = f"{expression}/!{part}.akn"
    _core(level, address, f"{expression}.akn", (made_on, "generation"), f"#{READER}")
    add(level, "FRBRformat", value=MEDIA_TYPE)


def _core(level: Element, this: str, address: str, when: tuple[date, str], author: str) -> None:
    add(level, "FRBRthis", value=this)
    add(level, "FRBRuri", value=address)
    add(level, "FRBRdate", date=when[0].isoformat(), name=when[1])
    add(level, "FRBRauthor", href=author)


def _aliases(level: Element, document: ParsedDocument) -> None:
    """Title and printed notation, after the addresses as the standard orders them."""
    at = 2
    aliases = [("title", document.subject.value)]
    if not document.number.value:
        aliases.append(("notation", document.notation.value))
    for name, value in aliases:
        if value:
            alias = add(level, "FRBRalias", value=value, name=name)
            level.insert(at, alias)
            at += 1


def write_analysis(
    meta: Element,
    document: ParsedDocument,
    *,
    marks: Marks,
    rows: Iterable[Row],
    register: Register,
) -> None:
    """Each duty and each task row: where it stands, who leads, with whom, by when, how sure.

    The standard has no element for an obligation and its bearers, so this stands in Loa's
    namespace inside `otherAnalysis`; its references lead to elements and bodies of the standard.
    """
    rows = list(rows)
    if not (document.duties or document.orders_without_actor or rows):
        return
    box = add(add(meta, "analysis", source=f"#{READER}"), "otherAnalysis", source=f"#{READER}")
    for duties, found in (
        (document.duties, marks.duties),
        (document.orders_without_actor, marks.orders),
    ):
        for duty, mark in zip(duties, found, strict=True):
            _duty(box, duty, mark, register)
    for eid, row in rows:
        entry = add_own(box, "task", href=f"#{eid}", confidence=f"{row.confidence:.2f}")
        _bearers(entry, row.leads, row.partners, register)
        _timing(entry, row.timing)


def _duty(box: Element, duty: Duty, mark: Mark | None, register: Register) -> None:
    eid = id_of(mark)
    about = {"href": f"#{eid}"} if eid else {}
    about |= {"section": duty.section_path} if duty.section_path else {}
    entry = add_own(box, "duty", confidence=f"{duty.confidence:.2f}", **about)
    _bearers(entry, duty.leads, duty.partners, register)
    _timing(entry, duty.timing)
    for product in duty.products:
        add_own(entry, "product", product.text)


def _bearers(
    entry: Element, leads: Iterable[Actor], partners: Iterable[Actor], register: Register
) -> None:
    for role, actors in (("lead", leads), ("partner", partners)):
        for actor in actors:
            about = {"href": register.refer("TLCOrganization", actor.name)}
            about |= {"inherited": "true"} if actor.is_inherited else {}
            add_own(entry, role, actor.name, **about)


def _timing(entry: Element, timing: Timing) -> None:
    if timing.kind is TimingKind.NONE:
        return
    about = {"kind": timing.kind.value.lower()}
    about |= {"due": timing.due_on.isoformat()} if timing.due_on else {}
    about |= {"rhythm": timing.rhythm.value.lower()} if timing.rhythm else {}
    add_own(entry, "timing", timing.verbatim, **about)


def write_notes(
    meta: Element, document: ParsedDocument, *, marks: Marks, rows: Iterable[Row]
) -> None:
    """Every doubt in words, near what it concerns; nothing where the reader is sure of all."""
    found = list(_doubts(document, marks, rows))
    if not found:
        return
    box = add(meta, "notes", source=f"#{READER}")
    for number, (eid, words) in enumerate(found, 1):
        about = {"placementBase": f"#{eid}"} if eid else {}
        add(add(box, "note", eId=f"note_{number}", **about), "p", words)


def _doubts(
    document: ParsedDocument, marks: Marks, rows: Iterable[Row]
) -> Iterable[tuple[Id | None, str]]:
    head: tuple[Found[Any], ...] = (
        document.kind,
        document.parent_body,
        document.issuer,
        document.number,
        document.notation,
        document.place,
        document.issued_on,
        document.subject,
        document.signer.post,
        document.signer.name,
        *document.signer.authority,
        *document.recipients,
    )
    everything = [document.doubts, *(found.doubts for found in head)]
    everything += [basis.doubts for basis in document.legal_bases]
    everything += [section.doubts for section in document.sections]
    everything += [table.doubts for table in document.annex_tables]
    everything += [missing.doubts for missing in document.missing]
    for doubts in everything:
        yield from ((None, words) for words in doubts)
    for duties, found in (
        (document.duties, marks.duties),
        (document.orders_without_actor, marks.orders),
    ):
        for duty, mark in zip(duties, found, strict=True):
            actors = (*duty.leads, *duty.partners)
            named = [words for actor in actors for words in actor.doubts]
            whys = dict.fromkeys((*duty.doubts, *named, *duty.timing.doubts))
            yield from ((id_of(mark), words) for words in whys)
    for eid, row in rows:
        yield from ((eid, words) for words in row.doubts)


def write_period(meta: Element, document: ParsedDocument) -> None:
    """The year and the words of the period of work, which the standard has no property for."""
    if not (document.year.value or document.period.value):
        return
    box = add(meta, "proprietary", source=f"#{READER}")
    year = {"year": str(document.year.value)} if document.year.value else {}
    add_own(box, "period", document.period.value or None, **year)
