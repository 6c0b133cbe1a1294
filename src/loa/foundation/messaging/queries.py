"""Reads of messages."""

from collections.abc import Collection

from loa.foundation.messaging.models import Contact, Message
from loa.foundation.messaging.rules import contact_key
from loa.foundation.messaging.types import Channel, MessageRow, MessageState


def unsent(message_id: int) -> Message | None:
    """A message that the channel has not taken yet; None once it has, or where it is gone."""
    rows = Message.objects.filter(pk=message_id).exclude(state=MessageState.SENT)
    return rows.select_related("contact").first()


def contacts_named(names: Collection[str]) -> dict[str, str]:
    """Name → the address that was noted for it, where there is one."""
    keys = {name: contact_key(name) for name in names}
    rows = Contact.objects.filter(key__in=set(keys.values())).values_list("key", "email")
    known = dict(rows)
    return {name: known[key] for name, key in keys.items() if key in known}


def messages_about(things: Collection[str]) -> list[MessageRow]:
    """What became of the messages about those things, in the order in which they were queued."""
    rows = Message.objects.filter(thing__in=things).order_by("pk")
    return [
        MessageRow(
            thing=row.thing,
            person_id=row.person_id,
            channel=Channel(row.channel),
            state=MessageState(row.state),
            words=row.words,
            sent_at=row.sent_at,
        )
        for row in rows
    ]


def failed_count() -> int:
    """How many messages were given up."""
    return Message.objects.filter(state=MessageState.FAILED).count()
