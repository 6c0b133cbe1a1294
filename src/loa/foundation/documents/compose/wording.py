"""The fixed words around a document's values, the same in Word and in PDF.

Source: NĐ 30/2020/NĐ-CP, annex I part I (sections II and III) and the specimens of annex III.
"""

import re
from dataclasses import replace

from loa.foundation.documents.compose.kinds import Kind
from loa.foundation.documents.compose.structure import (
    Block,
    Bullet,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
ADDRESS = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
CLOSING = "./."
COMMITTEE = "ỦY BAN NHÂN DÂN "
SHORT_COMMITTEE = re.compile(r"(?P<kind>UBND (?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG)) ")
ENDS = " ;.,"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
GAP = "\u00a0" * 8
SMALL_GAP = "\u00a0" * 5
ZERO_PADDED_MONTHS = 2


def number_line(document: OfficialDocument) -> str:
    """The word "Số" and notation: a number below 10 gets a zero, a missing one leaves room."""
    number = document.number
    if number is not None and number.isdecimal() and len(number) == 1:
        number = f"0{number}"
    return f"Số: {GAP if number is None else number}/{document.notation}"


def date_line(document: OfficialDocument) -> str:
    """Place, day, month and year, "" in minutes: days below 10 and months 1, 2 get a zero."""
    if document.kind is Kind.MINUTES:
        return ""
    place = f"{document.place}, " if document.place else ""
    return f"{place}{_day_words(document)}"


def _day_words(document: OfficialDocument) -> str:
    """The day without the place."""
    day = document.day
    day_text = SMALL_GAP if day is None else f"{day.day:02d}"
    month = document.month if day is None else day.month
    year = document.year if day is None else day.year
    year_text = SMALL_GAP if year is None else str(year)
    return f"ngày {day_text} tháng {_month(month)} năm {year_text}"


def issuer_lines(issuer: str) -> list[str]:
    """In capitals; a committee stands on two lines, as offices set it; a given newline is kept."""
    issuer = issuer.upper()
    if "\n" not in issuer and issuer.startswith(COMMITTEE):
        return [COMMITTEE.strip(), issuer.removeprefix(COMMITTEE)]
    return issuer.split("\n")


def parent_lines(name: str) -> list[str]:
    """A superior's name that is too long for one line: «UBND THÀNH PHỐ», then which."""
    short = SHORT_COMMITTEE.match(name)
    return [short["kind"], name[short.end() :]] if short else issuer_lines(name)


def subject_line(document: OfficialDocument) -> str:
    """The trích yếu; a công văn's begins with "V/v"."""
    subject = " ".join(document.subject.split()).rstrip(ENDS)
    if subject and document.kind is Kind.LETTER and not subject.casefold().startswith("v/v"):
        return f"V/v {subject}"
    return subject


def addressee_lines(document: OfficialDocument) -> list[str]:
    """Kính gửi: a single name as it is, several with a dash, ";" and at the end "."."""
    names = [name.rstrip(ENDS) for name in document.addressees]
    return names if len(names) == 1 else _listed(names)


def legal_basis_lines(document: OfficialDocument) -> list[str]:
    """Each ends in ";", the last in "."."""
    return _ended([basis.rstrip(ENDS) for basis in document.legal_bases])


def recipient_lines(document: OfficialDocument) -> list[str]:
    """Nơi nhận with dashes; after a kính gửi the first is "Như trên" (section II.9b)."""
    names = [name.strip().lstrip("-").strip().rstrip(ENDS) for name in document.recipients]
    is_told = bool(names) and names[0].casefold().startswith("như ")
    if document.addressees and document.adds_as_above and not is_told:
        names.insert(0, "Như trên")
    return _listed(names)


def annex_label(document: OfficialDocument, place: int) -> str:
    """The words "Phụ lục", Roman-numbered where there are two or more; `place` counts from 0."""
    return "Phụ lục" if len(document.annexes) == 1 else f"Phụ lục {roman(place + 1)}"


def annex_reference(document: OfficialDocument) -> str:
    """The line "(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm … của …)"."""
    kind = document.kind.title.capitalize() or "Công văn"
    number = number_line(document).removeprefix("Số: ")
    day = _day_words(document)
    issuer = f" của {document.issuer_in_text}" if document.issuer_in_text else ""
    return f"(Kèm theo {kind} số {number} {day}{issuer})"


def heading_words(heading: Heading) -> str:
    """Label and title as one line; levels 0 and 1 in capitals."""
    text = heading.text.upper() if heading.level <= 1 else heading.text
    return text if heading.level == 0 else f"{heading.label} {text}".strip()


def closed_blocks(document: OfficialDocument) -> tuple[Block, ...]:
    """The body with "./." after its last sentence; a body that ends in a table gets none."""
    blocks = document.blocks
    if not document.is_closed_by_mark or not blocks:
        return blocks
    last = blocks[-1]
    if not isinstance(last, Paragraph | Bullet) or not last.runs:
        return blocks
    final = last.runs[-1]
    if final.text.rstrip().endswith(CLOSING):
        return blocks
    closed = Run(final.text.rstrip(" .;") + CLOSING, final.bold, final.italic)
    return (*blocks[:-1], replace(last, runs=(*last.runs[:-1], closed)))


def roman(number: int) -> str:
    """Roman figures of a number from 1 to 39."""
    figures = ""
    for value, sign in ROMAN:
        while number >= value:
            figures += sign
            number -= value
    return figures


def _month(month: int | None) -> str:
    if month is None:
        return SMALL_GAP
    return f"{month:02d}" if month <= ZERO_PADDED_MONTHS else str(month)


def _listed(names: list[str]) -> list[str]:
    return [f"- {line}" for line in _ended(names)]


def _ended(lines: list[str]) -> list[str]:
    return [f"{line}{';' if place < len(lines) else '.'}" for place, line in enumerate(lines, 1)]
