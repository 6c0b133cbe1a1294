"""What stands behind the number and day of a legal basis: who issued it, and what it is about.

A basis ends where the document that rests on it begins to speak for itself: «…, UBND tỉnh ban hành
Kế hoạch …».
"""

import re
import tomllib
from importlib.resources import files

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import head_at, tokens_of
from loa.foundation.documents.parse.letters import CAPITALS

KINDS = tuple(
    tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))["bases"]["words"]
)
_KIND = "|".join(re.escape(word) for word in KINDS)
_OF = re.compile(rf",?\s*của\s+(?=(?:liên\s+)?[{CAPITALS}]|văn phòng\s)")
_REACH = 200
# Where no head of the lexicon opens the name.
_NAME = re.compile(r"[^;,.():“”]{2,80}")
# What a name never goes on with, however it is written: «Văn phòng Chính phủ | Hướng dẫn …».
_OPENS = (
    r"(?:[Vv]ề(?: việc)?|[Qq]uy định|[Bb]an hành|[Pp]hê duyệt|[Hh]ướng dẫn|[Ss]ửa đổi|[Kk]ết luận"
    r"|[Cc]ông bố|[Tt]hông báo|[Bb]ãi bỏ|[Đđ]iều chỉnh|[Pp]hân bổ|[Tt]hành lập|[Đđ]ính chính"
    r"|[Gg]iao (?:kế hoạch|dự toán|chỉ tiêu|nhiệm vụ)|Thực hiện|Triển khai)"
)
# A body for one field of work, named in small letters with commas: «Ban Chỉ đạo phát triển …, …».
_FIELDS = re.compile(
    r"(?:Ban [Cc]hỉ đạo|Tổ công tác|Tổ Công tác|Tiểu ban)\s[^;.():“”\d]{2,160}?(?:[Đđ]ề án \d\d)?"
    rf"(?=,?\s+(?:ngày|{_OPENS})\s|,\s+[{CAPITALS}]|[;.(“]|\Z)"
)
_NAME_STOPS = re.compile(
    rf"\s+(?:{_OPENS}\s|trên địa bàn\s|ngày\s+\d|tại\s+(?:{_KIND}|Phiên|Hội nghị|cuộc)"
    rf"|và\s+(?:các\s+)?(?:{_KIND})\b)"
)
# «Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ» is one post.
_TWO_POSTS = re.compile(r",\s(?=Chủ nhiệm\s)")
_BRACKET = re.compile(r"\s*[(“]")
# Between who issued it and what it is about.
_BETWEEN = re.compile(
    r"(?:\s*\([^()]{1,400}\))?(?:,?\s+(?:nhiệm kỳ|khóa|khoá)\s+[\dIVXL]+(?:\s*[-–]\s*\d{4})?)?"
    r"(?:,?\s+(?:tại\s+)?[Kk]ỳ họp\s+(?:chuyên đề|thứ(?:\s+(?:\d+|nhất|hai|ba|bốn|tư|năm|lăm|sáu"
    r"|bảy|tám|chín|mười|mươi|mốt))+))?"
)
_SUBJECT = re.compile(rf"\s*(?:,\s*)?(?={_OPENS}[\s,])|\s+(?=[“\"])")
# Behind a name these open a subject as well; behind a comma they tell what is done now.
_ACTS = re.compile(r"\s+(?=(?:thực hiện|triển khai|thi hành|xác nhận|đề nghị|cho phép)\s)")
_LONGEST = 600
_SENTENCE = re.compile(rf"(?<!\bTP)(?<!\bTp)(?<!\bTX)(?<!\b[{CAPITALS}])\.\s+(?=[{CAPITALS}])")
_NUMBER = r"\s+(?:số\s*)?\d[\w.]*\s?[/-]"
_ANOTHER = re.compile(rf"(?:\s+và|,)\s+(?:{_KIND}){_NUMBER}")
_ASIDE = re.compile(r"\([^()]*\)")
# … but «thực hiện Luật A và Nghị định số …» is all one subject.
_NESTED = re.compile(rf"\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b|\b(?:{_KIND}){_NUMBER}")
_COMMAS = re.compile(r",\s+")
_SPEAKS = re.compile(
    r"\s*(?:\([^()]{1,80}\)\s*)?,?\s*(?:(?:trân trọng|kính|nay|đã|cũng|xin|thống nhất)\s+){0,2}"
    r"(?:ban hành|xây dựng|đề nghị|yêu cầu|báo cáo|thông báo|hướng dẫn|triển khai|tổ chức|chỉ đạo"
    r"|có ý kiến|giao|nhận (?:được|thấy)|phê duyệt|quyết định|công bố|kính|trân trọng|gửi|mời"
    r"|điều chỉnh|phối hợp|cụ thể hóa|cụ thể hoá)\b"
)
_NOBODY = re.compile(
    r"(?:nay\s|(?:trân trọng\s|kính\s)?(?:đề nghị|yêu cầu)\s(?!của)|trân trọng\s"
    r"|(?:trên cơ sở|theo|xét|sau khi xem xét)\s(?:các\s|tình hình,\s|nội dung\s)?"
    r"(?:đề nghị|đề xuất|báo cáo|tham mưu|ý kiến|kết quả))"
)
_SHORT_NAME = re.compile(
    r"\s*\((?:(?:sau đây|dưới đây|gọi|viết|được)[^()]*|(?:" + _KIND + r")[^()]{0,60})\)?\s*\Z"
)
_PAIRS = (("(", ")"), ("“", "”"))
# «Theo đề nghị của Giám đốc Sở X tại Tờ trình số …»: who made it stands before its kind.
_MADE_BY = re.compile(r"\scủa\s+")
_AT = re.compile(r",?\s+(?:tại|ở)\s*\Z")
_BEFORE = 140


def about_of(text: str, after: int, end: int, body: str | None) -> tuple[str | None, str | None]:
    """Who issued the basis whose number and day end at `after`, and what it is about.

    `body` is who issued it where that stood before the day.
    """
    opened = None if body else _OF.match(text, after, end)
    if opened:
        after = _name_end(text, opened.end(), min(end, opened.end() + _REACH))
        body = text[opened.end() : after].strip(" ,") or None
    between = _BETWEEN.match(text, after, end)
    after = between.end() if between else after
    begun = _SUBJECT.match(text, after, end)
    if begun is None and body:
        begun = _ACTS.match(text, after, end)
    if begun is None:
        return body, None
    words = text[begun.end() : min(end, begun.end() + _LONGEST)].partition(";")[0]
    return body, subject_in(words) or None


def subject_in(words: str) -> str:
    """`words` up to where they speak of another document or of what the one at hand does."""
    for stop in (_SENTENCE.search(words), _another(words)):
        words = words[: stop.start()] if stop else words
    words = _within(words[: _speaks(words)])
    return _SHORT_NAME.sub("", words).strip(" .;,:/")


def made_by(text: str, start: int, at: int) -> str | None:
    """Who submitted the paper named at `at`: «theo đề nghị của Giám đốc Sở X tại Tờ trình …»."""
    at_paper = _AT.search(text, max(start, at - _BEFORE), at)
    if at_paper is None:
        return None
    for of in _MADE_BY.finditer(text, start, at_paper.start()):
        begin = of.end()
        stop = _name_end(text, begin, at_paper.start())
        if stop == at_paper.start() and head_at(tokens_of(text, begin, stop), 0):
            return text[begin:stop].strip(" ,")
    return None


def _name_end(text: str, start: int, end: int) -> int:
    """Where the name that begins at `start` ends: by the lexicon, else at the first mark."""
    of_field = _FIELDS.match(text, start, end)
    if of_field:
        return of_field.end()
    tokens = tokens_of(text, start, end)
    stop = name_end(tokens, 0, single=True)
    if stop:
        after = tokens.end(stop - 1)
        second = _TWO_POSTS.match(text, after, end)
        if second:
            return _name_end(text, second.end(), end)
    else:
        found = _NAME.match(text, start, end)
        after = found.end() if found else start
    cuts = (_NAME_STOPS.search(text, start, end), _BRACKET.search(text, start, end))
    return min([after, *[cut.start() for cut in cuts if cut]])


def _another(words: str) -> re.Match[str] | None:
    """«… và Chỉ thị số …» behind a subject that names no document itself: another basis."""
    found = _ANOTHER.search(words)
    if found is None or _NESTED.search(_ASIDE.sub("", words[: found.start()])):
        return None
    return found


def _speaks(words: str) -> int:
    """Where the document at hand begins to speak: «, UBND tỉnh ban hành …», «, đề nghị …»."""
    for comma in _COMMAS.finditer(words):
        at = comma.end()
        if _NOBODY.match(words, at):
            return comma.start()
        tokens = tokens_of(words, at, min(len(words), at + _REACH))
        stop = name_end(tokens, 0, single=True)
        if stop and _SPEAKS.match(words, tokens.end(stop - 1)):
            return comma.start()
    return len(words)


def _within(words: str) -> str:
    """`words` up to a bracket or quotation mark that closes what was opened before them."""
    for opens, closes in _PAIRS:
        depth = 0
        for at, letter in enumerate(words):
            depth += (letter == opens) - (letter == closes)
            if depth < 0:
                words = words[:at]
                break
    return words
