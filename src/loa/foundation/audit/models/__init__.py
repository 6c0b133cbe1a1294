"""Tables of the journal."""

from loa.foundation.audit.models.journal import JournalHead, JournalRow
from loa.foundation.audit.models.personal import PersonalValue

__all__ = ["JournalHead", "JournalRow", "PersonalValue"]
