"""What other rooms' tests ask of the journal."""

from dataclasses import dataclass

from django.db import connection

from loa.foundation.audit.facade import entries_for

GUARDED = ("audit_journalrow", "audit_journalhead", "audit_personalvalue")


@dataclass(frozen=True)
class Somebody:
    """An actor as the journal sees one."""

    person_id: int | None = 7
    label: str = "HEAD"
    unit_id: int | None = 3


def recorded_verbs(thing: str) -> list[str]:
    """What was done to a thing, in order."""
    return [entry.verb for entry in entries_for(thing)]


def as_intruder(statement: str, *values: int | bytes) -> None:
    """Change the journal as somebody who owns its tables can: with the guards taken down."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the tables are in use
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
