"""What the text of a token is made of, and how long one may hold."""

import re
import secrets
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from loa.kernel.errors import DomainError

USUAL_DAYS = 365
MOST_DAYS = 730
_SHAPE = re.compile(r"loa_([a-z0-9]{8})_([A-Za-z0-9_-]{43})", re.ASCII)
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class LastDayRefused(DomainError):
    """A token that would have ended already, or that would hold too long."""

    code = "TOKENS_LAST_DAY_REFUSED"
    message_vi = f"Mã dùng được từ hôm nay, lâu nhất {MOST_DAYS} ngày. Chọn ngày hết hạn khác."


class Parts(NamedTuple):
    """The two parts of a token's text."""

    code: str
    secret: str

    @property
    def text(self) -> str:
        """What the program keeps and shows."""
        return f"loa_{self.code}_{self.secret}"


def new_parts() -> Parts:
    """A code of 40 random bits to call it by, and a secret of 256."""
    return Parts("".join(secrets.choice(_LETTERS) for _ in range(8)), secrets.token_urlsafe(32))


def parts_of(text: str) -> Parts | None:
    """The parts of what was shown; None for anything that is no token."""
    found = _SHAPE.fullmatch(text)
    return Parts(found[1], found[2]) if found else None


def hashed(secret: str) -> bytes:
    """What is kept of a secret. It is random, so one round is enough: there is nothing to guess."""
    return sha256(secret.encode()).digest()


def last_day(asked: date | None, today: date) -> date:
    """The day to whose end a token holds. Raises LastDayRefused."""
    if asked is None:
        return today + timedelta(days=USUAL_DAYS)
    if not today <= asked <= today + timedelta(days=MOST_DAYS):
        raise LastDayRefused
    return asked
