"""`loa plan …` on the database of the test: the contract that scripts rely on."""

import json
import os
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from loa.modules.plans.tests.factories import PLAN_TEXT, load_references
from loa.surfaces.cli import main, readiness

pytestmark = pytest.mark.django_db

_CHECKOUT = Path(__file__).resolve().parents[6]
SEED = (
    Path(os.environ.get("LOA_SHARED", _CHECKOUT.parent / "shared"))
    / "seed"
    / "000_8dc2d50d2f8aef54.txt"
)


@pytest.fixture(autouse=True)
def _house_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's database is made already; only the reference data has to be loaded."""
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    monkeypatch.setattr("loa.surfaces.cli.acting.settle", lambda: None)
    load_references()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN_TEXT, encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401  JSON
    assert main.run([*arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_import_of_the_same_bytes_answers_the_same_plan(
    plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(capsys, "plan", "import", str(plan_file))
    assert set(first) == {"plan", "tasks", "doubts", "missing", "annexes", "new"}
    again = told(capsys, "plan", "import", str(plan_file))
    assert (again["plan"], again["new"], first["new"]) == (first["plan"], False, True)
    plan_file.write_bytes(plan_file.read_bytes() + b"\n")
    other = told(capsys, "plan", "import", str(plan_file))
    assert other["plan"] != first["plan"]
    listed = told(capsys, "plan", "list")["plans"]
    assert {row["id"] for row in listed} == {first["plan"], other["plan"]}


def test_an_annex_is_added_once_and_given_back_byte_by_byte(
    plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "bieu.csv"
    sheet.write_text("TT;Nội dung;Cơ quan chủ trì\n1;Tập huấn;Sở Tư pháp\n", "utf-8")
    together = told(capsys, "plan", "import", str(plan_file), str(sheet))
    assert together["annexes"] == 1
    again = told(capsys, "plan", "annex", str(together["plan"]), str(sheet))
    assert (again["new"], again["plan"], again["amends"]) == (False, together["plan"], None)
    out = tmp_path / "lai.csv"
    told(capsys, "plan", "source", str(together["plan"]), "--annex", "1", "--out", str(out))
    assert out.read_bytes() == sheet.read_bytes()
    shown = told(capsys, "plan", "show", str(together["plan"]))
    assert shown["annexes"] == [{"annex": 1, "name": "bieu.csv", "state": "JOINED"}]
    told(capsys, "plan", "issue", str(together["plan"]))
    sheet.write_text("TT;Nội dung;Cơ quan chủ trì\n1;Treo pa-nô;Sở Nội vụ\n", "utf-8")
    for _ in range(2):
        assert main.run(["plan", "import", str(plan_file), str(sheet), "--json"]) != 0
        assert "sẽ mở bản sửa đổi" in "".join(capsys.readouterr())
    later = told(capsys, "plan", "annex", str(together["plan"]), str(sheet))
    assert (later["amends"], later["tasks"]) == (together["plan"], 1)


def test_source_is_given_back_byte_by_byte(
    plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = told(capsys, "plan", "import", str(plan_file))["plan"]
    out = tmp_path / "again.txt"
    told(capsys, "plan", "source", str(plan), "--out", str(out))
    assert out.read_bytes() == plan_file.read_bytes()


def test_issue_twice_changes_nothing(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = str(told(capsys, "plan", "import", str(plan_file))["plan"])
    first = told(capsys, "plan", "issue", plan)
    assert told(capsys, "plan", "issue", plan) == first
    status = told(capsys, "plan", "status", plan)
    assert status["assignments"] == first["assignments"]
    assert sum(status["by_state"].values()) == first["assignments"]
    assert sum(status["by_day"].values()) == first["assignments"]
    assert sum(status["by_level"].values()) == first["assignments"]
    assert sum(status["by_role"].values()) == first["assignments"]
    none = {"open": 0, "late": 0, "answered": 0}
    assert told(capsys, "plan", "difficulties", plan) == none
    shown = told(capsys, "plan", "show", plan)
    assert shown["state"] == "ISSUED"
    assert sum(task["units"] for task in shown["tasks"]) == first["assignments"]


def test_report_without_activity_lists_every_unit(
    plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(told(capsys, "plan", "import", str(plan_file))["plan"])
    told(capsys, "plan", "issue", plan)
    found = told(capsys, "plan", "report", plan, "--period", "2022-Q1", "--out", str(tmp_path))
    assert (found["from"], found["to"]) == ("2021-12-15", "2022-03-14")
    word, pdf, sheet = (Path(path) for path in found["files"])
    tables = Document(str(word)).tables
    cells = {cell.text for table in tables for row in table.rows for cell in row.cells}
    assert {"Sở Tư pháp", "Huyện Lâm Bình", "Xã Hồng Quang"} <= cells
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert "DỰ THẢO" in text
    assert "Xã Hồng Quang" in text
    rows = list(load_workbook(sheet).worksheets[1].iter_rows(values_only=True))
    assert sum("Chưa gửi báo cáo" in row for row in rows) == 165


def test_seed_is_read_and_given_out(capsys: pytest.CaptureFixture[str]) -> None:
    if not SEED.exists():
        pytest.skip("the seed lies outside the checkout")
    found = told(capsys, "plan", "import", str(SEED))
    assert found["missing"] == ["annex"]
    shown = told(capsys, "plan", "show", str(found["plan"]))
    assert (shown["as_of"], shown["year"]) == ("2022-01-18", 2022)
    kinds = [clause["kind"] for clause in shown["clauses"]]
    assert (kinds.count("PURPOSE"), kinds.count("REQUIREMENT")) == (3, 2)
    assert {"MONEY", "DIFFICULTY"} <= set(kinds)
    assert shown["signer"]["authority"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert [task["due_on"] for task in shown["tasks"][:3]] == ["2022-12-30"] * 3
    assert told(capsys, "plan", "issue", str(found["plan"]))["assignments"] == 168
    status = told(capsys, "plan", "status", str(found["plan"]))
    assert status["units"] == {"province": 20, "district": 7, "commune": 138}


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "import", "khong-co.txt"],
        ["plan", "issue", "999"],
        ["plan", "status", "999"],
        ["plan", "difficulties", "999"],
        ["plan", "report", "999", "--period", "2022-Q1", "--out", "."],
    ],
)
def test_failure_is_one_line_on_stderr(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run([*arguments, "--json"]) != 0
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_document_is_the_plan_in_the_official_layout(
    plan_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = str(told(capsys, "plan", "import", str(plan_file))["plan"])
    files = told(capsys, "plan", "document", plan, "--out", str(tmp_path))["files"]
    assert [Path(each).suffix for each in files] == [".docx", ".pdf"]
    word = Document(files[0])
    assert word.tables[-1].rows[0].cells[1].text == "Nội dung nhiệm vụ"
    assert "DỰ THẢO" in word.tables[0].cell(1, 0).text
    assert len(pypdfium2.PdfDocument(files[1])) > 1
