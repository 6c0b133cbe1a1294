"""The steps that may be taken with many pieces of work at once, and how lists offer them."""

from collections.abc import Mapping
from types import MappingProxyType

from loa.modules.plans.types import Verb

FORM_ID = "nhieu-viec"
"""The form that the boxes of a list belong to."""
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
