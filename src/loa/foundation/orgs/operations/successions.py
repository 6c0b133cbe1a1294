"""Mergers: recorded, and told to those who hold open things."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from loa.foundation.audit import facade as audit
from loa.foundation.jobs.facade import announce
from loa.foundation.orgs import policies
from loa.foundation.orgs.events import UnitMerged
from loa.foundation.orgs.models import UnitState, UnitSuccession
from loa.foundation.orgs.operations.bereft import LastOffice, still_administered
from loa.foundation.orgs.operations.load_units import lock_tree, stamp_forest
from loa.foundation.orgs.queries import units
from loa.foundation.orgs.types import Actor, SuccessionKind
from loa.kernel.access import require
from loa.kernel.clock import local_day
from loa.kernel.db import Change, operation
from loa.kernel.errors import DomainError


class NotASuccession(DomainError):
    """The old unit does not stand the day before, or the new one not on the day."""

    code = "ORGS_NOT_A_SUCCESSION"


@operation
def record_succession(
    *,
    actor: Actor,
    old_unit_id: int,
    new_unit_id: int,
    on: date,
    kind: SuccessionKind,
    cites: str,
    at: datetime,
) -> int:
    """The old unit ends on the day and the new one takes over; its open things follow.

    Nobody gains a right: people of the old unit hold posts in the new one only when these are
    given. The same succession recorded twice is one. Raises NotASuccession, LastOffice,
    LastAdministrator.
    """
    today = local_day(at)
    require(policies.can_record_succession(actor, today))
    lock_tree()
    known = UnitSuccession.objects.filter(old=old_unit_id, new=new_unit_id, on=on).first()
    if known is not None:
        return known.pk

    _check(old_unit_id, new_unit_id, on)

    row = UnitSuccession.objects.create(
        old_id=old_unit_id,
        new_id=new_unit_id,
        on=on,
        kind=kind.value,
        verified=True,
        cites=cites,
        is_reference=False,
    )
    with still_administered({max(on, today)}):
        UnitState.objects.as_of(on).filter(unit=old_unit_id).update(valid_to=on)
        stamp_forest()

    after = {"old": old_unit_id, "new": new_unit_id, "on": on, "kind": kind.value, "cites": cites}
    audit.record(
        actor=actor, verb="UNIT_SUCCESSION", thing=row.ref, change=Change({}, after), at=at
    )

    announce_successions(at=at)
    return row.pk


@operation
def announce_successions(*, at: datetime) -> int:
    """Tell of every succession whose day has come and that was not told yet; how many.

    Where a unit was split, its open things go to one successor, the first in official order whose
    succession is told: they are whole and cannot be split.
    """
    on = local_day(at)
    due = UnitSuccession.objects.select_for_update().filter(announced_at=None, on__lte=on)
    order = {row.id: row.order for row in units.day_tree(on).all_rows}
    rows = sorted(due, key=lambda row: (row.on, order.get(row.new_id, 0), row.pk))
    if not rows:
        return 0

    UnitSuccession.objects.filter(pk__in=[row.pk for row in rows]).update(announced_at=at)

    for row in rows:
        announce(UnitMerged(row.old_id, row.new_id, at))
    return len(rows)


def _check(old_unit_id: int, new_unit_id: int, on: date) -> None:
    tree = units.day_tree(on)
    if old_unit_id not in tree.by_id or old_unit_id == new_unit_id:
        raise NotASuccession(_("Đơn vị cũ không còn vào ngày này nên không ghi sáp nhập được."))
    if old_unit_id == tree.root_id:
        raise NotASuccession(_("UBND của tỉnh không kết thúc được ở đây."))
    if tree.offices() == {old_unit_id}:
        raise LastOffice
    if new_unit_id not in tree.by_id:
        raise NotASuccession(_("Đơn vị mới chưa có vào ngày này: hãy chọn ngày muộn hơn."))
    if tree.children(old_unit_id):
        raise NotASuccession(_("Đơn vị cũ còn đơn vị trực thuộc: hãy ghi việc chuyển chúng trước."))
