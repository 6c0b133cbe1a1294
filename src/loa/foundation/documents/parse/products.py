"""What a duty is to yield: a plan, a report, a handbook, named after a verb of making."""

import re

from loa.foundation.documents.parse.letters import sought
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.structure import Passage

_MADE = re.compile(
    r"(?<!\w)(?:[Xx]ây dựng|[Bb]an hành|[Bb]iên soạn(?:,\s*in ấn)?|[Ii]n ấn(?:, phát hành)?|[Ll]ập"
    r"|[Ss]oạn thảo|[Pp]hát hành|[Tt]hiết kế|[Ss]ản xuất|[Bb]áo cáo|[Tt]rình)\s+"
    r"(?P<thing>(?:các\s+|dự thảo\s+|bộ\s+)?(?:kế hoạch|văn bản|báo cáo|quyết định|đề án"
    r"|chương trình|sổ tay|tờ rơi|áp phích|tài liệu|quy chế|danh mục|hướng dẫn|phóng sự"
    r"|chuyên mục|chuyên trang|clip|video|cơ sở dữ liệu|hồ sơ|quy trình|dự toán"
    r"|phương án)\b[^.;:]{0,80}?)"
    r"(?=[.;:]|,\s|\s(?:để|và tổ chức|trước|theo|gửi|về Sở|trên|nhằm|hoặc)\b|$)"
)


# The verbs above behind their first letter.
_VERBS = sought(
    *("ây dựng ", "an hành ", "iên soạn", "n ấn", "ập ", "oạn thảo "),
    *("hát hành ", "hiết kế ", "ản xuất ", "áo cáo ", "rình "),
)


def products_of(paragraph: Paragraph, start: int, end: int) -> tuple[Passage, ...]:
    """The things the sentence `paragraph.text[start:end]` asks to be made, in order."""
    found: list[Passage] = []
    for at in _verbs_in(paragraph.text, start, end):
        made = _MADE.match(paragraph.text, at, end) if at >= start else None
        if made:
            start = made.end()
            found.append(Passage(made["thing"], paragraph.span(*made.span("thing")), 0.7))
    return tuple(found)


def _verbs_in(text: str, start: int, end: int) -> list[int]:
    """Where a verb may begin in `text[start:end]`, in order."""
    sentence = text[start:end]
    places: list[int] = []
    for letter, verb in _VERBS:
        if letter in sentence and verb in sentence:
            at = text.find(verb, start, end)
            while at >= 0:
                places.append(at - 1)
                at = text.find(verb, at + 1, end)
    places.sort()
    return places
