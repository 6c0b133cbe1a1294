"""What messaging does when a message was queued: hand it to its channel, at least once."""

from collections.abc import Callable
from datetime import datetime

from loa.foundation.files import facade as files
from loa.foundation.messaging import channels
from loa.foundation.messaging.events import MessageQueued
from loa.foundation.messaging.models import Message
from loa.foundation.messaging.operations import note_failure, note_sent
from loa.foundation.messaging.queries import unsent
from loa.foundation.messaging.types import Attachment, Channel, Outgoing, Refused, Unreachable
from loa.foundation.orgs.facade import SYSTEM, email_of
from loa.kernel import clock

_NO_ADDRESS = "Người nhận không còn địa chỉ thư điện tử."


def on_message_queued(event: MessageQueued) -> None:
    """Send it outside of any transaction, then note it; a failure is tried again by the job.

    Killed in between, it goes out a second time with the same Message-ID. The server may take its
    time, so the clock is read after it.
    """
    _deliver(event, clock.now)


def _deliver(event: MessageQueued, now: Callable[[], datetime]) -> None:
    row = unsent(event.message_id)
    if row is None:
        return
    try:
        _send(row, event.at)
    except (Refused, Unreachable) as failure:
        is_final = isinstance(failure, Refused)
        note_failure(
            actor=SYSTEM, message_id=row.pk, words=str(failure), is_final=is_final, at=now()
        )
        if is_final:
            return
        raise
    note_sent(actor=SYSTEM, message_id=row.pk, at=now())


def _send(row: Message, at: datetime) -> None:
    """Hand it to its channel. Raises Refused, Unreachable."""
    inside = row.contact.email if row.contact else email_of(row.person_id or 0)
    to = row.address or inside
    if not to:
        raise Refused(_NO_ADDRESS)
    message = Outgoing(row.reference, to, row.subject, row.text, at, _attachment(row))
    channels.PROVIDERS[Channel(row.channel)].send(message)


def _attachment(row: Message) -> Attachment | None:
    if row.file_id is None:
        return None
    ref = files.ref(row.file_id)
    return Attachment(ref.name, ref.media_type, files.open_bytes(row.file_id))
