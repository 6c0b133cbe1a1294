"""Files that are made once: kept under a hash of what goes into them, bounded, safe to delete.

Whoever asks has asked his own policy first: a kept file has no right of its own.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from loa.kernel.installation import hand_over

MOST_BYTES = 256 * 1024 * 1024
_DIGEST = 32
_DRAFT = "draft-"


def key_of(*parts: object) -> str:
    """The name of a file by what goes into it; the parts must say the same where they are equal."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def made_once(
    folder: Path, key: str, make: Callable[[], bytes], *, most_bytes: int = MOST_BYTES
) -> bytes:
    """The bytes kept under `key`; else what `make` gives, kept for who asks next.

    Two who ask at once, in whatever process, wait for one making. Where nothing can be kept (a
    full disk, a folder of others) the bytes are made and not kept. `make` may raise; nothing is
    kept then.
    """
    path = folder / key[:2] / key
    found = _kept(path)
    if found is not None:
        return found
    with suppress(OSError):
        _make_folder(folder)
        _make_folder(path.parent)
    with _alone(path.parent):
        found = _kept(path)
        if found is not None:
            return found
        data = make()
        with suppress(OSError):
            _keep(path, data)
            _prune(folder, most_bytes)
        return data


def _kept(path: Path) -> bytes | None:
    """The bytes of a kept file, None where it is not there or not whole."""
    try:
        data = path.read_bytes()
        os.utime(path)
    except OSError:
        return None
    whole = data[_DIGEST:]
    return whole if hashlib.sha256(whole).digest() == data[:_DIGEST] else None


def _keep(path: Path, data: bytes) -> None:
    handle, name = mkstemp(prefix=_DRAFT, dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        hand_over(draft)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _prune(folder: Path, most_bytes: int) -> None:
    """Take out what was longest not asked for, until the rest fits."""
    kept = [(path, path.stat()) for path in folder.glob("??/*") if path.suffix != ".lock"]
    size = sum(about.st_size for _, about in kept)
    for path, about in sorted(kept, key=lambda each: each[1].st_mtime):
        if size <= most_bytes:
            return
        path.unlink(missing_ok=True)
        size -= about.st_size


def _make_folder(folder: Path) -> None:
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        hand_over(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One maker at a time for the keys of a folder; without a lock where none can be had."""
    lock = folder / "making.lock"
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            hand_over(lock)
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
