"""Questions and guidance by programs: asked once for a key, answered, found without marks."""

import pytest

from loa.foundation.tokens.facade import Scope
from loa.modules.plans.tests.factories import (
    BOARD,
    WHERE,
    Scene,
    asked,
    issued,
    occurrence_of,
    published,
)
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db


def test_asked_once_for_a_key_passed_up_answered_and_found(scene: Scene) -> None:
    plan_id = issued(scene)
    task_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task_id
    body = {"unit": scene.commune.code, "task": task_id, "words": WHERE}
    unit = Program.of(scene.focal)
    made = unit.post(f"/plans/{plan_id}/questions", body, "key-1")
    assert made.status_code == 201, made.content
    repeat = unit.post(f"/plans/{plan_id}/questions", body, "key-1")
    assert (repeat.content, repeat.headers["Idempotency-Replayed"]) == (made.content, "true")
    place = made.headers["Location"].removeprefix("/api/v1")
    found = unit.get(place).json()
    assert (found["state"], found["due_on"]) == ("OPEN", "2022-03-22")
    assert found["steps"] == ["QUESTION_WITHDRAW"]
    district = Program.of(scene.district_officer)
    up = district.post(f"{place}/pass-up", {"version": 1, "reason": "Tỉnh quy định"})
    assert (up.status_code, up.json()["holder"]["code"]) == (200, scene.office.code), up.content
    answer = {"version": 2, "title": BOARD.title, "words": BOARD.words, "basis": BOARD.basis}
    assert district.post(f"{place}/answer", answer).status_code == 403
    office = Program.of(scene.officer)
    told = office.post(f"{place}/answer", answer)
    assert (told.status_code, told.json()["state"]) == (200, "ANSWERED"), told.content
    kept = Program.of(scene.other_focal).get(f"/plans/{plan_id}/guidance?q=danh+muc").json()
    assert [one["id"] for one in kept["items"]] == [told.json()["guidance"]]
    assert unit.get(f"/guidance/{told.json()['guidance']}").json()["answers"] == 1
    assert office.get(f"/plans/{plan_id}/questions?state=OPEN").json()["total"] == 0


def test_settled_turned_withdrawn_published(scene: Scene) -> None:
    plan_id = issued(scene)
    given = published(scene, plan_id)
    unit, district = Program.of(scene.focal), Program.of(scene.district_officer)
    body = {"unit": scene.commune.code, "words": WHERE, "answered_by": given.pk}
    settled = unit.post(f"/plans/{plan_id}/questions", body).json()
    assert (settled["state"], settled["guidance"]) == ("SETTLED", given.pk)
    turned = asked(scene, plan_id)
    answer = district.post(f"/questions/{turned.pk}/turn", {"version": 1})
    assert (answer.status_code, answer.json()["state"]) == (200, "TURNED"), answer.content
    gone = asked(scene, plan_id)
    assert unit.post(f"/questions/{gone.pk}/withdraw", {"version": 1}).status_code == 200
    new = {"unit": scene.office.code, "title": "In ở đâu", "words": "In tại huyện"}
    made = Program.of(scene.officer).post(f"/plans/{plan_id}/guidance", new)
    assert (made.status_code, made.json()["about"]) == (201, ["Cả kế hoạch"]), made.content
    refused = unit.post(f"/plans/{plan_id}/guidance", {**new, "unit": scene.commune.code})
    assert refused.status_code == 403


def test_what_one_may_not_see_is_missing_and_a_reading_token_asks_nothing(scene: Scene) -> None:
    plan_id = issued(scene)
    found = asked(scene, plan_id)
    assert Program.of(scene.other_focal).get(f"/questions/{found.pk}").status_code == 404
    place = f"/plans/{plan_id}/questions"
    assert (
        Program.of(scene.officer)
        .get(f"{place}?unit={scene.commune.code}&late=true")
        .json()["total"]
        == 1
    )
    reader = Program.of(scene.focal, scopes=(Scope.READ,))
    body = {"unit": scene.commune.code, "words": WHERE}
    assert reader.post(place, body).status_code == 403
