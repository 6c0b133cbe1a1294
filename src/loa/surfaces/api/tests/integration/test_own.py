"""What heads read, own work and news through the contract, as on the pages."""

from datetime import date

import pytest

from loa.modules.plans import facade as plans
from loa.modules.plans.tests.factories import Scene, begun, issued
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db


def test_each_figure_opens_as_many_rows_as_it_says(scene: Scene) -> None:
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    head = Program.of(scene.head)
    page = head.get(f"/units/{scene.commune.code}/oversight").json()
    counts = {one["figure"]: one["count"] for one in page["figures"]}
    assert counts["WORK"] > counts["DONE"] == 0
    for one in page["figures"]:
        assert head.get(one["rows"]).json()["total"] == one["count"], one
    rows = head.get(f"/units/{scene.commune.code}/oversight/WORK").json()["items"]
    assert ("WORK", work.pk) in {(one["thing"], one["id"]) for one in rows}
    assert Program.of(scene.focal).get(f"/units/{scene.commune.code}/oversight").status_code == 403
    assert head.get(f"/units/{scene.commune.code}/oversight/NOTHING").status_code == 422
    above = Program.of(scene.officer).get(f"/units/{scene.district.code}/oversight").json()
    assert above["units"] > 1
    assert above["below"]


def test_own_work_is_what_the_page_shows(scene: Scene) -> None:
    plan_id = issued(scene)
    begun(scene, plan_id)
    listed = Program.of(scene.focal).get("/own-work").json()
    lines = plans.my_work(scene.focal, date(2022, 3, 15))
    assert {(one["thing"], one["id"]) for one in listed["items"]} == {
        (line.thing, line.id) for line in lines
    }
    assert listed["total"] == len(lines) > 0
    done = Program.of(scene.focal).get("/own-work?kind=DONE").json()["total"]
    assert done == sum(line.kind is plans.Kind.DONE for line in lines)
    days = [one["due_on"] for one in listed["items"] if one["due_on"]]
    assert days == sorted(days)


def test_news_is_of_ones_own_units_and_since_an_instant(scene: Scene) -> None:
    work = begun(scene, issued(scene))
    step = {"version": work.version}
    assert Program.of(scene.head).post(f"/work/{work.pk}/submit", step).status_code == 200
    back = {"version": work.version + 1, "reason": "Thiếu ảnh"}
    above = Program.of(scene.district_officer).post(f"/work/{work.pk}/return", back)
    assert above.status_code == 200, above.content
    unit = Program.of(scene.focal)
    (line,) = unit.get("/news").json()["items"]
    assert (line["thing"], line["id"]) == ("work", work.pk)
    assert unit.get("/news?since=2100-01-01T00:00:00Z").json()["total"] == 0
    assert unit.get("/news?since=2000-01-01T00:00:00").json()["total"] == 1
    assert Program.of(scene.other_focal).get("/news").json()["total"] == 0
