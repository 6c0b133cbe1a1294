"""The one file: whole or refused, private, never in the place of something else."""

import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.backups import archive
from loa.foundation.backups.types import (
    DATABASE,
    FORMAT,
    UPLOADS,
    BackupRefused,
    BackupTooNew,
    CannotBackUp,
    Manifest,
)

AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
HASH = "ab" * 32
DUMP = b"PGDMP" + bytes(range(256)) * 3


def made(target: Path, *, dump: bytes = DUMP) -> Manifest:
    with archive.written(target, AT) as writer:
        writer.add(DATABASE, [dump[:7], dump[7:]])
        writer.add(UPLOADS + HASH, [b"bytes"])
        manifest = Manifest(
            version="0.1.0",
            kind="real",
            installed_at=AT,
            taken_at=AT,
            migrations=("orgs.0001_initial",),
            journal_rows=3,
            journal_head="cd" * 32,
            clock="",
            left_out={"django_session": 2},
            damaged=(),
            parts=writer.parts,
        )
        writer.finish(manifest)
    return manifest


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "loa.zip"
    made(target)
    return target


def read_through(path: Path) -> bytes:
    with archive.opened(path) as found:
        return found.read(DATABASE)


def test_opened_gives_back_what_was_written(tmp_path: Path) -> None:
    manifest = made(tmp_path / "a")
    with archive.opened(tmp_path / "a") as found:
        assert found.manifest == manifest
        assert found.manifest.uploads == [HASH]
        assert not found.manifest.is_sealed
        assert b"".join(found.chunks(DATABASE)) == DUMP
        assert found.read(UPLOADS + HASH) == b"bytes"


def test_written_is_for_its_owner_alone_and_leaves_no_draft(tmp_path: Path) -> None:
    made(tmp_path / "a")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@given(part=st.floats(0, 1, exclude_max=True))
def test_opened_refuses_a_file_that_lost_its_end(backup: Path, part: float) -> None:
    data = backup.read_bytes()
    cut = backup.with_name("cut")
    cut.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(BackupRefused):
        read_through(cut)


@given(place=st.integers(min_value=0), change=st.integers(1, 255))
def test_opened_refuses_one_changed_byte(backup: Path, place: int, change: int) -> None:
    data = bytearray(backup.read_bytes())
    data[place % len(data)] ^= change
    altered = backup.with_name("altered")
    altered.write_bytes(data)
    with pytest.raises(BackupRefused):
        read_through(altered)


def test_opened_says_what_is_wrong(backup: Path, tmp_path: Path) -> None:
    cut, other, zipped = tmp_path / "cut", tmp_path / "other", tmp_path / "zipped"
    cut.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(BackupRefused, match="cắt cụt"):
        read_through(cut)
    other.write_text("some text")
    with pytest.raises(BackupRefused, match="không phải là tệp sao lưu"):
        read_through(other)
    with zipfile.ZipFile(zipped, "w") as file:
        file.writestr("a.txt", "a")
    with pytest.raises(BackupRefused, match="không phải là tệp sao lưu"):
        read_through(zipped)


def test_opened_refuses_a_later_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FORMAT", FORMAT + 1)
    made(tmp_path / "a")
    monkeypatch.undo()
    with pytest.raises(BackupTooNew, match="mới hơn"):
        read_through(tmp_path / "a")


def test_opened_refuses_parts_that_the_manifest_does_not_name(tmp_path: Path) -> None:
    with archive.written(tmp_path / "a", AT) as writer:
        writer.add("../outside", [b"x"])
        manifest = Manifest("0", "real", AT, AT, (), 0, "", "", {}, (), writer.parts)
        writer.finish(manifest)
    with pytest.raises(BackupRefused):
        read_through(tmp_path / "a")


def test_written_replaces_a_backup_but_nothing_else(tmp_path: Path) -> None:
    made(tmp_path / "a")
    made(tmp_path / "a", dump=b"newer")
    assert read_through(tmp_path / "a") == b"newer"
    (tmp_path / "letter.docx").write_bytes(b"somebody's work")
    with pytest.raises(CannotBackUp, match="chọn tên khác"):
        made(tmp_path / "letter.docx")
    assert (tmp_path / "letter.docx").read_bytes() == b"somebody's work"


def test_written_that_fails_leaves_the_earlier_backup(tmp_path: Path) -> None:
    made(tmp_path / "a")

    def full() -> None:
        with archive.written(tmp_path / "a", AT) as writer:
            writer.add(DATABASE, [b"begun"])
            raise OSError(28, "No space left on device")

    with pytest.raises(CannotBackUp, match="No space left"):
        full()
    assert read_through(tmp_path / "a") == DUMP
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_written_needs_a_folder_that_is_there(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="nowhere"):
        made(tmp_path / "nowhere" / "a")
