"""Making a cluster, refusing one that must not be touched, and its settings at each start."""

import re
import secrets
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql

from loa.foundation.database.account import Account
from loa.foundation.database.folders import check_private, private_folder, write_private
from loa.foundation.database.types import (
    DATABASE,
    MAJOR_VERSION,
    OWNER,
    PORT,
    SUPERUSER,
    CannotStart,
    DataRefused,
    Layout,
)

_SHARED_MEMORY = "dynamic_shared_memory_type"
_HBA = "local all all scram-sha-256\n"


def check(layout: Layout, account: Account) -> bool:
    """Whether a cluster is there. Raises DataRefused for anything that is neither it nor nothing.

    A folder without PG_VERSION is never initialised over, and a cluster that was made here and
    is gone is never replaced by an empty one.
    """
    cluster = layout.cluster
    if not cluster.exists() and not cluster.is_symlink():
        if layout.stamp.exists():
            message = (
                f"Thư mục dữ liệu {cluster} đã từng có nhưng nay không còn: hãy khôi phục từ bản "
                "sao lưu, hoặc đặt LOA_DATA sang một thư mục mới."
            )
            raise DataRefused(message)
        return False
    check_private(cluster, account)
    try:
        version = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        message = (
            f"{cluster} có nội dung nhưng không phải dữ liệu PostgreSQL (thiếu PG_VERSION): Loa "
            "không ghi đè; hãy khôi phục từ bản sao lưu hoặc đặt LOA_DATA sang nơi khác."
        )
        raise DataRefused(message) from None
    if version != str(MAJOR_VERSION):
        message = (
            f"{cluster} là dữ liệu của PostgreSQL {version}, bản Loa này dùng {MAJOR_VERSION}: "
            "hãy dùng đúng bản Loa đã tạo ra dữ liệu, hoặc xuất rồi nạp lại dữ liệu."
        )
        raise DataRefused(message)
    for role in (SUPERUSER, OWNER):
        read_password(layout, role)
    return True


def make(layout: Layout, account: Account, programs: Path) -> None:
    """Make a new cluster: passwords by scram, UTF-8, an order of text that needs no library."""
    for role in (SUPERUSER, OWNER):
        if not layout.password_file(role).exists():
            write_private(layout.password_file(role), secrets.token_urlsafe(32), account)
    if layout.draft.exists():
        # Left by a start that was killed while it made this very folder; no row is in it yet.
        shutil.rmtree(layout.draft)
    # The data folder may be root's, so the folder is made here and given to the account.
    private_folder(layout.draft, account)
    command = [
        str(programs / "initdb"),
        f"--pgdata={layout.draft}",
        f"--username={SUPERUSER}",
        "--auth=scram-sha-256",
        f"--pwfile={layout.password_file(SUPERUSER)}",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
    ]
    done = subprocess.run(  # noqa: S603  our own words
        command, cwd="/", capture_output=True, text=True, check=False, **account.run_as()
    )
    if done.returncode:
        said = " ".join(done.stderr.split())
        message = f"Không tạo được cơ sở dữ liệu ở {layout.data}: {said}"
        raise CannotStart(message)
    layout.draft.rename(layout.cluster)


def configure(layout: Layout, account: Account, socket: Path, *, is_durable: bool) -> None:
    """Write the settings anew at each start, so that they follow a folder that was moved."""
    settings: dict[str, str | int] = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": f'"{socket}"',
        "unix_socket_permissions": "0700",
        "max_connections": 100 if is_durable else 200,
        "shared_buffers": "128MB",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "logging_collector": "on",
        "log_directory": str(layout.log),
        "log_filename": "postgresql-%a.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_rotation_size": 0,
        "log_file_mode": "0600",
        "log_checkpoints": "off",
        _SHARED_MEMORY: _shared_memory(layout),
    }
    if not is_durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()]
    write_private(layout.cluster / "postgresql.conf", "".join(lines), account)
    write_private(layout.cluster / "pg_hba.conf", _HBA, account)


def make_owner(layout: Layout, account: Account, socket: Path) -> None:
    """Make the role that owns the tables, and its database, where they are missing."""
    password = read_password(layout, OWNER)
    with psycopg.connect(
        host=str(socket),
        port=PORT,
        user=SUPERUSER,
        password=read_password(layout, SUPERUSER),
        dbname="postgres",
        autocommit=True,
    ) as connection:
        role, database = sql.Identifier(OWNER), sql.Identifier(DATABASE)
        if not _has(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", OWNER):
            # Scrambled here, so that the password never stands in a statement or in the log.
            scrambled = connection.pgconn.encrypt_password(
                password.encode(), OWNER.encode(), b"scram-sha-256"
            ).decode()
            connection.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, sql.Literal(scrambled))
            )
        if not _has(connection, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))
        connection.execute(
            sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        )
    if not layout.stamp.exists():
        write_private(layout.stamp, "", account)


def read_password(layout: Layout, role: str) -> str:
    """The password of a role. Raises DataRefused where it is gone."""
    path = layout.password_file(role)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = f"Thiếu {path}: hãy khôi phục tệp này từ bản sao lưu."
        raise DataRefused(message) from None


def _shared_memory(layout: Layout) -> str:
    """The kind of shared memory that initdb found to work: /dev/shm is closed on some machines."""
    settings = (layout.cluster / "postgresql.conf").read_text(encoding="utf-8")
    found = re.search(rf"^{_SHARED_MEMORY} = '?(\w+)", settings, re.MULTILINE)
    return found[1] if found else "posix"


def _has(connection: psycopg.Connection[tuple[object, ...]], query: str, name: str) -> bool:
    return connection.execute(query.encode(), (name,)).fetchone() is not None


def _quoted(value: str | int) -> str:
    return str(value).replace("\\", "\\\\").replace("'", "''")
