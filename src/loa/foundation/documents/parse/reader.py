"""The reader: text of one official document in, `ParsedDocument` out."""

import re
from collections.abc import Sequence

from loa.foundation.documents.parse.bases import bases_of, is_basis
from loa.foundation.documents.parse.clauses import (
    difficulties_of,
    missing_of,
    money_of,
    purposes_of,
)
from loa.foundation.documents.parse.duties import read_duties
from loa.foundation.documents.parse.head import Head, read_head
from loa.foundation.documents.parse.paragraphs import Joiner, Line, Paragraph, lines_of, style_of
from loa.foundation.documents.parse.period import period_of
from loa.foundation.documents.parse.sections import sections_of, tree_of
from loa.foundation.documents.parse.source import regular
from loa.foundation.documents.parse.structure import Found, ParsedDocument
from loa.foundation.documents.parse.tables import GivenTable, given_tables, stacked_tables
from loa.foundation.documents.parse.tail import read_tail
from loa.foundation.documents.parse.zones import zones_of


def parse(
    text: str, tables: Sequence[GivenTable] = (), *, is_laid_out: bool = False
) -> ParsedDocument:
    """Read one document; never raises on any text, takes time linear in its length."""
    source = regular(text)
    lines = lines_of(source)
    style = style_of(lines, is_laid_out=is_laid_out)
    joiner = Joiner(source, lines, style)
    head = read_head(source, lines, style)
    zones = zones_of(lines, head.body_at)
    year = _near_year(head)
    stacked, taken = stacked_tables(source, lines, zones.body_at, style, year)
    body = joiner.paragraphs(
        _without_page_numbers(_left(lines, zones.body_at, zones.tail_at, taken))
    )
    annex = joiner.paragraphs(_left(lines, zones.annex_at, len(lines), taken))
    opening = opening_of(body)
    roots = [tree_of(body[len(opening) :]), tree_of(annex, is_annex=True)]
    planned, period = period_of(head.subject, opening, head.issued_on.value)
    year = planned.value or year
    issuer = head.issuer if head.issuer.value else _issuer_in(opening)
    attached = annex if _is_regulation(annex) else []
    ordering = [*body, *attached]
    duties, orphans = read_duties(
        roots if attached else roots[:1],
        opening,
        issuer.value,
        year,
        reports=head.kind.value in _REPORTS,
    )
    recipients, signer = read_tail(source, lines[zones.tail_at : zones.annex_at], style)
    purposes, requirements = purposes_of(roots[0])
    found = [*given_tables(tables, year)] or stacked
    return ParsedDocument(
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
        missing=missing_of(body, has_annex=bool(annex or found)),
        recipients=recipients,
        signer=signer,
    )


def _near_year(head: Head) -> int | None:
    """The year to read a day without one in, before the opening passage is read."""
    if head.issued_on.value:
        return head.issued_on.value.year
    return period_of(head.subject, [], None)[0].value


def _left(lines: list[Line], start: int, end: int, taken: set[int]) -> list[Line]:
    return [lines[i] for i in range(start, end) if i not in taken]


_REPORTS = frozenset({"BC", "TTr", "BB"})
_REGULATION = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH|PHƯƠNG ÁN|QUY TRÌNH PHỐI HỢP|ĐIỀU LỆ"
    r"|NỘI QUY)\b"
)


def _is_regulation(annex: list[Paragraph]) -> bool:
    """Whether what is attached orders work (a plan, a regulation), unlike lists and forms."""
    return any(_REGULATION.match(paragraph.text) for paragraph in annex[:4])


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
            for at in re.finditer(r"(?:^|[,;]\s)(?=[A-ZĐỦU])", paragraph.text)
            if (found := _ISSUES.match(paragraph.text, at.end()))
        ]
        if matches:
            spot = paragraph.span(*matches[-1].span("name"))
            doubt = "Không thấy tên cơ quan ở đầu văn bản; lấy theo đoạn mở đầu."
            return Found(matches[-1]["name"], spot, 0.7, (doubt,))
    return Found(None, None, 0.3, ("Không thấy tên cơ quan ban hành.",))


def opening_of(body: list[Paragraph]) -> list[Paragraph]:
    """The passage before the orders: up to the last «… như sau:» or legal basis before a mark."""
    first = next(
        (i for i, p in enumerate(body) if p.label is not None and not _in_greeting(body, i)),
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


def _in_greeting(body: list[Paragraph], at: int) -> bool:
    """A dash of the list of addressees under Kính gửi."""
    return body[at].text.startswith("-") and any(
        p.text.startswith("Kính gửi") for p in body[max(0, at - 12) : at]
    )


def _without_page_numbers(lines: list[Line]) -> list[Line]:
    return [line for line in lines if not (line.text.isdigit() and len(line.text) <= 3)]
