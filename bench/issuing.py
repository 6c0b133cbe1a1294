"""Giving out a plan of 30 tasks to every unit of the province, about 5,000 assignments.

The reference is a bare COPY of the same assignments and the same rows of the journal into the same
tables, with their indexes and constraints, on the same server: what no program can go below.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from bench._copies import journal_head, seconds_to_copy, taken
from bench._rows import Row, at_least, at_most, run
from bench._site import TASKS, plan_text, site

if TYPE_CHECKING:
    from loa.modules.plans.tests.factories import Scene

_TURNS = 3
_SMALL = 2  # so many plans of usual size in each turn beside one of ten times the tasks
_TIMES = 10
_MOST_MS = 400
_LEAST_SHARE = 0.3333
_MOST_GROWTH = 12
_ROWS = {
    "plans_assignment": "SELECT * FROM plans_assignment WHERE plan_id = {plan}",
    "audit_journalrow": "SELECT * FROM audit_journalrow WHERE seq > {head}",
}


@dataclass(frozen=True)
class Round:
    """How many assignments, the seconds to issue them with the commit, the seconds of the COPY."""

    assignments: int
    issued: float
    copied: float


def measure() -> Iterator[Row]:
    """Issue one plan after another, each beside its COPY, and by turns one of ten times the tasks.

    By turns, so that an hour in which the disk is slow is slow for both.
    """
    rounds, large = [], []
    with site():
        from loa.modules.plans.tests.factories import make_scene

        scene = make_scene()
        numbers = count(101)
        _round(scene, next(numbers), TASKS)  # the first plan of a process finds nothing prepared
        for _ in range(_TURNS):
            rounds += [_round(scene, next(numbers), TASKS) for _ in range(_SMALL)]
            large.append(_round(scene, next(numbers), TASKS * _TIMES))
    one, ten = _middle(rounds), _middle(large)
    yield at_most(
        f"issue {TASKS} tasks to all units, {one.assignments:,} assignments",
        one.issued * 1000, one.copied * 1000, _MOST_MS, "ms",
    )  # fmt: skip
    yield at_least(
        "speed beside a bare COPY of the same rows",
        one.copied / one.issued,
        1,
        _LEAST_SHARE,
        "of it",
    )
    yield at_most(
        f"time for {ten.assignments / one.assignments:.0f} times the assignments",
        ten.issued / one.issued, ten.copied / one.copied, _MOST_GROWTH, "times as long",
    )  # fmt: skip


def _middle(rounds: list[Round]) -> Round:
    return Round(
        rounds[0].assignments,
        median(one.issued for one in rounds),
        median(one.copied for one in rounds),
    )


def _round(scene: "Scene", number: int, tasks: int) -> Round:
    """The rows are taken from an issue that is rolled back; then COPY and issue take turns."""
    from django.db import transaction

    from loa.modules.plans import facade
    from loa.modules.plans.tests.factories import AT, imported

    plan_id = imported(scene, plan_text(number, tasks))

    def issue() -> int:
        return facade.issue_plan(
            actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True
        ).assignments

    head = journal_head()
    with transaction.atomic():
        issue()
        rows = taken(_ROWS, plan=plan_id, head=head)
        transaction.set_rollback(True)
    copied = seconds_to_copy(rows)
    start = time.perf_counter()
    assignments = issue()
    return Round(assignments, time.perf_counter() - start, copied)


if __name__ == "__main__":
    sys.exit(run(measure))
