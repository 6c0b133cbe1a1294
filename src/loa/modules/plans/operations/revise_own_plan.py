"""One press opens the revision of a unit's own plan, brought up to the plan above as it is now."""

from datetime import datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies
from loa.modules.plans.models import Plan, Task
from loa.modules.plans.operations.make_own_plan import write_duties
from loa.modules.plans.operations.revise_plan import revision_of
from loa.modules.plans.queries import own_plans as reads
from loa.modules.plans.queries.lineage import revision_in_force
from loa.modules.plans.types import PlanState, Verb

_FOLLOWS = (
    "title", "content", "forms", "audiences", "product", "deadline_words", "schedule", "due_on",
)  # fmt: skip


@operation
def revise_own_plan(*, actor: orgs.Actor, plan_id: int, at: datetime) -> int:
    """The draft that revises a unit's own plan: what is new above is added, what changed follows.

    A task follows the duty above in all that the unit had left as it was; its own words stay. What
    fell away above stays for the unit to keep or remove. Asked again it answers the open draft.
    """
    on = local_day(at)
    plan = reads.get_issued_own(actor, plan_id, on)

    require(policies.can(actor, Verb.OWN_PLAN, plan.issuer_id, on))
    open_one = Plan.objects.filter(amends=plan, state=PlanState.DRAFT).first()
    if open_one is not None:
        return open_one.pk

    draft = revision_of(actor=actor, plan=plan, at=at)
    above = revision_in_force(reads.parent_of(plan))
    Plan.objects.filter(pk=draft.pk).update(
        parent=above, as_of=on, number="", signed_on=None, signer_name=""
    )
    draft.refresh_from_db()
    for task, before, now in reads.changed_duties(draft, above):
        _follow(task, before, now)
    lacking = [one for one in reads.missing(draft, on) if not one.is_the_plan]
    write_duties(draft, lacking, actor, at)
    return draft.pk


def _follow(task: Task, before: Task, now: Task) -> None:
    """A day and its rhythm go together."""
    same = [name for name in _FOLLOWS if getattr(task, name) == getattr(before, name)]
    if ("schedule" in same) != ("due_on" in same):
        same = [name for name in same if name not in {"schedule", "due_on"}]
    Task.objects.filter(pk=task.pk).update(**{name: getattr(now, name) for name in same})
