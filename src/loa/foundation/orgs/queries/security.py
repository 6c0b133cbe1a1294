"""Reads of what guards an account: its phone, its codes on paper, its sessions."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from loa.foundation.orgs import sealing
from loa.foundation.orgs.models import Account, OpenSession, RecoveryCode, SecondFactor
from loa.foundation.orgs.types import SessionRow
from loa.kernel import demo_clock
from loa.kernel.db import get_one

__all__ = [
    "Account",
    "enrolled_at",
    "has_factor",
    "is_second_factor_required",
    "live_sessions",
    "locked_factor",
    "owner_of",
    "secret_in",
    "secret_of",
    "session_for",
    "session_rows",
    "unused_codes",
]


def is_second_factor_required() -> bool:
    """Whether a password alone lets nobody in: as LOA_SECOND_FACTOR says, else all but a demo."""
    if settings.SECOND_FACTOR:
        return bool(settings.SECOND_FACTOR == "on")
    return demo_clock.current() is None


def secret_of(account: Account) -> bytes | None:
    """What the account's phone shares with Loa; None where it has none that this site can read."""
    factor = SecondFactor.objects.filter(account=account).first()
    return None if factor is None else secret_in(factor)


def secret_in(factor: SecondFactor) -> bytes | None:
    """The same of a row."""
    return sealing.unseal(bytes(factor.sealed_secret), owner=owner_of(factor.pk))


def owner_of(account_id: int) -> str:
    """For whom something is sealed."""
    return f"account:{account_id}"


def locked_factor(account: Account) -> SecondFactor | None:
    """The account's phone, locked, so that two tries are counted one after the other."""
    return SecondFactor.objects.select_for_update().filter(account=account).first()


def enrolled_at(account_id: int) -> datetime | None:
    """Since when the account has its phone."""
    rows = SecondFactor.objects.filter(account=account_id)
    return rows.values_list("enrolled_at", flat=True).first()


def has_factor(person_id: int) -> bool:
    """Whether the person's account has a phone."""
    return SecondFactor.objects.filter(account__person=person_id).exists()


def unused_codes(account: Account) -> QuerySet[RecoveryCode]:
    """The codes on paper that still open."""
    return RecoveryCode.objects.filter(account=account, used_at=None)


def live_sessions(account: Account, at: datetime) -> QuerySet[OpenSession]:
    """The browsers in which the account is signed in now."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    return OpenSession.objects.filter(account=account, session_key__in=alive)


def session_rows(account: Account, own_key: str, at: datetime) -> list[SessionRow]:
    """The same for the page, this browser first, then the latest seen."""
    rows = [
        SessionRow(
            id=row.pk,
            browser=row.browser,
            address=row.address,
            began_at=row.began_at,
            seen_at=row.seen_at,
            is_this=row.session_key == own_key,
        )
        for row in live_sessions(account, at).order_by("-seen_at", "-pk")
    ]
    return sorted(rows, key=lambda row: not row.is_this)


def session_for(account: Account, session_id: int) -> OpenSession:
    """One session of the account. Raises NotFound."""
    return get_one(OpenSession.objects.filter(account=account, pk=session_id))
