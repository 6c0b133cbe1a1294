"""The door of backups: all that other rooms may use."""

from loa.foundation.backups.operations import note_backup, note_restore
from loa.foundation.backups.restoring import Restored, restore, unknown_migrations
from loa.foundation.backups.taking import take, take_before_upgrade
from loa.foundation.backups.types import (
    BackupRefused,
    BackupTooNew,
    CannotBackUp,
    CannotRestore,
    Manifest,
    Taken,
    WrongPassphrase,
)

__all__ = [
    "BackupRefused",
    "BackupTooNew",
    "CannotBackUp",
    "CannotRestore",
    "Manifest",
    "Restored",
    "Taken",
    "WrongPassphrase",
    "note_backup",
    "note_restore",
    "restore",
    "take",
    "take_before_upgrade",
    "unknown_migrations",
]
