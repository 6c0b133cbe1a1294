"""What an installation says about itself: the marker in its data folder, written once.

A folder is a demonstration or real from its creation and never changes from one to the other.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from loa.kernel.errors import DomainError

MARKER = "loa.json"
RESTORING = "restoring.json"
"""Stands in the folder from the first byte of a restore until the last one is verified."""


class Kind(StrEnum):
    """What a data folder is for; the codes are stored."""

    DEMO = "demo"
    REAL = "real"


@dataclass(frozen=True)
class Installation:
    """The marker of one data folder."""

    kind: Kind
    created_at: datetime
    version: str


class WrongKind(DomainError):
    """A demonstration was asked of a real folder, or the other way round."""

    code = "INSTALLATION_WRONG_KIND"


class MarkerUnreadable(DomainError):
    """The marker is there but says nothing we understand."""

    code = "INSTALLATION_MARKER_UNREADABLE"


class NotEmpty(DomainError):
    """A backup was to be restored where something is already."""

    code = "INSTALLATION_NOT_EMPTY"


class RestoreUnfinished(DomainError):
    """A restore of this folder broke off, or is at work; nothing else may use the folder."""

    code = "INSTALLATION_RESTORE_UNFINISHED"


def read(data: Path) -> Installation | None:
    """The marker of a data folder, or None where no installation was made yet.

    Raises MarkerUnreadable: a damaged marker never counts as an empty folder.
    """
    path = data / MARKER
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Installation(
            kind=Kind(fields["kind"]),
            created_at=datetime.fromisoformat(fields["created_at"]),
            version=fields["version"],
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        message = f"Không đọc được {path}: hãy khôi phục tệp này từ bản sao lưu."
        raise MarkerUnreadable(message) from error


def is_demo(data: Path) -> bool:
    """Whether it holds a demonstration, which documents made from it must say."""
    found = read(data)
    return found is not None and found.kind is Kind.DEMO


def create(data: Path, kind: Kind, *, at: datetime, version: str) -> Installation:
    """Write the marker of a new installation; the folder must be there.

    Of two who write at once one wins, and both get what stands in the file.
    """
    made = Installation(kind=kind, created_at=at, version=version)
    fields = {"kind": made.kind, "created_at": at.isoformat(), "version": version}
    draft = data / f"{MARKER}.{os.getpid()}"
    draft.write_text(json.dumps(fields, ensure_ascii=False) + "\n", encoding="utf-8")
    hand_over(draft)
    try:
        # A hard link, unlike a rename, fails where the marker stands already.
        os.link(draft, data / MARKER)
    except FileExistsError:
        return read(data) or made
    finally:
        draft.unlink()
    return made


def require_kind(data: Path, kind: Kind) -> None:
    """Raise WrongKind where the folder is of the other kind; a new folder may become either.

    Raises RestoreUnfinished.
    """
    refuse_unfinished(data)
    found = read(data)
    if found is None or found.kind is kind:
        return
    if kind is Kind.DEMO:
        message = (
            f"{data} là dữ liệu thật nên không dựng dữ liệu minh họa ở đó: "
            "hãy đặt LOA_DATA sang một thư mục khác."
        )
    else:
        message = (
            f"{data} là dữ liệu minh họa nên không dùng cho việc thật: "
            "hãy đặt LOA_DATA sang một thư mục khác."
        )
    raise WrongKind(message)


def refuse_unfinished(data: Path) -> None:
    """Raise RestoreUnfinished where a restore broke off or is at work."""
    path = data / RESTORING
    try:
        words = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return
    file = json.loads(words)["file"] if words else "FILE"
    message = (
        f"Việc khôi phục {data} từ {file} chưa xong: dữ liệu ở đó chưa trọn vẹn, chưa dùng được. "
        f"Nếu không có lệnh khôi phục nào đang chạy, hãy chạy lại: loa restore {file}"
    )
    raise RestoreUnfinished(message)


@contextmanager
def restoring(data: Path, file: Path) -> Iterator[bool]:
    """Hold a folder for a restore; tells whether an earlier one broke off there.

    The mark stays when the block fails or the process dies, and goes when the block ends well.
    Raises NotEmpty, and RestoreUnfinished where another restore is at work.
    """
    refuse_contents(data)
    mark = data / RESTORING
    is_again = mark.exists()
    descriptor = os.open(mark, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            refuse_unfinished(data)
        hand_over(mark)
        os.truncate(descriptor, 0)
        os.write(descriptor, json.dumps({"file": str(file.absolute())}).encode())
        os.fsync(descriptor)
        yield is_again
        mark.unlink()
    finally:
        os.close(descriptor)


def refuse_contents(data: Path) -> None:
    """Raise NotEmpty where the folder holds an installation, or uploads of one.

    What a restore left that broke off does not count.
    """
    if (data / RESTORING).exists():
        return
    told = [data / MARKER, data / "postgres", data / "run" / "postgres.made"]
    found = next((path for path in told if os.path.lexists(path)), None)
    found = found or next((data / "uploads").glob("*/*"), None)
    if found is None:
        return
    message = (
        f"{data} đã có dữ liệu ({found.relative_to(data)}): chỉ khôi phục vào nơi còn trống. "
        "Hãy đặt LOA_DATA sang một thư mục mới, rồi chạy lại."
    )
    raise NotEmpty(message)


def hand_over(path: Path) -> None:
    """Give a file or folder just made by root to the owner of the folder it lies in.

    The site and the database run under an unprivileged account even when root starts them; what
    root's commands put into the data folder must be theirs to read. Nothing happens otherwise.
    """
    if os.geteuid() != 0:
        return
    owner = path.parent.stat()
    os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
