"""Legal bases: documents named in the opening passage, and only there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from loa.foundation.documents.parse.basis_words import KINDS, about_of, made_by
from loa.foundation.documents.parse.dates import date_of
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.structure import LegalBasis

if TYPE_CHECKING:
    from datetime import date

_KIND = "|".join(re.escape(word) for word in KINDS)
_KINDS = re.compile(_KIND)
_CLAUSE = re.compile(
    r"(?:Căn cứ|(?:Tiếp tục )?(?:[Tt]hực hiện|[Tt]riển khai)"
    r"|Theo (?:đề nghị|đề xuất|nội dung|chỉ đạo|ý kiến|Quyết|Nghị"
    r"|Công|Kế|Văn|Tờ)"
    r"|Xét (?:đề nghị|Tờ|báo cáo)|Tiếp theo|Phúc đáp|Thi hành|Chấp hành|Xem xét|Sau khi xem xét"
    r"|Trên cơ sở(?! (?:các |những )?kết quả đạt)"
    r"|Để (?:tiếp tục |tổ chức )?(?:triển khai|thực hiện))\b"
)
_NUMBERED = re.compile(
    r"(?:(?P<kind>" + _KIND + r")s?\b[^;\n]{0,25}?)?(?:\b[Ss][ốôo]\s*:?\s*)?"
    r"(?<![\w/.])(?<!\d:)(?P<number>\d{1,5}[a-d]?(?:\.\d{1,3})?(?:/\d{4})?\s?[/-]\s?[A-ZĐ][\w&.]*(?:\s?[-–/]\s?[A-ZĐ][\w&.]*)*)"
)
# A number stands only where this does, and this is told in one go; so far before it, at most,
# the words of its kind begin.
_NUMBER_BAR = re.compile(r"\d[a-d]?\s?[/-]\s?[A-ZĐ]")
_BEFORE_BAR = 80
_DATED = re.compile(
    r"[\s,]*(?:\([^()]{0,40}\)\s*)?(?:ký\s+|ban hành\s+)?ngày\s*(?P<d>\d{1,2})\s*(?:[/.-]"
    r"|tháng)\s*(?P<m>\d{1,2})\s*"
    r"(?:[/.-]|năm)\s*(?P<y>\d{4,6})"  # «08/6/20210»: a slip, no year
)
# «Công văn số … của UBND tỉnh ngày …»: who issued it stands between.
_DATED_AFTER_BODY = re.compile(
    rf"\s+của\s+(?P<body>(?:liên\s+)?[{CAPITALS}][^;,.()\d]{{2,60}}?)(?:\s\([^()]{{1,20}}\))?"
    r"(?=,?\s+ngày\s*\d)"
)
# A law that amends others is named by all of them: «Luật sửa đổi … của Luật A, Luật B và Luật C».
_AMENDING = re.compile(
    r"(?P<title>(?P<kind>Bộ luật|Luật|Pháp lệnh)\s+[Ss]ửa đổi,? bổ sung\s[^;]{5,600}?)"
    r"(?=,?\s+ngày\s*\d|;|\.\s|\.?$)"
)
_BEFORE_AMENDING = re.compile(
    r"(?:\A|[;.:]\s|(?:Căn cứ|[Tt]hực hiện|tại|bởi|theo|bằng)\s+(?:các\s+)?)\Z"
)
_BEFORE = 16
# No more words about a basis are read.
_ABOUT = 600
_LAW = re.compile(
    r"(?P<title>(?:Bộ luật|Luật|Pháp lệnh"
    r"|Hiến pháp)\s+[^;,.\d]{2,160}?(?:,\s[^;,.\d]{2,80}?){0,6}?)"
    r"(?=\s+(?:số\s*\d|ngày\b|năm\b|được\b|và\s+(?:Nghị|Luật)|\()|[;.]|,\s*(?:Nghị|Quyết|Luật"
    r"|Thông)|\s*$)"
)
# Begins with its letter, so that a search leaps from one capital to the next.
_BEGINS = re.compile(r"[A-ZĐ](?:(?<=\A.)|(?<=\A[-–+]\s.)|(?<=[;.:,]\s.))")
_YEAR_OF = re.compile(r"/(\d{4})/QH")
_DASHES = ("- ", "– ", "+ ")
_OPENED = re.compile(
    r"(?:Căn cứ|(?:Tiếp tục )?(?:[Tt]hực hiện|[Tt]riển khai)|Thi hành)\s+(?:các\s+)?"
)
# Laws and ordinances are named by number and session; others by number and day.
_OF_LAW = re.compile(r"QH\d|PL-|UBTVQH")
# A symbol that bears its year may stand without a day, as normative documents now cite others.
_OF_YEAR = re.compile(r"/\d{4}/")
# Up to the last mark of a number, which may hold a space: «1743/QĐ- BGTVT, ».
_AFTER_NUMBER = re.compile(r"\A.*\d\s?[/-]\s?[A-ZĐ][\w&.]*(?:\s?[-–/]\s?[A-ZĐ][\w&.]*)*", re.DOTALL)
# Between two numbers of one date.
_JOINS = re.compile(r"\s*(?:,|và|;)?\s*(?:số\s*)?")
_STARTS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


def bases_of(opening: list[Paragraph]) -> tuple[LegalBasis, ...]:
    """The documents of every Căn cứ, Thực hiện, Theo đề nghị … clause, each once, in order."""
    found: list[LegalBasis] = []
    seen: dict[str, int] = {}
    for paragraph in opening:
        for start, end in _clauses(paragraph.text):
            for basis in _in_clause(paragraph, start, end):
                key = fold(basis.number or basis.title or "")
                if key not in seen:
                    seen[key] = len(found)
                    found.append(basis)
                elif found[seen[key]].issued_on is None and basis.issued_on:
                    found[seen[key]] = basis
    return tuple(_undated(found))


def _undated(found: list[LegalBasis]) -> list[LegalBasis]:
    """«Luật sửa đổi … Luật A số 1, Luật B số 2 ngày …»: the day is of the amending law alone."""
    amending = [law for law in found if law.number is None and law.issued_on]
    for law in amending:
        found = [
            replace(basis, issued_on=None)
            if basis is not law
            and law.span.start < basis.span.start
            and basis.span.end <= law.span.end
            and basis.issued_on == law.issued_on
            else basis
            for basis in found
        ]
    return found


def is_basis(text: str) -> bool:
    """Whether a paragraph of the opening names what the document rests on."""
    # A list of bases may be dashed, as in papers of the Party.
    return bool(_CLAUSE.match(text, 2 if text.startswith(_DASHES) else 0))


def _clauses(text: str) -> list[tuple[int, int]]:
    """Stretches that open with a basis word; a semicolon continues the clause before it."""
    starts = [m.start() for m in _BEGINS.finditer(text)]
    clauses: list[tuple[int, int]] = []
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        is_basis = bool(_CLAUSE.match(text, start))
        follows = clauses and clauses[-1][1] == start and text[start - 2] in ";,:"
        if is_basis or follows:
            clauses.append((start, end))
    return clauses


def _in_clause(paragraph: Paragraph, start: int, end: int) -> list[LegalBasis]:
    text = paragraph.text
    found: list[tuple[int, LegalBasis]] = []
    for match in _numbered(text, start, end):
        number = "".join(match["number"].split()).rstrip(".-/").replace("–", "-")
        kind = match["kind"] or _kind_before(text, start, match.start("number"))
        found.append((match.start(), _basis(paragraph, match, number, kind, (start, end))))
    _share_dates(text, found)
    amending = _amending(paragraph, start, end)
    laws = (amending, _unnumbered(paragraph, start, end))
    found += [law for law in laws if law]
    return [basis for _, basis in sorted(found, key=lambda pair: pair[0])]


def _numbered(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Every number of a document in `text[start:end]` with its kind, in order."""
    while bar := _NUMBER_BAR.search(text, start, end):
        match = _NUMBERED.search(text, max(start, bar.start() - _BEFORE_BAR), end)
        if match is None:
            return
        yield match
        start = match.end()


def _share_dates(text: str, found: list[tuple[int, LegalBasis]]) -> None:
    """«số 8/CĐ-X và số 9/CĐ-X ngày …»: the date stands once, for both."""
    for i in range(len(found) - 2, -1, -1):
        (at, basis), (after, following) = found[i], found[i + 1]
        between = _AFTER_NUMBER.sub("", text[at:after])
        if basis.issued_on is None and _JOINS.fullmatch(between):
            found[i] = (at, replace(basis, issued_on=following.issued_on))


def _kind_before(text: str, start: int, at: int) -> str | None:
    words = _KINDS.findall(text[start:at])
    return words[-1] if words else None


def _basis(
    paragraph: Paragraph,
    match: re.Match[str],
    number: str,
    kind: str | None,
    clause: tuple[int, int],
) -> LegalBasis:
    text, (start, end) = paragraph.text, clause
    after = match.end("number")
    body_first = _DATED_AFTER_BODY.match(text, after, end)
    dated = _DATED.match(text, body_first.end() if body_first else after, end)
    day: date | None = None
    doubts: tuple[str, ...] = ()
    if dated:
        after = dated.end()
        day = date_of(dated["d"], dated["m"], dated["y"])
        if day is None:
            doubts = ("Ngày của văn bản căn cứ đọc không rõ.",)
    elif not (_OF_LAW.search(number) or _OF_YEAR.search(number)):
        doubts = ("Không thấy ngày ban hành của văn bản căn cứ.",)
    maker = body_first["body"] if body_first and dated else made_by(text, start, match.start())
    body, subject = about_of(text, after, _until(text, end), maker)
    return LegalBasis(
        kind,
        number,
        None,
        day,
        body,
        subject,
        paragraph.span(match.start(), after),
        0.7 if doubts else 0.97,
        doubts,
    )


def _until(text: str, end: int) -> int:
    """Where the next clause opens with a basis word: capitals behind commas may be of a name."""
    far = min(len(text), end + _ABOUT)
    opens = (begun.start() for begun in _BEGINS.finditer(text, end, far))
    return next((at for at in opens if _CLAUSE.match(text, at)), far)


def _amending(paragraph: Paragraph, start: int, end: int) -> tuple[int, LegalBasis] | None:
    """The amending law that a clause names without a number of its own."""
    text = paragraph.text
    law = _AMENDING.search(text, start) if "ửa đổi" in text[start:end] else None
    if not law or law.start("title") >= end:
        return None
    before = text[max(0, law.start() - _BEFORE) : law.start()]
    if not _BEFORE_AMENDING.search(before):
        return None
    title, after = law["title"], law.end()
    numbers = [found.start("number") for found in _NUMBERED.finditer(title)]
    if len(numbers) == 1:
        return None
    dated = _DATED.match(text, after)
    if numbers:
        # Each amended law bears its number; the day at the end is theirs only if of one year.
        years = set(_YEAR_OF.findall(title))
        dated = dated if len(years) > 1 else None
        title = re.split(r"\s+số\s+\d", title, maxsplit=1)[0]
        after = law.start("title") + len(title)
    day = date_of(dated["d"], dated["m"], dated["y"]) if dated else None
    span = paragraph.span(law.start("title"), dated.end() if dated else after)
    return law.start("title"), LegalBasis(law["kind"], None, title, day, None, None, span, 0.9)


def _unnumbered(paragraph: Paragraph, start: int, end: int) -> tuple[int, LegalBasis] | None:
    text = paragraph.text
    opened = _OPENED.match(text, start, end)
    at = opened.end() if opened else start
    if not text.startswith(_STARTS, at) or (opened is None and text[start - 2 : start] == ", "):
        # «… một số điều của Luật A, Luật B»: a law named inside another's title.
        return None
    law = _LAW.match(text, at, end)
    if not law or _AMENDING.match(text, at):
        return None
    after = law.end("title")
    if re.compile(r"\s+số\s*\d").match(text, after, end):
        return None
    dated = _DATED.match(text, after, end)
    day = date_of(dated["d"], dated["m"], dated["y"]) if dated else None
    title = law["title"].strip()
    kind = next(word for word in _STARTS if title.startswith(word))
    span = paragraph.span(at, dated.end() if dated else after)
    return at, LegalBasis(kind, None, title, day, None, None, span, 0.9)
