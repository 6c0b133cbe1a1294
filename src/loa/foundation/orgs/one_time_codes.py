"""Codes of a phone that last half a minute (RFC 6238, with HMAC-SHA1 as every app reckons them)."""

import base64
import hmac
import re
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

PERIOD = 30
"""Seconds for which a code is shown."""
DIGITS = 6
_SECRET_BYTES = 20
_DRIFT = 1
"""Steps by which a phone's clock may be wrong, either way."""
_RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper
_RECOVERY_BLOCK, _RECOVERY_CODES = 5, 10


def new_secret() -> bytes:
    """What the phone and Loa share."""
    return secrets.token_bytes(_SECRET_BYTES)


def code_at(secret: bytes, step: int) -> str:
    """The six digits of one step of half a minute (RFC 4226, 5.3)."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 0x0F
    (value,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(value & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}d}"


def step_of(at: datetime) -> int:
    """The number of the half minute since 1970."""
    return int(at.timestamp()) // PERIOD


def matching_step(secret: bytes, typed: str, at: datetime, *, after: int) -> int | None:
    """The step whose code was typed, or None. Steps up to `after` were used and count no more."""
    digits = re.sub(r"\D", "", typed, flags=re.ASCII)
    now = step_of(at)
    steps = range(max(now - _DRIFT, after + 1), now + _DRIFT + 1)
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step), digits)]
    return found[0] if found else None


def secret_words(secret: bytes) -> str:
    """The secret as it is typed where no camera is: letters and digits in blocks of four."""
    plain = base64.b32encode(secret).decode()
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def address_of(secret: bytes, *, username: str, site: str) -> str:
    """What the square of dots says to the phone."""
    query = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": site})
    return f"otpauth://totp/{quote(f'{site}:{username}')}?{query}"


def new_recovery_codes() -> list[str]:
    """Ten codes on paper for the day without a phone (about 49 bits each)."""
    return ["-".join(_block() for _ in range(2)) for _ in range(_RECOVERY_CODES)]


def plain_recovery_code(typed: str) -> str:
    """A code as it counts, however it was typed."""
    return re.sub(r"[^a-z0-9]", "", typed.lower())


def _block() -> str:
    return "".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_BLOCK))
