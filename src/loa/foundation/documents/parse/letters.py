"""Vietnamese letters: capitals as the body of a class, and one place for tone marks.

The code points of «À-Ỹ» hold small letters as well, so no range tells capitals.
"""

import re
import unicodedata

CAPITALS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

# «uỷ», «hoà» and «ủy», «hòa» are one word: the mark on the last or on the first of two vowels.
_PAIRS = {
    first + unicodedata.normalize("NFC", second + tone): unicodedata.normalize("NFC", first + tone)
    + second
    for first, seconds in (("o", "ae"), ("O", "aeAE"), ("u", "y"), ("U", "yY"))
    for second in seconds
    for tone in "\u0300\u0301\u0309\u0303\u0323"
}
# Begins with its first vowel, so that a search leaps from one such letter to the next.
_SECONDS = "".join(sorted({pair[1] for pair in _PAIRS}))
_LATE = re.compile(rf"[oOuU][{_SECONDS}](?<![qQ]..)(?![^\W\d_])")


# Letters and marks of administrative Vietnamese, the most common first; others are rarer.
_COMMON = " nhtciguađpoà,yvármư.sệếảkldqbốôịộNựơạủ/ấậ-ụềờêâBợHíểớứăĐ:xồóổởPì"

# Words, each behind its rarest letter.
Sought = tuple[tuple[str, str], ...]


def sought(*words: str) -> Sought:
    """`words` for `holds_any`."""
    return tuple((max(word, key=_rarity), word) for word in words)


def _rarity(letter: str) -> int:
    return _COMMON.index(letter) if letter in _COMMON else len(_COMMON)


def holds_any(text: str, words: Sought) -> bool:
    """Whether one of `words` stands in `text`; one letter is sought sooner than a word."""
    for letter, word in words:  # noqa: SIM110  any() of a generator takes twice as long
        if letter in text and word in text:
            return True
    return False


def firsts(*words: str) -> frozenset[str]:
    """How titles that open with one of `words`, written small, begin, for `begins`."""
    return frozenset(word[:2] for word in words)


def begins(title: str, any_of: frozenset[str]) -> bool:
    """Whether a title may open with one of these words: told by two letters, large or small."""
    return title[:2].lower() in any_of


_PLAIN = {
    plain: "".join(
        mark
        for mark in CAPITALS[3:]
        if unicodedata.normalize("NFD", mark.replace("Đ", "D"))[0] == plain
    )
    for plain in "AEIOUYD"
}


def however_marked(words: str) -> str:
    """A pattern of `words`, plain capitals, that takes any marks a scanner may have read."""
    return r"\s+".join(
        "".join(f"[{letter}{_PLAIN.get(letter, '')}]" for letter in word) for word in words.split()
    )


def late_tones(word: str) -> set[str]:
    """`word` and how else it may be written: «hòa» and «hoà», «ủy» and «uỷ»."""
    return {word, *(word.replace(early, late) for late, early in _PAIRS.items())}


def even_tones(text: str) -> str:
    """`text`, as long as before, with tone marks of open «oa», «oe», «uy» on the first vowel."""
    return _LATE.sub(_evened, text)


def _evened(found: re.Match[str]) -> str:
    """The pair with its mark moved; other pairs («uà») are none and stay."""
    return _PAIRS.get(found.group(), found.group())
