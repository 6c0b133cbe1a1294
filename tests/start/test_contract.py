"""What every command promises to scripts: results on stdout, one line on stderr, honest codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from loa.surfaces.cli import main


def loa(*arguments: str, data: Path, **other: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a script would."""
    surroundings = {"PATH": "/usr/bin:/bin", "LOA_DATA": str(data), "LC_ALL": "C"} | other
    return subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-m", "loa.surfaces.cli.main", *arguments],
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_run_misuse_is_one_line_and_code_2_and_makes_no_folder(tmp_path: Path) -> None:
    done = loa("up", "--port", "many", data=tmp_path / "data")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "--port" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-command"], "no-such-command"),
        (["up", "--port", "0"], "--port"),
        (["down", "--no-such-option"], "--no-such-option"),
    ],
)
def test_run_other_misuse(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert words in err


def test_run_without_a_command_shows_help_and_fails(tmp_path: Path) -> None:
    done = loa(data=tmp_path / "data")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "doctor" in done.stderr


def test_doctor_json_is_all_of_stdout_and_starts_nothing(tmp_path: Path) -> None:
    done = loa("doctor", "--json", data=tmp_path / "data")
    found = json.loads(done.stdout)
    assert {finding["name"] for finding in found["findings"]} >= {"python", "data", "database"}
    assert done.returncode == (0 if found["ok"] else 1)
    assert not (tmp_path / "data").exists()


def test_doctor_unreachable_database_fails_and_says_where(tmp_path: Path) -> None:
    address = "postgresql://loa@127.0.0.1:1/loa"
    done = loa("doctor", "--json", data=tmp_path / "data", DATABASE_URL=address)
    database = next(f for f in json.loads(done.stdout)["findings"] if f["name"] == "database")
    assert done.returncode == 1
    assert not database["is_there"]
    assert "127.0.0.1:1/loa" in database["found"]


def test_down_with_nothing_running_succeeds(tmp_path: Path) -> None:
    done = loa("down", "--json", data=tmp_path / "data")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"stopped": []})


@pytest.mark.parametrize("kind", ["demo", "real"])
def test_up_refuses_the_other_kind_of_folder(tmp_path: Path, kind: str) -> None:
    marker = {"kind": kind, "created_at": "2022-03-10T08:00:00+07:00", "version": "0.1.0"}
    (tmp_path / "loa.json").write_text(json.dumps(marker))
    done = loa("up", *([] if kind == "demo" else ["--demo"]), data=tmp_path)
    assert done.returncode == 1
    assert "LOA_DATA" in done.stderr
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["loa.json"]


def test_up_damaged_marker_is_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "loa.json").write_text("{}")
    done = loa("up", data=tmp_path)
    assert done.returncode == 1
    assert "loa.json" in done.stderr
