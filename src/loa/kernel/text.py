"""Vietnamese text: one form of storing, one key for searching, one for sorting.

Tone marks stand by two fashions in open syllables with oa, oe, uy: the old one marks the first
vowel (hòa, khỏe, thúy), the new one the last (hoà, khoẻ, thuý). Elsewhere both agree, so nothing
else moves: not after q (quý), not before a final letter (toàn, khuỷu).
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby

_TONES = {"\u0300": "#", "\u0309": "$", "\u0303": "%", "\u0301": "&", "\u0323": "("}
_LEVEL = "!"

# Look-alikes of Đ and đ in old files: Icelandic Ð, African Ɖ; none of them decomposes.
_DJ = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d", "Đ": "D", "Ð": "D", "Ɖ": "D"})
_DJ_ALIKE = str.maketrans({"ð": "đ", "ɖ": "đ"})

# Letters of the alphabet, and of foreign words, in order; each has one byte in a sort key.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BYTES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"
_ORDER = dict(zip(_ALPHABET, _BYTES, strict=True))

_LETTER = r"[^\W\d_]"
_TONE = f"([{''.join(_TONES)}])"
_OPEN_OLD = re.compile(
    rf"(?<![aăâeêioôơuưyq])(?:(o){_TONE}([ae])|(u){_TONE}(y))(?!{_LETTER}|[\u0300-\u036f])",
    re.IGNORECASE,
)
_WORD = re.compile(rf"{_LETTER}+|\d+")
_NUMBER_LENGTH = 2

_MANY_MARKS = 64
_MARK_CLASS = r"[^\w\x00-\u02ff\u2000-\u20cf]"
"""Holds every character with a combining class, and few others that documents hold."""
_MARK_LIKE = re.compile(_MARK_CLASS)
_MARKS_LIKE = re.compile(rf"{_MARK_CLASS}{{{_MANY_MARKS},}}")


def nfc(text: str) -> str:
    """The form in which text is stored and compared: composed (NFC)."""
    return unicodedata.normalize("NFC", _marks_in_order(text))


def fold(text: str) -> str:
    """The search key: small letters without marks, đ as d, words apart by single spaces.

    Equal for composed and decomposed input and for both fashions of tone marks. Invisible
    characters (soft hyphen, zero width) vanish; other punctuation separates words.
    """
    plain = unicodedata.normalize("NFKD", _full_width(text)).translate(_DJ).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_DJ)
    return " ".join(plain.translate(_FOLDED).split())


def modern_tones(text: str) -> str:
    """The text, composed, with every tone mark where the new fashion puts it: hòa → hoà."""
    spread = _spread(text)
    return nfc(_OPEN_OLD.sub(_move_tone, spread))


def tone_key(text: str) -> str:
    """The key of text in which tones count but their fashion and capitals do not."""
    return modern_tones(nfc(text).casefold())


def sort_key(text: str) -> str:
    """A key whose byte order (collation C) is Vietnamese alphabetical order.

    Syllable by syllable: letters (a ă â b c d đ e ê …), then tone (level, huyền, hỏi, ngã, sắc,
    nặng). Numbers come before letters and by their size; capitals and punctuation do not count.
    """
    plain = unicodedata.normalize("NFKC", _full_width(text)).casefold()
    spread = unicodedata.normalize("NFC", plain)
    return "".join(_word_key(word) for word in _WORD.findall(spread.translate(_DJ_ALIKE)))


def _marks_in_order(text: str) -> str:
    """An equivalent text whose long runs of marks are in canonical order already.

    `unicodedata` puts marks in order by exchanging neighbours: a megabyte of them takes it minutes.
    A run of so many always holds one of the places looked at first.
    """
    if _MARK_LIKE.search(text[::_MANY_MARKS]) is None:
        return text
    return _MARKS_LIKE.sub(_ordered, text)


def _full_width(text: str) -> str:
    """`text` with its marks in order, for a form that makes marks of two signs which are none."""
    return _marks_in_order(text.replace("\uff9e", "\u3099").replace("\uff9f", "\u309a"))


def _ordered(found: re.Match[str]) -> str:
    """Canonical ordering (UAX 15) of one run: between two starters, marks by their class."""
    signs = (sign for one in found[0] for sign in unicodedata.normalize("NFD", one))
    runs = groupby(signs, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(
        sign
        for are_marks, run in runs
        for sign in (sorted(run, key=unicodedata.combining) if are_marks else run)
    )


class _Letters(dict[int, str]):
    """A table for str.translate that asks `rule` once for each character it meets."""

    _MOST = 20_000

    def __init__(self, rule: Callable[[str], str]) -> None:
        """Begin empty."""
        super().__init__()
        self.rule = rule

    def __missing__(self, code: int) -> str:
        """What the character becomes; kept, unless a text of all scripts would fill memory."""
        found = self.rule(chr(code))
        if len(self) < self._MOST:
            self[code] = found
        return found


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Mn", "Cf"}:
        return ""
    return character if category[0] in "LNM" else " "


def _spread_one(character: str) -> str:
    marks = unicodedata.normalize("NFD", character)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return nfc("".join(mark for mark in marks if mark not in _TONES)) + tones


_FOLDED, _SPREAD = _Letters(_folded), _Letters(_spread_one)


def _spread(text: str) -> str:
    """Letters with their own marks composed, tone marks apart and last: ằ → ă + huyền."""
    return nfc(text).translate(_SPREAD)


def _move_tone(found: re.Match[str]) -> str:
    first, tone, last = (part for part in found.groups() if part is not None)
    return first + last + tone


def _word_key(word: str) -> str:
    if word[0].isdecimal():
        number = "".join(str(unicodedata.decimal(digit)) for digit in word).lstrip("0")
        return f"{min(len(number), 99):0{_NUMBER_LENGTH}d}{number}{_LEVEL}"
    parts = [unicodedata.normalize("NFD", character) for character in word]
    tones = "".join(_TONES[mark] for part in parts for mark in part if mark in _TONES)
    return "".join(map(_letter_byte, parts)) + (tones or _LEVEL)


def _letter_byte(marks: str) -> str:
    """The byte of a decomposed letter; a foreign mark does not count, another script stays."""
    letter = nfc("".join(mark for mark in marks if mark not in _TONES))
    return _ORDER.get(letter) or _ORDER.get(marks[0], letter)


def slips_between(typed: str, known: str, most: int) -> int | None:
    """How many letters to add, drop, change or exchange with the next; None for over `most`."""
    if abs(len(typed) - len(known)) > most:
        return None
    before: list[int] = []
    last = list(range(len(known) + 1))
    for i, letter in enumerate(typed, 1):
        row = [i]
        for j, other in enumerate(known, 1):
            cost = min(row[-1], last[j]) + 1
            cost = min(cost, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == known[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
        before, last = last, row
    return last[-1] if last[-1] <= most else None
