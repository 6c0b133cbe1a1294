"""`orgs tree`, `people add`, `audit verify`, on the database of the test."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from loa.foundation.audit import facade as audit
from loa.foundation.audit.tests.factories import as_intruder
from loa.foundation.orgs import facade as orgs
from loa.surfaces.cli import acting, doctor, main, readiness

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _house_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's database is made already; only the units have to be loaded."""
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    orgs.load_reference(at=AT)


def test_orgs_tree_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["orgs", "tree", "--as-of", "2022-03-10", "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["as_of"], err) == ("2022-03-10", "")
    units = told["units"]
    assert all(set(unit) == {"code", "name", "level", "parent"} for unit in units)
    levels = [unit["level"] for unit in units]
    assert (levels.count("district"), levels.count("commune")) == (7, 138)
    codes = {unit["code"] for unit in units}
    assert all(unit["parent"] is None or unit["parent"] in codes for unit in units)


def test_orgs_tree_after_the_merger(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["orgs", "tree", "--as-of", "2025-07-01", "--json"]) == 0
    levels = [unit["level"] for unit in json.loads(capsys.readouterr().out)["units"]]
    assert (levels.count("district"), levels.count("commune")) == (0, 124)


def test_orgs_tree_for_people_is_indented(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["orgs", "tree", "--as-of", "2022-03-10"]) == 0
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert (first[0], second[:2]) == ("U", "  ")


def test_people_add_prints_a_slip_and_acts_as_the_console(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main.run(["people", "add", "Nguyễn Văn Mẫu", "--role", "administrator", "--json"]) == 0
    slip = json.loads(capsys.readouterr().out)
    assert set(slip) == {"person", "name", "unit", "username", "password"}
    assert slip["name"] == "Nguyễn Văn Mẫu"
    assert slip["username"]
    assert slip["password"]
    entries = audit.entries_for(f"orgs.person:{slip['person']}")
    assert {entry.actor_label for entry in entries} == {f"cli:{acting.user()}"}
    assert audit.verify().ok


def test_people_add_slip_on_paper(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["people", "add", "Trần Thị Mẫu", "--role", "reader", "--unit", "TQ.STP"]
    assert main.run(words) == 0
    out = capsys.readouterr().out
    assert "PHIẾU ĐĂNG NHẬP LẦN ĐẦU" in out
    assert "Sở Tư pháp" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["people", "add", "Trần Thị Mẫu", "--role", "reader", "--unit", "KHONGCO"],
        ["people", "add", "  ", "--role", "reader"],
        ["people", "add", "Trần Thị Mẫu", "--role", "king"],
        ["people", "add", "Trần Thị Mẫu"],
        ["orgs", "tree", "--as-of", "10/3/2022"],
        ["orgs", "tree", "--as-of", "1890-05-19"],
    ],
)
def test_failure_is_one_line_on_stderr(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run([*arguments, "--json"]) != 0
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_audit_verify_sound(capsys: pytest.CaptureFixture[str]) -> None:
    rows = audit.verify().rows
    assert main.run(["audit", "verify", "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["ok"], told["rows"], told["first_bad_seq"], err) == (True, rows, None, "")
    assert len(told["head_hash"]) == 64


def test_audit_verify_touched(capsys: pytest.CaptureFixture[str]) -> None:
    main.run(["people", "add", "Nguyễn Văn Mẫu", "--role", "administrator", "--json"])
    capsys.readouterr()
    as_intruder("UPDATE audit_journalrow SET verb = verb || '.' WHERE seq = 1")
    assert main.run(["audit", "verify", "--json"]) == 1
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (told["ok"], told["first_bad_seq"]) == (False, 1)
    assert "dòng 1" in err


def test_orgs_load_makes_the_tree_of_another_province(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["orgs", "load", "Cần Thơ", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["province"], told["name"], told["new"]) == (
        "can-tho",
        "UBND thành phố Cần Thơ",
        True,
    )
    assert told["units"]["commune"] == 103
    assert main.run(["orgs", "load", "can-tho", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] is False
    assert main.run(["orgs", "load", "15"]) == 1
    assert "Lào Cai, Yên Bái" in capsys.readouterr().err


def test_orgs_export_edit_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, edited = tmp_path / "cay.csv", tmp_path / "sua.csv"
    assert main.run(["orgs", "export", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] > 300
    assert main.run(["orgs", "import", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"written": True, "units": []}

    head, *lines = out.read_text(encoding="utf-8-sig").splitlines()
    row = next(line for line in lines if line.startswith("02305,") and "01/07/2025" in line)
    edited.write_text(f"{head}\n{row.replace('Trung Hà', 'Trung Hà Mới')}\n", encoding="utf-8")
    changed = [{"key": "02305", "name": "Xã Trung Hà Mới"}]
    for words, is_written in ((["--dry-run"], False), ([], True)):
        assert main.run(["orgs", "import", str(edited), *words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told == {"written": is_written, "units": changed}
    edited.write_text(f"{head}\n{row.replace('Cấp xã', 'Cấp làng')}\n", encoding="utf-8")
    assert main.run(["orgs", "import", str(edited)]) == 1
    assert "Dòng 2, Cấp «Cấp làng»" in capsys.readouterr().err


def test_plan_of_another_province_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\n\nSố: 1/KH-UBND\n\n"
        "Cần Thơ, ngày 19 tháng 11 năm 2025\n\nKẾ HOẠCH\nThử nghiệm năm 2025\n",
        encoding="utf-8",
    )
    assert main.run(["plan", "import", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "loa orgs load can-tho" in err
    assert len(err.strip().splitlines()) == 1


def test_doctor_shows_what_was_given_up_and_jobs_retry_mends_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATABASE_IS_EMBEDDED", False)  # the test's server runs already
    queue = doctor._reading_queue()  # noqa: SLF001  the other looks need programs
    assert (queue.is_there, queue.found, queue.advice) == (True, "0 tệp chờ đọc", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
            " VALUES ('slow', 'plans.on_file_received', 'failed')"
        )
    queue = doctor._reading_queue()  # noqa: SLF001  as above
    assert (queue.is_there, queue.is_needed) == (False, False)
    assert queue.found == "0 tệp chờ đọc; 1 việc bỏ dở"
    assert "loa jobs retry" in queue.advice
    assert main.run(["jobs", "dead", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert main.run(["jobs", "retry", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [told["job"]]
    assert main.run(["jobs", "dead"]) == 0
    assert capsys.readouterr().out == "Không có việc nào bỏ dở.\n"
    assert doctor._reading_queue().is_there  # noqa: SLF001  as above
