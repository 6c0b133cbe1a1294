"""The queue as this process sees it through Django's connection: claim, finish, sweep.

The statements are Procrastinate's own, so that its worker and this process share one queue.
"""

import json
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from procrastinate import sql
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from loa.foundation.jobs.types import STALLED, Lane

HEARTBEAT = 10.0
"""Seconds between signs of life of whoever works on jobs."""


def connector() -> DjangoConnector:
    """The queue by Django's connection, so in the transaction of the caller."""
    found = app.connector
    if not isinstance(found, DjangoConnector):
        message = "the queue is read through Django's connection"
        raise TypeError(message)
    return found


def claim(worker_id: int, lanes: Collection[Lane] = tuple(Lane)) -> Job | None:
    """The next job that is due, now ours; nobody else gets it (FOR UPDATE SKIP LOCKED)."""
    row = _one("fetch_job", queues=[lane.value for lane in lanes], worker_id=worker_id)
    return None if row["id"] is None else _job(row)


def succeed(job: Job) -> None:
    """The job is done and leaves the queue; what it was told of stays as an announcement."""
    _one("finish_job", job_id=job.id, status=Status.SUCCEEDED.value, delete_job=True)


def give_up(job: Job) -> None:
    """The job has failed for good and stays, as a dead letter."""
    _one("finish_job", job_id=job.id, status=Status.FAILED.value, delete_job=False)


def put_back(job: Job, retry_at: object = None) -> None:
    """The job goes back into the queue, at once or at an instant."""
    _one(
        "retry_job",
        job_id=job.id,
        retry_at=retry_at,
        new_priority=None,
        new_queue_name=None,
        new_lock=None,
    )


def stalled() -> list[Job]:
    """Jobs whose worker shows no sign of life any more."""
    rows = connector().execute_query_all(
        query=sql.queries["select_stalled_jobs_by_heartbeat"],
        queue=None,
        task_name=None,
        seconds_since_heartbeat=STALLED,
    )
    return [_job(row) for row in rows]


def forget_stalled_workers() -> None:
    """Take the dead off the list; their jobs are seen as stalled all the same."""
    connector().execute_query_all(
        query=sql.queries["prune_stalled_workers"], seconds_since_heartbeat=STALLED
    )


@contextmanager
def at_work() -> Iterator[int]:
    """Be a worker of the queue: registered, with signs of life, signed off at the end."""
    worker_id: int = _one("register_worker")["worker_id"]
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(worker_id, over), daemon=True)
    # Inside a transaction nobody else sees our jobs, nor could the thread see our row.
    if not connection.in_atomic_block:
        heart.start()
    try:
        yield worker_id
    finally:
        over.set()
        if heart.ident is not None:
            heart.join()
        _one("unregister_worker", worker_id=worker_id)


def _beat(worker_id: int, over: threading.Event) -> None:
    try:
        while not over.wait(HEARTBEAT):
            try:
                _one("update_heartbeat", worker_id=worker_id)
            except ConnectorException:
                connection.close()  # try again with a new one
    finally:
        connection.close()


def _job(row: dict[str, Any]) -> Job:
    return Job.from_row({**row, "args": json.loads(row["args"])})  # Django hands jsonb over as text


def _one(query: str, **arguments: object) -> dict[str, Any]:
    return connector().execute_query_one(query=sql.queries[query], **arguments)
