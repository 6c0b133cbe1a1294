"""A database for each process of a test run, copied from one that was migrated once.

The template stays on the server of the tests under a name that tells which migrations made it.
"""

from contextlib import AbstractContextManager
from hashlib import sha256
from importlib.metadata import version
from itertools import count
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

_PREFIX = "loa_template_"
_CLEARED_EVERY = 40
"""Tests with tables; clearing takes as long as one of them."""
_OWN = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_tests = count(1)


def set_up(gate: AbstractContextManager[None]) -> str:
    """Point the connection at a fresh copy; the name it had before, for `tear_down`.

    `gate` lets one process at a time make the template and copy it.
    """
    before = str(connection.settings_dict["NAME"])
    name = str(connection.settings_dict["TEST"]["NAME"] or f"test_{before}")
    template = f"{_PREFIX}{_fingerprint()}"
    with gate:
        with connection._nodb_cursor() as cursor:  # noqa: SLF001  as above
            is_there = template in _templates(cursor)
        if not is_there:
            _make(template, name)
        with connection._nodb_cursor() as cursor:  # noqa: SLF001  as above
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _use(name)
    return before


def tear_down(before: str) -> None:
    """Drop the copy."""
    connection.creation.destroy_test_db(before, verbosity=0)


def clear_now_and_then() -> None:
    """Take out the rows that tests took back: until then each search goes through them too."""
    is_used = connection.connection is not None and not connection.in_atomic_block
    if not is_used or next(_tests) % _CLEARED_EVERY:
        return
    # A connection of its own, since tests may not use the common one from here.
    with (
        psycopg.connect(**connection.get_connection_params(), autocommit=True) as own,
        own.cursor() as cursor,
    ):
        cursor.execute(_OWN)
        names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in cursor.fetchall())
        cursor.execute(sql.SQL("VACUUM {}").format(names))


def _make(template: str, name: str) -> None:
    """Migrate an empty database, name it, and drop templates of other migrations."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  as above
        cursor.execute(f'ALTER DATABASE "{name}" RENAME TO "{template}"')
        for other in _templates(cursor):
            if other != template:
                cursor.execute(f'DROP DATABASE IF EXISTS "{other}"')


def _templates(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_PREFIX}%"])
    return [name for (name,) in cursor.fetchall()]


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _fingerprint() -> str:
    """Tells one set of migrations, and of the packages that bring some, from another."""
    seen = sha256()
    for config in apps.get_app_configs():
        for file in sorted((Path(config.path) / "migrations").glob("*")):
            if file.suffix in {".py", ".sql"}:
                seen.update(f"{config.label}/{file.name}\n".encode() + file.read_bytes())
    for package in ("django", "procrastinate"):
        seen.update(f"{package} {version(package)}".encode())
    return seen.hexdigest()[:16]
