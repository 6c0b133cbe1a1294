"""The reader: text of one official document in, `ParsedDocument` out."""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

from loa.foundation.documents.parse.actor_words import forget
from loa.foundation.documents.parse.bases import bases_of
from loa.foundation.documents.parse.clauses import (
    difficulties_of,
    missing_of,
    money_of,
    purposes_of,
)
from loa.foundation.documents.parse.doubting import doubted
from loa.foundation.documents.parse.duties import read_duties
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.misread import as_printed
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.passages import Passages, passages_of
from loa.foundation.documents.parse.period import period_of
from loa.foundation.documents.parse.sections import Node, sections_of, tree_of
from loa.foundation.documents.parse.structure import AnnexTable, Found, ParsedDocument
from loa.foundation.documents.parse.table_grids import GivenTable, given_tables
from loa.foundation.documents.parse.tail import read_tail
from loa.foundation.documents.parse.unsure import DoubtfulPlace, with_doubtful


def parse(
    text: str,
    tables: Sequence[GivenTable] = (),
    *,
    is_laid_out: bool = False,
    doubtful: Sequence[DoubtfulPlace] = (),
) -> ParsedDocument:
    """Read one document; never raises on any text, takes time linear in its length.

    `doubtful` are places that a machine read from a picture and was not sure of, in order.
    """
    try:
        with _uncollected():
            cut = passages_of(text, is_laid_out=is_laid_out)
            read = doubted(_parsed(cut, text, tables))
            return with_doubtful(as_printed(read) if cut.is_mended else read, doubtful)
    finally:
        forget()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: nearly all that a reading makes it keeps to its end.

    The few cycles wait for the next search. Of two readings at once the one that stopped the
    search starts it again.
    """
    is_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_searching:
            gc.enable()


def _parsed(cut: Passages, text: str, tables: Sequence[GivenTable]) -> ParsedDocument:
    head, body, annex, opening = cut.head, cut.body, cut.annex, cut.opening
    planned, period = cut.period or period_of(opening, cut.signed_in)
    year = planned.value
    found = given_tables(tables or cut.piped, year, text) or cut.stacked
    annex = _without_marks_in(found, annex) if tables else annex
    roots = [tree_of(body[len(opening) :])]
    roots += [tree_of(part, is_annex=True) for part in _parts(annex)]
    issuer = head.issuer if head.issuer.value else _issuer_in(opening)
    attached = annex if _is_regulation(annex) else []
    ordering = [*body, *attached]
    duties, orphans = read_duties(
        roots[:2] if attached else roots[:1],
        opening,
        issuer.value,
        year,
        reports=head.kind.value in _REPORTS,
    )
    recipients, signer = read_tail(cut.source, cut.tail, cut.style)
    purposes, requirements = purposes_of(roots[:2] if attached else roots[:1])
    read = ParsedDocument(
        text=text,
        kind=head.kind,
        parent_body=head.parent_body,
        issuer=issuer,
        number=head.number,
        notation=head.notation,
        place=head.place,
        issued_on=head.issued_on,
        subject=head.subject,
        year=planned,
        period=period,
        legal_bases=bases_of(opening),
        sections=sections_of(roots),
        purposes=purposes,
        requirements=requirements,
        duties=duties,
        orders_without_actor=orphans,
        money=money_of(roots, ordering),
        difficulties=difficulties_of(ordering),
        annex_tables=tuple(found),
        missing=missing_of(body, attached, annex, has_tables=bool(found)),
        recipients=recipients,
        signer=signer,
        layout=cut.layout,
    )
    _cut_down(roots)
    return read


def _cut_down(roots: list[Node]) -> None:
    """Part every node from the one above it: trees that are read through wait for no search."""
    stack = [*roots]
    while stack:
        node = stack.pop()
        node.parent = None
        stack += node.children


_REPORTS = frozenset({"BC", "TTr", "BB"})
_REGULATION = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐIỀU LỆ|NỘI QUY"
    r"|QUY TRÌNH(?! NỘI BỘ| ĐIỆN TỬ| GIẢI QUYẾT TH))\b"
)


def _is_regulation(annex: list[Paragraph]) -> bool:
    """Whether what is attached orders work (a plan, a regulation), unlike lists and forms."""
    return any(_REGULATION.match(paragraph.text) for paragraph in annex[:4])


# «Phụ lục II», «Mẫu số 03»: another annex, with marks of its own.
_ANOTHER = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục|MẪU SỐ|Mẫu số)(?:\s+(?:số\s*|SỐ\s*)?[IVX\d]{{1,4}}[a-zA-Z]?)?\s*[.:]?"
    rf"(?:\Z|\s+[{CAPITALS}])"
)
_TITLED = 4


def _parts(annex: list[Paragraph]) -> list[list[Paragraph]]:
    """What is attached, and each annex of it after its head: forms and lists order nothing."""
    begins = [
        i
        for i, paragraph in enumerate(annex)
        if i > _TITLED and paragraph.text[:1] in "PM" and _ANOTHER.match(paragraph.text)
    ]
    return [annex[a:b] for a, b in pairwise([0, *begins, len(annex)])]


def _without_marks_in(tables: Sequence[AnnexTable], annex: list[Paragraph]) -> list[Paragraph]:
    """The annex with the marks of its running text alone: «1.» in a cell heads no section."""
    spans = [table.span for table in tables]
    return [
        replace(paragraph, label=None)
        if paragraph.label and any(at.start <= paragraph.whole.start < at.end for at in spans)
        else paragraph
        for paragraph in annex
    ]


_PARTED = re.compile(r"[,;]\s(?=[BCHSTVUỦ])")
_ISSUES = re.compile(
    r"(?P<name>(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Sở|Bộ|Ban|Cục|Văn phòng|Chủ tịch"
    r"|Hội đồng nhân dân|Trung tâm)\s[^,;:.]{2,70}?)\s+(?:ban hành|xây dựng|triển khai|thông báo"
    r"|yêu cầu|đề nghị|báo cáo|chỉ đạo|kết luận)\b"
)


def _issuer_in(opening: list[Paragraph]) -> Found[str | None]:
    """The body that the opening passage says issues the document, where the head names none."""
    for paragraph in reversed(opening):
        matches = [
            found
            for at in (0, *(mark.end() for mark in _PARTED.finditer(paragraph.text)))
            if (found := _ISSUES.match(paragraph.text, at))
        ]
        if matches:
            spot = paragraph.span(*matches[-1].span("name"))
            doubt = "Không thấy tên cơ quan ở đầu văn bản; lấy theo đoạn mở đầu."
            return Found(matches[-1]["name"], spot, 0.7, (doubt,))
    return Found(None, None, 0.3, ("Không thấy tên cơ quan ban hành.",))
