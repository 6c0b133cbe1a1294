"""The door of tokens: all that other rooms may use."""

from loa.foundation.tokens.operations import (
    NameTooLong,
    RoleRefused,
    create_token,
    note_use,
    revoke_token,
)
from loa.foundation.tokens.queries import bearer_of, tokens_of
from loa.foundation.tokens.rules import LastDayRefused
from loa.foundation.tokens.types import Bearer, NewToken, Scope, TokenRow

__all__ = [
    "Bearer",
    "LastDayRefused",
    "NameTooLong",
    "NewToken",
    "RoleRefused",
    "Scope",
    "TokenRow",
    "bearer_of",
    "create_token",
    "note_use",
    "revoke_token",
    "tokens_of",
]
