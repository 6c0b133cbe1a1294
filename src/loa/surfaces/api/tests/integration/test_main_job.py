"""The main job by programs alone: import, check, give out, do, accept, report."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.foundation.idempotency.facade import answer_once
from loa.foundation.jobs.tests.factories import run_jobs
from loa.modules.plans.tests.factories import (
    PLAN_TEXT,
    Scene,
    drafted,
    issued,
    occurrence_of,
)
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

LEAFLETS = {
    "done_on": "2022-03-14",
    "title": "Phát tờ rơi tại thôn 1",
    "form": "TO_ROI",
    "quantities": [{"measure": "LEAFLETS", "amount": 30}],
}


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("ke-hoach.txt", PLAN_TEXT.encode())


def test_a_plan_is_sent_read_checked_and_given_out(scene: Scene) -> None:
    officer = Program.of(scene.officer)
    sent = officer.send("/plans", {"documents": _file(), "as_of": "2022-01-24"}, "key-1")
    assert sent.status_code == 202, sent.content
    assert sent.json()["state"] == "OPEN"
    again = officer.send("/plans", {"documents": _file(), "as_of": "2022-01-24"}, "key-1")
    assert again.content == sent.content
    assert again.headers["Idempotency-Replayed"] == "true"

    run_jobs()
    place = sent.headers["Location"].removeprefix("/api/v1")
    read = officer.get(place).json()
    assert read["state"] == "DONE", read
    plan_id = read["files"][0]["plan"]
    plan = officer.get(f"/plans/{plan_id}").json()
    assert plan["number"] == "12"
    assert plan["tasks"]

    check = officer.get(f"/plans/{plan_id}/check").json()
    assert (check["state"], check["tasks"]) == ("DRAFT", len(plan["tasks"]))
    body = {"version": check["version"], "as_it_stands": True}
    given = officer.post(f"/plans/{plan_id}/issue", body)
    assert given.status_code == 200, given.content
    counts = officer.get(f"/plans/{plan_id}/status").json()
    assert sum(counts["by_day"].values()) == counts["assignments"]
    assert counts["assignments"] == given.json()["assignments"] > 0


def test_work_is_done_submitted_returned_and_accepted(scene: Scene) -> None:
    plan_id = issued(scene)
    focal, head = Program.of(scene.focal), Program.of(scene.head)
    superior = Program.of(scene.district_officer)
    mine = focal.get(f"/plans/{plan_id}/work?unit={scene.commune.code}&limit=500").json()
    standing = {(line["is_late"], line["lateness"]) for line in mine["items"]}
    assert standing == {(False, "NONE"), (True, "OVERDUE")}  # nothing was handed in yet
    assert {line["unit"]["code"] for line in mine["items"]} == {scene.commune.code}
    work_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").pk

    done = focal.post(f"/work/{work_id}/activities", LEAFLETS)
    assert done.status_code == 201, done.content
    assert done.json()["quantities"] == [{"measure": "LEAFLETS", "amount": 30}]
    assert focal.get(done.headers["Location"].removeprefix("/api/v1")).json() == done.json()

    work = head.get(f"/work/{work_id}").json()
    assert "ASSIGNMENT_APPROVE" in work["steps"]
    work = head.post(f"/work/{work_id}/submit", {"version": work["version"]}).json()
    assert work["state"] == "SUBMITTED"
    body = {"version": work["version"], "reason": "Thiếu số liệu"}
    work = superior.post(f"/work/{work_id}/return", body).json()
    assert (work["state"], work["reason"]) == ("RETURNED", "Thiếu số liệu")
    work = head.post(f"/work/{work_id}/submit", {"version": work["version"]}).json()
    work = superior.post(f"/work/{work_id}/accept", {"version": work["version"]}).json()
    assert work["state"] == "DONE"


def test_a_report_is_opened_written_submitted_and_fetched(scene: Scene) -> None:
    plan_id = issued(scene)
    focal, head = Program.of(scene.focal), Program.of(scene.head)
    work_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").pk
    focal.post(f"/work/{work_id}/activities", LEAFLETS)

    body = {"unit": scene.commune.code, "period": "2022-Q1"}
    opened = focal.post(f"/plans/{plan_id}/reports", body)
    assert opened.status_code == 201, opened.content
    report = opened.json()
    place = f"/reports/{report['id']}"
    code = next(iter(report["sections"]))
    words = {"version": report["version"], "sections": {code: "Lời của phần mềm."}}
    report = focal.post(f"{place}/sections", words).json()
    assert report["sections"][code] == "Lời của phần mềm."
    report = head.post(f"{place}/submit", {"version": report["version"]}).json()
    assert (report["state"], report["is_frozen"]) == ("SUBMITTED", True)
    assert report["measures"] == {"LEAFLETS": 30}

    listed = focal.get(f"/plans/{plan_id}/reports?period=2022-Q1").json()["items"]
    assert [(one["report"], one["is_in"]) for one in listed] == [(report["id"], True)]
    workbook = focal.get(f"{place}/files/xlsx")
    assert workbook.status_code == 200
    assert workbook.content.startswith(b"PK")


def test_units_are_those_of_the_day(scene: Scene) -> None:
    reader = Program.of(scene.reader)
    before = reader.get("/units?on=2025-06-30&limit=1").json()["total"]
    after = reader.get("/units?on=2025-07-01&limit=1").json()["total"]
    assert before > after > 0
    unit = reader.get(f"/units/{scene.commune.code}").json()
    assert unit["name"] == scene.commune.name
    assert reader.get("/units/khong-co").status_code == 404
    assert {"code": "LEAFLETS", "label": "Tờ rơi", "unit": "tờ"}.keys() == (
        reader.get("/vocabulary").json()["measures"][0].keys()
    )


def test_a_repeat_gets_the_first_answer_and_counts_once(scene: Scene) -> None:
    """Hazard L01: a double click or a retry does a thing once."""
    plan_id = issued(scene)
    focal = Program.of(scene.focal)
    path = f"/work/{occurrence_of(plan_id, scene.commune.id, 'tờ rơi').pk}/activities"
    first, second = (focal.post(path, LEAFLETS, "once") for _ in range(2))
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers["Location"] == first.headers["Location"]
    assert len(focal.get(path.removesuffix("/activities")).json()["done"]) == 1

    other = focal.post(path, {**LEAFLETS, "title": "Việc khác"}, "once")
    assert other.status_code == 422
    assert other.json()["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert Program.of(scene.head).post(path, LEAFLETS, "once").status_code == 201


def test_a_refused_call_may_be_mended_under_its_key(scene: Scene) -> None:
    plan_id = issued(scene)
    focal = Program.of(scene.focal)
    path = f"/work/{occurrence_of(plan_id, scene.commune.id, 'tờ rơi').pk}/activities"
    refused = focal.post(path, {**LEAFLETS, "done_on": "2022-03-16"}, "mended")
    assert (refused.status_code, refused.json()["code"]) == (422, "PLANS_ACTIVITY_IN_FUTURE")
    assert focal.post(path, LEAFLETS, "mended").status_code == 201


@pytest.mark.parametrize("key", ["", "có dấu", "a b", "x" * 256])
def test_a_write_without_a_key_is_refused(scene: Scene, key: str) -> None:
    plan_id = drafted(scene)
    officer = Program.of(scene.officer)
    headers = {**officer.headers, "Idempotency-Key": key} if key else officer.headers
    answer = officer.client.post(
        f"/api/v1/plans/{plan_id}/issue",
        {"version": 1},
        content_type="application/json",
        headers=headers,
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "IDEMPOTENCY_KEY_MISSING")
    assert officer.get(f"/plans/{plan_id}").json()["state"] == "DRAFT"


def test_what_is_wrong_is_pointed_at(scene: Scene) -> None:
    plan_id = issued(scene)
    focal = Program.of(scene.focal)
    path = f"/work/{occurrence_of(plan_id, scene.commune.id, 'tờ rơi').pk}/activities"
    wrong = {**LEAFLETS, "quantities": [{"measure": "LEAFLETS", "amount": "nhiều"}], "x": 1}
    answer = focal.post(path, wrong)
    assert answer.status_code == 422
    pointers = {one["pointer"] for one in answer.json()["errors"]}
    assert pointers == {"/quantities/0/amount", "/x"}
    parameter = focal.get("/plans?limit=0").json()["errors"][0]["parameter"]
    assert parameter == "limit"


def test_an_old_version_is_a_conflict(scene: Scene) -> None:
    """Hazard L02: who wrote on what he had read before another did is told so."""
    plan_id = issued(scene)
    head = Program.of(scene.head)
    work_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").pk
    head.post(f"/work/{work_id}/activities", LEAFLETS)
    answer = head.post(f"/work/{work_id}/submit", {"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "STALE")
    assert answer.json()["current"] == head.get(f"/work/{work_id}").json()


def test_what_one_may_not_see_is_missing_and_what_one_may_not_do_says_why(scene: Scene) -> None:
    """Hazard U09: the same rows on every door."""
    plan_id = issued(scene)
    work_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").pk
    stranger, reader = Program.of(scene.other_focal), Program.of(scene.reader)
    hidden, missing = stranger.get(f"/work/{work_id}"), stranger.get("/work/987654321")
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    refused = reader.post(f"/work/{work_id}/activities", LEAFLETS)
    assert refused.status_code == 403
    assert "đơn vị được giao" in refused.json()["detail"]


def test_whoever_comes_while_the_first_is_at_work_is_told_so(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room decides it by a lock; here the lock is somebody else's."""

    def taken(_key: UUID) -> bool:
        return False

    plan_id = issued(scene)
    monkeypatch.setitem(answer_once.__wrapped__.__globals__, "_is_free", taken)  # type: ignore[attr-defined]
    work_id = occurrence_of(plan_id, scene.commune.id, "tờ rơi").pk
    answer = Program.of(scene.focal).post(f"/work/{work_id}/activities", LEAFLETS)
    assert (answer.status_code, answer.json()["code"]) == (409, "IDEMPOTENCY_STILL_ANSWERING")
