"""What waits for working hours is sent when they begin, as far as it is still true."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from loa.foundation.audit import facade as audit
from loa.foundation.legal import facade as legal
from loa.foundation.messaging import facade as messaging
from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.modules.plans import policies
from loa.modules.plans.models import Notice, Plan, UrgedWork, Urging
from loa.modules.plans.operations.tell_units import tell
from loa.modules.plans.queries import urgings as reads
from loa.modules.plans.rules import urging as rules
from loa.modules.plans.rules.urging import OwedWork, UrgingState
from loa.modules.plans.types import NoticeKind, Verb


@operation
def send_queued(*, actor: orgs.Actor, urging_id: int, at: datetime) -> None:
    """Send one urging that waited; what is owed no more is left out of its text.

    Where nothing is left it is settled and never sent. Outside working hours, or where another
    has sent it, nothing happens. Raises NotFound where it waits no more.
    """
    urging = reads.locked_queued(urging_id)
    reads.lock_urgings(urging.plan_id)

    on = local_day(at)
    require(policies.can(actor, Verb.URGING_SEND, urging.unit_id, on))
    calendar = legal.working_calendar()
    if urging.send_at > at or rules.is_outside_hours(at, calendar):
        return

    named = UrgedWork.objects.filter(urging=urging)
    ids = list(named.values_list("occurrence_id", flat=True))
    told = reads.told_on([urging.unit_id], on) if on != urging.day else set()
    left = [
        work
        for work in reads.owed_works([urging.plan_id], on, calendar, Q(pk__in=ids))
        if work.days_late > 0 and (urging.unit_id, work.occurrence_id) not in told
    ]
    kept = named.filter(occurrence__in=[work.occurrence_id for work in left])
    named.exclude(pk__in=kept).update(was_settled=True)

    if not left:
        urging.state = UrgingState.SETTLED.value
        urging.save(update_fields=["state"])
    else:
        if len(left) < len(ids) or on != urging.day:
            urging.day, urging.text = on, reads.text_again(urging, left, on)
            urging.save(update_fields=["day", "text"])
            kept.update(day=on)
        send_now(urging.plan, [urging], at)

    change = Change({"state": UrgingState.QUEUED}, {"state": urging.state})
    audit.record(
        actor=actor,
        verb=Verb.URGING_SEND,
        thing=urging.ref,
        change=change,
        at=at,
        unit_id=urging.unit_id,
    )


def send_now(plan: Plan, urgings: Iterable[Urging], at: datetime) -> None:
    """Let urgings stand on the desks of their units and go out by e-mail where that is set up.

    Part of the caller's transaction.
    """
    sent = list(urgings)
    readers = reads.readers_by_mail(sent, local_day(at))
    works = _works_of(sent, at)
    plan_name = reads.plan_words(plan)
    lines = []
    for urging in sent:
        urging.state, urging.sent_at = UrgingState.SENT.value, at
        mine = works[urging.pk]
        is_late = any(work.days_late > 0 for work in mine)
        lines.append(
            Notice(
                unit_id=urging.unit_id,
                kind=(NoticeKind.URGED if is_late else NoticeKind.DUE_SOON).value,
                thing=f"plans.occurrence:{mine[0].occurrence_id}",
                day=urging.day,
                at=at,
                text=rules.news_line(mine, plan_name),
                assignment_id=mine[0].assignment_id,
            )
        )
    Urging.objects.bulk_update(sent, ["state", "sent_at"], batch_size=500)
    tell(*lines)
    letters = [
        messaging.NewMessage(person_id, line.text, urging.text, urging.ref)
        for urging, line in zip(sent, lines, strict=True)
        for person_id in readers.get(urging.pk, ())
    ]
    messaging.queue_messages(messaging.Channel.EMAIL, letters, at)


def _works_of(urgings: list[Urging], at: datetime) -> dict[int, list[OwedWork]]:
    """The works that each text names, the longest late first."""
    rows = UrgedWork.objects.filter(urging__in=urgings, was_settled=False)
    by_occurrence: dict[int, list[int]] = {}
    for urging_id, occurrence_id in rows.order_by("pk").values_list("urging_id", "occurrence_id"):
        by_occurrence.setdefault(occurrence_id, []).append(urging_id)
    plans = {urging.plan_id for urging in urgings}
    calendar, on = legal.working_calendar(), local_day(at)
    found: dict[int, list[OwedWork]] = {urging.pk: [] for urging in urgings}
    for work in reads.owed_works(plans, on, calendar, Q(pk__in=list(by_occurrence))):
        for urging_id in by_occurrence[work.occurrence_id]:
            found[urging_id].append(work)
    return {
        urging_id: sorted(mine, key=lambda work: (work.due_on, work.ordinal))
        for urging_id, mine in found.items()
    }


def keep(urgings: list[Urging], works: Iterable[Iterable[OwedWork]]) -> None:
    """Write urgings with the works that each names; the table refuses one told twice a day."""
    Urging.objects.bulk_create(urgings)
    UrgedWork.objects.bulk_create(
        [
            UrgedWork(
                urging=urging,
                occurrence_id=work.occurrence_id,
                unit_id=urging.unit_id,
                day=urging.day,
            )
            for urging, named in zip(urgings, works, strict=True)
            for work in named
        ],
        batch_size=2_000,
    )


def record_urgings(actor: orgs.Actor, urgings: list[Urging], at: datetime) -> None:
    """One line of the journal for each text."""
    lines = [
        audit.Line(
            thing=urging.ref,
            change=Change({}, {"way": urging.way, "day": urging.day, "send_at": urging.send_at}),
            unit_id=urging.unit_id,
        )
        for urging in urgings
    ]
    audit.record_many(actor=actor, verb=Verb.URGE, lines=lines, at=at)
