"""Reads of messages."""

from collections.abc import Collection

from loa.foundation.messaging.models import Message
from loa.foundation.messaging.types import Channel, MessageRow, MessageState


def unsent(message_id: int) -> Message | None:
    """A message that the channel has not taken yet; None once it has, or where it is gone."""
    return Message.objects.filter(pk=message_id).exclude(state=MessageState.SENT).first()


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
