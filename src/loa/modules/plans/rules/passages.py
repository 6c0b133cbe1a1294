"""The passages of a consolidated report: folds of its units' sentences, until somebody edits them.

A section that nobody touched follows its units. From the first touch it is as the officer left it:
what units say afterwards waits beside it until he takes it in, and his words are never changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from loa.kernel.errors import DomainError
from loa.modules.plans.rules.folding import Fold, folded, sense_of
from loa.modules.plans.rules.sentences import Sentence, Source, digest


class PassageGone(DomainError):
    """The passage is not there (any more): its units changed their words meanwhile."""

    code = "PLANS_PASSAGE_GONE"
    message_vi = "Ý này vừa thay đổi vì đơn vị gửi lại báo cáo. Xem lại trang rồi làm lại."


@dataclass(frozen=True)
class Kept:
    """A passage as the officer left it: `keys` of the sentences for which it stands."""

    id: str
    text: str
    keys: tuple[str, ...]
    is_dropped: bool = False
    is_rewritten: bool = False


@dataclass(frozen=True)
class Passage:
    """A passage as it reads now. `gone`: how many of its sentences no longer stand in a report."""

    id: str
    text: str
    sources: tuple[Source, ...]
    is_dropped: bool = False
    is_rewritten: bool = False
    gone: int = 0

    @property
    def units(self) -> tuple[int, ...]:
        """The units that said it."""
        return tuple(sorted({source.unit for source in self.sources}))


@dataclass(frozen=True)
class New:
    """What units said after the section was edited; `joins` the passage that says the same."""

    fold: Fold
    joins: str = ""


@dataclass(frozen=True)
class Merged:
    """The passages of one section, in their order, and what waits beside them."""

    passages: tuple[Passage, ...] = ()
    new: tuple[New, ...] = ()
    is_settled: bool = False

    @property
    def standing(self) -> tuple[Passage, ...]:
        """Those that the report says."""
        return tuple(one for one in self.passages if not one.is_dropped)


def kept_of(raw: object) -> tuple[Kept, ...]:
    """The passages that a report keeps of a section."""
    rows = raw if isinstance(raw, list) else []
    return tuple(Kept(**{**row, "keys": tuple(row["keys"])}) for row in rows)


def as_json(kept: Iterable[Kept]) -> list[dict[str, object]]:
    """The shape in which a report keeps them."""
    return [{**asdict(one), "keys": list(one.keys)} for one in kept]


def settled(sentences: Iterable[Sentence]) -> tuple[Kept, ...]:
    """The passages that the units' sentences make by themselves."""
    made: dict[str, Kept] = {}
    for fold in folded(sentences):
        _add(made, _kept(fold))
    return tuple(made.values())


def merged(sentences: Sequence[Sentence], kept: Sequence[Kept] | None) -> Merged:
    """The section as it reads now: by its units alone, or as the officer left it."""
    if kept is None:
        return Merged(tuple(_passage(one, _by_key(sentences)) for one in settled(sentences)))
    said = _by_key(sentences)
    passages = tuple(_passage(one, said) for one in kept)
    taken = {key for one in kept for key in one.keys}
    fresh = [one for one in sentences if one.key not in taken]
    return Merged(passages, tuple(_new(fresh, kept, said)), is_settled=True)


def _by_key(sentences: Iterable[Sentence]) -> dict[str, Sentence]:
    return {one.key: one for one in sentences}


def _kept(fold: Fold) -> Kept:
    return Kept(digest(fold.text), fold.text, tuple(one.key for one in fold.members))


def _passage(one: Kept, said: Mapping[str, Sentence]) -> Passage:
    there = [said[key] for key in one.keys if key in said]
    sources = sorted({source for sentence in there for source in sentence.sources})
    gone = len(one.keys) - len(there)
    return Passage(one.id, one.text, tuple(sources), one.is_dropped, one.is_rewritten, gone)


def _new(
    fresh: Sequence[Sentence], kept: Sequence[Kept], said: Mapping[str, Sentence]
) -> list[New]:
    """Each fold of what is new, with the standing passage whose sentences say the same."""
    senses = [
        (sense_of(said[key]), one.id)
        for one in kept
        if not one.is_dropped
        for key in one.keys
        if key in said
    ]
    found = []
    for fold in folded(fresh):
        sense = sense_of(fold.members[0])
        joins = next((place for other, place in senses if other.is_like(sense)), "")
        found.append(New(fold, joins))
    return found


def voiced(sections: Mapping[str, Merged]) -> frozenset[str]:
    """The sections in which the units speak."""
    return frozenset(code for code, section in sections.items() if section.standing)


def rewritten(kept: Sequence[Kept], which: str, text: str) -> tuple[Kept, ...]:
    """The officer's own words for one passage."""
    words = " ".join(text.split())
    return _changed(kept, which, text=words, is_rewritten=True)


def dropped(kept: Sequence[Kept], which: str, *, is_dropped: bool) -> tuple[Kept, ...]:
    """One passage left out of the report, or taken back into it."""
    return _changed(kept, which, is_dropped=is_dropped)


def _changed(kept: Sequence[Kept], which: str, **fields: Any) -> tuple[Kept, ...]:  # noqa: ANN401  the fields of Kept
    place = place_of(kept, which)
    return (*kept[:place], replace(kept[place], **fields), *kept[place + 1 :])


def moved(kept: Sequence[Kept], which: str, place: int) -> tuple[Kept, ...]:
    """One passage put at a place, counted from 0; too far is the end."""
    there = place_of(kept, which)
    rest = [*kept[:there], *kept[there + 1 :]]
    rest.insert(max(place, 0), kept[there])
    return tuple(rest)


def place_of(kept: Sequence[Kept], which: str) -> int:
    """Where the passage stands. Raises PassageGone."""
    for place, one in enumerate(kept):
        if one.id == which:
            return place
    raise PassageGone


def taken_in(kept: Sequence[Kept], new: Iterable[New]) -> tuple[Kept, ...]:
    """All that is new: with the passage that says the same, else a passage of its own at the end.

    The words that stand stay as they are.
    """
    passages = {one.id: one for one in kept}
    for one in new:
        keys = tuple(sentence.key for sentence in one.fold.members)
        if one.joins:
            before = passages[one.joins]
            passages[one.joins] = replace(before, keys=(*before.keys, *keys))
            continue
        _add(passages, _kept(one.fold))
    return tuple(passages.values())


def _add(passages: dict[str, Kept], made: Kept) -> None:
    """One more; where the very words stand there already, under a name of its own."""
    while made.id in passages:
        made = replace(made, id=digest(made.id))
    passages[made.id] = made


def frozen_json(sections: Mapping[str, Merged]) -> dict[str, list[dict[str, object]]]:
    """The shape in which a report that was handed in keeps them, dropped ones too."""
    return {
        code: [
            {**asdict(one), "sources": [list(vars(source).values()) for source in one.sources]}
            for one in section.passages
        ]
        for code, section in sections.items()
        if section.passages
    }


def from_frozen(raw: object) -> dict[str, Merged]:
    """The passages of a report that was handed in; one of before there were any has none."""
    sections = raw if isinstance(raw, Mapping) else {}
    return {
        code: Merged(tuple(_thawed(row) for row in rows), is_settled=True)
        for code, rows in sections.items()
    }


def _thawed(row: Mapping[str, Any]) -> Passage:
    return Passage(**{**row, "sources": tuple(Source(*one) for one in row["sources"])})
