"""What a duty is to yield: a plan, a report, a handbook, named after a verb of making."""

import re

from loa.foundation.documents.parse.letters import holds_any
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.structure import Passage

# Begins with its first letter, so that a search leaps from one such letter to the next.
_MADE = re.compile(
    r"[XxBbIiLlSsPpTt](?<!\w.)(?:(?<=[Xx])ây dựng|(?<=[Bb])an hành"
    r"|(?<=[Bb])iên soạn(?:,\s*in ấn)?|(?<=[Ii])n ấn(?:, phát hành)?|(?<=[Ll])ập"
    r"|(?<=[Ss])oạn thảo|(?<=[Pp])hát hành|(?<=[Tt])hiết kế|(?<=[Ss])ản xuất"
    r"|(?<=[Bb])áo cáo|(?<=[Tt])rình)\s+"
    r"(?P<thing>(?:các\s+|dự thảo\s+|bộ\s+)?(?:kế hoạch|văn bản|báo cáo|quyết định|đề án"
    r"|chương trình|sổ tay|tờ rơi|áp phích|tài liệu|quy chế|danh mục|hướng dẫn|phóng sự"
    r"|chuyên mục|chuyên trang|clip|video|cơ sở dữ liệu|hồ sơ|quy trình|dự toán"
    r"|phương án)\b[^.;:]{0,80}?)"
    r"(?=[.;:]|,\s|\s(?:để|và tổ chức|trước|theo|gửi|về Sở|trên|nhằm|hoặc)\b|$)"
)


# Letters of the verbs above: most sentences hold none.
_VERBS = (
    "dựng",
    "hành",
    "soạn",
    "n ấn",
    "ập ",
    "oạn thảo",
    "thiết kế",
    "Thiết kế",
    "xuất",
    "cáo",
    "rình",
)


def products_of(paragraph: Paragraph, start: int, end: int) -> tuple[Passage, ...]:
    """The things the sentence `paragraph.text[start:end]` asks to be made, in order."""
    if not holds_any(paragraph.text[start:end], _VERBS):
        return ()
    return tuple(
        Passage(found["thing"], paragraph.span(*found.span("thing")), 0.7)
        for found in _MADE.finditer(paragraph.text, start, end)
    )
