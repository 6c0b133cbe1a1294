"""The subject line under the title: what it says, and where it ends.

Under it come the author («CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …»), the legal bases or the text itself.
"""

import re

from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.lines import Line, is_rule
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Found

GREETING = re.compile(r"Kính\s+gửi|KÍNH\s+GỬI")
OPENING = re.compile(
    r"Căn cứ\b|- Căn cứ\b"
    r"|Thực hiện (?:Quyết|Nghị|Chỉ|Công|Kế|Thông|Chương trình|Văn|ý kiến|chức|Luật|nhiệm"
    r"|các (?:Quyết|Nghị|Chỉ|Công|Kế|Thông|Văn)|khoản|điểm|Điều|mục|Bộ luật|Pháp lệnh|Hướng dẫn)"
    r"|Triển khai (?:Quyết|Nghị|Chỉ)"
    r"|Trong (?:thời|những|các|năm|quá)|Ngày \d|Ngày,|Để |Nhằm |Do |Sau khi |Theo |Xét |Thời gian"
    r"|Qua |Hiện nay|Phát huy |Tiếp tục |Năm \d{4}"
    r"|Kính gửi|KÍNH GỬI|Tiếp theo |Phúc đáp |Trả lời |Thi hành |Chấp hành "
    r"|Được sự|Hôm nay|Trên cơ sở|Thủ tướng Chính phủ"
    r"|Ủy ban nhân dân|Uỷ ban nhân dân|UBND"
    r"|I\s*[.)/]\s|1\s*[.)]\s|A\.\s|Điều \d|Chương [IVX\d]|PHẦN |Phần [IVX\dt]|\(Ban hành|\(Kèm"
    r"|\(kèm|[IVX]+\.\s"
)
AUTHOR = re.compile(
    r"(?:CHỦ TỊCH |BỘ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|[ỦU][ỶY] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ"
    r"|CỤC TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG|THỐNG ĐỐC|QUỐC HỘI|TỔNG THANH TRA|CHI CỤC TRƯỞNG"
    r"|HIỆU TRƯỞNG|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|TỔNG GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|QUYẾT ĐỊNH\s*:?$)"
)
_AUTHORS = re.compile(
    r"(?:chu tich|bo truong|thu tuong|giam doc|chanh van phong|cuc truong|chi cuc truong"
    r"|vien truong|tong giam doc|tong cuc truong|thong doc|chanh an|chanh thanh tra"
    r"|tong thanh tra|truong ban|truong phong|tong kiem toan|hieu truong|uy ban nhan dan|ubnd"
    r"|hoi dong nhan dan|hdnd|chinh phu|quoc hoi|bo chinh tri|ban bi thu|ban thuong vu"
    r"|uy ban thuong vu|thuong truc)\b"
)
# … unless it goes on with what a subject says and a body's name does not («Tài» is not «tại»).
_NO_AUTHOR = re.compile(
    r"\b(?:về|trên|tại|trong|ngày|số|cho|với|đối|được|giai đoạn|năm|quyết định|phê duyệt"
    r"|ban hành|chủ trương|đầu tư)\b"
)
# A line that ends so names a body on the next: «… CỦA | ỦY BAN NHÂN DÂN TỈNH».
_LEADS_ON = re.compile(
    r"(?:\s(?:của|cho|và|thuộc|với|giữa|tại|bởi|đến|các|là|hoặc|về|cùng|theo)|,|-|–)$",
    re.IGNORECASE,
)
_ENDING = 8
_WIRES = re.compile(
    r"(?:thủ tướng|chủ tịch|bộ trưởng|[uủ][ỷy] ban)[^:]{0,60}\bđiện\s*:?$|[^:]{2,80}\sđiện\s*:$",
    re.IGNORECASE,
)
# Under a line that ends so a body's name goes on with the subject: «… Chủ tịch | UBND tỉnh tại …».
_POSTS = ("chủ tịch", "bộ trưởng", "giám đốc", "trưởng ban", " của", " và", " cho", " với")
# What a scanner leaves before the first word of a paragraph.
_SPECKS = "_~ˆ`'’‘. "
_MOST_LINES = 14
_LONG = 90
_AUTHOR_LINES = 4


def read_subject(
    source: Source, lines: list[Line], at: int, *, names_author: bool
) -> tuple[Found[str | None], int]:
    """The subject from line `at` on, and the index of the line after it.

    `names_author`: the kind names its author under the subject; others do it before «Căn cứ».
    """
    taken: list[Line] = []
    while at < len(lines):
        line = lines[at]
        if is_rule(line.text):
            at += 1
            if taken:
                break
            continue
        if taken and _ends(line, taken):
            break
        if not taken and (GREETING.match(line.words) or line.words.startswith("Căn cứ ")):
            break
        taken.append(line)
        at += 1
    if names_author or (at < len(lines) and lines[at].words.startswith("Căn cứ ")):
        taken = taken[: _without_author(taken)]
    if not taken:
        return Found(None, None, 0.5, ("Không thấy trích yếu.",)), at
    words = " ".join(" ".join(line.text.split()) for line in taken).rstrip(" .;:")
    span = source.span(taken[0].start, taken[-1].end)
    if _LEADS_ON.search(words[-_ENDING:]) or len(words.split()) > _LONG:
        doubt = "Trích yếu có thể thiếu hoặc thừa chữ; hãy so với bản gốc."
        return Found(words, span, 0.7, (doubt,)), at
    return Found(words, span, 0.95), at


def _without_author(taken: list[Line]) -> int:
    """How many of the lines are the subject's own, before those that name the author."""
    for first in range(max(1, len(taken) - _AUTHOR_LINES), len(taken)):
        words = " ".join(line.text for line in taken[first:]).lstrip("# ")
        if not words.isupper() or _LEADS_ON.search(" " + taken[first - 1].text[-_ENDING:]):
            continue
        # Under a subject in small letters a line in capitals is the author, however it goes on.
        told = not taken[0].text.isupper() or not _NO_AUTHOR.search(words.lower())
        if told and _AUTHORS.match(fold(words)):
            return first
    return len(taken)


def _ends(line: Line, taken: list[Line]) -> bool:
    if len(taken) >= _MOST_LINES or line.blanks > 1:
        return True
    if OPENING.match(line.words.lstrip(_SPECKS)) and (
        line.blanks or not taken[-1].text.lower().endswith(_POSTS)
    ):
        return True
    if _WIRES.match(line.words):
        return True
    shouted = taken[0].text.isupper()
    if line.blanks and (shouted != line.text.isupper() or AUTHOR.match(line.words)):
        return True
    if shouted and not line.text.isupper() and _mostly_lower(line.text):
        return True
    return (
        bool(line.blanks)
        and not line.text[0].islower()
        and (
            taken[-1].text.endswith((".", ";"))
            or (_mostly_lower(line.text) and not shouted and line.text[0].isupper())
        )
    )


def _mostly_lower(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.islower() for c in letters) * 2 > len(letters)
