"""Sizes of the page and what follows from them: rules, column widths, sizes of table text.

Millimetres where a name ends in `_mm`, points elsewhere. Source: NĐ 30/2020/NĐ-CP, annex I part I
section I (paper, margins) and II (rules under motto, issuer and subject).
"""

from loa.foundation.documents.compose.structure import OfficialDocument
from loa.foundation.documents.compose.wording import (
    MOTTO,
    date_line,
    issuer_lines,
    parent_lines,
    subject_line,
)
from loa.foundation.printing.facade import clean, text_width

POINT_MM = 25.4 / 72
TOP_MM = BOTTOM_MM = 20.0
LEFT_MM, RIGHT_MM = 30.0, 20.0
PORTRAIT_MM = 210 - LEFT_MM - RIGHT_MM
LANDSCAPE_MM = 297 - LEFT_MM - RIGHT_MM
INDENT_MM = 12.7
HEAD_LEFT_MM = 60.0
HEAD_TEXT_MM = HEAD_LEFT_MM - 2
PARENT_TEXT_MM = 56.0
SIGN_RIGHT_MM = 80.0
ADDRESS_MM = 30.0
SUBJECT_MM = 142.0
CELL_PADDING_MM = 1.3
BODY, SMALL, NATION_SIZE, NUMBER_SIZE = 14.0, 12.0, 13.0, 13.0
RULE_SHARE = 0.42
ANNEX_RULE = 90.0


def motto_rule() -> float:
    """As long as the motto (section II.1b)."""
    return text_width(MOTTO, BODY, bold=True)


def issuer_rule(document: OfficialDocument) -> float:
    """A third to a half of the issuer's line (section II.2b)."""
    last = issuer_set(document)[-1]
    return RULE_SHARE * text_width(last, issuer_size(document), bold=True)


def issuer_set(document: OfficialDocument) -> list[str]:
    """The issuer's lines as they fit the head cell."""
    return _issuer_lines(document, issuer_size(document))


def parent_set(document: OfficialDocument) -> list[str]:
    """The superior's lines: one where it fits, else as the issuer's are set."""
    return _parent_lines(document, parent_size(document))


def parent_size(document: OfficialDocument) -> float:
    """13, or 12 where that saves a line (section II.2b allows both)."""
    saves = len(_parent_lines(document, SMALL)) < len(_parent_lines(document, NATION_SIZE))
    return SMALL if saves else NATION_SIZE


def _parent_lines(document: OfficialDocument, size: float) -> list[str]:
    room = PARENT_TEXT_MM / POINT_MM
    name = (document.parent_body or "").upper()
    if text_width(name, size) <= room:
        return name.split("\n") if name else []
    return [line for part in parent_lines(name) for line in balanced(part, size, room)]


def issuer_size(document: OfficialDocument) -> float:
    """13, or 12 where that saves a line (section II.2b allows both)."""
    saves = len(_issuer_lines(document, SMALL)) < len(_issuer_lines(document, NATION_SIZE))
    return SMALL if saves else NATION_SIZE


def _issuer_lines(document: OfficialDocument, size: float) -> list[str]:
    return [
        line
        for part in issuer_lines(document.issuer)
        for line in balanced(part, size, HEAD_TEXT_MM / POINT_MM, bold=True)
    ]


def date_size(document: OfficialDocument) -> float:
    """14, or 13 where place and day would not stand on one line (section II.4c)."""
    room = (PORTRAIT_MM - HEAD_LEFT_MM) / POINT_MM
    fits = text_width(date_line(document), BODY) < room
    return BODY if fits else NATION_SIZE


def letter_subject_set(document: OfficialDocument) -> list[str]:
    """The subject of a công văn as it fits under its number."""
    return balanced(subject_line(document), SMALL, HEAD_TEXT_MM / POINT_MM)


def decider_set(document: OfficialDocument) -> list[str]:
    """The lines of who decides, none of a word alone."""
    room = SUBJECT_MM / POINT_MM
    return balanced(document.decider, BODY, room, bold=True) if document.decider else []


def subject_rule(document: OfficialDocument) -> float:
    """A third to a half of the subject's longest line (section II.5)."""
    lines = wrapped(subject_line(document), BODY, SUBJECT_MM / POINT_MM, bold=True)
    return RULE_SHARE * max(text_width(line, BODY, bold=True) for line in lines)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """`text` cut into lines of at most `width` points, as a line breaker without hyphens does."""
    lines = [""]
    for word in clean(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold=bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def balanced(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """`wrapped` in as few lines, of lengths as even as they can be: no last word alone."""
    lines = wrapped(text, size, width, bold=bold)
    while True:
        narrower = max(text_width(line, size, bold=bold) for line in lines) - 0.1
        tighter = wrapped(text, size, narrower, bold=bold)
        if len(tighter) > len(lines) or tighter == lines:
            return lines
        lines = tighter
