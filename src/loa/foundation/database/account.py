"""Under which account the server runs, and what that account can reach."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from loa.foundation.database.types import CannotStart, FolderClosed

SYSTEM_ACCOUNT = "loa"
_FIRST_PERSON_UID = 1000
"""Debian's policy, section 9.2.2: accounts of people begin here."""


class RunAs(TypedDict, total=False):
    """Arguments of subprocess that change the account; empty where none changes."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """Who runs the server."""

    name: str
    uid: int
    gid: int

    def run_as(self) -> RunAs:
        """What subprocess needs to start a program under this account."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def account_for(run: Path) -> Account:
    """The caller; for root the owner of the run folder, or the system account if there is none.

    Raises CannotStart where the account can be neither found nor made.
    """
    uid = os.geteuid()
    if uid == 0:
        return _owner_of(run) or _system_account()
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        message = f"Tài khoản số {uid} không có tên trong /etc/passwd nên PostgreSQL không chạy."
        raise CannotStart(message) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def closed_folder(path: Path, account: Account) -> Path | None:
    """The first folder on the way to `path`, itself included, that the account cannot enter.

    Follows symbolic links; what is not there yet counts as open.
    """
    ways = {*path.absolute().parents, path.absolute(), *path.resolve().parents, path.resolve()}
    for folder in sorted(ways, key=lambda way: len(way.parts)):
        if folder.is_dir() and not _may_enter(folder.stat(), account):
            return folder
    return None


def refuse_closed(path: Path, account: Account) -> None:
    """Raise FolderClosed, with the command that opens it, where `path` is out of reach."""
    closed = closed_folder(path, account)
    if closed is None:
        return
    if os.geteuid() == 0:
        message = (
            f"Tài khoản {account.name} không vào được {closed}. Hãy chạy: chmod o+x {closed} "
            "(hoặc đặt LOA_DATA sang một thư mục khác)."
        )
    else:
        message = (
            f"{closed} không mở cho tài khoản {account.name}: hãy đặt LOA_DATA sang một thư mục "
            "của chính tài khoản này."
        )
    raise FolderClosed(message)


def _may_enter(state: os.stat_result, account: Account) -> bool:
    if account.uid == 0:
        return True
    if state.st_uid == account.uid:
        return bool(state.st_mode & stat.S_IXUSR)
    if state.st_gid == account.gid:
        return bool(state.st_mode & stat.S_IXGRP)
    return bool(state.st_mode & stat.S_IXOTH)


def _owner_of(run: Path) -> Account | None:
    try:
        uid = run.lstat().st_uid
        entry = pwd.getpwuid(uid)
    except (FileNotFoundError, KeyError):
        return None
    return Account(entry.pw_name, uid, entry.pw_gid) if uid else None


def _system_account() -> Account:
    try:
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        _make_system_account()
        entry = pwd.getpwnam(SYSTEM_ACCOUNT)
    if entry.pw_uid >= _FIRST_PERSON_UID or entry.pw_uid == 0:
        message = (
            f"Tên {SYSTEM_ACCOUNT} đang là tài khoản của một người, không phải tài khoản hệ thống: "
            "hãy chạy Loa bằng một tài khoản thường thay vì root."
        )
        raise CannotStart(message)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make_system_account() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    command = [
        useradd or "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir=/nonexistent",
        "--shell=/usr/sbin/nologin",
        SYSTEM_ACCOUNT,
    ]
    done = None
    if useradd:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  fixed words
    # Another start may have made it in between, so what counts is whether it is there.
    try:
        pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        said = done.stderr.strip() if done else "không có lệnh useradd"
        message = f"Không tạo được tài khoản hệ thống ({said}). Hãy chạy: {' '.join(command)}"
        raise CannotStart(message) from None
