"""What `loa doctor` finds, and how it reaches the database without starting it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `is_needed` tells what Loa cannot run without."""

    name: str
    is_there: bool
    is_needed: bool
    found: str
    advice: str = ""


def reaches_database() -> bool:
    """Make Django ready where the database runs; nothing is started. Call before using models."""
    from django.conf import settings  # noqa: PLC0415  other commands go without

    from loa.foundation.database import facade as database  # noqa: PLC0415  as above

    data = settings.LOA_DATA
    if settings.DATABASE_IS_EMBEDDED:
        if not database.running_pid(data):
            return False
        settings.DATABASES["default"].update(database.connection_settings(data))
    import django  # noqa: PLC0415  settings had to be completed first

    django.setup()
    return True


def unreachable(name: str) -> Finding:
    """That something could not be looked at."""
    words = "chưa xem được: cơ sở dữ liệu đang dừng"
    return Finding(name, is_there=False, is_needed=False, found=words, advice="loa up")
