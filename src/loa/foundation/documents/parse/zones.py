"""Where the head ends, the body, the tail (recipients and signature) and what is attached."""

import re

from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.lines import Line, is_rule
from loa.foundation.documents.parse.values import value

_RECIPIENTS = re.compile(r"(?:\|\s*)?N[ơo]i\s+nh[ậâa]n\b\s*[:.]?", re.IGNORECASE)
AUTHORITY = re.compile(
    rf"(?:T/?M|K/?T|T/?L|TUQ|T\.M|Q)\s?[.,]\s?(?=[{CAPITALS}])|[TK]/[MTL]\s(?=[{CAPITALS}])"
    # A typist may leave out the stop: «KT GIÁM ĐỐC».
    r"|(?:TM|KT|TL|TUQ)\s(?=(?:[ỦU][ỶY] BAN|UBND|CHỦ|GIÁM|BỘ|CỤC|CHI|TRƯỞNG|CHÁNH|HIỆU|THỦ|VIỆN"
    r"|BAN)\b)"
)
POST = re.compile(
    r"(?:PHÓ\s|PHO\s|QUYỀN\s|Q\.\s?)?(?:CHỦ TỊCH|CHUI?\s?T[IỊ]CH|CHÁNH|CHANH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC"
    r"|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG|THỦ TƯỚNG|VIỆN TRƯỞNG|TỔNG|HIỆU TRƯỞNG|CHI CỤC TRƯỞNG"
    r"|CHỦ NHIỆM|THỐNG ĐỐC|CHỦ TỌA|CHÁNH ÁN"
    r"|BÍ THƯ|THỦ TRƯỞNG|CHÍNH ỦY|CHỈ HUY|TỔ TRƯỞNG|TƯ LỆNH|THƯ KÝ|KẾ TOÁN|TỔNG KIỂM)"
)
_ATTACHED = re.compile(
    r"(?:PHỤ\s*LỤC|Phụ\s*lục|PHỤ\s*BIỂU|Phụ\s*biểu|BIỂU|Biểu|BẢNG|DANH\s*MỤC|DANH\s*SÁCH"
    r"|Danh (?:mục|sách) các"
    r"|QUY\s*CHẾ|QUY\s*ĐỊNH|KẾ\s*HOẠCH"
    r"|CHƯƠNG\s*TRÌNH|ĐỀ\s*ÁN|PHƯƠNG\s*ÁN|QUY\s*TRÌNH|ĐIỀU\s*LỆ|PHẦN\s+[IVX]+|PHÂN\s+CÔNG|MẪU"
    r"|Mẫu\s+số|ĐỀ\s*CƯƠNG|THUYẾT\s*MINH)"
)
# The first recipient of most papers.
_FIRST = re.compile(r"[-–]\s*Như (?:trên|[Đđ]iều \d)")
_ANY_AUTHORITY = re.compile(r"\s(?:TM|KT|TL|TUQ)\.\s?[A-ZĐ]")
_SHORT = 12
_LONGEST_NAME = 8
_WITH = re.compile(r"\((?:Ban hành )?[Kk]èm theo|\(Ban hành")


@value(frozen=True, slots=True)
class Zones:
    """Line indexes: body from `body_at` to `tail_at`, tail to `annex_at`, annex to the end."""

    body_at: int
    tail_at: int
    annex_at: int


def zones_of(lines: list[Line], body_at: int) -> Zones:
    """Cut `lines` at the recipients or, where none are named, at the signature."""
    tail_at = _tail(lines, body_at)
    return Zones(body_at, tail_at, _annex(lines, tail_at))


def _tail(lines: list[Line], body_at: int) -> int:
    for i, line in enumerate(lines[body_at:], body_at):
        if line.text[0] in "Nn|" and _RECIPIENTS.match(_whole(lines, i)):
            before = i
            # A signature printed before the recipients belongs to the tail.
            while (
                before > body_at
                and before > i - 8
                and (_is_signature(lines[before - 1].text) or _names(lines, before - 1, body_at))
            ):
                before -= 1
            return _minutes_signed(lines, body_at, before)
    for i in range(body_at, len(lines)):
        if at := _signs(lines, i):
            return at
    for i in range(len(lines) - 1, body_at, -1):
        if lines[i].text.rstrip().endswith("./."):
            return i + 1
    return len(lines)


def _signs(lines: list[Line], i: int) -> int:
    """The line where a tail without «Nơi nhận» begins, if the one at `i` tells; else 0."""
    text = lines[i].text
    if AUTHORITY.match(text) and text.isupper():
        return i
    if _FIRST.match(text):
        # A scanner lost «Nơi nhận»; what stands beside it may name the authority.
        return i - 1 if _ANY_AUTHORITY.search(lines[i - 1].text) else i
    after = lines[i + 1 : i + 4] if text.endswith("./.") else ()
    return i + 1 if any(POST.match(line.text) and line.text.isupper() for line in after) else 0


def _whole(lines: list[Line], i: int) -> str:
    """The line at `i`; «Nơi | nhận:» broken by a narrow column is put together."""
    text = lines[i].text
    after = lines[i + 1].text if len(lines) > i + 1 else ""
    return f"{text} {after}" if text in {"Nơi", "NƠI"} and len(after) < _SHORT else text


def _minutes_signed(lines: list[Line], body_at: int, at: int) -> int:
    """Where the signatures of minutes begin, secretary and chair over the recipients, else `at`."""
    above = range(max(body_at, at - 8), at)
    return next((i for i in above if lines[i].text.startswith("THƯ KÝ")), at)


def _names(lines: list[Line], at: int, body_at: int) -> bool:
    """Whether the line at `at` is the name of who signs, right under a signature's lines."""
    text = lines[at].text
    if not text.istitle() or not 1 < len(text.split()) < _LONGEST_NAME:
        return False
    return any(_is_signature(line.text) for line in lines[max(body_at, at - 4) : at])


def _is_signature(text: str) -> bool:
    return bool(text.isupper() and (AUTHORITY.match(text) or POST.match(text))) or is_rule(text)


def _annex(lines: list[Line], tail_at: int) -> int:
    """The first line of what is attached: a heading in capitals or its «kèm theo» line."""
    for i in range(tail_at + 1, len(lines)):
        text = lines[i].text
        if text.startswith("-") or _RECIPIENTS.match(text):
            continue
        if _ATTACHED.match(text) and (
            text.isupper() or text.startswith(("Phụ", "PHỤ", "Biểu", "Mẫu", "Danh"))
        ):
            return i
        if _WITH.match(text):
            return _heading_above(lines, i, tail_at)
        if is_first_heading(text) and i > tail_at + 3:
            return i
    return len(lines)


def is_first_heading(text: str) -> bool:
    """Whether a line is the «STT» that opens a table."""
    return len(text) < _SHORT and fold(text) in {"tt", "stt", "so tt"}


def _heading_above(lines: list[Line], at: int, tail_at: int) -> int:
    while (
        at - 1 > tail_at and lines[at - 1].text.isupper() and not _is_signature(lines[at - 1].text)
    ):
        at -= 1
    return at
