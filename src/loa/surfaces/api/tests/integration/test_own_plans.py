"""A unit's own plan through the contract: made, issued, and counted in the coverage."""

from collections.abc import Iterator

import pytest

from loa.kernel import clock
from loa.modules.plans.tests.factories import AT, issued, make_scene
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    clock.use(lambda: AT)
    yield
    clock.use(clock.system_now)


def test_a_program_of_a_commune_makes_its_plan() -> None:
    scene = make_scene()
    plan_id = issued(scene)
    asked = {"unit": scene.commune.code}
    made = Program.of(scene.focal).post(f"/plans/{plan_id}/own-plans", asked).json()["plan"]
    assert (
        Program.of(scene.other_focal).post(f"/plans/{plan_id}/own-plans", asked).status_code == 403
    )
    handed = Program.of(scene.focal).post(f"/plans/{made}/propose", {"version": 1}).json()
    assert (bool(handed["proposed_at"]), handed["version"]) == (True, 2)
    back = {"version": 2, "reason": "Thêm kinh phí"}
    assert Program.of(scene.focal).post(f"/plans/{made}/ask-back", back).status_code == 403
    returned = Program.of(scene.head).post(f"/plans/{made}/ask-back", back).json()
    assert (returned["proposed_at"], returned["asked_back"]) == (None, "Thêm kinh phí")
    step = {"version": 3, "number": "7"}
    assert Program.of(scene.focal).post(f"/plans/{made}/issue", step).status_code == 403
    assert Program.of(scene.head).post(f"/plans/{made}/issue", step).status_code == 200
    found = Program.of(scene.officer).get(f"/plans/{plan_id}/coverage?as_of=2022-02-10").json()
    assert [row["covered"] for row in found["clauses"]] == [1, 1, 0, 0, 0]
    assert all(row["covered"] + len(row["missing"]) == row["units"] for row in found["clauses"])
    mine = Program.of(scene.other_focal).get(f"/plans/{plan_id}/coverage").json()
    assert [row["missing"] for row in mine["clauses"][:2]] == [[scene.other.code]] * 2
