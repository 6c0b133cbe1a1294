"""Late and done are two things: what is still owed past its day, and what was done after it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from loa.modules.plans.types.codes import OPEN_STATES, WorkState


class Lateness(StrEnum):
    """How work or a report stands to its due day; derived on read, never stored.

    OVERDUE: still owed, and the day has passed («Quá hạn»). DONE_LATE: handed in or done after the
    day, so that its unit owes nothing («Xong muộn», «Nộp muộn»). NONE: all else.
    """

    NONE = "NONE"
    OVERDUE = "OVERDUE"
    DONE_LATE = "DONE_LATE"


Tally = Mapping[tuple[WorkState, Lateness], int]
"""How many assignments show a state and stand so to their day."""


class Standing(NamedTuple):
    """Assignments by their day; the five sum to all, and what does not apply is never late."""

    on_time: int
    done_late: int
    overdue: int
    not_yet_due: int
    not_applicable: int


def standing_of(work: Tally) -> Standing:
    """The parts of a tally: what is handed in or done, in time or late; what is owed or has time.

    By what an assignment shows; it is overdue as soon as one of its times is.
    """
    overdue, done_late = late_of(work, Lateness.OVERDUE), late_of(work, Lateness.DONE_LATE)
    in_time = {state: n for (state, late), n in work.items() if late is Lateness.NONE}
    exempt = in_time.pop(WorkState.NOT_APPLICABLE, 0)
    not_yet = sum(n for state, n in in_time.items() if state in OPEN_STATES)
    return Standing(sum(in_time.values()) - not_yet, done_late, overdue, not_yet, exempt)


def late_of(work: Tally, lateness: Lateness) -> int:
    """How many stand so to their day."""
    return sum(n for (_state, late), n in work.items() if late is lateness)
