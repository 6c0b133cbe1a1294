"""Roots of the chain, kept outside the database: one line a day, only ever added to.

A line holds the day, the number of rows and the hash of the last one: `2026-03-10 12345 9f86…`.
Whoever owns the database can rewrite the chain as a whole, but not the lines on another machine.
"""

import os
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from loa.foundation.audit import queries
from loa.foundation.audit.types import Root
from loa.kernel.clock import local_day
from loa.kernel.errors import DomainError
from loa.kernel.installation import hand_over

FILE = "journal-roots.txt"
_LINE = re.compile(r"\d{4}-\d\d-\d\d (\d+) ([0-9a-f]{64})\s*")


class RootsUnreadable(DomainError):
    """A file of roots holds a line that is none."""

    code = "AUDIT_ROOTS_UNREADABLE"


class RootsNotKept(DomainError):
    """A folder did not take today's root; the others did."""

    code = "AUDIT_ROOTS_NOT_KEPT"


def export_root(*, folders: Iterable[Path], at: datetime) -> Root | None:
    """Add today's root to the file in each folder that has none of today; None while there is none.

    Raises RootsNotKept after all folders were tried.
    """
    root = queries.current_root()
    if root is None:
        return None
    failed = []
    for folder in folders:
        try:
            _keep(folder, root, local_day(at))
        except OSError as error:
            failed.append(f"{folder} ({error.strerror})")
    if failed:
        message = f"Chưa ghi được mốc sổ nhật ký vào {', '.join(failed)}: hãy kiểm tra thư mục đó."
        raise RootsNotKept(message)
    return root


def read_roots(path: Path) -> list[Root]:
    """The roots of a file. Raises RootsUnreadable, OSError."""
    roots = []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if not line.strip():
            continue
        if found is None:
            message = f"{path}, dòng {number} không phải là mốc sổ nhật ký: hãy lấy bản lưu khác."
            raise RootsUnreadable(message)
        roots.append(Root(int(found[1]), found[2]))
    return roots


def last_root_day(folder: Path) -> date | None:
    """The day of the newest root in a folder, or None while it holds none. Raises OSError."""
    path = folder / FILE
    word = _last_day(path) if path.exists() else ""
    return date.fromisoformat(word) if word else None


def _keep(folder: Path, root: Root, day: date) -> None:
    """Add the line, once a day, so that it is there after a power cut."""
    if not folder.exists():
        folder.mkdir(0o700)
        hand_over(folder)
    path = folder / FILE
    is_new = not path.exists()
    if not is_new and _last_day(path) >= day.isoformat():
        return
    with path.open("a", encoding="ascii") as file:
        file.write(f"{day} {root.rows} {root.hash}\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        hand_over(path)


def _last_day(path: Path) -> str:
    lines = path.read_text(encoding="ascii").split("\n")
    return next((line.split(" ")[0] for line in reversed(lines) if line), "")
