"""Which occurrence an assignment shows on a day, and how the assignment stands to its day: in SQL.

The rules of rules.work, `current`, `lateness` and `of_times`, for thousands of assignments at once;
a test holds both against each other. An assignment shows its last occurrence that has begun, else
its first; it is overdue if one of those until then is, else it stands as the one that it shows. One
pass over the occurrences finds both: what is shown is the greatest (the least) of numbers that hold
the ordinal in front and the rest behind it.
"""

from datetime import date
from typing import Any

from loa.modules.plans.types import OPEN_STATES, Lateness, WorkState

LATE = """({of}.state <> %(exempt)s AND {of}.due_on < coalesce(
        CASE WHEN {of}.state <> %(returned)s THEN {of}.submitted_on END, %(today)s))"""
"""Whether the occurrence `of` is late on the day: owed past its day, or handed in after it."""
OWED = f"({LATE} AND {{of}}.state = ANY(%(open)s))"
"""Whether the occurrence `of` is owed past its day."""
_BEGUN = "{of}.starts_on <= %(today)s"
_STATES = "%(states)s::text[]"
_CODE = f"array_position({_STATES}, {{of}}.state::text)"
_NUMBER = f"({{of}}.ordinal * 32 + {_CODE} * 2 + {LATE}::int)"


def _of_shown(number: str) -> str:
    return f"coalesce(max({number}) FILTER (WHERE {_BEGUN}), min({number}))"


_SHOWN = _of_shown(_NUMBER)
SHOWN_STATE = f"({_STATES})[{_SHOWN} / 2 %% 16]"
"""Grouped by the assignment: the state that it shows."""
IS_LATE = f"coalesce(bool_or({LATE}) FILTER (WHERE {_BEGUN}), {_SHOWN} %% 2 = 1)"
"""Grouped by the assignment: whether one of its times was late, done since or not."""
IS_OWED = f"coalesce(bool_or({OWED}) FILTER (WHERE {_BEGUN}), false)"
"""Grouped by the assignment: whether one of its times is overdue."""
LATENESS = f"""CASE WHEN {IS_OWED} THEN %(overdue)s
    WHEN {_SHOWN} %% 2 = 0 THEN %(none)s
    WHEN {SHOWN_STATE} = ANY(%(open)s) THEN %(overdue)s
    ELSE %(done_late)s END"""
"""Grouped by the assignment: how it stands to its day."""
SHOWN_ID = _of_shown("({of}.ordinal * (1::bigint << 44) + {of}.id)") + " & ((1::bigint << 44) - 1)"
"""Grouped by the assignment: the number of the occurrence that it shows."""


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
        "open": [state.value for state in OPEN_STATES],
    }
