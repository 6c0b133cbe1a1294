"""A pytest plugin: emptying the database between tests also empties the queue.

Django leaves the queue's tables alone, since it did not make them.
"""

from collections.abc import Iterator

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations

_EMPTY = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"


@pytest.fixture(autouse=True, scope="session")
def _flush_empties_the_queue() -> Iterator[None]:
    """Jobs that one test left must not run in the next."""
    flush = DatabaseOperations.execute_sql_flush

    def with_queue(self: DatabaseOperations, sql_list: list[str]) -> None:
        flush(self, [*sql_list, _EMPTY])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", with_queue)
        yield
