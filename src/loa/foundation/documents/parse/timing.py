"""By when or how often: time phrases, verbatim and normalised to a day or a rhythm.

The phrases are those of the genre (DATE «trước ngày 30/11/2025», PERIOD «trong năm 2022»,
RHYTHM «định kỳ hằng quý», RELATIVE «trong thời hạn 10 ngày kể từ ngày nhận»).
"""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date
from functools import lru_cache

from loa.foundation.documents.parse.dates import date_of
from loa.foundation.documents.parse.labels import roman_value
from loa.foundation.documents.parse.letters import holds_any, sought
from loa.foundation.documents.parse.structure import NO_TIMING, Rhythm, Timing, TimingKind
from loa.foundation.documents.parse.time_phrases import (
    COUNTS,
    EVERY,
    OPENING,
    STARTS,
    is_likely,
    limits_in,
)
from loa.foundation.documents.parse.values import value

_TURNS = rf"{EVERY}(?:(?:,|\s+và)\s+(?:h[ằà]ng\s+)?(?:tháng|quý|0?[69]\s+tháng|năm)\b(?!\s+\d))*"
_YEARLY_START = re.compile(rf"(?:[Đđ]ịnh kỳ\s+)?{_TURNS}(?=[\s,])|{OPENING}")
_PERIODIC = re.compile(
    r"(?:\A|[;,]\s)(?P<when>[Đđ]ịnh kỳ)(?=,?\s+(?!kiểm tra (?:và )?đột|và đột|hoặc đột|đột))"
    r"|(?<!kiểm tra)(?<!thanh tra)(?<!báo cáo)\s(?P<then>định kỳ)"
    r"(?=\s(?:t[ổô] chức|kiểm tra|rà soát|đánh giá|tổng hợp|báo cáo|sơ kết|tổng kết|thông tin"
    r"|cập nhật|gửi|lập|họp|giao ban|thống kê|kiểm kê|công bố|công khai|theo dõi|xây dựng"
    r"|thực hiện|tham mưu|trao đổi|phối hợp|cung cấp"
    r"|đôn đốc|giám sát|thanh tra|khảo sát|đối chiếu|đối soát|bảo dưỡng|bảo trì|sao lưu)\b)"
    # «Báo cáo … kết quả, được lồng ghép trong báo cáo cải cách hành chính định kỳ»
    r"|\A[Bb]áo cáo\s[^.;]{0,240}?lồng ghép (?:trong|vào) báo cáo(?: [^\s.;,()]+){0,6} "
    r"(?P<merged>định kỳ)"
    # What is done «định kỳ»; a report, an inspection or a drill so called is a thing, no rhythm.
    r"|(?:\A|[;,]\s|chế độ\s|\svà\s)[Bb]áo cáo\s"
    r"(?P<say>định kỳ(?:,?\s(?:và\s|hoặc\s)?đột xuất)?)"
    r"|(?:(?:rà soát|cập nhật|đánh giá|sơ kết|tổng kết)\s(?:thường xuyên,\s)?"
    r"|báo cáo kết quả(?: thực hiện)?\s)(?P<again>định kỳ)(?=[\s,.;])"
    r"|(?:tối thiểu|ít nhất)\s(?P<least>mỗi\s(?:quý|tháng|tuần|năm)(?:\svà\sđột xuất"
    r"(?:\skhi\scó\s[^.;,]{3,40})?)?)(?=[\s,.;])"
)
_REPORTED = re.compile(rf"\b[Bb]áo cáo\b[^.;]{{0,90}}?\s(?P<when>{_TURNS})")
_ADDRESSED = re.compile(
    rf"(?:[Bb]áo cáo|[Tt]ổng kết|[Ss]ơ kết|[Đđ]ánh giá"
    rf"|[Bb]an hành)[^.;]{{0,110}}?\s(?P<when>{EVERY})(?=\s*(?:[.;,]|$|gửi|về|cho|của|theo))"
)
# «Hoàn thành … trong năm 2025»: the year bounds the verb however far it stands.
_FINISHED = re.compile(
    r"[Hh]oàn thành\b[^.;]{0,160}?\s(?P<when>(?:trong|vào)\s+năm\s+\d{4})"
    r"|(?:[Ss]ơ kết|[Tt]ổng kết)\b[^.;]{0,100}?\s(?P<then>vào\s+năm\s+\d{4})"
    r"|(?:bàn giao|khởi công|khánh thành)\s(?P<at>trong\s+năm\s+\d{4})"
)
_IN_TURN = re.compile(
    r"(?:\svà|trách nhiệm)\s(?P<when>định kỳ)(?=\s(?:tổng hợp|báo cáo|đánh giá|thông tin))"
    rf"|(?:\s|\A)(?:(?<!chi )thường xuyên|liên tục|(?i:giao ban)|họp|đối thoại)(?:,|\svà)?"
    rf"\s(?P<often>{EVERY})(?=[\s.,;])"
    rf"|[,;]\s(?P<then>{EVERY}),?\s(?=[A-ZĐỦ]|tham mưu|xây dựng|tổng hợp|báo cáo|rà soát|tổ chức"
    r"|gửi |cập nhật|thông báo|công khai"
    r"|lập |đánh giá|(?:có |viết |đăng |gửi )?(?:ít nhất|tối thiểu) \d)"
)
_YEARLY_PLAN = re.compile(
    rf"(?:[Xx]ây dựng|[Ll]ập|[Bb]an hành|phê duyệt)\s(?:các\s)?[Kk]ế hoạch\b[^.;]{{0,80}}?"
    rf"(?<!trung hạn,)(?<!trung hạn và)\s(?P<when>{EVERY})(?!\s(?:và|của))"
)
_AT_YEAR_END = re.compile(
    r"(?:[Tt]ổng kết|[Đđ]ánh giá|[Xx]ếp loại|[Bb]áo cáo)\b[^.;,]{0,40}?"
    r"(?<!dịp)(?<!vào)(?<!kỳ họp)\s(?P<when>cuối năm)(?!\s\d|\shọc)"
)
# «Báo cáo giữa kỳ … (năm 2030)»
_IN_BRACKETS = re.compile(
    r"\A(?:Báo cáo|Sơ kết|Tổng kết|Hoàn thành)\b[^.;()]{0,120}\("
    r"(?P<when>(?:trong\s|vào\s)?(?:năm\s\d{4}|quý\s(?:I{1,3}|IV)/\d{4}|tháng\s\d{1,2}/\d{4}))\)"
)
# «báo cáo … định kỳ và đột xuất», «… đột xuất khi có yêu cầu», «định kỳ hoặc đột xuất báo cáo».
_ON_CALL = re.compile(
    r"\b[Bb]áo cáo\b[^.;]{0,160}?\s(?P<when>(?:định kỳ(?:,|\s(?:và|hoặc))\s)?đột xuất"
    r"(?:\s(?:khi|theo)\s(?:có\s)?yêu cầu)?)(?<!cáo đột xuất)(?=\s*(?:[.;]|\Z))"
    r"|(?:\A|\svà\s)(?P<then>[Đđ]ịnh kỳ\s(?:và|hoặc)\sđột xuất)(?=\s(?:báo cáo|tổ chức))"
)
_MONTH_ACTION = re.compile(r"(?P<when>trong Tháng hành động)")
# At the end of a sentence a rhythm bounds its verb, unless it says which money or plan is meant.
_AT_END = re.compile(
    r"\s(?=[Hhm])(?<!kinh phí\s)(?<!dự toán\s)(?<!ngân sách\s)(?<!kế hoạch\s)(?<!chương trình\s)"
    r"(?<!nhiệm vụ\s)(?<!vốn\s)(?<!bình quân\s)(?<!thường niên\s)(?<!công tác\s)"
    r"(?<!trung hạn,\s)(?<!trung hạn và\s)"
    rf"(?P<when>{EVERY}(?:(?:,|\s+và)\s+{EVERY}){{0,6}}(?:\s+(?:và|hoặc)\s+đột xuất)?)\s*[.;]?\Z"
)


# What counts or begins the work bounds it where nothing else does.
_COUNTED = re.compile(rf"(?P<when>{COUNTS})")
_BEGUN = re.compile(rf"(?P<when>{STARTS})")
_EVERY = ("ằng ", "àng ", "mỗi ")
_TURNS_SAID = sought("ịnh kỳ", "ất mỗi ", "iểu mỗi ")
# «Hằng ngày báo cáo … trước 15 giờ 00 phút»: the hour alone says less than the rhythm.
_HOUR_ONLY = re.compile(r"trước\s+\d{1,2}\s?(?:h|giờ|g|:)\s?(?:\d{2})?(?:\s*phút)?\s*\Z")
# Each with letters of which one stands wherever it matches, the first that matches counts.
_LOOSE: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("trong năm", "vào năm"), _FINISHED),
    (("định kỳ", *_EVERY), _IN_TURN),
    (_EVERY, _REPORTED),
    (_EVERY, _ADDRESSED),
    (("Tháng hành động",), _MONTH_ACTION),
    (_EVERY, _AT_END),
    (_EVERY, _YEARLY_PLAN),
    (("cuối năm",), _AT_YEAR_END),
    (("(",), _IN_BRACKETS),
    (("đột xuất",), _ON_CALL),
    (("/tuần", "/tháng", "/quý", "/năm", "lần trong", "đợt trong", "buổi trong"), _COUNTED),
    (("ừ ngày", "ừ tháng", "ừ quý", "ừ Quý", "ừ 0", "ừ 1", "ừ 2", "ừ 3"), _BEGUN),
)
_LOOSELY = sought(*dict.fromkeys(letters for needed, _ in _LOOSE for letters in needed))
_SOUGHT = tuple((sought(*needed), loose) for needed, loose in _LOOSE)
# «Xây dựng kế hoạch trước ngày …» limits the action, «kế hoạch năm …» names a plan.
_BY_A_DAY = re.compile(r"[Tt]rước|[Cc]hậm|[Mm]uộn|[Xx]ong|[Hh]oàn thành|[Đđ]ến hết|[Tt]ừ nay")
# «ban hành kế hoạch trong quý I …», «cấp phát kinh phí ngay sau khi …» limit it as well.
_OF_WORK = re.compile(
    r"[Nn]gay (?:sau|khi)|(?:[Tt]rong|[Vv]ào) (?:quý|tháng|thời hạn|vòng)\s|[Ss]au \d"
)
_EVENT = re.compile(r"(?:[Hh]oàn thành )?[Tt]rước (?:ngày|thời điểm|lễ) [^\W\d_]")
_PAPERS = re.compile(r"(?:số liệu|(?:văn bản|được|đã) ban hành)\s*$")
_LONG = 100
_DIGIT = re.compile(r"\d")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NOUNS = re.compile(
    r"(?:kế hoạch|giai đoạn|số liệu|kinh phí|dự toán|tầm nhìn|định hướng"
    r"|(?:văn bản|được|đã) ban hành|năm \d{4})\s*$"
)
_COUNTED_FROM = re.compile(r"kể từ|sau khi|ngay sau")
# The first whose words are said; before each, letters of which one stands wherever they are.
_RHYTHMS = (
    (sought("tuần"), Rhythm.WEEKLY, re.compile(r"h[ằà]ng tuần|mỗi tuần|lần/tuần")),
    (
        sought("tháng", "năm"),
        Rhythm.HALF_YEARLY,
        re.compile(
            r"(?:0?6|sáu) tháng(?! (?:đầu|cuối) năm \d)|nửa năm|\b0?2 (?:lần|đợt|cuộc)/năm"
            r"|\b0?1 năm (?:2|02|hai) lần"
        ),
    ),
    (
        sought("quý"),
        Rhythm.QUARTERLY,
        re.compile(r"(?:đầu|cuối)(?: của)?(?: mỗi)? quý(?! [ivx\d])"),
    ),
    (
        sought("tháng"),
        Rhythm.MONTHLY,
        re.compile(r"h[ằà]ng tháng|mỗi tháng|lần/tháng|định kỳ tháng"),
    ),
    (
        sought("quý", "tháng"),
        Rhythm.QUARTERLY,
        re.compile(r"h[ằà]ng quý|mỗi quý|(?:lần|đợt)/quý|định kỳ quý|\b0?3 tháng/|1 quý/"),
    ),
    (
        sought("năm"),
        Rhythm.YEARLY,
        re.compile(r"h[ằà]ng năm|mỗi năm|(?:lần|đợt|cuộc)/năm|định kỳ (?:cuối )?năm|\b0?1 năm/"),
    ),
    (
        sought("thường xuyên", "liên tục", "ngày"),
        Rhythm.ONGOING,
        re.compile(r"thường xuyên|liên tục|h[ằà]ng ngày|lần/ngày"),
    ),
    (sought("kỳ"), Rhythm.REPORTING, re.compile(r"định kỳ|theo kỳ")),
    (sought("tháng "), Rhythm.MONTHLY, re.compile(r"tháng (?:sau|tiếp theo|kế tiếp)")),
)
# One of these stands wherever one of them matches.
_TURNS_OF_RHYTHM = sought(
    "ằng ", "àng ", "mỗi ", "lần/", "6 tháng", "sáu tháng", "nửa năm", "định kỳ", "theo kỳ",
    "thường xuyên", "liên tục", " quý", "tháng sau", "tháng tiếp", "tháng kế", "đợt/", "3 tháng/",
    "cuộc/", "1 năm",
)  # fmt: skip


@value(frozen=True, slots=True)
class Phrase:
    """A time phrase and where it stands in the sentence."""

    start: int
    end: int
    timing: Timing


def find_phrase(text: str, year: int | None) -> Phrase | None:
    """The phrase that limits the duty `text`; `year` fills in where a day has none."""
    if not is_likely(text):
        return None
    bounds = [found for pattern in limits_in(text) if (found := _first(pattern, text, year))]
    first = min(bounds, key=lambda f: (f.start(), -f.end()), default=None)
    opened = _YEARLY_START.match(text)
    if first and not (opened and _HOUR_ONLY.match(first.group()) and first.start() > opened.end()):
        return _with_day(text, _phrase(text, *first.span(), year), bounds, year)
    if opened:
        return _phrase(text, *opened.span(), year)
    found = _PERIODIC.search(text) if holds_any(text, _TURNS_SAID) else None
    if found:
        return _phrase(text, *found.span(found.lastgroup or 0), year)
    for needed, loose in _SOUGHT if holds_any(text, _LOOSELY) else ():
        found = loose.search(text) if holds_any(text, needed) else None
        if found:
            return _phrase(text, *found.span(found.lastgroup or 0), year)
    return None


def _with_day(text: str, phrase: Phrase, bounds: list[re.Match[str]], year: int | None) -> Phrase:
    """«định kỳ hằng năm báo cáo … chậm nhất ngày 17 tháng 12»: the day says more."""
    if phrase.timing.kind is not TimingKind.RHYTHM or _DIGIT.search(phrase.timing.verbatim or ""):
        return phrase
    later = [
        found
        for found in bounds
        if found.start() > phrase.end
        and _BY_A_DAY.match(found.group())
        and ";" not in text[phrase.end : found.start()]
    ]
    if not later:
        return phrase
    day = _phrase(text, *min(later, key=re.Match.start).span(), year)
    rhythm = day.timing.rhythm or phrase.timing.rhythm
    timing = replace(day.timing, kind=TimingKind.RHYTHM, rhythm=rhythm)
    return replace(day, timing=timing)


def _first(pattern: re.Pattern[str], text: str, year: int | None) -> re.Match[str] | None:
    """The first match that limits the action."""
    found = pattern.search(text)
    while found and not _bounds(text, found, year):
        found = pattern.search(text, found.end())
    return found


def _is_past(words: str, year: int) -> bool:
    """Whether all years of the phrase lie well before the year of work: it tells of the past."""
    years = [int(written) for written in _YEARS.findall(words)]
    return bool(years) and max(years) < year - 1


def _bounds(text: str, found: re.Match[str], year: int | None) -> bool:
    """False where the phrase belongs to a noun, a named document or the past, not to the action."""
    if year is not None and _is_past(found.group(), year):
        return False
    before = text[max(0, found.start() - 28) : found.start()]
    words = found.group()
    if _EVENT.match(words) and text.rfind("(", 0, found.start()) > text.rfind(
        ")", 0, found.start()
    ):
        # «… (dừng xem xét trước ngày bầu cử 10 ngày)»: an aside on something else.
        return False
    nouns = _PAPERS if _BY_A_DAY.match(words) or _OF_WORK.match(words) else _NOUNS
    if nouns.search(before):
        return False
    return before.count("“") <= before.count("”")


def _phrase(text: str, start: int, end: int, year: int | None) -> Phrase:
    words = text[start:end].strip(" ,;.")
    return Phrase(start, start + len(words), timing_of(words, year))


def timing_of(words: str, year: int | None = None) -> Timing:
    """`words` (a cell or a phrase) normalised; a day without a year takes `year`, with a doubt."""
    words = " ".join(words.split())
    if not words:
        return NO_TIMING
    return _timing_of(words, year) if len(words) < _LONG else _timing(words, year)


@lru_cache(maxsize=2048)
def _timing_of(words: str, year: int | None) -> Timing:
    """The same of a few words: «trong quý II», «hằng năm» come in every paper."""
    return _timing(words, year)


def _timing(words: str, year: int | None) -> Timing:
    low = words.lower()
    rhythm = _rhythm(low)
    doubts: list[str] = []
    if _STARTS.match(low) and not _ENDS.search(low):
        return Timing(TimingKind.RELATIVE, words, None, None, rhythm)
    due = _due(low, year, doubts)
    if rhythm is not None:
        return Timing(TimingKind.RHYTHM, words, None, due, rhythm, tuple(doubts))
    if due is not None:
        is_period = _OF_A_PERIOD.search(low) and not _OF_A_DAY.search(low)
        kind = TimingKind.PERIOD if is_period else TimingKind.DATE
        return Timing(kind, words, None, due, None, tuple(doubts))
    return Timing(TimingKind.RELATIVE, words, None, None, None, tuple(doubts))


_STARTS = re.compile(r"(?:(?:bắt đầu|vận hành|thực hiện|triển khai) )?từ (?:ngày|tháng|quý|\d)")
_ENDS = re.compile(r"\s(?:đến|tới)\s|[-–]")
_OF_A_PERIOD = re.compile(r"năm\s+\d{4}$|năm\s+nay|quý|tháng\s+\d{1,2}(?:\D|$)")
_OF_A_DAY = re.compile(r"ngày|\d+/\d+/\d{4}|trước")
_DAYS = re.compile(
    r"(\d{1,2})\s*(?:/|\.|\s+tháng\s+)\s*(\d{1,2})(?:\s*(?:/|\.|,?\s+năm\s+)\s*(\d{4}))?(?!\d)"
)
_OF_MONTH = re.compile(r"(?:tháng|quý)\s+(\d{1,2})\s*/\s*(\d{1,2})")
_AGAIN = re.compile(r"h[ằà]ng|định kỳ")
_FROM_AN_EVENT = re.compile(r"kể từ|(?:sau|đến) khi|lần/")
_OF_YEARS = re.compile(r"20\d{2}(?<!\d.{4})(?!\d)")
_BEFORE_PERIOD = re.compile(r"trước\s+(?:tháng|quý|năm)")
_QUARTERS = re.compile(r"\b(iv|i{1,3}|[1-4])\b")
# «quý lII»: which one is not to be told for sure.
_STROKES = re.compile(r"qu[ýí] [ilh]{2,3}\b")
_A_YEAR = re.compile(r"(?<!thứ )năm")
_HYPHENED = re.compile(r"(?<![\d/-])(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)")
_NEXT_YEAR = re.compile(r"năm (?:sau|kế|tiếp|liền)")
_MONTHS = re.compile(r"tháng\s+(\d{1,2})(?:\s*[-–,]\s*(\d{1,2})(?!\d))?(?!\s*tháng)")
_FIRST_MONTHS = re.compile(r"(\d{1,2})\s+tháng\s+đầu\s+năm")
_DAY_AND_MONTH = re.compile(r"\d{1,2}\s*(?:/|tháng)\s*\d{1,2}(?!\s*tháng)")


def _rhythm(low: str) -> Rhythm | None:
    if not holds_any(low, _TURNS_OF_RHYTHM) or _COUNTED_FROM.search(low):
        return None
    rhythm = None
    for needed, turn, words in _RHYTHMS:
        if holds_any(low, needed) and words.search(low):
            rhythm = turn
            break
    if rhythm is Rhythm.YEARLY and len(_DAY_AND_MONTH.findall(low)) > 1:
        # «trước ngày 01/6 và 15/11 hằng năm»
        return Rhythm.HALF_YEARLY
    return rhythm


def _due(low: str, year: int | None, doubts: list[str]) -> date | None:
    if low.startswith("trong ") and " tuần " in low:
        return None
    if "-" in low:
        low = _HYPHENED.sub(r"\1/\2/\3", low)
    days = _DAYS.findall(low)
    if days and "kể từ" not in low and "lần/" not in low:
        day, month, written = days[-1]
        if int(month) <= 12 and (written or not _is_of_year(low, day, month)):
            if not written:
                if year is None or _AGAIN.search(low) or "năm trước" in low:
                    return None
                year += bool(_NEXT_YEAR.search(low))
                doubts.append(f"Thời hạn không ghi năm; hiểu là năm {year}.")
            found = date_of(day, month, written or str(year))
            if found is None:
                doubts.append("Không có ngày như văn bản ghi.")
            return found
    if _FROM_AN_EVENT.search(low):
        return None
    return _period_end(low, year, doubts)


def _is_of_year(low: str, day: str, month: str) -> bool:
    """«tháng 11/2025» and «quý 2/2025» are no days."""
    return any(found[1] == day and found[2].startswith(month) for found in _OF_MONTH.finditer(low))


def _period_end(low: str, year: int | None, doubts: list[str]) -> date | None:
    written = _OF_YEARS.findall(low)
    of_year = int(written[-1]) if written else year
    if of_year is None:
        return None
    last, months = _last_month(low)
    if not last:
        return None
    if not written and "năm nay" not in low:
        doubts.append(f"Thời hạn không ghi năm; hiểu là năm {of_year}.")
    if not _BEFORE_PERIOD.search(low):
        return date(of_year, last, monthrange(of_year, last)[1])
    first = date(of_year, last - months + 1, 1)
    return date.fromordinal(first.toordinal() - 1)


def _last_month(low: str) -> tuple[int, int]:
    """The last month of the quarter, month or year that `low` names, and how many it has; 0, 0."""
    quarter = _QUARTERS.findall(low, low.find("quý")) if "quý" in low else []
    if quarter:
        return 3 * (roman_value(quarter[-1].upper()) or int(quarter[-1])), 3
    if _STROKES.search(low):
        return 0, 0
    months = _MONTHS.findall(low)
    month = int(months[-1][1] or months[-1][0]) if months else 0
    if 1 <= month <= 12:
        return month, 1
    half = _FIRST_MONTHS.search(low)
    if half and 1 <= int(half[1]) <= 12:
        return int(half[1]), int(half[1])
    return (12, 12) if "năm" in low and _A_YEAR.search(low) else (0, 0)
