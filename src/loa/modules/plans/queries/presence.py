"""Who is at a draft, and what it looks like to somebody whose page may be older."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Plan, Presence
from loa.modules.plans.types import DoubtState

_STAYS = timedelta(seconds=45)
"""Three beats of a page; who misses them all has left."""


@dataclass(frozen=True)
class Other:
    """Somebody else at the draft; `ordinal` is the task where he is, or None for the head."""

    name: str
    task_id: int | None
    ordinal: int | None
    is_editing: bool


@dataclass(frozen=True)
class Stamp:
    """One task as it stands: its version and how many doubts are open, in the draft's order."""

    task_id: int
    version: int
    doubts: int


def others_at(plan: Plan, label: str, at: datetime) -> list[Other]:
    """Who else is at the draft right now, in the order in which they came."""
    rows = list(
        Presence.objects.filter(plan=plan, seen_at__gt=at - _STAYS)
        .exclude(label=label)
        .select_related("task")
        .order_by("id")
    )
    names = orgs.person_names({row.person_id for row in rows if row.person_id})
    return [
        Other(
            names.get(row.person_id or 0, "Người khác"),
            row.task_id,
            row.task.ordinal if row.task else None,
            row.is_editing,
        )
        for row in rows
    ]


def last_place(plan: Plan, label: str) -> str:
    """Where in the draft somebody was last; nothing if he never was."""
    return (
        Presence.objects.filter(plan=plan, label=label).values_list("place", flat=True).first()
        or ""
    )


def stamps(plan: Plan) -> list[Stamp]:
    """What tells whether a page still shows the tasks as they are."""
    is_open = Count("doubts", filter=Q(doubts__state=DoubtState.OPEN))
    rows = plan.tasks.order_by("ordinal").annotate(left=is_open)
    return [Stamp(*row) for row in rows.values_list("pk", "version", "left")]
