"""An installation that is ready to work: folder, server, tables and reference data as they must be.

Every command that needs the database calls `open_house` first; on a fresh folder it makes a real
installation, without a demonstration.
"""

import hashlib
import json
from pathlib import Path

from django.conf import settings

import loa
from loa.foundation.database import facade as database
from loa.kernel import clock, installation
from loa.kernel.errors import DomainError
from loa.kernel.installation import Kind
from loa.surfaces.cli.output import say


class DataTooNew(DomainError):
    """The tables are those of a newer Loa."""

    code = "HOUSE_DATA_TOO_NEW"


_LOCK_KEY = 0x4C6F61
"""'Loa' in ASCII: the advisory lock under which tables are made."""


def open_house() -> None:
    """Make everything ready for one command, which then may use Django."""
    make_folder(kind=None)
    prepare(is_full=False)


def make_folder(*, kind: Kind | None) -> None:
    """Make the data folder, its marker and the server.

    Without a kind a folder of either kind is taken as it is, and a new one becomes real. Raises
    WrongKind, CannotStart, RestoreUnfinished.
    """
    data: Path = settings.LOA_DATA
    installation.refuse_unfinished(data)
    if kind is not None:
        installation.require_kind(data, kind)
    database.prepare_folders(data)
    if installation.read(data) is None:
        installation.create(data, kind or Kind.REAL, at=clock.system_now(), version=loa.__version__)
    settings.SECRET_KEY = database.site_secret(data)
    if settings.DATABASE_IS_EMBEDDED:
        database.ensure_running(data, say=say)
        settings.DATABASES["default"].update(database.connection_settings(data))


def prepare(*, is_full: bool) -> None:
    """Bring tables and reference data to this version of Loa.

    Skipped where this very database was brought there already, unless `is_full`.
    """
    import django  # noqa: PLC0415  settings had to be completed first

    django.setup()
    from django.db import connection  # noqa: PLC0415  as above

    note = settings.LOA_DATA / "run" / "prepared.json"
    if not is_full and _is_noted(note):
        return
    with connection.cursor() as cursor:
        # Two commands that begin at once on a fresh folder: the second waits, then finds it done.
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK_KEY])
    try:
        if is_full or not _is_noted(note):
            _migrate_and_load()
            draft = note.with_suffix(".part")
            draft.write_text(json.dumps(_wanted()), encoding="utf-8")
            installation.hand_over(draft)
            draft.replace(note)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK_KEY])


def _migrate_and_load() -> None:
    from django.core.management import call_command  # noqa: PLC0415  needs django.setup()
    from django.utils.module_loading import import_string  # noqa: PLC0415  as above

    _guard_what_is_there()
    say("Đang chuẩn bị bảng dữ liệu…")
    call_command("migrate", verbosity=0, interactive=False)
    say("Đang nạp dữ liệu tham chiếu…")
    at = clock.system_now()
    for loader in settings.REFERENCE_LOADERS:
        import_string(loader)(at=at)


def _guard_what_is_there() -> None:
    """Refuse tables of a newer Loa; keep a real installation's tables before they change.

    Raises DataTooNew, CannotBackUp.
    """
    from django.db import connection  # noqa: PLC0415  needs django.setup()
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  as above

    from loa.foundation.backups import facade as backups  # noqa: PLC0415  as above

    executor = MigrationExecutor(connection)
    applied = executor.loader.applied_migrations
    if unknown := backups.unknown_migrations(f"{app}.{name}" for app, name in applied):
        message = (
            f"Dữ liệu ở {settings.LOA_DATA} do bản Loa mới hơn bản này ({loa.__version__}) tạo ra "
            f"({unknown[-1]}): chưa có gì bị sửa. Hãy chạy bằng bản Loa mới hơn đó."
        )
        raise DataTooNew(message)
    found = installation.read(settings.LOA_DATA)
    is_real = found is not None and found.kind is Kind.REAL
    if (
        not applied
        or not is_real
        or not executor.migration_plan(executor.loader.graph.leaf_nodes())
    ):
        return
    say("Bản Loa mới thay đổi bảng dữ liệu: sao lưu trước khi nâng cấp…")
    kept = backups.take_before_upgrade(
        at=clock.system_now(),
        version=loa.__version__,
        passphrase=settings.ENV.backup_passphrase,
        say=say,
    )
    say(f"Bản sao lưu trước khi nâng cấp: {kept}")


def _is_noted(note: Path) -> bool:
    try:
        return bool(json.loads(note.read_text(encoding="utf-8")) == _wanted())
    except (FileNotFoundError, ValueError):
        return False


def _wanted() -> dict[str, str]:
    """Which database, and which tables and reference data it must hold."""
    from django.db import connection  # noqa: PLC0415  needs django.setup()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier, (SELECT oid FROM pg_database WHERE datname ="
            " current_database()) FROM pg_control_system()"
        )
        server, name = cursor.fetchone()
    return {"database": f"{server}.{name}", "contents": _contents_hash()}


def _contents_hash() -> str:
    """A hash of all migrations of ours and all reference data."""
    package = Path(loa.__file__).parent
    files = [*package.rglob("migrations/*.py"), *settings.REFERENCE_DATA.rglob("*")]
    whole = hashlib.sha256(loa.__version__.encode())
    for path in sorted(file for file in files if file.is_file()):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
