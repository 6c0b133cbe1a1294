"""The reference files of law and calendar as one content; no database."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from loa.kernel.reference import ParameterRow, parameter_rows
from loa.kernel.worktime.data import CalendarFiles, read_files

_FOLDERS = ("calendar", "law")


@dataclass(frozen=True)
class Reference:
    """All that the files say."""

    parameters: list[ParameterRow]
    calendar: CalendarFiles


def content_hash(folder: Path) -> str:
    """SHA-256 over the files, in hexadecimal: equal content is loaded once."""
    digest = hashlib.sha256()
    for name in _FOLDERS:
        for path in sorted((folder / name).glob("*.toml")):
            content = path.read_bytes()
            digest.update(f"{name}/{path.name}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()


def read(folder: Path) -> Reference:
    """The files as values. Raises ReferenceBroken naming the file and what is wrong."""
    return Reference(parameter_rows(folder / "law"), read_files(folder / "calendar"))
