"""The steps of a piece of work, and when it is late."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from loa.kernel.errors import DomainError
from loa.modules.plans.types import CLOSED_STATES, OPEN_STATES, Lateness, TaskRole, Verb, WorkState

_LEAD_STEPS = {
    (WorkState.NOT_STARTED, Verb.ACKNOWLEDGE): WorkState.IN_PROGRESS,
    (WorkState.NOT_STARTED, Verb.RECORD): WorkState.IN_PROGRESS,
    (WorkState.IN_PROGRESS, Verb.RECORD): WorkState.IN_PROGRESS,
    (WorkState.RETURNED, Verb.RECORD): WorkState.RETURNED,
    (WorkState.IN_PROGRESS, Verb.PROPOSE): WorkState.IN_PROGRESS,
    (WorkState.RETURNED, Verb.PROPOSE): WorkState.RETURNED,
    (WorkState.IN_PROGRESS, Verb.APPROVE): WorkState.SUBMITTED,
    (WorkState.RETURNED, Verb.APPROVE): WorkState.SUBMITTED,
    (WorkState.SUBMITTED, Verb.ACCEPT): WorkState.DONE,
    (WorkState.SUBMITTED, Verb.RETURN): WorkState.RETURNED,
}
_COORDINATE_STEPS = {
    (WorkState.NOT_STARTED, Verb.ACKNOWLEDGE): WorkState.IN_PROGRESS,
    (WorkState.NOT_STARTED, Verb.RECORD): WorkState.IN_PROGRESS,
    (WorkState.IN_PROGRESS, Verb.RECORD): WorkState.IN_PROGRESS,
    (WorkState.IN_PROGRESS, Verb.FINISH): WorkState.DONE,
}
_EXEMPTIONS = {
    (state, verb): after
    for state in (WorkState.NOT_STARTED, WorkState.IN_PROGRESS, WorkState.RETURNED)
    for verb, after in ((Verb.ASK_EXEMPT, state), (Verb.EXEMPT, WorkState.NOT_APPLICABLE))
}
STEPS = {
    TaskRole.LEAD: _LEAD_STEPS | _EXEMPTIONS,
    TaskRole.COORDINATE: _COORDINATE_STEPS | _EXEMPTIONS,
}


class WrongState(DomainError):
    """The work is past this step, or not there yet."""

    code = "PLANS_WRONG_STATE"
    message_vi = "Việc này không còn ở bước đó. Tải lại trang để xem tình trạng mới."


class PlanClosed(DomainError):
    """The year of the plan is over: what stands in it is read and changed no more."""

    code = "PLANS_PLAN_CLOSED"
    message_vi = "Kế hoạch đã kết thúc nên chỉ xem được. Kết quả, báo cáo giữ nguyên như lúc đó."


class ReasonMissing(DomainError):
    """A return, an exemption or a correction without a reason."""

    code = "PLANS_REASON_MISSING"
    message_vi = "Nhập lý do để đơn vị biết cần làm gì."


class NothingDone(DomainError):
    """A submission with neither an activity nor a word of why."""

    code = "PLANS_NOTHING_DONE"
    message_vi = "Chưa ghi hoạt động nào. Thêm ít nhất một hoạt động trước khi trình hoặc nộp."


NOT_HANDED_IN = "Việc chưa nộp, hoặc đã được xem xét rồi."
"""Why a piece of work is neither accepted nor returned."""


class Timeliness(NamedTuple):
    """Days of one occurrence that lateness is derived from."""

    due_on: date
    state: WorkState
    submitted_on: date | None


def next_state(role: TaskRole, state: WorkState, verb: Verb) -> WorkState:
    """The state after `verb`; who leads submits, who coordinates says done.

    Raises WrongState.
    """
    try:
        return STEPS[role][state, verb]
    except KeyError:
        raise WrongState from None


def needs_reason(reason: str) -> str:
    """The reason without outer blanks. Raises ReasonMissing where nothing is left."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def is_late(work: Timeliness, today: date) -> bool:
    """Whether it was handed in after its due day, or is still owed then; that day is in time.

    What was handed in counts by that day, however long the superior takes; a returned piece is
    owed again. Work that does not apply is never late.
    """
    if work.state is WorkState.NOT_APPLICABLE:
        return False
    handed_in = work.submitted_on if work.state is not WorkState.RETURNED else None
    return (handed_in or today) > work.due_on


def lateness(work: Timeliness, today: date) -> Lateness:
    """How it stands to its day: still owed past it, handed in or done after it, or neither."""
    if not is_late(work, today):
        return Lateness.NONE
    return Lateness.OVERDUE if work.state in OPEN_STATES else Lateness.DONE_LATE


def of_times(shown: Lateness, *, is_owed: bool) -> Lateness:
    """How an assignment stands: overdue if one of its times is (`is_owed`), else as that shown."""
    return Lateness.OVERDUE if is_owed else shown


class Begins(NamedTuple):
    """What decides which occurrence an assignment shows."""

    starts_on: date
    state: WorkState


def current(times: Sequence[Begins], today: date) -> int:
    """The index of the occurrence that an assignment shows, of all of them in order of time.

    It is the first that has begun and is not over: what waits from an earlier period is not hidden
    by the next one. Where all that has begun is over, it is the last of these; before any begins,
    the first.
    """
    begun = [index for index, time in enumerate(times) if time.starts_on <= today]
    left = [index for index in begun if is_open(times[index].state)]
    return left[0] if left else begun[-1] if begun else 0


def carried(state: WorkState, before: TaskRole, after: TaskRole) -> WorkState:
    """The state in which work goes on when another takes it over, or the role changed with it.

    In the same role it stays. Who led and now coordinates, or the other way round, has begun what
    was begun; what a coordinating unit called done is not the leader's work done.
    """
    if before is after or state in {WorkState.NOT_STARTED, WorkState.NOT_APPLICABLE}:
        return state
    is_lead_done = state is WorkState.DONE and before is TaskRole.LEAD
    return WorkState.DONE if is_lead_done else WorkState.IN_PROGRESS


def joined(mine: WorkState, theirs: WorkState) -> WorkState:
    """The state of work that somebody already has and to which more of the same comes.

    What has not begun begins with it; everything else stays as its unit left it.
    """
    has_begun = theirs not in {WorkState.NOT_STARTED, WorkState.NOT_APPLICABLE}
    return WorkState.IN_PROGRESS if mine is WorkState.NOT_STARTED and has_begun else mine


def is_open(state: WorkState) -> bool:
    """Whether somebody still has to do something about it."""
    return state not in CLOSED_STATES
