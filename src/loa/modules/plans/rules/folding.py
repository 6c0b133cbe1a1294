"""Sentences of many units that say the same become one, with all that said it.

Two are alike when they have most words in common and agree in all that would make another sense:
figures, names, and words that turn a sentence round. Whatever order they come in, the folds are
the same; a sentence is held only against those that share one of its rarest words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from loa.kernel.text import fold
from loa.modules.plans.rules.sentences import Sentence

FOLD_AT = 0.8
"""Least share of common words: one word of nine may differ, «tờ rơi» is not «pano»."""

_NOT = ("khong", "chua", "chang", "het", "con", "thieu", "du", "sai", "dung")
_COMPARED = ("tang", "giam", "truoc", "sau", "nhieu", "it", "cao", "thap")
_TURNING = frozenset((*_NOT, *_COMPARED))
_SHORT_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tthc": "thu tuc hanh chinh",
    "mttq": "mat tran to quoc",
    "cntt": "cong nghe thong tin",
    "dvc": "dich vu cong",
    "tp": "thanh pho",
}
_OF_SHORT_FORMS = frozenset(" ".join([*_SHORT_FORMS, *_SHORT_FORMS.values()]).split())
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Fold:
    """What several said alike: the words of one of them, and all who said it, by their keys."""

    text: str
    members: tuple[Sentence, ...]

    @property
    def units(self) -> frozenset[int]:
        """The units that said it."""
        return frozenset().union(*(one.units for one in self.members))


@dataclass(frozen=True, order=True)
class Sense:
    """What a sentence is compared by: words in common, and those in which both must agree."""

    fixed: tuple[str, ...]
    words: tuple[str, ...]

    def is_like(self, other: "Sense") -> bool:
        """Whether both say the same."""
        if self.fixed != other.fixed:
            return False
        mine, its = set(self.words), set(other.words)
        return len(mine & its) >= FOLD_AT * len(mine | its)


def sense_of(sentence: Sentence) -> Sense:
    """The sense of a sentence; what its writer calls himself counts for nothing."""
    said = f" {fold(sentence.text)} "
    for name in sentence.names:
        said = said.replace(f" {fold(name)} ", " ")
    words = " ".join(_SHORT_FORMS.get(word, word) for word in said.split()).split()
    there = set(words)
    capital = {fold(word) for word in _WORD.findall(sentence.text)[1:] if word[0].isupper()}
    fixed = [
        word
        for word in words
        if word in _TURNING
        or any(sign.isdecimal() for sign in word)
        or (word in capital and word not in _OF_SHORT_FORMS)
    ]
    return Sense(tuple(sorted(fixed)), tuple(sorted(there)))


def folded(sentences: Iterable[Sentence]) -> list[Fold]:
    """Each sentence in one fold; what most units said comes first."""
    alike: dict[Sense, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        alike[sense_of(sentence)].append(sentence)
    common = Counter(word for sense in alike for word in sense.words)
    leaders = _Leaders(common)
    # The most frequent sense leads; of equals the first by its words, never by who came first.
    for sense in sorted(alike, key=lambda one: (-len(alike[one]), one)):
        leaders.place(sense).extend(alike[sense])
    folds = [_fold(members) for members in leaders.members.values()]
    return sorted(folds, key=lambda one: (-len(one.units), fold(one.text), one.text, one.members))


class _Leaders:
    """The senses that lead a fold, found by their rarest words.

    Two that have FOLD_AT of their words in common share one of the first n - ⌈FOLD_AT·n⌉ + 1 when
    both are put in the same order (prefix filter).
    """

    def __init__(self, common: Counter[str]) -> None:
        """`common`: in how many senses each word stands."""
        self.common = common
        self.members: dict[Sense, list[Sentence]] = {}
        self.by_word: dict[tuple[tuple[str, ...], str], list[Sense]] = defaultdict(list)

    def place(self, sense: Sense) -> list[Sentence]:
        """The members of the fold in which it belongs; its own if nobody said it before."""
        rare = self._rarest(sense)
        found = {one: None for word in rare for one in self.by_word[sense.fixed, word]}
        shared = {one: len({*one.words} & {*sense.words}) for one in found if one.is_like(sense)}
        if shared:
            return self.members[min(shared, key=lambda one: (-shared[one], one))]
        for word in rare:
            self.by_word[sense.fixed, word].append(sense)
        self.members[sense] = []
        return self.members[sense]

    def _rarest(self, sense: Sense) -> list[str]:
        ordered = sorted(sense.words, key=lambda word: (self.common[word], word))
        return ordered[: len(ordered) - ceil(FOLD_AT * len(ordered)) + 1]


def _fold(members: list[Sentence]) -> Fold:
    """The words that most chose speak for all; rather such as name nobody."""
    chosen = Counter(one.text for one in members)
    naming = {one.text for one in members if _names_itself(one)}
    text = min(chosen, key=lambda one: (one in naming, -chosen[one], len(one), one))
    return Fold(text, tuple(sorted(members)))


def _names_itself(sentence: Sentence) -> bool:
    said = f" {fold(sentence.text)} "
    return any(f" {fold(name)} " in said for name in sentence.names)
