"""The chain: what is hashed and how. Plain Python, so that an outside reader can do the same.

A row's message is its fields as UTF-8 text, joined by U+001F in the order of the parameters of
`link`; no field can hold that character. A row's hash is SHA-256(message); the hash of the row
before, in hexadecimal, is the message's first field.
"""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from uuid import UUID

SEPARATOR = "\x1f"
FIRST = bytes(32)
"""What stands before the first row."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """The instant as PostgreSQL keeps it: whole microseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MICROSECOND


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, characters as they are; dates and the like as text.

    Raises TypeError for what has no plain form, ValueError for NaN and infinity.
    """
    return _ENCODER.encode(value) if value != {} else "{}"  # half of all sides are empty


def link(  # noqa: PLR0917  the columns of a row in their order, as a cursor gives them
    prev_hash: bytes,
    seq: int,
    at: int,
    actor_id: int | None,
    actor_label: str,
    unit_id: int | None,
    verb: str,
    thing: str,
    before: str,
    after: str,
    commitments: str,
) -> bytes:
    """The hash of a row; `at` in microseconds, an absent id is an empty field."""
    message = (
        f"{prev_hash.hex()}\x1f{seq}\x1f{at}\x1f{'' if actor_id is None else actor_id}\x1f"
        f"{actor_label}\x1f{'' if unit_id is None else unit_id}\x1f{verb}\x1f{thing}\x1f"
        f"{before}\x1f{after}\x1f{commitments}"
    )
    return sha256(message.encode()).digest()


def commitment(salt: bytes, value: str) -> str:
    """What the journal keeps of a personal value, in hexadecimal: SHA-256(salt || value)."""
    return sha256(salt + value.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset):
        return sorted(value)
    message = f"the journal cannot keep a {type(value).__name__}"
    raise TypeError(message)


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain
)
