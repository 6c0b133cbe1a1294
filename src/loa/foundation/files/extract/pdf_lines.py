"""Lines and words from letters by their places."""

import re
import unicodedata
from dataclasses import dataclass

from loa.foundation.files.extract.pdf_glyphs import Glyph

_SAME_LINE = 0.45
_WORD_GAP = 0.22
_SPACE_GAP = 0.04
_WIDE_GAP = 0.9
_SPACE_WIDTH = 0.26
_MAX_SPACES = 40
_FAR_MARK = 0.6
_VOWELS = frozenset("aeiouyAEIOUY")
_SPACING_MARKS = {
    "´": "\u0301",
    "`": "\u0300",
    "ˋ": "\u0300",
    "ˊ": "\u0301",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "˘": "\u0306",
}


@dataclass(frozen=True, slots=True)
class Word(Glyph):
    """Letters without a gap between them, measured as one.

    `confidence` is how sure the machine is that read them from a picture, from 0 to 1.
    """

    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one height, from left to right."""

    words: tuple[Word, ...]

    @property
    def baseline(self) -> float:
        """The height most of its words stand on: that of the longest."""
        return max(self.words, key=lambda word: word.right - word.left).baseline

    @property
    def size(self) -> float:
        """The height of its tallest letters."""
        return max(word.size for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """The words with one space between; a wide gap keeps about its width in spaces."""
        parts = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            gap = (word.left - before.right) / max(before.size, 1.0)
            spaces = round(gap / _SPACE_WIDTH) if gap > _WIDE_GAP else 1
            parts.append(" " * min(spaces, _MAX_SPACES) + word.text)
        return "".join(parts)


def words_of(glyphs: list[Glyph]) -> list[Word]:
    """Words on all heights, marks joined to their letters."""
    words: list[Word] = []
    for row in _rows(glyphs):
        words.extend(_row_words(_joined(row)))
    return words


def lines_of(words: list[Word]) -> list[Line]:
    """Lines from top to bottom."""
    lines: list[list[Word]] = []
    heights: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: (-word.baseline, word.left)):
        fits = heights and heights[-1][0] - word.baseline < _SAME_LINE * min(
            max(heights[-1][1], word.size), 24
        )
        if fits:
            lines[-1].append(word)
        else:
            lines.append([word])
            heights.append((word.baseline, word.size))
    return [Line(tuple(sorted(line, key=lambda word: word.left))) for line in lines]


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Letters by height, each row from left to right; letters drawn twice (bold) once."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.baseline):
        if rows and rows[-1][0].baseline - glyph.baseline < _SAME_LINE * min(
            rows[-1][0].size, glyph.size
        ):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_once(sorted(row, key=lambda glyph: (glyph.left, glyph.right))) for row in rows]


def _once(row: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in row:
        twin = any(
            other.text == glyph.text and abs(other.left - glyph.left) < 0.1 * glyph.size
            for other in kept[-2:]
        )
        if not twin or glyph.text == " ":
            kept.append(glyph)
    return kept


def _joined(row: list[Glyph]) -> list[tuple[Glyph, str]]:
    """Each letter with its text, marks that lie on or beside it composed into it.

    A mark keeps its place with an empty text, so that its room is no gap between words.
    """
    texts = [glyph.text for glyph in row]
    letters = [at for at, glyph in enumerate(row) if glyph.text[:1].isalpha()]
    for at, glyph in enumerate(row):
        mark = _mark_of(glyph.text)
        base = None if mark is None else _base_for(row, letters, at)
        if mark is None or base is None:
            continue
        composed = unicodedata.normalize("NFC", texts[base] + mark)
        if len(composed) <= len(texts[base]) or unicodedata.combining(glyph.text[0]):
            texts[base], texts[at] = composed, ""
    return list(zip(row, texts, strict=True))


def _mark_of(text: str) -> str | None:
    if len(text) == 1 and unicodedata.combining(text):
        return text
    return _SPACING_MARKS.get(text)


def _base_for(row: list[Glyph], letters: list[int], at: int) -> int | None:
    """The letter that a mark belongs to: the one under its centre, else (true marks) the nearest.

    Vowels come first: the marks of Vietnamese stand on no other letter, and a mark set a little
    to the right lies over the consonant that follows. A spacing mark such as «`» that stands free
    is a sign of its own and stays.
    """
    mark = row[at]
    is_true = bool(unicodedata.combining(mark.text[0]))
    vowels = [n for n in letters if unicodedata.normalize("NFD", row[n].text)[0] in _VOWELS]
    for candidates in (vowels, letters) if is_true else (letters,):
        over = [
            n for n in candidates if row[n].left - 0.05 * mark.size <= mark.middle <= row[n].right
        ]
        if over:
            return min(over, key=lambda n: abs(row[n].middle - mark.middle))
        near = [n for n in candidates if abs(row[n].right - mark.left) < _FAR_MARK * mark.size]
        if near and is_true:
            return min(near, key=lambda n: abs(row[n].right - mark.left))
    return None


def _row_words(row: list[tuple[Glyph, str]]) -> list[Word]:
    words: list[Word] = []
    open_word: list[tuple[Glyph, str]] = []
    spaced = False
    for glyph, text in row:
        if text == " ":
            spaced = True
            continue
        if open_word:
            last = open_word[-1][0]
            gap = (glyph.left - max(g.right for g, _ in open_word[-2:])) / max(last.size, 1.0)
            if gap > _WORD_GAP or (spaced and gap > _SPACE_GAP):
                words.append(_word(open_word))
                open_word = []
        open_word.append((glyph, text))
        spaced = False
    if open_word:
        words.append(_word(open_word))
    return words


def _word(letters: list[tuple[Glyph, str]]) -> Word:
    glyphs = [glyph for glyph, _ in letters]
    return Word(
        text="".join(text for _, text in letters),
        left=min(g.left for g in glyphs),
        right=max(g.right for g in glyphs),
        baseline=max(glyphs, key=lambda g: g.size).baseline,
        size=max(g.size for g in glyphs),
        block=glyphs[0].block,
    )


_PAGE_NUMBER = re.compile(r"\W{0,3}(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W{0,3}", re.IGNORECASE)


def is_page_number(text: str) -> bool:
    """Whether a line holds nothing but the number of a page: «2», «- 2 -», «Trang 2/5»."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None
