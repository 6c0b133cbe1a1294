"""The proof of coverage: which of all units carry out which of 30 duties of a plan, on a day.

Seconds of processor and of waiting for the database, the 95th of the turns. The reference is one
bare statement that counts the same answers by duty, with nothing of days, chains and revisions.
Each unit has an own plan with a task for each duty; ten times the duties stand for the growth.
"""

import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from bench._rows import Row, at_most, run
from bench._site import TASKS, plan_text, site

if TYPE_CHECKING:
    from loa.modules.plans.models import Plan
    from loa.modules.plans.tests.factories import Scene

_TURNS = 40
_TIMES = 10
_MOST_MS = 300
_MOST_GROWTH = 12
_BARE = "SELECT duty_id, count(DISTINCT plan_id) FROM plans_answer GROUP BY duty_id"


class _NotCovered(Exception):
    """A unit is said not to answer what it answers."""


def measure() -> Iterator[Row]:
    """One plan, then one with ten times the duties."""
    with site():
        from loa.modules.plans.tests.factories import make_scene

        scene = make_scene()
        units, one, bare = _round(scene, 101, TASKS)
        _units, ten, bare_ten = _round(scene, 102, TASKS * _TIMES)
    yield at_most(
        f"coverage of {TASKS} duties by {units} units",
        one * 1000, bare * 1000, _MOST_MS, "ms, the 95th",
    )  # fmt: skip
    yield at_most(
        f"time for {_TIMES} times the duties",
        ten / one, bare_ten / bare, _MOST_GROWTH, "times as long",
    )  # fmt: skip


def _round(scene: "Scene", number: int, tasks: int) -> tuple[int, float, float]:
    """How many units, the seconds of the proof and of the bare count."""
    from django.db import connection

    from loa.modules.plans import facade
    from loa.modules.plans.models import Answer, Plan
    from loa.modules.plans.tests.factories import AT, TODAY, imported

    Answer.objects.all().delete()
    plan_id = imported(scene, plan_text(number, tasks))
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    plan = Plan.objects.get(pk=plan_id)
    units = sorted(set(plan.assignments.values_list("unit", flat=True)))
    _answered(plan, units)
    day = TODAY + timedelta(days=1)

    def prove() -> None:
        for row in facade.coverage(scene.officer, plan, day, day):
            if row.missing or not row.covered:
                raise _NotCovered(row.text)

    def count() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_BARE)
            cursor.fetchall()

    return len(units), _slow(prove), _slow(count)


def _answered(plan: "Plan", units: list[int]) -> None:
    """An own plan of each unit that answers every duty with a task of its own."""
    from loa.modules.plans.models import Answer, Plan, Task
    from loa.modules.plans.tests.factories import AT, TODAY

    duties = list(plan.tasks.order_by("ordinal"))
    shared = {
        name: getattr(plan, name)
        for name in ("source_file_id", "year", "as_of", "period_rule", "imported_at")
    }
    own = Plan.objects.bulk_create(
        Plan(
            parent=plan,
            answer_kind="OWN_PLAN",
            state="ISSUED",
            issued_at=AT,
            issuer_id=unit,
            source_name="x",
            source_sha256=f"{plan.pk}-{unit}",
            text="",
            signed_on=TODAY,
            imported_by="bench",
            **shared,
        )
        for unit in units
    )
    tasks = Task.objects.bulk_create(
        Task(plan=one, ordinal=duty.ordinal, title="x", content="x", due_on=duty.due_on)
        for one in own
        for duty in duties
    )
    Answer.objects.bulk_create(
        Answer(
            plan=task.plan,
            task=task,
            duty=duties[place % len(duties)],
            confirmed_at=AT,
            confirmed_by="bench",
        )
        for place, task in enumerate(tasks)
    )


def _slow(act: Callable[[], None]) -> float:
    """The 95th of the seconds that the act takes."""
    took = []
    for _ in range(_TURNS + 1):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return sorted(took[1:])[int(_TURNS * 0.95) - 1]


if __name__ == "__main__":
    sys.exit(run(measure))
