"""Names of fields («Cơ quan chủ trì: …», «Thời gian thực hiện: …») by which items are written."""

import re
from enum import Enum, auto

_BODY = (
    r"(?:[Cc]ơ quan|[Đđ]ơn vị|[Ss]ở,? (?:ban, )?ngành|[Bb]ộ phận|[Nn]gười"
    r"|[Cc]ác (?:cơ quan|đơn vị))(?:,\s*(?:đơn vị|tổ chức|cá nhân|địa phương))*"
)
_NAMES = (
    rf"(?P<partner>(?:{_BODY}\s+)?(?:cùng\s+)?[Pp]hối hợp(?:\s+(?:thực hiện|triển khai|tổ chức))?)"
    rf"|(?P<lead>{_BODY}\s+(?:được giao\s+)?(?:chủ trì|thực hiện|chịu trách nhiệm|tham mưu"
    rf"|triển khai|đầu mối|tổ chức|phụ trách)(?:\s*(?:,|và|/)?\s*(?:chủ trì|thực hiện"
    rf"|tham mưu|triển khai"
    rf"|tổ chức|phối hợp))*|[Cc]hủ trì(?:\s+thực hiện)?|[Pp]hân công(?:\s+thực hiện|\s+nhiệm vụ)?"
    rf"|[Tt]rách nhiệm(?:\s+thực hiện)?)"
    r"|(?P<time>[Tt]hời (?:gian|hạn|điểm)(?:\s+(?:thực hiện|hoàn thành|triển khai|tổ chức"
    r"|báo cáo|ban hành|trình|gửi|dự kiến))*|[Tt]iến độ(?:\s+(?:thực hiện|hoàn thành))?"
    r"|[Ll]ộ trình(?:\s+thực hiện)?)"
    r"|(?P<product>[Ss]ản phẩm(?:\s+(?:dự kiến|đầu ra|hoàn thành))?|[Kk]ết quả(?:\s+(?:đầu ra"
    r"|dự kiến|đạt được))?(?:,\s*sản phẩm)?)"
    r"|(?P<apart>[Nn]ội dung (?:truyền thông|tuyên truyền)|[Cc]ơ quan chỉ đạo|[Đđ]ơn vị chỉ đạo"
    r"|[Dd]anh nghĩa tổ chức|[Đđ]ơn vị (?:bảo trợ|tài trợ|đồng hành))"
    r"|(?P<content>[Nn]ội dung(?:\s+(?:thực hiện|công việc|triển khai|hoạt động))?"
    r"|[Nn]hiệm vụ(?:\s+cụ thể)?|[Cc]ông việc|[Hh]oạt động(?:\s+cụ thể)?)"
    r"|(?P<other>[Hh]ình thức(?:\s+\w+\s+\w+)?|[Đđ]ối tượng(?:\s+\w+\s+\w+)?"
    r"|[Kk]inh phí(?:\s+\w+\s+\w+)?|[Đđ]ịa điểm(?:\s+\w+\s+\w+)?|[Ss]ố lượng"
    r"|[Pp]hạm vi(?:\s+\w+\s+\w+)?|[Tt]hành phần|[Pp]hương thức(?:\s+\w+\s+\w+)?|[Mm]ục tiêu"
    r"|[Mm]ục đích|[Yy]êu cầu|[Ll]ãnh đạo (?:phụ trách|chỉ đạo|theo dõi)"
    r"|[Nn]guồn kinh phí(?:\s+\w+\s+\w+)?)"
)
_FIELD = re.compile(_NAMES)
# The first three letters of every name, told by how the names are written: «[Cc]ơ quan», «cùng»;
# behind «Sở» may stand a comma.
_FIRSTS = frozenset(
    first + then
    for large, small, rest in re.findall(r"\[(\w)(\w)\](\w[\w ,])", _NAMES)
    for first in (large, small)
    for then in (rest, rest.replace(",", " "))
) | {"cùn"}
_ENDS = re.compile(r"\s*(?::|$)")


class Kind(Enum):
    """What a field says."""

    LEAD = auto()
    PARTNER = auto()
    TIME = auto()
    PRODUCT = auto()
    CONTENT = auto()
    OTHER = auto()


_KINDS = {kind.name.lower(): kind for kind in Kind} | {"apart": Kind.OTHER}


def opens_field(text: str, at: int = 0) -> tuple[Kind, int] | None:
    """The field that begins at `at` and where its words begin."""
    found = _FIELD.match(text, at) if text[at : at + 3] in _FIRSTS else None
    if not found or found.lastgroup is None:
        return None
    colon = _ENDS.match(text, found.end())
    if not colon:
        return None
    return _KINDS[found.lastgroup], colon.end() + (text[colon.end() : colon.end() + 1] == " ")
