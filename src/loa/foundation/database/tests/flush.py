"""A pytest plugin: emptying the database between tests touches only the tables that hold rows.

Truncating makes the files of each table and of its indexes anew: two hundred tables, most of them
empty, took longer than many a test. What Django writes of the models themselves stays, so it need
not be asked for and written anew.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush as command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

# Every table is emptied, so no key needs to be followed; see loa.modules.plans.tests.kept.
_MAY_TRUST = "SELECT has_parameter_privilege('session_replication_role', 'SET')"
_TRUST = "SET LOCAL session_replication_role = replica"
_OF_MODELS = {"django_content_type", "auth_permission"}
"""Tables whose rows Django makes from the models after each migration and after each flush."""


@pytest.fixture(autouse=True, scope="session")
def _flush_empties_what_holds_rows() -> Iterator[None]:
    """Where the server does not allow it, or numbers are to begin anew, tables are made anew."""
    flush = DatabaseOperations.sql_flush
    tell = emit_post_migrate_signal
    kept_models: list[str] = []

    def of_rows(
        self: DatabaseOperations,
        style: Any,  # noqa: ANN401  Django's own
        tables: list[str],
        *,
        reset_sequences: bool = False,
        allow_cascade: bool = False,
    ) -> list[str]:
        kept_models[:] = [] if reset_sequences or not _may_trust() else sorted(_OF_MODELS)
        if not kept_models:
            return flush(
                self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade
            )
        tables = [name for name in tables if name not in kept_models]
        emptied = (f"DELETE FROM {self.quote_name(name)}" for name in _with_rows(tables))  # noqa: S608  our own tables
        return [_TRUST, *emptied]

    def when_made(verbosity: int, interactive: bool, db: str) -> None:  # noqa: FBT001  as Django
        if not kept_models:
            tell(verbosity, interactive, db)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", of_rows)
        patch.setattr(command, "emit_post_migrate_signal", when_made)
        yield


def _may_trust() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_MAY_TRUST)
        return bool(cursor.fetchone() == (True,))


def _with_rows(tables: list[str]) -> list[str]:
    quoted = connection.ops.quote_name
    asked = (f"SELECT %s WHERE EXISTS (SELECT 1 FROM {quoted(name)})" for name in tables)  # noqa: S608  our own tables
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), tables)
        return [name for (name,) in cursor.fetchall()]
