"""Every way of touching the journal is refused by the guards, and found when they were down."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from loa.foundation.audit import facade as audit
from loa.foundation.audit.tests.factories import GUARDED, Somebody, as_intruder
from loa.kernel.db import Change, operation

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
ROWS = 5


@operation
def write(*, count: int = ROWS) -> None:
    for n in range(1, count + 1):
        audit.record(
            actor=Somebody(),
            verb="V",
            thing=f"t:{n}",
            change=Change(before={"n": n}, after={"n": n + 1}),
            at=AT,
            personal={"phone": f"090000000{n}"},
        )


def test_verify_empty_journal() -> None:
    result = audit.verify()
    assert (result.rows, result.ok, result.first_bad_seq) == (0, True, None)


def test_verify_sound_journal_ends_at_its_head() -> None:
    write()
    result = audit.verify()
    assert (result.rows, result.ok, result.reason_vi) == (ROWS, True, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(hash, 'hex') FROM audit_journalhead")
        assert cursor.fetchone() == (result.head_hash,)


CHANGES = {
    "one byte of what was": "UPDATE audit_journalrow SET before = '{\"n\":4}' WHERE seq = 3",
    "one byte of what became": "UPDATE audit_journalrow SET after = '{\"n\":5}' WHERE seq = 3",
    "who": "UPDATE audit_journalrow SET actor_id = 8 WHERE seq = 3",
    "nobody": "UPDATE audit_journalrow SET actor_id = NULL WHERE seq = 3",
    "in which role": "UPDATE audit_journalrow SET actor_label = 'HEAt' WHERE seq = 3",
    "for whom": "UPDATE audit_journalrow SET unit_id = 4 WHERE seq = 3",
    "which verb": "UPDATE audit_journalrow SET verb = 'W' WHERE seq = 3",
    "which thing": "UPDATE audit_journalrow SET thing = 't:4' WHERE seq = 3",
    "a microsecond": "UPDATE audit_journalrow SET at = at + interval '1 microsecond' WHERE seq = 3",
    "a commitment": (
        "UPDATE audit_journalrow SET commitments = replace(commitments, 'phone', 'fhone')"
        " WHERE seq = 3"
    ),
    "its hash": "UPDATE audit_journalrow SET hash = sha256('x') WHERE seq = 3",
    "its parent": "UPDATE audit_journalrow SET prev_hash = sha256('x') WHERE seq = 3",
    "a row put elsewhere": "UPDATE audit_journalrow SET seq = 99 WHERE seq = 3",
    "two rows the other way round": (
        "UPDATE audit_journalrow SET seq = CASE seq WHEN 3 THEN 40 ELSE 30 END WHERE seq IN (3, 4);"
        "UPDATE audit_journalrow SET seq = CASE seq WHEN 40 THEN 4 ELSE 3 END WHERE seq IN (30, 40)"
    ),
    "a row out of the middle": "DELETE FROM audit_journalrow WHERE seq = 3",
    "a telephone number": "UPDATE audit_personalvalue SET value = '0900000008' WHERE seq = 3",
    "a salt": "UPDATE audit_personalvalue SET salt = '\\x00' WHERE seq = 3",
    "a personal value gone": "DELETE FROM audit_personalvalue WHERE seq = 3",
    "a personal value too many": (
        "INSERT INTO audit_personalvalue (seq, field, salt, value) VALUES (3, 'mail', '', 'x')"
    ),
    "an erasure that nobody recorded": (
        "UPDATE audit_personalvalue SET salt = '', value = '', erased_at = now() WHERE seq = 3"
    ),
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_verify_finds_row_three(statement: str) -> None:
    write()
    _without_foreign_key()
    for part in statement.split(";"):
        as_intruder(part)
    result = audit.verify()
    assert (result.ok, result.first_bad_seq) == (False, 3)
    assert result.reason_vi


KEPT = "at, actor_id, actor_label, unit_id, verb, thing, before, after"

A_ROW_TOO_MANY = (
    f"INSERT INTO audit_journalrow SELECT 6, {KEPT}, '{{}}', hash, sha256('x')"  # noqa: S608  a constant
    " FROM audit_journalrow WHERE seq = 5"
)

ENDS = {
    "the last row": ("DELETE FROM audit_journalrow WHERE seq = 5", 5),
    "the last two rows": ("DELETE FROM audit_journalrow WHERE seq > 3", 4),
    "all rows": ("DELETE FROM audit_journalrow", 1),
    "a row too many": (
        A_ROW_TOO_MANY,
        6,
    ),
    "the head": ("DELETE FROM audit_journalhead", 1),
    "the end in the head": ("UPDATE audit_journalhead SET hash = sha256('x')", 5),
}


@pytest.mark.parametrize(("statement", "seq"), ENDS.values(), ids=ENDS)
def test_verify_finds_what_is_wrong_at_the_end(statement: str, seq: int) -> None:
    write()
    _without_foreign_key()
    as_intruder(statement)
    result = audit.verify()
    assert (result.ok, result.first_bad_seq) == (False, seq)


def test_verify_finds_a_well_made_row_that_the_head_does_not_know() -> None:
    write(count=2)
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows, hash FROM audit_journalhead")
        before = cursor.fetchone()
    write(count=1)
    as_intruder("UPDATE audit_journalhead SET rows = %s, hash = %s", *before)
    result = audit.verify()
    assert (result.ok, result.first_bad_seq) == (False, 3)


REFUSED = [
    *(f"DELETE FROM {table}" for table in GUARDED),  # noqa: S608  names of tables
    *(f"TRUNCATE {table} CASCADE" for table in GUARDED),
    "UPDATE audit_journalrow SET verb = verb",
    "UPDATE audit_journalhead SET rows = rows - 1",
    "UPDATE audit_personalvalue SET value = 'x'",
    "UPDATE audit_personalvalue SET value = 'x', erased_at = now()",
    "UPDATE audit_personalvalue SET field = 'x', salt = '', value = '', erased_at = now()",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_guards_refuse(statement: str) -> None:
    write()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(statement)
    assert audit.verify().ok


def test_table_refuses_a_fork() -> None:
    write()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_journalrow SELECT 6, {KEPT}, commitments, prev_hash, hash"  # noqa: S608  a constant
            " FROM audit_journalrow WHERE seq = 5"
        )


def _without_foreign_key() -> None:
    """Whoever takes rows out of the journal takes this down first."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE conrelid = 'audit_personalvalue'::regclass AND contype = 'f'"
        )
        (name,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE audit_personalvalue DROP CONSTRAINT {name}")
