"""Which occurrence an assignment shows on a day, and how the assignment stands to its day: in SQL.

The rules of rules.work, `current`, `lateness` and `of_times`, for thousands of assignments at once;
a test holds both against each other. An assignment shows its first occurrence that has begun and is
not over, else its last that has begun, else its first; it is overdue if one that has begun is, else
it stands as the one that it shows. One
pass over the occurrences finds both: what is shown is the greatest (the least) of numbers that hold
the ordinal in front and the rest behind it.
"""

from datetime import date
from typing import Any

from loa.modules.plans.types import CLOSED_STATES, OPEN_STATES, Lateness, WorkState

LATE = """({of}.state <> %(exempt)s AND {of}.due_on < coalesce(
        CASE WHEN {of}.state <> %(returned)s THEN {of}.submitted_on END, %(today)s))"""
"""Whether the occurrence `of` is late on the day: owed past its day, or handed in after it."""
OWED = f"({LATE} AND {{of}}.state = ANY(%(open)s))"
"""Whether the occurrence `of` is owed past its day."""
TIME = f"""{{of}}.starts_on <= %(today)s AS begun, {LATE} AS is_late,
    {{of}}.state = ANY(%(open)s) AS is_open, {{of}}.state <> ALL(%(closed)s) AS is_left,
    (({{of}}.ordinal::bigint << 44) + {{of}}.id) * 16
        + array_position(%(states)s::text[], {{of}}.state::text) * 2 AS place"""
"""What is asked of each occurrence `of`, once: the columns that the words below go over.

`place` holds the ordinal in front, then its number, then the place of its state among all states.
"""
_PLACE = "(place + is_late::int)"
_SHOWN = f"""coalesce(min({_PLACE}) FILTER (WHERE begun AND is_left),
    max({_PLACE}) FILTER (WHERE begun), min({_PLACE}))"""
_ID = "(({place}) >> 4) & ((1::bigint << 44) - 1)"
SHOWN_ID = _ID.format(place=_SHOWN)
"""Over times, grouped by the assignment: the number of the occurrence that it shows."""
_FIRST_OWED = f"min({_PLACE}) FILTER (WHERE begun AND is_late AND is_open)"
OPENED_ID = _ID.format(place=f"coalesce({_FIRST_OWED}, {_SHOWN})")
"""Over times, grouped by the assignment: the first one that is overdue, else the one shown."""
SHOWN_STATE = f"(%(states)s::text[])[(({_SHOWN}) >> 1) & 7]"
"""Over times, grouped by the assignment: the state that it shows."""
_IS_SHOWN_LATE = f"({_SHOWN} & 1) = 1"
IS_LATE = f"coalesce(bool_or(is_late) FILTER (WHERE begun), {_IS_SHOWN_LATE})"
"""Over times, grouped by the assignment: whether one of them was late, done since or not."""
IS_OWED = "coalesce(bool_or(is_late AND is_open) FILTER (WHERE begun), false)"
"""Over times, grouped by the assignment: whether one of them is overdue."""
LATENESS = f"""CASE WHEN {IS_OWED} THEN %(overdue)s
    WHEN NOT {_IS_SHOWN_LATE} THEN %(none)s
    WHEN {SHOWN_STATE} = ANY(%(open)s) THEN %(overdue)s
    ELSE %(done_late)s END"""
"""Over times, grouped by the assignment: how it stands to its day."""


def given(today: date) -> dict[str, Any]:
    """The values that these words ask for."""
    return {
        "today": today,
        "exempt": WorkState.NOT_APPLICABLE.value,
        "returned": WorkState.RETURNED.value,
        "states": [state.value for state in WorkState],
        "overdue": Lateness.OVERDUE.value,
        "done_late": Lateness.DONE_LATE.value,
        "none": Lateness.NONE.value,
        "closed": [state.value for state in CLOSED_STATES],
        "open": [state.value for state in OPEN_STATES],
    }
