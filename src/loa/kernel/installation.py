"""What an installation says about itself: the marker in its data folder, written once.

A folder is a demonstration or real from its creation and never changes from one to the other.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from loa.kernel.errors import DomainError

MARKER = "loa.json"


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
    """Raise WrongKind where the folder is of the other kind; a new folder may become either."""
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


def hand_over(path: Path) -> None:
    """Give a file or folder just made by root to the owner of the folder it lies in.

    The site and the database run under an unprivileged account even when root starts them; what
    root's commands put into the data folder must be theirs to read. Nothing happens otherwise.
    """
    if os.geteuid() != 0:
        return
    owner = path.parent.stat()
    os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
