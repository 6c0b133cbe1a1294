"""Writes of sessions: seen, ended by their owner, ended with a post or a password."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.sessions.models import Session

from loa.foundation.audit import facade as audit
from loa.foundation.orgs.models import Account, OpenSession
from loa.foundation.orgs.queries import people, security
from loa.foundation.orgs.types import Actor
from loa.kernel.db import Change, operation


@operation
def note_session(
    *,
    actor: Actor,
    account_id: int,
    session_key: str,
    before_key: str,
    browser: str,
    address: str,
    at: datetime,
) -> None:
    """Keep that a browser is at work for the account; nothing is journaled for looking.

    `before_key` is the key that the same session bore when it was noted last; a session gets
    another key when its owner shows himself once more.
    """
    del actor
    owner = Account(pk=account_id)
    if before_key not in {"", session_key}:
        OpenSession.objects.filter(session_key=before_key, account=account_id).update(
            session_key=session_key
        )
    OpenSession.objects.update_or_create(
        session_key=session_key,
        defaults={"account": owner, "address": address[:45], "seen_at": at},
        create_defaults={
            "account": owner,
            "browser": browser[:300],
            "address": address[:45],
            "began_at": at,
            "seen_at": at,
        },
    )


@operation
def end_session(*, actor: Actor, account_id: int, session_id: int, at: datetime) -> None:
    """End one session of the account, whichever browser it is in. Raises NotFound."""
    account = people.locked_account(account_id)
    row = security.session_for(account, session_id)

    ended = end_all([row])

    _record(actor, account, ended, at)


@operation
def end_other_sessions(*, actor: Actor, account_id: int, own_key: str, at: datetime) -> int:
    """«Đăng xuất mọi nơi khác»: every session but this one; how many were at work."""
    account = people.locked_account(account_id)
    rows = list(OpenSession.objects.filter(account=account).exclude(session_key=own_key))

    ended = end_all(rows)

    _record(actor, account, ended, at)
    return ended


def end_sessions_of(account: Account) -> int:
    """Every session of somebody whose rights changed; part of the caller's operation."""
    return end_all(list(OpenSession.objects.filter(account=account)))


def end_all(rows: Iterable[OpenSession]) -> int:
    """Both rows of each session; the browser finds itself signed out at its next request."""
    rows = list(rows)
    keys = [row.session_key for row in rows]
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _record(actor: Actor, account: Account, ended: int, at: datetime) -> None:
    change = Change({}, {"sessions": ended})
    audit.record(actor=actor, verb="SESSION_END", thing=account.ref, change=change, at=at)
