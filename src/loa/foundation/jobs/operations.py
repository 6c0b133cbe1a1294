"""Writes of jobs."""


from loa.foundation.jobs import serial
from loa.foundation.jobs.models import Announcement
from loa.foundation.jobs.registry import registry, root
from loa.foundation.jobs.types import Event
from loa.kernel.db import write_last


def announce(event: Event) -> None:
    """Tell whoever listens, once this operation has committed; at least once, each by a job.

    The event and its jobs are written in the operation's transaction: what is rolled back is not
    told, what commits is not lost. Raises OutsideOperation outside @operation, TypeError for what
    is no dataclass of plain fields.
    """
    registry.events.setdefault(serial.name_of(type(event)), type(event))
    write_last(_write, [(type(event), serial.pack(event))])


def _write(told: list[tuple[type, dict[str, object]]]) -> None:
    rows = Announcement.objects.bulk_create(
        [Announcement(name=serial.name_of(event), data=data) for event, data in told]
    )
    jobs: dict[str, list[dict[str, object]]] = {}
    tasks = {}
    for (event, _), row in zip(told, rows, strict=True):
        for task in registry.tasks.get(event, []):
            tasks[task.name] = task
            args = {"announcement": row.pk, "root_id": root.get()}
            jobs.setdefault(task.name, []).append(args)
    for name, many in jobs.items():
        tasks[name].batch_defer(*many)
