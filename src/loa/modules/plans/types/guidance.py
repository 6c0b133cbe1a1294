"""Values of questions and guidance that may leave the room."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class QuestionState(StrEnum):
    """Where a question stands; late is no state, it is computed.

    SETTLED: whoever asked found his answer in guidance that was there. TURNED: it was a difficulty,
    and goes on as one.
    """

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    SETTLED = "SETTLED"
    TURNED = "TURNED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class GuidanceFacts:
    """What an office says once for all that ask the same.

    `basis` is the law or clause it rests on, `in_force_from` the first day (None: the day on which
    it is given), `file_id` a stored file beside it.
    """

    title: str
    words: str
    basis: str = ""
    in_force_from: date | None = None
    file_id: int | None = None


@dataclass(frozen=True)
class QuestionRow:
    """One question as a day sees it; `due_on` is the last day in time for an answer."""

    id: int
    plan_id: int
    task_id: int | None
    clause_id: int | None
    about: str
    unit_id: int
    holder_id: int
    words: str
    state: QuestionState
    asked_on: date
    reached_on: date
    due_on: date
    is_late: bool
    closed_on: date | None
    guidance_id: int | None
    difficulty_id: int | None
    version: int


@dataclass(frozen=True)
class QuestionCounts:
    """Of one plan; `answered` counts what guidance settled too, withdrawn ones count nowhere."""

    open: int
    late: int
    answered: int


@dataclass(frozen=True)
class GuidanceRow:
    """One piece of guidance in its newest edition; `answers` are the questions that it closed."""

    id: int
    plan_id: int
    unit_id: int
    title: str
    words: str
    basis: str
    in_force_from: date
    edition: int
    given_on: date
    file_id: int | None
    about: tuple[str, ...]
    is_withdrawn: bool
    answers: int
    version: int
