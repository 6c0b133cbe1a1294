"""Writes of tokens."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import facade as orgs
from loa.foundation.tokens import queries, rules
from loa.foundation.tokens.models import Token
from loa.foundation.tokens.types import NewToken, Scope
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError
from loa.kernel.names import clean_person_name

_LONGEST_NAME = 60


class RoleRefused(DomainError):
    """A machine that would manage people and units."""

    code = "TOKENS_ROLE_REFUSED"
    message_vi = "Không tạo mã cho vai trò quản trị: việc này chỉ người làm, sau khi đăng nhập."


class NameTooLong(DomainError):
    """A name that no list can show."""

    code = "TOKENS_NAME_TOO_LONG"
    message_vi = f"Tên phần mềm dài nhất {_LONGEST_NAME} chữ cái. Hãy ghi ngắn hơn."


@operation
def create_token(
    *,
    actor: orgs.Actor,
    key: UUID,
    name: str,
    unit_id: int,
    role: orgs.Role,
    scopes: Iterable[Scope],
    last_day: date | None,
    at: datetime,
) -> NewToken:
    """Make a machine with one post and a token to act as it; without a last day it holds a year.

    What is returned is the only place where the secret stands. Raises LastDayRefused, RoleRefused,
    NameTooLong, and what `orgs.add_machine` raises.
    """
    on = local_day(at)
    if role is orgs.Role.ADMINISTRATOR:
        raise RoleRefused
    name = clean_person_name(name)
    if len(name) > _LONGEST_NAME:
        raise NameTooLong
    last = rules.last_day(last_day, on)
    parts = rules.new_parts()

    person_id = orgs.add_machine(
        actor=actor,
        key=key,
        name=f"{name} (qua API, mã {parts.code})",
        unit_id=unit_id,
        role=role,
        last_day=last,
        at=at,
    )
    token = Token.objects.create(
        code=parts.code,
        secret_hash=rules.hashed(parts.secret),
        person_id=person_id,
        unit_id=unit_id,
        role=role.value,
        name=name,
        scopes=sorted({scope.value for scope in scopes}),
        created_at=at,
        created_by=actor.label,
        last_day=last,
    )

    told = {"code": token.code, "name": name, "role": token.role, "scopes": token.scopes}
    change = Change({}, {**told, "person_id": person_id, "last_day": last})
    audit.record(
        actor=actor, verb="TOKEN_CREATE", thing=token.ref, change=change, at=at, unit_id=unit_id
    )
    unit_name = orgs.unit_row(unit_id, on).name
    return NewToken(parts.code, parts.text, name, unit_name, last)


@operation
def revoke_token(*, actor: orgs.Actor, code: str, at: datetime) -> None:
    """The token is refused from now on; a second time finds it so. Raises NotFound."""
    on = local_day(at)
    token = queries.get_token(actor, code, on)
    if token.revoked_at is not None:
        return

    orgs.retire_machine(actor=actor, person_id=token.person_id, at=at)
    change = compare_and_set(token, token.version, revoked_at=at)

    audit.record(
        actor=actor,
        verb="TOKEN_REVOKE",
        thing=token.ref,
        change=change,
        at=at,
        unit_id=token.unit_id,
    )


@operation
def note_use(*, actor: orgs.Actor, token_id: int, at: datetime) -> None:
    """When a token was last used, for whoever looks after tokens; no line of the journal."""
    Token.objects.filter(pk=token_id, person=actor.person_id).update(last_used_at=at)
