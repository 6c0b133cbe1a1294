"""Bytes on disk: private, whole, once, and gone only when nobody needs them."""

import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from loa.foundation.files import blobs

DATA = "Kế hoạch".encode()


def age(path: Path, hours: float) -> None:
    then = (datetime.now(UTC) - timedelta(hours=hours)).timestamp()
    os.utime(path, (then, then))


def hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def nobody(_: list[str]) -> set[str]:
    return set()


def test_write_private_and_read_back(tmp_path: Path) -> None:
    root = tmp_path / "uploads"
    sha256 = blobs.write(root, DATA)
    path = blobs.path_of(root, sha256)
    assert blobs.read(root, sha256) == DATA
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert path == root / sha256[:2] / sha256


def test_write_known_bytes_are_not_written_again(tmp_path: Path) -> None:
    sha256 = blobs.write(tmp_path, DATA)
    path = blobs.path_of(tmp_path, sha256)
    age(path, hours=5)
    before = path.stat()
    assert blobs.write(tmp_path, DATA) == sha256
    after = path.stat()
    assert after.st_ino == before.st_ino
    assert after.st_mtime > before.st_mtime


def test_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        blobs.write(tmp_path, DATA)
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ["gate.lock"]


def test_write_of_many_at_once(tmp_path: Path) -> None:
    threads = [threading.Thread(target=blobs.write, args=(tmp_path, DATA)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert [path.read_bytes() for path in folder.iterdir()] == [DATA]


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_read_damaged(tmp_path: Path, damage: str) -> None:
    sha256 = blobs.write(tmp_path, DATA)
    path = blobs.path_of(tmp_path, sha256)
    path.unlink() if damage == "gone" else path.write_bytes(DATA[:-1] + b"!")
    with pytest.raises(blobs.FileDamaged, match="bản sao lưu"):
        blobs.read(tmp_path, sha256)


def test_sweep_takes_old_bytes_that_nobody_names(tmp_path: Path) -> None:
    old, young, used = (blobs.write(tmp_path, data) for data in (b"old", b"young", b"used"))
    for sha256 in (old, used):
        age(blobs.path_of(tmp_path, sha256), hours=2)
    assert blobs.sweep(tmp_path, hour_ago(), lambda names: {used} & set(names)) == 1
    left = {path.name for path in tmp_path.rglob("*") if len(path.name) == 64}
    assert left == {young, used}


def test_sweep_takes_drafts_of_writers_that_died(tmp_path: Path) -> None:
    folder = blobs.path_of(tmp_path, blobs.write(tmp_path, DATA)).parent
    draft = folder / "draft-abc"
    draft.write_bytes(b"half")
    assert blobs.sweep(tmp_path, hour_ago(), nobody) == 0
    age(draft, hours=2)
    assert blobs.sweep(tmp_path, hour_ago(), nobody) == 1
    assert not draft.exists()


def test_sweep_spares_bytes_stored_again(tmp_path: Path) -> None:
    sha256 = blobs.write(tmp_path, DATA)
    age(blobs.path_of(tmp_path, sha256), hours=2)
    blobs.write(tmp_path, DATA)
    assert blobs.sweep(tmp_path, hour_ago(), nobody) == 0
    assert blobs.read(tmp_path, sha256) == DATA


def test_sweep_and_store_take_turns(tmp_path: Path) -> None:
    """Bytes that are stored again while the sweep decides about them are there afterwards."""
    sha256 = blobs.write(tmp_path, DATA)
    age(blobs.path_of(tmp_path, sha256), hours=2)
    writer = threading.Thread(target=blobs.write, args=(tmp_path, DATA))

    def slow(_: list[str]) -> set[str]:
        writer.start()
        writer.join(timeout=0.2)
        assert writer.is_alive()
        return set()

    blobs.sweep(tmp_path, hour_ago(), slow)
    writer.join()
    assert blobs.read(tmp_path, sha256) == DATA


def test_sweep_where_nothing_was_stored(tmp_path: Path) -> None:
    assert blobs.sweep(tmp_path / "uploads", hour_ago(), nobody) == 0
