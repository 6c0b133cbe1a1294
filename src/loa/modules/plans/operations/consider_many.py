"""Many pieces of work chosen at once: with which the step may be taken, and why not with others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import Denied
from loa.modules.plans import policies
from loa.modules.plans.models import Occurrence
from loa.modules.plans.queries import visible_work
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import PlanState, TaskRole, Verb, WorkState


@dataclass(frozen=True)
class Considered:
    """One piece of work; `why_not` is empty where the step may be taken."""

    occurrence_id: int
    version: int
    title: str
    unit_id: int
    state: WorkState
    why_not: str


def considered(actor: orgs.Actor, verb: Verb, ids: Collection[int], on: date) -> list[Considered]:
    """Those of the chosen that the actor may see, by the policy and the rule of one alone."""
    rows = visible_work(actor, on).filter(pk__in=ids)
    return [_consider(actor, verb, row, on) for row in rows.order_by("due_on", "pk")]


def plan_of_work(actor: orgs.Actor, ids: Collection[int], on: date) -> int | None:
    """The plan of the first of them that the actor may see."""
    rows = visible_work(actor, on).filter(pk__in=ids).order_by("pk")
    found: int | None = rows.values_list("assignment__plan", flat=True).first()
    return found


def _consider(actor: orgs.Actor, verb: Verb, row: Occurrence, on: date) -> Considered:
    given, state = row.assignment, WorkState(row.state)
    said = policies.can(actor, verb, given.unit_id, on)
    why = said.reason if isinstance(said, Denied) else ""
    if not why and given.plan.state != PlanState.ISSUED:
        why = rules.PlanClosed.message_vi
    if not why and (state, verb) not in rules.STEPS[TaskRole(given.role)]:
        why = rules.WrongState.message_vi if verb is Verb.ACKNOWLEDGE else rules.NOT_HANDED_IN
    return Considered(row.pk, row.version, given.task.title, given.unit_id, state, why)
