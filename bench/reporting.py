"""Activities reported by eight clients at once: how many a second, and whether totals are right.

A total is right when it holds at least every activity whose report had come back before the total
was asked for, and none that nobody had begun to report when it came. The reference is the bare
INSERT of an activity and its quantity by eight connections, each in a transaction of its own.
"""

import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from statistics import median
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from bench._rows import Row, at_least, at_most, run
from bench._site import plan_text, site

if TYPE_CHECKING:
    from loa.foundation.orgs.facade import Actor
    from loa.modules.plans.tests.factories import Scene

T = TypeVar("T")
_CLIENTS = 8
_EACH = 40
_REPEATS = 3
_LEAST = 150
_PUT = """
    WITH activity AS (
        INSERT INTO plans_activity (
            occurrence_id, unit_id, plan_id, done_on, title, form, audience, place, material, note,
            recorded_at, recorded_by, entered_for_by, withdrawn_reason, version)
        VALUES (%s, %s, %s, %s, 'Phát tờ rơi', 'TO_ROI', '', '', '', '', now(), 'bench', '', '', 1)
        RETURNING id
    )
    INSERT INTO plans_activityquantity (activity_id, measure, amount)
    SELECT id, 'LEAFLETS', 30 FROM activity
"""


@dataclass
class Tally:
    """How many reports were begun and how many came back."""

    begun: int = 0
    back: int = 0
    lock: Lock = field(default_factory=Lock)

    def begin(self) -> None:
        """One more is on its way."""
        with self.lock:
            self.begun += 1

    def come(self) -> None:
        """One more is acknowledged."""
        with self.lock:
            self.back += 1


@dataclass(frozen=True)
class Client:
    """A focal officer and the work that he reports on."""

    actor: "Actor"
    occurrence_id: int
    unit_id: int
    plan_id: int


def measure() -> Iterator[Row]:
    """Reports and bare rows take turns, a plan each; totals are read all the while."""
    with site():
        from loa.modules.plans.tests.factories import make_scene

        scene = make_scene()
        rates, bare, wrong = [], [], 0
        for turn in range(_REPEATS + 1):
            clients = _clients(scene, 101 + turn)
            seconds, mistakes = _reported(clients)
            wrong += mistakes
            rates.append(_CLIENTS * _EACH / seconds)
            bare.append(_CLIENTS * _EACH / _bare(clients))
    yield at_least(
        f"activities reported by {_CLIENTS} clients",
        median(rates[1:]), median(bare[1:]), _LEAST, "a second",
    )  # fmt: skip
    yield at_most("totals at the root that were wrong", wrong, 0, 0, "totals")


def _clients(scene: "Scene", number: int) -> list[Client]:
    from loa.foundation.orgs.facade import Level, Role
    from loa.foundation.orgs.tests.factories import make_actor
    from loa.modules.plans import facade
    from loa.modules.plans.models import Occurrence
    from loa.modules.plans.tests.factories import AT, imported

    plan_id = imported(scene, plan_text(number, 1))
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    rows = Occurrence.objects.filter(
        assignment__plan=plan_id, assignment__unit__states__level=Level.COMMUNE.value
    ).select_related("assignment")[:_CLIENTS]
    return [
        Client(
            make_actor(Role.FOCAL_OFFICER, row.assignment.unit_id),
            row.pk,
            row.assignment.unit_id,
            plan_id,
        )
        for row in rows
    ]


def _reported(clients: list[Client]) -> tuple[float, int]:
    """(seconds until the last report came back, totals that were wrong)."""
    from loa.foundation.orgs import facade as orgs
    from loa.modules.plans import facade
    from loa.modules.plans.tests.factories import AT, leaflets

    tally, over = Tally(), Event()

    def report(client: Client) -> None:
        for _ in range(_EACH):
            tally.begin()
            with orgs.one_forest():  # as every request has it
                facade.record_activity(
                    actor=client.actor, key=uuid4(), occurrence_id=client.occurrence_id,
                    facts=leaflets(), at=AT,
                )  # fmt: skip
            tally.come()

    with ThreadPoolExecutor(1) as watch:
        watching = watch.submit(_closing, lambda: _watched(clients[0].plan_id, tally, over))
        took = _at_once(clients, report)
        over.set()
        return took, watching.result()


def _watched(plan_id: int, tally: Tally, over: Event) -> int:
    """How many totals, read until it is over and once after, were wrong."""
    wrong, is_last = 0, False
    while not is_last:
        is_last = over.is_set()
        least = tally.back
        total = _total(plan_id)
        wrong += not least <= total <= tally.begun
        over.wait(0.05)
    return wrong


def _total(plan_id: int) -> int:
    from loa.modules.plans.models import Plan
    from loa.modules.plans.queries import totals

    plan = Plan.objects.get(pk=plan_id)
    return totals.sum_of(totals.unit_totals(totals.counted(plan))).get("LEAFLETS", 0) // 30


def _bare(clients: list[Client]) -> float:
    from django.db import connection

    from loa.modules.plans.tests.factories import TODAY

    def put(client: Client) -> None:
        with connection.cursor() as cursor:
            for _ in range(_EACH):
                cursor.execute(_PUT, [client.occurrence_id, client.unit_id, client.plan_id, TODAY])

    return _at_once(clients, put)


def _at_once(clients: list[Client], work: Callable[[Client], None]) -> float:
    start = time.perf_counter()
    with ThreadPoolExecutor(_CLIENTS) as pool:
        for done in [pool.submit(_closing, partial(work, one)) for one in clients]:
            done.result()
    return time.perf_counter() - start


def _closing(work: Callable[[], T]) -> T:
    """Run in a thread, whose connection is its own and is closed behind it."""
    from django.db import connection

    try:
        return work()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(run(measure))
