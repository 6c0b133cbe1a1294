"""The pages that officers wait for: the matrix of units by tasks, and somebody's own work.

The 95th of a hundred requests (`_answering.py`). The reference is the page that says the site
lives and asks nothing of anybody: what the framework costs at least. Ten times as much work stands
in the tables for the growth.
"""

import sys
from collections.abc import Iterator
from gzip import compress
from typing import TYPE_CHECKING

from bench._answering import slowest
from bench._rows import Row, at_most, run
from bench._site import TASKS, plan_text, site

if TYPE_CHECKING:
    from loa.modules.plans.tests.factories import Scene

_PLANS = 10
_MATRIX_MS, _WORK_MS, _KILOBYTES, _GROWTH = 120, 80, 60, 3
_ALIVE = "/healthz"
# Every unit is at another place with each of its tasks, so that cells do not pack like one.
_MIX = """
    WITH mixed AS (
        SELECT o.id, abs(hashint8(o.id)) %% 5 AS n FROM plans_occurrence o
        JOIN plans_assignment a ON a.id = o.assignment_id WHERE a.plan_id = %s
    )
    UPDATE plans_occurrence o SET
        state = (ARRAY['NOT_STARTED', 'IN_PROGRESS', 'SUBMITTED', 'RETURNED', 'DONE'])[n + 1],
        submitted_on = CASE WHEN n IN (2, 4) THEN date '2022-02-09' END,
        closed_on = CASE WHEN n = 4 THEN date '2022-02-09' END,
        reason = CASE WHEN n = 3 THEN 'Bổ sung ảnh' ELSE '' END
    FROM mixed WHERE mixed.id = o.id
"""


def measure() -> Iterator[Row]:
    """With one plan, then with ten."""
    with site():
        from loa.modules.plans.tests.factories import make_scene
        from loa.modules.plans.tests.web import browser, on_the_day

        scene = make_scene()
        plan_id = _issued(scene, 101)
        with on_the_day():
            officer, focal = browser(scene.officer), browser(scene.focal)
            for client in (officer, focal):
                client.defaults["SERVER_NAME"] = "localhost"
            asked = {f"/ke-hoach/{plan_id}/ma-tran/": officer, "/viec/": focal, _ALIVE: focal}
            weight = len(compress(officer.get(f"/ke-hoach/{plan_id}/ma-tran/").content)) / 1024
            matrix, work, alive = slowest(asked)
            for number in range(102, 101 + _PLANS):
                _issued(scene, number)
            later = slowest(asked)
    units = "ms, the 95th of a hundred"
    yield at_most(f"matrix of {TASKS} tasks", matrix * 1000, alive * 1000, _MATRIX_MS, units)
    yield at_most("the matrix, packed", weight, weight, _KILOBYTES, "KiB")
    yield at_most("somebody's own work", work * 1000, alive * 1000, _WORK_MS, units)
    growth = f"with {_PLANS} times the work in the tables"
    yield at_most(f"matrix {growth}", later[0] / matrix, later[2] / alive, _GROWTH, "times as long")
    yield at_most(f"own work {growth}", later[1] / work, later[2] / alive, _GROWTH, "times as long")


def _issued(scene: "Scene", number: int) -> int:
    from django.db import connection

    from loa.modules.plans import facade
    from loa.modules.plans.tests.factories import AT, imported

    plan_id = imported(scene, plan_text(number))
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    with connection.cursor() as cursor:
        cursor.execute(_MIX, [plan_id])
    return plan_id


if __name__ == "__main__":
    sys.exit(run(measure))
