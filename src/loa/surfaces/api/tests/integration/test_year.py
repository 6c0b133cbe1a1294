"""What is read at the end of a period and of a year: changes, the section, urgings, the closing."""

from datetime import UTC, datetime

import pytest

from loa.kernel import clock
from loa.modules.plans.tests.factories import (
    Scene,
    as_person,
    begun,
    handed_in,
    issued,
    occurrence_of,
)
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

APRIL = datetime(2022, 4, 18, 2, 0, tzinfo=UTC)


def test_what_changed_between_two_days(scene: Scene) -> None:
    plan_id = issued(scene)
    work = begun(scene, plan_id)
    step = {"version": work.version}
    assert Program.of(scene.head).post(f"/work/{work.pk}/submit", step).status_code == 200
    asked = f"/plans/{plan_id}/changes?since=2022-02-28&kind=STATE"
    found = Program.of(scene.officer).get(asked).json()
    assert [(one["work"], one["before"], one["after"]) for one in found["items"]] == [
        (work.pk, "IN_PROGRESS", "SUBMITTED")
    ]
    assert found["before"]["work"] == found["after"]["work"] > 0
    assert Program.of(scene.other_focal).get(asked).json()["total"] == 0
    whole = Program.of(scene.officer).get(f"/plans/{plan_id}/changes").json()
    assert whole["until"] == "2022-03-15"


def test_the_section_on_communication_with_its_figures(scene: Scene) -> None:
    plan_id = issued(scene)
    begun(scene, plan_id)
    office = Program.of(scene.officer)
    place = f"/plans/{plan_id}/control-section"
    found = office.get(f"{place}?period=2022-H1").json()
    (figure,) = found["figures"]
    (unit,) = found["by_unit"]
    assert unit["unit"]["code"] == scene.commune.code
    assert figure["amount"] == unit["measures"][figure["measure"]]
    assert (found["units"], found["activities"]) == (1, 1)
    assert Program.of(scene.focal).get(place).status_code == 404
    file = office.get(f"{place}/2022-H1/files/docx")
    assert file.content.startswith(b"PK")


def test_many_due_days_move_at_once_and_what_stays_says_why(scene: Scene) -> None:
    plan_id = issued(scene)
    plan_work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    done = begun(scene, plan_id)
    step = {"version": done.version}
    assert Program.of(scene.head).post(f"/work/{done.pk}/submit", step).status_code == 200
    place, office = f"/plans/{plan_id}/work/shift", Program.of(scene.officer)
    asked = {"work": [plan_work.pk, done.pk], "days": 5, "reason": "Chờ sổ tay"}
    would = office.post(place, {**asked, "dry_run": True}).json()
    assert [one["work"] for one in would["stays"]] == [done.pk]
    moved = office.post(place, asked, key="k-1")
    assert (moved.json()["moved"], moved.json()["moves"]) == (1, would["moves"])
    assert office.post(place, asked, key="k-1").content == moved.content
    now = office.get(f"/work/{plan_work.pk}").json()["due_on"]
    assert now == would["moves"][0]["after"] != would["moves"][0]["before"]
    assert Program.of(scene.focal).post(place, asked).status_code == 403
    refused = office.post(place, {**asked, "due_on": "2022-05-20"})
    assert (refused.status_code, refused.json()["code"]) == (422, "PLANS_NO_SHIFT")


def test_who_was_urged_and_whose_head_knows(scene: Scene) -> None:
    plan_id = issued(scene)
    as_person(scene.focal)
    clock.use(lambda: APRIL)
    office = Program.of(scene.officer)
    asked = {"units": [scene.commune.code]}
    assert office.post(f"/plans/{plan_id}/urge", asked).json()["urged"] == 1
    (told,) = office.get(f"/plans/{plan_id}/urgings?unacknowledged=true").json()["items"]
    work = occurrence_of(plan_id, scene.commune.id, "kế hoạch")
    assert work.pk in told["works"]
    place = f"/urgings/{told['id']}/acknowledge"
    assert Program.of(scene.focal).post(place).status_code == 403
    assert Program.of(scene.head).post(place).json()["acknowledged_at"]
    call = {"unit": scene.other.code, "way": "PHONE"}
    noted = office.post(f"/plans/{plan_id}/calls", call)
    assert (noted.status_code, noted.json()["way"]) == (200, "PHONE"), noted.content
    assert office.post(f"/plans/{plan_id}/calls", call).json() == noted.json()
    own = Program.of(scene.other_focal).get(f"/plans/{plan_id}/urgings").json()["items"]
    assert [one["unit"]["code"] for one in own] == [scene.other.code]


def test_who_reported_when_and_why_it_was_given_back(scene: Scene) -> None:
    plan_id = issued(scene)
    sent = handed_in(scene, plan_id)
    place = f"/plans/{plan_id}/reports?period={sent.period}"
    unit = Program.of(scene.focal)
    (line,) = unit.get(place).json()["items"]
    assert (line["report"], line["returned"]) == (sent.pk, 0)
    assert line["submitted_at"]
    back = {"version": sent.version, "reason": "Thiếu số liệu"}
    superior = Program.of(scene.district_officer)
    assert superior.post(f"/reports/{sent.pk}/return", back).status_code == 200
    (line,) = unit.get(place).json()["items"]
    assert (line["returned"], line["last_return"]) == (1, "Thiếu số liệu")


def test_what_closing_would_leave_open(scene: Scene) -> None:
    plan_id = issued(scene)
    place = f"/plans/{plan_id}/close"
    would = Program.of(scene.officer).get(place).json()
    assert would["left"]["work"] > 0
    assert Program.of(scene.focal).get(place).status_code == 403
    closed = Program.of(scene.officer).post(place, {"reason": "Hết năm"}).json()
    assert (closed["state"], closed["left"]) == ("CLOSED", would["left"])
