"""`loa doctor` on what a served installation needs: there, missing, with advice."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from loa.kernel import clock, installation
from loa.kernel.installation import Kind
from loa.surfaces.cli import service_findings
from loa.surfaces.cli.backup import LAST_BACKUP
from loa.surfaces.cli.finding import Finding

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, settings: Settings) -> Make:
    """An installation of a kind, made at an instant."""

    def build(kind: Kind = Kind.REAL, at: datetime = datetime(2022, 3, 10, tzinfo=UTC)) -> Path:
        settings.LOA_DATA = tmp_path
        installation.create(tmp_path, kind, at=at, version="0.1.0")
        return tmp_path

    return build


def advises(found: Finding, words: str) -> bool:
    return not found.is_there and words in found.advice


@pytest.mark.parametrize(
    ("free", "is_there", "is_needed"),
    [(50_000_000_000, True, False), (2_000_000_000, False, False), (100_000_000, False, True)],
)
def test_disk(
    make: Make, monkeypatch: pytest.MonkeyPatch, free: int, *, is_there: bool, is_needed: bool
) -> None:
    make()
    usage = shutil._ntuple_diskusage(100_000_000_000, 0, free)  # noqa: SLF001  its own shape
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    found = service_findings.disk()
    assert (found.is_there, found.is_needed) == (is_there, is_needed)


def test_clock_before_the_data_were_made_is_wrong(make: Make) -> None:
    make(at=clock.system_now() + timedelta(days=1))
    found = service_findings.clock_of_machine()
    assert advises(found, "timedatectl")
    assert found.is_needed


def test_names(make: Make, settings: Settings) -> None:
    make()
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    assert advises(service_findings.names(), "LOA_HOSTS")
    settings.ALLOWED_HOSTS = ["*"]
    assert service_findings.names().is_needed
    settings.ALLOWED_HOSTS = ["loa.example.vn", "127.0.0.1"]
    assert service_findings.names().found == "loa.example.vn"


def test_https(make: Make, settings: Settings) -> None:
    make()
    settings.ENV = replace(settings.ENV, is_behind_tls=False)
    assert advises(service_findings.https(), "LOA_HTTPS=1")
    settings.ENV = replace(settings.ENV, is_behind_tls=True)
    assert service_findings.https().is_there
    settings.DEBUG = True
    assert advises(service_findings.https(), "LOA_DEBUG")


def test_demonstration_needs_neither_name_nor_https(make: Make, settings: Settings) -> None:
    make(Kind.DEMO)
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert service_findings.names().is_there
    assert service_findings.https().is_there
    assert service_findings.last_backup().is_there
    assert service_findings.journal_root().is_there


def test_secret_key_in_an_open_folder(make: Make, settings: Settings) -> None:
    keys = make() / "keys"
    keys.mkdir(0o700)
    settings.SECRET_KEY_IS_KEPT = True
    assert service_findings.secret_key().is_there
    keys.chmod(0o755)
    assert advises(service_findings.secret_key(), f"chmod 700 {keys}")


def test_last_backup(make: Make) -> None:
    note = make() / LAST_BACKUP
    assert advises(service_findings.last_backup(), "loa backup")
    for days, is_fresh in ((1, True), (3, False)):
        at = clock.system_now() - timedelta(days=days)
        note.write_text(json.dumps({"at": at.isoformat(), "file": "/noi-luu/loa.loa"}))
        found = service_findings.last_backup()
        assert found.is_there is is_fresh
        assert "/noi-luu/loa.loa" in found.found


def test_journal_root(make: Make, settings: Settings, tmp_path: Path) -> None:
    here, copy = make() / "roots", tmp_path / "elsewhere"
    settings.ENV = replace(settings.ENV, root_copy=copy)
    assert advises(service_findings.journal_root(), "loa up")
    for folder, age in ((here, 0), (copy, 3)):
        folder.mkdir()
        day = clock.local_day(clock.system_now() - timedelta(days=age))
        (folder / "journal-roots.txt").write_text(f"{day} 7 {'0' * 64}\n", encoding="ascii")
    assert advises(service_findings.journal_root(), "loa up")
    (copy / "journal-roots.txt").write_bytes((here / "journal-roots.txt").read_bytes())
    assert service_findings.journal_root().is_there
    settings.ENV = replace(settings.ENV, root_copy=None)
    assert advises(service_findings.journal_root(), "LOA_ROOT_COPY")


@pytest.mark.parametrize(
    ("zone", "is_there"), [("Asia/Ho_Chi_Minh", True), ("Asia/Tokyo", False), ("none", False)]
)
def test_time_zone_is_the_machine_s_own(
    monkeypatch: pytest.MonkeyPatch, zone: str, *, is_there: bool
) -> None:
    """Not that of the process, which Django sets."""
    monkeypatch.setattr(service_findings, "_LOCAL_TIME", Path("/usr/share/zoneinfo") / zone)
    found = service_findings.time_zone()
    assert found.is_there is is_there
    assert is_there or "set-timezone Asia/Ho_Chi_Minh" in found.advice


@pytest.mark.django_db
def test_tables_and_worker_are_looked_at_in_the_database(make: Make) -> None:
    make()
    assert service_findings.tables().is_there
    assert advises(service_findings.worker(), "loa up")
