"""Urging through the contract: once for its key, and once a day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from loa.kernel import clock
from loa.modules.plans.tests.factories import as_person, issued, make_scene, occurrence_of
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_april() -> Iterator[None]:
    clock.use(lambda: APRIL)
    yield
    clock.use(clock.system_now)


def test_urge_answers_once_and_the_work_tells_it() -> None:
    """L01: a repeat with its key gets the same bytes; another key finds it done today."""
    scene = make_scene()
    plan_id = issued(scene)
    as_person(scene.focal)
    program = Program.of(scene.officer)
    asked = f"/plans/{plan_id}/urge"
    would = program.post(asked, {"dry_run": True}).json()
    first = program.post(asked, {"units": [scene.commune.code]}, key="k-1")
    assert first.json() == {"urged": 1, "already_today": 0, "unreachable": []}
    assert program.post(asked, {"units": [scene.commune.code]}, key="k-1").content == first.content
    again = program.post(asked).json()
    assert (again["urged"], again["already_today"]) == (would["urged"] - 1, 1)
    assert again["unreachable"] == would["unreachable"]
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    (told,) = program.get(f"/work/{work.pk}/urgings").json()
    assert (told["way"], told["state"], told["unit"]["code"]) == (
        "HOUSE",
        "SENT",
        scene.commune.code,
    )
    assert Program.of(scene.focal).post(asked).status_code == 403
