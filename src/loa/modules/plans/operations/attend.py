"""Being at a draft: a beat every few seconds says who looks where, so that two do not collide."""

from datetime import datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Presence
from loa.modules.plans.types import Verb


@operation
def attend(
    *,
    actor: orgs.Actor,
    plan_id: int,
    place: str,
    task_id: int | None,
    is_editing: bool,
    at: datetime,
) -> None:
    """Say where in a draft the actor is; nothing is journaled for looking. Raises NotFound."""
    plan = queries.plan_for(actor, plan_id, local_day(at))
    require(policies.can_on(actor, Verb.EDIT, plan, local_day(at)))

    here = {
        "person_id": actor.person_id,
        "place": place.replace("\0", "")[:60],
        "task_id": plan.tasks.filter(pk=task_id or 0).values_list("pk", flat=True).first(),
        "is_editing": is_editing,
        "seen_at": at,
    }
    Presence.objects.update_or_create(plan=plan, label=actor.label, defaults=here)
