"""Values of plans that may leave the room."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from loa.modules.plans.types.codes import DifficultyState, Effect, Schedule, TaskRole, WorkState
from loa.modules.plans.types.lateness import Lateness


@dataclass(frozen=True)
class ImportResult:
    """What an import made, or found: the same bytes answer the plan that is there."""

    plan_id: int
    is_new: bool
    tasks: int
    doubts: tuple[str, ...]
    missing: tuple[str, ...]
    annexes: int = 0


@dataclass(frozen=True)
class ReceivedUpload:
    """An upload that waits to be read; `is_at_once`: by whoever sent it, not by a job."""

    upload_id: int
    is_at_once: bool


@dataclass(frozen=True)
class AnnexResult:
    """What an annex gave. `plan_id` is a new revision where the plan had been issued.

    `tasks` were added, `doubts` opened by it; the same bytes a second time add nothing, and rows
    that an earlier annex brought word by word are `repeated` and not added again.
    """

    plan_id: int
    annex_id: int
    is_new: bool
    is_joined: bool
    tasks: int
    doubts: tuple[str, ...] = ()
    repeated: int = 0


@dataclass(frozen=True)
class IssueResult:
    """How many assignments the plan has after it was issued."""

    plan_id: int
    assignments: int


@dataclass(frozen=True)
class PlanStatus:
    """Counts of one plan on one day. `by_state`, `by_level`, `by_day` each sum to `assignments`.

    `late`: of which any time was late, done since or not; `by_day` has the names of a `Standing`.
    """

    assignments: int
    by_state: dict[str, int]
    late: int
    by_day: dict[str, int]
    by_role: dict[str, int]
    by_level: dict[str, int]
    units: dict[str, int]


@dataclass(frozen=True)
class Quantity:
    """How much of a measure."""

    measure: str
    amount: int


@dataclass(frozen=True)
class NewEvidence:
    """A file already stored, or a link, that shows the activity took place."""

    file_id: int | None = None
    thumbnail_id: int | None = None
    url: str = ""
    caption: str = ""


@dataclass(frozen=True)
class ActivityFacts:
    """What was done, as its unit tells it. `cost` in đồng."""

    done_on: date
    title: str
    form: str
    audience: str = ""
    place: str = ""
    quantities: tuple[Quantity, ...] = ()
    cost: Decimal | None = None
    material: str = ""
    note: str = ""
    evidence: tuple[NewEvidence, ...] = ()


@dataclass(frozen=True)
class TaskFacts:
    """What an officer may set on a task of a draft."""

    title: str
    content: str
    schedule: Schedule
    due_on: date | None = None
    deadline_words: str = ""
    forms: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    product: str = ""
    targets: tuple[Quantity, ...] = ()
    money: Decimal | None = None
    money_source: str = ""
    groups: tuple[tuple[TaskRole, str], ...] = ()
    units: tuple[tuple[TaskRole, int], ...] = ()
    excluded_units: tuple[int, ...] = ()


@dataclass(frozen=True)
class DirectionFacts:
    """What a holder answers; `due_on` is the new day, or that of the new task.

    `work_id` is the unit's work whose day moves; without it the one that the difficulty is about.
    """

    words: str
    effect: Effect = Effect.NONE
    due_on: date | None = None
    work_id: int | None = None


@dataclass(frozen=True)
class DifficultyCounts:
    """Of one plan; `open` and `answered` are all that were raised and not withdrawn."""

    open: int
    late: int
    answered: int


@dataclass(frozen=True)
class DifficultyRow:
    """One difficulty as a day sees it; `due_on` is the last day in time for an answer."""

    id: int
    plan_id: int
    task_id: int | None
    clause_id: int | None
    about: str
    unit_id: int
    holder_id: int
    words: str
    wish: str
    state: DifficultyState
    raised_on: date
    reached_on: date
    due_on: date
    is_late: bool
    rounds: int
    answered_on: date | None
    answer: str
    version: int


class GridWork(NamedTuple):
    """Where an assignment stands on a day: the least that a grid of thousands of them shows.

    `occurrence_id` is what it opens: the first time that is overdue, else the current one; `state`
    is that of the current one.
    """

    assignment_id: int
    occurrence_id: int
    task_id: int
    unit_id: int
    state: WorkState
    lateness: Lateness


class WorkRow(NamedTuple):
    """One assignment as one day sees it; `occurrence_id`: see rules.work.current.

    `lateness`: whether something of it is owed past its day, or the current one was done late.
    `is_late`: whether any time was late, done since or not; for programs that know no better.
    A plan for every unit has thousands of them, so they are tuples.
    """

    assignment_id: int
    occurrence_id: int
    plan_id: int
    task_id: int
    unit_id: int
    role: TaskRole
    title: str
    state: WorkState
    due_on: date
    is_late: bool
    is_proposed: bool
    asks_exempt: bool
    acknowledged_at: datetime | None
    version: int
    occurrences: int = 1
    submitted_on: date | None = None
    lateness: Lateness = Lateness.NONE
