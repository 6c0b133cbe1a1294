"""The source text made regular (NFC, plain spaces, no invisible marks) with a way back to it."""

import re
import unicodedata
from bisect import bisect_right

from loa.foundation.documents.parse.letters import holds_any, sought
from loa.foundation.documents.parse.structure import Span
from loa.foundation.documents.parse.values import value
from loa.kernel.text import nfc

_SPACES = "\t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BREAKS = "\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_EVEN = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_BREAKS, "\n")})
_UNEVEN = sought(*_SPACES, *_BREAKS)
# Soft hyphens, zero-width marks and byte-order marks carry no word.
_MARKS_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = sought(*_MARKS_UNSEEN)
_HIDDEN = re.compile(f"[{_MARKS_UNSEEN}]+")
# Emphasis and heading marks of Markdown; one of the first stands wherever there are any.
_MARKS = sought("**", "\n# ", "\n## ", "\n### ")
_MARKUP = re.compile(
    r"\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?!\*)|(?m:^#{1,6} +)|(?m:^\*(?=[^\s*][^\n*]*\*$))"
    r"|(?m:(?<=[^\s*])\*$)"
)


@value(frozen=True, slots=True)
class Source:
    """`text` is what the reader reads; `span` leads back to the characters that were given."""

    text: str
    clean_marks: tuple[int, ...]
    raw_marks: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the given text of the clean characters `start` up to `end`."""
        if not self.clean_marks:
            return Span(start, end) if end >= start else Span(start, start)
        return Span(self._raw(start), self._raw(end - 1) + 1 if end > start else self._raw(start))

    def _raw(self, at: int) -> int:
        i = bisect_right(self.clean_marks, at) - 1
        return self.raw_marks[i] + at - self.clean_marks[i]


def regular(raw: str) -> Source:
    """`raw` in NFC with plain spaces and line feeds; linear in its length."""
    text = raw.replace("\r\n", " \n").replace("\r", "\n") if "\r" in raw else raw
    # Odd spaces, breaks and unseen marks are none of them printable: most texts hold none at all.
    is_plain = text.replace("\n", "").isprintable()
    if not is_plain and holds_any(text, _UNEVEN):
        text = text.translate(_EVEN)
    marked = _is_marked(text) and _MARKUP.search(text)
    is_plain = is_plain or not holds_any(text, _UNSEEN)
    if is_plain and not marked and text == nfc(text):
        return Source(text, (), ())
    return _composed(text)


def _is_marked(text: str) -> bool:
    """Whether marks of Markdown stand in `text`; most texts hold neither sign at all."""
    return ("*" in text or "#" in text) and holds_any(text, _MARKS)


def _composed(text: str) -> Source:
    pieces: list[str] = []
    clean_marks: list[int] = [0]
    raw_marks: list[int] = [0]
    length = 0
    for start, end in _unmarked(text):
        piece = _HIDDEN.sub("", text[start:end])
        piece = nfc(piece)
        if piece:
            # Every cluster whose length changed moves the map for what follows it.
            if raw_marks[-1] + length - clean_marks[-1] != start:
                clean_marks.append(length)
                raw_marks.append(start)
            pieces.append(piece)
            length += len(piece)
    return Source("".join(pieces), tuple(clean_marks), tuple(raw_marks))


def _unmarked(text: str) -> list[tuple[int, int]]:
    """Clusters of what stands between the marks of Markdown, if it is Markdown at all."""
    if not _is_marked(text):
        return _clusters(text)
    found: list[tuple[int, int]] = []
    at = 0
    for mark in _MARKUP.finditer(text):
        found += [(at + start, at + end) for start, end in _clusters(text[at : mark.start()])]
        at = mark.end()
    return found + [(at + start, at + end) for start, end in _clusters(text[at:])]


def _clusters(text: str) -> list[tuple[int, int]]:
    """Runs of a base character with its marks; plain runs are kept together."""
    found: list[tuple[int, int]] = []
    for run in re.finditer(r"[ -~\n]+|[^ -~\n]+", text):
        if run.group()[0] <= "~":
            # The last plain letter may carry the marks that follow.
            found.append((run.start(), run.end() - 1))
            found.append((run.end() - 1, run.end()))
            continue
        for at in range(run.start(), run.end()):
            mark = unicodedata.combining(text[at]) or not unicodedata.is_normalized(
                "NFC", text[max(at - 1, 0) : at + 1]
            )
            if mark and found and not _HIDDEN.match(text[at]):
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return [(start, end) for start, end in found if start < end]
