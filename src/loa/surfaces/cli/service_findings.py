"""What an installation needs to be served well: disk, clock, names, keys, tables, work, backups.

Imported by `loa doctor` alone; each function looks at one thing and starts nothing.
"""

import json
import shutil
import stat
import subprocess
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from loa.kernel import clock, installation
from loa.surfaces.cli.backup import LAST_BACKUP
from loa.surfaces.cli.finding import Finding, reaches_database, unreachable
from loa.surfaces.cli.site import serving_address

_GIGABYTE = 1_000_000_000
_LITTLE, _TOO_LITTLE = 5 * _GIGABYTE, _GIGABYTE // 2
_BACKUP_AGES = timedelta(days=2)
_ROOT_AGES = timedelta(days=1)
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
_ENV_FILE = "/etc/loa/loa.env"
_LOCAL_TIME = Path("/etc/localtime")


def disk() -> Finding:
    """Room for uploads, the journal of the database, a backup before an upgrade."""
    data: Path = settings.LOA_DATA
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    words = f"còn {free / _GIGABYTE:.1f} GB ở {place}".replace(".", ",", 1)
    advice = "" if free >= _LITTLE else "thêm đĩa, hoặc dời bản sao lưu cũ sang nơi khác"
    return Finding("disk", not advice, is_needed=free < _TOO_LITTLE, found=words, advice=advice)


def clock_of_machine() -> Finding:
    """Deadlines and the journal are only as right as the clock."""
    now = clock.system_now()
    words = f"{now.astimezone(clock.TZ):%H:%M:%S %d/%m/%Y}"
    found = installation.read(settings.LOA_DATA)
    if found is not None and found.created_at > now:
        words += f", trước cả ngày tạo dữ liệu ({found.created_at:%Y-%m-%d})"
        advice = "chỉnh giờ của máy: timedatectl set-ntp true"
        return Finding("clock", is_there=False, is_needed=True, found=words, advice=advice)
    is_kept = _is_synchronised()
    if is_kept is None:
        return Finding("clock", is_there=True, is_needed=False, found=f"{words}, tự kiểm tra giờ")
    advice = "" if is_kept else "máy chưa đồng bộ giờ: timedatectl set-ntp true"
    return Finding("clock", is_kept, is_needed=False, found=words, advice=advice)


def _is_synchronised() -> bool | None:
    """Whether the machine keeps its clock by the network's; None where it does not tell."""
    program = shutil.which("timedatectl")
    if program is None:
        return None
    ask = [program, "show", "--property=NTPSynchronized", "--value"]
    done = subprocess.run(ask, capture_output=True, text=True, timeout=5, check=False)  # noqa: S603  fixed words
    return done.stdout.strip() == "yes" if done.returncode == 0 else None


def time_zone() -> Finding:
    """Loa reckons in Vietnam's time by itself; the hour of the nightly backup is the machine's."""
    here, zone = datetime.now(_machine_zone()), clock.TZ.key
    is_ours = here.utcoffset() == here.astimezone(clock.TZ).utcoffset()
    words = f"máy dùng giờ {here:%Z (UTC%z)}; Loa tính theo {zone}"
    advice = "" if is_ours else f"lịch sao lưu theo giờ máy: timedatectl set-timezone {zone}"
    return Finding("time zone", is_ours, is_needed=False, found=words, advice=advice)


def _machine_zone() -> tzinfo:
    """That of the machine; the process's own was set to Vietnam's when Django was made ready."""
    try:
        with _LOCAL_TIME.open("rb") as file:
            return ZoneInfo.from_file(file)
    except FileNotFoundError:
        return UTC


def mail() -> Finding:
    """Whether urgings also go out by e-mail; without it everything stands on the pages."""
    if settings.SMTP is None:
        words = "chưa gửi thư điện tử; lời đôn đốc chỉ đứng trên Loa"
        advice = f"đặt LOA_SMTP_HOST, LOA_SMTP_FROM ({_ENV_FILE}), xem docs/howto/van-hanh.md"
        return Finding("mail", is_there=False, is_needed=False, found=words, advice=advice)
    words = f"{settings.SMTP.host}:{settings.SMTP.port} ({settings.SMTP.security})"
    failed = _failed_messages()
    if failed:
        words += f"; {failed} thư không gửi được"
    advice = "xem lý do ở trang của việc; thử lại: loa jobs retry" if failed else ""
    return Finding("mail", not failed, is_needed=False, found=words, advice=advice)


def _failed_messages() -> int:
    if not reaches_database():
        return 0
    from loa.foundation.messaging import facade as messaging  # noqa: PLC0415  needs django.setup()

    return messaging.failed_count()


def names() -> Finding:
    """The names under which the site answers."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host not in _LOOPBACK]
    if "*" in hosts:
        advice = f"ghi đúng tên miền ở LOA_HOSTS ({_ENV_FILE}): «*» nhận mọi tên"
        return Finding("hosts", is_there=False, is_needed=True, found="*", advice=advice)
    if hosts or _is_demo():
        return Finding("hosts", is_there=True, is_needed=False, found=", ".join(hosts) or "máy này")
    advice = f"đặt LOA_HOSTS là tên miền của trang ({_ENV_FILE})"
    return Finding("hosts", is_there=False, is_needed=False, found="chỉ máy này", advice=advice)


def https() -> Finding:
    """Whether cookies keep to HTTPS, and errors keep to themselves."""
    if settings.DEBUG and not _is_demo():
        advice = f"bỏ LOA_DEBUG ({_ENV_FILE}): trang lỗi đang cho xem mã và dữ liệu"
        return Finding("https", is_there=False, is_needed=True, found="LOA_DEBUG=1", advice=advice)
    if settings.ENV.is_behind_tls:
        words = "cookie chỉ qua HTTPS; tin X-Forwarded-Proto, X-Forwarded-For của một proxy"
        return Finding("https", is_there=True, is_needed=False, found=words)
    if _is_demo():
        return Finding("https", is_there=True, is_needed=False, found="không cần cho bản minh họa")
    advice = f"đặt proxy nói HTTPS phía trước (deploy/Caddyfile) và LOA_HTTPS=1 ({_ENV_FILE})"
    words = "cookie đi cả qua HTTP"
    return Finding("https", is_there=False, is_needed=False, found=words, advice=advice)


def secret_key() -> Finding:
    """The key that signs cookies: kept, and readable by the site alone."""
    if settings.ENV.secret_key:
        return Finding("secret key", is_there=True, is_needed=True, found="LOA_SECRET_KEY")
    path: Path = settings.LOA_DATA / "keys"
    if not settings.SECRET_KEY_IS_KEPT:
        advice = "được tạo khi chạy lệnh đầu tiên: loa up"
        return Finding(
            "secret key", is_there=False, is_needed=False, found=f"{path}", advice=advice
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        advice = f"chmod 700 {path}"
        words = f"{path} đang mở cho người khác"
        return Finding("secret key", is_there=False, is_needed=True, found=words, advice=advice)
    return Finding("secret key", is_there=True, is_needed=True, found=f"{path}")


def tables() -> Finding:
    """Whether the tables are those of this version."""
    if not reaches_database():
        return unreachable("tables")
    from django.db import connection  # noqa: PLC0415  needs django.setup()
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  as above

    from loa.foundation.backups import facade as backups  # noqa: PLC0415  as above

    executor = MigrationExecutor(connection)
    applied = executor.loader.applied_migrations
    if unknown := backups.unknown_migrations(f"{app}.{name}" for app, name in applied):
        words = f"của bản Loa mới hơn ({unknown[-1]})"
        advice = "chạy bằng bản Loa mới hơn đó"
        return Finding("tables", is_there=False, is_needed=True, found=words, advice=advice)
    left = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    words = f"còn {left} thay đổi chưa áp dụng" if left else f"đủ {len(applied)} thay đổi"
    advice = "loa down && loa up (Loa tự sao lưu trước)" if left else ""
    return Finding("tables", not left, is_needed=False, found=words, advice=advice)


def worker() -> Finding:
    """Whether somebody does the work behind the pages."""
    if not reaches_database():
        return unreachable("worker")
    from loa.foundation.jobs import facade as jobs  # noqa: PLC0415  needs django.setup()

    lanes = jobs.lanes()
    waiting, dead = sum(lane.waiting for lane in lanes), sum(lane.dead for lane in lanes)
    is_alive = jobs.workers_alive() > 0
    words = f"{'đang chạy' if is_alive else 'đang dừng'}; {waiting} việc chờ, {dead} việc bỏ dở"
    is_served = serving_address(settings.LOA_DATA) is not None
    advice = "" if is_alive else ("loa down && loa up" if is_served else "loa up")
    return Finding("worker", is_alive, is_needed=False, found=words, advice=advice)


def last_backup() -> Finding:
    """When `loa backup` last wrote a whole file."""
    if installation.read(settings.LOA_DATA) is None or _is_demo():
        return Finding("backup", is_there=True, is_needed=False, found="chưa có gì để sao lưu")
    advice = "loa backup FILE; mỗi đêm một bản: xem docs/howto/sao-luu.md"
    try:
        note = json.loads((settings.LOA_DATA / LAST_BACKUP).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Finding(
            "backup", is_there=False, is_needed=False, found="chưa lần nào", advice=advice
        )
    at = datetime.fromisoformat(note["at"])
    words = f"{at.astimezone(clock.TZ):%H:%M %d/%m/%Y}, {note['file']}"
    is_fresh = clock.system_now() - at <= _BACKUP_AGES
    return Finding(
        "backup", is_fresh, is_needed=False, found=words, advice="" if is_fresh else advice
    )


def journal_root() -> Finding:
    """When the journal's root was last written outside the database, and whether also elsewhere."""
    name = "journal root"
    if installation.read(settings.LOA_DATA) is None or _is_demo():
        return Finding(name, is_there=True, is_needed=False, found="chưa có gì để ghi mốc")
    from loa.foundation.audit import facade as audit  # noqa: PLC0415  needs django.setup()

    copy = settings.ENV.root_copy
    folders = [settings.LOA_DATA / "roots", *([copy] if copy else [])]
    days = [audit.last_root_day(folder) for folder in folders]
    words = ", ".join(
        f"{folder / audit.ROOTS_FILE}: {f'{day:%d/%m/%Y}' if day else 'chưa có'}"
        for folder, day in zip(folders, days, strict=True)
    )
    oldest = clock.local_day(clock.system_now() - _ROOT_AGES)
    if any(day is None or day < oldest for day in days):
        advice = "tiến trình nền ghi mỗi ngày một dòng: loa up; thư mục phải ghi được"
    elif copy is None:
        advice = f"chép ra máy khác: đặt LOA_ROOT_COPY ({_ENV_FILE}), xem docs/howto/sao-luu.md"
    else:
        advice = ""
    return Finding(name, not advice, is_needed=False, found=words, advice=advice)


def _is_demo() -> bool:
    return installation.is_demo(settings.LOA_DATA)


ALL = (
    disk,
    clock_of_machine,
    time_zone,
    names,
    https,
    mail,
    secret_key,
    tables,
    worker,
    last_backup,
    journal_root,
)
"""In the order in which a person would ask."""
