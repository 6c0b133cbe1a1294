"""Nobody has two pieces of work for one duty: what a plan below gives again is followed above."""

from collections.abc import Collection
from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies
from loa.modules.plans.models import Activity, Occurrence
from loa.modules.plans.operations import hand_on
from loa.modules.plans.queries import followed
from loa.modules.plans.rules.schedule import nearest
from loa.modules.plans.types import CLOSED_STATES, Verb, WorkState

_REASON = "Theo dõi ở việc cấp trên đã giao cho đơn vị"


@operation
def gather_work(*, actor: orgs.Actor, at: datetime) -> int:
    """Find work that units have twice, and let it go on as one; how many. A second run finds none.

    Whatever the order in which plans were revised and units were joined.
    """
    require(policies.can(actor, Verb.TRANSFER, 0, local_day(at)))  # the house's own, for no unit
    return gather(None, at)


def gather(units: Collection[int] | None, at: datetime) -> int:
    """The same for some units, as part of the caller's operation."""
    lines: list[audit.Line] = []
    found = followed.doubled(units)
    for row, pieces in found:
        lines += move(row, pieces)
        lines += hand_on.close(row, _REASON, at)
    if lines:
        audit.record_many(actor=orgs.SYSTEM, verb=Verb.TRANSFER, lines=lines, at=at)
    return len(found)


def move(row: Occurrence, pieces: Collection[int]) -> list[audit.Line]:
    """Put what was done to the work above: to the time of it that is owed nearest."""
    if not Activity.objects.filter(occurrence=row).exists():
        return []
    later = Occurrence.objects.filter(assignment__in=pieces).order_by("due_on", "pk")
    standing = list(
        later.exclude(state=WorkState.NOT_APPLICABLE)
        .select_for_update(of=("self",), no_key=True)
        .select_related("assignment__task")
    )
    waiting = [one for one in standing if one.state not in CLOSED_STATES] or standing
    new = waiting[nearest(row.due_on, [one.due_on for one in waiting])]
    return hand_on.join(row, new)
