"""Urging every unit of the province in one act: texts, news, the official dispatch, the journal.

The reference is a bare COPY of the same rows into the same tables, with their indexes and
constraints, on the same server: what no program can go below.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

from bench._copies import journal_head, seconds_to_copy, taken
from bench._rows import Row, at_least, at_most, run
from bench._site import TASKS, plan_text, site

if TYPE_CHECKING:
    from loa.modules.plans.tests.factories import Scene

_REPEATS = 5
_TIMES = 10
_MOST_S = 2.0
_LEAST_SHARE = 0.1
_MOST_GROWTH = 12
_MONDAY = datetime(2022, 7, 4, 2, 0, tzinfo=UTC)
"""09:00, when all that `plan_text` orders is late."""
_ROWS = {
    "plans_urginground": "SELECT * FROM plans_urginground WHERE plan_id = {plan} AND id > {act}",
    "plans_dispatch": "SELECT * FROM plans_dispatch WHERE round_id > {act}",
    "plans_urging": "SELECT * FROM plans_urging WHERE plan_id = {plan} AND id > {urging}",
    "plans_urgedwork": "SELECT * FROM plans_urgedwork WHERE urging_id > {urging}",
    "plans_notice": "SELECT * FROM plans_notice WHERE id > {notice}",
    "audit_journalrow": "SELECT * FROM audit_journalrow WHERE seq > {head}",
}


@dataclass(frozen=True)
class Round:
    """How many units and works, the seconds to urge them with the commit, those of the COPY."""

    units: int
    works: int
    urged: float
    copied: float


def measure() -> Iterator[Row]:
    """One act a working day, each beside its COPY; then of a plan of ten times the tasks."""
    with site():
        from loa.modules.plans.tests.factories import issued, make_scene

        scene = make_scene()
        _seat_everybody()
        small = issued(scene, plan_text(101, TASKS))
        rounds = [_round(scene, small, day) for day in range(_REPEATS)][1:]
        large = issued(scene, plan_text(201, TASKS * _TIMES))
        more = [_round(scene, large, day) for day in range(2)]
    one, ten = _middle(rounds), _middle(more)
    yield at_most(
        f"urge {one.units} units about {one.works:,} late works in one act",
        one.urged, one.copied, _MOST_S, "s",
    )  # fmt: skip
    yield at_least(
        "speed beside a bare COPY of the same rows",
        one.copied / one.urged,
        1,
        _LEAST_SHARE,
        "of it",
    )
    yield at_most(
        f"time for {ten.works / one.works:.0f} times the works",
        ten.urged / one.urged, ten.copied / one.copied, _MOST_GROWTH, "times as long",
    )  # fmt: skip


def _seat_everybody() -> None:
    """A focal officer in every unit, so that each can be told."""
    from loa.foundation.orgs import facade as orgs
    from loa.foundation.orgs.tests.factories import make_account, make_actor

    for unit in orgs.tree(_MONDAY.date()):
        make_account(make_actor(orgs.Role.FOCAL_OFFICER, unit.id))


def _middle(rounds: list[Round]) -> Round:
    return Round(
        rounds[0].units,
        rounds[0].works,
        median(one.urged for one in rounds),
        median(one.copied for one in rounds),
    )


def _round(scene: "Scene", plan_id: int, day: int) -> Round:
    """The rows are taken from an act that is rolled back; then COPY and act take turns."""
    from django.db import transaction

    from loa.modules.plans import facade
    from loa.modules.plans.models import UrgedWork

    at = _MONDAY + timedelta(days=day)

    def urge() -> int:
        key = uuid4()
        return facade.urge_late(
            actor=scene.officer, plan_id=plan_id, chosen=facade.Chosen(), key=key, at=at
        ).urged

    before = _before()
    with transaction.atomic():
        urge()
        rows = taken(_ROWS, plan=plan_id, **before)
        transaction.set_rollback(True)
    copied = seconds_to_copy(rows)
    start = time.perf_counter()
    units = urge()
    urged = time.perf_counter() - start
    works = UrgedWork.objects.filter(urging__plan=plan_id, day=at.date()).count()
    return Round(units, works, urged, copied)


def _before() -> dict[str, int]:
    """The last ids before an act."""
    from loa.modules.plans.models import Notice, Urging, UrgingRound

    def last(model: type[Notice | Urging | UrgingRound]) -> int:
        return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    return {
        "head": journal_head(),
        "act": last(UrgingRound),
        "urging": last(Urging),
        "notice": last(Notice),
    }


if __name__ == "__main__":
    sys.exit(run(measure))
