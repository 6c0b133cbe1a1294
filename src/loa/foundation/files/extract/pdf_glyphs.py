"""The letters of a PDF page with their places, turned so that the text runs left to right.

Lengths are points (1/72 inch); y grows upwards, as in the PDF itself.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

from loa.foundation.files.extract.legacy_fonts import legacy_table_of, read_legacy
from loa.foundation.files.extract.pdf_tags import Block, block_at

_SPACE = 0x20
_GUESSED = "\u200a"
"""Stands for a space that the page does not hold but whose room it leaves."""
_HYPHENS = frozenset({0x02, 0xFFFE})
_FONT_EVERY = 25
_NAME_BYTES = 128
_LAST_CONTROL = 0x1F
_SURROGATES = (0xD800, 0xDFFF)
_HIGH_END = 0xDBFF


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter: its text, its reach from left to right, and the line it stands on."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    """Height of the letter's box, about its font size; at least 1."""
    block: Block | None = None
    """The paragraph by the file's tags."""

    @property
    def middle(self) -> float:
        """The centre, from left to right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Turn:
    """A quarter turn: how often, counter-clockwise, the page's text is rotated."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where (x, y) lies once the text runs left to right."""
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.quarters]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
        """The turned box as left, bottom, right, top."""
        if not self.quarters:
            return left, bottom, right, top
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def glyphs_of(
    page: pdfium.PdfPage, blocks: dict[int, Block] | None = None
) -> tuple[list[Glyph], Turn, set[str]]:
    """The letters of `page`, the turn that was undone, and the legacy code tables used.

    `blocks` are the paragraphs of its marked contents (`pdf_tags`).
    """
    textpage = page.get_textpage()
    try:
        handle = textpage.raw
        codes = _codes(handle, textpage.count_chars())
        turn = _turn(handle, codes)
        glyphs = [
            _glyph(handle, index, text, turn, block_at(handle, index, blocks or {}))
            for index, text in codes
        ]
        return (*_without_legacy(handle, codes, glyphs, turn),)
    finally:
        textpage.close()


def _codes(handle: object, count: int) -> list[tuple[int, str]]:
    """Index and letter of each character that the page itself holds."""
    found: list[tuple[int, str]] = []
    high: int | None = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if raw.FPDFText_IsGenerated(handle, index) == 1:
            if code == _SPACE and found:
                found.append((found[-1][0], _GUESSED))
            continue
        if _SURROGATES[0] <= code <= _SURROGATES[1]:
            if code <= _HIGH_END:
                high = code
            elif high is not None:
                found.append((index, chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))))
                high = None
            continue
        text = "-" if code in _HYPHENS else "\ufffd" if code == 0 else chr(code)
        if text.isspace() or code > _LAST_CONTROL:
            found.append((index, " " if text.isspace() else text))
        elif text in "-\ufffd":
            found.append((index, text))
    return found


def _turn(handle: object, codes: list[tuple[int, str]]) -> Turn:
    """The direction of most letters, to the nearest quarter turn; pdfium counts clockwise."""
    step = max(1, len(codes) // 200)
    quarters = Counter(
        round(-raw.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4
        for index, text in codes[::step]
        if text != " "
    )
    return Turn(quarters.most_common(1)[0][0] if quarters else 0)


def _glyph(handle: object, index: int, text: str, turn: Turn, block: Block | None) -> Glyph:
    loose = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, loose)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, index, x, y)
    left, bottom, right, top = turn.box(loose.left, loose.bottom, loose.right, loose.top)
    if text == _GUESSED:
        text, left = " ", right
    baseline = turn.point(x.value, y.value)[1]
    return Glyph(text, left, right, baseline, max(top - bottom, 1.0), block)


def _without_legacy(
    handle: object, codes: list[tuple[int, str]], glyphs: list[Glyph], turn: Turn
) -> tuple[list[Glyph], Turn, set[str]]:
    """Letters of TCVN3 and VNI fonts read by their table; most pages have none."""
    sampled = codes[::_FONT_EVERY]
    if all(legacy_table_of(_font_name(handle, index)) is None for index, _ in sampled):
        return glyphs, turn, set()
    used: set[str] = set()
    read: list[Glyph] = []
    for (index, text), glyph in zip(codes, glyphs, strict=True):
        table = legacy_table_of(_font_name(handle, index))
        if table is None or table.name == "VNI" or text.isspace():
            read.append(glyph)
        else:
            used.add(table.name)
            read.append(replace(glyph, text=read_legacy(text, table)))
    return read, turn, used


def _font_name(handle: object, index: int) -> str:
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, index, buffer, _NAME_BYTES, flags)
    name = buffer.raw[: max(min(length, _NAME_BYTES) - 1, 0)].decode("utf-8", errors="replace")
    return name.split("+", 1)[-1]
