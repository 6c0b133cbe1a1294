"""Numbers and days stamped on a PDF: văn thư's program lays them over the blanks as annotations."""

import re
from collections import Counter

import pypdfium2 as pdfium
from pypdfium2 import raw

from loa.foundation.files.extract.pdf_glyphs import Glyph, glyphs_of
from loa.foundation.files.extract.pdf_lines import Word, lines_of, words_of

_NUMBER = re.compile(r"\d{1,6}[a-z]?|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?", re.IGNORECASE)


def stamped_words(document: pdfium.PdfDocument, number: int, printed: list[Glyph]) -> list[Word]:
    """The numbers that annotations show on a page whose own letters are `printed`.

    A line that holds anything but numbers is the stamp of a signature (name, address, time) and
    no part of the text. Works on the open copy: the bytes of the file, and so its signatures,
    stay as they are.
    """
    page = document[number]
    try:
        if raw.FPDFPage_GetAnnotCount(page.raw) < 1 or not printed:
            return []
        if raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
            return []
    finally:
        page.close()
    page = document[number]
    try:
        shown, _, _ = glyphs_of(page)
    finally:
        page.close()
    lines = lines_of(words_of(_added(printed, shown)))
    return [
        word
        for line in lines
        if all(_NUMBER.fullmatch(word.text) for word in line.words)
        for word in line.words
    ]


def _added(before: list[Glyph], after: list[Glyph]) -> list[Glyph]:
    """Letters of `after` that `before` does not hold at their place."""
    known = Counter(map(_place, before))
    added: list[Glyph] = []
    for glyph in after:
        place = _place(glyph)
        if known[place] > 0:
            known[place] -= 1
        else:
            added.append(glyph)
    return added


def _place(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.left), round(glyph.baseline)
