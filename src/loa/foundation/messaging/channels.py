"""The channels: each knows whether it is set up, and takes one message. More plug in here."""

from collections.abc import Mapping
from typing import Protocol

from loa.foundation.messaging.smtp import Smtp
from loa.foundation.messaging.types import Channel, Outgoing


class Provider(Protocol):
    """What a channel does."""

    def is_on(self) -> bool:
        """Whether the administrator has set it up."""

    def send(self, message: Outgoing) -> None:
        """Hand over one message. Raises Refused, Unreachable."""


PROVIDERS: Mapping[Channel, Provider] = {Channel.EMAIL: Smtp()}


def is_on(channel: Channel) -> bool:
    """Whether messages go out over the channel."""
    return PROVIDERS[channel].is_on()
