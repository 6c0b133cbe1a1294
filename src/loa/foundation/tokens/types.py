"""Values of tokens that may leave the room."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from loa.foundation.orgs.types import Actor, Role


class Scope(StrEnum):
    """What a token is for. It narrows what its role may do in its unit, and never widens it."""

    READ = "read"
    PLANS = "plans"
    """Import and give out plans."""
    WORK = "work"
    """Activities, and the steps of work."""
    REPORTS = "reports"


@dataclass(frozen=True)
class NewToken:
    """A token as it was made: the only time that its text shows."""

    code: str
    text: str
    name: str
    unit_name: str
    last_day: date


@dataclass(frozen=True)
class TokenRow:
    """One token, as lists show it; `is_valid` on the day of the list."""

    code: str
    name: str
    role: Role
    unit_code: str
    unit_name: str
    scopes: tuple[Scope, ...]
    last_day: date
    is_valid: bool
    revoked_at: datetime | None
    last_used_at: datetime | None


@dataclass(frozen=True)
class Bearer:
    """Who shows a token: the machine with its posts of the day, and what the token is for."""

    token_id: int
    code: str
    actor: Actor
    scopes: frozenset[Scope]
    last_used_at: datetime | None
