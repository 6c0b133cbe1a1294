"""Remarks with mentions and named filters through the contract."""

from dataclasses import replace
from datetime import date

import pytest

from loa.modules.plans.facade import unseen_notices
from loa.modules.plans.tests.factories import Scene, as_person, begun, issued, raised
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db


def test_a_remark_is_said_once_tells_who_is_meant_and_is_taken_back(scene: Scene) -> None:
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    place = f"/work/{work.pk}/comments"
    name = "Hoàng Thị Mẫu"
    focal = as_person(replace(scene.focal, name=name))
    program = Program.of(scene.officer)
    text = "@Thị Mẫu bổ sung ảnh giúp"
    made = program.post(place, {"text": text}, key="k-1")
    assert made.status_code == 201, made.content
    assert program.post(place, {"text": text}, key="k-1").content == made.content
    assert made.json()["mentioned"] == [name]
    told = unseen_notices(focal, date(2022, 3, 15), most=99).newest
    assert len([one for one in told if one.text.endswith(text)]) == 1
    unclear = program.post(place, {"text": "@Zorro xem"})
    assert (unclear.status_code, unclear.json()["code"]) == (422, "WHO_IS_MEANT")
    assert [one["text"] for one in Program.of(scene.focal).get(place).json()["items"]] == [text]
    assert Program.of(scene.other_focal).get(place).status_code == 404
    away = f"{place}/{made.json()['id']}/withdraw"
    assert Program.of(scene.focal).post(away).status_code == 403
    gone = program.post(away)
    assert (gone.json()["is_withdrawn"], gone.json()["text"]) == (True, "")


def test_a_difficulty_is_talked_about_too(scene: Scene) -> None:
    found = raised(scene, issued(scene))
    place = f"/difficulties/{found.pk}/comments"
    assert Program.of(scene.officer).post(place, {"text": "Đã xem"}).status_code == 201
    assert Program.of(scene.focal).get(place).json()["total"] == 1
    assert Program.of(scene.other_focal).post(place, {"text": "A"}).status_code == 404


def test_filters_are_kept_shared_renamed_and_dropped(scene: Scene) -> None:
    plan_id = issued(scene)
    program = Program.of(scene.officer)
    new = {"name": "Xã chậm", "screen": "MATRIX", "plan": plan_id, "is_shared": True}
    made = program.post("/views", {**new, "filters": {"muon": "on", "la": "bỏ"}})
    assert made.status_code == 201, made.content
    assert made.json()["filters"] == {"muon": "on"}
    again = program.post("/views", {**new, "filters": {"q": "Tờ rơi"}})
    assert (again.json()["id"], again.json()["filters"]) == (made.json()["id"], {"q": "Tờ rơi"})
    place = made.headers["Location"].removeprefix("/api/v1")
    renamed = program.post(place, {"name": "Chậm nhất", "is_shared": False})
    assert (renamed.json()["name"], renamed.json()["is_shared"]) == ("Chậm nhất", False)
    assert Program.of(scene.focal).get(place).status_code == 404
    listed = program.get(f"/views?screen=MATRIX&plan={plan_id}").json()
    assert [one["name"] for one in listed["items"]] == ["Chậm nhất"]
    long = program.post("/views", {**new, "filters": dict.fromkeys(("q", "khoi"), "ề" * 100)})
    assert (long.status_code, long.json()["code"]) == (422, "PLANS_FILTERS_TOO_LONG")
    assert program.post(f"{place}/drop").status_code == 200
    assert program.get("/views").json()["total"] == 0
