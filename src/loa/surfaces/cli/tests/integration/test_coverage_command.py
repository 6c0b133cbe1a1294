"""`loa plan coverage`: the contract that scripts rely on."""

import json
from collections.abc import Iterator

import pytest

from loa.kernel import clock
from loa.modules.plans import facade
from loa.modules.plans.tests.factories import AT, make_scene
from loa.modules.plans.tests.factories import issued as issued_plan
from loa.surfaces.cli import main, readiness

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    clock.use(lambda: AT)
    yield
    clock.use(clock.system_now)


def test_coverage_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    scene = make_scene()
    plan_id = issued_plan(scene)
    own = facade.make_own_plan(
        actor=scene.focal, parent_id=plan_id, unit_id=scene.commune.id, at=AT
    )
    facade.issue_plan(actor=scene.head, plan_id=own, version=1, at=AT)
    found = []
    for day in ("2022-02-10", "2022-02-09", "2020-01-01"):
        assert main.run(["plan", "coverage", str(plan_id), "--as-of", day, "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out)["clauses"])
    today, *before = found
    assert all(row["covered"] + len(row["missing"]) == row["units"] for row in today)
    assert [row["covered"] for row in today] == [1, 1, 0, 0, 0]
    assert scene.other.code in today[0]["missing"]
    assert scene.commune.code not in today[0]["missing"]
    assert [row["units"] for rows in before for row in rows] == [0] * 10
