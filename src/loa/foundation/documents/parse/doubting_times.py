"""Signs in a sentence of a time limit that was not read, or of a second one beside it."""

import re

from loa.foundation.documents.parse.letters import holds_any, sought
from loa.foundation.documents.parse.structure import Rhythm, Timing, TimingKind
from loa.foundation.documents.parse.time_phrases import is_likely

_SHOWN = 40
_BEFORE = 40
# What speaks of time as a limit does; a bare year mostly names a plan or a paper.
# Every alternative begins with a letter or a figure of its own, none with a class or a group: a
# search leaps from one such letter to the next.
_LIMIT = r"(?: là)? (?:ngày|tháng|quý|năm) [\dIV]+"
_SPAN = r"(?<![\d/].)\d{0,2} (?:ngày|giờ)(?: làm việc)?\b(?! \d)"
_WORDS = re.compile(
    r"định k[ỳýǶ]\b|h(?<!\w.)[ằà]ng (?:năm|quý|tháng|tuần)\b"
    rf"|trước{_LIMIT}|đến{_LIMIT}|đến hết{_LIMIT}|hết{_LIMIT}|từ{_LIMIT}|vào{_LIMIT}|xong{_LIMIT}"
    rf"|muộn nhất{_LIMIT}|chậm nhất{_LIMIT}|trong (?:tháng|quý) [\dIV]+"
    rf"|{'|'.join(f'{figure}{_SPAN}' for figure in range(10))}|trước \d{{1,2}}(?:h|/|\s?giờ)"
    r"|Ngay sau (?!khi)|ngay sau (?!khi)|chậm nhất|muộn nhất|ít nhất \d+ (?:ngày|tháng|lần)"
    r"|trước thời hạn (?:yêu cầu|quy định|nêu trên)"
    r"|một lần/(?:năm|quý|tháng|tuần)|lần/(?:năm|quý|tháng|tuần)|giữa kỳ|cuối kỳ|loại cuối năm"
)
# One of these, or such a figure, stands wherever those words do.
_LIKELY = sought(
    "định k", "hằng ", "hàng ", "gay sau ", "ậm nhất", "uộn nhất", "ít nhất", "lần/", "giữa kỳ",
    "cuối kỳ", "trước thời hạn", "loại cuối năm",
)  # fmt: skip
_BY_FIGURE = re.compile(
    r"(?:trước|đến|hết|từ|vào|xong|nhất)(?: là)? (?:ngày|tháng|quý|năm)\Z"
    r"|trong (?:tháng|quý)\Z|trước\Z"
)
# No such words before a figure are longer.
_BEFORE_FIGURE = 16
_FIGURE = re.compile(r" [\dIV]")
_COUNTED = sought(" ngày", " giờ")
_FIGURE_OF = re.compile(r"\d (?:ngày|giờ)")
# The same words where they limit nothing: days of papers, names of plans and of money.
_NO_LIMIT = re.compile(
    r"(?:(?:số\s\S+|/[\w.&-]+)\s(?:ký\s)?|giai đoạn\s|kế hoạch\s|chương trình\s|năm học\s"
    r"|kinh phí\s|dự toán\s|ngân sách\s|kiểm toán\s|tầm nhìn\s|kiểm tra\s|phương\s)$"
)
# A rhythm that belongs to a noun: «xếp loại … của tập thể hằng năm», «cải cách … hàng năm».
_RATED = re.compile(r"(?:xếp loại|xếp hạng|bình xét|thi đua|tiêu chí)\b[^,;.]*$")
_OF_RATING = frozenset({TimingKind.RHYTHM, TimingKind.PERIOD})
_MONEY = re.compile(r"kinh phí|ngân sách|dự toán")
_HORIZON = re.compile(r"Đến (?:cuối )?năm\s")
NOT_A_DAY = "chưa tính được ngày."
_YEARLESS = "Thời hạn không ghi năm"


def of_timing(text: str, timing: Timing) -> Timing:
    """`timing` of the sentence `text`, with what a careful reader asks about it."""
    if timing.kind is TimingKind.NONE:
        unread = _unread(text, None)
        if unread is None:
            return timing
        words = f"Trong câu có «{unread}» nhưng chưa đọc được thành hạn; hãy xem lại."
        return Timing(doubts=(words,))
    doubts = list(timing.doubts)
    if timing.rhythm is not None:
        # A rhythm needs no year.
        doubts = [doubt for doubt in doubts if not doubt.startswith(_YEARLESS)]
    read = timing.verbatim or ""
    if timing.kind is TimingKind.RELATIVE:
        doubts.append(f"«{read}» {NOT_A_DAY}")
    if timing.rhythm is Rhythm.REPORTING and read.lower() == "theo định kỳ":
        doubts.append(f"«{read}» chưa nêu kỳ nào; tạm theo kỳ báo cáo.")
    before = text[: max(text.find(read), 0)]
    if timing.rhythm is Rhythm.REPORTING and before.lower().endswith("báo cáo "):
        doubts.append(f"«{read}» có thể chỉ là loại báo cáo; hãy xem báo cáo theo kỳ nào.")
    if timing.kind in _OF_RATING and _RATED.search(before):
        doubts.append(f"«{read}» có thể nói về việc đánh giá, không phải hạn; hãy xem lại.")
    if _HORIZON.match(read):
        doubts.append(f"«{read}» có thể là mốc của mục tiêu, không phải hạn; hãy xem lại.")
    other = _unread(text, read)
    if other is not None:
        doubts.append(f"Trong câu còn «{other}» ngoài «{read}»; hãy xem hạn nào đúng.")
    return Timing(
        timing.kind, timing.verbatim, timing.span, timing.due_on, timing.rhythm, tuple(doubts)
    )


def _unread(text: str, read: str | None) -> str | None:
    """The first words of time outside of what was read."""
    shown = (
        holds_any(text, _LIKELY)
        or any(
            _BY_FIGURE.search(text[max(0, figure.start() - _BEFORE_FIGURE) : figure.start()])
            for figure in _FIGURE.finditer(text)
        )
        or (holds_any(text, _COUNTED) and _FIGURE_OF.search(text))
    )
    if not shown or not (is_likely(text) or "thời hạn" in text):
        return None
    taken = (-1, -1)
    if read:
        start = text.find(read)
        taken = (start, start + len(read)) if start >= 0 else taken
    for found in _WORDS.finditer(text):
        if taken[0] <= found.start() < taken[1]:
            continue
        if _NO_LIMIT.search(text[max(0, found.start() - _BEFORE) : found.start()]):
            continue
        if found.group().startswith("h") and _MONEY.search(text):
            continue
        return text[found.start() : found.start() + _SHOWN].strip(" ,;.")
    return None
