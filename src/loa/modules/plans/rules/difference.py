"""What an amendment changes: tasks matched between two revisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from loa.kernel.text import fold

_SAME_TASK = 0.6  # below this share of common words two tasks are different ones


class ChangeKind(StrEnum):
    """What became of a task in the revision."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"
    SAME = "SAME"


@dataclass(frozen=True)
class TaskWords:
    """A task as a difference shows it: field name → words."""

    id: int
    content: str
    fields: dict[str, str]


@dataclass(frozen=True)
class TaskChange:
    """One task before and after; `fields` are the names of those that differ."""

    kind: ChangeKind
    before: TaskWords | None
    after: TaskWords | None
    fields: tuple[str, ...] = ()


def match(before: Sequence[TaskWords], after: Sequence[TaskWords]) -> list[TaskChange]:
    """Every task of both revisions once: the new order first, then what was removed.

    Pairs are taken greedily by likeness of their folded words, most alike first.
    """
    pairs = _pairs(before, after)
    partner = {new: old for old, new in pairs}
    changes = [
        _change(before[partner[n]] if n in partner else None, task) for n, task in enumerate(after)
    ]
    kept = {old for old, _ in pairs}
    removed = [
        TaskChange(ChangeKind.REMOVED, task, None) for n, task in enumerate(before) if n not in kept
    ]
    return changes + removed


def _pairs(before: Sequence[TaskWords], after: Sequence[TaskWords]) -> list[tuple[int, int]]:
    words_before = [fold(task.content).split() for task in before]
    words_after = [fold(task.content).split() for task in after]
    alike = sorted(
        (-_likeness(old, new), i, j)
        for i, old in enumerate(words_before)
        for j, new in enumerate(words_after)
    )
    used_before: set[int] = set()
    used_after: set[int] = set()
    pairs = []
    for likeness, i, j in alike:
        if -likeness < _SAME_TASK or i in used_before or j in used_after:
            continue
        used_before.add(i)
        used_after.add(j)
        pairs.append((i, j))
    return pairs


def _likeness(old: list[str], new: list[str]) -> float:
    """The share of words in common, 0 … 1; 0 as soon as it is clear that the two differ."""
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < _SAME_TASK:
        return 0.0
    return matcher.ratio()


def _change(before: TaskWords | None, after: TaskWords) -> TaskChange:
    if before is None:
        return TaskChange(ChangeKind.ADDED, None, after)
    fields = tuple(
        name for name, words in after.fields.items() if before.fields.get(name, "") != words
    )
    return TaskChange(ChangeKind.CHANGED if fields else ChangeKind.SAME, before, after, fields)
