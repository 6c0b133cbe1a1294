"""`backup`, `restore`, and what stands before tables change, on the database of the test."""

import json
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from loa.foundation.audit import facade as audit
from loa.foundation.backups import facade as backups
from loa.kernel import installation
from loa.surfaces.cli import main, readiness

pytestmark = pytest.mark.django_db

AT = datetime(2022, 3, 10, 2, 0, tzinfo=UTC)
_OPEN_HOUSE = readiness.open_house


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real folder; the test's database is made already."""
    monkeypatch.setattr(readiness, "open_house", lambda: None)
    monkeypatch.setattr(settings, "LOA_DATA", tmp_path)
    monkeypatch.setattr("loa.foundation.backups.sealing._N", 2)
    (tmp_path / "keys").mkdir()
    installation.create(tmp_path, installation.Kind.REAL, at=AT, version="0.1.0")
    return tmp_path


def test_backup_tells_what_is_in_the_file(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = data / "a.loa"
    assert main.run(["backup", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["bytes"]) == (str(file), file.stat().st_size)
    assert told["secrets"] == "left out"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (entry,) = audit.entries_for("backups.house")
    assert entry.actor_label.startswith("cli:")
    assert entry.after["sha256"] == told["sha256"]

    sealed = replace(settings.ENV, backup_passphrase="a long one")  # noqa: S106  of this test
    monkeypatch.setattr(settings, "ENV", sealed)
    assert main.run(["backup", str(file)]) == 0
    assert "LOA_BACKUP_PASSPHRASE" in capsys.readouterr().out


def test_backup_where_nothing_can_be_written_is_one_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["backup", str(data / "nowhere" / "a.loa")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("Không ghi được")


def test_restore_refuses_in_one_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "letter").write_text("no backup")
    assert main.run(["restore", str(data / "letter")]) == 1
    assert "không phải là tệp sao lưu" in capsys.readouterr().err
    assert main.run(["restore", str(data / "gone")]) == 1
    assert "gone" in capsys.readouterr().err


def test_unfinished_restore_stops_every_command(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(readiness, "open_house", _OPEN_HOUSE)
    (data / installation.RESTORING).write_text('{"file": "/backups/a.loa"}')
    for command in (["audit", "verify"], ["backup", "b"], ["up"]):
        assert main.run(command) == 1
        assert "loa restore /backups/a.loa" in capsys.readouterr().err
    assert main.run(["doctor"]) == 1
    assert "loa restore /backups/a.loa" in capsys.readouterr().out


def test_tables_of_a_newer_loa_are_refused_untouched() -> None:
    MigrationRecorder(connection).record_applied("plans", "9999_of_tomorrow")
    with pytest.raises(readiness.DataTooNew, match=r"plans\.9999_of_tomorrow"):
        readiness._migrate_and_load()  # noqa: SLF001  what every start does


@pytest.mark.parametrize("kind", list(installation.Kind))
def test_real_tables_are_backed_up_before_they_change(
    data: Path, kind: installation.Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / installation.MARKER).unlink()
    installation.create(data, kind, at=AT, version="0.1.0")
    readiness._guard_what_is_there()  # noqa: SLF001  the step before migrating
    assert not (data / "backups").exists()  # nothing is to change

    newest = MigrationLoader(connection).graph.leaf_nodes("plans")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    readiness._guard_what_is_there()  # noqa: SLF001  as above
    assert (data / "backups").exists() is (kind is installation.Kind.REAL)

    def full(**_: object) -> Path:
        raise backups.CannotBackUp

    monkeypatch.setattr(backups, "take_before_upgrade", full)
    if kind is installation.Kind.REAL:
        with pytest.raises(backups.CannotBackUp):
            readiness._guard_what_is_there()  # noqa: SLF001  as above
