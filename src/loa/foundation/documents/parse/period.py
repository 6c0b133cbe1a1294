"""The year and the period a document plans for, from its subject, else from its date."""

import re
from datetime import date

from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.structure import Found

_PERIOD = re.compile(
    r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?\d{4}\s*(?:-|–|đến(?:\s+năm)?)\s*\d{4}"
    r"|(?:quý\s+(?:IV|I{1,3}|[1-4])[\s/]+|tháng\s+\d{1,2}[\s/]+"
    r"|0?[69]\s+tháng\s+(?:đầu\s+)?)?năm\s+\d{4}"
    r"|tháng\s+\d{1,2}/\d{4}|quý\s+(?:IV|I{1,3}|[1-4])/\d{4}",
    re.IGNORECASE,
)
_SIGNED_IN = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*\Z")
_NEAR = 30
# No words of a period before its first year are longer.
_BEFORE_YEAR = 40
_YEAR = re.compile(r"[0-9]{4}")
_ABROAD = re.compile(r"(?:đến|tầm nhìn|định hướng|luật|nghị định)\s+(?:đến\s+)?$", re.IGNORECASE)


_Period = tuple[Found[int | None], Found[str | None]]


def named_period(subject: Found[str | None]) -> _Period | None:
    """The year of work and the period's own words, where the subject names one."""
    found = _last(subject.value or "")
    if not found:
        return None
    spot = subject.span
    return Found(int(_YEAR.findall(found)[0]), spot, 0.95), Found(found, spot, 0.95)


def year_signed(text: str, issued_on: Found[date | None]) -> int | None:
    """The year of the head's date, also where its day or month is blank or misread."""
    if issued_on.value is not None:
        return issued_on.value.year
    if issued_on.span is None:
        return None
    printed = _SIGNED_IN.search(text[issued_on.span.start : issued_on.span.end])
    return int(printed["year"]) if printed else None


def period_of(opening: list[Paragraph], signed_in: int | None) -> _Period:
    """The same where the subject names none; a year taken from the date is doubtful."""
    for paragraph in reversed(opening):
        found = _last(paragraph.text) if paragraph.text.endswith(":") else None
        if found:
            at = paragraph.text.rfind(found)
            spot = paragraph.span(at, at + len(found))
            return Found(int(_YEAR.findall(found)[0]), spot, 0.8), Found(found, spot, 0.8)
    doubt = ("Văn bản không nêu năm thực hiện.",)
    if signed_in is None:
        return Found(None, None, 0.3, doubt), Found(None)
    guess = ("Văn bản không nêu năm thực hiện; lấy theo năm ban hành.",)
    return Found(signed_in, None, 0.6, guess), Found(None)


def _last(words: str) -> str | None:
    """The last period named that is no horizon («định hướng đến năm 2045»)."""
    year = _YEAR.search(words)
    if year is None:
        return None
    places = [
        found.group()
        for found in _PERIOD.finditer(words, max(0, year.start() - _BEFORE_YEAR))
        if not _ABROAD.search(words[max(0, found.start() - _NEAR) : found.start()])
    ]
    return places[-1] if places else None
