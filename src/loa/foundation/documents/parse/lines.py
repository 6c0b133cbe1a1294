"""Lines with ink, and the style of text that they show: decided once for a document.

ONE_LINE (a paragraph is a line), WRAPPED (blank lines between paragraphs), SPACED (a blank after
every line, as some converters write), LAID_OUT (indents of a page).
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from loa.foundation.documents.parse.labels import label_of
from loa.foundation.documents.parse.source import Source

_INK = re.compile(r"\S+")
_COLUMNS = re.compile(r"\S {4,}(?:CỘNG H|Độc lập)")
_LONG = 130
DRAWN = "-_=*.–—~\u00ad"
# At least two marks: one alone is the bullet of the line after it.
_RULE = re.compile(rf"(?:[{DRAWN}]\s*){{2,}}\Z")


class Style(Enum):
    """How paragraphs show in the text."""

    ONE_LINE = auto()
    WRAPPED = auto()
    SPACED = auto()
    LAID_OUT = auto()


@dataclass(slots=True)
class Line:
    """One line with ink: `start` and `end` in the clean text, without outer spaces.

    `blanks` = empty lines before it; `has_gaps` = two spaces or more stand between words.
    """

    text: str
    start: int
    end: int
    indent: int
    blanks: int
    has_gaps: bool = False
    _places: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """The words single-spaced: a typist's second space does not change what they say."""
        return " ".join(self.text.split()) if self.has_gaps else self.text

    def places(self) -> tuple[int, ...]:
        """Where each character of the single-spaced words stands in `text`; found once."""
        if not self._places:
            found: list[int] = []
            for word in _INK.finditer(self.text):
                if found:
                    found.append(found[-1] + 1)
                found.extend(range(word.start(), word.end()))
            self._places = tuple(found)
        return self._places


def lines_of(source: Source) -> list[Line]:
    """Every line with ink, in order; `blanks` counts the empty lines before it."""
    found: list[Line] = []
    at = ends = 0
    for raw in source.text.split("\n"):
        body = raw.strip()
        if body:
            indent = 0 if body is raw else raw.index(body[0])
            start = at + indent
            blanks = ends and ends - 1
            found.append(Line(body, start, start + len(body), indent, blanks, "  " in body))
            ends = 1
        else:
            ends += 1
        at += len(raw) + 1
    return found


def style_of(lines: list[Line], *, is_laid_out: bool = False) -> Style:
    """The style of the whole document, from the shares of long, indented and blank-led lines."""
    count = len(lines)
    if is_laid_out or count == 0:
        return Style.LAID_OUT if is_laid_out else Style.WRAPPED
    texts = [line.text for line in lines]
    lengths = list(map(len, texts))
    long = sum([length for length in lengths if length > _LONG])
    if long > sum(lengths) * 0.35:
        return Style.ONE_LINE
    if not _go_on(texts, count * 0.04):
        # Hardly a line goes on with a sentence: lines are paragraphs, blank lines or not.
        return Style.LAID_OUT if _has_columns(lines) else Style.ONE_LINE
    indented = len([line for line in lines if line.indent >= 4])
    if indented > count * 0.25 and any("   " in text for text in texts):
        return Style.LAID_OUT
    if indented > count * 0.1 and not long and _has_columns(lines):
        return Style.LAID_OUT
    apart = [line for line in lines if line.blanks]
    broken = len([line for line in apart if line.text[0].islower()])
    if len(apart) > count * 0.6 and broken > len(apart) * 0.2:
        return Style.SPACED
    if len(apart) > count * 0.85 and broken > len(apart) * 0.05:
        return Style.SPACED
    return Style.WRAPPED


def _go_on(texts: list[str], enough: float) -> bool:
    """Whether `enough` lines go on with a sentence: a small letter opens them, no mark as «a)»."""
    going = 0
    for text in texts:
        if going >= enough:
            return True
        going += text[0].islower() and label_of(text) is None
    return going >= enough


def _has_columns(lines: list[Line]) -> bool:
    """Whether the head stands in two columns kept apart by spaces, as a laid-out page shows it."""
    return any("    " in line.text and _COLUMNS.search(line.text) for line in lines[:25])


def is_rule(text: str) -> bool:
    """Whether the line is only a drawn rule ("-------", "* *")."""
    return text[:1] in DRAWN and text[-1:] in DRAWN and bool(_RULE.match(text))
