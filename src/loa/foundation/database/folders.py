"""Private folders: made safely, checked before use, never changed where Loa did not make them."""

import os
import secrets
import stat
import tempfile
from pathlib import Path

from loa.foundation.database.account import Account, refuse_closed
from loa.foundation.database.types import PORT, DataRefused, FolderUnsafe, Layout

PRIVATE = 0o700
_SOCKET_PATH_LIMIT = 107
"""Bytes of sun_path without its closing zero: unix(7)."""

_SOCKET_NAME = f"/.s.PGSQL.{PORT}"


def prepare(layout: Layout, account: Account) -> None:
    """Make what is missing of the data folder; check what is there.

    Raises FolderClosed, FolderUnsafe, DataRefused.
    """
    if not layout.data.is_dir():
        _make_data_folder(layout.data, account)
    refuse_closed(layout.data, account)
    for folder in (layout.run, layout.keys, layout.log, layout.uploads):
        private_folder(folder, account)
    if not layout.site_secret.exists():
        write_private(layout.site_secret, secrets.token_urlsafe(48), account)


def private_folder(path: Path, account: Account) -> None:
    """Make a folder for the account alone, or make sure that the one there is such a folder.

    Raises FolderUnsafe. Permissions of a folder that is there are never changed.
    """
    try:
        path.mkdir(PRIVATE)
    except FileExistsError:
        check_private(path, account)
        return
    if account.run_as():
        os.chown(path, account.uid, account.gid)


def check_private(path: Path, account: Account) -> None:
    """Raise FolderUnsafe unless `path` is a real folder, the account's own, closed to others."""
    state = path.lstat()
    if not stat.S_ISDIR(state.st_mode):
        message = f"{path} phải là một thư mục: hãy chuyển nó đi nơi khác."
    elif state.st_uid != account.uid:
        message = f"{path} không thuộc tài khoản {account.name}: hãy chuyển nó đi nơi khác."
    elif stat.S_IMODE(state.st_mode) & 0o077:
        message = f"{path} đang mở cho người khác. Hãy chạy: chmod 700 {path}"
    else:
        return
    raise FolderUnsafe(message)


def write_private(path: Path, text: str, account: Account) -> None:
    """Write a small file, mode 0600, that is there whole or not at all, also after a power cut."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        if account.run_as():
            os.fchown(file.fileno(), account.uid, account.gid)
    Path(draft).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def known_socket_folder(layout: Layout) -> Path:
    """Where the socket of the last start lies; LOA_DATA/run where its path is short enough."""
    if fits_socket(layout.run):
        return layout.run
    try:
        return Path(_note(layout).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return layout.run


def socket_folder(layout: Layout, account: Account) -> Path:
    """A private folder whose path is short enough for a socket; made where needed.

    The name cannot be foreseen, so nobody can sit in it before us; the last one is used again
    only if it is still a real folder, the account's own and closed to others.
    """
    if fits_socket(layout.run):
        return layout.run
    try:
        folder = known_socket_folder(layout)
        if fits_socket(folder):
            check_private(folder, account)
            return folder
    except (FileNotFoundError, FolderUnsafe):
        pass  # swept away by the system, or taken by somebody: a new one is made
    folder = Path(tempfile.mkdtemp(prefix="loa-", dir=_short_base(account)))
    if account.run_as():
        os.chown(folder, account.uid, account.gid)
    write_private(_note(layout), str(folder), account)
    return folder


def fits_socket(folder: Path) -> bool:
    """Whether a socket in the folder has a path that the system accepts."""
    return len(os.fsencode(folder)) + len(_SOCKET_NAME) <= _SOCKET_PATH_LIMIT


def _note(layout: Layout) -> Path:
    return layout.run / "socket-folder"


def _short_base(account: Account) -> str:
    """The session's own run folder if it is private to the caller, else /tmp."""
    session = os.environ.get("XDG_RUNTIME_DIR", "")
    if session and not account.run_as():
        try:
            check_private(Path(session), account)
        except (FileNotFoundError, FolderUnsafe):
            return "/tmp"  # noqa: S108  mkdtemp makes a folder of its own there
        if fits_socket(Path(session) / "loa-12345678"):
            return session
    return "/tmp"  # noqa: S108  as above


def _make_data_folder(data: Path, account: Account) -> None:
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        refuse_closed(data.parent, account)
        data.mkdir(PRIVATE)
    except FileExistsError:
        return  # another start was faster
    except (PermissionError, NotADirectoryError) as error:
        message = f"Không tạo được {data} ({error.strerror}): hãy đặt LOA_DATA sang nơi khác."
        raise DataRefused(message) from error
    if account.run_as():
        os.chown(data, account.uid, account.gid)
