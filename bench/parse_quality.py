"""How well documents are read, and how honestly: known documents beside those set aside.

Known: the corpus's own marks (`make bench-parse` holds them to equal the shared scoring script).
Aside: documents of the corpus marked after the reader was written. Tried: documents from outside
whose texts, not their marks, were looked at while rules were written. Found: the rest from outside.
Late: more of these, only with LOA_LATE set, once a round of work is over.
Fresh: documents that nobody who writes rules has read; their misses count and are not named.
Sixth: documents marked before the reader had seen them, opened once they had been measured.
The figures are F1 by the shared tool's own functions; the aims are those of the project.

Every miss is held against its explanation in misses.toml; `--misses [PART …]` lists them all.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType

from bench._corpus import Marked, found_elsewhere, fresh, known, late, scoring, set_aside, sixth
from bench._judging import Figures, Honesty, Judge
from bench._misses import Explained, Miss, explained, misses_of, stale_in, summary
from bench._rows import NothingToMeasure, Row, at_least, columns, run
from loa.foundation.documents.facade import gold_of, parse

AIMS = {
    "header": 0.99,
    "legal_bases": 0.98,
    "sections": 0.98,
    "recipients": 0.98,
    "duties_text": 0.95,
    "duties_units": 0.95,
    "duties_with": 0.90,
    "duties_deadline": 0.90,
    "annex_tables": 0.90,
}
SEALED = "fresh"
RIGHT_OF_SURE = 0.98
DOUBTED_OF_WRONG = 0.80


@dataclass(frozen=True)
class Measured:
    """One group of documents: F1 of each measure, and how honest the marks are."""

    name: str
    files: tuple[str, ...]
    scores: dict[str, float]
    honesty: Honesty
    misses: tuple[Miss, ...]

    @property
    def documents(self) -> int:
        """How many were read."""
        return len(self.files)


@lru_cache(maxsize=1)
def groups() -> list[Measured]:
    """Every group that has documents on this machine. Raises NothingToMeasure."""
    tool = scoring()
    tried, unseen = found_elsewhere()
    found = (
        ("known", known()),
        ("aside", set_aside()),
        ("tried", tried),
        ("found", unseen),
        ("late", late()),
        (SEALED, fresh()),
        ("sixth", sixth()),
    )
    measured = [measured_of(name, documents, tool) for name, documents in found if documents]
    if not measured:
        message = "no marked documents; LOA_SHARED names the folder of the corpus"
        raise NothingToMeasure(message)
    return measured


def measured_of(name: str, documents: list[Marked], tool: ModuleType) -> Measured:
    """Read and score some documents."""
    total: dict[str, list[int]] = {}
    judge = Judge(tool)
    misses: list[Miss] = []
    for one in documents:
        document = parse(one.text)
        found = gold_of(document, one.name)
        misses += misses_of(one.name, one.gold, found, tool)
        for key, counts in tool.score(one.gold, found).items():
            kept = total.setdefault(key, [0, 0, 0])
            for i, count in enumerate(counts):
                kept[i] += count
        judge.hear(document, one.gold)
    scores = {key: tool.f1(*counts) for key, counts in total.items()}
    files = tuple(one.name for one in documents)
    return Measured(name, files, scores, judge.honesty, tuple(misses))


def explanations() -> Explained:
    """The misses of every document that may be looked at, each with its explanation if any."""
    opened = [group for group in groups() if group.name != SEALED]
    found = explained(miss for group in opened for miss in group.misses)
    found.stale = stale_in(found, [file for group in opened for file in group.files])
    return found


def measure() -> Iterator[Row]:
    """A row for each measure and group; the reference is the aim."""
    for group in groups():
        label = f"{group.name}, {group.documents} documents"
        for key, value in group.scores.items():
            yield at_least(f"{key} · {label}", value, AIMS[key], AIMS[key], "F1")
        all_of = group.honesty.of(None)
        for name, value, aim in _honest(all_of):
            yield at_least(f"{name} · {label}", value, aim, aim, "share")
        yield Row(
            f"doubted of all · {label}", round(all_of.doubted_of_all, 4), 1.0,
            round(all_of.doubted_of_all, 4), "share", "as few as may be", True,  # noqa: FBT003
        )  # fmt: skip
    found = explanations()
    misses = len(found.reasons) + len(found.unexplained)
    yield at_least("misses explained", len(found.reasons), misses, misses, "misses")


def side_by_side(_rows: list[Row]) -> str:
    """The groups in columns, then how honest each kind of field is."""
    found = groups()
    head = ("F1", *(f"{group.name} ({group.documents})" for group in found), "aim")
    lines = [head]
    for key, aim in AIMS.items():
        figures = [f"{group.scores.get(key, 0.0):.4f}" for group in found]
        lines.append((key, *figures, f"≥ {aim:.2f}"))
    honest = [("confidence", *head[1:])]
    for i, (name, _, aim) in enumerate(_honest(found[0].honesty.of(None))):
        figures = [f"{_honest(group.honesty.of(None))[i][1]:.4f}" for group in found]
        honest.append((name, *figures, f"≥ {aim:.2f}"))
    doubted = [f"{group.honesty.of(None).doubted_of_all:.4f}" for group in found]
    honest.append(("doubted of all", *doubted, ""))
    vain = [f"{group.honesty.of(None).wrong_of_doubted:.4f}" for group in found]
    honest.append(("wrong of doubted", *vain, ""))
    asked = [f"{group.honesty.asked_of_each:.4f}" for group in found]
    honest.append(("questions a duty", *asked, ""))
    why = listed(explanations(), sys.argv[1:])
    return "\n\n".join([columns(lines), columns(honest), *map(_kinds, found), why])


def listed(found: Explained, asked: list[str]) -> str:
    """How many misses are explained, and by name those that are not; with `--misses` all."""
    shown = dict.fromkeys(found.unexplained, "UNEXPLAINED")
    if "--misses" in asked:
        parts = [part for part in asked if part in AIMS] or list(AIMS)
        shown = {miss: why for miss, why in (found.reasons | shown).items() if miss.part in parts}
    lines = [f"{miss.file} · {miss.part} · {miss.key} — {shown[miss]}" for miss in sorted(shown)]
    stale = [f"{' · '.join(place)} — STALE, no such miss" for place in found.stale]
    return "\n".join([summary(found), *lines, *stale])


def _honest(figures: Figures) -> list[tuple[str, float, float]]:
    return [
        ("right of sure", figures.right_of_sure, RIGHT_OF_SURE),
        ("doubted of wrong", figures.doubted_of_wrong, DOUBTED_OF_WRONG),
    ]


def _kinds(group: Measured) -> str:
    lines = [
        (
            group.name,
            "read",
            "wrong",
            "missed",
            "sure",
            "right of sure",
            "doubted of wrong",
            "wrong of doubted",
            "doubted",
        )
    ]
    for kind in group.honesty.kinds:
        figures = group.honesty.of(kind)
        lines.append(
            (
                kind,
                str(len(figures.fields)),
                str(figures.wrong),
                str(group.honesty.missed[kind]),
                str(figures.sure),
                f"{figures.right_of_sure:.4f}",
                f"{figures.doubted_of_wrong:.4f}",
                f"{figures.wrong_of_doubted:.4f}",
                f"{figures.doubted_of_all:.4f}",
            )
        )
    return columns(lines)


if __name__ == "__main__":
    sys.exit(run(measure, show=side_by_side))
