"""An answer to a difficulty that is overdue: told to who is to answer and to who raised it."""

from datetime import datetime

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation, wait_for
from loa.modules.plans import policies
from loa.modules.plans.models import Notice
from loa.modules.plans.queries import difficulties as reads
from loa.modules.plans.rules import difficulty as rules
from loa.modules.plans.rules.urging import is_outside_hours, is_untold
from loa.modules.plans.types import NoticeKind, Verb


@operation
def remind_of_replies(*, actor: orgs.Actor, at: datetime) -> int:
    """Tell of answers that are overdue, by the days of the policy; how many lines.

    Derived as the ladder is: from who holds it and since when, and from what was told. A second
    run tells nobody twice (J02, J06); outside working hours nothing happens.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.URGING_SEND, 0, on))
    wait_for("plans.replies")
    late = reads.late_replies(on)
    if not late:
        return 0
    calendar = legal.working_calendar()
    if is_outside_hours(at, calendar):
        return 0

    told = reads.reminded_on(row.id for row in late)
    lines = []
    for row in late:
        step_on = rules.reminder_on(row.reached_on, row.due_on, on, calendar)
        if step_on is None:
            continue
        days = max(calendar.working_days_between(row.due_on, on), 1)
        for unit_id, other_id in ((row.holder_id, row.unit_id), (row.unit_id, row.holder_id)):
            if not is_untold(step_on, told.get((unit_id, row.id), ())):
                continue
            who = orgs.last_row(other_id, on).body_name
            is_holder = unit_id == row.holder_id
            lines.append(
                Notice(
                    unit_id=unit_id,
                    kind=NoticeKind.REPLY_LATE.value,
                    thing=f"plans.difficulty:{row.id}",
                    day=on,
                    at=at,
                    text=rules.overdue_words(who, days, row.words, is_holder=is_holder),
                )
            )
    Notice.objects.bulk_create(lines)
    return len(lines)
