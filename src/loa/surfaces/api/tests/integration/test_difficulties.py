"""Difficulties by programs: raised, listed, passed up, answered, raised again, withdrawn."""

import pytest

from loa.foundation.tokens.facade import Scope
from loa.modules.plans.tests.factories import BROKEN, Scene, issued, occurrence_of, raised
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db


def test_raised_once_for_a_key_passed_up_and_answered(scene: Scene) -> None:
    plan_id = issued(scene)
    task_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").assignment.task_id
    body = {"unit": scene.commune.code, "task": task_id, "words": BROKEN}
    unit = Program.of(scene.focal)
    made = unit.post(f"/plans/{plan_id}/difficulties", body, "key-1")
    assert made.status_code == 201, made.content
    repeat = unit.post(f"/plans/{plan_id}/difficulties", body, "key-1")
    assert (repeat.content, repeat.headers["Idempotency-Replayed"]) == (made.content, "true")
    place = made.headers["Location"].removeprefix("/api/v1")
    found = unit.get(place).json()
    assert (found["state"], found["due_on"]) == ("OPEN", "2022-03-22")
    assert found["holder"]["code"] == scene.district.code
    assert found["steps"] == ["DIFFICULTY_WITHDRAW"]

    district = Program.of(scene.district_officer)
    refused = district.post(f"{place}/pass-up", {"version": 9, "reason": "Vượt thẩm quyền"})
    assert refused.status_code == 409
    assert refused.json()["current"]["version"] == 1
    up = district.post(f"{place}/pass-up", {"version": 1, "reason": "Vượt thẩm quyền"})
    assert up.status_code == 200, up.content
    assert [step["move"] for step in up.json()["past"]] == ["RAISED", "PASSED_UP"]

    answer = {"version": 2, "words": "Lùi hạn", "effect": "ALL_DUE", "due_on": "2022-05-20"}
    assert district.post(f"{place}/answer", answer).status_code == 403
    told = Program.of(scene.officer).post(f"{place}/answer", answer)
    assert (told.status_code, told.json()["answer"]) == (200, "Lùi hạn"), told.content
    given = occurrence_of(plan_id, scene.other.id, "tờ rơi").assignment
    first = given.occurrences.get(ordinal=1)  # what was overdue when it was raised
    assert str(first.due_on) == "2022-05-20"
    again = unit.post(f"{place}/reopen", {"version": 3, "reason": "Vẫn vướng"})
    assert (again.status_code, again.json()["rounds"]) == (200, 2)
    gone = unit.post(f"{place}/withdraw", {"version": 4})
    assert (gone.status_code, gone.json()["state"]) == (200, "WITHDRAWN")


def test_the_list_narrows_and_what_one_may_not_see_is_missing(scene: Scene) -> None:
    plan_id = issued(scene)
    found = raised(scene, plan_id)
    raised(scene, plan_id, actor=scene.other_focal, unit=scene.other)
    place = f"/plans/{plan_id}/difficulties"
    officer, unit = Program.of(scene.officer), Program.of(scene.focal)
    assert officer.get(place).json()["total"] == 2
    assert unit.get(place).json()["total"] == 1
    assert officer.get(f"{place}?unit={scene.commune.code}&late=true").json()["total"] == 1
    assert officer.get(f"{place}?state=ANSWERED").json()["total"] == 0
    stranger = Program.of(scene.other_focal)
    assert stranger.get(f"/difficulties/{found.pk}").status_code == 404
    body = {"unit": scene.commune.code, "words": BROKEN, "task": found.task_id}
    assert stranger.post(place, body).status_code == 403


def test_a_token_that_only_reads_raises_nothing(scene: Scene) -> None:
    plan_id = issued(scene)
    reader = Program.of(scene.focal, scopes=(Scope.READ,))
    body = {"unit": scene.commune.code, "words": BROKEN}
    assert reader.post(f"/plans/{plan_id}/difficulties", body).status_code == 403


def test_what_is_alike_is_passed_up_with_it(scene: Scene) -> None:
    plan_id = issued(scene)
    first, second = (
        raised(scene, plan_id, words=words).pk for words in (BROKEN, f"{BROKEN} Xin hỗ trợ")
    )
    body = {"version": 1, "reason": "Vượt thẩm quyền", "also": [second]}
    up = Program.of(scene.district_officer).post(f"/difficulties/{first}/pass-up", body)
    assert up.status_code == 200, up.content
    other = Program.of(scene.officer).get(f"/difficulties/{second}").json()
    assert other["holder"]["code"] == up.json()["holder"]["code"] != scene.district.code
