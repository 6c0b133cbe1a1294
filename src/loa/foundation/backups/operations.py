"""What the journal keeps of copies: whoever takes one takes everybody's data with him."""

from datetime import datetime

from loa.foundation.audit import facade as audit
from loa.foundation.backups.types import Manifest
from loa.kernel.db import Change, operation

HOUSE = "backups.house"
BACKUP, RESTORE = "HOUSE_BACKUP", "HOUSE_RESTORE"


@operation
def note_backup(
    *, actor: audit.JournalActor, sha256: str, manifest: Manifest, at: datetime
) -> None:
    """A copy was written; its hash tells it from others. The copy itself does not hold the line."""
    told = {"sha256": sha256, "journal_rows": manifest.journal_rows, "sealed": manifest.is_sealed}
    change = Change(before={}, after=told)
    audit.record(actor=actor, verb=BACKUP, thing=HOUSE, change=change, at=at)


@operation
def note_restore(*, actor: audit.JournalActor, manifest: Manifest, at: datetime) -> None:
    """The installation came out of a copy: what was written after the copy is not in it."""
    told = {"taken_at": manifest.taken_at, "journal_rows": manifest.journal_rows}
    change = Change(before={}, after=told)
    audit.record(actor=actor, verb=RESTORE, thing=HOUSE, change=change, at=at)
