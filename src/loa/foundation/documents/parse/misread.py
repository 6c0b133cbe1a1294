"""Words whose marks a scanner misread, mended letter for letter before anything is read.

«tô chức», «khân trương», «thâm quyên» are no words: marks apart each can be one pair only. Places
stay, for no letter comes or goes; texts without such words are left alone. What was read goes out
as it is printed.
"""

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

from loa.foundation.documents.parse.actor_words import WORDS
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import ParsedDocument, Span
from loa.kernel.keeping import kept_if_short
from loa.kernel.text import nfc

_WORD = re.compile(r"[^\W\d_]+")
_APART = frozenset({" ", "\n"})
# Letters that stand in no clean text, and in nearly every scanned one.
_SIGNS = (
    "ô chức", "ông hợp", "hâm quy", "triên", "kê hoạch", "yêu câu", "công bô", "kêt ", "quyêt",
    "đên ", "iêm tra", "đây mạnh", "hôi hợp", "ính quyên", "ân trương", "TÔ CHỨC", "KÊ HOẠCH",
)  # fmt: skip
# Each has one of these, the letter that lost its tone. A search leaps from one such letter to the
# next and takes all signs that have it at once.
_TONELESS = "âêôÊÔ"


def _sign_of(toneless: str) -> re.Pattern[str]:
    """The signs whose last toneless letter is this one."""
    parted = [re.split(f"([{_TONELESS}])", sign) for sign in _SIGNS]
    ends = [(parts[-1], "".join(parts)) for parts in parted if parts[-2] == toneless]
    return re.compile(f"{toneless}(?:{'|'.join(f'{after}(?<={sign})' for after, sign in ends)})")


_SIGN_OF = tuple(map(_sign_of, _TONELESS))


def _is_misread(text: str) -> bool:
    """Whether a word stands in `text` that lost a tone."""
    return any(sign.search(text) for sign in _SIGN_OF)


@kept_if_short(8192)
def _plain(words: str) -> str:
    marks = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


_PAIRS = {_plain(pair): pair for pair in WORDS["misread"]}
_FIRSTS = frozenset(pair.partition(" ")[0] for pair in _PAIRS)


def mended(source: Source) -> Source:
    """`source` with misread pairs of words as they can only be meant; every place stays."""
    text = source.text
    if not _is_misread(text):
        return source
    letters = list(text)
    words = list(_WORD.finditer(text))
    for first, second in pairwise(words):
        plain = _plain(first.group())
        if plain not in _FIRSTS or text[first.end() : second.start()] not in _APART:
            continue
        meant = _PAIRS.get(f"{plain} {_plain(second.group())}")
        if meant is not None:
            _write(letters, first.start(), second.end(), meant)
    return Source("".join(letters), source.clean_marks, source.raw_marks)


def _write(letters: list[str], start: int, end: int, meant: str) -> None:
    """`meant` in place of the letters `start` up to `end`, each as large as it was."""
    if len(meant) != end - start:
        return
    for at, letter in enumerate(meant, start):
        if letter != " ":
            letters[at] = letter.upper() if letters[at].isupper() else letter


def as_printed(document: ParsedDocument) -> ParsedDocument:
    """`document` with its words as they stand in the text, where some were mended to be read."""
    if not _is_misread(nfc(document.text)):
        # Spaces of another kind stand between the letters.
        return document
    changes = {
        field.name: _printed(getattr(document, field.name), document.text)
        for field in fields(document)
        if field.name != "text"
    }
    return replace(document, **changes)


def _printed(read: Any, text: str) -> Any:  # noqa: ANN401  any part of what was read
    """The same part with each of its words as printed in its place."""
    if isinstance(read, tuple):
        return tuple(_printed(part, text) for part in read)
    if not is_dataclass(read) or isinstance(read, type):
        return read
    changes: dict[str, Any] = {}
    for field in fields(read):
        part = getattr(read, field.name)
        if field.name in _WORDS:
            place = getattr(read, _WORDS[field.name] or "", None) or getattr(read, "span", None)
            changes[field.name] = _as_in(part, place, text)
        elif field.name not in _REASONS:
            changes[field.name] = _printed(part, text)
    return replace(read, **changes) if changes else read


# Fields that hold words of the text, and the field of their place where it is not `span`.
_WORDS = {
    **dict.fromkeys(("value", "name", "text", "verbatim", "phrase", "subject", "body", "content")),
    **dict.fromkeys(("product", "cells", "columns")),
    "title": "title_span",
}
_REASONS = frozenset({"doubts", "message", "path", "section_path"})


def _as_in(words: Any, place: Span | None, text: str) -> Any:  # noqa: ANN401  words or cells
    if isinstance(words, tuple):
        return tuple(_as_in(cell, place, text) for cell in words)
    if not isinstance(words, str) or place is None:
        return words
    printed = iter(_WORD.findall(nfc(text[place.start : place.end])))
    return _WORD.sub(lambda found: _next_like(found.group(), printed), words)


def _next_like(word: str, printed: Any) -> str:  # noqa: ANN401  the words that are left
    plain = _plain(word)
    return next((other for other in printed if _plain(other) == plain), word)
