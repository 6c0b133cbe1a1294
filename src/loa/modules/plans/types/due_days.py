"""Things that fall due on days, for the calendar and the feed of a person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from loa.modules.plans.types.codes import DifficultyState, WorkState
from loa.modules.plans.types.guidance import QuestionState
from loa.modules.plans.types.lateness import Lateness
from loa.modules.plans.types.remarks import RemarkState


class Whose(StrEnum):
    """Whose due days; the values stand in addresses."""

    MINE = "toi"
    UNIT = "don-vi"
    BELOW = "ben-duoi"


class DueThing(StrEnum):
    """What falls due; of REPORTS none was begun, so that `id` is the plan's."""

    WORK = "work"
    REPORT = "report"
    REPORTS = "reports"
    DIFFICULTY = "difficulty"
    QUESTION = "question"
    REMARK = "remark"


@dataclass(frozen=True)
class DueDay:
    """One thing with its due day. `plan_id` 0 for an answer, `task_id` 0 for all but work.

    Of an answer to a citizen the title is what it is about, no word of his.
    """

    thing: DueThing
    id: int
    plan_id: int
    task_id: int
    title: str
    unit_id: int
    due_on: date
    state: WorkState | DifficultyState | QuestionState | RemarkState
    lateness: Lateness
    period: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything about it any more."""
        return self.state in {WorkState.DONE, WorkState.NOT_APPLICABLE, WorkState.SUBMITTED}
