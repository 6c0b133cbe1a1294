"""Keep the day on which somebody looked at what had changed, so that the next look begins there."""

from datetime import datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans.models import Visit


@operation
def note_visit(*, actor: orgs.Actor, at: datetime) -> None:
    """Of one day the first look counts; only the person himself has anything of it."""
    on = local_day(at)
    if actor.person_id is None:
        return
    visit, is_new = Visit.objects.select_for_update(of=("self",)).get_or_create(
        person_id=actor.person_id, defaults={"seen_on": on}
    )
    if not is_new and visit.seen_on < on:
        visit.before_on, visit.seen_on = visit.seen_on, on
        visit.save(update_fields=["before_on", "seen_on"])
