"""Units that ended: what they sent up goes with their duties, what they held to who answers now."""

from datetime import datetime

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.modules.plans import policies
from loa.modules.plans.operations import difficulty_steps, question_steps
from loa.modules.plans.operations.reply_steps import hand_over
from loa.modules.plans.types import Verb


@operation
def hand_replies(*, actor: orgs.Actor, at: datetime) -> int:
    """Leave no open difficulty or question with a unit that has ended; how many went.

    Guidance stays: it says which unit of its day gave it. Who answers a remark is read from the
    tree of the day (`queries.remarks.holder_of`). A second run finds nothing.
    """
    require(policies.can(actor, Verb.TRANSFER, 0, local_day(at)))  # the house's own, for no unit
    handed = hand_over(difficulty_steps.STEPS, actor, at)
    return handed + hand_over(question_steps.STEPS, actor, at)
