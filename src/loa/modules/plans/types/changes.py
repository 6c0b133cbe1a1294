"""What changed in a plan between the ends of two days; derived, never stored."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from loa.modules.plans.types.codes import WorkState

Key = tuple[int, int, str]
"""The first revision's task, the unit, the time that it falls due: work whatever revision."""


class ChangeKind(StrEnum):
    """What may have happened to a piece of work; the values stand in addresses."""

    DUE = "han"
    STATE = "trang-thai"
    ADDED = "them"
    REMOVED = "bo"
    TRANSFERRED = "chuyen"


class Standing(NamedTuple):
    """One piece of work as it stood at the end of a day."""

    occurrence_id: int
    task_id: int
    unit_id: int
    title: str
    period: str
    starts_on: date
    due_on: date
    state: WorkState
    submitted_on: date | None
    reason: str = ""


class Because(NamedTuple):
    """By which verb something was last written between the two days, and why."""

    verb: str
    reason: str = ""


@dataclass(frozen=True)
class Changed:
    """One change; `before` and `after` are None where there was nothing or is nothing any more.

    `times` counts the times of a rhythm that came or went together.
    """

    kind: ChangeKind
    work: Standing
    before: date | WorkState | None
    after: date | WorkState | None
    reason: str = ""
    times: int = 1


@dataclass(frozen=True)
class Sums:
    """How much there was at the end of a day: work as the matrix counts it, and what was done.

    `late` is owed past its day, `done_late` handed in or done after it; `begun` counts the times of
    work that had begun.
    """

    work: int = 0
    closed: int = 0
    waiting: int = 0
    late: int = 0
    done_late: int = 0
    activities: int = 0
    measures: dict[str, int] = field(default_factory=dict)
    begun: int = 0


@dataclass(frozen=True)
class Changes:
    """Everything that changed, and the sums of both days."""

    rows: tuple[Changed, ...]
    before: Sums
    after: Sums
