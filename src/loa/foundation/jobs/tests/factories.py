"""What other rooms' tests ask of jobs."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from procrastinate.contrib.django import app

from loa.foundation.jobs import facade, registry, serial
from loa.foundation.jobs.facade import Wiring
from loa.foundation.jobs.models import Announcement, Failure


class HandlerFailed(AssertionError):
    """A handler failed while a test ran the jobs."""


def announced(kind: type | None = None) -> list[object]:
    """The events announced in this test, in order; only those of a class, if given."""
    told = Announcement.objects.order_by("id")
    if kind is not None:
        told = told.filter(name=serial.name_of(kind))
    known = registry.registry.events
    return [serial.unpack(known[each.name], each.data) for each in told]


def announced_names() -> list[str]:
    """The names of all events announced in this test, in order, heard by anybody or not."""
    return list(Announcement.objects.order_by("id").values_list("name", flat=True))


def run_jobs() -> int:
    """Do all that is due; how many jobs. Raises HandlerFailed with the reason of the last."""
    settled = facade.run_until_idle()
    if settled.failing:
        last = Failure.objects.order_by("id").last()
        raise HandlerFailed(str(last))
    return settled.done


def is_connected(event: type, handler: facade.Handler) -> bool:
    """Whether the handler hears the event in this process."""
    return registry.task_name(event, handler) in app.tasks


@contextmanager
def wired(
    wiring: Wiring, *chores: facade.Chore, slow: Collection[facade.Handler] = ()
) -> Iterator[None]:
    """Only this wiring, for a while."""
    before = registry.registry
    tasks = dict(app.tasks)
    registry.registry.events, events = {}, before.events
    registry.registry.tasks, own_tasks = {}, before.tasks
    registry.registry.chores, own_chores = (), before.chores
    for event, handlers in wiring.items():
        for handler in handlers:
            app.tasks.pop(registry.task_name(event, handler), None)
    try:
        facade.connect(app, wiring, chores, slow)
        yield
    finally:
        app.tasks.clear()
        app.tasks.update(tasks)
        before.events, before.tasks, before.chores = events, own_tasks, own_chores
