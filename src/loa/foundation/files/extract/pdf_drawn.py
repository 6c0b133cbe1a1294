"""Numbers and days drawn as shapes into their blanks: what a stamp becomes once a PDF is printed.

The text layer shows «Số:      /QĐ-UBND» there, but whoever opens the file reads the number.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

import pypdfium2 as pdfium
from pypdfium2 import raw

from loa.foundation.files.extract.ocr import DPI, lines_in, tesseract
from loa.foundation.files.extract.pdf_lines import Line, Word, lines_of

_BEFORE = re.compile(r"số:?|ngày|tháng", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}")
_LINE = ("--psm", "7")
_DIGITS = (*_LINE, "-c", "tessedit_char_whitelist=0123456789")
_SECONDS = 10.0
_MOST_SHAPES = 8
_MOST_LINES = 4
_MARGIN = 4.0
_HALF_SURE = 0.5
_AT_MOST_SURE = 0.9
_ROOM = 0.8
_ROOM_AT_END = 8
_HEIGHT = (0.3, 1.1)
_WIDEST = 0.9
_OFF_LINE = 0.35

_IN_A_MONTH, _IN_A_YEAR = 31, 12

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


@dataclass(frozen=True)
class _Blank:
    """A word behind which a number is wanted, and the box of what is drawn there."""

    before: Word
    box: Box

    def fits(self, text: str) -> bool:
        """Whether `text` can be the number of a document, a day or a month."""
        if not _NUMBER.fullmatch(text):
            return False
        most = {"ngày": _IN_A_MONTH, "tháng": _IN_A_YEAR}.get(self.before.text.lower())
        return most is None or 0 < int(text) <= most


def with_drawn(document: pdfium.PdfDocument, number: int, words: list[Word]) -> list[Word]:
    """The `words` of a page with the numbers drawn behind «Số:», «ngày» and «tháng».

    They are read from their picture, so none is sure; where one cannot be read, the word before it
    is not sure either. Without the reader of pictures nothing is added.
    """
    wanted = [line for line in lines_of(words) if any(_rooms(line))][:_MOST_LINES]
    if not wanted or tesseract() is None:
        return words
    page = document[number]
    try:
        paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
        shapes = [shape.get_bounds() for shape in paths]
        found = list(words)
        for line in wanted:
            for blank in [one for room in _rooms(line) if (one := _drawn(shapes, *room))]:
                read = _read(page, line, blank)
                if read is None:
                    unsure = replace(blank.before, confidence=_HALF_SURE)
                    found[found.index(blank.before)] = unsure
                else:
                    found.append(read)
        return found
    finally:
        page.close()


def _rooms(line: Line) -> Iterator[tuple[Word, float]]:
    """The words behind which a number is wanted and only room is left, and where the room ends."""
    for word, after in zip_longest(line.words, line.words[1:]):
        end = word.right + _ROOM_AT_END * word.size if after is None else after.left
        if _BEFORE.fullmatch(word.text) and end - word.right > _ROOM * word.size:
            yield word, end


def _drawn(shapes: list[Box], before: Word, end: float) -> _Blank | None:
    """What holds the shapes of the size of a digit that stand in the room behind a word."""
    least, most = (part * before.size for part in _HEIGHT)
    inside = [
        (left, bottom, right, top)
        for left, bottom, right, top in shapes
        if before.right - 1 <= left
        and right <= end + 1
        and abs(bottom - before.baseline) < _OFF_LINE * before.size
        and least < top - bottom < most
        and right - left < _WIDEST * before.size
    ]
    if not 0 < len(inside) <= _MOST_SHAPES:
        return None
    lefts, bottoms, rights, tops = zip(*inside, strict=True)
    return _Blank(before, (min(lefts), min(bottoms), max(rights), max(tops)))


def _read(page: pdfium.PdfPage, line: Line, blank: _Blank) -> Word | None:
    """The number in the picture of its line, which helps slanted ones, else of its place."""
    left, bottom, right, top = blank.box
    around = (line.left, bottom - 0.3 * line.size, max(line.right, right), top + 0.2 * line.size)
    near = [
        word
        for word in _seen(page, around, _LINE)
        if abs(max(line.left - _MARGIN, 0.0) + word.middle - (left + right) / 2) < right - left
    ]
    for word in [*near, *_seen(page, blank.box, _DIGITS)]:
        if blank.fits(word.text):
            sure = min(_AT_MOST_SURE, word.confidence)
            return Word(word.text, left, right, line.baseline, line.size, confidence=sure)
    return None


def _seen(page: pdfium.PdfPage, box: Box, options: tuple[str, ...]) -> list[Word]:
    """The words in the picture of a part of the page."""
    left, bottom, right, top = box
    width, height = page.get_size()
    edges = (left, bottom, width - right, height - top)
    crop = tuple(max(edge - _MARGIN, 0.0) for edge in edges)
    picture = page.render(scale=DPI / 72, crop=crop).to_pil().convert("L")
    try:
        lines = lines_in(picture, seconds=_SECONDS, options=options)
    except subprocess.TimeoutExpired:
        return []
    return [word for line in lines for word in line]
