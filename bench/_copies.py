"""What a bare COPY of rows costs: the same rows into the same tables, with all that those check."""

import time
from collections.abc import Mapping

from psycopg import sql


def journal_head() -> int:
    """How many rows the journal has."""
    from loa.foundation.audit.models import JournalHead

    return JournalHead.objects.get(pk=1).rows


def taken(queries: Mapping[str, str], **values: int) -> dict[str, bytes]:
    """The rows that each table's query finds, as COPY writes them; the queries name the values."""
    from django.db import connection

    literals = {name: sql.Literal(value) for name, value in values.items()}
    found = {}
    for table, query in queries.items():
        statement = sql.SQL("COPY ({}) TO STDOUT").format(sql.SQL(query).format(**literals))
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            found[table] = b"".join(bytes(data) for data in copy)
    return found


def seconds_to_copy(rows: Mapping[str, bytes]) -> float:
    """COPY with its constraints checked; rolled back, so without what a commit costs."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        for table, data in rows.items():
            with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                copy.write(data)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - start
        transaction.set_rollback(True)
    return took
