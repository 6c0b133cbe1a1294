"""Plans, work and reports as other programs ask for them: values, and who may see each."""

from dataclasses import dataclass
from datetime import date, datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.errors import NotFound
from loa.modules.plans.models import Doubt, DraftStep, Plan
from loa.modules.plans.queries.drafts import TAKEN_BACK_WITHIN, last_step
from loa.modules.plans.queries.lineage import readable_units
from loa.modules.plans.queries.plans import addressed_units, plan_for, report_periods
from loa.modules.plans.queries.reports import Owed, owed, owed_by_root, period_of
from loa.modules.plans.queries.tasks import open_doubts
from loa.modules.plans.queries.work import (
    occurrence_rows,
    visible_work,
    work_by_plan,
)
from loa.modules.plans.types import PlanState, WorkRow


@dataclass(frozen=True)
class CheckOfPlan:
    """How far a plan is from being given out: at `version`, with these doubts left."""

    plan_id: int
    state: str
    version: int
    doubts: tuple[Doubt, ...]
    tasks: int
    tasks_without_unit: tuple[int, ...]


def check_of(actor: orgs.Actor, plan_id: int, on: date) -> CheckOfPlan:
    """The check of one plan; tasks without a unit by their place in it. Raises NotFound."""
    plan = plan_for(actor, plan_id, on)
    addressed = addressed_units(plan)
    return CheckOfPlan(
        plan_id=plan.pk,
        state=plan.state,
        version=plan.version,
        doubts=tuple(open_doubts(plan)),
        tasks=len(addressed),
        tasks_without_unit=tuple(task.ordinal for task, units in addressed if not units),
    )


def last_step_of(actor: orgs.Actor, plan_id: int, at: datetime) -> DraftStep | None:
    """What the actor did last on a draft, where it can be taken back. Raises NotFound."""
    plan = plan_for(actor, plan_id, local_day(at))
    if plan.state != PlanState.DRAFT:
        return None
    return last_step(plan, actor.label, at - TAKEN_BACK_WITHIN)


def work_in_plan(actor: orgs.Actor, plan_id: int, on: date) -> list[WorkRow]:
    """The work of a plan that the actor may see, one row an assignment. Raises NotFound."""
    plan = plan_for(actor, plan_id, on)
    return work_by_plan(actor, [plan.pk], on)


def work_row_for(actor: orgs.Actor, occurrence_id: int, on: date) -> WorkRow:
    """One piece of work as its page shows it. Raises NotFound."""
    rows = occurrence_rows(visible_work(actor, on).filter(pk=occurrence_id), on)
    if not rows:
        raise NotFound
    return rows[0]


def reports_owed(actor: orgs.Actor, plan_id: int, period: str, on: date) -> list[Owed]:
    """Who owes a report of the plan for the period, of the units whose work the actor may see.

    "" is the period that ended last, or the first. Raises NotFound, and a DomainError for a code
    of no period.
    """
    plan = plan_for(actor, plan_id, on)
    span = period_of(plan, period or _last_ended(plan, on))
    readable = readable_units(actor, on)
    found = [one for one in owed(plan, span, on) if one.unit.id in readable]
    return [owed_by_root(plan, span, on), *found] if plan.issuer_id in readable else found


def _last_ended(plan: Plan, on: date) -> str:
    spans = report_periods(plan)
    ended = [span for span in spans if span.last < on]
    return (ended or spans[:1])[-1].code
