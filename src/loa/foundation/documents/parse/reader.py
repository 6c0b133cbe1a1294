"""The reader: text of one official document in, `ParsedDocument` out."""

from loa.foundation.documents.parse.bases import bases_of, is_basis
from loa.foundation.documents.parse.duties import read_duties
from loa.foundation.documents.parse.head import Head, read_head
from loa.foundation.documents.parse.paragraphs import Joiner, Line, Paragraph, lines_of, style_of
from loa.foundation.documents.parse.sections import Node, sections_of, tree_of
from loa.foundation.documents.parse.source import regular
from loa.foundation.documents.parse.structure import Found, ParsedDocument
from loa.foundation.documents.parse.tail import read_tail
from loa.foundation.documents.parse.zones import Zones, zones_of


def parse(text: str, tables: tuple[object, ...] = (), *, is_laid_out: bool = False) -> ParsedDocument:
    """Read one document; never raises on any text, takes time linear in its length."""
    source = regular(text)
    lines = lines_of(source)
    style = style_of(lines, is_laid_out=is_laid_out)
    joiner = Joiner(source, lines, style)
    head = read_head(source, lines, style)
    zones = zones_of(lines, head.body_at)
    body = joiner.paragraphs(_without_page_numbers(lines[zones.body_at : zones.tail_at]))
    annex = joiner.paragraphs(lines[zones.annex_at :])
    opening = opening_of(body)
    body_tree = tree_of(body[len(opening) :])
    annex_tree = tree_of(annex, is_annex=True)
    recipients, signer = read_tail(source, lines[zones.tail_at : zones.annex_at], style)
    year = head.issued_on.value.year if head.issued_on.value else None
    duties, orphans = read_duties([body_tree, annex_tree], opening, head.issuer.value, year)
    return ParsedDocument(
        text=text, kind=head.kind, parent_body=head.parent_body, issuer=head.issuer,
        number=head.number, notation=head.notation, place=head.place, issued_on=head.issued_on,
        subject=head.subject, year=Found(None), period=Found(None),
        legal_bases=bases_of(opening), sections=sections_of([body_tree, annex_tree]),
        purposes=None, requirements=None, duties=duties, orders_without_actor=orphans, money=(),
        difficulties=(), annex_tables=(), missing=(), recipients=recipients, signer=signer,
    )


def opening_of(body: list[Paragraph]) -> list[Paragraph]:
    """The passage before the orders: up to the last «… như sau:» or legal basis before a mark."""
    first = next(
        (i for i, p in enumerate(body) if p.label is not None and not _in_greeting(body, i)), len(body)
    )
    ends = [
        i
        for i, paragraph in enumerate(body[:first])
        if (paragraph.text.endswith(":") and not paragraph.text.startswith("Kính gửi"))
        or paragraph.label is not None
        or is_basis(paragraph.text)
    ]
    return body[: ends[-1] + 1 if ends else (0 if first == len(body) else first)]


def _in_greeting(body: list[Paragraph], at: int) -> bool:
    """A dash of the list of addressees under Kính gửi."""
    return body[at].text.startswith("-") and any(p.text.startswith("Kính gửi") for p in body[max(0, at - 12) : at])


def _without_page_numbers(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not (line.text.isdigit() and len(line.text) <= 3)]
