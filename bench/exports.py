"""Files that a page makes while somebody waits: a plan for every unit, its matrix, its reports.

Every unit of the province has thirty tasks, has recorded what it did and has handed in its report,
which the province sums up. Seconds of the clock of the whole request, since PDF is written by a
process of its own; every file is made anew. The reference is the same file of a plan that gives one
task to one unit. What stays under two seconds needs no job and no page that shows how far it is.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

from bench._rows import Row, at_most, run
from bench._site import TASKS, plan_text, site

if TYPE_CHECKING:
    from loa.modules.plans.tests.factories import Scene

_TURNS = 3
_MOST_S = 2
_QUARTER = "2022-Q1"
_FILES = {
    "the matrix as a workbook": "/ke-hoach/{plan}/ma-tran.xlsx",
    "the plan as Word": "/ke-hoach/{plan}/the-thuc.docx",
    "the plan as PDF": "/ke-hoach/{plan}/the-thuc.pdf",
    "the plan as Akoma Ntoso": "/ke-hoach/{plan}/cau-truc.xml",
    "the consolidated report as Word": "/bao-cao/{report}/tep.docx",
    "the consolidated report as PDF": "/bao-cao/{report}/tep.pdf",
    "the consolidated report as a workbook": "/bao-cao/{report}/tep.xlsx",
}


def measure() -> Iterator[Row]:
    """Each file as its page gives it."""
    with site():
        from django.conf import settings

        from loa.foundation.orgs.tests.factories import limited
        from loa.kernel import clock
        from loa.modules.plans.tests.factories import MARCH, make_scene
        from loa.modules.plans.tests.web import browser

        scene = make_scene()
        large = _reported(scene, plan_text(101))
        small = _reported(scene, plan_text(102, 1).replace(_EVERYBODY, "1. Sở Tư pháp"))
        made = Path(settings.LOA_DATA) / "made"
        clock.use(lambda: MARCH)
        client = browser(scene.officer)
        client.defaults["SERVER_NAME"] = "localhost"

        def asked(address: str) -> float:
            return _median(lambda: client.get(address).status_code, made)

        with limited("export.files", 10**6):
            for words, address in _FILES.items():
                mine, bare = (asked(address.format(**of)) for of in (large, small))
                yield at_most(f"{words}, {TASKS} tasks", mine, bare, _MOST_S, "s")


_EVERYBODY = "1. Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã"


def _median(ask: Callable[[], int], made: Path) -> float:
    """Seconds until the file is there, with nothing kept of the time before."""
    took = []
    for _ in range(_TURNS):
        shutil.rmtree(made, ignore_errors=True)
        start = time.perf_counter()
        status = ask()
        took.append(time.perf_counter() - start)
        if status != 200:  # noqa: PLR2004  the code of a file that came
            message = f"answered {status}"
            raise RuntimeError(message)
    return median(took)


def _reported(scene: "Scene", text: str) -> dict[str, int]:
    """A plan that was given out, done and reported; the report of the province sums it up."""
    from loa.foundation.orgs import facade as orgs
    from loa.foundation.orgs.tests.factories import make_actor
    from loa.modules.plans import facade
    from loa.modules.plans.models import Occurrence
    from loa.modules.plans.tests.factories import AT, MARCH, imported

    plan_id = imported(scene, text)
    facade.issue_plan(actor=scene.officer, plan_id=plan_id, version=None, at=AT, as_it_stands=True)
    facts = facade.ActivityFacts(
        done_on=date(2022, 2, 9),
        title="Phát tờ rơi, phát thanh tại thôn 1",
        form="TO_ROI",
        quantities=(facade.Quantity("LEAFLETS", 30),),
    )
    works = Occurrence.objects.filter(assignment__plan=plan_id).order_by("assignment__unit", "pk")
    for work in works.distinct("assignment__unit").select_related("assignment"):
        unit_id = work.assignment.unit_id
        head = make_actor(orgs.Role.HEAD, unit_id)
        facade.record_activity(actor=head, key=uuid4(), occurrence_id=work.pk, facts=facts, at=AT)
        report_id = facade.open_report(
            actor=head, plan_id=plan_id, unit_id=unit_id, period=_QUARTER, at=MARCH
        )
        facade.approve_report(actor=head, report_id=report_id, version=1, at=MARCH)
    report_id = facade.open_report(
        actor=scene.officer, plan_id=plan_id, unit_id=scene.root.id, period=_QUARTER, at=MARCH
    )
    return {"plan": plan_id, "report": report_id}


if __name__ == "__main__":
    sys.exit(run(measure))
