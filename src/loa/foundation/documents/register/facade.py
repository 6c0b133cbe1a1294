"""The door of the register of outgoing documents: all that other rooms may use."""

from loa.foundation.documents.register.events import NumberCancelled
from loa.foundation.documents.register.operations import (
    BornByItsDocument,
    CancelledAlready,
    DayOutOfOrder,
    NumberIsGivenHere,
    NumberMissing,
    NumberTaken,
    WordsMissing,
    YearHasBegun,
    add_document,
    cancel_number,
    choose_way,
    correct_entry,
    give_number,
)
from loa.foundation.documents.register.queries import (
    Wanted,
    next_number,
    number_of,
    readable_units,
    rows_for,
    way_of,
)
from loa.foundation.documents.register.rules import NumberUnreadable
from loa.foundation.documents.register.types import (
    EntryRow,
    Given,
    Layout,
    Outgoing,
    Source,
    Way,
)

__all__ = [
    "BornByItsDocument",
    "CancelledAlready",
    "DayOutOfOrder",
    "EntryRow",
    "Given",
    "Layout",
    "NumberCancelled",
    "NumberIsGivenHere",
    "NumberMissing",
    "NumberTaken",
    "NumberUnreadable",
    "Outgoing",
    "Source",
    "Wanted",
    "Way",
    "WordsMissing",
    "YearHasBegun",
    "add_document",
    "cancel_number",
    "choose_way",
    "correct_entry",
    "give_number",
    "next_number",
    "number_of",
    "readable_units",
    "rows_for",
    "way_of",
]
