"""One page of a scan: its columns, tables and lines, each read where it stands."""

import time

from PIL import Image, ImageDraw

from loa.foundation.files.extract.ocr import POINTS, lines_in
from loa.foundation.files.extract.pages import Columns, Page, page_of
from loa.foundation.files.extract.pdf_lines import Line, Word, is_page_number
from loa.foundation.files.extract.scan_columns import Zone, zones_of

_SAME_LINE = 0.5


def read_page(grey: Image.Image, *, seconds: float) -> Page:
    """What stands on a page that is upright, straight and clean.

    Raises subprocess.TimeoutExpired after `seconds`.
    """
    until = time.monotonic() + seconds
    zones = zones_of(grey)
    rest = grey.copy()
    draw = ImageDraw.Draw(rest)
    for zone in zones:
        draw.rectangle((0, zone.top, grey.width, zone.bottom), fill=255)
    columns = [_columns(grey, zone, until) for zone in zones]
    lines = _lines(rest, (0, 0, rest.width, rest.height), until)
    above = columns[0].top if columns else 0.0
    if lines and is_page_number(lines[0].text) and lines[0].baseline > above:
        lines = lines[1:]
    if lines and is_page_number(lines[-1].text):
        lines = lines[:-1]
    words = [word for line in lines for word in line.words]
    return page_of(lines, [], words, columns=columns, is_scanned=True)


def _columns(grey: Image.Image, zone: Zone, until: float) -> Columns:
    left = _lines(grey, (0, zone.top, zone.middle, zone.bottom), until)
    right = _lines(grey, (zone.middle, zone.top, grey.width, zone.bottom), until)
    return Columns((grey.height - zone.top) * POINTS, (left, right))


def _lines(grey: Image.Image, box: tuple[int, int, int, int], until: float) -> list[Line]:
    """The lines of a part of the page, top to bottom, at their places on the whole page."""
    left, _, _, bottom = box
    part = grey if box == (0, 0, *grey.size) else grey.crop(box)
    read = lines_in(part, seconds=until - time.monotonic())
    over, up = left * POINTS, (grey.height - bottom) * POINTS
    moved = [
        [
            Word(
                word.text,
                word.left + over,
                word.right + over,
                word.baseline + up,
                word.size,
                confidence=word.confidence,
            )
            for word in words
        ]
        for words in read
    ]
    return joined(moved)


def joined(read: list[list[Word]]) -> list[Line]:
    """Lines from top to bottom; two that stand on one height beside each other are one."""
    lines: list[list[Word]] = []
    for words in sorted(read, key=lambda words: -words[0].baseline):
        if lines and _are_one(lines[-1], words):
            lines[-1] = sorted([*lines[-1], *words], key=lambda word: word.left)
        else:
            lines.append(words)
    return [Line(tuple(words)) for words in lines]


def _are_one(above: list[Word], below: list[Word]) -> bool:
    near = above[0].baseline - below[0].baseline < _SAME_LINE * min(above[0].size, below[0].size)
    return near and (above[-1].right <= below[0].left or below[-1].right <= above[0].left)
