"""Builders: a token of somebody who is there."""

from datetime import UTC, date, datetime

from loa.foundation.orgs.facade import Role
from loa.foundation.tokens.models import Token
from loa.foundation.tokens.rules import hashed, new_parts
from loa.foundation.tokens.types import Scope

LONG = date(2099, 12, 31)


def make_token(
    person_id: int, unit_id: int, *, scopes: tuple[Scope, ...] = tuple(Scope), until: date = LONG
) -> str:
    """The text of a new token with which this person, a machine or not, is shown."""
    parts = new_parts()
    Token.objects.create(
        code=parts.code,
        secret_hash=hashed(parts.secret),
        person_id=person_id,
        unit_id=unit_id,
        role=Role.READER.value,
        name="Phần mềm thử",
        scopes=[scope.value for scope in scopes],
        created_at=datetime(2022, 1, 1, tzinfo=UTC),
        created_by="test",
        last_day=until,
    )
    return parts.text


def only_token() -> Token:
    """The token of a test that has made one."""
    return Token.objects.get()
