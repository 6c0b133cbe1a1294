"""How much may be sent to be read, and what is read while its sender waits."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from loa.kernel.errors import DomainError

_MEGABYTE = 1024 * 1024
MOST_FILES = 20
"""Files of one upload: a plan with its annexes, or the plans of a morning."""
MOST_BYTES = 120 * _MEGABYTE
MOST_WAITING = 20
"""Files of one person that wait to be read."""
MOST_WAITING_OF_UNIT = 60
MOST_ATTEMPTS = 3
"""Readings of one file that may break off without an answer before it is told to its sender."""
AT_ONCE_SECONDS = 3
"""How long a page waits for its files, and what of them it may cost (bench/reading_at_once.py)."""
LEFT_LYING = timedelta(minutes=20)
"""More than any reading may take: one that was begun before that has broken off."""
REMEMBERED = timedelta(days=30)
"""How long the page of an upload that became a draft still says so."""
_AT_ONCE = {
    "text/plain": 2 * _MEGABYTE,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 2 * _MEGABYTE,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _MEGABYTE,
    "application/vnd.ms-excel": _MEGABYTE,
    "application/vnd.oasis.opendocument.spreadsheet": _MEGABYTE,
    "application/pdf": _MEGABYTE,
}
"""The largest of each kind, by media type, that is read while its sender waits. A PDF that turns
out to be a scan goes to the queue; pictures and old Word files always do."""
_MOST_AT_ONCE = 4


class TooManyFiles(DomainError):
    """More files in one sending than are taken."""

    code = "PLANS_TOO_MANY_FILES"
    message_vi = f"Mỗi lần gửi tối đa {MOST_FILES} tệp. Bỏ bớt tệp, gửi phần còn lại ở lần sau."


class FilesTooLarge(DomainError):
    """More bytes in one sending than are taken."""

    code = "PLANS_FILES_TOO_LARGE"
    message_vi = (
        f"Các tệp gửi cùng lúc nặng tối đa {MOST_BYTES // _MEGABYTE} MB. Chia thành nhiều lần gửi."
    )


class TooManyWaiting(DomainError):
    """The sender, or his unit, has enough in the queue."""

    code = "PLANS_TOO_MANY_WAITING"


def check_amount(sizes: Sequence[int]) -> None:
    """Refuse more files or bytes than one upload may have. Raises TooManyFiles, FilesTooLarge."""
    if len(sizes) > MOST_FILES:
        raise TooManyFiles
    if sum(sizes) > MOST_BYTES:
        raise FilesTooLarge


def check_waiting(new: int, of_person: int, of_unit: int) -> None:
    """Refuse what would make the queue of one person or unit too long. Raises TooManyWaiting."""
    if of_person + new > MOST_WAITING:
        message = (
            f"Bạn đang có {of_person} tệp chờ đọc, mỗi người tối đa {MOST_WAITING} tệp. Chờ đọc "
            "bớt rồi gửi lại."
        )
        raise TooManyWaiting(message)
    if of_unit + new > MOST_WAITING_OF_UNIT:
        message = (
            f"Đơn vị của bạn đang có {of_unit} tệp chờ đọc, tối đa {MOST_WAITING_OF_UNIT} tệp. "
            "Chờ đọc bớt rồi gửi lại."
        )
        raise TooManyWaiting(message)


def are_quick(files: Iterable[tuple[str, int]]) -> bool:
    """Whether files, each a media type and a size, are read while their sender waits."""
    given = list(files)
    small = all(size <= _AT_ONCE.get(media_type, 0) for media_type, size in given)
    return small and len(given) <= _MOST_AT_ONCE


def key_of(hashes: Iterable[str], plan_id: int | None, as_of: date | None) -> str:
    """What tells one upload from another: its bytes in any order, and what they were sent for."""
    parts = [*sorted(hashes), f"plan {plan_id}", f"day {as_of}"]
    return hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()
