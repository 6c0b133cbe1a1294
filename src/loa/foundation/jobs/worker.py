"""The worker process: takes jobs as they come, sweeps up after dead workers, does the chores.

`main()` is what the start runs; SIGTERM and SIGINT let the jobs at hand finish first.
"""

import asyncio
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import django
from django.db import connection
from procrastinate import App
from procrastinate.exceptions import ConnectorException

from loa.foundation.jobs.stopping import stopping
from loa.foundation.jobs.types import Lane
from loa.kernel import clock

log = logging.getLogger("loa.worker")

SWEEP_SECONDS = 15.0
_GRACE_SECONDS = 20.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_AT_ONCE = {Lane.SWIFT: 2, Lane.SLOW: 2}
"""Jobs at once in each lane; a scan uses the processors of the machine by itself."""


def main() -> int:
    """Run until told to stop; the exit code. A database that is away for a while is waited for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loa.config.settings")
    django.setup()
    asyncio.run(run_worker())
    return 0


async def run_worker(*, stop: asyncio.Event | None = None) -> None:
    """Take jobs until `stop` is set, or a signal comes (in the main thread)."""
    stop = stop or asyncio.Event()
    _stop_on_signals(stop)
    pause = _FIRST_PAUSE
    try:
        while not stop.is_set():
            started = time.monotonic()
            try:
                await _work(stop)
            except ConnectorException as error:
                log.warning("the database cannot be reached", exc_info=error)
            if time.monotonic() - started > _LONGEST_PAUSE:
                pause = _FIRST_PAUSE
            await _nap(pause, stop)
            pause = min(2 * pause, _LONGEST_PAUSE)
    finally:
        stopping.clear()  # who handles jobs here afterwards is no worker that ends


async def _work(stop: asyncio.Event) -> None:
    """One life of Procrastinate's workers, one a lane, with the sweep and the chores beside."""
    app = _worker_app()
    async with app.open_async():
        work = [asyncio.create_task(_take_jobs(app, lane, most)) for lane, most in _AT_ONCE.items()]
        beside = [asyncio.create_task(each) for each in _rounds()]
        told = asyncio.create_task(stop.wait())
        log.info("ready")
        await asyncio.wait([*work, told], return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            stopping.set()
        for task in (*beside, told):
            task.cancel()
        await asyncio.gather(*beside, told, return_exceptions=True)
        for task in work:
            task.cancel()  # Procrastinate takes this as: finish what you are at
        for ended in await asyncio.gather(*work, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended


async def _take_jobs(app: App, lane: Lane, most: int) -> None:
    """The jobs of one lane, at most so many at once."""
    await app.run_worker_async(
        queues=[lane.value],
        name=lane.value,
        concurrency=most,
        delete_jobs="successful",
        fetch_job_polling_interval=1.0,
        install_signal_handlers=False,
        shutdown_graceful_timeout=_GRACE_SECONDS,
    )


def _worker_app() -> App:
    """The same tasks over a pool of connections of the worker's own.

    Not `replace_connector`: what a handler announces must stay in Django's transaction.
    """
    from procrastinate.contrib.django import app  # noqa: PLC0415  there once Django is set up

    from loa.foundation.jobs.queue import connector  # noqa: PLC0415  as above

    return app.with_connector(connector().get_worker_connector())


def _rounds() -> list[Coroutine[Any, Any, None]]:
    """What goes on beside the queue, each in its own rhythm, whatever is stuck in the queue."""
    from loa.foundation.jobs.operations import sweep_stalled  # noqa: PLC0415  needs Django set up
    from loa.foundation.jobs.registry import registry  # noqa: PLC0415  as above

    chores = [
        _round(each.name, partial(_do_chore, each.run), each.every.total_seconds())
        for each in registry.chores
    ]
    return [_round("sweep", sweep_stalled, SWEEP_SECONDS), *chores]


async def _round(name: str, work: Callable[[], object], seconds: float) -> None:
    """Do it now and then again and again. A failure is told and does not end the rounds."""
    while True:
        try:
            await asyncio.to_thread(_with_own_connection, work)
        except Exception:
            log.exception("%s failed; the next round tries again", name)
        await asyncio.sleep(seconds)


def _do_chore(run: Callable[[datetime], object]) -> None:
    run(clock.now())


def _with_own_connection(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connection.close()


def _stop_on_signals(stop: asyncio.Event) -> None:
    if threading.current_thread() is threading.main_thread():
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)


async def _nap(seconds: float, stop: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


if __name__ == "__main__":
    sys.exit(main())
