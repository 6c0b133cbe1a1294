"""People remark on a piece of work or a difficulty, and take back what they said."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.kernel.clock import local_day
from loa.kernel.db import Change, get_one, operation
from loa.kernel.errors import DomainError, NotAllowed, NotFound
from loa.kernel.words import shortened
from loa.modules.plans.models import Comment, Notice
from loa.modules.plans.operations.tell_units import tell_people
from loa.modules.plans.queries import comments as reads
from loa.modules.plans.queries.comments import About
from loa.modules.plans.types import NoticeKind

_LONGEST, _SHOWN = 2000, 160


class NothingSaid(DomainError):
    """A remark without words, or with more than anybody reads."""

    code = "PLANS_NOTHING_SAID"
    message_vi = f"Viết ý kiến, dài nhất {_LONGEST} chữ."


@operation
def comment_on(
    *,
    actor: orgs.Actor,
    about: About,
    key: UUID,
    text: str,
    mentions: Collection[int],
    at: datetime,
) -> int:
    """Say something; the mentioned who may read it are told. The same key is the same remark.

    `about` was read for this actor. Raises NothingSaid, NotFound for who is no person.
    """
    on = local_day(at)
    if actor.person_id is None:
        raise NotFound
    text = text.strip()
    if not text or len(text) > _LONGEST:
        raise NothingSaid
    before = Comment.objects.filter(key=key, person_id=actor.person_id).first()
    if before is not None:
        return before.pk

    meant = sorted(set(mentions) & reads.readers_of(about, on).keys() - {actor.person_id})
    row = Comment.objects.create(
        assignment_id=about.assignment_id or None,
        difficulty_id=about.difficulty_id or None,
        person_id=actor.person_id,
        author=actor.label,
        text=text,
        mentions=meant,
        key=key,
        written_at=at,
    )

    audit.record(
        actor=actor,
        verb="COMMENT_WRITE",
        thing=row.ref,
        change=Change({}, {"text": text, "mentions": meant}),
        at=at,
        unit_id=about.unit_id,
        personal=("text",),
    )
    _tell(actor, about, row, at)
    return row.pk


@operation
def withdraw_comment(*, actor: orgs.Actor, about: About, comment_id: int, at: datetime) -> None:
    """Take one's own words back; its place says so. A second time changes nothing.

    Raises NotFound, and NotAllowed for the remark of somebody else.
    """
    rows = Comment.objects.select_for_update(of=("self",)).filter(
        assignment=about.assignment_id or None, difficulty=about.difficulty_id or None
    )
    row = get_one(rows.filter(pk=comment_id))
    if row.person_id != actor.person_id:
        message = "Chỉ người viết rút ý kiến của mình."
        raise NotAllowed(message)
    if row.withdrawn_at is not None:
        return

    row.withdrawn_at, row.text = at, ""
    row.save(update_fields=["withdrawn_at", "text"])

    change = Change({"withdrawn": False}, {"withdrawn": True})
    audit.record(
        actor=actor,
        verb="COMMENT_WITHDRAW",
        thing=row.ref,
        change=change,
        at=at,
        unit_id=about.unit_id,
    )


def _tell(actor: orgs.Actor, about: About, row: Comment, at: datetime) -> None:
    words = shortened(" ".join(row.text.split()), _SHOWN)
    thing = f"plans.difficulty:{about.difficulty_id}" if about.difficulty_id else row.ref
    tell_people(
        *(
            Notice(
                person_id=person_id,
                kind=NoticeKind.MENTIONED.value,
                thing=thing,
                day=local_day(at),
                at=at,
                text=f"{actor.name} nhắc bạn: {words}",
                assignment_id=about.assignment_id or None,
            )
            for person_id in row.mentions
        )
    )
