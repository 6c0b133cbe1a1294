"""The main job from the signed file to the consolidated report by programs alone.

No screen, no command: every number that a step needs was answered by the step before.
"""

import io
import json
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from loa.foundation.audit import facade as audit
from loa.foundation.jobs.tests.factories import run_jobs
from loa.foundation.orgs.facade import Role
from loa.foundation.orgs.tests.factories import make_actor
from loa.modules.plans.tests.factories import PLAN_TEXT, Scene, make_scene
from loa.surfaces.api.tests.calls import Program

pytestmark = pytest.mark.django_db

TEXT = PLAN_TEXT.replace("Số: 12/KH-UBND", "Số:     /KH-UBND").replace(
    "2. Văn phòng UBND tỉnh\n", "2. Văn phòng UBND tỉnh\n\n- Thực hiện theo Biểu đính kèm.\n"
)
SHEET = "TT;Nội dung;Cơ quan chủ trì;Thời gian\n1;Mở lớp tập huấn;;Quý II\n"
LEAFLETS = {
    "done_on": "2022-03-14",
    "title": "Phát tờ rơi tại thôn 1",
    "form": "TO_ROI",
    "quantities": [{"measure": "LEAFLETS", "amount": 30}],
}
QUARTER = "2022-Q1"


def _file(text: str, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def _read(officer: Program, path: str, text: str, name: str) -> dict[str, Any]:
    """What a file that was sent became."""
    sent = officer.send(path, {"documents": _file(text, name)})
    assert sent.status_code == 202, sent.content
    run_jobs()
    upload = officer.get(sent.headers["Location"].removeprefix("/api/v1")).json()
    assert upload["state"] == "DONE", upload
    found: dict[str, Any] = upload["files"][0]
    return found


def _posted(program: Program, path: str, body: Mapping[str, object]) -> dict[str, Any]:
    answer = program.post(path, body)
    assert answer.status_code in {200, 201}, answer.content.decode()
    found: dict[str, Any] = answer.json()
    return found


def test_from_the_file_to_the_consolidated_report() -> None:
    scene = make_scene()
    officer = Program.of(scene.officer)
    plan_id = _drafted(officer)
    _checked(officer, plan_id)
    version = officer.get(f"/plans/{plan_id}/check").json()["version"]
    given = _posted(officer, f"/plans/{plan_id}/issue", {"version": version})
    assert officer.get(f"/plans/{plan_id}/status").json()["assignments"] == given["assignments"]

    _done(scene, plan_id)
    _reported(scene, plan_id)
    _consolidated(scene, plan_id)
    assert audit.verify().ok


def _drafted(officer: Program) -> int:
    """The plan, with its annex mended in a cell and joined."""
    plan_id = int(_read(officer, "/plans", TEXT, "ke-hoach.txt")["plan"])
    added = _read(officer, f"/plans/{plan_id}/annexes", SHEET, "bieu.csv")
    place = f"/plans/{plan_id}/annexes/{added['annex']}"
    annex = officer.get(place).json()
    (wrong,) = annex["errors"]
    cells = {"version": annex["version"], "cells": {wrong["cell"]: "Sở Nội vụ"}}
    annex = _posted(officer, f"{place}/cells", cells)
    joined = _posted(officer, f"{place}/join", {"version": annex["version"]})
    assert joined["tasks"] == 1
    return plan_id


def _checked(officer: Program, plan_id: int) -> None:
    """Every doubt is mended where it can be, and what then is left is accepted."""
    doubts = officer.get(f"/plans/{plan_id}/doubts").json()["items"]
    number = next(one for one in doubts if one["code"] == "NUMBER_MISSING")
    version = officer.get(f"/plans/{plan_id}/check").json()["version"]
    place = number["fix"]["address"].removeprefix("/api/v1")
    _posted(officer, place, {"version": version, number["fix"]["fields"][0]: "12"})
    check = officer.get(f"/plans/{plan_id}/check").json()
    if left := [one["id"] for one in check["doubts"]]:
        check = _posted(officer, f"/plans/{plan_id}/doubts/accept", {"doubts": left})
    assert check["doubts"] == []
    for task in officer.get(f"/plans/{plan_id}/tasks").json()["items"]:
        if task["ordinal"] in check["tasks_without_unit"]:
            gone = {"version": task["version"]}
            check = _posted(officer, f"/plans/{plan_id}/tasks/{task['id']}/remove", gone)
    assert check["tasks_without_unit"] == []


def _done(scene: Scene, plan_id: int) -> None:
    """Leaflets of the commune: recorded with evidence, handed in, returned, accepted."""
    focal, head = Program.of(scene.focal), Program.of(scene.head)
    superior = Program.of(scene.district_officer)
    lines = focal.get(f"/plans/{plan_id}/work?unit={scene.commune.code}&limit=500").json()["items"]
    place = f"/work/{next(one['id'] for one in lines if 'tờ rơi' in one['title'])}"
    form = {"activity": json.dumps(LEAFLETS), "documents": _file("%PDF-1.7\n%%EOF\n", "b.pdf")}
    recorded = focal.send(f"{place}/activities/with-files", form)
    assert recorded.status_code == 201, recorded.content
    work = focal.get(place).json()
    work = _posted(focal, f"{place}/propose", {"version": work["version"]})
    work = _posted(head, f"{place}/submit", {"version": work["version"]})
    returned = {"version": work["version"], "reason": "Thiếu ảnh"}
    work = _posted(superior, f"{place}/return", returned)
    work = _posted(head, f"{place}/submit", {"version": work["version"]})
    work = _posted(superior, f"{place}/accept", {"version": work["version"]})
    assert work["state"] == "DONE"


def _reported(scene: Scene, plan_id: int) -> None:
    """The report of the commune, then that of its district, each accepted above."""
    chain = (
        (scene.commune, scene.focal, scene.head, scene.district_officer),
        (scene.district, scene.district_officer, scene.district_head, scene.officer),
    )
    for unit, writer, head, superior in chain:
        body = {"unit": unit.code, "period": QUARTER}
        report = _posted(Program.of(writer), f"/plans/{plan_id}/reports", body)
        place = f"/reports/{report['id']}"
        report = _posted(Program.of(head), f"{place}/submit", {"version": report["version"]})
        report = _posted(Program.of(superior), f"{place}/accept", {"version": report["version"]})
        assert (report["state"], report["measures"]) == ("ACCEPTED", {"LEAFLETS": 30})


def _consolidated(scene: Scene, plan_id: int) -> None:
    """The report of the province: who is missing, its figures, in all three kinds of file."""
    officer = Program.of(scene.officer)
    listed = officer.get(f"/plans/{plan_id}/reports?period={QUARTER}&limit=500").json()["items"]
    handed = {one["unit"]["code"] for one in listed if one["is_in"]}
    assert handed == {scene.commune.code, scene.district.code}

    body = {"unit": scene.root.code, "period": QUARTER}
    report = _posted(officer, f"/plans/{plan_id}/reports", body)
    assert report["is_consolidated"]
    assert report["measures"] == {"LEAFLETS": 30}
    assert len(report["missing"]) == 163
    place = f"/reports/{report['id']}"
    code = next(iter(report["sections"]))
    words = {"version": report["version"], "sections": {code: "Lời của tỉnh."}}
    report = _posted(officer, f"{place}/sections", words)
    head = Program.of(scene.office_head)
    report = _posted(head, f"{place}/submit", {"version": report["version"]})
    assert report["is_frozen"]
    clerk = Program.of(make_actor(Role.CLERK, scene.office.id))
    signed = {"version": report["version"], "number": "15", "signed_on": "2022-03-15"}
    report = _posted(clerk, f"{place}/number", signed)
    assert (report["number"], report["signed_on"]) == ("15", "2022-03-15")

    files = {kind: officer.get(f"{place}/files/{kind}").content for kind in ("docx", "pdf", "xlsx")}
    written = docx.Document(io.BytesIO(files["docx"])).paragraphs
    told = "\n".join(one.text for one in written)
    assert "Lời của tỉnh." in told
    pages = pypdfium2.PdfDocument(files["pdf"])
    printed = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Lời của tỉnh." in printed
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames

    body = {"version": report["version"], "reason": "Bổ sung số liệu"}
    correction = _posted(officer, f"{place}/correct", body)
    assert (correction["edition"], correction["is_frozen"]) == (2, False)
    assert correction["correction_reason"] == body["reason"]
