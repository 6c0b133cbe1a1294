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


def every_of(ids: Collection[int]) -> dict[str, object]:
    """What a list needs to let all of it be taken; nothing where it is short.

    They go in one field: a form of thousands of fields is refused.
    """
    is_long = len(ids) > FEW
    words = f"Chọn cả {format_number(len(ids))} việc khớp bộ lọc"
    return {
        "bulk_every": ",".join(map(str, sorted(ids))) if is_long else "",
        "bulk_words": words if is_long else "",
        "every_form_id": EVERY_FORM_ID,
    }
