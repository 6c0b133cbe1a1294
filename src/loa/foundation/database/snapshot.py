"""A copy of the tables' contents inside the database, and the way back to it.

Only a demonstration uses it: there the journal begins anew with everything else. The copy lies in
a schema of its own; going back is one transaction, so whoever reads sees the old or the new.
"""

from collections.abc import Iterable
from typing import Any, Protocol

_SCHEMA = "demo_start"


class Cursor(Protocol):
    """What is needed of a database cursor; the caller has opened a transaction."""

    def execute(self, sql: str, params: Any = None, /) -> Any:  # noqa: ANN401  the driver's
        """Run one statement."""

    def fetchall(self) -> list[Any]:
        """The rows of the last statement."""


def keep(cursor: Cursor, skip: Iterable[str]) -> None:
    """Copy the contents of all tables but those whose names begin with one of `skip`."""
    cursor.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
    cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
    for table in _tables(cursor, "public", skip):
        cursor.execute(f'CREATE TABLE {_SCHEMA}."{table}" AS TABLE public."{table}"')


def is_kept(cursor: Cursor) -> bool:
    """Whether there is a copy to go back to."""
    cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [_SCHEMA])
    return bool(cursor.fetchall())


def go_back(cursor: Cursor) -> None:
    """Make the tables of the copy what they were; counters of ids go on where they are."""
    tables = _tables(cursor, _SCHEMA, ())
    names = ", ".join(f'public."{table}"' for table in tables)
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in tables:
        cursor.execute(f'ALTER TABLE public."{table}" DISABLE TRIGGER USER')
    cursor.execute(f"TRUNCATE {names}")
    for table in tables:
        columns = _columns(cursor, table)
        cursor.execute(
            f'INSERT INTO public."{table}" ({columns}) OVERRIDING SYSTEM VALUE '  # noqa: S608  names come from the catalogue
            f'SELECT {columns} FROM {_SCHEMA}."{table}"'
        )
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f'ALTER TABLE public."{table}" ENABLE TRIGGER USER')


def _tables(cursor: Cursor, schema: str, skip: Iterable[str]) -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [schema]
    )
    names = [str(row[0]) for row in cursor.fetchall()]
    return [name for name in names if not name.startswith(tuple(skip))]


def _columns(cursor: Cursor, table: str) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND "
        "table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return ", ".join(f'"{row[0]}"' for row in cursor.fetchall())
