"""The phrases by which the genre says by when or how often, as patterns."""

import re
from functools import lru_cache

from loa.foundation.documents.parse.letters import holds_any, sought

_DAY = (
    r"(?:\d{1,2}\s*(?:[/.]|\s+tháng\s+)\s*\d{1,2}(?:\s*(?:[/.]|\s+năm\s+)\s*\d{4}"
    r"|\s+(?:của\s+)?năm\s+(?:sau|nay|trước|kế tiếp|tiếp theo|liền kề))?"
    r"|\d{1,2}-\d{1,2}-\d{4}|(?:mùng\s+)?\d{1,2}\s+h[ằà]ng\s+tháng)"
)
EVERY = r"(?:[Hh][ằà]ng|[Mm]ỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
# «ngày 15 tháng cuối quý», «ngày 05 của tháng sau».
_OF_NEXT = (
    r"\d{1,2}\s+(?:của\s+)?tháng\s+(?:sau(?:\s+liền kề)?|đầu|cuối"
    r"|(?:tiếp theo|kế tiếp|liền kề)(?:\s+sau)?)"
    r"(?:\s+(?:của\s+)?(?:mỗi\s+)?(?:quý|năm|kỳ))?(?:\s+sau)?"
)
_WEEKDAY = (
    r"(?:(?:ngày|chiều|sáng)\s+)?[Tt]hứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy|[2-7])"
    r"(?:(?:,|\s+(?:và|hoặc))\s+(?:ngày\s+)?[Cc]hủ [Nn]hật)?"
)
_HOUR = r"(?:\d{1,2}\s?(?:h|giờ|g|:)\s?(?:\d{2})?['’]?\s*(?:phút\s*)?)"
_QUARTER = (
    # «quý lII»: strokes as scanners read them.
    r"(?:[Qq]u[ýí]\s+(?:IV|I{1,3}|[1-4]|[IlH]{2,3})\b"
    r"(?:(?:\s*[-–,]|\s+và)\s+[Qq]u[ýí]\s+(?:IV|I{1,3}|[1-4])\b)*"
    r"(?:\s*(?:-|–|/|,|năm|\s)\s*(?:IV|I{1,3}|\d{4})\b){0,2})"
)
_MONTH = (
    r"(?:tháng\s+\d{1,2}(?:(?:\s*[-–,]|\s+và)\s+tháng\s+\d{1,2}"
    r"|\s*[-–,]\s*\d{1,2}(?=\s*(?:/|năm)\s*\d{4}))?(?:\s*(?:/|-|năm)\s*\d{4})?)"
)
_YEAR = r"(?:năm\s+\d{4}|năm\s+nay)"
_TIMES = r"\d{1,2}\s+(?:lần|đợt|cuộc)/(?:ngày|tuần|tháng|quý|năm)"
_FOR_SO_LONG = (
    r"\s+trong\s+(?:vòng\s+)?\d{1,2}\s+(?:ngày|tuần|tháng)(?:\s+(?:đầu tiên|đầu|tiếp theo|sau))?"
)
_LATEST = r"(?:[Cc]hậm nhất|[Mm]uộn nhất|[Kk]hông (?:muộn|chậm) hơn)(?:\s+(?:là|vào|đến|trong))?"
_OF_TERM = r"(?:đầu|giữa|cuối)\s+(?:nhiệm\s+)?kỳ"
_SPAN = r"(?:năm|quý|tháng|tuần|ngày)"

# «Quý I/2027, các cơ quan …», «Tháng 9 năm 2025, Sở X …»: at the beginning, before a comma.
OPENING = (
    r"(?:(?:Quý\s+(?:IV|I{1,3}|\d)|Tháng\s+\d{1,2})\s*(?:(?:/|năm)\s*\d{4})?"
    r"|(?:Cuối|Vào cuối|Đầu|Giữa)\s+(?:(?:mỗi|h[ằà]ng)\s+)?"
    r"(?:năm(?:\s+\d{4})?|quý(?:\s+(?:IV|I{1,3}))?|tháng(?:\s+\d{1,2})?|tuần)"
    r"(?:\s+h[ằà]ng\s+năm)?)(?=,\s)"
)

# Each with letters of which one stands wherever it matches: most need not be tried at all.
_PATTERNS: tuple[tuple[tuple[str, ...], str], ...] = (
    # Day limits, with the rhythm they belong to where there is one.
    (
        ("trước", "ào chiều", "ào sáng", "ào thứ", "ào ngày thứ", "ào ngày Thứ"),
        (
            rf"(?:[Đđ]ịnh kỳ\s+)?{EVERY},?\s*\(?\s*(?:chậm nhất\s+(?:là\s+)?)?"
            rf"(?:trước\s+(?:ngày\s+)?(?:{_DAY}|{_OF_NEXT})|(?:trước|vào)\s+{_HOUR}?{_WEEKDAY}"
            rf"|trước\s+{_HOUR}(?=[),;.]))\)?"
        ),
    ),
    (
        ("6 tháng", "áu tháng"),
        (
            rf"(?:[Đđ]ịnh kỳ\s+)?(?:0?6|[Ss]áu)\s+tháng(?:\s+đầu năm)?,?\s*\(?(?:chậm nhất\s+)?"
            rf"trước\s+(?:ngày\s+)?{_DAY}(?:\s+{EVERY})?\)?(?:,|;|\s+và)\s+(?:báo cáo\s+)?"
            rf"(?:01\s+|h[ằà]ng\s+|cả\s+)?năm,?\s*\(?(?:chậm nhất\s+)?trước\s+(?:ngày\s+)?{_DAY}"
            rf"(?:\s+{EVERY})?\)?"
        ),
    ),
    (
        # «01 lần/ngày trong vòng 01 tuần đầu tiên; 03 lần/tuần trong 2 tuần tiếp theo»
        ("lần/", "đợt/", "cuộc/"),
        (
            rf"{_TIMES}(?:\s*\(trước[^()]{{1,40}}\))?"
            rf"(?:{_FOR_SO_LONG}(?:(?:;|,|\s+và)\s+(?:sau đó\s+)?{_TIMES}(?:{_FOR_SO_LONG})?)*)?"
        ),
    ),
    (
        ("rước", "hậm nhất", "uộn nhất", "uộn hơn", "hậm hơn"),
        (
            rf"(?:[Tt]rước|{_LATEST}(?:\s+trước)?|[Hh]oàn thành trước)"
            rf"\s+(?:thời điểm\s+)?(?:{_HOUR}(?:,\s+)?)?(?:ngày\s+)?{_DAY}"
            rf"(?:(?:(?:,|\s+và)\s+(?:trước\s+)?(?:ngày\s+)?{_DAY}){{1,3}}(?=\s+{EVERY}))?"
            rf"(?:\s+{EVERY})?"
        ),
    ),
    (("rước", "hậm nhất"), rf"(?:[Tt]rước|{_LATEST})\s+{_HOUR}(?:{EVERY})?"),
    (
        ("hứ ",),
        (
            rf"(?:[Tt]rước|[Vv]ào|{_LATEST})\s+{_HOUR}?{_WEEKDAY}"
            r"(?:\s+(?:của\s+)?(?:tuần\s+)?(?:đầu(?:\s+tiên)?|cuối(?:\s+cùng)?|thứ\s+\w+)"
            rf"(?:\s+(?:của\s+)?(?:{EVERY}|tháng|quý)))?(?:\s+(?:{EVERY}|của tuần))?"
        ),
    ),
    (
        ("ừ ngày", "ừ 0", "ừ 1", "ừ 2", "ừ 3"),
        (
            rf"[Tt]ừ\s+(?:{_HOUR})?(?:ngày\s+(?:{_DAY}|\d{{1,2}})|{_DAY})\s+đến\s+(?:hết\s+)?"
            rf"(?:ngày\s+)?{_DAY}"
            rf"(?:\s+{EVERY})?"
        ),
    ),
    (
        ("ừ tháng",),
        rf"[Tt]ừ\s+{_MONTH}\s+đến\s+(?:hết\s+)?(?:{_MONTH}|{_YEAR}|{_QUARTER})",
    ),
    (
        ("ngày",),
        rf"(?:[Đđ]ến(?:\s+hết)?|[Vv]ào|[Tt]rong|[Hh]ết)\s+ngày\s+{_DAY}",
    ),
    (("ến ",), r"[Đđ]ến(?:\s+hết)?\s+\d{1,2}/\d{1,2}/\d{4}"),
    (
        ("tháng",),
        rf"(?:[Tt]rước|[Vv]ào|{_LATEST}(?:\s+vào)?)\s+ngày\s+{_OF_NEXT}",
    ),
    (("tháng",), r"(?:[Vv]ào\s+)?tháng\s+\d{1,2}\s+h[ằà]ng\s+năm"),
    (
        ("uý", "uí", "tháng"),
        (
            rf"(?:[Tt]rong|[Xx]ong(?:\s+trong)?|[Tt]rước|[Đđ]ến hết|[Hh]ết|[Vv]ào"
            rf"|{_LATEST}(?:\s+trong)?|[Hh]oàn thành(?:\s+trong)?)\s+(?:{_QUARTER}|{_MONTH})"
            rf"(?:\s+{EVERY})?"
        ),
    ),
    (
        # «trước ngày 05 và ngày 20 hằng tháng»
        ("rước ngày",),
        (
            r"[Tt]rước\s+ngày\s+\d{1,2}(?:(?:,|\s+và)\s+(?:ngày\s+)?\d{1,2}){1,3}"
            r"\s+h[ằà]ng\s+tháng"
        ),
    ),
    (
        ("ày làm việc cuối", "ày cuối", "ày làm việc đầu"),
        (
            rf"(?:[Tt]rước|[Vv]ào|{_LATEST})\s+ngày\s+(?:làm việc\s+)?"
            r"(?:đầu tiên|cuối cùng|cuối)\s+(?:của|h[ằà]ng|mỗi)\s+"
            r"(?:(?:h[ằà]ng|mỗi)\s+)?(?:tháng|quý|tuần|năm)"
        ),
    ),
    (("lúc ",), rf"(?:[Vv]ào\s+)?lúc\s+{_HOUR}(?:,\s+)?ngày\s+{_DAY}"),
    (("dự kiến ",), rf"(?<=dự kiến )(?:{_QUARTER}|{_MONTH})"),
    (
        ("tuần",),
        (
            r"[Tt]rong\s+(?:\d{1,2}\s+)?tuần\s+(?:(?:thứ\s+)?(?:\d|nhất|hai|ba|tư|đầu|cuối)\s+)?"
            rf"(?:của\s+)?{_MONTH}"
        ),
    ),
    (
        ("ào cuối ", "ào giữa ", "ào đầu ", "rước cuối ", "ất cuối ", "ào tuần "),
        (
            r"(?:[Vv]ào|[Tt]rước|[Cc]hậm nhất)\s+(?:tuần\s+)?(?:đầu|giữa|cuối)\s+"
            rf"(?:năm\s+\d{{4}}|{_MONTH}|{_QUARTER})(?:\s+h[ằà]ng\s+năm)?"
        ),
    ),
    (
        ("ạn cuối", "ạn chót", "hời hạn", "ạn:", "hời gian hoàn thành"),
        (
            r"(?:[Hh]ạn(?:\s+(?:cuối(?:\s+cùng)?|chót))?|[Tt]hời\s+(?:hạn|gian)"
            r"(?:\s+(?:hoàn thành|gửi|nộp|báo cáo|trả lời))?)\s*:?\s+(?:(?:là|vào|đến|trước)\s+)?"
            rf"(?:{_HOUR}?ngày\s+{_DAY}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|{_QUARTER}|{_MONTH})"
            rf"(?:\s+{EVERY})?"
        ),
    ),
    (
        ("rước Tết", "rước kỳ họp", "rước mùa "),
        (
            r"[Tt]rước\s+(?:Tết|kỳ họp|mùa\s+(?:mưa|bão|lũ))[^.;,:()]{0,60}?"
            r"(?=[.;,:()]|$|\s(?:và|để)\s)"
        ),
    ),
    (
        # «trước ngày bầu cử 10 ngày», «trước ngày khai giảng năm học mới»
        ("rước ngày ", "rước thời điểm ", "rước lễ ", "rước Đại hội"),
        (
            r"(?:[Hh]oàn thành\s+)?[Tt]rước\s+(?:(?:ngày|thời điểm|lễ)\s+(?:diễn ra\s+|tổ chức\s+)?"
            r"(?:bầu cử|khai giảng|khai mạc|bế mạc|tựu trường|tổng tuyển cử|ra quân|giao quân"
            r"|hội nghị|Hội nghị|Đại hội|đại hội|thi\b|họp\b|kiểm tra\b|sự kiện)|Đại hội\s)"
            rf"(?:\s+{_DAY}|[^.;,:()]{{0,50}}?)(?=[.;,:()]|$|\s(?:và|để)\s)"
        ),
    ),
    (
        ("tháng đầu năm", "tháng cuối năm"),
        r"[Tt]rong\s+0?\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?",
    ),
    (
        ("ngày", "giờ", "tháng", "tuần", "rong vòng"),
        (
            r"(?:[Tt]rong\s+(?:thời\s+(?:gian|hạn)\s+|vòng\s+)?(?:tối đa\s+|không quá\s+)?"
            r"|[Tt]ối thiểu trước\s+|[Tt]rước\s+(?:(?:ít nhất|tối thiểu)\s+)?"
            r"|[Tt]ối đa\s+|[Cc]hậm nhất\s+(?:là\s+)?(?:sau\s+)?|[Ss]au\s+(?:tối đa\s+)?"
            r"|không quá\s+)\d{1,3}\s*(?:\([^()]{1,20}\)\s*)?(?:ngày|giờ"
            r"|tháng|tuần(?=\s+kể)|h\b(?=\s+kể))(?:\s+làm việc)?"
            r"(?:,?\s+(?:kể từ|sau (?:khi|ngày)|tính từ|từ)\s+[^.;,:]{2,90}"
            r"|\s+trước (?:ngày|khi)\s+[^.;,:]{2,60})?"
        ),
    ),
    (
        ("trước thời hạn",),
        (
            r"(?:(?:ít nhất|tối thiểu)\s+\d{1,3}\s+(?:ngày|giờ)(?:\s+làm việc)?\s+)?"
            r"trước thời hạn\s+(?:yêu cầu|quy định)"
        ),
    ),
    (
        # «trước khi tổ chức họp tối thiểu 07 ngày», «ít nhất 05 ngày trước ngày họp»
        ("ít nhất ", "tối thiểu "),
        (
            r"[Tt]rước (?:khi|ngày)\s[^.;,:()]{3,60}?\s(?:ít nhất|tối thiểu)\s\d{1,3}\s(?:ngày|giờ)"
            r"(?:\slàm việc)?"
            r"|(?:[Íí]t nhất|[Tt]ối thiểu)\s\d{1,3}\s(?:ngày|giờ)(?:\slàm việc)?,?\strước\s"
            r"(?:khi|ngày)\s[^.;,:()]{3,60}"
        ),
    ),
    (("rong ngày",), r"(?:ngay\s+)?trong ngày(?=[.;,]|\Z)"),
    (("gay sau ",), r"[Nn]gay sau (?!đó|đây)[^.;:,]{3,120}?(?=[.;:]|,\s|$)"),
    (
        ("gay khi ",),
        r"[Nn]gay khi (?:tiếp nhận|nhận được|có hiệu lực)(?:\s[^.;:,]{2,80}?)?(?=[.;:]|,\s|$)",
    ),
    (
        ("đúng thời",),
        (
            r"(?:theo\s+)?đúng\s+thời\s+(?:gian|hạn)\s+(?:quy định\s+(?=theo)"
            r"|yêu\s+c[ầâ]u)(?:\s*theo\s+[^.;,:]{3,70})?"
        ),
    ),
    (
        ("trước khi",),
        (
            r"trước khi\s+(?:tiến hành|thực hiện|có (?:mưa|lũ|bão)|xảy ra"
            r"|kết thúc (?:năm|quý|tháng|học kỳ|đợt))"
            r"\s+[^.;:]{3,100}?(?=[.;:]|$)"
        ),
    ),
    (
        ("ịnh kỳ",),
        (
            rf"(?:theo\s+)?[Đđ]ịnh kỳ\s+(?:(?:vào\s+)?ngày\s+\d{{1,2}}"
            rf"(?:(?:,|\s+và)\s+(?:ngày\s+)?\d{{1,2}}){{0,3}}\s+{EVERY}"
            r"|(?:\d{1,2}|ba|sáu|chín)\s+(?:tháng|tuần|ngày|năm)(?:/lần|\s+một lần)?"
            rf"(?:(?:,|\s+và)\s*(?:{EVERY}|\d{{1,2}}\s+(?:tháng|năm)|năm|{_OF_TERM})\b)*"
            r"|cuối\s+(?:năm|quý)(?!\s+\d)"
            rf"|{EVERY}(?:(?:,|\s+và)\s+(?:{EVERY}|\d{{1,2}}\s+tháng|(?:quý|năm)(?!\s+\w)"
            rf"|{_OF_TERM}))*"
            rf"|{_SPAN}\b(?:,\s*(?:tháng|quý|6 tháng"
            r"|06 tháng|năm))*)(?:\s*\([^()]{2,40}\)(?:(?:,|\s+và)\s+(?:h[ằà]ng\s+)?"
            r"(?:tháng|quý|0?[69] tháng|năm)\s+\([^()]{2,40}\))*)?"
        ),
    ),
    (
        ("một lần", "/lần", "lần"),
        (
            rf"(?:\d{{1,2}}|\b[Bb]a|\b[Ss]áu)\s+{_SPAN}(?:/lần|\s+(?:một|1|01)\s+lần)"
            rf"|(?:[Mm]ỗi|\b0?1|\b[Mm]ột)\s+{_SPAN}\s+(?:ít nhất\s+)?(?:một|hai|\d{{1,2}})\s+lần"
        ),
    ),
    (
        # «mỗi tháng 02 chuyên mục vào thời gian từ 20 giờ …»: so many pieces a month.
        ("ỗi tuần", "ỗi tháng", "ỗi quý", "ỗi năm"),
        (
            r"(?:[Đđ]ịnh kỳ\s+(?:phát sóng|đăng tải|đăng|phát)\s+\(?)?"
            r"[Mm]ỗi\s+(?:tuần|tháng|quý|năm)\s+"
            r"(?:(?:ít nhất|tối thiểu|có|đăng|phát|từ)\s+){0,3}\d{1,2}(?:\s*-\s*\d{1,2})?\s+"
            r"(?:chuyên mục|chuyên đề|chương trình|phóng sự|tin|bài|kỳ|số|buổi|lượt|cuộc|đợt)\b"
            r"(?:,\s(?:bài|tin))?"
            r"(?:\s+vào\s[^.;,()]{3,120}?h[ằà]ng\s+(?:tuần|tháng|quý)|\))?"
        ),
    ),
    (
        ("hân ngày", "hân dịp", "ào dịp"),
        r"(?:[Nn]hân\s+(?:dịp|ngày)|[Vv]ào\s+dịp)\s[^.;,:()]{3,60}?\s\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)",
    ),
    (("kỳ",), r"theo\s+(?:định\s+)?kỳ\s+(?:báo\s+cáo|của)\s+[^.;,:]{2,80}"),
    (("kỳ",), r"theo\s+định\s+kỳ(?:\s+của\s+[^.;,:]{2,60})?"),
    (
        # Each begins with its own letters: what must stand before them is asked behind them.
        ("rong năm", "ết năm", "rước năm", "ừ nay", "uối tháng", "Đến "),
        (
            r"[TtđĐXxHh](?=rong|ến |ong|oàn|rước|ừ)"
            r"(?:(?<=[Tt])rong(?:(?:(?<=liên tục trong)|(?<=thường xuyên trong)"
            rf"|(?<=thực hiện trong)|(?<=triển khai trong)"
            rf"|(?<=hoàn thành trong)|(?<=xong trong))\s+{_YEAR}|(?<=\A[Tt]rong)\s+{_YEAR}(?=,)"
            rf"|(?<=,\strong)\s+{_YEAR}(?=[.;]?\Z))"
            rf"|(?<=đ)ến hết(?<=hoàn thành đến hết)\s+{_YEAR}"
            # «Đến hết năm 2026, UBND cấp xã hoàn thành …»
            rf"|(?:(?<=duy trì đ)|(?<=thực hiện đ)|(?<=triển khai đ))ến hết\s+{_YEAR}"
            rf"|(?<=\AĐ)ến hết\s+{_YEAR}(?=,)"
            # «Đến năm 2015, hoàn thành …»; what «đến năm …» only strives for is no work.
            rf"|(?<=\AĐ)ến (?:cuối\s+)?{_YEAR}(?=,\s(?:[^.;,]{{2,60}}\s)?(?:hoàn thành|xong)\s)"
            rf"|(?<=\AĐ)ến (?:(?:hết|cuối)\s+)?(?:{_QUARTER}|{_MONTH})(?=,)"
            rf"|(?:(?<=[Xx])ong|(?<=[Hh])oàn thành)\s+trước\s+{_YEAR}"
            rf"|(?<=t)rước\s+{_YEAR}(?=[.;]?\Z)"
            rf"|(?:(?<=x)ong|(?<=h)oàn thành)\s+(?:trong\s+)?cuối\s+{_MONTH}"
            rf"|(?<=[Tt])ừ nay\s+đến\s+(?:hết\s+)?(?:ngày\s+{_DAY}|{_QUARTER}|{_MONTH}"
            rf"|cuối\s+{_YEAR}|{_YEAR}|cuối năm|hết năm))"
        ),
    ),
)
# «… từ tháng 3 năm 2025.», «bắt đầu thực hiện từ ngày 01/7/2025»: from when on.
STARTS = (
    rf"(?:(?:[Bb]ắt đầu\s+)?(?<!kể )(?<!lực )(?<!hành )(?<!dụng )[Tt]ừ\s+"
    rf"(?:ngày\s+{_DAY}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|{_MONTH}|{_QUARTER})"
    r"(?=\s*(?:[.;]|\Z|trở đi))"
    r"|(?:[Bb]ắt đầu|[Vv]ận hành|[Tt]hực hiện|[Tt]riển khai)\s+[Tt]ừ\s+"
    rf"(?:ngày\s+{_DAY}|{_MONTH}|{_QUARTER})(?!\s+(?:đến|tới)))"
)
# «ít nhất 02 tin, bài/tháng», «01 lớp tập huấn/năm», «tối thiểu 01 lần trong năm»
COUNTS = (
    r"(?:(?:[Íí]t nhất|[Tt]ối thiểu)\s+\d{1,2}\s+(?!lần|đợt|cuộc)"
    r"(?:[^\s.;:()/]+\s){0,4}?[^\s.;:()/]+/(?:tuần|tháng|quý|năm)\b"
    r"|\d{1,2}\s+(?:lần|đợt|buổi|cuộc)\s+trong\s+"
    r"(?:(?:một|mỗi|01)\s+)?(?:tuần|tháng|quý|năm)(?!\s+\d))"
)
_LIMITS = [re.compile(pattern) for _, pattern in _PATTERNS]
# Parts that many of the letters share and most sentences lack.
_SHARED = ("rước", "ào ", "uối", "tháng", "ừ ", "ạn", "lần", "hời ", "ỗi ", "gay ", "hân ", "ngày")
# By such a part, or by the rarest among them: letters, and which patterns need them, a bit each.
_BY_PART: dict[str, list[tuple[str, int]]] = {}
for _rarest, _letters in sought(
    *dict.fromkeys(letters for needed, _ in _PATTERNS for letters in needed)
):
    _patterns = sum(1 << at for at, (needed, _) in enumerate(_PATTERNS) if _letters in needed)
    _part = next((part for part in _SHARED if part in _letters), _rarest)
    _BY_PART.setdefault(_part, []).append((_letters, _patterns))
_NEEDED = tuple((part, tuple(needing)) for part, needing in _BY_PART.items())
_DIGIT = re.compile(r"[0-9]")
_LIKELY = sought(
    "ằng ", "àng ", "ỗi ", "đúng thời", " kỳ", "uý ", "uí ", "háng", "hứ ", "ừ nay", "đột xuất",
    "một lần", "năm nay", "rong ngày",
)  # fmt: skip
# … and those that share a part which most sentences lack.
_LIKELY_PARTS = (
    ("ước ", sought(
        "trước khi", "ước thời hạn", "ước Tết", "ước mùa ", "rước ngày ", "rước lễ ", "rước Đại",
    )),
    ("uối ", sought("uối năm", "uối quý", "uối tuần")),
    ("gay ", sought("gay sau", "gay khi")),
)  # fmt: skip


def limits_in(text: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of which a match may stand in `text`, in order."""
    places = 0
    for part, needing in _NEEDED:
        if part in text:
            for letters, patterns in needing:
                if letters in text:
                    places |= patterns
    return _limits_at(places)


@lru_cache(maxsize=1024)
def _limits_at(places: int) -> tuple[re.Pattern[str], ...]:
    """The patterns whose bits are set; sentences of the genre set the same few together."""
    return tuple(limit for at, limit in enumerate(_LIMITS) if places >> at & 1)


def is_likely(text: str) -> bool:
    """Whether the text holds anything by which a time phrase could be made."""
    if _DIGIT.search(text) or holds_any(text, _LIKELY):
        return True
    return any(holds_any(text, words) for part, words in _LIKELY_PARTS if part in text)
