"""`document parse` and `worktime`: the contract of scripts, and no database."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from loa.surfaces.cli import main

ORDER = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 10 tháng 3 năm 2022

KẾ HOẠCH
Truyền thông về thủ tục hành chính năm 2022

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2022-01-28T16:00", "5", "2022-02-11T17:00:00+07:00"),
        ("2022-02-05T09:00", "1", "2022-02-08T17:00:00+07:00"),
        ("2022-02-05T02:00:00+00:00", "1", "2022-02-08T17:00:00+07:00"),
    ],
)
def test_worktime_add(start: str, days: str, due: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["worktime", "add", start, "--days", days, "--json"]) == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert (set(told), told["due"], err) == ({"due", "explanation"}, due, "")
    assert all(isinstance(line, str) for line in told["explanation"])


@pytest.mark.parametrize(
    ("amount", "due"),
    [
        (["--hours", "1.5"], "2022-02-07T08:00:00+07:00"),
        (["--minutes", "30"], "2022-01-28T16:30:00+07:00"),
        (["--hours", "1", "--minutes", "15"], "2022-02-07T07:45:00+07:00"),
        (["--half-days", "1"], "2022-02-07T11:30:00+07:00"),
    ],
)
def test_worktime_add_other_amounts(
    amount: list[str], due: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["worktime", "add", "2022-01-28T16:00", *amount, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == due


def test_worktime_subtract_and_between(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["worktime", "subtract", "2022-02-11T17:00", "--days", "5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["start"] == "2022-01-28T07:30:00+07:00"
    span = ["2022-01-28T16:00", "2022-02-11T17:00"]
    assert main.run(["worktime", "between", *span, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["days"], told["hours"]) == (5, 38.5)


@pytest.mark.parametrize(
    "arguments",
    [
        ["worktime", "add", "28/01/2022", "--days", "5"],
        ["worktime", "add", "2022-01-28T16:00"],
        ["worktime", "add", "2022-01-28T16:00", "--days", "5", "--hours", "1"],
        ["worktime", "add", "2022-01-28T16:00", "--days", "-5"],
        ["document", "parse", "no-such-file.txt"],
        ["document", "parse"],
        ["document", "parse", __file__, "--format", "xml"],
        ["document", "parse", __file__, "--format", "akn"],
    ],
)
def test_failure_is_one_line_on_stderr(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run([*arguments, "--json"]) != 0
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_document_parse_both_shapes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kế hoạch.txt"
    file.write_text(ORDER, encoding="utf-8")
    assert main.run(["document", "parse", str(file), "--format", "gold"]) == 0
    gold = json.loads(capsys.readouterr().out)
    assert (gold["file"], gold["kind"], gold["date"]) == ("kế hoạch.txt", "KH", "2022-03-10")
    assert main.run(["document", "parse", str(file)]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["issued_on"]["value"] == "2022-03-10"
    start, end = whole["number"]["span"]["start"], whole["number"]["span"]["end"]
    assert whole["text"][start:end] == "Số: 12/KH-UBND"
    assert (whole["format"], whole["notes"]) == ("txt", [])


@pytest.mark.parametrize("shape", ["gold", "akn"])
def test_what_a_file_hid_is_said_beside_its_structure(
    shape: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_bytes(ORDER.replace("Ộ", "O").encode("cp1258", errors="ignore"))
    assert main.run(["document", "parse", str(file)]) == 0
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert main.run(["document", "parse", str(file), "--format", shape]) == 0
    assert capsys.readouterr().err == f"{note['message']}\n"


def test_what_a_workbook_hides_is_no_task(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bieu.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian"))
        sheet.write_row(1, 0, ("1", "Việc đã bỏ", "Sở Y tế", "Quý I"))
        sheet.write_row(2, 0, ("2", "In tờ rơi", "Sở Tư pháp", "Quý II"))
        sheet.set_row(1, None, None, {"hidden": True})
    assert main.run(["document", "parse", str(file)]) == 0
    found = json.loads(capsys.readouterr().out)
    (table,) = found["annex_tables"]
    assert [row["content"] for row in table["rows"]] == ["In tờ rơi"]
    assert [note["code"] for note in found["notes"]] == ["HIDDEN_CELLS"]


def test_document_parse_as_akoma_ntoso(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "kế hoạch.txt"
    file.write_text(ORDER, encoding="utf-8")
    assert main.run(["document", "parse", str(file), "--format", "akn"]) == 0
    out, err = capsysbinary.readouterr()
    tree = etree.fromstring(out)
    assert (etree.QName(tree).localname, err) == ("akomaNtoso", b"")
    assert b"/akn/vn/doc/ke-hoach/uy-ban-nhan-dan-tinh-mau/2022-03-10/12-kh-ubnd" in out


@pytest.mark.parametrize("command", ["document", "akn", "worktime"])
def test_light_commands_know_no_django(command: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(ORDER, encoding="utf-8")
    arguments = {
        "document": ["document", "parse", str(file)],
        "akn": ["document", "parse", str(file), "--format", "akn"],
        "worktime": ["worktime", "add", "2022-01-28T16:00", "--days", "5", "--json"],
    }[command]
    program = (
        "import sys; from loa.surfaces.cli.main import run; code = run(sys.argv[1:]);"
        " heavy = {'django', 'psycopg', 'procrastinate'} & set(sys.modules);"
        " sys.exit(f'{heavy}' if heavy else code)"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter and words
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<?xml" if command == "akn" else "{")


def test_compose_makes_a_document_from_its_own_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["document", "compose", "BB"]) == 0
    form, out = tmp_path / "bien-ban.toml", tmp_path / "bien-ban.docx"
    form.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main.run(["document", "compose", "BB", str(form), "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": str(out), "bytes": out.stat().st_size}
    assert main.run(["document", "compose", "BB", str(form), "--out", "x.odt"]) != 0
    assert ".docx hoặc .pdf" in capsys.readouterr().err
    assert main.run(["document", "compose", "XX"]) != 0
    assert "«XX»" in capsys.readouterr().err
