"""A document cut into its passages: head, opening, body, tail, what is attached, stacked tables."""

import re

from loa.foundation.documents.parse.bases import is_basis
from loa.foundation.documents.parse.head import Head, read_head
from loa.foundation.documents.parse.lines import Line, Style, lines_of, style_of
from loa.foundation.documents.parse.misread import mended
from loa.foundation.documents.parse.paragraphs import Joiner, Paragraph
from loa.foundation.documents.parse.period import named_period, year_signed
from loa.foundation.documents.parse.pipes import PipedTable, unpiped
from loa.foundation.documents.parse.source import Source, regular
from loa.foundation.documents.parse.structure import AnnexTable, Found, Layout
from loa.foundation.documents.parse.tables import stacked_tables
from loa.foundation.documents.parse.values import value
from loa.foundation.documents.parse.zones import Zones, zones_of


@value(frozen=True, slots=True)
class Passages:
    """`opening` is the first part of `body`; `tail` are lines, for their columns tell who signs.

    `period` = the year of work and its words as the subject names them, `signed_in` the year of the
    date; `is_mended` = misread words
    of the text are read as they are meant.
    """

    source: Source
    is_mended: bool
    style: Style
    head: Head
    opening: list[Paragraph]
    body: list[Paragraph]
    tail: list[Line]
    annex: list[Paragraph]
    stacked: list[AnnexTable]
    piped: list[PipedTable]
    signed_in: int | None
    period: tuple[Found[int | None], Found[str | None]] | None
    layout: Layout


def passages_of(text: str, *, is_laid_out: bool = False) -> Passages:
    """Cut a text."""
    printed = regular(text)
    source = mended(printed)
    lines, piped = unpiped(source, lines_of(source))
    style = style_of(lines, is_laid_out=is_laid_out)
    joiner = Joiner(source, lines, style)
    head = read_head(source, lines, style)
    zones = zones_of(lines, head.body_at)
    period = named_period(head.subject)
    planned = period[0].value if period else None
    signed_in = year_signed(text, head.issued_on)
    stacked, taken = stacked_tables(source, lines, zones.body_at, style, planned or signed_in)
    body = joiner.paragraphs(
        _without_page_numbers(_left(lines, zones.body_at, zones.tail_at, taken))
    )
    opening = opening_of(body)
    annex = joiner.paragraphs(_left(lines, zones.annex_at, len(lines), taken))
    return Passages(
        source=source,
        is_mended=source is not printed,
        style=style,
        head=head,
        opening=opening,
        body=body,
        tail=lines[zones.tail_at : zones.annex_at],
        annex=annex,
        stacked=stacked,
        piped=piped,
        signed_in=signed_in,
        period=period,
        layout=_layout(source, lines, zones, len(opening), [*body, *annex]),
    )


def _layout(
    source: Source, lines: list[Line], zones: Zones, opened: int, paragraphs: list[Paragraph]
) -> Layout:
    """The parts in characters; the first `opened` paragraphs are the opening passage."""

    def starts_at(index: int) -> int:
        at = lines[index].start if index < len(lines) else len(source.text)
        return source.span(at, at).start

    opening, tail = starts_at(zones.body_at), starts_at(zones.tail_at)
    spans = tuple([paragraph.whole for paragraph in paragraphs])
    body = opening if not opened else spans[opened].start if opened < len(spans) else tail
    return Layout(opening, min(body, tail), tail, starts_at(zones.annex_at), spans)


def opening_of(body: list[Paragraph]) -> list[Paragraph]:
    """The passage before the orders: up to the last «… như sau:» or legal basis before a mark."""
    first = next(
        (
            i
            for i, p in enumerate(body)
            if p.label is not None and not in_greeting(body, i) and not _is_dashed_basis(body, i)
        ),
        len(body),
    )
    ends = [
        i
        for i, paragraph in enumerate(body[:first])
        if (paragraph.text.endswith(":") and not paragraph.text.startswith("Kính gửi"))
        or paragraph.label is not None
        or is_basis(paragraph.text)
    ]
    return body[: ends[-1] + 1 if ends else (0 if first == len(body) else first)]


def _is_dashed_basis(body: list[Paragraph], at: int) -> bool:
    """«- Căn cứ …»: an item of a list of bases, unless a «… như sau:» led to it."""
    if not body[at].text.startswith(("- Căn cứ ", "- Xét ", "- Theo đề nghị ")):
        return False
    return not any(p.text.endswith(":") for p in body[:at])


_WIRES = re.compile(r"\bđiện\s*:$")


_REPORTS = ("Ngày ", "Tại ")
_SPECKS = ")]}>|'`"
_BULLETS = ("-", "–", "•", "*", "+", "▪", "●")


def in_greeting(body: list[Paragraph], at: int) -> bool:
    """A bullet of the list of addressees under «Kính gửi:», or «… điện:» in a telegram."""
    if not body[at].text.startswith(_BULLETS):
        return False
    for above in reversed(body[max(0, at - 12) : at]):
        if above.text.startswith("Kính gửi") or _WIRES.search(above.text):
            return True
        if above.text.startswith(_BULLETS):
            continue
        if above.text.endswith(":") or is_basis(above.text):
            # «Thực hiện …, Sở Y tế đề nghị:»: the addressees are over, unless an order is reported
            # («Ngày 29/6/2026, UBND tỉnh giao:»).
            return above.text.startswith(_REPORTS)
    return False


def _left(lines: list[Line], start: int, end: int, taken: set[int]) -> list[Line]:
    if not taken:
        return lines[start:end]
    return [lines[i] for i in range(start, end) if i not in taken]


def _without_page_numbers(lines: list[Line]) -> list[Line]:
    return [line for line in lines if len(line.text) > 3 or not _is_page_number(line.text)]


def _is_page_number(text: str) -> bool:
    """«12», and what a machine makes of one: a sign or two that open and end nothing."""
    return text.isdigit() or (text[0] in _SPECKS and len(text) < 3 and not text[-1].isalnum())
