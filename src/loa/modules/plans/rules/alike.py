"""Difficulties that say the same of the same task or clause, told as one with a count."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from loa.modules.plans.rules.folding import folded
from loa.modules.plans.rules.sentences import Sentence, Source


@dataclass(frozen=True)
class Said:
    """A difficulty as it is compared: what it is about in words, who raised it."""

    id: int
    unit: int
    about: str
    words: str


@dataclass(frozen=True)
class Alike:
    """What several raised alike: the words of one of them, which they are, whose."""

    about: str
    words: str
    ids: frozenset[int]
    units: frozenset[int]


def alike(every: Iterable[Said], owed: Collection[int] = ()) -> list[Alike]:
    """Each in one group; what most units raised comes first, of as many what is `owed` still."""
    by_about: dict[str, list[Sentence]] = defaultdict(list)
    for one in every:
        plain = " ".join(one.words.split())
        source = Source(one.unit, one.id, "", plain)
        by_about[one.about].append(Sentence(str(one.id), plain, (source,)))
    found = [
        Alike(
            about,
            fold.text,
            frozenset(source.report for one in fold.members for source in one.sources),
            fold.units,
        )
        for about, sentences in by_about.items()
        for fold in folded(sentences)
    ]
    late = frozenset(owed)
    return sorted(
        found, key=lambda one: (-len(one.units), -len(one.ids & late), one.about, one.words)
    )
