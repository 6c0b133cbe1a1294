"""Making an installation out of a backup.

Everything that can be refused is refused before the first byte is written. Then a mark says in the
data folder that a restore is under way; it goes when all is there and verified. Whoever finds it
knows that the restore broke off, and another may begin from nothing.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from loa.foundation.audit import facade as audit
from loa.foundation.backups import archive
from loa.foundation.backups.archive import Archive
from loa.foundation.backups.sealing import unseal
from loa.foundation.backups.types import (
    DATABASE,
    SEALED,
    UPLOADS,
    BackupTooNew,
    CannotRestore,
    Manifest,
)
from loa.foundation.database import facade as database
from loa.foundation.files import facade as files
from loa.kernel import demo_clock, installation
from loa.kernel.installation import Kind

Say = Callable[[str], None]
Secrets = Mapping[str, Mapping[str, Any]]
"""As `taking` wrote them: texts of key files by name, columns and rows of tables by name."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. `has_secrets` tells whether keys and second factors came with it."""

    manifest: Manifest
    has_secrets: bool
    journal_rows: int
    journal_head: str


def unknown_migrations(names: Iterable[str]) -> list[str]:
    """Of migrations by name ("orgs.0001_initial"), those that this Loa does not have."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return sorted(set(names) - {f"{app}.{name}" for app, name in known})


def restore(path: Path, *, passphrase: str, prepare: Callable[[], None], say: Say) -> Restored:
    """Make this installation what the backup holds; asks nothing.

    `prepare` brings tables and reference data to this version of Loa. Raises BackupRefused and
    its kinds, NotEmpty, CannotRestore, DumpFailed, CannotStart.
    """
    data = Path(settings.LOA_DATA)
    say("Đang kiểm tra tệp sao lưu…")
    with archive.opened(path) as source:
        secrets = _refuse(source, passphrase)
        installation.refuse_contents(data)
        database.prepare_folders(data)
        with installation.restoring(data, path) as is_again:
            _make_room(data, is_again=is_again)
            say("Đang nạp cơ sở dữ liệu…")
            database.load_dump(connection.settings_dict, source.chunks(DATABASE))
            _put_secrets(data, secrets)
            say(f"Đang chép {len(source.manifest.uploads)} tệp đã tải lên…")
            for sha256 in source.manifest.uploads:
                files.put_back(source.read(UPLOADS + sha256))
            _put_clock(data, source.manifest)
            prepare()
            found = _verified(source.manifest)
            _put_marker(data, source.manifest)
    return Restored(source.manifest, bool(secrets), found.rows, found.head_hash)


def _refuse(source: Archive, passphrase: str) -> Secrets:
    """The secrets of the file, empty where none are opened; refuses what does not fit."""
    manifest = source.manifest
    if unknown := unknown_migrations(manifest.migrations):
        message = (
            f"{source.path} do bản Loa mới hơn ({manifest.version}) ghi: bản này chưa biết "
            f"{unknown[-1]}. Hãy khôi phục bằng bản Loa đó hoặc mới hơn."
        )
        raise BackupTooNew(message)
    if not manifest.is_sealed or not passphrase:
        return {}
    opened: Secrets = json.loads(unseal(source.read(SEALED), passphrase))
    return opened


def _make_room(data: Path, *, is_again: bool) -> None:
    """An empty database; what an earlier, broken restore left is taken away first."""
    if is_again:
        database.stop(data)
        database.discard_cluster(data)
        for folder in (data / "uploads").glob("*/"):
            shutil.rmtree(folder)
    if settings.DATABASE_IS_EMBEDDED:
        database.ensure_running(data)
        connection.settings_dict.update(database.connection_settings(data))
    else:
        _empty_outside(is_again=is_again)
    settings.SECRET_KEY = database.site_secret(data)


def _empty_outside(*, is_again: bool) -> None:
    """The database that DATABASE_URL names must hold nothing. Raises NotEmpty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        (tables,) = cursor.fetchone()
        if tables and not is_again:
            message = (
                f"Cơ sở dữ liệu {connection.settings_dict['NAME']} đã có {tables} bảng: chỉ khôi "
                "phục vào cơ sở dữ liệu trống. Hãy tạo cơ sở dữ liệu mới và sửa DATABASE_URL."
            )
            raise installation.NotEmpty(message)
        if tables:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")


def _put_secrets(data: Path, secrets: Secrets) -> None:
    """Key files and rows of the sealed tables; in a transaction of its own."""
    database.put_key_files(data, secrets.get("keys", {}))
    settings.SECRET_KEY = database.site_secret(data)
    with connection.cursor() as cursor:
        for table, kept in secrets.get("tables", {}).items():
            columns = sql.SQL(", ").join([sql.Identifier(name) for name in kept["columns"]])
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
            with cursor.copy(into) as rows:
                rows.write(kept["rows"])


def _verified(manifest: Manifest) -> audit.VerifyResult:
    """The journal, whose beginning is that of the backup. Raises CannotRestore where it is not."""
    found = audit.verify([audit.Root(manifest.journal_rows, manifest.journal_head)])
    if not found.ok:
        message = (
            f"Sổ nhật ký khôi phục được không khớp với sổ lúc sao lưu. {found.reason_vi} "
            "Hãy dùng bản sao lưu khác."
        )
        raise CannotRestore(message)
    return found


def _put_clock(data: Path, manifest: Manifest) -> None:
    """A demonstration goes on at the day which it showed."""
    if manifest.clock:
        (data / demo_clock.FILE).write_text(manifest.clock, encoding="utf-8")
        installation.hand_over(data / demo_clock.FILE)


def _put_marker(data: Path, manifest: Manifest) -> None:
    kind = Kind(manifest.kind)
    installation.create(data, kind, at=manifest.installed_at, version=manifest.version)
