"""Writes of messaging."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import uuid4

from django.db.models import Q

from loa.foundation.jobs.facade import announce
from loa.foundation.messaging import policies
from loa.foundation.messaging.events import MessageQueued
from loa.foundation.messaging.models import Contact, Message
from loa.foundation.messaging.rules import contact_key
from loa.foundation.messaging.types import Channel, Letter, MessageState, NewMessage
from loa.foundation.orgs.facade import Actor
from loa.kernel.access import require
from loa.kernel.db import operation

_LAST_ATTEMPT = 6
"""As many as jobs make before a dead letter; whoever tries that again makes one more."""


def queue_messages(channel: Channel, messages: Iterable[NewMessage], at: datetime) -> None:
    """Let messages go out once the caller's operation has committed; part of its transaction.

    The table refuses a second about the same thing to the same person over the same channel.
    """
    rows = Message.objects.bulk_create(
        [
            Message(
                channel=channel.value,
                person_id=one.person_id,
                address=one.address,
                reference=f"<{uuid4()}@loa>",
                subject=one.subject,
                text=one.text,
                thing=one.thing,
                queued_at=at,
            )
            for one in messages
        ]
    )
    for row in rows:
        announce(MessageQueued(row.pk, at))


def queue_letters(channel: Channel, letters: Iterable[Letter], at: datetime) -> None:
    """The same for bodies outside the house, each with its file.

    The table refuses a second about the same thing to the same body over the same channel.
    """
    rows = Message.objects.bulk_create(
        [
            Message(
                channel=channel.value,
                contact_id=one.contact_id,
                file_id=one.file_id,
                reference=f"<{uuid4()}@loa>",
                subject=one.subject,
                text=one.text,
                thing=one.thing,
                queued_at=at,
            )
            for one in letters
        ]
    )
    for row in rows:
        announce(MessageQueued(row.pk, at))


def queue_again(channel: Channel, things: Collection[str], at: datetime) -> list[str]:
    """Let messages about those things that were given up go out once more, as if never tried.

    Part of the caller's operation; answers the things of which one does. A second time finds none.
    Whoever is no person of the house has no address any more and gets nothing.
    """
    rows = Message.objects.select_for_update(of=("self",), no_key=True).filter(
        Q(person_id__isnull=False) | Q(contact__isnull=False),
        channel=channel.value,
        thing__in=things,
        state=MessageState.FAILED.value,
    )
    found = list(rows.order_by("pk"))
    for row in found:
        row.state, row.attempts, row.words = MessageState.QUEUED.value, 0, ""
        row.save(update_fields=["state", "attempts", "words"])
        announce(MessageQueued(row.pk, at))
    return [row.thing for row in found]


def remember_contact(actor: Actor, name: str, email: str, at: datetime) -> int:
    """Note where a body outside gets letters, part of the caller's operation; its id."""
    row, _is_new = Contact.objects.update_or_create(
        key=contact_key(name),
        defaults={"name": name, "email": email, "noted_at": at, "noted_by": actor.label},
    )
    return row.pk


@operation
def note_sent(*, actor: Actor, message_id: int, at: datetime) -> None:
    """The channel has taken it; a second time changes nothing."""
    require(policies.can_deliver(actor))
    rows = Message.objects.filter(pk=message_id).exclude(state=MessageState.SENT)
    rows.update(state=MessageState.SENT.value, words="", address="", sent_at=at)


@operation
def note_failure(
    *, actor: Actor, message_id: int, words: str, is_final: bool, at: datetime
) -> None:
    """An attempt has failed, for these reasons; after the last one it is given up."""
    del at
    require(policies.can_deliver(actor))
    row = Message.objects.select_for_update(no_key=True).get(pk=message_id)
    if row.state == MessageState.SENT:
        return
    row.attempts += 1
    gave_up = is_final or row.attempts >= _LAST_ATTEMPT
    row.state = MessageState.FAILED.value if gave_up else MessageState.QUEUED.value
    row.words = words
    if gave_up:
        row.address = ""
    row.save(update_fields=["attempts", "state", "words", "address"])
