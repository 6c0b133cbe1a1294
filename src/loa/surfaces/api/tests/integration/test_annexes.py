"""Annexes by programs: the template, cells with errors, joining before and after issue."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.foundation.jobs.tests.factories import run_jobs
from loa.modules.plans.tests.factories import Scene, drafted, issued
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

SHEET = (
    "TT;Nội dung;Cơ quan chủ trì;Thời gian\n"
    "1;Tập huấn cho cán bộ một cửa;Sở Tư pháp;Quý II\n"
    "2;Phát thanh về thủ tục đất đai;;Quý III\n"
)


def _added(officer: Program, plan_id: int, text: str = SHEET) -> dict[str, Any]:
    """What the upload of an annex became."""
    file = SimpleUploadedFile("bieu.csv", text.encode())
    sent = officer.send(f"/plans/{plan_id}/annexes", {"documents": file})
    assert sent.status_code == 202, sent.content
    run_jobs()
    upload = officer.get(sent.headers["Location"].removeprefix("/api/v1")).json()
    assert upload["state"] == "DONE", upload
    found: dict[str, Any] = upload["files"][0]
    return found


def test_the_template_goes_out(scene: Scene) -> None:
    answer = Program.of(scene.officer).get("/annex-template")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert "Biểu nhiệm vụ" in book.sheetnames
    refused = Program.of(scene.reader).get("/annex-template")
    assert refused.status_code == 403
    assert "cán bộ phụ trách kế hoạch" in refused.json()["detail"]


def test_an_annex_is_mended_cell_by_cell_and_joins_a_draft(scene: Scene) -> None:
    plan_id = drafted(scene)
    officer = Program.of(scene.officer)
    file = _added(officer, plan_id)
    assert (file["plan"], file["is_new"]) == (plan_id, True)
    place = f"/plans/{plan_id}/annexes/{file['annex']}"
    annex = officer.get(place).json()
    assert (annex["state"], annex["tasks"], annex["hides"]) == ("READ", 2, False)
    (wrong,) = annex["errors"]
    assert (wrong["address"], wrong["heading"]) == ("C3", "Cơ quan chủ trì")
    assert wrong["errors"]
    assert officer.get(f"{place}/file").content == SHEET.encode()
    (row,) = officer.get(f"{place}/rows?wrong=true").json()["items"]
    assert wrong in row["cells"]

    body = {"version": annex["version"], "cells": {wrong["cell"]: "Sở Nội vụ"}}
    mended = officer.post(f"{place}/cells", body).json()
    assert (mended["errors"], mended["version"]) == ([], annex["version"] + 1)
    unknown = officer.post(
        f"{place}/cells", {"version": mended["version"], "cells": {"9:9:9": "x"}}
    )
    assert unknown.json()["errors"][0]["pointer"] == "/cells/9:9:9"
    late = officer.post(f"{place}/join", {"version": annex["version"]})
    assert (late.status_code, late.json()["current"]) == (409, mended)

    before = officer.get(f"/plans/{plan_id}/check").json()["tasks"]
    joined = officer.post(f"{place}/join", {"version": mended["version"]})
    assert joined.status_code == 200, joined.content
    assert (joined.json()["tasks"], joined.json()["repeated"]) == (2, 0)
    assert officer.get(f"/plans/{plan_id}/check").json()["tasks"] == before + 2
    listed = officer.get(f"/plans/{plan_id}/annexes").json()["items"]
    assert [one["state"] for one in listed] == ["JOINED"]
    closed = officer.post(f"{place}/cells", {**body, "version": mended["version"] + 1})
    assert (closed.status_code, closed.json()["code"]) == (422, "PLANS_ANNEX_CLOSED")
    assert _added(officer, plan_id)["is_new"] is False


def test_an_annex_of_an_issued_plan_opens_its_next_revision(scene: Scene) -> None:
    plan_id = issued(scene)
    officer = Program.of(scene.officer)
    file = _added(officer, plan_id)
    revision = file["plan"]
    assert revision != plan_id
    assert officer.get(f"/plans/{revision}").json()["amends"] == plan_id
    place = f"/plans/{revision}/annexes/{file['annex']}"
    assert officer.get(f"/plans/{plan_id}/annexes/{file['annex']}").status_code == 404
    officer.post(f"{place}/join", {"version": 1})
    check = officer.get(f"/plans/{revision}/check").json()
    before = officer.get(f"/plans/{plan_id}/status").json()["assignments"]
    body = {"version": check["version"], "as_it_stands": True}
    given = officer.post(f"/plans/{revision}/issue", body).json()
    assert given["assignments"] > before
    assert officer.get(f"/plans/{plan_id}").json()["state"] == "SUPERSEDED"


def test_an_annex_that_was_not_meant_is_dropped(scene: Scene) -> None:
    plan_id = drafted(scene)
    officer = Program.of(scene.officer)
    place = f"/plans/{plan_id}/annexes/{_added(officer, plan_id)['annex']}"
    for _twice in range(2):
        assert officer.post(f"{place}/drop", {"version": 1}).json()["state"] == "DROPPED"
    assert officer.get(f"/plans/{plan_id}/annexes").json()["total"] == 0
