"""The sentences that people wrote in their reports: cut out, told from what the house drafted."""

import re
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from loa.kernel.text import fold, nfc

_ITEM = re.compile(r"^\s*(?:[-–—+*•]|\d{1,2}[.)]|[a-zđ]\))\s+")
_END = re.compile(r"[.!?…][»”\")]*\s+(?=[«“\"(]?\w)")
_LAST_WORD = re.compile(r"(\w+)[.!?…][»”\")]*\s+$")
_DIGITS = re.compile(r"\d[\d.,]*")

# Short forms that end with a full stop inside a sentence: TP. Tuyên Quang, ThS. Hà, mục 2. Ở …
_SHORT_FORMS = frozenset(
    {"tp", "tx", "tt", "p", "q", "h", "x", "ths", "ts", "bs", "gs", "pgs", "đ", "k", "tr", "ô", "b"}
)


@dataclass(frozen=True, order=True)
class Source:
    """A sentence where a unit wrote it: its report, the section of it, its own words."""

    unit: int
    report: int
    section: str
    text: str


@dataclass(frozen=True, order=True)
class Sentence:
    """What reached a superior as one sentence. `key` stays the same from edition to edition.

    A unit's own has one source; a passage that a district put together of its communes has theirs.
    `names` are words by which its writer calls himself, which say nothing of their own.
    """

    key: str
    text: str
    sources: tuple[Source, ...]
    names: tuple[str, ...] = ()

    @property
    def units(self) -> frozenset[int]:
        """Whose words it bears."""
        return frozenset(source.unit for source in self.sources)


def cut(text: str) -> list[str]:
    """The sentences of a text in its order: a line at least each, without the marks of a list."""
    found: list[str] = []
    for line in nfc(text).splitlines():
        rest, start = _ITEM.sub("", line), 0
        for end in _END.finditer(rest):
            piece = rest[start : end.end()]
            if _goes_on(piece, rest[end.end()]):
                continue
            found.append(piece)
            start = end.end()
        found.append(rest[start:])
    tidy = (" ".join(piece.split()) for piece in found)
    return [piece for piece in tidy if fold(piece)]


def _goes_on(piece: str, after: str) -> bool:
    """Whether the full stop belongs to a short form or an ordinal, or small letters follow."""
    last = _LAST_WORD.search(piece)
    word = last[1].lower() if last else ""
    is_ordinal = word.isdecimal() and len(word) <= 2 and piece.strip(" .") == word  # noqa: PLR2004  1. … 99.
    return after.islower() or word in _SHORT_FORMS or is_ordinal


def own(text: str, drafted: str) -> list[str]:
    """The sentences of `text` that the house did not draft, whatever its figures were then."""
    of_the_house = {_without_figures(piece) for piece in cut(drafted)}
    return [piece for piece in cut(text) if _without_figures(piece) not in of_the_house]


def _without_figures(text: str) -> str:
    return fold(_DIGITS.sub("0", text))


def keyed(sender: int, texts: list[str]) -> list[tuple[str, str]]:
    """(key, text) of each: of its sender and words; the n-th of the same words bears n."""
    seen: Counter[str] = Counter()
    pairs = []
    for text in texts:
        said = digest(fold(text))
        seen[said] += 1
        pairs.append((f"{sender}:{said}:{seen[said]}", text))
    return pairs


def digest(text: str) -> str:
    """A short name of words."""
    return sha256(text.encode()).hexdigest()[:12]
