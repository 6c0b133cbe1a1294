"""Writes of delegations: a post's rights lent for dated days, and taken back."""

from datetime import date, datetime, timedelta

from loa.foundation.audit import facade as audit
from loa.foundation.orgs import policies
from loa.foundation.orgs.models import Delegation
from loa.foundation.orgs.queries import delegations, people
from loa.foundation.orgs.types import Actor
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, compare_and_set, operation
from loa.kernel.errors import DomainError

MOST_DAYS = 92
"""Whoever is away longer has his post given to another."""


class DelegationDays(DomainError):
    """Days that lie behind, run backwards or are too many."""

    code = "ORGS_DELEGATION_DAYS"
    message_vi = "Chọn từ hôm nay trở đi, ngày cuối không trước ngày đầu và không quá 92 ngày."


class NoColleague(DomainError):
    """The deputy holds no post of his own in the unit, or is the holder himself."""

    code = "ORGS_NO_COLLEAGUE"
    message_vi = "Chỉ ủy quyền được cho người khác đang giữ vai trò ở chính đơn vị này."


class LentAlready(DomainError):
    """The post is lent on one of these days."""

    code = "ORGS_LENT_ALREADY"
    message_vi = (
        "Vai trò này đã ủy quyền trong những ngày đó. Kết thúc lần ủy quyền trước rồi chọn lại."
    )


@operation
def lend_post(
    *,
    actor: Actor,
    post_id: int,
    deputy_id: int,
    first_day: date,
    last_day: date,
    at: datetime,
) -> int:
    """Let a colleague of the same unit act in the place of a post's holder; it ends by itself.

    By the holder himself, acting as himself, or the administrator of the unit. Asked twice it is
    one. Raises DelegationDays, NoColleague, LentAlready.
    """
    on = local_day(at)
    post = people.locked_post(post_id)

    require(policies.can_lend(actor, post, on))
    valid_to = last_day + timedelta(days=1)
    fields = {"post": post, "deputy_id": deputy_id, "valid_from": first_day, "valid_to": valid_to}
    if (same := Delegation.objects.filter(**fields).first()) is not None:
        return same.pk

    if first_day < on or last_day < first_day or (last_day - first_day).days >= MOST_DAYS:
        raise DelegationDays
    is_colleague = post.unit_id in people.unit_ids_of(deputy_id, first_day)
    if deputy_id == post.person_id or not is_colleague:
        raise NoColleague
    if delegations.of_post(post.pk).filter(valid_from__lt=valid_to, valid_to__gt=first_day):
        raise LentAlready

    row = Delegation.objects.create(**fields)

    change = Change(
        {},
        {
            "post_id": post.pk,
            "deputy_id": deputy_id,
            "valid_from": first_day,
            "valid_to": valid_to,
        },
    )
    audit.record(
        actor=actor, verb="POST_LEND", thing=post.ref, change=change, at=at, unit_id=post.unit_id
    )
    return row.pk


@operation
def end_delegation(*, actor: Actor, delegation_id: int, version: int, at: datetime) -> None:
    """Take the rights back at once; before its first day it never begins.

    Raises NotFound for whoever has no part in it.
    """
    on = local_day(at)
    row = delegations.locked_for(actor, delegation_id, on)

    require(policies.can_lend(actor, row.post, on))
    if row.version == version + 1 and row.valid_to <= max(on, row.valid_from):
        return

    change = compare_and_set(row, version, valid_to=max(on, row.valid_from))

    audit.record(
        actor=actor,
        verb="POST_LEND_END",
        thing=row.post.ref,
        change=change,
        at=at,
        unit_id=row.post.unit_id,
    )
