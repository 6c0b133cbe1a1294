"""User names that can be read out over the telephone: the folded name and the unit's code."""

import re
from collections.abc import Callable
from itertools import count

from loa.kernel.text import fold

_LENGTH = 60
_ROOM_FOR_NUMBER = 4
_NOT_PLAIN = re.compile(r"[^a-z0-9.\-]+")


def new_username(name: str, unit_code: str, taken_like: Callable[[str], set[str]]) -> str:
    """«Ma Thị Hoa» in 02260 → «mathihoa.02260», with a number after it where that is taken.

    `taken_like` gives the user names that begin with a stem.
    """
    code = _plain(unit_code.lower().removeprefix("tq."))
    letters = _plain(fold(name).replace(" ", "")) or "nguoidung"
    stem = f"{letters[: _LENGTH - len(code) - 1 - _ROOM_FOR_NUMBER]}.{code}"
    taken = taken_like(stem)
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in count(2) if f"{stem}-{n}" not in taken)


def _plain(text: str) -> str:
    return _NOT_PLAIN.sub("", text)
