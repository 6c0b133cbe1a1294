"""Reads of jobs, and the few statements on Procrastinate's table that it does not offer."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob

from loa.foundation.jobs.models import Announcement, Failure
from loa.foundation.jobs.types import STALLED, DeadLetter, Lane, LaneState

_OPEN = ("todo", "doing")
_LANES = """
SELECT job.queue_name,
       count(*) FILTER (WHERE job.status = 'todo' AND (job.scheduled_at <= now()) IS NOT FALSE),
       count(*) FILTER (WHERE job.status = 'doing'),
       count(*) FILTER (WHERE job.status = 'todo' AND job.scheduled_at > now()),
       count(*) FILTER (WHERE job.status = 'failed'),
       extract(epoch FROM now() - min(coalesce(job.scheduled_at, told.at)) FILTER (
           WHERE job.status = 'todo' AND (job.scheduled_at <= now()) IS NOT FALSE))
  FROM procrastinate_jobs job
  LEFT JOIN procrastinate_events told ON told.job_id = job.id AND told.type = 'deferred'
 WHERE job.status IN ('todo', 'doing', 'failed')
 GROUP BY job.queue_name
"""


def open_jobs(root: str) -> int:
    """How many jobs set off by `root` are due or at work; those that wait to be tried again not.

    Nobody waits for the slow lane.
    """
    rows = _of(root).filter(status__in=_OPEN, scheduled_at=None)
    return rows.exclude(queue_name=Lane.SLOW.value).count()


def failing_jobs(root: str) -> int:
    """How many jobs set off by `root` have failed, for now or for good."""
    return _of(root).exclude(status__in=_OPEN, scheduled_at=None).count()


def waiting() -> int:
    """How many jobs are not done yet, whoever set them off."""
    return ProcrastinateJob.objects.filter(status__in=_OPEN).count()


def lanes() -> list[LaneState]:
    """How each lane stands, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(_LANES)
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_lane(lane, rows.get(lane.value, (0, 0, 0, 0, None))) for lane in Lane]


def workers_alive() -> int:
    """How many lanes of workers gave a sign of life lately."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [STALLED],
        )
        return int(cursor.fetchone()[0])


def dead_letters() -> list[DeadLetter]:
    """What was given up, oldest first, each with why."""
    jobs = list(ProcrastinateJob.objects.filter(status="failed").order_by("id"))
    ids = [job.id for job in jobs]
    told = Announcement.objects.in_bulk([job.args.get("announcement") for job in jobs])
    why = dict(
        Failure.objects.filter(job_id__in=ids).order_by("id").values_list("job_id", "reason")
    )
    when = dict(
        ProcrastinateEvent.objects.filter(job__in=ids, type="failed")
        .order_by("id")
        .values_list("job_id", "at")
    )
    return [_dead(job, told.get(job.args.get("announcement")), why, when) for job in jobs]


def kept_jobs() -> QuerySet[Any]:
    """The ids of the jobs that are still there."""
    return ProcrastinateJob.objects.values("id")


def announcements_in_queue() -> set[int]:
    """The announcements that waiting jobs and dead letters speak of."""
    ids = ProcrastinateJob.objects.values_list(KT("args__announcement"), flat=True)
    return {int(each) for each in ids.order_by() if each is not None}


def revive(job_id: int) -> bool:
    """Put a dead letter back into the queue as if never tried; whether there was one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL"
            " WHERE id = %s AND status = 'failed'",
            [job_id],
        )
        return bool(cursor.rowcount)


def _lane(lane: Lane, row: tuple[Any, ...]) -> LaneState:
    waiting, at_work, later, dead, age = row
    return LaneState(lane, waiting, at_work, later, dead, float(age or 0))


def _of(root: str) -> QuerySet[Any]:
    return ProcrastinateJob.objects.filter(args__root_id=root)


def _dead(
    job: Any,  # noqa: ANN401  Procrastinate's model has no types
    told: Announcement | None,
    why: dict[int, str],
    when: dict[int, Any],
) -> DeadLetter:
    return DeadLetter(
        job_id=job.id,
        handler=job.task_name,
        event=told.name if told else "",
        data=told.data if told else {},
        attempts=job.attempts,
        failed_at=when.get(job.id),
        reason=why.get(job.id, ""),
    )
