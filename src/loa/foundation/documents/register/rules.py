"""How numbers are read, printed and put in sequences; no database."""

import re
from collections.abc import Mapping

from loa.foundation.documents.register.types import Layout
from loa.kernel.errors import DomainError
from loa.kernel.text import nfc

COMMON = "CHUNG"
_TWO_DIGITS = 2
_MOST_DIGITS = 6
_WRITTEN = re.compile(r"(?:Số\s*:?\s*)?(\d+)(?:\s*/\s*(\S+))?", re.IGNORECASE)


class NumberUnreadable(DomainError):
    """What was typed is no number of a document."""

    code = "DOCUMENTS_NUMBER_UNREADABLE"
    message_vi = "Số văn bản chỉ gồm chữ số, từ 01 trở lên, ví dụ 07 hoặc 07/BC-UBND."


def series_of(layout: Layout, kind: str, layouts: Mapping[str, Mapping[str, object]]) -> str:
    """The sequence in which a kind is numbered: its own code, or the common one.

    `layouts` is the parameter documents.numbering: for each layout the kinds with a sequence of
    their own ("*" = every kind).
    """
    own = layouts[layout.value]["own"]
    is_own = isinstance(own, list) and ("*" in own or kind in own)
    return kind if is_own else COMMON


def number_of(words: str, notation: str) -> int:
    """The number in what văn thư typed: "07", "7", "07/BC-UBND". Raises NumberUnreadable."""
    found = _WRITTEN.fullmatch(nfc(words).strip())
    if found is None or len(found[1]) > _MOST_DIGITS or int(found[1]) == 0:
        raise NumberUnreadable
    if found[2] and found[2].casefold() != notation.casefold():
        message = f"Văn bản này có ký hiệu {notation}. Chỉ ghi số, không ghi ký hiệu khác."
        raise NumberUnreadable(message)
    return int(found[1])


def printed(number: int) -> str:
    """A number under 10 with a zero before it (NĐ 30/2020/NĐ-CP, annex I part I section II.3a)."""
    return f"{number:0{_TWO_DIGITS}d}"
