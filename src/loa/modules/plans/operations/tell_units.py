"""Notices: one line for a unit about what others did to its work."""

from datetime import datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Notice, Occurrence, PeriodReport
from loa.modules.plans.types import Verb


def tell_unit(unit_id: int, text: str, at: datetime, about: Occurrence | PeriodReport) -> None:
    """Leave a line for the unit; part of the caller's transaction."""
    if isinstance(about, PeriodReport):
        Notice.objects.create(unit_id=unit_id, text=text, at=at, report=about)
    else:
        Notice.objects.create(unit_id=unit_id, text=text, at=at, assignment_id=about.assignment_id)


def tell_superior(unit_id: int, text: str, at: datetime, about: Occurrence | PeriodReport) -> None:
    """Leave a line for the unit that answers for this one, if there is one."""
    on = local_day(at)
    superior = orgs.superior_of(unit_id, on)
    if superior == orgs.root_row(on).id:  # its people sit in the office that acts for it
        superior = orgs.office_row(on).id
    if superior is not None:
        tell_unit(superior, text, at, about)


@operation
def tell_of_issue(*, actor: orgs.Actor, plan_id: int, at: datetime) -> None:
    """Tell every unit of a plan how much it was given; a second run tells nobody twice.

    The line leads to the unit's first piece of work and counts as its news until someone reads it.
    """
    require(policies.can(actor, Verb.TRANSFER, 0, local_day(at)))

    first: dict[int, tuple[int, int]] = {}
    for pk, unit_id in queries.assignments_in_order(plan_id):
        begun, count = first.get(unit_id, (pk, 0))
        first[unit_id] = (begun, count + 1)
    told = set(
        Notice.objects.filter(assignment__plan=plan_id, at=at).values_list("unit", flat=True)
    )

    subject = queries.subject_of(plan_id)
    Notice.objects.bulk_create(
        Notice(
            unit_id=unit_id,
            at=at,
            text=f"UBND tỉnh giao {count} việc: {subject}",
            assignment_id=assignment_id,
        )
        for unit_id, (assignment_id, count) in first.items()
        if unit_id not in told
    )


@operation
def mark_seen(*, actor: orgs.Actor, notice_ids: list[int], at: datetime) -> None:
    """Take notices of the actor's own units off the list; nothing is journaled for reading."""
    mine = queries.notices_for(actor, local_day(at))
    mine.filter(pk__in=notice_ids, seen_at=None).update(seen_at=at)
