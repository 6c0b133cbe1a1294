"""How sure the reader is of a duty, and in words why a person should look.

Confidence falls with the way by which the actors were told and with what is odd in the sentence;
what falls below `SURE` says why. Signs come from the genre, not from single files.
"""

import re
from collections.abc import Sequence

from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.structure import Actor
from loa.foundation.documents.parse.topics import Topic
from loa.foundation.documents.parse.who import Way

SURE = 0.8
# Titles of the parts that hand out work.
ASSIGNING = re.compile(
    r"tổ chức thực hiện|phân công|trách nhiệm|tổ chức triển khai|nhiệm vụ của", re.IGNORECASE
)
_WAYS = {
    Way.ORDER: 0.95,
    Way.OPENING: 0.93,
    Way.HEADING: 0.93,
    Way.PREFIX: 0.88,
    Way.LEAD_IN: 0.88,
    Way.EARLIER: 0.85,
    Way.LATE: 0.7,
}
_FROM_ABOVE = (Way.HEADING, Way.LEAD_IN, Way.EARLIER)
_CONNECTS = re.compile(
    r"(?:Đồng thời|Ngoài ra|Bên cạnh đó|Định kỳ|Trước mắt|H[ằà]ng (?:năm|quý|tháng|tuần)"
    r"|Trên cơ sở|Căn cứ|Qua đó),?\s"
)
# «Rà soát, …», «Chủ động và …»: a word and its fellow.
_SERIES = re.compile(rf"[{CAPITALS}]\w+(?: \w+)?(?:,| và) \w")
_PEOPLE = re.compile(
    r"(?:[Cc]ác |[Mm]ọi |[Mm]ỗi |[Tt]oàn (?:thể|bộ) |[Tt]ừng )*(?:[Nn]gười|[Hh]ộ|[Nn]hân dân"
    r"|[Cc]á nhân|[Dd]oanh nghiệp|[Cc]án bộ|[Cc]ông chức|[Hh]ọc sinh|[Cc]ộng đồng|[Gg]ia đình"
    r"|[Cc]ơ sở|[Tt]ổ chức|[Cc]hủ |[Hh]ợp tác xã|[Tt]rường)"
)
# Words by which sentences of the genre put work on somebody.
_BINDS = re.compile(
    r"(?:trách nhiệm|nhiệm vụ|phải|cần|[Cc]hủ trì|[Pp]hối hợp|[Tt]ham mưu|[Hh]ướng dẫn|[Bb]áo cáo"
    r"|[Tt]ổng hợp|[Cc]ăn cứ|[Kk]hẩn trương|[Cc]hủ động|[Kk]iểm tra|[Rr]à soát|[Xx]ây dựng"
    r"|[Tt]ổ chức|[Cc]hỉ đạo)\b"
)
_NEAR = 160
# Letters of a word mixed with digits or with a mark on a consonant: what scanners leave.
# Begins with a digit or an odd mark, so that a search leaps from one to the next.
_ODD = r"¿©®§¥£|~^_\\ẀẁẂẃ"
NOISE = re.compile(rf"[0-9{_ODD}](?:(?<=[{_ODD}])|(?<=[^\W\d_]\d)[^\W\d_]|(?<=\d)[^\W\d_]{{2,}}\d)")
_LOOSE = "Câu nói về người dân, doanh nghiệp nói chung; hãy xem có giao việc cho họ không."
_UNBOUND = "Câu nêu đơn vị nhưng ngoài phần phân công và không có từ giao việc; hãy xem lại."
_PLAIN_FIELD = "Nội dung của mục không có từ giao việc; hãy xem có phải nhiệm vụ không."
VERBLESS = "Câu không mở đầu bằng một việc phải làm; hãy xem có phải nhiệm vụ không."
_SAID_LATE = "Đơn vị được nêu ở giữa câu; hãy xem có đúng đơn vị thực hiện không."
_TARGETS = "Câu nằm trong phần mục tiêu, nguyên tắc hoặc quyền hạn; hãy xem có phải nhiệm vụ không."
_FROM_BEFORE = "Câu không nêu đơn vị; lấy theo câu trước. Hãy xem có đúng không."


def of_duty(
    words: str, way: Way, topic: Topic, leads: Sequence[Actor], *, is_assigned: bool = True
) -> tuple[float, tuple[str, ...]]:
    """Confidence of a duty and the reasons to look at it, none where it is sure.

    `is_assigned` = it stands in a part that hands out work («Tổ chức thực hiện»).
    """
    confidence = _WAYS[way]
    doubts: list[str] = []
    if way is Way.LATE:
        doubts.append(_SAID_LATE)
    if way in _FROM_ABOVE and not orders(words):
        confidence = min(confidence, 0.65)
        doubts.append(_FROM_BEFORE if way is Way.EARLIER else VERBLESS)
    if way is Way.OPENING and not _BINDS.search(words, 0, _NEAR):
        if not is_assigned:
            confidence = min(confidence, 0.7)
            doubts.append(_UNBOUND)
        elif leads and all(_PEOPLE.match(actor.name) for actor in leads):
            confidence = min(confidence, 0.75)
            doubts.append(_LOOSE)
    if topic is Topic.NAMED_ONLY:
        confidence = min(confidence, 0.75)
        doubts.append(_TARGETS)
    if NOISE.search(words):
        confidence = min(confidence, 0.7)
        doubts.append("Trong câu có ký tự lạ, có thể do quét; hãy so với bản gốc.")
    return confidence, tuple(doubts)


def of_field_duty(
    words: str, leads: Sequence[Actor], *, is_named: bool
) -> tuple[float, tuple[str, ...]]:
    """The same for an item written in fields; `is_named` = its content has a field of its own."""
    confidence, doubts = of_duty(words, Way.HEADING, Topic.ORDINARY, leads)
    if not doubts and not _BINDS.search(words, 0, _NEAR) and not opens_with_verb(words):
        confidence, doubts = 0.75, (_PLAIN_FIELD,)
    elif not is_named:
        confidence = min(confidence, 0.85)
    if not leads:
        confidence = min(confidence, 0.6)
        doubts = (*doubts, "Không thấy đơn vị chủ trì; chỉ thấy đơn vị phối hợp.")
    return confidence, doubts


def orders(words: str) -> bool:
    """Whether a sentence that names nobody begins as an order does."""
    if opens_with_verb(words):
        return True
    return bool(_CONNECTS.match(words)) or bool(_SERIES.match(words))
