"""An answer to a difficulty or a question that is overdue: told to its holder and to who asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from loa.foundation.legal import facade as legal
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation, wait_for
from loa.kernel.worktime import Calendar
from loa.modules.plans import policies
from loa.modules.plans.models import Notice
from loa.modules.plans.queries import difficulties, questions
from loa.modules.plans.rules import difficulty as of_difficulties
from loa.modules.plans.rules import guidance as of_questions
from loa.modules.plans.rules.urging import is_outside_hours, is_untold
from loa.modules.plans.types import DifficultyRow, NoticeKind, Verb
from loa.modules.plans.types.guidance import QuestionRow

_Row = DifficultyRow | QuestionRow
_Told = Mapping[tuple[int, int], Sequence[date]]
_Reminds = Callable[[date, date, date, Calendar], date | None]
_Says = Callable[..., str]


@operation
def remind_of_replies(*, actor: orgs.Actor, at: datetime) -> int:
    """Tell of answers that are overdue, by the days of the policy; how many lines.

    Derived as the ladder is: from who holds it and since when, and from what was told. A second
    run tells nobody twice (J02, J06); outside working hours nothing happens.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.URGING_SEND, 0, on))
    wait_for("plans.replies")
    raised, asked = difficulties.late_replies(on), questions.late_replies(on)
    if not raised and not asked:
        return 0
    calendar = legal.working_calendar()
    if is_outside_hours(at, calendar):
        return 0

    lines = [
        *_lines(
            raised,
            "plans.difficulty",
            difficulties.reminded_on(row.id for row in raised),
            (of_difficulties.reminder_on, of_difficulties.overdue_words),
            (at, calendar),
        ),
        *_lines(
            asked,
            "plans.question",
            questions.reminded_on(row.id for row in asked),
            (of_questions.reminder_on, of_questions.overdue_words),
            (at, calendar),
        ),
    ]
    Notice.objects.bulk_create(lines)
    return len(lines)


def _lines(
    late: Iterable[_Row],
    kind: str,
    told: _Told,
    rules: tuple[_Reminds, _Says],
    when: tuple[datetime, Calendar],
) -> list[Notice]:
    """One for the holder and one for who asked, of each whose day of reminding has come."""
    (at, calendar), (reminds, says) = when, rules
    on = local_day(at)
    lines = []
    for row in late:
        step_on = reminds(row.reached_on, row.due_on, on, calendar)
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
                    thing=f"{kind}:{row.id}",
                    day=on,
                    at=at,
                    text=says(who, days, row.words, is_holder=is_holder),
                )
            )
    return lines
