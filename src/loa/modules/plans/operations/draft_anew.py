"""A draft that nobody has touched is read anew from the same file, as after a page was not read."""

from collections.abc import Mapping

from loa.foundation.audit import facade as audit
from loa.kernel.db import compare_and_set
from loa.modules.plans.models import Plan
from loa.modules.plans.types import DoubtState, PlanState, Verb


def is_untouched(plan: Plan) -> bool:
    """Whether nothing was corrected, settled, shaped or joined since the draft was made."""
    if plan.state != PlanState.DRAFT or plan.revision != 1 or plan.parent_id is not None:
        return False
    has_hand = (
        plan.doubts.exclude(state=DoubtState.OPEN.value).exists()
        or plan.tasks.exclude(version=1).exists()
        or plan.steps.exists()
        or plan.annexes.exists()
    )
    verbs = {entry.verb for entry in audit.entries_for(plan.ref)}
    return not has_hand and verbs <= {Verb.IMPORT.value}


def begin_anew(plan: Plan, fields: Mapping[str, object]) -> Plan:
    """Let go of what was read before and put the new reading's fields in; part of an operation.

    Clauses, tasks and doubts are written again by the caller.
    """
    plan.doubts.all().delete()
    plan.tasks.all().delete()
    plan.clauses.all().delete()
    compare_and_set(plan, plan.version, **fields)
    return plan
