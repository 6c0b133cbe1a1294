"""Bytes on disk under their hash: written whole or not at all, never changed, swept when unused."""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp

from loa.kernel.errors import DomainError
from loa.kernel.installation import hand_over

_DRAFT = "draft-"
_GATE = "gate.lock"
_HASH_LENGTH = 64


class FileDamaged(DomainError):
    """The bytes are gone from disk, or are not those that were stored."""

    code = "FILES_DAMAGED"
    message_vi = (
        "Tệp này không còn nguyên vẹn trên máy chủ. Hãy báo người quản trị khôi phục thư mục "
        "uploads từ bản sao lưu."
    )


def digest(data: bytes) -> str:
    """SHA-256 of `data`, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def path_of(root: Path, sha256: str) -> Path:
    """Where bytes with this hash lie under `root`."""
    return root / sha256[:2] / sha256


def write(root: Path, data: bytes) -> str:
    """Keep `data` under `root` and give its hash; known bytes only become younger.

    Files are 0600 in folders 0700, synced to disk before they get their name.
    """
    sha256 = digest(data)
    path = path_of(root, sha256)
    _make_folder(root)
    with _gate(root, fcntl.LOCK_SH):
        _make_folder(path.parent)
        try:
            if path.stat().st_size == len(data):
                os.utime(path)
                return sha256
        except FileNotFoundError:
            pass
        _write_new(path, data)
    return sha256


def read(root: Path, sha256: str) -> bytes:
    """The bytes with this hash. Raises FileDamaged when they are missing or changed."""
    try:
        data = path_of(root, sha256).read_bytes()
    except FileNotFoundError:
        raise FileDamaged from None
    if digest(data) != sha256:
        raise FileDamaged
    return data


def sweep(root: Path, older_than: datetime, used_among: Callable[[list[str]], set[str]]) -> int:
    """Remove files older than an instant that no row names; how many were removed.

    `used_among` tells, of some hashes, those that committed rows name. Nobody can store while it
    is asked and files go, so bytes stored again just now are young and stay.
    """
    if not root.is_dir():
        return 0
    oldest = older_than.timestamp()
    removed = 0
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        with _gate(root, fcntl.LOCK_EX):
            old = [path for path in folder.iterdir() if path.stat().st_mtime < oldest]
            used = used_among([path.name for path in old if len(path.name) == _HASH_LENGTH])
            for path in old:
                if path.name not in used:
                    path.unlink()
                    removed += 1
    return removed


@contextmanager
def held(root: Path) -> Iterator[None]:
    """While this is held the sweep waits; writing goes on."""
    _make_folder(root)
    with _gate(root, fcntl.LOCK_SH):
        yield


def _write_new(path: Path, data: bytes) -> None:
    handle, draft_name = mkstemp(prefix=_DRAFT, dir=path.parent)
    draft = Path(draft_name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        hand_over(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    hand_over(folder)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only once the folder is synced."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _gate(root: Path, kind: int) -> Iterator[None]:
    """Many may store at once (shared); the sweep is alone (exclusive)."""
    handle = os.open(root / _GATE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(handle).st_uid == os.geteuid() == 0:
            hand_over(root / _GATE)
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)
