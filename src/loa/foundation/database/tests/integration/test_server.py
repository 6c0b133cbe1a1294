"""The server as it is made, started, killed and stopped."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from loa.foundation.database import facade as database
from loa.foundation.database import processes
from loa.foundation.database.tests.integration.conftest import connect
from loa.foundation.database.types import SUPERUSER, Layout


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def one(data: Path, query: str) -> object:
    with connect(data) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("password_encryption", "scram-sha-256"),
        ("unix_socket_permissions", "0700"),
        ("max_connections", "100"),
        ("fsync", "on"),
        ("data_checksums", "on"),
    ],
)
def test_ensure_running_sets(running: Path, setting: str, value: str) -> None:
    assert one(running, f"SELECT current_setting('{setting}')") == value


def test_ensure_running_locale_needs_no_library(running: Path) -> None:
    query = (
        "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database"
        " WHERE datname = current_database()"
    )
    assert one(running, query) == "b C.UTF-8"


def test_ensure_running_owner_is_no_superuser(running: Path) -> None:
    query = "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'loa'"
    assert one(running, query) is False


@pytest.mark.parametrize("role", ["loa", SUPERUSER])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_ensure_running_no_entry_without_the_password(
    running: Path, role: str, password: str
) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        connect(running, user=role, password=password)


def test_ensure_running_one_line_of_access_rules(running: Path) -> None:
    rules = (Layout(running).cluster / "pg_hba.conf").read_text()
    assert rules == "local all all scram-sha-256\n"


def test_ensure_running_everything_private(running: Path) -> None:
    layout = Layout(running)
    folders = [layout.cluster, layout.keys, layout.log, layout.run, layout.uploads]
    assert [mode(folder) for folder in (running, *folders)] == [0o700] * 6
    assert {mode(key) for key in layout.keys.iterdir()} == {0o600}
    assert {key.name for key in layout.keys.iterdir()} == {
        "postgres-loa",
        "postgres-postgres",
        "site",
    }


def test_ensure_running_passwords_stand_in_no_log(running: Path) -> None:
    layout = Layout(running)
    said = "".join(log.read_text() for log in layout.log.iterdir())
    assert said
    assert not any(key.read_text() in said for key in layout.keys.iterdir())


def test_ensure_running_not_as_root(running: Path) -> None:
    pid = database.running_pid(running)
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_ensure_running_again_finds_it(running: Path) -> None:
    found = database.ensure_running(running)
    assert not found.was_started
    assert found.pid == database.running_pid(running)


def test_ensure_running_after_kill_9_keeps_rows(running: Path) -> None:
    """J07: kill, restart, count."""
    with connect(running) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 10000) AS n")
    pid = database.ensure_running(running).pid
    os.kill(pid, signal.SIGKILL)
    assert database.ensure_running(running).was_started
    assert one(running, "SELECT count(*) FROM kept") == 10000


def test_ensure_running_number_taken_by_another_process(running: Path) -> None:
    database.stop(running)
    note = Layout(running).cluster / "postmaster.pid"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        note.write_text(f"{other.pid}\n{note.parent}\n0\n5432\n")
        (Layout(running).run / ".s.PGSQL.5432.lock").write_text(note.read_text())
        assert database.running_pid(running) is None
        assert database.ensure_running(running).was_started
        other.communicate(b"\n")


def test_stop_leaves_no_process(running: Path) -> None:
    database.ensure_running(running)
    assert database.stop(running)
    assert processes.leftovers(Layout(running).cluster) == []
    assert not database.stop(running)


def test_ensure_running_two_at_once_on_a_long_path_start_one(place: Path) -> None:
    data = place / ("d" * 100) / ("e" * 60)
    code = (
        "import sys; from pathlib import Path; from loa.foundation.database import facade as d;"
        "h = d.ensure_running(Path(sys.argv[1])); print(h.pid, h.was_started)"
    )
    command = [sys.executable, "-c", code, str(data)]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own words
        for _ in range(2)
    ]
    said = sorted(process.communicate()[0].split() for process in both)
    assert said[0][0] == said[1][0]
    assert sorted(words[1] for words in said) == ["False", "True"]
    check_socket_folder(data)


def check_socket_folder(data: Path) -> None:
    """It lies outside, is private, and is not used again once it is open to others."""
    socket = database.ensure_running(data).socket
    assert not socket.is_relative_to(data)
    assert mode(socket) == 0o700
    database.stop(data)
    socket.chmod(0o755)
    taken = database.ensure_running(data).socket
    assert taken != socket
    assert one(data, "SELECT 1") == 1
    database.stop(data)
    socket.rmdir()
    taken.rmdir()


def test_ensure_running_in_a_folder_of_somebody_else_after_a_killed_beginning(place: Path) -> None:
    layout = Layout(place / "given")
    layout.data.mkdir(0o755)
    before = layout.data.stat()
    database.prepare_folders(layout.data)
    layout.draft.mkdir()
    (layout.draft / "PG_VERSION").write_text("18\n")
    assert database.ensure_running(layout.data).was_started
    assert not layout.draft.exists()
    after = layout.data.stat()
    assert (after.st_mode, after.st_uid) == (before.st_mode, before.st_uid)
