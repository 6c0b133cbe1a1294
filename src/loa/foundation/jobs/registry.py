"""Which handlers hear which event: filled once at start-up from the table in config."""

from collections.abc import Collection
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.jobs import Job

from loa.foundation.jobs import serial
from loa.foundation.jobs.models import Announcement, Failure
from loa.foundation.jobs.types import Chore, Handler, Interrupted, Lane, Wiring

if TYPE_CHECKING:
    from procrastinate.tasks import Task

WAITS = (5, 30, 120, 600, 3_600)
"""Seconds before the second, third … attempt; after the last the job is a dead letter."""

root: ContextVar[str] = ContextVar("root", default=str(uuid4()))
"""What set a chain of events off: this process, or whoever announced the event at work now."""


@dataclass
class Registry:
    """The wiring as it holds in this process."""

    events: dict[str, type] = field(default_factory=dict)
    tasks: dict[type, list["Task[Any, Any, Any]"]] = field(default_factory=dict)
    chores: tuple[Chore, ...] = ()


registry = Registry()


class BackOff(BaseRetryStrategy):
    """Try again after a while, each time a longer one."""

    def get_retry_decision(
        self,
        *,
        exception: BaseException,  # every failure may pass: a lock, a stale version
        job: Job,
    ) -> RetryDecision | None:
        """When to try again; None when it is enough."""
        if isinstance(exception, Interrupted):
            return RetryDecision(retry_in={"seconds": 0})
        if job.attempts >= len(WAITS):
            return None
        return RetryDecision(retry_in={"seconds": WAITS[job.attempts]})


def connect(
    app: App,
    wiring: Wiring,
    chores: tuple[Chore, ...] = (),
    slow: Collection[Handler] = (),
) -> None:
    """Let every handler in the table hear its event. Called once, when Django is ready.

    Those in `slow` work in a lane of their own, so that others do not wait for them.
    """
    for event, handlers in wiring.items():
        registry.events[serial.name_of(event)] = event
        lane = {each: Lane.SLOW if each in slow else Lane.SWIFT for each in handlers}
        tasks = [_task(app, event, handler, lane[handler]) for handler in handlers]
        registry.tasks.setdefault(event, []).extend(tasks)
    registry.chores += chores


def task_name(event: type, handler: Handler) -> str:
    """The name in the queue: "plans.on_unit_merged(orgs.UnitMerged)"."""
    room = serial.room_of(handler.__module__)
    return f"{room}.{handler.__name__}({serial.name_of(event)})"


def keep_failure(job: Job, reason: str) -> None:
    """Remember why an attempt failed."""
    Failure.objects.create(job_id=job.id or 0, reason=reason)


def _task(app: App, event: type, handler: Handler, lane: Lane) -> "Task[Any, Any, Any]":
    work = partial(_handle, event, handler)
    name = task_name(event, handler)
    return app.task(name=name, queue=lane.value, retry=BackOff(), pass_context=True)(work)


def _handle(
    event: type, handler: Handler, context: JobContext, *, announcement: int, root_id: str
) -> None:
    """Give the announced event to the handler; keep why it failed, then fail."""
    token = root.set(root_id)
    try:
        told = Announcement.objects.get(pk=announcement)
        handler(serial.unpack(event, told.data))
    except Interrupted:
        raise
    except Exception as error:
        keep_failure(context.job, f"{type(error).__name__}: {error}")
        raise
    finally:
        root.reset(token)
