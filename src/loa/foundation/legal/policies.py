"""Who may change the calendar."""

from datetime import date

from loa.foundation.legal.types import Verb
from loa.foundation.orgs.facade import SYSTEM, Actor, may, root_row
from loa.kernel.access import Allowed, Denied, Verdict


def can_record_day(actor: Actor, on: date) -> Verdict:
    """An administrator of the province enters what a notice announced."""
    if actor == SYSTEM or may(actor, Verb.RECORD_DAY, root_row(on).id, on):
        return Allowed()
    return Denied("Chỉ quản trị của tỉnh được ghi ngày nghỉ và ngày làm bù.")
