"""The draft of a unit's own plan on its way to the head: handed to him, or given back."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.modules.plans import policies
from loa.modules.plans.models import Plan
from loa.modules.plans.operations.draft_rows import draft_for
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.rules import work as rules
from loa.modules.plans.types import Verb


@operation
def propose_own_plan(*, actor: orgs.Actor, plan_id: int, version: int, at: datetime) -> None:
    """Whoever drafts it hands it to the head; said twice it is said once.

    Raises NotFound for what is no unit's own plan, AlreadyIssued, Stale.
    """
    plan = draft_for(actor, plan_id, local_day(at))
    reads.parent_of(plan)
    if plan.proposed_at is not None:
        return

    change = compare_and_set(plan, version, proposed_at=at, proposed_by=actor.label, asked_back="")

    _record(actor, Verb.PROPOSE, plan, change, at)


@operation
def ask_back_own_plan(
    *, actor: orgs.Actor, plan_id: int, version: int, reason: str, at: datetime
) -> None:
    """The head gives the draft back with what is to be mended.

    Raises NotFound, AlreadyIssued, ReasonMissing, WrongState where it was not handed to him, Stale.
    """
    on = local_day(at)
    plan = draft_for(actor, plan_id, on)
    reads.parent_of(plan)

    require(policies.can_on(actor, Verb.ISSUE, plan, on))
    reason = rules.needs_reason(reason)
    if plan.proposed_at is None and plan.asked_back == reason:
        return
    if plan.proposed_at is None:
        raise rules.WrongState

    change = compare_and_set(plan, version, proposed_at=None, proposed_by="", asked_back=reason)

    _record(actor, Verb.SEND_BACK, plan, change, at)


def _record(actor: orgs.Actor, verb: Verb, plan: Plan, change: Change, at: datetime) -> None:
    audit.record(
        actor=actor, verb=verb, thing=plan.ref, change=change, at=at, unit_id=plan.issuer_id
    )
