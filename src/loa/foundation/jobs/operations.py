"""Writes of jobs."""

import time
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from loa.foundation.jobs import queries, queue, serial
from loa.foundation.jobs.models import Announcement, Failure
from loa.foundation.jobs.registry import WAITS, keep_failure, registry, root
from loa.foundation.jobs.types import Lane, Settled
from loa.kernel.db import operation, write_last
from loa.kernel.errors import DomainError, NotFound

if TYPE_CHECKING:
    from procrastinate.types import JSONDict

_POLL = 0.05
_LOST = "the worker was lost while it was at this job"


class StillAtWork(DomainError):
    """A worker did not finish in time what this command has set off."""

    code = "JOBS_STILL_AT_WORK"
    message_vi = "Đã ghi, nhưng phần xử lý tiếp theo chưa xong; tiến trình nền sẽ làm nốt."


def announce(event: object, *, rank: int = 0) -> None:
    """Tell whoever listens, once this operation has committed; at least once, each by a job.

    Of jobs that are due, those of the lowest rank come first; of one rank, the first announced.

    The event and its jobs are written in the operation's transaction: what is rolled back is not
    told, what commits is not lost. Raises OutsideOperation outside @operation, TypeError for what
    is no dataclass of plain fields.
    """
    data = serial.pack(event)
    registry.events.setdefault(serial.name_of(type(event)), type(event))
    write_last(_write, [(type(event), data, rank)])


def run_until_idle(lanes: Collection[Lane] = tuple(Lane)) -> Settled:
    """Do what is due, here and now, also what that announces; a failing job waits its turn."""
    done = failing = 0
    sweep_stalled()
    with queue.at_work() as worker_id:
        while job := queue.claim(worker_id, lanes):
            if _run(job):
                done += 1
            else:
                failing += 1
    return Settled(done, failing)


def settle(*, patience: float = 60) -> Settled:
    """Return when everything that this process has announced is handled, a worker running or not.

    What is due is done here; what a worker is at is waited for, `patience` seconds at most: then
    raises StillAtWork. The slow lane is left to a worker. Of what was announced here, `failing`
    jobs failed and will be tried again by a worker or the next command, or gave up.
    """
    until = time.monotonic() + patience
    done = 0
    while queries.open_jobs(root.get()):
        done += run_until_idle((Lane.SWIFT,)).done
        if not queries.open_jobs(root.get()):
            break
        if time.monotonic() > until:
            raise StillAtWork
        time.sleep(_POLL)
    return Settled(done, queries.failing_jobs(root.get()))


def sweep_stalled() -> int:
    """Give jobs of workers that died back to the queue; how many.

    Runs outside the queue and holds no lock, so it cannot stall itself; two at once do no harm.
    A job that has lost its worker too often is a dead letter: it may be what kills them.
    """
    swept = 0
    for job in queue.stalled():
        try:
            if job.attempts >= len(WAITS):
                keep_failure(job, _LOST)
                queue.give_up(job)
            else:
                queue.put_back(job)
        except ConnectorException:  # another sweep, or its worker after all, was faster
            continue
        swept += 1
    queue.forget_stalled_workers()
    return swept


@operation
def retry_dead_letter(*, job_id: int) -> None:
    """Try a dead letter again at once, with all its attempts before it. Raises NotFound."""
    if not queries.revive(job_id):
        raise NotFound


@operation
def purge(*, older_than: datetime) -> int:
    """Forget announcements from before an instant that no job needs any more; how many."""
    Failure.objects.filter(at__lt=older_than).exclude(job_id__in=queries.kept_jobs()).delete()
    old = Announcement.objects.filter(at__lt=older_than)
    return old.exclude(pk__in=queries.announcements_in_queue()).delete()[0]


def _write(told: list[tuple[type, dict[str, object], int]]) -> None:
    rows = Announcement.objects.bulk_create(
        [Announcement(name=serial.name_of(event), data=data) for event, data, _ in told]
    )
    jobs: dict[tuple[str, int], list[JSONDict]] = {}
    for (event, _, rank), row in zip(told, rows, strict=True):
        for task in registry.tasks.get(event, ()):
            args: JSONDict = {"announcement": row.pk, "root_id": root.get()}
            jobs.setdefault((task.name, rank), []).append(args)
    for (name, rank), many in jobs.items():
        app.tasks[name].configure(priority=-rank).batch_defer(*many)


def _run(job: Job) -> bool:
    """Whether the job was done; if not, it is put back or given up."""
    task = app.tasks.get(job.task_name)
    if task is None:
        keep_failure(job, f"no handler is called {job.task_name}")
        queue.give_up(job)
        return False
    context = JobContext(start_timestamp=time.time(), app=app, job=job, abort_reason=_never)
    try:
        task(context, **job.task_kwargs)
    except Exception as error:  # noqa: BLE001  whatever fails is kept, tried again, made visible
        again = task.get_retry_exception(exception=error, job=job)
        if again:
            queue.put_back(job, again.retry_decision.retry_at)
        else:
            queue.give_up(job)
        return False
    queue.succeed(job)
    return True


def _never() -> None:
    """Nobody asks this process to stop in the middle of a job."""
