"""A draft checked by programs: doubts and what mends them, tasks, the head, versions, undoing."""

from typing import Any

import pytest

from loa.modules.plans import facade as plans
from loa.modules.plans.tests.factories import Scene, doubted, issued
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_id(scene: Scene) -> int:
    """A draft with doubts in its head, its bases and its tasks."""
    return doubted(scene)


@pytest.fixture
def officer(scene: Scene) -> Program:
    return Program.of(scene.officer)


def _doubts(officer: Program, plan_id: int, asked: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = officer.get(f"/plans/{plan_id}/doubts?limit=500{asked}").json()[
        "items"
    ]
    return found


def _tasks(officer: Program, plan_id: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = officer.get(f"/plans/{plan_id}/tasks?limit=500").json()["items"]
    return found


def _place(doubt: dict[str, Any]) -> str:
    """The address of what mends a doubt, as tests call it."""
    return str(doubt["fix"]["address"]).removeprefix("/api/v1")


def test_a_doubt_says_where_it_stands_and_what_mends_it(officer: Program, plan_id: int) -> None:
    found = _doubts(officer, plan_id)
    text = plans.Plan.objects.get(pk=plan_id).text
    for one in found:
        if one["start"] is not None:
            assert one["passage"] == " ".join(text[one["start"] : one["end"]].split())
        if one["task"]:
            assert one["fix"]["operation"] in {"changeTask", "assignTask"}
    number = next(one for one in found if one["code"] == "NUMBER_MISSING")
    assert (number["fix"]["operation"], number["fix"]["fields"]) == ("editHead", ["number"])

    version = officer.get(f"/plans/{plan_id}").json()["version"]
    mended = officer.post(_place(number), {"version": version, "number": "77"})
    assert mended.status_code == 200, mended.content
    assert (mended.json()["number"], mended.json()["version"]) == ("77", version + 1)
    assert number["id"] not in {one["id"] for one in _doubts(officer, plan_id)}
    settled = {one["id"]: one for one in _doubts(officer, plan_id, "&state=SETTLED")}
    assert settled[number["id"]]["fix"] is None


def test_doubts_are_accepted_one_by_one_or_with_all_that_ask_the_same(
    officer: Program, plan_id: int
) -> None:
    first = next(one for one in _doubts(officer, plan_id) if one["same"])
    body = {"doubts": [first["id"]], "same_up_to": max(first["same"])}
    check = officer.post(f"/plans/{plan_id}/doubts/accept", body)
    assert check.status_code == 200, check.content
    left = {one["id"] for one in check.json()["doubts"]}
    assert not left & {first["id"], *first["same"]}

    step = check.json()["last_step"]
    assert "giữ" in step["words"]
    undone = officer.post(f"/plans/{plan_id}/steps/{step['id']}/undo")
    assert {one["id"] for one in undone.json()["doubts"]} == left | {first["id"], *first["same"]}
    assert undone.json()["last_step"] is None

    alone = officer.post(f"/plans/{plan_id}/doubts/accept", {"doubts": [first["id"]]}).json()
    assert {one["id"] for one in alone["doubts"]} == left | {*first["same"]}
    elsewhere = officer.post(f"/plans/{plan_id}/doubts/accept", {"doubts": [first["id"], 10**9]})
    assert elsewhere.status_code == 422
    assert elsewhere.json()["errors"][0]["pointer"] == "/doubts/1"


def test_a_basis_and_what_is_amended_are_corrected(officer: Program, plan_id: int) -> None:
    version = officer.get(f"/plans/{plan_id}").json()["version"]
    place = f"/plans/{plan_id}/bases/1"
    body = {"version": version, "number": "99/QĐ-TTg", "issued_on": "2022-01-05"}
    plan = officer.post(place, body).json()
    assert plan["legal_bases"][0]["number"] == "99/QĐ-TTg"
    stale = officer.post(place, {**body, "number": "1/QĐ"})
    assert (stale.status_code, stale.json()["current"]["version"]) == (409, plan["version"])
    assert officer.post(f"/plans/{plan_id}/bases/40", body).status_code == 404

    refused = officer.post(
        f"/plans/{plan_id}/amends", {"version": plan["version"], "amends": plan_id}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "PLANS_CANNOT_AMEND")


def test_a_task_keeps_what_is_not_sent(officer: Program, plan_id: int) -> None:
    before = _tasks(officer, plan_id)[0]
    place = f"/plans/{plan_id}/tasks/{before['id']}"
    body = {"version": before["version"], "due_on": "2022-05-31", "money": 5_000_000}
    after = officer.post(place, body)
    assert after.status_code == 200, after.content
    changed = {name for name, value in after.json().items() if before[name] != value}
    assert changed == {"version", "due_on", "money"} | (
        {"schedule"} if before["schedule"] != "ONCE" else set()
    )
    again = officer.post(place, {**body, "version": after.json()["version"], "due_on": None})
    assert (again.status_code, again.json()["code"]) == (422, "PLANS_DUE_MISSING")
    rhythm = {"version": after.json()["version"], "schedule": "QUARTERLY"}
    assert officer.post(place, rhythm).json()["due_on"] is None

    whole = officer.get(place).json()
    names = whole.keys() - {"id", "ordinal", "start", "end", "place"}
    same = officer.post(place, {name: whole[name] for name in names})
    assert same.json() | {"version": 0} == whole | {"version": 0}


def test_an_old_version_of_a_task_gets_the_newer_state(officer: Program, plan_id: int) -> None:
    """Hazard L02: nothing is overwritten, and who comes late sees what stands there now."""
    task = _tasks(officer, plan_id)[0]
    place = f"/plans/{plan_id}/tasks/{task['id']}"
    newer = officer.post(place, {"version": task["version"], "title": "Của người kia"}).json()
    for path, body in (
        ("", {"title": "Của tôi"}),
        ("/units", {"lead_units": []}),
        ("/split", {"parts": ["Một việc", "Hai việc"]}),
        ("/join", {"other": _tasks(officer, plan_id)[1]["id"]}),
        ("/remove", {}),
    ):
        late = officer.post(f"{place}{path}", {"version": task["version"], **body})
        assert (late.status_code, late.json()["code"]) == (409, "STALE"), path
        assert late.json()["current"] == newer, path
    assert _tasks(officer, plan_id)[0] == newer


def test_units_are_chosen_wherever_the_same_words_are_doubted(
    scene: Scene, officer: Program, plan_id: int
) -> None:
    doubt = next(
        one for one in _doubts(officer, plan_id) if one["same"] and one["code"] == "ACTOR_UNSURE"
    )
    assert doubt["fix"]["operation"] == "assignTask"
    task = officer.get(_place(doubt).removesuffix("/units")).json()
    body = {
        "version": task["version"],
        "lead_units": [*task["lead_units"], scene.department.code],
        "everywhere": doubt["id"],
    }
    given = officer.post(_place(doubt), body)
    assert given.status_code == 200, given.content
    of = dict(plans.Doubt.objects.filter(pk__in=doubt["same"]).values_list("pk", "task"))
    for one in _tasks(officer, plan_id):
        if one["id"] in of.values():
            assert scene.department.code in one["lead_units"]
    assert not {doubt["id"], *doubt["same"]} & {one["id"] for one in _doubts(officer, plan_id)}

    wrong = officer.post(
        _place(doubt), {"version": given.json()["version"], "lead_units": ["khong-co"]}
    )
    assert wrong.json()["errors"][0]["pointer"] == "/lead_units/0"


def test_tasks_are_added_split_joined_removed_and_put_back(
    scene: Scene, officer: Program, plan_id: int
) -> None:
    place = f"/plans/{plan_id}/tasks"
    before = _tasks(officer, plan_id)
    new = {
        "content": "Tập huấn cho cán bộ một cửa",
        "due_on": "2022-06-30",
        "lead_units": [scene.department.code],
        "lead_groups": ["COMMUNES"],
        "targets": [{"measure": "LEAFLETS", "amount": 5}],
        "after": before[0]["id"],
    }
    made, twice = (officer.post(place, new, "one") for _ in range(2))
    assert made.status_code == 201, made.content
    assert twice.content == made.content
    task = made.json()
    assert (task["ordinal"], task["title"]) == (2, "Tập huấn cho cán bộ một cửa")
    assert made.headers["Location"] == f"/api/v1{place}/{task['id']}"

    mine = f"{place}/{task['id']}"
    parts = {"version": task["version"], "parts": ["Tập huấn huyện", "Tập huấn xã"]}
    split = officer.post(f"{mine}/split", parts).json()["tasks"]
    assert [one["content"] for one in split] == parts["parts"]
    assert split[1]["lead_groups"] == ["COMMUNES"]
    joined = officer.post(
        f"{mine}/join", {"version": split[0]["version"], "other": split[1]["id"]}
    ).json()
    assert joined["content"] == "Tập huấn huyện Tập huấn xã"
    gone = officer.post(f"{mine}/remove", {"version": joined["version"]})
    assert gone.json()["tasks"] == len(before)
    assert officer.get(mine).status_code == 404
    step = gone.json()["last_step"]["id"]
    back = officer.post(f"/plans/{plan_id}/steps/{step}/undo")
    assert back.json()["tasks"] == len(before) + 1
    assert plans.Task.objects.get(plan=plan_id, pk=task["id"]).content == joined["content"]


def test_what_was_given_out_is_corrected_by_an_amendment_only(
    scene: Scene, officer: Program
) -> None:
    plan_id = issued(scene)
    task = _tasks(officer, plan_id)[0]
    place = f"/plans/{plan_id}/tasks/{task['id']}"
    answer = officer.post(place, {"version": task["version"], "title": "Khác"})
    assert (answer.status_code, answer.json()["code"]) == (422, "PLANS_ALREADY_ISSUED")
    focal = Program.of(scene.focal)
    assert focal.get(place).json() == task
    assert focal.post(place, {"version": task["version"], "title": "Khác"}).status_code == 403
