"""Notices: one line for a unit, or for one person, about what others did or a day that comes."""

from datetime import datetime, timedelta

from loa.foundation.orgs import facade as orgs
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import operation
from loa.kernel.words import short_date
from loa.modules.plans import policies, queries
from loa.modules.plans.models import Notice, NoticeSeen, Occurrence, PeriodReport, Upload
from loa.modules.plans.queries.notices import giver_of
from loa.modules.plans.types import NoticeKind, Verb

_NEWS_DAYS = 7
"""Days back that are looked at for delegations that began or ended, should no chore have run."""


def tell_unit(
    unit_id: int, kind: str, text: str, at: datetime, about: Occurrence | PeriodReport
) -> None:
    """Leave a line for the unit; part of the caller's transaction."""
    line = Notice(unit_id=unit_id, kind=kind, thing=about.ref, day=local_day(at), at=at, text=text)
    if isinstance(about, PeriodReport):
        line.report = about
    else:
        line.assignment_id = about.assignment_id
    _tell("unit", line)


def tell_superior(
    unit_id: int, kind: str, text: str, at: datetime, about: Occurrence | PeriodReport
) -> None:
    """Leave a line for the unit that answers for this one, if there is one.

    It names the unit, then comes `text`: a superior of thirty units reads who it is.
    """
    on = local_day(at)
    superior = queries.superior_seat(unit_id, on)
    if superior is not None:
        words = f"{orgs.last_row(unit_id, on).body_name} {text}"
        tell_unit(superior, kind, words, at, about)


def tell_heir(unit_id: int, text: str, old_unit_id: int, at: datetime) -> None:
    """Tell a unit of the work that comes to it from one that ended."""
    thing, day = f"orgs.unit:{old_unit_id}", local_day(at)
    kind = NoticeKind.TRANSFERRED.value
    _tell("unit", Notice(unit_id=unit_id, kind=kind, thing=thing, day=day, at=at, text=text))


def tell_sender(upload: Upload, text: str, at: datetime) -> None:
    """Tell whoever sent files what became of them."""
    line = Notice(
        person_id=upload.person_id,
        kind=NoticeKind.READ.value,
        thing=upload.ref,
        day=local_day(at),
        at=at,
        text=text,
    )
    _tell("person_id", line)


def tell(*lines: Notice) -> None:
    """Leave lines for their units; part of the caller's transaction."""
    _tell("unit", *lines)


def tell_people(*lines: Notice) -> None:
    """Leave lines for persons; part of the caller's transaction."""
    if lines:
        _tell("person_id", *lines)


def _tell(whom: str, *lines: Notice) -> None:
    """Write lines, or their newer words over those of the same day."""
    Notice.objects.bulk_create(
        lines,
        update_conflicts=True,
        unique_fields=[whom, "kind", "thing", "day"],
        update_fields=["at", "text"],
    )


@operation
def tell_of_issue(*, actor: orgs.Actor, plan_id: int, at: datetime) -> None:
    """Tell every unit of a plan how much it was given; a second run tells nobody twice.

    The line leads to the unit's first piece of work and is news to each of its people.
    """
    require(policies.can(actor, Verb.TRANSFER, 0, local_day(at)))

    first: dict[int, tuple[int, int]] = {}
    for pk, unit_id in queries.assignments_in_order(plan_id):
        begun, count = first.get(unit_id, (pk, 0))
        first[unit_id] = (begun, count + 1)

    issuer, subject = giver_of(plan_id), queries.subject_of(plan_id)
    lines = [
        Notice(
            unit_id=unit_id,
            kind=NoticeKind.GIVEN.value,
            thing=f"plans.plan:{plan_id}",
            day=local_day(at),
            at=at,
            text=f"{issuer} giao {count} việc: {subject}",
            assignment_id=assignment_id,
        )
        for unit_id, (assignment_id, count) in first.items()
    ]
    Notice.objects.bulk_create(lines, ignore_conflicts=True)


@operation
def tell_of_days(*, actor: orgs.Actor, at: datetime) -> None:
    """Tell of what a day brings by itself: delegations that begin or are over.

    Comes round; what was told of a day is never told again.
    """
    on = local_day(at)
    require(policies.can(actor, Verb.TRANSFER, 0, on))
    turns = orgs.delegations_turned(on - timedelta(days=_NEWS_DAYS), on)
    lines = [line for turned in turns for line in _delegation_lines(turned, at)]
    Notice.objects.bulk_create(lines, ignore_conflicts=True)


def _delegation_lines(turned: orgs.DelegationTurned, at: datetime) -> list[Notice]:
    kind = NoticeKind.DELEGATION_ENDED if turned.is_over else NoticeKind.DELEGATION_BEGUN
    day = short_date(turned.last_day)
    words = (
        (turned.deputy_id, f"Hết ngày làm thay {turned.holder}", f"Làm thay {turned.holder}"),
        (turned.holder_id, f"{turned.deputy} hết ngày làm thay", f"{turned.deputy} làm thay"),
    )
    return [
        Notice(
            person_id=person_id,
            kind=kind.value,
            thing=f"orgs.delegation:{turned.id}",
            day=turned.day,
            at=at,
            text=over if turned.is_over else f"{begun} đến hết ngày {day}",
        )
        for person_id, over, begun in words
    ]


@operation
def forget_notices(*, actor: orgs.Actor, at: datetime) -> int:
    """Let go of old news; how many. The journal keeps what they told of."""
    require(policies.can(actor, Verb.TRANSFER, 0, local_day(at)))
    return Notice.objects.filter(at__lt=at - queries.NEWS_KEPT).delete()[0]


@operation
def mark_seen(*, actor: orgs.Actor, notice_ids: list[int], at: datetime) -> None:
    """Take notices off the actor's own list; nothing is journaled for reading."""
    _see(actor, queries.unseen_for(actor, local_day(at)).filter(pk__in=notice_ids), at)


@operation
def mark_all_seen(*, actor: orgs.Actor, until: datetime, at: datetime) -> None:
    """Take off all that the actor's page showed: what was told until then."""
    _see(actor, queries.unseen_for(actor, local_day(at)).filter(at__lte=until), at)


def _see(actor: orgs.Actor, rows: queries.Notices, at: datetime) -> None:
    if actor.person_id is None:
        return
    seen = [
        NoticeSeen(notice_id=pk, person_id=actor.person_id, at=at)
        for pk in rows.values_list("pk", flat=True)
    ]
    NoticeSeen.objects.bulk_create(
        seen, update_conflicts=True, unique_fields=["notice", "person_id"], update_fields=["at"]
    )
