"""The door of plans for what citizens say of public plans."""

from loa.modules.plans.operations.answer_remark import (
    answer_remark,
    forget_senders,
    hide_remark,
    pass_remark,
    publish_remark,
)
from loa.modules.plans.operations.send_remark import CITIZEN, send_remark
from loa.modules.plans.queries.remarks import remark_for, remarks_on, rows_of, standing_of
from loa.modules.plans.rules.remark import (
    LONGEST,
    LONGEST_NAME,
    LONGEST_REACH,
    NoRemarks,
    RemarkEmpty,
    checked_sender,
    terms,
)
from loa.modules.plans.rules.remark_code import grouped, read_code
from loa.modules.plans.types import (
    RemarkCounts,
    RemarkRow,
    RemarkSender,
    RemarkSent,
    RemarkStanding,
    RemarkState,
)

__all__ = [
    "CITIZEN",
    "LONGEST",
    "LONGEST_NAME",
    "LONGEST_REACH",
    "NoRemarks",
    "RemarkCounts",
    "RemarkEmpty",
    "RemarkRow",
    "RemarkSender",
    "RemarkSent",
    "RemarkStanding",
    "RemarkState",
    "answer_remark",
    "checked_sender",
    "forget_senders",
    "grouped",
    "hide_remark",
    "pass_remark",
    "publish_remark",
    "read_code",
    "remark_for",
    "remarks_on",
    "rows_of",
    "send_remark",
    "standing_of",
    "terms",
]
