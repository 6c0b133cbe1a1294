"""A pytest plugin: emptying the database between tests passes the guards of the journal."""

from collections.abc import Iterator

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

from loa.foundation.audit.tests.factories import GUARDED


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards_of_the_journal() -> Iterator[None]:
    """Only here, and only for a flush, are the triggers that refuse TRUNCATE switched off."""
    flush = DatabaseOperations.execute_sql_flush

    def past_the_guards(self: DatabaseOperations, sql_list: list[str]) -> None:
        switches = [
            [f"ALTER TABLE {table} {switch} TRIGGER USER" for table in GUARDED]
            for switch in ("DISABLE", "ENABLE")
        ]
        flush(self, [*switches[0], *sql_list, *switches[1]])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", past_the_guards)
        yield
