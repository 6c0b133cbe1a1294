"""The door of audit: all that other rooms may use."""

from loa.foundation.audit.operations import erase_personal, record, record_many
from loa.foundation.audit.queries import entries_after, entries_for, entries_for_many, verify
from loa.foundation.audit.roots import FILE as ROOTS_FILE
from loa.foundation.audit.roots import (
    RootsNotKept,
    RootsUnreadable,
    export_root,
    last_root_day,
    read_roots,
)
from loa.foundation.audit.types import Entry, JournalActor, Line, Personal, Root, VerifyResult

__all__ = [
    "ROOTS_FILE",
    "Entry",
    "JournalActor",
    "Line",
    "Personal",
    "Root",
    "RootsNotKept",
    "RootsUnreadable",
    "VerifyResult",
    "entries_after",
    "entries_for",
    "entries_for_many",
    "erase_personal",
    "export_root",
    "last_root_day",
    "read_roots",
    "record",
    "record_many",
    "verify",
]
