"""When somebody last looked at what had changed."""

from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.modules.plans.models import Visit


def visited_before(actor: orgs.Actor, today: date) -> date | None:
    """The day of the person's last look before today; None where there was none."""
    if actor.person_id is None:
        return None
    visit = Visit.objects.filter(person_id=actor.person_id).first()
    if visit is None:
        return None
    return visit.before_on if visit.seen_on >= today else visit.seen_on
