"""Writes of the second factor: a phone enrolled, a code taken, codes on paper, a fresh start."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import one_time_codes as codes
from loa.foundation.orgs import policies, sealing
from loa.foundation.orgs.models import Account, RecoveryCode, SecondFactor
from loa.foundation.orgs.operations.accounts import NoAccount
from loa.foundation.orgs.operations.sessions import end_sessions_of
from loa.foundation.orgs.queries import people, security
from loa.foundation.orgs.types import Actor, CodeVerdict
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError

_MOST_WRONG = 5
_LOCKED = timedelta(minutes=5)


class CodeWrong(DomainError):
    """The code is not the one that the phone shows now."""

    code = "ORGS_CODE_WRONG"
    message_vi = (
        "Mã chưa đúng. Nhập mã đang hiện trên ứng dụng; nếu vẫn chưa được, xem giờ của điện thoại "
        "có đúng không."
    )


@operation
def enrol_second_factor(
    *, actor: Actor, account_id: int, secret: bytes, typed: str, at: datetime
) -> list[str]:
    """Take a phone that shows the right code; the answer are the codes on paper, shown once.

    A phone that was there before counts no more. Raises CodeWrong.
    """
    account = people.locked_account(account_id)
    step = codes.matching_step(secret, typed, at, after=0)
    if step is None:
        raise CodeWrong

    SecondFactor.objects.update_or_create(
        account=account,
        defaults={
            "sealed_secret": sealing.seal(secret, owner=security.owner_of(account.pk)),
            "enrolled_at": at,
            "last_step": step,
            "wrong_tries": 0,
            "locked_until": None,
        },
    )
    paper = _new_paper(account)

    change = Change({}, {"recovery_codes": len(paper)})
    audit.record(actor=actor, verb="SECOND_FACTOR_ENROL", thing=account.ref, change=change, at=at)
    return paper


@operation
def check_code(*, actor: Actor, account_id: int, typed: str, at: datetime) -> CodeVerdict:
    """Whether the code of the phone, typed now, lets its owner in.

    After five wrong ones in a row none is looked at for five minutes, whoever types and wherever.
    The count is kept also of a wrong one, so it is answered, not raised.
    """
    account = people.locked_account(account_id)
    factor = security.locked_factor(account)
    secret = None if factor is None else security.secret_in(factor)
    if factor is None or secret is None:
        return CodeVerdict.WRONG
    if _is_locked(factor, at):
        return CodeVerdict.LOCKED

    step = codes.matching_step(secret, typed, at, after=factor.last_step)
    if step is None:
        return _count_wrong(actor, account, factor, at)

    _put(factor, last_step=step, wrong_tries=0, locked_until=None)
    return CodeVerdict.PASSED


@operation
def check_recovery_code(*, actor: Actor, account_id: int, typed: str, at: datetime) -> CodeVerdict:
    """The same with a code on paper, which opens once; wrong ones count together."""
    account = people.locked_account(account_id)
    factor = security.locked_factor(account)
    if factor is None:
        return CodeVerdict.WRONG
    if _is_locked(factor, at):
        return CodeVerdict.LOCKED

    owner = security.owner_of(account.pk)
    digest = sealing.digest_of(codes.plain_recovery_code(typed), owner=owner)
    if not security.unused_codes(account).filter(digest=digest).update(used_at=at):
        return _count_wrong(actor, account, factor, at)
    _put(factor, wrong_tries=0, locked_until=None)

    left = security.unused_codes(account).count()
    change = Change({}, {"recovery_codes": left})
    audit.record(actor=actor, verb="RECOVERY_CODE_USE", thing=account.ref, change=change, at=at)
    return CodeVerdict.PASSED


@operation
def renew_recovery_codes(*, actor: Actor, account_id: int, at: datetime) -> list[str]:
    """Ten new codes on paper; the old ones open no more. The caller has just taken a code."""
    account = people.locked_account(account_id)

    paper = _new_paper(account)

    change = Change({}, {"recovery_codes": len(paper)})
    audit.record(actor=actor, verb="RECOVERY_CODES_RENEW", thing=account.ref, change=change, at=at)
    return paper


@operation
def reset_second_factor(*, actor: Actor, person_id: int, at: datetime) -> None:
    """Let somebody who lost phone and paper enrol anew at the next sign-in; all sessions end.

    By the administrator who may set the password anew. A second time changes nothing.
    """
    on = local_day(at)
    person = people.get_for(actor, person_id, on)

    require(policies.can_manage_person(actor, person_id, on))

    account = people.locked_account_of(person_id)
    if account is None:
        raise NoAccount(_("%(name)s chưa có tài khoản.") % {"name": person.name})
    gone, _rows = SecondFactor.objects.filter(account=account).delete()
    if not gone:
        return
    RecoveryCode.objects.filter(account=account).delete()
    ended = end_sessions_of(account)

    change = Change({}, {"sessions": ended})
    audit.record(actor=actor, verb="SECOND_FACTOR_RESET", thing=account.ref, change=change, at=at)


def _new_paper(account: Account) -> list[str]:
    RecoveryCode.objects.filter(account=account).delete()
    paper, owner = codes.new_recovery_codes(), security.owner_of(account.pk)
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            account=account,
            digest=sealing.digest_of(codes.plain_recovery_code(code), owner=owner),
        )
        for code in paper
    )
    return paper


def _is_locked(factor: SecondFactor, at: datetime) -> bool:
    return factor.locked_until is not None and at < factor.locked_until


def _count_wrong(actor: Actor, account: Account, factor: SecondFactor, at: datetime) -> CodeVerdict:
    tries = factor.wrong_tries + 1
    if tries < _MOST_WRONG:
        _put(factor, wrong_tries=tries)
        return CodeVerdict.WRONG
    _put(factor, wrong_tries=0, locked_until=at + _LOCKED)
    change = Change({}, {"wrong_tries": tries})
    audit.record(actor=actor, verb="SECOND_FACTOR_LOCK", thing=account.ref, change=change, at=at)
    return CodeVerdict.LOCKED


def _put(factor: SecondFactor, **fields: object) -> None:
    SecondFactor.objects.filter(pk=factor.pk).update(**fields)
