"""Starting, finding and stopping the embedded server."""

import fcntl
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from loa.foundation.database import cluster, processes
from loa.foundation.database.account import Account, account_for, refuse_closed
from loa.foundation.database.binaries import programs_for
from loa.foundation.database.folders import (
    known_socket_folder,
    prepare,
    socket_folder,
    write_private,
)
from loa.foundation.database.types import (
    DATABASE,
    OWNER,
    PORT,
    CannotStart,
    DataRefused,
    Layout,
    ServerHandle,
)

Say = Callable[[str], None]

_PATIENCE_S = 600
_SILENCE_S = 3
_PAUSE_S = 0.03


def _nothing(_words: str) -> None:
    """Say nothing."""


def ensure_running(data: Path, *, say: Say = _nothing, is_durable: bool = True) -> ServerHandle:
    """A server of the data folder that accepts connections; made and started where needed.

    `say` hears, in Vietnamese, what takes long. Without `is_durable` a power cut may lose rows:
    for tests only. Raises CannotStart and its kinds.
    """
    layout = Layout(data.absolute())
    account = _account(layout)
    found = _running(layout, account)
    if found is not None:
        return found
    prepare(layout, account)
    with _lock(layout, account, say):
        found = _running(layout, account)
        if found is not None:
            return found
        programs = programs_for(account)
        if not cluster.check(layout, account):
            say("Đang tạo cơ sở dữ liệu…")
            cluster.make(layout, account, programs)
        socket = socket_folder(layout, account)
        _clear_stale(layout, socket)
        cluster.configure(layout, account, socket, is_durable=is_durable)
        pid = _start(layout, account, programs, socket, say)
        cluster.make_owner(layout, account, socket)
        return ServerHandle(socket=socket, pid=pid, was_started=True)


def prepare_folders(data: Path) -> Account:
    """Make the folders of an installation, and the site's secret; who the site runs as.

    Raises FolderClosed, FolderUnsafe, DataRefused.
    """
    layout = Layout(data.absolute())
    account = _account(layout)
    prepare(layout, account)
    return account


def site_secret(data: Path) -> str:
    """With what the site signs its cookies; empty where no installation was made yet."""
    try:
        return Layout(data.absolute()).site_secret.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return ""


def key_files(data: Path, names: Iterable[str]) -> dict[str, str]:
    """The texts of key files of the site, by name; those that are there."""
    folder = Layout(data.absolute()).keys
    return {name: (folder / name).read_text("utf-8") for name in names if (folder / name).exists()}


def put_key_files(data: Path, texts: Mapping[str, str]) -> None:
    """Write key files of the site as they were elsewhere."""
    layout = Layout(data.absolute())
    account = _account(layout)
    for name, text in texts.items():
        write_private(layout.keys / name, text, account)


def stop(data: Path) -> bool:
    """Stop the server of the data folder; whether there was one to stop."""
    layout = Layout(data.absolute())
    pid = processes.postmaster_pid(layout.cluster)
    if pid is None:
        return False
    processes.stop_process(pid, layout.cluster)
    return True


def running_pid(data: Path) -> int | None:
    """The number of the live server of the data folder, or None."""
    return processes.postmaster_pid(Layout(data.absolute()).cluster)


def connection_settings(data: Path) -> dict[str, object]:
    """Django's settings of the embedded database; starts nothing.

    Where no database was made yet the password is empty.
    """
    layout = Layout(data.absolute())
    try:
        password = cluster.read_password(layout, OWNER)
    except (DataRefused, PermissionError):
        password = ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": OWNER,
        "PASSWORD": password,
        "HOST": str(known_socket_folder(layout)),
        "PORT": str(PORT),
    }


def _account(layout: Layout) -> Account:
    """Who the server of this folder runs as, and can reach it. Raises DataRefused, FolderClosed."""
    if os.path.lexists(layout.data) and not layout.data.is_dir():
        message = f"{layout.data} không phải là thư mục: hãy đặt LOA_DATA sang nơi khác."
        raise DataRefused(message)
    account = account_for(layout.run)
    refuse_closed(layout.data, account)
    return account


def _running(layout: Layout, account: Account) -> ServerHandle | None:
    """The server that runs and answers, with its owner and database made."""
    pid = processes.postmaster_pid(layout.cluster)
    socket = known_socket_folder(layout)
    is_whole = layout.stamp.exists() and (socket / f".s.PGSQL.{PORT}").exists()
    if pid is None or not is_whole or not _is_ready(programs_for(account), socket):
        return None
    return ServerHandle(socket=socket, pid=pid, was_started=False)


def _is_ready(programs: Path, socket: Path) -> bool:
    command = [str(programs / "pg_isready"), "-q", "-h", str(socket), "-p", str(PORT), "-t", "2"]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603  our own words


def _clear_stale(layout: Layout, socket: Path) -> None:
    """After a kill -9: wait for the children, and take away a number that means nothing now.

    PostgreSQL refuses to start while any process carries the number in its two lock files, another
    program's or the killed server's own that nobody has buried yet. They go only when no process
    works in the cluster's folder, which is what they are there to tell.
    """
    end = time.monotonic() + 10
    while left := processes.leftovers(layout.cluster):
        if time.monotonic() > end:
            message = f"Tiến trình {left[0]} của lần chạy trước chưa dừng. Hãy chạy: kill {left[0]}"
            raise CannotStart(message)
        time.sleep(_PAUSE_S)
    pid = processes.noted_pid(layout.cluster)
    if pid and processes.is_taken(pid):
        for note in (layout.cluster / "postmaster.pid", socket / f".s.PGSQL.{PORT}.lock"):
            note.unlink(missing_ok=True)


def _start(layout: Layout, account: Account, programs: Path, socket: Path, say: Say) -> int:
    first_words = layout.log / "start.log"
    first_words.unlink(missing_ok=True)
    command = [str(programs / "pg_ctl"), "start", "--no-wait", "--silent"]
    command += [f"--pgdata={layout.cluster}", f"--log={first_words}"]
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))
    }
    subprocess.run(  # noqa: S603  our own words
        command,
        cwd="/",
        check=False,
        env=surroundings | {"LC_ALL": "C", "LANG": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **account.run_as(),
    )
    return _wait(layout, programs, socket, first_words, say)


def _wait(layout: Layout, programs: Path, socket: Path, first_words: Path, say: Say) -> int:
    """The number of the server once it answers; recovery after a crash may take its time."""
    began = time.monotonic()
    told = began
    while time.monotonic() - began < _PATIENCE_S:
        pid = processes.postmaster_pid(layout.cluster)
        if pid is None and time.monotonic() - began > _SILENCE_S:
            break
        if pid is not None and _is_ready(programs, socket):
            return pid
        if time.monotonic() - told > _SILENCE_S:
            told = time.monotonic()
            say("Cơ sở dữ liệu đang khôi phục sau lần dừng đột ngột, xin chờ…")
        time.sleep(_PAUSE_S)
    message = f"Cơ sở dữ liệu không khởi động: {_last_words(layout, first_words)}"
    raise CannotStart(message)


def _last_words(layout: Layout, first_words: Path) -> str:
    """The last complaint of the server, on one line, and where the rest stands."""
    for path in (*sorted(layout.log.glob("*.log"), key=lambda log: -log.stat().st_mtime),):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line]
        if fatal:
            return f"{fatal[-1].strip()} (xem {path})"
    return f"xem {first_words}"


@contextmanager
def _lock(layout: Layout, account: Account, say: Say) -> Iterator[None]:
    """One start at a time in a data folder; the second waits and then finds the server there."""
    path = layout.run / "start.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        if account.run_as():
            os.fchown(descriptor, account.uid, account.gid)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Một lệnh khác đang khởi động cơ sở dữ liệu, xin chờ…")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
