"""The worker process beside others: nothing lost, nothing twice, the dead swept up."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from loa.foundation.jobs import facade as jobs
from loa.foundation.jobs import operations, queue, worker
from loa.foundation.jobs.models import Announcement, Failure
from loa.foundation.jobs.registry import WAITS
from loa.foundation.jobs.tests.factories import wired
from loa.kernel.db import operation

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Numbered:
    """An event."""

    number: int


@dataclass(frozen=True)
class Echoed:
    """What it leads to."""

    number: int


heard: list[int] = []


@operation
def tell(*, event: object) -> None:
    jobs.announce(event)


@operation
def tell_many(*, count: int) -> None:
    for number in range(count):
        jobs.announce(Numbered(number))


def hear(event: Numbered | Echoed) -> None:
    heard.append(event.number)


def hear_slowly(event: Numbered) -> None:
    time.sleep(0.3)
    heard.append(event.number)


def hang_where_told(event: Numbered) -> None:
    if os.environ.get("HANG"):
        time.sleep(60)
    heard.append(event.number)


def wait_for_the_end(event: Numbered) -> None:
    """Slow work that looks now and then whether its worker ends."""
    heard.append(event.number)
    while not jobs.is_stopping():
        time.sleep(0.02)
    raise jobs.Interrupted


def echo_then_fail(event: Numbered) -> None:
    @operation
    def echo() -> None:
        jobs.announce(Echoed(event.number))
        message = "after announcing"
        raise ValueError(message)

    echo()


def echo(event: Numbered) -> None:
    tell(event=Echoed(event.number))


@pytest.fixture(autouse=True)
def _nothing_heard() -> Iterator[None]:
    heard.clear()
    yield
    heard.clear()


def test_worker_handles_what_is_announced_while_it_runs() -> None:
    with wired({Numbered: (echo,), Echoed: (hear,)}), running_worker():
        tell(event=Numbered(1))
        wait_until(lambda: heard == [1])
    assert jobs.waiting() == 0


def test_slow_handlers_hold_up_no_other_and_give_back_what_the_end_interrupts() -> None:
    wiring: jobs.Wiring = {Numbered: (wait_for_the_end,), Echoed: (hear,)}
    with wired(wiring, slow=(wait_for_the_end,)):
        with running_worker():
            tell_many(count=4)
            wait_until(lambda: len(heard) == 2)
            tell(event=Echoed(7))
            wait_until(lambda: 7 in heard)
            assert jobs.settle() == jobs.Settled(done=0, failing=0)
        assert len(heard) == 3
        assert not jobs.is_stopping()
        states = ProcrastinateJob.objects.values_list("status", "queue_name")
        assert list(states.order_by()) == [("todo", jobs.Lane.SLOW)] * 4
        assert not Failure.objects.exists()


def test_worker_keeps_what_a_handler_announces_in_the_handlers_transaction() -> None:
    with wired({Numbered: (echo_then_fail,), Echoed: (hear,)}), running_worker():
        tell(event=Numbered(1))
        wait_until(Failure.objects.exists)
    assert heard == []
    assert not Announcement.objects.filter(name="jobs.Echoed").exists()
    (job,) = ProcrastinateJob.objects.all()
    assert (job.status, job.attempts) == ("todo", 1)


def test_settle_and_a_worker_share_the_work() -> None:
    with wired({Numbered: (hear,)}), running_worker():
        tell_many(count=60)
        jobs.settle()
        assert sorted(heard) == list(range(60))


def test_settle_waits_for_what_a_worker_is_at() -> None:
    with wired({Numbered: (hear_slowly,)}), running_worker():
        tell(event=Numbered(1))
        wait_until(lambda: ProcrastinateJob.objects.filter(status="doing").exists())
        assert jobs.settle() == jobs.Settled(done=0, failing=0)
        assert heard == [1]


def test_settle_does_not_wait_for_ever() -> None:
    with wired({Numbered: (hear,)}):
        tell(event=Numbered(1))
        with queue.at_work() as worker_id:
            assert queue.claim(worker_id)
            with pytest.raises(jobs.StillAtWork):
                jobs.settle(patience=0.2)


def test_worker_does_the_chores_with_the_time_of_the_clock() -> None:
    done: list[datetime] = []
    chore = jobs.Chore("look", done.append, timedelta(seconds=0.05))
    with wired({}, chore), running_worker():
        wait_until(lambda: len(done) >= 2)


def test_worker_chore_that_fails_is_tried_in_the_next_round() -> None:
    rounds: list[datetime] = []

    def fail_once(at: datetime) -> None:
        rounds.append(at)
        if len(rounds) == 1:
            message = "not yet"
            raise ValueError(message)

    with wired({}, jobs.Chore("fail", fail_once, timedelta(seconds=0.05))), running_worker():
        wait_until(lambda: len(rounds) >= 2)


def test_sweep_gives_back_the_job_of_a_worker_that_died() -> None:
    """J01: a job of the killed does not stay «doing»."""
    with wired({Numbered: (hear,)}):
        tell(event=Numbered(1))
        dead = dead_worker_with_a_job()
        assert jobs.run_until_idle().done == 1
        assert heard == [1]
        assert not ProcrastinateWorker.objects.filter(pk=dead).exists()


def test_sweep_leaves_the_living_alone() -> None:
    with wired({Numbered: (hear,)}):
        tell(event=Numbered(1))
        with queue.at_work() as worker_id:
            job = queue.claim(worker_id)
            assert job
            assert operations.sweep_stalled() == 0
            queue.succeed(job)


def test_sweep_killed_in_the_middle_is_done_by_the_next() -> None:
    """J01: the sweep itself cannot stall: it is no job and holds no lock."""
    with wired({Numbered: (hear,)}):
        tell_many(count=3)
        dead_worker_with_a_job(jobs=3)
        with pytest.MonkeyPatch.context() as patch:
            put_back, calls = queue.put_back, []

            def die_at_the_second(*args: object) -> None:
                calls.append(args)
                if len(calls) == 2:
                    raise KeyboardInterrupt
                put_back(*args)  # type: ignore[arg-type]

            patch.setattr(queue, "put_back", die_at_the_second)
            with pytest.raises(KeyboardInterrupt):
                operations.sweep_stalled()
        assert operations.sweep_stalled() == 2
        assert jobs.run_until_idle().done == 3


def test_sweep_gives_up_what_keeps_killing_its_workers() -> None:
    with wired({Numbered: (hear,)}):
        tell(event=Numbered(1))
        for _ in WAITS:
            dead_worker_with_a_job()
            assert operations.sweep_stalled() == 1
        dead_worker_with_a_job()
        operations.sweep_stalled()
        (letter,) = jobs.dead_letters()
        assert "worker was lost" in letter.reason


def test_job_of_a_worker_killed_in_the_middle_is_done_by_the_next_command() -> None:
    with wired({Numbered: (hang_where_told,)}):
        tell(event=Numbered(1))
        program = (
            "import asyncio, django; django.setup();"
            "from loa.foundation.jobs import worker;"
            "from loa.foundation.jobs.tests.factories import wired;"
            f"from {__name__} import Numbered, hang_where_told;"
            "wires = wired({Numbered: (hang_where_told,)}); wires.__enter__();"  # kept: once
            "asyncio.run(worker.run_worker())"  # collected, it would take the wires down again
        )
        process = subprocess.Popen(  # noqa: S603  our own interpreter and words
            [sys.executable, "-c", program],
            env={**os.environ, "DATABASE_URL": url_of_the_test_database(), "HANG": "1"},
            stderr=subprocess.DEVNULL,
        )
        try:
            at_work = ProcrastinateJob.objects.filter(status="doing")
            wait_until(at_work.exists, seconds=30)
        finally:
            process.kill()
            process.wait()
        assert at_work.exists()
        let_an_hour_pass()
        assert jobs.settle() == jobs.Settled(done=1, failing=0)
    assert heard == [1]


def test_worker_process_ends_on_sigterm_and_leaves_no_worker_behind() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "loa.foundation.jobs.worker"],
        env={**os.environ, "DATABASE_URL": url_of_the_test_database()},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until(every_lane_listens, seconds=30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        assert not ProcrastinateWorker.objects.exists()
    finally:
        process.kill()
        process.communicate()


def every_lane_listens() -> bool:
    """A lane that listens for jobs knows under which number it is registered.

    One that is told to end before it knows cannot take its row back; such a row is pruned later.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query ILIKE 'LISTEN %%'"
        )
        (listening,) = cursor.fetchone()
    return bool(listening == len(jobs.Lane))


def dead_worker_with_a_job(*, jobs: int = 1) -> int:
    """What kill -9 leaves: jobs at work, and a worker without a sign of life for an hour."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_register_worker_v1()")
        cursor.execute("SELECT max(id) FROM procrastinate_workers")
        (worker_id,) = cursor.fetchone()
        for _ in range(jobs):
            assert queue.claim(worker_id)
    let_an_hour_pass()
    return int(worker_id)


def let_an_hour_pass() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
        )


@contextmanager
def running_worker() -> Iterator[None]:
    """The worker in a thread with a loop of its own, ended as a signal would end it."""
    ready = threading.Event()
    switch: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def work() -> None:
        stop = asyncio.Event()
        switch.append((asyncio.get_running_loop(), stop))
        ready.set()
        await worker.run_worker(stop=stop)

    def run() -> None:
        with closing(connection):
            asyncio.run(work())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert ready.wait(5)
        yield
    finally:
        loop, stop = switch[0]
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        assert not thread.is_alive()


def wait_until(is_true: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def url_of_the_test_database() -> str:
    given = connection.settings_dict
    return (
        f"postgresql://{given['USER']}:{given['PASSWORD']}@/{given['NAME']}"
        f"?host={given['HOST']}&port={given['PORT']}"
    )
