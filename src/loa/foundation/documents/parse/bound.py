"""Whoever «có trách nhiệm»: bound by these words, even where the lexicon knows no such name."""

import re
from dataclasses import replace

from loa.foundation.documents.parse.actor_words import names_at
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.naming import HEAD_REACH, Named
from loa.foundation.documents.parse.who import Stretch, Way, Who, named_actors

_BINDS = re.compile(
    r"(?:(?:tự|liên đới|hoàn toàn) )?(?:có|chịu) trách nhiệm"
    r"(?!\s+(?:liên quan|cao|của|xã hội|về mọi|thi hành|gì|này))"
)
_REACH = 400
_LONGEST = 30
_FEWEST = 2
_MARKS = re.compile(r"[,;:]\s|\sthì\s")
# What opens a clause or a sentence without a subject: nobody is named before the words.
_NO_NAME = re.compile(
    r"(?:Trong|Trường|Khi|Nếu|Đối|Theo|Căn|Trên|Sau|Trước|Để|Nhằm|Việc|Mọi hành|Ngoài|Đồng|Qua"
    r"|Riêng|Hiện|Định|Hằng|Hàng|Bên cạnh|Tại|Từ|Với|Do|Vì|Tùy|Tuỳ|Quá|Các trường|Ngay|Kể|Không|Và"
    r"|Có|Chịu|Ngày|Được|Phải|Như|Cụ|Mức|Thời|Nội|Kết|Kinh|Hồ sơ|Giao|Đề nghị|Yêu cầu|Nhà nước"
    r"|Hết|\d)\b|[(\[“]"
)
# Under another's heading these alone begin who is meant instead.
_PERSONS = re.compile(
    r"(?:Các |Những )?(?:[Nn]gười|[Cc]á nhân|[Cc]hủ|[Bb]ên|[Đđ]ơn vị|[Cc]ơ quan|[Dd]oanh nghiệp"
    r"|[Tt]ổ chức|[Hh]ộ|[Nn]hà|[Cc]ơ sở)\s"
)
_OPEN_END = (
    " và",
    " đồng thời",
    " phải",
    " đã",
    " không",
    " chưa",
    " người",
    " những",
    " xin",
    " dám",
    ",",
)
_DOUBT = "Tên đơn vị lấy theo chỗ đứng trước «có trách nhiệm»; hãy xem có đủ và đúng không."


def bound_in(sentence: Stretch, *, is_held: bool) -> Named | None:
    """The subject of «… có trách nhiệm …»; behind a comma only where nobody is in force."""
    text = sentence.paragraph.text
    if text.find(" trách nhiệm", sentence.start, sentence.end) < 0:
        return None
    binds = _BINDS.search(text, sentence.start, min(sentence.end, sentence.start + _REACH))
    if binds is None:
        return None
    start = _subject(text, sentence.start, binds.start(), is_held=is_held)
    subject = text[start : binds.start()] if start is not None else ""
    if start is None or not _FEWEST <= len(subject.split()) <= _LONGEST:
        return None
    if subject.rstrip().endswith(_OPEN_END) or opens_with_verb(subject):
        return None
    stop = start + len(subject.rstrip())
    actors = tuple(
        replace(actor, doubts=(_DOUBT,)) for actor in named_actors(sentence.paragraph, start, stop)
    )
    return Named(Who(actors, way=Way.LATE), stop) if actors else None


def _subject(text: str, start: int, stop: int, *, is_held: bool) -> int | None:
    """Where the subject that ends at `stop` begins; None where the words name none."""
    parted = text.rfind("; ", start, stop) + 2
    if parted > start + 1 and _is_head(text, parted, stop):
        return None if is_held else parted
    marks = [mark.end() for mark in _MARKS.finditer(text, start, stop)]
    if not marks:
        if _NO_NAME.match(text, start) or (is_held and not _PERSONS.match(text, start)):
            return None
        return start
    if not _NO_NAME.match(text, start) or is_held:
        # «Chi cục A, Trung tâm B …»: lists of known names are read elsewhere.
        return None
    begun = None
    for at in reversed(marks):
        if at <= parted or not _is_head(text, at, stop):
            if begun is not None or at <= parted:
                break
        else:
            begun = at
    return begun


def _is_head(text: str, at: int, stop: int) -> bool:
    return names_at(text, at, min(stop, at + HEAD_REACH))
