"""Documents of units through the contract: linked from outside, confirmed, numbered, revised."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.kernel import clock
from loa.modules.plans.tests.factories import Scene, issued
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

_WORDS = "Phát tờ rơi tuyên truyền về thủ tục hành chính tại các thôn, bản".encode()


def _linked(scene: Scene, plan_id: int, key: str = "k-1") -> dict[str, object]:
    form = {
        "unit": scene.commune.code,
        "kind": "DISPATCH",
        "symbol": "15/UBND-VP",
        "signed_on": "2022-02-15",
        "document": SimpleUploadedFile("cong-van.txt", _WORDS),
    }
    answer = Program.of(scene.focal).send(f"/plans/{plan_id}/own-documents", form, key)
    assert answer.status_code == 201, answer.content
    found: dict[str, object] = answer.json()
    return found


def test_a_document_issued_elsewhere_is_linked_and_says_what_it_answers(scene: Scene) -> None:
    plan_id = issued(scene)
    made = _linked(scene, plan_id)
    assert (made["is_linked"], made["number"], made["answers"]) == (True, "15", 0)
    assert _linked(scene, plan_id, "k-2")["plan"] == made["plan"]
    duties = [one["duty"] for one in made["duties"]]  # type: ignore[attr-defined]
    place = f"/plans/{made['plan']}/answers"
    said = {"version": made["version"], "answers": [{"duty": duty} for duty in duties]}
    assert Program.of(scene.district_officer).post(place, said).status_code == 403
    told = Program.of(scene.focal).post(place, said)
    assert told.status_code == 200, told.content
    assert all(one["is_answered"] and one["is_confirmed"] for one in told.json()["duties"])
    stale = Program.of(scene.focal).post(place, {**said, "answers": []})
    assert (stale.status_code, stale.json()["current"]["version"]) == (409, told.json()["version"])
    listed = Program.of(scene.officer).get(f"/plans/{plan_id}/own-plans").json()
    assert [(one["plan"], one["kind"]) for one in listed["items"]] == [(made["plan"], "DISPATCH")]
    others = Program.of(scene.other_focal).get(f"/plans/{plan_id}/own-plans").json()
    assert others["total"] == 0
    assert Program.of(scene.other_focal).get(place).status_code == 404
    clauses = Program.of(scene.officer).get(f"/plans/{plan_id}/coverage").json()["clauses"]
    assert all(scene.commune.code not in row["missing"] for row in clauses if row["covered"])


def test_a_plan_made_here_gets_its_number_later_and_is_revised(scene: Scene) -> None:
    plan_id = issued(scene)
    made = Program.of(scene.focal).post(f"/plans/{plan_id}/own-plans", {"unit": scene.commune.code})
    own = made.json()["plan"]
    whole = Program.of(scene.focal).post(f"/plans/{own}/take-up")
    assert whole.json() == {"plan": own, "count": 0}
    head = Program.of(scene.head)
    assert head.post(f"/plans/{own}/issue", {"version": 1}).status_code == 200
    shown = head.get(f"/plans/{own}/answers").json()
    clerk = Program.of(make_actor(Role.CLERK, scene.commune.id))
    step = {"version": shown["version"], "number": "31", "signed_on": "2022-03-15"}
    assert Program.of(scene.focal).post(f"/plans/{own}/number", step).status_code == 403
    numbered = clerk.post(f"/plans/{own}/number", step)
    assert (numbered.status_code, numbered.json()["number"]) == (200, "31"), numbered.content
    clock.use(lambda: datetime(2022, 4, 4, 2, 0, tzinfo=UTC))
    draft = Program.of(scene.focal).post(f"/plans/{own}/revise")
    assert (draft.status_code, draft.json()["revision"]) == (200, 2), draft.content
    assert Program.of(scene.focal).post(f"/plans/{own}/revise").json() == draft.json()
