"""Taking a backup of an installation that goes on working meanwhile.

All of it is what one transaction sees: PostgreSQL's dump, the keys' tables and the list of uploads
share its snapshot, and no upload is swept away while they are copied.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from loa.foundation.backups import archive
from loa.foundation.backups.sealing import seal
from loa.foundation.backups.types import DATABASE, SEALED, UPLOADS, CannotBackUp, Manifest, Taken
from loa.foundation.backups.what_is_secret import NEVER_TABLES, SEALED_KEY_FILES, SEALED_TABLES
from loa.foundation.database import facade as database
from loa.foundation.files import facade as files
from loa.kernel import demo_clock, installation

Cursor = psycopg.Cursor[tuple[Any, ...]]
Say = Callable[[str], None]

_KEPT = 3


def take(target: Path, *, at: datetime, version: str, passphrase: str, say: Say) -> Taken:
    """Write a backup of this installation to a file, mode 0600; asks nothing.

    Without a passphrase the tables and key files of `what_is_secret` are left out and the manifest
    says how many rows. Raises CannotBackUp, DumpFailed.
    """
    data = Path(settings.LOA_DATA)
    with files.nothing_swept(), _snapshot() as (cursor, snapshot):
        hidden = _there(cursor, (*SEALED_TABLES, *NEVER_TABLES))
        with archive.written(target, at) as writer:
            say("Đang chép cơ sở dữ liệu…")
            without = [f"*.{name}" for name in hidden]
            dump = database.dumped(connection.settings_dict, snapshot=snapshot, without=without)
            writer.add(DATABASE, dump)
            damaged = _add_uploads(cursor, writer, say)
            if passphrase:
                writer.add(SEALED, [seal(_secrets(cursor, data), passphrase)])
            left_out = NEVER_TABLES if passphrase else (*SEALED_TABLES, *NEVER_TABLES)
            manifest = Manifest(
                version=version,
                parts=writer.parts,
                taken_at=at,
                damaged=damaged,
                left_out={name: _count(cursor, name) for name in hidden if name in left_out},
                **_about(cursor, data),
            )
            writer.finish(manifest)
    return archive.taken(target, manifest)


def take_before_upgrade(*, at: datetime, version: str, passphrase: str, say: Say) -> Path:
    """Write a backup below the data folder before its tables change; the last few are kept."""
    folder = Path(settings.LOA_DATA) / "backups"
    if not folder.exists():
        folder.mkdir(0o700)
        installation.hand_over(folder)
    target = folder / f"before-{version}-{at:%Y%m%dT%H%M%S}.loa"
    take(target, at=at, version=version, passphrase=passphrase, say=say)
    installation.hand_over(target)
    for old in sorted(folder.glob("before-*.loa"), key=lambda path: path.name[-19:])[:-_KEPT]:
        old.unlink()
    return target


@contextmanager
def _snapshot() -> Iterator[tuple[Cursor, str]]:
    """A transaction that sees one moment, and the name under which another sees the same."""
    words = connection.settings_dict
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    chosen = {name: str(words[key]) for key, name in names.items() if words[key]}
    try:
        opened = psycopg.connect(make_conninfo("", dbname=str(words["NAME"]), **chosen))
    except psycopg.OperationalError as error:
        message = f"Không nối được với cơ sở dữ liệu: {' '.join(str(error).split())}"
        raise CannotBackUp(message) from error
    with opened, opened.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor, str(_one(cursor))


def _about(cursor: Cursor, data: Path) -> dict[str, Any]:
    """What the manifest says of the installation and its journal."""
    found = installation.read(data)
    if found is None:
        message = f"Ở {data} chưa có dữ liệu nào để sao lưu."
        raise CannotBackUp(message)
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    migrations = tuple(name for (name,) in cursor.fetchall())
    cursor.execute("SELECT rows, encode(hash, 'hex') FROM audit_journalhead")
    rows, head = cursor.fetchone() or (0, "")
    clock = data / demo_clock.FILE
    return {
        "kind": found.kind.value,
        "installed_at": found.created_at,
        "clock": clock.read_text(encoding="utf-8") if clock.exists() else "",
        "migrations": migrations,
        "journal_rows": rows,
        "journal_head": head,
    }


def _add_uploads(cursor: Cursor, writer: archive.Writer, say: Say) -> tuple[str, ...]:
    """Every upload that a row names; those whose bytes are lost already are named, not hidden."""
    cursor.execute("SELECT DISTINCT sha256 FROM files_storedfile ORDER BY 1")
    hashes = [sha256 for (sha256,) in cursor.fetchall()]
    say(f"Đang chép {len(hashes)} tệp đã tải lên…")
    damaged = []
    for sha256 in hashes:
        try:
            data = files.kept_bytes(sha256)
        except files.FileDamaged:
            damaged.append(sha256)
        else:
            writer.add(UPLOADS + sha256, [data])
    return tuple(damaged)


def _secrets(cursor: Cursor, data: Path) -> bytes:
    """Key files and the rows of the sealed tables, as JSON."""
    tables = {}
    for table in _there(cursor, SEALED_TABLES):
        columns = _columns(cursor, table)
        chosen = sql.SQL(", ").join(map(sql.Identifier, columns))
        query = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), chosen)
        with cursor.copy(query) as rows:
            text = b"".join(bytes(chunk) for chunk in rows).decode()
        tables[table] = {"columns": columns, "rows": text}
    keys = database.key_files(data, SEALED_KEY_FILES)
    return json.dumps({"keys": keys, "tables": tables}).encode()


def _there(cursor: Cursor, tables: tuple[str, ...]) -> list[str]:
    """Those of the tables that this database has."""
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename = ANY(%s)",
        [list(tables)],
    )
    return sorted(name for (name,) in cursor.fetchall())


def _columns(cursor: Cursor, table: str) -> list[str]:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND"
        " table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _count(cursor: Cursor, table: str) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return int(_one(cursor))


def _one(cursor: Cursor) -> Any:  # noqa: ANN401  whatever was asked for
    row = cursor.fetchone()
    assert row is not None  # noqa: S101  such a query always has a row
    return row[0]
