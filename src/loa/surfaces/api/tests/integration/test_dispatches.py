"""Official dispatches of urging through the contract: read, drafted, numbered, taken as files."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.modules.plans.tests.factories import Scene, as_person, issued
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def plan_id(scene: Scene) -> Iterator[int]:
    """A plan that was given out, of which the commune was urged in April."""
    found = issued(scene)
    as_person(scene.focal)
    clock.use(lambda: APRIL)
    asked = {"units": [scene.commune.code]}
    Program.of(scene.officer).post(f"/plans/{found}/urge", asked)
    yield found
    clock.use(clock.system_now)


def test_a_letter_is_read_with_its_list_and_its_files(scene: Scene, plan_id: int) -> None:
    program = Program.of(scene.officer)
    (line,) = program.get(f"/plans/{plan_id}/dispatches").json()["items"]
    assert (line["units"], line["number"], line["version"]) == (1, "", 1)
    place = f"/dispatches/{line['id']}"
    letter = program.get(place).json()
    assert len(letter["list"]) == line["works"] > 0
    assert {one["unit"]["code"] for one in letter["list"]} == {scene.commune.code}
    assert program.get(f"/work/{letter['list'][0]['work']}").status_code == 200
    assert letter["text"][0].startswith("Qua theo dõi tình hình thực hiện")
    assert program.get(f"{place}/files/docx").content.startswith(b"PK")
    unit = Program.of(scene.focal)
    assert unit.get(place).status_code == 404
    assert unit.get(f"/plans/{plan_id}/dispatches").json()["total"] == 0


def test_it_is_drafted_until_the_clerk_numbers_it(scene: Scene, plan_id: int) -> None:
    program = Program.of(scene.officer)
    (line,) = program.get(f"/plans/{plan_id}/dispatches").json()["items"]
    place = f"/dispatches/{line['id']}"
    draft = {"version": 1, "reply_by": "2022-04-29", "drafting": "THCBKS"}
    drafted = program.post(f"{place}/draft", draft, key="k-1")
    assert drafted.json()["reply_by"] == "2022-04-29", drafted.content
    assert drafted.json()["notation"].endswith("THCBKS")
    assert program.post(f"{place}/draft", draft, key="k-1").content == drafted.content
    number = {"version": 2, "number": "45", "signed_on": "2022-04-18"}
    assert program.post(f"{place}/number", number).status_code == 403
    clerk = Program.of(make_actor(Role.CLERK, scene.office.id))
    numbered = clerk.post(f"{place}/number", number)
    assert (numbered.json()["number"], numbered.json()["version"]) == ("45", 3), numbered.content
    late = program.post(f"{place}/draft", {**draft, "version": 3, "drafting": "VX"})
    assert late.status_code in {409, 422}
    stale = clerk.post(f"{place}/number", {**number, "version": 1, "number": "46"})
    assert stale.status_code == 409
