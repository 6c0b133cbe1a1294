"""Many writers at once: one chain, no fork, no ring of waiting, and bulk work stays fast."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from loa.foundation.audit import facade as audit
from loa.foundation.audit.models import JournalRow
from loa.foundation.audit.tests.factories import Somebody, recorded_verbs
from loa.kernel.db import Change, operation

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
WRITERS, WRITES = 6, 8


@operation
def write(*, thing: str) -> None:
    change = Change(before={}, after={"thread": threading.get_ident()})
    audit.record(actor=Somebody(), verb="V", thing=thing, change=change, at=AT)


def at_once(*jobs: Callable[[], None]) -> None:
    start = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        with closing(connection):
            start.wait()
            job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for running in [pool.submit(run, job) for job in jobs]:
            running.result()


@pytest.mark.django_db(transaction=True)
def test_record_six_writers_of_eight_rows_make_one_chain() -> None:
    """A02; processes instead of threads write in `python -m tests.kill`."""

    def write_eight(writer: int) -> None:
        for n in range(WRITES):
            write(thing=f"t:{writer}.{n}")

    at_once(*(partial(write_eight, writer) for writer in range(WRITERS)))
    rows = list(JournalRow.objects.order_by("seq"))
    assert [row.seq for row in rows] == list(range(1, WRITERS * WRITES + 1))
    assert len({bytes(row.prev_hash) for row in rows}) == WRITERS * WRITES
    assert len({row.after for row in rows}) == WRITERS
    assert audit.verify().ok


@pytest.mark.django_db(transaction=True)
def test_record_before_another_lock_makes_no_deadlock() -> None:
    """A records, then wants the row that B holds; B holds it, then records."""
    has_recorded, holds_row = threading.Event(), threading.Event()

    @operation
    def records_first() -> None:
        audit.record(actor=Somebody(), verb="A", thing="t:1", change=Change({}, {}), at=AT)
        has_recorded.set()
        assert holds_row.wait(5)
        _lock_a_row()

    @operation
    def locks_first() -> None:
        assert has_recorded.wait(5)
        _lock_a_row()
        holds_row.set()
        audit.record(actor=Somebody(), verb="B", thing="t:1", change=Change({}, {}), at=AT)

    at_once(records_first, locks_first)
    assert sorted(recorded_verbs("t:1")) == ["A", "B"]


@pytest.mark.django_db
def test_record_many_and_reading_back_ask_no_more_for_more_rows() -> None:
    """Issuing a plan records thousands of rows: in as many queries as two."""

    def queries_for(count: int) -> tuple[int, int]:
        lines = [
            audit.Line(
                thing=f"plans.assignment:{count}.{n}",
                change=Change(before={}, after={"unit_id": n, "role": "LEAD"}),
                unit_id=n,
            )
            for n in range(count)
        ]

        @operation
        def issue() -> None:
            audit.record_many(actor=Somebody(), verb="PLANS_ISSUE", lines=lines, at=AT)

        with CaptureQueriesContext(connection) as recording:
            issue()
        with CaptureQueriesContext(connection) as reading:
            assert audit.verify().ok
        return len(recording), len(reading)

    few = queries_for(2)
    assert few[0] == 3  # the savepoint of the operation, its release, and all rows between them
    assert queries_for(1) == queries_for(32) == few
    assert queries_for(33) == queries_for(2_000)
    assert audit.verify().rows == 2_068


@pytest.mark.django_db(transaction=True)
def test_record_goes_to_the_server_together_with_the_commit() -> None:
    """The lock of the chain is not held while the writer waits for its turn to ask for the end."""
    with CaptureQueriesContext(connection) as recording:
        write(thing="t:1")
    statements = [query["sql"] for query in recording]
    assert (
        len(statements) == 3
    )  # BEGIN and COMMIT as Django notes them, the last with nothing to do
    assert statements[1].rstrip().endswith("; COMMIT")
    assert audit.verify().rows == 1


@pytest.mark.django_db(transaction=True)
def test_record_that_the_database_refuses_commits_nothing() -> None:
    """The COMMIT that went with the statement is not reached."""

    @operation
    def writes() -> None:
        write(thing="t:1")
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO audit_journalhead VALUES (1, 5, ''::bytea)")
            cursor.execute(
                "INSERT INTO audit_journalrow SELECT 6, now(), NULL, '', NULL, '', '', "
                "'', '', '', ''::bytea, ''::bytea"
            )

    with pytest.raises(IntegrityError):
        writes()
    assert audit.verify() == audit.VerifyResult(0, True, None, "", bytes(32).hex())  # noqa: FBT003  a result


def _lock_a_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(42)")
