"""Who may do what with the register of a unit."""

from datetime import date

from loa.foundation.documents.register.types import Verb
from loa.foundation.orgs.facade import SYSTEM, Actor, may
from loa.kernel.access import Allowed, Denied, Verdict

_REASONS = {
    Verb.NUMBER: "Chỉ văn thư của đơn vị được ghi số, ngày và bản đã ký.",
    Verb.CANCEL: "Chỉ văn thư của đơn vị được hủy số.",
    Verb.READ: "Chỉ văn thư và lãnh đạo đơn vị được xem sổ đăng ký văn bản đi.",
    Verb.CHOOSE: "Chỉ người đứng đầu đơn vị (hoặc cấp phó) quy định cách cấp số.",
}


def can(actor: Actor, verb: Verb, unit_id: int, on: date) -> Verdict:
    """Whether the actor's posts of the day grant `verb` for the unit whose register it is.

    The house numbers what a head has just signed in it, as a part of that step.
    """
    is_house = actor == SYSTEM and verb is Verb.NUMBER
    return Allowed() if is_house or may(actor, verb, unit_id, on) else Denied(_REASONS[verb])
