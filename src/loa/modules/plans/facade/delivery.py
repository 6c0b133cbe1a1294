"""The door of plans to the delivery of issued documents."""

from loa.modules.plans.operations.deliver import (
    deliver_by_email,
    deliver_on_paper,
    deliver_to_desks,
    note_opening,
    remind_unopened,
    send_again,
)
from loa.modules.plans.queries.delivery import Line, Recipient, Sent, lines_of
from loa.modules.plans.types import Road

__all__ = [
    "Line",
    "Recipient",
    "Road",
    "Sent",
    "deliver_by_email",
    "deliver_on_paper",
    "deliver_to_desks",
    "lines_of",
    "note_opening",
    "remind_unopened",
    "send_again",
]
