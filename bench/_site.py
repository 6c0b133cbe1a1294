"""A database of a benchmark's own, durable as an installation's, and a plan for all its units."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from loa.config import env
from loa.foundation.database import facade as database

TASKS = 30


@contextmanager
def site() -> Iterator[None]:
    """Start the embedded server in a new folder, migrate, load the site; gone afterwards.

    Import models and operations inside: before it there is no Django to import them into.
    """
    beside = env.default_data(Path(__file__).parents[1]).parent
    beside.mkdir(parents=True, exist_ok=True)
    data = beside / f"bench-{os.getpid()}"
    os.environ["LOA_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "loa.config.settings"
    os.environ["LOA_SECOND_FACTOR"] = "off"  # the people of a benchmark have no phones
    os.environ["LOA_SECRET_KEY"] = secrets.token_urlsafe()
    os.environ.pop("DATABASE_URL", None)
    try:
        database.ensure_running(data)
        _fill(data)
        yield
    finally:
        _leave(data)
        shutil.rmtree(data, ignore_errors=True)


def _fill(data: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    (data / "static").mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    import_module("loa.config.wsgi")  # leaves this process as it leaves one that serves


def _leave(data: Path) -> None:
    from django.db import connections

    connections.close_all()
    database.stop(data)


def plan_text(number: int, tasks: int = TASKS) -> str:
    """A signed plan of 2022 that gives every department, district and commune each of its tasks."""
    duties = "\n\n".join(
        f"- Tổ chức đợt tuyên truyền {i} về thủ tục hành chính trước ngày {1 + i % 28}/6/2022."
        for i in range(1, tasks + 1)
    )
    return f"""ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG

Số: {number}/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tuyên Quang, ngày 24 tháng 01 năm 2022

KẾ HOẠCH
Truyền thông đo lường số {number} về thủ tục hành chính năm 2022

I. TỔ CHỨC THỰC HIỆN

1. Các sở, ban, ngành; UBND cấp huyện; UBND cấp xã

{duties}

Nơi nhận:
- Các sở, ban, ngành;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu
"""
