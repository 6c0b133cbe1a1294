"""The steps that may be taken with many pieces of work at once, and how lists offer them."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from loa.kernel.words import format_number
from loa.modules.plans.types import Verb

FORM_ID = "nhieu-viec"
"""The form that the boxes of a list belong to."""
EVERY = "tat-ca"
"""The step that takes all that the list lets through, beyond the page, and asks what to do."""
MANY_VERBS: Mapping[str, Verb] = MappingProxyType(
    {"nhan": Verb.ACKNOWLEDGE, "tra-lai": Verb.RETURN, "chap-nhan": Verb.ACCEPT}
)
"""What a list sends → the step; the last is the first in weight."""
MANY_WORDS: Mapping[Verb, str] = MappingProxyType(
    {
        Verb.ACKNOWLEDGE: "Nhận việc",
        Verb.ACCEPT: "Chấp nhận",
        Verb.RETURN: "Trả lại để sửa",
    }
)
EVERY_FORM_ID = "ca-danh-sach"
"""The form that takes all of a list."""
FEW = 12
"""So many are ticked one by one without a curse; of more the list offers all, below it."""


MOST = 5000
"""So many go in one act: of a longer list the first of them, and it says so."""


def every_of(ids: Collection[int]) -> dict[str, object]:
    """What a list needs to let all of it be taken; nothing where it is short.

    They go in one field: a form of thousands of fields is refused.
    """
    is_long, taken = len(ids) > FEW, sorted(ids)[:MOST]
    return {
        "bulk_every": ",".join(map(str, taken)) if is_long else "",
        "bulk_words": f"Chọn {every_words(len(ids))}" if is_long else "",
        "every_form_id": EVERY_FORM_ID,
    }


def every_words(count: int) -> str:
    """«cả 124 việc khớp bộ lọc»; of more than fit into one act, the first."""
    if count > MOST:
        return f"{format_number(MOST)} việc đầu trong {format_number(count)} việc khớp bộ lọc"
    return f"cả {format_number(count)} việc khớp bộ lọc"
