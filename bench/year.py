"""A plan at the end of its year: 165 units, 30 monthly tasks, 60,000 activities, 200,000 proofs.

Its pages as `pages` measures them, and the consolidated report as files, by the clock, each made
anew. The reference of a page is the one that asks nothing of anybody, that of the files those of
one unit's report. Growth: the same plan with a tenth of its activities and proofs, then with all.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench._answering import slowest
from bench._rows import Row, at_most, run
from bench._site import plan_text, site

if TYPE_CHECKING:
    from django.test import Client

    from loa.modules.plans.tests.factories import Scene

_TURNS = 3
_TENTH = 10
_QUARTER = "2022-Q3"
_NOW = datetime(2022, 9, 19, 2, 0, tzinfo=UTC)
"""A Monday after the third quarter's last day, while its reports are written."""
_MATRIX_MS, _WORK_MS, _HEADS_MS, _FILES_S, _GROWTH = 200, 80, 300, 5, 3
_ALIVE = "/healthz"
_KINDS = ("docx", "pdf", "xlsx")
# One activity for each time that something falls due, of every kind, with three or four proofs;
# `share` parts them into tenths. What lies before the day is done, some of it late, some not.
_ACTIVITIES = """
    INSERT INTO plans_activity (occurrence_id, unit_id, plan_id, done_on, title, form, audience,
        place, material, note, recorded_at, recorded_by, entered_for_by, withdrawn_reason, version)
    SELECT o.id, a.unit_id, a.plan_id, o.starts_on + (o.id %% 20)::int,
        'Phát tờ rơi, phát thanh tại thôn ' || o.id %% 12, 'TO_ROI', '', 'thôn ' || o.id %% 12,
        '', '', o.starts_on + interval '20 days', 'bench', '', '', 1
    FROM plans_occurrence o JOIN plans_assignment a ON a.id = o.assignment_id
    WHERE a.plan_id = %s AND o.id %% 10 BETWEEN %s AND %s
"""
_QUANTITIES = """
    INSERT INTO plans_activityquantity (activity_id, measure, amount)
    SELECT id, 'LEAFLETS', 10 + id %% 50 FROM plans_activity WHERE plan_id = %s
    ON CONFLICT DO NOTHING
"""
_PROOFS = """
    INSERT INTO plans_evidence (activity_id, url, caption)
    SELECT v.id, 'https://example.vn/' || v.id || '/' || n, 'ảnh ' || n
    FROM plans_activity v, generate_series(1, 3 + (v.id %% 3 = 0)::int) n
    WHERE v.plan_id = %s AND NOT EXISTS (SELECT FROM plans_evidence e WHERE e.activity_id = v.id)
"""
_STATES = """
    UPDATE plans_occurrence o SET
        state = CASE WHEN o.id %% 9 = 0 THEN 'RETURNED' WHEN o.id %% 4 = 0 THEN 'SUBMITTED'
            ELSE 'DONE' END,
        submitted_on = CASE WHEN o.id %% 9 > 0 THEN o.due_on + (o.id %% 7)::int - 5 END,
        closed_on = CASE WHEN o.id %% 9 > 0 AND o.id %% 4 > 0 THEN o.due_on + 3 END,
        reason = CASE WHEN o.id %% 9 = 0 THEN 'Bổ sung ảnh' ELSE '' END
    FROM plans_assignment a WHERE a.id = o.assignment_id AND a.plan_id = %s AND o.due_on < %s
"""


def measure() -> Iterator[Row]:
    """With a tenth, with all, then the report over all."""
    with site():
        from loa.kernel import clock
        from loa.modules.plans.tests.factories import make_scene

        scene = make_scene()
        plan_id = _issued(scene)
        clock.use(lambda: _NOW)
        asked = _asked(scene, plan_id)
        _fill(plan_id, 0, 0)
        less = slowest(asked)
        activities, proofs = _fill(plan_id, 1, 9)
        matrix, work, heads, alive = slowest(asked)
        mine, bare = _files(scene, plan_id)
    units = "ms, the 95th of a hundred"
    at_end = f"after {activities:,} activities with {proofs:,} proofs"
    yield at_most(f"matrix {at_end}", matrix * 1000, alive * 1000, _MATRIX_MS, units)
    yield at_most(f"own work {at_end}", work * 1000, alive * 1000, _WORK_MS, units)
    yield at_most(f"the heads' view {at_end}", heads * 1000, alive * 1000, _HEADS_MS, units)
    yield at_most("consolidated report of all units, three files", mine, bare, _FILES_S, "s")
    for words, then, now in zip(
        ("matrix", "own work", "the heads' view"), less, (matrix, work, heads), strict=False
    ):
        growth = f"{words} with {_TENTH} times the activities and proofs"
        yield at_most(growth, now / then, alive / less[-1], _GROWTH, "times as long")


def _issued(scene: "Scene") -> int:
    """A plan whose tasks come again every month."""
    from loa.modules.plans import facade
    from loa.modules.plans.tests.factories import AT, imported

    duties = plan_text(101).splitlines()
    text = "\n".join(line.split(" trước ngày")[0].removesuffix(".") + " hằng tháng."
                     if line.startswith("- Tổ chức") else line for line in duties)  # fmt: skip
    plan_id = imported(scene, text)
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    return plan_id


def _asked(scene: "Scene", plan_id: int) -> "dict[str, Client]":
    """The pages, and who asks for them; the one that asks nothing of anybody is the last."""
    from loa.modules.plans.tests.web import browser

    officer, focal = browser(scene.officer), browser(scene.focal)
    for client in (officer, focal):
        client.defaults["SERVER_NAME"] = "localhost"
    heads = f"/dieu-hanh/{scene.root.id}/"
    return {
        f"/ke-hoach/{plan_id}/ma-tran/": officer, "/viec/": focal, heads: officer, _ALIVE: focal,
    }  # fmt: skip


def _fill(plan_id: int, first: int, last: int) -> tuple[int, int]:
    """What units did, so many tenths of it; how many activities and proofs there are now."""
    from django.db import connection

    from loa.modules.plans.models import Activity, Evidence

    with connection.cursor() as cursor:
        cursor.execute(_ACTIVITIES, [plan_id, first, last])
        cursor.execute(_QUANTITIES, [plan_id])
        cursor.execute(_PROOFS, [plan_id])
        cursor.execute(_STATES, [plan_id, _NOW.date()])
        cursor.execute("ANALYZE")
    return Activity.objects.count(), Evidence.objects.count()


def _files(scene: "Scene", plan_id: int) -> tuple[float, float]:
    """Seconds to make the files of the consolidated report, and those of one unit's."""
    from django.conf import settings

    from loa.foundation.orgs.tests.factories import limited
    from loa.modules.plans.tests.web import browser

    of_unit, of_all = _reported(scene, plan_id)
    made = Path(settings.LOA_DATA) / "made"
    client = browser(scene.officer)
    client.defaults["SERVER_NAME"] = "localhost"

    def seconds(report_id: int) -> float:
        shutil.rmtree(made, ignore_errors=True)
        start = time.perf_counter()
        for kind in _KINDS:
            answer = client.get(f"/bao-cao/{report_id}/tep.{kind}")
            if answer.status_code != 200:  # noqa: PLR2004  the code of a file that came
                raise RuntimeError(answer.status_code)
        return time.perf_counter() - start

    with limited("export.files", 10**6):
        took = [(seconds(of_all), seconds(of_unit)) for _ in range(_TURNS)]
    return median(all_ for all_, _one in took), median(one for _all, one in took)


def _reported(scene: "Scene", plan_id: int) -> tuple[int, int]:
    """The reports of all units for the quarter; that of the last unit and the consolidated one."""
    from loa.foundation.orgs import facade as orgs
    from loa.foundation.orgs.tests.factories import make_actor
    from loa.modules.plans import facade
    from loa.modules.plans.models import Assignment

    report_id = 0
    units = Assignment.objects.filter(plan=plan_id).values_list("unit_id", flat=True)
    for unit_id in sorted(set(units) - {scene.root.id}):
        head = make_actor(orgs.Role.HEAD, unit_id)
        report_id = facade.open_report(
            actor=head, plan_id=plan_id, unit_id=unit_id, period=_QUARTER, at=_NOW
        )
        facade.approve_report(actor=head, report_id=report_id, version=1, at=_NOW)
    of_all = facade.open_report(
        actor=scene.officer, plan_id=plan_id, unit_id=scene.root.id, period=_QUARTER, at=_NOW
    )
    return report_id, of_all


if __name__ == "__main__":
    sys.exit(run(measure))
