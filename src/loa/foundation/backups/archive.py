"""The one file: a ZIP whose last 64 bytes are the SHA-256 of all bytes before them.

Anyone can open it with an ordinary program. `manifest.json` names every other part with its size
and hash. The seal stands in the archive's comment, so a file that lost its end or had one byte
changed is known before anything is taken from it.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from loa.foundation.backups.types import (
    DATABASE,
    FORMAT,
    MANIFEST,
    SEALED,
    UPLOADS,
    BackupRefused,
    BackupTooNew,
    CannotBackUp,
    Manifest,
    Part,
    Taken,
)

_SEAL = 64
_CHUNK = 1 << 20
_HEX = frozenset("0123456789abcdef")
_NOT_OURS = "không phải là tệp sao lưu của Loa."
_TOUCHED = (
    "không còn nguyên vẹn (bị cắt cụt hoặc đã bị sửa): hãy lấy lại bản gốc hoặc dùng bản sao lưu "
    "khác. Chưa có gì được ghi."
)


class Writer:
    """Adds parts to a backup that is being written."""

    def __init__(self, file: BinaryIO, at: datetime) -> None:
        """Begin on an open file."""
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True)
        self._when = at.timetuple()[:6]
        self.parts: dict[str, Part] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add one part as it comes."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(name), "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts[name] = Part(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest and the place of the seal."""
        fields = asdict(manifest) | {"format": FORMAT}
        fields |= {name: getattr(manifest, name).isoformat() for name in _INSTANTS}
        text = json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True)
        self._zip.writestr(self._entry(MANIFEST), text)
        self._zip.comment = b"0" * _SEAL
        self._zip.close()

    def abandon(self) -> None:
        """Let go of a file that will not be finished."""
        with suppress(OSError, ValueError):
            self._zip.close()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, (*self._when,))
        entry.external_attr = 0o600 << 16
        return entry


_INSTANTS = ("installed_at", "taken_at")


@contextmanager
def written(target: Path, at: datetime) -> Iterator[Writer]:
    """A backup that takes its name, mode 0600, only when it is whole; `sealed` must follow.

    An earlier backup of that name is replaced, any other file is not. Raises CannotBackUp.
    """
    _refuse_other(target)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            writer = Writer(file, at)
            try:
                yield writer
            except BaseException:
                writer.abandon()
                raise
            file.seek(-_SEAL, os.SEEK_END)
            end = file.tell()
            seal = _digest(file, end).hexdigest().encode()
            file.seek(end)
            file.write(seal)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
        _sync_folder(target.absolute().parent)
    except OSError as error:
        message = f"Không ghi được {target}: {error.strerror or error}. Bản cũ, nếu có, còn nguyên."
        raise CannotBackUp(message) from error
    finally:
        draft.unlink(missing_ok=True)


def taken(target: Path, manifest: Manifest) -> Taken:
    """What to tell of the file just written."""
    with target.open("rb") as file:
        size = target.stat().st_size
        return Taken(manifest, size, _digest(file, size).hexdigest())


class Archive:
    """A backup that was read through and is whole."""

    def __init__(self, path: Path, source: zipfile.ZipFile, manifest: Manifest) -> None:
        """Keep the opened file."""
        self.path, self._zip, self.manifest = path, source, manifest

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece."""
        with self._zip.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk

    def read(self, name: str) -> bytes:
        """A part as a whole."""
        return self._zip.read(name)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A backup, checked to the last byte before it is given. Raises BackupRefused and its kinds."""
    with path.open("rb") as file:
        source = _sealed_zip(path, file)
        with source:
            archive = Archive(path, source, _manifest(path, source))
            _check_parts(archive)
            yield archive


def _sealed_zip(path: Path, file: BinaryIO) -> zipfile.ZipFile:
    size = path.stat().st_size
    if not zipfile.is_zipfile(file):
        file.seek(0)
        is_cut = file.read(4) == b"PK\x03\x04"
        raise _refusal(path, is_ours=is_cut)
    file.seek(max(size - _SEAL, 0))
    seal = file.read()
    if _digest(file, size - _SEAL).hexdigest().encode() != seal:
        raise _refusal(path, is_ours=_has_manifest(file))
    return zipfile.ZipFile(file)


def _has_manifest(file: BinaryIO | Path) -> bool:
    """Whether it is, or was before somebody touched it, a backup of ours."""
    try:
        with zipfile.ZipFile(file) as source:
            return MANIFEST in source.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _manifest(path: Path, source: zipfile.ZipFile) -> Manifest:
    try:
        fields = json.loads(source.read(MANIFEST))
        if fields.pop("format") != FORMAT:
            message = (
                f"{path} do bản Loa mới hơn ({fields.get('version', '?')}) ghi theo dạng mà "
                "bản này không đọc được: hãy khôi phục bằng bản Loa đó hoặc mới hơn."
            )
            raise BackupTooNew(message)
        fields |= {name: datetime.fromisoformat(fields[name]) for name in _INSTANTS}
        fields |= {name: tuple(fields[name]) for name in ("migrations", "damaged")}
        parts = {name: Part(**part) for name, part in fields.pop("parts").items()}
        return replace(Manifest(**fields), parts=parts)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise _refusal(path, is_ours=False) from error


def _check_parts(archive: Archive) -> None:
    """Every part is there, is one we know, and has the bytes that the manifest names."""
    parts = archive.manifest.parts
    names = archive._zip.namelist()  # noqa: SLF001  its own file
    is_whole = sorted(names) == sorted([*parts, MANIFEST]) and DATABASE in parts
    if not is_whole or not all(map(_is_known, parts)):
        raise _refusal(archive.path, is_ours=True)
    for name, part in parts.items():
        digest, size = hashlib.sha256(), 0
        for chunk in archive.chunks(name):
            digest.update(chunk)
            size += len(chunk)
        if (size, digest.hexdigest()) != (part.size, part.sha256):
            raise _refusal(archive.path, is_ours=True)


def _refusal(path: Path, *, is_ours: bool) -> BackupRefused:
    return BackupRefused(f"{path} {_TOUCHED if is_ours else _NOT_OURS}")


def _is_known(name: str) -> bool:
    sha256 = name.removeprefix(UPLOADS)
    is_upload = name.startswith(UPLOADS) and len(sha256) == _SEAL and _HEX.issuperset(sha256)
    return name in {DATABASE, SEALED} or is_upload


def _refuse_other(target: Path) -> None:
    """Raise CannotBackUp where the name belongs to something that is no backup."""
    if not target.exists() or (target.is_file() and target.stat().st_size == 0):
        return
    if _has_manifest(target):
        return
    message = f"{target} đã có và không phải là tệp sao lưu của Loa: hãy chọn tên khác."
    raise CannotBackUp(message)


def _digest(file: BinaryIO, length: int) -> "hashlib._Hash":
    """SHA-256 of the first `length` bytes."""
    digest = hashlib.sha256()
    file.seek(0)
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
