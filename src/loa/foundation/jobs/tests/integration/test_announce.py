"""What is announced is told once the write stands, and only then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from loa.foundation.jobs import facade as jobs
from loa.foundation.jobs.models import Announcement, Failure
from loa.foundation.jobs.registry import WAITS
from loa.foundation.jobs.tests.factories import HandlerFailed, announced, run_jobs, wired
from loa.kernel.db import OutsideOperation, operation
from loa.kernel.errors import DomainError, NotFound

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class UnitMerged:
    """An event."""

    old_unit_id: int
    at: datetime


@dataclass(frozen=True)
class LoansMoved:
    """What it leads to."""

    unit_id: int


AT = datetime(2025, 7, 1, tzinfo=UTC)
MERGED = UnitMerged(5, AT)
heard: list[object] = []


@operation
def tell(*, event: object = MERGED) -> None:
    jobs.announce(event)


def hear(event: object) -> None:
    heard.append(event)


def hear_too(event: object) -> None:
    heard.append(("too", event))


def fail(event: object) -> None:
    message = f"cannot take {event}"
    raise ValueError(message)


def pass_on(event: UnitMerged) -> None:
    tell(event=LoansMoved(event.old_unit_id))


@pytest.fixture(autouse=True)
def _nothing_heard() -> Iterator[None]:
    heard.clear()
    yield
    heard.clear()


def test_announce_is_told_to_each_that_listens() -> None:
    with wired({UnitMerged: (hear, hear_too)}):
        tell()
        assert heard == []
        assert run_jobs() == 2
    assert heard == [MERGED, ("too", MERGED)]
    assert jobs.waiting() == 0


def test_announce_without_listeners_is_kept() -> None:
    with wired({}):
        tell()
        assert run_jobs() == 0
        assert announced() == announced(UnitMerged) == [MERGED]
        assert announced(LoansMoved) == []


def test_announce_outside_an_operation() -> None:
    with pytest.raises(OutsideOperation):
        jobs.announce(MERGED)


def test_announce_of_a_failed_operation_is_not_told() -> None:
    """J04: row and message are one transaction."""

    @operation
    def fails() -> None:
        jobs.announce(MERGED)
        raise DomainError

    with wired({UnitMerged: (hear,)}):
        with pytest.raises(DomainError):
            fails()
        assert run_jobs() == 0
        assert announced() == []


def test_announce_from_a_handler_is_handled_too() -> None:
    with wired({UnitMerged: (pass_on,), LoansMoved: (hear,)}):
        tell()
        assert jobs.settle() == jobs.Settled(done=2, failing=0)
    assert heard == [LoansMoved(5)]


def test_failing_handler_does_not_block_another_and_is_tried_later() -> None:
    with wired({UnitMerged: (fail, hear)}):
        tell()
        assert jobs.settle() == jobs.Settled(done=1, failing=1)
        assert heard == [MERGED]
        (job,) = ProcrastinateJob.objects.all()
        assert (job.status, job.attempts) == ("todo", 1)
        (failure,) = Failure.objects.all()
        assert "ValueError: cannot take UnitMerged" in failure.reason


def test_failing_handler_shows_in_tests() -> None:
    with wired({UnitMerged: (fail,)}):
        tell()
        with pytest.raises(HandlerFailed, match="ValueError"):
            run_jobs()


def test_failing_handler_waits_longer_each_time_then_gives_up_in_sight() -> None:
    with wired({UnitMerged: (fail,)}):
        tell()
        waits = []
        for _ in WAITS:
            run_now()
            (job,) = ProcrastinateJob.objects.all()
            waits.append((job.scheduled_at - datetime.now(UTC)).total_seconds())
            assert jobs.dead_letters() == []
        assert all(wait - 2 < each <= wait for wait, each in zip(WAITS, waits, strict=True))
        run_now()
        (dead,) = jobs.dead_letters()
        assert dead.handler == "jobs.fail(jobs.UnitMerged)"
        assert (dead.event, dead.data["old_unit_id"]) == ("jobs.UnitMerged", 5)
        assert dead.attempts == len(WAITS) + 1
        assert dead.reason.startswith("ValueError: cannot take")
        assert dead.failed_at is not None


def test_retry_dead_letter() -> None:
    with wired({UnitMerged: (fail,)}):
        tell()
        for _ in range(len(WAITS) + 1):
            run_now()
        (dead,) = jobs.dead_letters()
        jobs.retry_dead_letter(job_id=dead.job_id)
        assert (jobs.dead_letters(), jobs.waiting()) == ([], 1)
        with pytest.raises(NotFound):
            jobs.retry_dead_letter(job_id=dead.job_id)


def test_job_without_its_handler_becomes_a_dead_letter() -> None:
    with wired({UnitMerged: (hear,)}):
        tell()
    with wired({}):
        assert jobs.run_until_idle() == jobs.Settled(done=0, failing=1)
        (dead,) = jobs.dead_letters()
        assert "no handler is called jobs.hear" in dead.reason


def test_purge_keeps_what_a_job_needs() -> None:
    with wired({UnitMerged: (hear,)}):
        tell(event=LoansMoved(1))
        tell()
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        assert jobs.purge(older_than=datetime.now(UTC) - timedelta(days=1)) == 0
        assert jobs.purge(older_than=tomorrow) == 1
        run_jobs()
        assert heard == [MERGED]
        assert jobs.purge(older_than=tomorrow) == 1
        assert not Announcement.objects.exists()


def test_no_named_prepared_statements() -> None:
    """J10: their names would collide behind a pooler that shares server connections."""
    with wired({UnitMerged: (hear,)}):
        for _ in range(12):
            tell()
        run_jobs()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone() == (0,)
    assert connection.get_connection_params()["prepare_threshold"] is None


def run_now() -> None:
    """As if all waiting were over."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    jobs.run_until_idle()
