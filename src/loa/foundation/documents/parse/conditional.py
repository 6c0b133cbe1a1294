"""Orders behind a condition: «Khi có kết quả … giao X chủ trì …», «Đơn vị nào … thì Y phải …»."""

import re

from loa.foundation.documents.parse.naming import name_place
from loa.foundation.documents.parse.who import Stretch

_WHOEVER = re.compile(r"[^,;:.]{3,60}(?:, [^,;:.]{3,30})? nào\s[^;:.]{3,240}?\sthì\s")
_CHARGED = re.compile(r"\s(?:chủ trì|làm đầu mối|là (?:cơ quan|đơn vị) (?:chủ trì|đầu mối))\b")
_ONCE = ("Khi ", "Sau khi ", "Trường hợp ", "Ngay sau khi ", "Trên cơ sở ", "Căn cứ ")


def is_whoever(text: str) -> bool:
    """«Đơn vị nào chậm báo cáo thì Thủ trưởng đơn vị đó …»: who must is named behind «thì»."""
    return " nào " in text and bool(_WHOEVER.match(text))


def charged_behind(sentence: Stretch, before: str, order: re.Match[str]) -> bool:
    """Whether an order behind a condition, without a mark, charges whom it names with the lead.

    `before` are the words of the sentence that stand before the order.
    """
    if not before.startswith(_ONCE) or order["verb"].lower() != "giao":
        return False
    place = name_place(sentence, order.end())
    return bool(place and _CHARGED.match(sentence.paragraph.text, place[1], sentence.end))
