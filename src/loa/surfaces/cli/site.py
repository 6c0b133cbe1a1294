"""Serving the site: one of a kind per data folder, everything stopped together."""

import fcntl
import json
import logging.config
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from django.conf import settings

from loa.foundation.database import facade as database
from loa.foundation.database.facade import Account
from loa.kernel import installation
from loa.kernel.errors import DomainError
from loa.kernel.installation import Kind
from loa.surfaces.cli import output, service_manager
from loa.surfaces.cli.output import say
from loa.surfaces.cli.readiness import make_folder
from loa.surfaces.cli.relocation import python_for
from loa.surfaces.cli.supervisor import Program, Supervisor

_OF_ALL = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104  asked for by name
"""Where this machine finds itself when it listens on all its addresses."""

_WEB, _WORKER = "Trang", "Tiến trình nền"
_CONNECTIONS = 20_000
_READY_WITHIN_S = 60
_DOWN_WITHIN_S = 60
_STARTS = 5


class AlreadyUp(DomainError):
    """The site of this data folder is being served already."""

    code = "SITE_ALREADY_UP"


class PortTaken(DomainError):
    """Another program listens on the port."""

    code = "SITE_PORT_TAKEN"


class NotReady(DomainError):
    """A step before serving failed, or the site did not answer."""

    code = "SITE_NOT_READY"


def serve(*, is_demo: bool, host: str, port: int) -> int:
    """Prepare, serve until told to stop, then leave nothing running. The exit code.

    Raises AlreadyUp, PortTaken, WrongKind, CannotStart, NotReady.
    """
    data: Path = settings.LOA_DATA
    _allow_many_connections()
    installation.require_kind(data, Kind.DEMO if is_demo else Kind.REAL)
    account = database.prepare_folders(data)
    if settings.ENV.logs_as_json:
        logging.config.dictConfig(settings.LOGGING)
        output.say_as_events()
    address = f"http://{_OF_ALL.get(host, host)}:{port}"
    with _only_one(data, address):
        _refuse_taken(host, port)
        python = python_for(account)
        surroundings = _surroundings(account)
        programs = _programs(python, host, port)
        supervisor = Supervisor(programs, account=account, surroundings=surroundings)
        supervisor.listen()
        try:
            make_folder(kind=Kind.DEMO if is_demo else Kind.REAL)
            _prepare(python, account, surroundings, is_demo=is_demo)
            if supervisor.is_told_to_stop():
                return 0
            supervisor.start()
            _wait_until_it_answers(supervisor, address)
            if not supervisor.is_told_to_stop():
                say(f"Loa: {address}  (Ctrl-C để dừng · Ctrl-C to stop)")
                service_manager.tell(service_manager.READY)
            return supervisor.watch(DatabaseWatch(supervisor).look)
        finally:
            service_manager.tell(service_manager.STOPPING)
            say("Đang dừng…")
            supervisor.stop()
            database.stop(data)


def take_down() -> list[str]:
    """Stop the site and the database of this data folder; what was stopped."""
    data: Path = settings.LOA_DATA
    stopped = []
    if (pid := _serving_pid(data)) is not None:
        os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + _DOWN_WITHIN_S
        while _serving_pid(data) is not None:
            if time.monotonic() > end:
                message = f"Tiến trình {pid} chưa dừng. Hãy chạy: kill -9 {pid} rồi loa down"
                raise NotReady(message)
            time.sleep(0.1)
        stopped = ["site", "database"]
    if database.stop(data) and "database" not in stopped:
        stopped.append("database")
    return stopped


def serving_address(data: Path) -> str | None:
    """Where the site of a data folder is served now, or None."""
    return _noted(data)[1] if _serving_pid(data) is not None else None


def _programs(python: Path, host: str, port: int) -> list[Program]:
    web = [str(python), "-m", "granian", "--interface", "wsgi", "--host", host]
    web += ["--port", str(port), "--workers", "2", "--no-ws", "--workers-kill-timeout", "5"]
    # A file on its way over a slow line holds one thread until its last byte is here, and a browser
    # that reads holds its connection for half a minute: neither may keep others out (hazard J09).
    web += ["--blocking-threads", "24", "--backlog", "2048", "--backpressure", "8192"]
    web += ["--log-level", "error"]  # below it granian only doubts the number of threads
    web += ["--log-config", str(_log_config()), "--respawn-failed-workers"]
    web += ["loa.config.wsgi:application"]
    worker = [str(python), "-m", "loa.foundation.jobs.worker"]
    return [Program(_WEB, web), Program(_WORKER, worker, when_orphaned=signal.SIGKILL)]


def _allow_many_connections() -> None:
    """As many open connections as the machine lets this account have; shells give 1,024."""
    given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS if most == resource.RLIM_INFINITY else min(_CONNECTIONS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(given, wanted), most))


def _log_config() -> Path:
    """The way of logging as a file, for the web server's own process, which knows no Django."""
    path: Path = settings.LOA_DATA / "run" / "logging.json"
    path.write_text(json.dumps(settings.LOGGING), encoding="utf-8")
    installation.hand_over(path)
    return path


def _counting_folder() -> Path:
    """An empty folder in which the processes of the site count together."""
    path: Path = settings.LOA_DATA / "run" / "metrics"
    if path.exists():
        shutil.rmtree(path)
    path.mkdir(0o700)
    installation.hand_over(path)
    return path


def _surroundings(account: Account) -> dict[str, str]:
    """The environment of the programs: our own settings by name, and no home of somebody else's."""
    words = dict(os.environ)
    words |= {"LOA_DATA": str(settings.LOA_DATA), "DJANGO_SETTINGS_MODULE": "loa.config.settings"}
    words["PROMETHEUS_MULTIPROC_DIR"] = str(_counting_folder())
    if account.run_as():
        words |= {"HOME": "/nonexistent", "USER": account.name, "LOGNAME": account.name}
        for name in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            words.pop(name, None)
    for name in ("LOA_STOP_WITH_PARENT", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MFLAGS"):
        words.pop(name, None)
    words.pop(service_manager.SOCKET, None)
    return words


def _prepare(
    python: Path, account: Account, surroundings: dict[str, str], *, is_demo: bool
) -> None:
    """Tables, reference data, static files and the demonstration, made by the site's account."""
    command = [str(python), "-m", "loa.surfaces.cli.prepare"]
    if is_demo:
        command.append("--demo")
    done = subprocess.run(  # noqa: S603  our own words
        command,
        cwd="/",
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        check=False,
        **account.run_as(),
    )
    if done.returncode:
        message = "Chưa chuẩn bị xong để chạy: xem lý do ở dòng trên."
        raise NotReady(message)


def _wait_until_it_answers(supervisor: Supervisor, address: str) -> None:
    end = time.monotonic() + _READY_WITHIN_S
    # Straight to this machine, whatever proxy the environment names.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while not supervisor.is_told_to_stop():
        if (dead := supervisor.first_dead()) is not None:
            message = f"{dead} dừng ngay khi khởi động: xem lý do ở các dòng trên."
            raise NotReady(message)
        try:
            with opener.open(f"{address}/healthz", timeout=5):
                return
        except OSError as error:
            is_broken = getattr(error, "code", None) == HTTPStatus.INTERNAL_SERVER_ERROR
            if is_broken or time.monotonic() > end:
                message = f"Trang không trả lời ({error}): xem lý do ở các dòng trên."
                raise NotReady(message) from error
        time.sleep(0.1)


class DatabaseWatch:
    """Starts the embedded database anew where it died; its rows are recovered.

    The web asks for a new connection by itself. The worker does not listen any more, so it begins
    anew; jobs it had in hand are found by their sweep. A database that dies again while it recovers
    gets another start; only one that never comes up ends the site.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        """Nothing has failed yet."""
        self._supervisor, self._failed = supervisor, 0

    def look(self) -> None:
        """One look. Raises CannotStart when the last start in a row failed."""
        if not settings.DATABASE_IS_EMBEDDED or database.running_pid(settings.LOA_DATA) is not None:
            return
        say("Cơ sở dữ liệu vừa dừng: khởi động lại.")
        try:
            database.ensure_running(settings.LOA_DATA, say=say)
        except database.CannotStart as error:
            self._failed += 1
            if self._failed == _STARTS:
                raise
            say(f"{error.message_vi} Thử lại.")
            return
        self._failed = 0
        self._supervisor.restart(_WORKER)


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = (
                f"Không dùng được cổng {port} ({error.strerror}) · port {port} is taken. "
                f"Hãy chọn cổng khác: loa up --port {port + 1 if port < 65535 else 8000}"  # noqa: PLR2004
            )
            raise PortTaken(message) from error


@contextmanager
def _only_one(data: Path, address: str) -> Iterator[None]:
    """Hold the data folder's one place for a site; the lock goes with the process, however."""
    path = data / "run" / "site.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        installation.hand_over(path)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid, where = _noted(data)
            message = (
                f"Loa đang chạy ở {where} (tiến trình {pid}) · already running. "
                "Dừng nó: loa down, hoặc Ctrl-C ở cửa sổ kia."
            )
            raise AlreadyUp(message) from None
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {address}\n".encode())
        yield
        os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _noted(data: Path) -> tuple[int, str]:
    words = (data / "run" / "site.lock").read_text(encoding="utf-8").split()
    return (int(words[0]), words[1]) if len(words) == 2 else (0, "?")  # noqa: PLR2004  number, address


def _serving_pid(data: Path) -> int | None:
    """The process that serves this data folder, or None: only a live one holds the lock."""
    try:
        descriptor = os.open(data / "run" / "site.lock", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _noted(data)[0] or None
    finally:
        os.close(descriptor)
    return None
