"""Writes of accounts: a password chosen by its owner, one given anew by an administrator."""

import secrets
from datetime import datetime

from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.models import Account
from loa.foundation.orgs.operations.sessions import end_sessions_of
from loa.foundation.orgs.passwords import hashed_once
from loa.foundation.orgs.queries import people
from loa.foundation.orgs.types import Actor
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError

# No letters or digits that look alike on paper: I l 1, O o 0.
_SLIP_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_SLIP_BLOCKS, _SLIP_BLOCK = 3, 4


class NoAccount(DomainError):
    """The person has no account whose password could be set."""

    code = "ORGS_NO_ACCOUNT"
    message_vi = "Người này chưa có tài khoản."


def one_time_password() -> str:
    """Twelve letters and digits in three blocks, easy to copy from paper (about 59 bits)."""
    blocks = (
        "".join(secrets.choice(_SLIP_LETTERS) for _n in range(_SLIP_BLOCK))
        for _b in range(_SLIP_BLOCKS)
    )
    return "-".join(blocks)


@operation
def choose_password(*, account_id: int, password: str, at: datetime) -> None:
    """The owner of the account chooses his password; the form has checked its strength."""
    account = people.locked_account(account_id)
    actor = people.actor_for(account, local_day(at))

    draft = Account()
    draft.set_password(password)
    compare_and_set(account, account.version, password=draft.password, must_change_password=False)

    change = Change({}, {"must_change_password": False})
    audit.record(actor=actor, verb="PASSWORD_CHOOSE", thing=account.ref, change=change, at=at)


@operation
def reset_password(*, actor: Actor, person_id: int, at: datetime) -> str:
    """Give somebody a new one-time password; the answer is the only time it is seen.

    A unit's administrator does so for people who hold a post in that unit, the province's for all.
    """
    on = local_day(at)
    person = people.get_for(actor, person_id, on)

    require(policies.can_manage_person(actor, person_id, on))

    account = people.locked_account_of(person_id)
    if account is None:
        raise NoAccount(_("%(name)s chưa có tài khoản.") % {"name": person.name})

    password = one_time_password()
    compare_and_set(
        account, account.version, password=hashed_once(password), must_change_password=True
    )

    end_sessions_of(account)

    change = Change({}, {"must_change_password": True})
    audit.record(actor=actor, verb="PASSWORD_RESET", thing=account.ref, change=change, at=at)
    return password


@operation
def waive_password_change(*, actor: Actor, person_id: int, at: datetime) -> None:
    """Let somebody in who never chose a password: the people of a demonstration.

    Only the house itself does so; the caller makes sure that the folder is a demonstration.
    """
    require(policies.can_waive(actor))
    account = people.locked_account_of(person_id)
    if account is None:
        raise NoAccount
    if not account.must_change_password:
        return

    change = compare_and_set(account, account.version, must_change_password=False)

    audit.record(actor=actor, verb="PASSWORD_WAIVE", thing=account.ref, change=change, at=at)
