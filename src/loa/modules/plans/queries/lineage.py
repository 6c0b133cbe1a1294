"""Units that have ended: who holds on a day what they were for, and who may read it."""

from collections.abc import Iterable
from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Assignment, Plan
from loa.modules.plans.rules.work import PlanClosed
from loa.modules.plans.types import PlanState


def holder(unit_id: int, on: date) -> int:
    """Who holds on the day what the unit was for: itself, or the first of its successors.

    The first in official order, since what a unit had to do is whole and cannot be split. A unit
    that ended without a successor stays its own holder.
    """
    after = orgs.successors_of(unit_id, on)
    return after[0].unit_id if after else unit_id


def holders(unit_ids: Iterable[int], on: date) -> dict[int, int]:
    """The holder of each unit on the day."""
    with orgs.one_forest():
        standing = {row.id for row in orgs.tree(on)}
        return {unit: unit if unit in standing else holder(unit, on) for unit in set(unit_ids)}


def revisions(plan: Plan) -> list[int]:
    """The plan and the revisions before it, newest first."""
    ids, before = [plan.pk], plan.amends_id
    while before is not None:
        ids.append(before)
        before = Plan.objects.filter(pk=before).values_list("amends_id", flat=True).get()
    return ids


def family(plan: Plan) -> set[int]:
    """The plan in all its revisions that were issued, and itself."""
    ids, more = set(revisions(plan)), {plan.pk}
    while more:
        later = Plan.objects.filter(amends__in=ids).exclude(state=PlanState.DRAFT)
        more = set(later.values_list("pk", flat=True)) - ids
        ids |= more
    return ids


def revision_in_force(plan: Plan) -> Plan:
    """The plan itself, or the latest revision that took its place."""
    while plan.state == PlanState.SUPERSEDED:
        plan = Plan.objects.exclude(state=PlanState.DRAFT).get(amends=plan.pk)
    return plan


def closed_ids() -> set[int]:
    """The plans whose year is over, with the revisions before each."""
    closed = Plan.objects.filter(state=PlanState.CLOSED).only("pk", "amends")
    return {plan_id for plan in closed for plan_id in revisions(plan)}


def refuse_closed(plan: Plan) -> None:
    """Raise PlanClosed where the year of the plan, or of its last revision, is over."""
    if revision_in_force(plan).state == PlanState.CLOSED:
        raise PlanClosed


def predecessors(units: frozenset[int], on: date) -> frozenset[int]:
    """The ended units with work in plans that have become one of these by the day.

    One that left no successor is read by those who stood above it.
    """
    with orgs.one_forest():
        return _predecessors(units, on)


def _predecessors(units: frozenset[int], on: date) -> frozenset[int]:
    return frozenset(unit for unit, keepers in kept_by(on).items() if keepers & units)


def kept_by(on: date) -> dict[int, frozenset[int]]:
    """Each ended unit with work in plans, and the units that read it by the day."""
    gone = orgs.ended_ids(on)
    if not gone:
        return {}
    ended = Assignment.objects.filter(unit__in=gone).order_by().values_list("unit_id")
    return orgs.keepers_of((unit for (unit,) in ended.distinct()), on)


def readable_units(actor: orgs.Actor, on: date) -> frozenset[int]:
    """The units whose work the actor may see: his own, and all that stand below them.

    Who sits in the office of the provincial committee sees what the committee answers for. What
    a unit was stays readable to its successor and to those above.
    """
    office, root = orgs.office_row(on).id, orgs.root_row(on).id
    units = orgs.unit_ids(actor, on)
    seats = units | {root} if office in units else units
    below = frozenset().union(*(orgs.subtree_ids(unit, on) | {unit} for unit in seats))
    return below | predecessors(below, on)
