"""What tests of other rooms need: a letter that was given up."""

from loa.foundation.messaging.models import Message
from loa.foundation.messaging.types import MessageState


def gave_up(thing: str, words: str) -> None:
    """Every message about a thing was given up, for these reasons."""
    Message.objects.filter(thing=thing).update(
        state=MessageState.FAILED.value, words=words, attempts=6, address=""
    )
