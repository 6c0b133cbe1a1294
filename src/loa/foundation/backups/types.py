"""Values and refusals of backups."""

from dataclasses import dataclass, field
from datetime import datetime

from loa.kernel.errors import DomainError

FORMAT = 1
"""Grows with a change that an older Loa cannot read."""

DATABASE = "database.dump"
SEALED = "secrets.sealed"
UPLOADS = "uploads/"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a backup: its size in bytes and SHA-256 in hexadecimal, before compression."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself.

    `migrations` names what the tables have been through ("orgs.0001_initial"), `journal_rows` and
    `journal_head` the chain at the moment of the backup, `left_out` the rows by table that are
    not in the file at all, `clock` the clock of a demonstration, `damaged` the uploads whose bytes
    were lost before the backup.
    """

    version: str
    kind: str
    installed_at: datetime
    taken_at: datetime
    migrations: tuple[str, ...]
    journal_rows: int
    journal_head: str
    clock: str
    left_out: dict[str, int]
    damaged: tuple[str, ...]
    parts: dict[str, Part] = field(default_factory=dict)

    @property
    def is_sealed(self) -> bool:
        """Whether keys and second factors are in it, encrypted."""
        return SEALED in self.parts

    @property
    def uploads(self) -> list[str]:
        """The hashes of the uploads in it, in order."""
        return sorted(name.removeprefix(UPLOADS) for name in self.parts if _is_upload(name))


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was written: its manifest, its size in bytes, SHA-256 of the whole file."""

    manifest: Manifest
    size: int
    sha256: str


class BackupRefused(DomainError):
    """The file is no backup, or not one that can be trusted; nothing was written."""

    code = "BACKUP_REFUSED"


class BackupTooNew(BackupRefused):
    """A newer Loa wrote the file."""

    code = "BACKUP_TOO_NEW"


class WrongPassphrase(BackupRefused):
    """The passphrase given does not open the keys in the file."""

    code = "BACKUP_WRONG_PASSPHRASE"
    message_vi = (
        "LOA_BACKUP_PASSPHRASE không mở được phần khóa trong tệp sao lưu. Đặt lại cho đúng; hoặc "
        "bỏ biến này đi để khôi phục mọi thứ trừ khóa, khi đó khóa được tạo mới."
    )


class CannotBackUp(DomainError):
    """The backup was not written; what was at its place before is still there."""

    code = "BACKUP_CANNOT"


class CannotRestore(DomainError):
    """The restore broke off; the installation says so and waits for another."""

    code = "RESTORE_CANNOT"


def _is_upload(name: str) -> bool:
    return name.startswith(UPLOADS)
