"""The door of audit: all that other rooms may use."""

from loa.foundation.audit.operations import erase_personal, record, record_many
from loa.foundation.audit.queries import entries_for, entries_for_many, verify
from loa.foundation.audit.types import Entry, JournalActor, Line, Personal, Root, VerifyResult

__all__ = [
    "Entry",
    "JournalActor",
    "Line",
    "Personal",
    "Root",
    "VerifyResult",
    "entries_for",
    "entries_for_many",
    "erase_personal",
    "record",
    "record_many",
    "verify",
]
