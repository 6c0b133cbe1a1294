"""What a section is about, judged by how its title begins, never by a word inside it."""

import re
from enum import Enum, auto

from loa.foundation.documents.parse.actor_words import names_at
from loa.foundation.documents.parse.letters import begins, firsts
from loa.foundation.documents.parse.name_stops import opens_with_action

_NONE = re.compile(
    r"(?:về\s+)?(?:mục đích|quan điểm|phạm vi|đối tượng|giải thích từ ngữ|kinh phí|nguồn kinh phí"
    r"|nguồn vốn|nguồn lực tài chính|cơ chế tài chính"
    r"|đánh giá chung|đánh giá tình hình|kết quả|tình hình|thực trạng|ý nghĩa|sự cần thiết|căn cứ"
    r"|cơ sở pháp lý|bố cục|quá trình xây dựng|quá trình lấy|dự báo|tồn tại|những kết quả|nguy cơ"
    r"|hạn chế|nguyên nhân"
    r"|khái quát|đặc điểm|định hướng đến|tầm nhìn|địa điểm|thành phần|lợi ích"
    r"|thời gian(?:,| và) (?:đối tượng|địa điểm|thành phần)"
    r"|khẩu hiệu|kiến nghị thực thi"
    r"|nội dung đơn giản hóa|nội dung đơn giản hoá|lộ trình|yêu cầu)\b",
    re.IGNORECASE,
)
# «Căn cứ nội dung …, người có thẩm quyền …»: a sentence with its actor, no legal basis.
_ACTS_ON = re.compile(
    r"căn cứ [^.;:]{3,160}?, (?:người có thẩm quyền|(?:các )?(?:cơ quan|đơn vị|sở)|thủ trưởng"
    r"|chủ đầu tư|chủ tịch|giám đốc|ubnd|ủy ban nhân dân)\s(?=\S)",
    re.IGNORECASE,
)
# «Thời gian và trách nhiệm thực hiện»: what such a title joins may hand out work all the same.
_JOINS_WORK = re.compile(
    r"[^.:;]{3,60}?(?:,| và) (?:trách nhiệm|tổ chức (?:thực hiện|triển khai)|phân công|nhiệm vụ"
    r"|giải pháp)\b",
    re.IGNORECASE,
)
# «Kết quả thực hiện đề nghị các đơn vị gửi về …»: a request, no heading of results.
_ASKS_FOR = re.compile(r"Kết quả [^.:;]{3,60}?\s?(?:đề nghị|yêu cầu)\s(?=các\s|[^\W\d_]{2,})")
_JOINS_CONTENT = re.compile(r"[^.:;]{3,60}?(?:,| và) nội dung\b", re.IGNORECASE)
# A title that says no more than who pays; a longer one («Bảo đảm kinh phí từ …») may order work.
_MONEY = re.compile(
    r"(?:bảo|đảm)\s+(?:đảm|bảo)\s+(?:nguồn\s+)?kinh phí(?:\s+thực hiện)?\W*\Z", re.IGNORECASE
)
# At the end of an assessment a report asks others for something.
_ASKING = re.compile(
    r"(?:những\s+|một số\s+)?(?:kiến nghị|đề xuất)(?:\s*(?:,|và)\s*(?:kiến nghị|đề xuất))?\W*\Z",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"yêu cầu\s+(?:đối với\s+)?(?:các\s|thủ|chủ|giám|ubnd|ủy ban|uỷ ban|sở|người|ban|công|cơ quan"
    r"|đơn vị|văn phòng|cục|hệ thống)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:về\s+)?(?:mục tiêu|chỉ tiêu|các chỉ tiêu|nguyên tắc|tiêu chí|điều kiện|quyền"
    r"|chức năng|tiêu chuẩn(?!,| -| –)|thời gian"
    r"|nhiệm vụ(?:,| và)\s+quyền hạn|vị trí|trách nhiệm và quyền hạn)\b",
    re.IGNORECASE,
)
# What opens titles that these look for: most begin otherwise.
_TELLING = firsts(
    *("về", "mục", "quan", "phạm", "đối", "giải", "kinh", "nguồn", "cơ", "đánh", "kết", "tình"),
    *("thực", "ý ", "sự", "căn", "bố", "quá", "dự", "tồn", "những", "nguy", "hạn", "khái", "đặc"),
    *("định", "tầm", "địa", "thành", "lợi", "thời", "khẩu", "kiến", "nội", "lộ", "yêu", "bảo"),
    *("đảm", "chỉ", "các", "tiêu", "điều", "quyền", "chức", "nhiệm", "vị", "trách"),
)
_ASKING_FIRST = firsts("những", "một", "kiến", "đề")


def _works_on(words: str) -> bool:
    """«Căn cứ nhiệm vụ được giao, xây dựng kế hoạch …»: the work follows what it rests on."""
    if not words.startswith("Căn cứ "):
        return False
    parts = words.split(", ")[1:]
    return any(part[:1].islower() and opens_with_action(part) for part in parts)


# Under an article so titled whoever is named acts: «Điều 4. Thời gian bán hàng».
_ARTICLE_NAMED = re.compile(
    r"(?:thời gian|địa điểm|thành phần|căn cứ|lộ trình|yêu cầu|kết quả|điều kiện)\b", re.IGNORECASE
)


# «Thành lập Tổ giúp việc, gồm các ông (bà) có tên sau đây:»: who they are stands below.
_MEMBERS = re.compile(
    r"[^.;]{0,300}?\b(?:gồm|là)(?: có)? (?:các |\d{1,3} )(?:ông|bà|đồng chí|thành viên|cá nhân)"
    r"[^.;]{0,60}?\s?(?:sau(?: đây)?|dưới đây)\s*:?\s*\Z"
)


def _requests(words: str) -> bool:
    """«Yêu cầu đồng chí Giám đốc …», «Yêu cầu các đơn vị …»: somebody is asked."""
    if _REQUEST.match(words):
        return True
    begin = len("Yêu cầu ")
    return words[:begin].lower() == "yêu cầu " and names_at(words, begin, 60)


class Topic(Enum):
    """Whether duties are looked for: everywhere, only with a named actor, or not at all."""

    ORDINARY = auto()
    NAMED_ONLY = auto()
    NONE = auto()


def topic_of(title: str, above: Topic, *, is_article: bool = False) -> Topic:
    """The topic under a title; what stands under purposes or funds stays so."""
    words = title.strip()
    if above is Topic.NONE:
        asks = begins(words, _ASKING_FIRST) and _ASKING.match(words)
        return Topic.NAMED_ONLY if asks else above
    if " gồm " in words and _MEMBERS.match(words):
        return Topic.NONE
    if not begins(words, _TELLING):
        return above
    if words.startswith("Kết quả") and _ASKS_FOR.match(words):
        return above
    if _NONE.match(words) and not _requests(words) and len(words.split()) <= 25:
        if _JOINS_WORK.match(words) or _ACTS_ON.match(words) or _works_on(words):
            return above
        named = _JOINS_CONTENT.match(words) or (is_article and _ARTICLE_NAMED.match(words))
        return Topic.NAMED_ONLY if named else Topic.NONE
    if _MONEY.match(words):
        return Topic.NONE
    if _NAMED.match(words):
        return Topic.NAMED_ONLY
    return above
