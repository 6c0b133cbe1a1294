"""Each miss by name, and why: what the reader got wrong, beside the explanations in misses.toml.

A miss is a value of the truth that was not read (missing), a value read that is not in the truth
(extra), or one value in the place of another (wrong). Parts are those of the shared tool. Units,
partners and deadlines are held against each other only in duties that were matched: what is wrong
in them because the duty itself was missed, or is none, is explained there and not again.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bench._alike import Alike
from bench._rows import columns

EXPLANATIONS = Path(__file__).with_name("misses.toml")
# Whose fault a miss is; each explanation begins with one of these.
CAUSES = ("reader", "truth", "text")
_WORDS = 6
_ENOUGH = 0.5  # of the units, the shared tool's own measure
_FACE = ("post", "name", "authority")


@dataclass(frozen=True, order=True)
class Miss:
    """One miss: in which document and part, `side` missing, extra or wrong, its first words."""

    file: str
    part: str
    side: str
    words: str

    @property
    def key(self) -> str:
        """What stands for it among the explanations of its file and part."""
        return f"{self.side} · {self.words}"


@dataclass
class Explained:
    """Misses held against explanations; `stale` explain nothing any more."""

    reasons: dict[Miss, str] = field(default_factory=dict)
    unexplained: list[Miss] = field(default_factory=list)
    stale: list[tuple[str, str, str]] = field(default_factory=list)


def misses_of(
    name: str, gold: dict[str, Any], found: dict[str, Any], tool: ModuleType
) -> list[Miss]:
    """Every miss of one document; those that share their first words are numbered from 2."""
    seen: Counter[Miss] = Counter()
    misses = []
    for part, side, value in _all(gold, found, tool):
        miss = Miss(name, part, side, " ".join(str(value).split()[:_WORDS]))
        seen[miss] += 1
        if seen[miss] > 1:
            miss = Miss(name, part, side, f"{miss.words} ({seen[miss]})")
        misses.append(miss)
    return misses


def _all(
    gold: dict[str, Any], found: dict[str, Any], tool: ModuleType
) -> Iterator[tuple[str, str, Any]]:
    yield from _header(gold, found, tool)
    for part, same in Alike(tool).lists.items():
        truth, read = gold.get(part) or [], list(found.get(part) or [])
        for one in truth:
            hit = next((i for i, other in enumerate(read) if same(one, other)), None)
            if hit is None:
                yield part, "missing", _words_of(one)
            else:
                del read[hit]
        for other in read:
            yield part, "extra", _words_of(other)
    yield from _duties(gold.get("duties") or [], found.get("duties") or [], tool)


def _header(
    gold: dict[str, Any], found: dict[str, Any], tool: ModuleType
) -> Iterator[tuple[str, str, str]]:
    for key in tool.HEADER:
        if key in gold and tool.fold(gold[key]) != tool.fold(found.get(key)):
            yield "header", "wrong", key
    truth, read = gold.get("signer") or {}, found.get("signer") or {}
    for key in _FACE:
        sides = [side.get(key) for side in (truth, read)]
        if key == "authority":
            sides = [[tool.fold(line) for line in side or []] for side in sides]
        else:
            sides = [tool.fold(side) for side in sides]
        if sides[0] != sides[1]:
            yield "header", "wrong", f"signer {key}"


def _duties(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], tool: ModuleType
) -> Iterator[tuple[str, str, str]]:
    pairs = tool.matched_duties(gold, found)
    known = {id(side) for pair in pairs for side in pair}
    for one in gold:
        if id(one) not in known:
            yield "duties_text", "missing", one["starts"]
    for other in found:
        if id(other) not in known:
            yield "duties_text", "extra", other["starts"]
    for truth, read in pairs:
        words = truth["starts"]
        if tool.jaccard(truth.get("lead"), read.get("lead")) < _ENOUGH:
            yield "duties_units", "wrong", words
        alike = tool.jaccard(truth.get("with"), read.get("with")) >= _ENOUGH
        yield from _one_or_none(
            "duties_with", truth.get("with"), read.get("with"), words, alike=alike
        )
        alike = tool.same_deadline(truth.get("deadline"), read.get("deadline"))
        yield from _one_or_none(
            "duties_deadline", truth.get("deadline"), read.get("deadline"), words, alike=alike
        )


def _one_or_none(
    part: str, truth: object, read: object, words: str, *, alike: bool
) -> Iterator[tuple[str, str, str]]:
    """A value that a duty may bear: `truth` and `read` are empty where it does not."""
    if truth and not read:
        yield part, "missing", words
    elif read and not truth:
        yield part, "extra", words
    elif truth and not alike:
        yield part, "wrong", words


def _words_of(thing: str | dict[str, Any]) -> str:
    """What names a thing of a list: its path, number or title, or its columns."""
    if isinstance(thing, str):
        return thing
    if "columns" in thing:
        return " | ".join(thing["columns"][:3])
    named = thing.get("path") or thing.get("number") or thing.get("title")
    return str(named)


def explained(misses: Iterable[Miss], path: Path = EXPLANATIONS) -> Explained:
    """`misses` beside their explanations; of documents without any miss at all all are stale.

    Raises ValueError where an explanation does not say whose fault the miss is.
    """
    written = tomllib.loads(path.read_text("utf-8"))
    found = Explained()
    left = {
        (file, part, key): why
        for file, parts in written.items()
        for part, reasons in parts.items()
        for key, why in reasons.items()
    }
    for place, why in left.items():
        if why.split(":")[0] not in CAUSES:
            message = f"{place}: an explanation begins with one of {', '.join(CAUSES)}, then «:»"
            raise ValueError(message)
    for miss in misses:
        reason = left.pop((miss.file, miss.part, miss.key), None)
        if reason is None:
            found.unexplained.append(miss)
        else:
            found.reasons[miss] = reason
    found.stale = list(left)
    return found


def stale_in(found: Explained, files: Iterable[str]) -> list[tuple[str, str, str]]:
    """The explanations that explain nothing, of documents that were read."""
    read = set(files)
    return [place for place in found.stale if place[0] in read]


def summary(found: Explained) -> str:
    """Per part: how many misses, how many of them are explained, and by what."""
    lines: list[tuple[str, ...]] = [("misses", "all", "explained", *CAUSES, "unexplained")]
    parts = [miss.part for miss in (*found.reasons, *found.unexplained)]
    for part in dict.fromkeys(parts):
        whys = [why.split(":")[0] for miss, why in found.reasons.items() if miss.part == part]
        causes = [str(whys.count(cause)) for cause in CAUSES]
        open_ones = sum(miss.part == part for miss in found.unexplained)
        lines.append((part, str(parts.count(part)), str(len(whys)), *causes, str(open_ones)))
    return columns(lines)
