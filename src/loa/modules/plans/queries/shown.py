"""Which occurrence an assignment shows on a day, and whether the assignment is late: in SQL.

The rules of rules.work, `current` and `is_late`, for thousands of assignments at once; a test holds
both against each other. An assignment shows its last occurrence that has begun, else its first; it
is late if one of those until then is.
"""

from datetime import date
from typing import Any

from loa.modules.plans.types import WorkState

LATE = """{of}.state <> %(exempt)s AND {of}.due_on < coalesce(
        CASE WHEN {of}.state <> %(returned)s THEN {of}.submitted_on END, %(today)s)"""
"""Whether the occurrence `of` is late on the day."""
SHOWN = f"""coalesce(
        max({{of}}.ordinal) FILTER (WHERE {{of}}.starts_on <= %(today)s), min({{of}}.ordinal)
    ) AS shown,
    bool_or({LATE}) FILTER (WHERE {{of}}.starts_on <= %(today)s) AS begun_late"""
"""Grouped by the assignment: the ordinal that it shows, whether one that has begun is late."""
IS_LATE = f"coalesce({{group}}.begun_late, {LATE})"
"""Whether the assignment of `group` is late, which shows the occurrence `of`."""


def given(today: date) -> dict[str, Any]:
    """The values that these words ask for."""
    return {
        "today": today,
        "exempt": WorkState.NOT_APPLICABLE.value,
        "returned": WorkState.RETURNED.value,
    }
