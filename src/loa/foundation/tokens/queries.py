"""Reads of tokens."""

import hmac
from datetime import date, datetime

from django.db.models import QuerySet

from loa.foundation.orgs import facade as orgs
from loa.foundation.tokens.models import Token
from loa.foundation.tokens.rules import hashed, parts_of
from loa.foundation.tokens.types import Bearer, Scope, TokenRow
from loa.kernel.clock import local_day
from loa.kernel.db import get_one


def bearer_of(text: str, at: datetime) -> Bearer | None:
    """Who shows this text; None where it is no token, or one that holds no more."""
    parts = parts_of(text)
    token = Token.objects.filter(code=parts.code).first() if parts else None
    if parts is None or token is None:
        return None
    if not hmac.compare_digest(bytes(token.secret_hash), hashed(parts.secret)):
        return None
    on = local_day(at)
    if token.revoked_at is not None or on > token.last_day:
        return None
    return Bearer(
        token_id=token.pk,
        code=token.code,
        actor=orgs.actor_of(token.person_id, on, token.unit_id),
        scopes=frozenset(map(Scope, token.scopes)),
        last_used_at=token.last_used_at,
    )


def tokens_of(actor: orgs.Actor, on: date) -> list[TokenRow]:
    """The tokens of the units whose people the actor manages, the newest first."""
    rows = _managed(actor, on).order_by("-pk")
    found = orgs.units_by_ids({row.unit_id for row in rows}, on)
    return [_row(row, found[row.unit_id], on) for row in rows]


def get_token(actor: orgs.Actor, code: str, on: date) -> Token:
    """One of them, locked. Raises NotFound."""
    return get_one(_managed(actor, on).filter(code=code).select_for_update(no_key=True))


def _managed(actor: orgs.Actor, on: date) -> QuerySet[Token]:
    """Of a unit that has ended the administrator of the province takes care."""
    units = {unit_id for unit_id, _name in orgs.units_where(actor, "PEOPLE_MANAGE", on)}
    if orgs.may(actor, "PEOPLE_IMPORT", orgs.root_row(on).id, on):
        return Token.objects.all()
    return Token.objects.filter(unit__in=units)


def _row(token: Token, unit: orgs.UnitRow, on: date) -> TokenRow:
    return TokenRow(
        code=token.code,
        name=token.name,
        role=orgs.Role(token.role),
        unit_code=unit.code,
        unit_name=unit.name,
        scopes=tuple(map(Scope, token.scopes)),
        last_day=token.last_day,
        is_valid=token.revoked_at is None and on <= token.last_day,
        revoked_at=token.revoked_at,
        last_used_at=token.last_used_at,
    )
