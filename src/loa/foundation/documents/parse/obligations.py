"""Whether a sentence is an obligation: fragments, closings, advice and bare lead-ins are none."""

import re

from loa.foundation.documents.parse.actor_words import WORDS, names_at
from loa.foundation.documents.parse.heading_actors import is_names_only
from loa.foundation.documents.parse.letters import CAPITALS, holds_any, sought
from loa.foundation.documents.parse.name_stops import opens_with_action, opens_with_verb
from loa.foundation.documents.parse.naming import Named
from loa.foundation.documents.parse.partners import without_partners
from loa.foundation.documents.parse.topics import Topic
from loa.foundation.documents.parse.who import Who

_FEWEST_WORDS = 3
_LONGEST_CELL = 80
# The head of a column, or a role beside which a name stands in the next cell.
_ROLE_CELL = re.compile(
    r"(?:Cơ quan|Đơn vị|Người|Bộ phận|Đầu mối)(?: (?:được giao|chịu trách nhiệm))?"
    r" (?:chủ trì|phối hợp|thực hiện|lập|tổ chức|quản lý|tham mưu|thẩm định|phê duyệt|theo dõi)"
    r"(?: [^\s,;.:]+){0,8}\Z"
)
_LONGEST_ADVICE = 90
_FEWEST_WORDS_OF_WORK = 9
_MARKS = re.compile(
    r"[\s\-–+*•]*(?:\(\d{1,2}\)\.?\s*|Bước (?:\d{1,2}|[IVX]{1,4})\s?[:.]\s+"
    r"|\d{1,2}\.(?:\[\d+\])?\s(?=[^\W\d_]))?"
)
_SKIPPED = re.compile(
    r"Trên đây là\s[^;]{0,700}?(?:[,;]\s+|\.\s+)(?=đề nghị|yêu cầu|giao|kính|Đề nghị|Yêu cầu|Giao)"
    r"|Trên đây là\s(?:(?!yêu cầu |đề nghị )[^.]){0,700}?;\s+(?=các\s|[A-ZĐ])"
    r"|Trên đây là\s[^.]{0,700}?\s"
    r"(?=(?:yêu cầu|đề nghị) (?:các|[Tt]hủ|[Gg]iám|UBND|[Ủủ]y|[Cc]hủ)\b)"
)
_ABOUT = re.compile(
    rf"(?:Đối với (?:các |những )?(?:nội dung|nhiệm vụ|kiến nghị)[^.;:]{{3,160}}"
    rf"|Về(?:\s[^\s.;:]+){{1,11}}):\s+(?=[{CAPITALS}])"
)
_STEPPED_OVER = ("Trên đây là", "Đối với ", "Về")
_FRAGMENT = re.compile(
    r"(?:Việc|[Đđ]ể|Nhằm|Nếu|Lý do|Nguyên nhân|Ví dụ|Ghi chú|Lưu ý:|Mục tiêu|Phấn đấu|Tỷ lệ"
    r"|Trên \d|\d+%|100%|Số |Ngoài ra còn|Đây là|Dự án|Tiểu dự án|Mức |Phương án|Cơ chế|Danh mục"
    r"|Là trách nhiệm|Cẩm nang|Điều \d|Khoản|Infographic|Slide|Video|Thông qua (?:hộp|số|chuyên)"
    r"|(?:Quyết định|Chỉ thị|Kế hoạch|Quy chế|Nghị quyết|Thông tư|Văn bản|Quy định) này\b"
    r"|\([^()]{0,600}\)\.?$|[“\"]|[A-Z]{2,}\b.{0,40}$)"
)
_THING = re.compile(
    r"(?:(?:Các|Những) )?(?:[Hh]ình thức|[Nn]ội dung|[Tt]hời (?:gian|hạn|điểm)|[Đđ]ịa điểm"
    r"|[Đđ]ối tượng|[Ss]ố lượng|[Vv]ăn bản|[Dd]anh hiệu|[Hh]oạt động của|[Cc]hỉ tiêu"
    r"|[Cc]ơ sở dữ liệu|[Qq]uan hệ|Cổng|Phương pháp|Thành phần|Vị trí|Cách thức|Hiện nay"
    r"|Về\s|Tiến độ|Ngày \d|Ông\s|Bà\s|\d)"
)
_WORDS = re.compile(r"[^\W\d_]{2,}[^\w.…]+[^\W\d_]{2,}")
_QUOTA = re.compile(r"Không quá|Tối (?:đa|thiểu)|(?:Có )?(?:[Íí]t nhất|tối thiểu|\d+ ?%)|Có \d")
# What opens a clause before the work itself.
_LEADS_ON = re.compile(
    r"(?:Đối với|Trường hợp|Khi|Sau|Trước|Trong|Ngoài|Định|Đồng thời|H[ằà]ng|Tuyệt|Đặc biệt|Trọng"
    r"|Điển|Song|Riêng|Từ|Mọi|Trên|Theo|Căn|Qua|Tiếp|Mỗi|Toàn|Ngay|Tùy|Cụ)\b"
)
_STATES = re.compile(
    r"(?:(?:Trong đó|Theo đó), )?(?!Trọng tâm|Điển hình|Đặc biệt|Trước mắt|Cụ thể|Nhất)"
    r"[^,;:.]{2,110}?"
    r"\s(?:bao gồm|gồm|được xác định là|được hiểu là|có hiệu lực"
    r"|có tư cách pháp nhân|có con dấu|có tài khoản|có trụ sở|có chức năng|đóng vai trò"
    r"|là(?! cơ quan| đơn vị| đầu mối| thành viên))\s"
    r"|Trường hợp [^;.]{10,200}, [^;,.]{5,80} được xác định là\s"
)
# «Phát triển cụm công nghiệp là nhiệm vụ quan trọng.»
_IS_TASK = re.compile(
    r"[^,;:.]{5,160}? là (?:một trong (?:các|những) )?(?:nhiệm vụ|việc|yêu cầu|giải pháp)"
    r"(?: [^\s,;:.]+){0,2}? (?:quan trọng|trọng tâm|cấp bách|thường xuyên|then chốt)"
    r"[^,;:.]{0,40}\.?$"
)
# One of these stands wherever one of those matches.
_STATED = sought(
    "gồm", " là", "là ", "có hiệu", "có tư", "có con", "có tài", "có trụ", "có chức", "đóng vai",
)  # fmt: skip
# «Cơ quan tiếp nhận văn bản được quy định tại Phụ lục II.»: where it is told who, no work.
_IS_GIVEN = re.compile(
    r"(?!.*(?:trách nhiệm|phải))[^;:.]{3,160}? được quy định (?:cụ thể )?(?:tại|ở)\s[^;:,]*\.?$"
)
_DONE = re.compile(
    r"(?:Chủ trương|Công tác|Kết quả|Tình hình|Hoạt động|Đến nay|Thời gian qua|Hiện nay|Với sự"
    r"|Nhiều|Một số|Trong (?:những năm|thời gian))\b[^;:.]{0,160}?\sđã\s"
)
# «Tuy nhiên, đến nay cơ quan X vẫn chưa …», «Thứ nhất, Cục Y đã có Văn bản số …»: what is so.
_SO_FAR = re.compile(
    r"(?:Tuy nhiên|Hiện (?:nay|tại)|Đến (?:nay|thời điểm)|Thứ (?:nhất|hai|ba|tư)|Thực tế|Ngày \d"
    r"|Thời gian (?:qua|vừa qua)|Trong thời gian (?:qua|vừa qua)|Qua (?:rà soát|kiểm tra|theo dõi))"
    r"\b[^;:]{0,200}?\s(?:(?:vẫn|cũng|còn)\s)?(?:chưa|đã)\s(?:(?:nhiều lần )?có|được|ban hành"
    r"|thực hiện|phát sinh|xảy ra|hoàn thành|bảo đảm|đảm bảo|đạt)\s"
)
# «Bảo trì công trình là tập hợp các công việc …»: a verb at its head, and what it means behind.
_DEFINES = re.compile(
    r"(?!Điển hình|Trọng tâm|Đặc biệt|Nhất)[^,;:.]{3,90} là "
    r"(?:tập hợp|quá trình|việc|một quá trình|toàn bộ)\s"
)
# «Đối với công tác quản lý khoáng sản trong khai thác.»: a title that ends in a point.
_CONCERNS = re.compile(
    r"Đối với (?:(?! (?:phải|cần|thực hiện|tổ chức|đề nghị|yêu cầu|giao) )[^,;:]){5,200}\Z"
)
# «Chức năng, nhiệm vụ của X thực hiện theo Nghị định …»: a thing follows rules, nobody acts.
_FOLLOWS = re.compile(
    r"(?:Chức năng|Nhiệm vụ, quyền hạn|Trình tự|Thủ tục|Mức |Chế độ|Định mức|Thẩm quyền|Tiêu chuẩn"
    r"|Nội dung|Quy trình|Hình thức|Thời hạn|Hồ sơ|Nguyên tắc|Kinh phí)[^;:.]{3,200}?"
    r"\s(?:được )?(?:thực hiện|áp dụng) theo\s"
)
# «Vụ A/Ban B»: names of a cell that lost its table.
_CELL = re.compile(r"[^.;:,]{4,40} ?/ ?[A-ZĐ][^.;:,]{3,60}\.?\Z")
_GIVES_RULES = re.compile(r"được quy định (?:cụ thể )?như sau\s*:\s*\Z")
_CLOSES = re.compile(
    r"(?:Nay |[^.,;]{0,50})?[Tt]hông báo [^.]{0,400}?\bđể\b[^.]{0,300}?"
    r"(?:biết|triển khai|thực hiện)[^.]{0,60}$"
    r"|[^.,;:]{2,60} (?:thông báo (?:cho|đến|tới)|phúc đáp|trả lời|thông tin)\s[^.;:]{2,200}?"
    r"\s(?:được )?biết(?:,? (?:và )?(?:tổ chức )?(?:thực hiện|triển khai)[^.;:]{0,40})?[ ./]*$"
)
_TOLD_ON = sought("hông báo", "phúc đáp", "trả lời", "thông tin")
# «Tại khoản 3 Điều 7 Nghị định số … quy định: …»: what a law says, told and not ordered.
_CITES = re.compile(
    r"(?:Tại|Theo) (?:các )?(?:khoản|điểm|Điều|Khoản|Điểm|[Mm]ục|Phụ lục|Chương)\s[^.;:]{0,200}?"
    r"\s(?:quy định|nêu rõ|hướng dẫn|nêu)\s?(?::|[“\"]|như sau|rõ\b|về\b|thì\b|từ ngày\b|cơ quan\b)"
    r"|(?:Theo|Tại) (?:quy định (?:tại|của) )?(?:khoản|điểm|Điều|Luật|Nghị định|Thông tư)\s"
    r"[^.;:]{0,200}?:\s?[“\"]"
)
# «Tổ công tác tự giải thể sau khi …», «Bộ Chính trị ghi nhận và biểu dương …», whoever is above.
_TOLD_BY = sought("tự giải", "tự động giải", "ghi nhận", "đánh giá cao", "trả lời để")
_OF_ITSELF = re.compile(
    r"[^\s,;:.]+(?:\s[^\s;:.]+){1,12}?\s(?:tự (?:động )?giải (?:thể|tán)"
    r"|ghi nhận(?:,| và| sự| những)|đánh giá cao|trả lời để)\s"
)
# «Ngoài ra, cơ quan thuế có thể tham khảo …»: a power.
_MAY = re.compile(r"(?:[^,;:.]{2,30},\s)?[^,;:.]{0,60}?\scó thể\s")
_POINTS = re.compile(
    r"(?:(?:một số|các|những|\d+)\s+)?(?:nhóm\s+)?(?:nội dung|nhiệm vụ|giải pháp|biện pháp"
    r"|công việc|công tác|vấn đề|việc|hình thức|yêu cầu|trách nhiệm|bước)"
    r"(?:,? (?:trọng tâm|cụ thể|chủ yếu|cấp bách|chính|quan trọng|cơ bản|trước mắt|cấp thiết"
    r"|then chốt|và|như|trong thời gian tới|năm \d{4})){0,4}"
    r" (?:sau|sau đây|dưới đây)\s*:\s*\Z"
)
# «…, tham mưu cho Ủy ban nhân dân tỉnh:» says on whose behalf, the items below say what.
_FOR_WHOM = re.compile(
    r"(?:[Nn]ghiên cứu,? (?:và )?)?[Tt]ham mưu(?:,? giúp)?(?: cho)?"
    r" (?:Ủy ban|Uỷ ban|UBND|Chủ tịch|Giám đốc|Bộ trưởng|[Ll]ãnh đạo|Ban Giám đốc|Hiệu trưởng)"
    r"(?!.*\s(?:ban hành|xây dựng|trình|tổ chức|triển khai|báo cáo|quyết định)\s)[^;:]*(?=:\s*$)"
    # «… có nhiệm vụ giúp Ban Chỉ đạo về công tác cải cách hành chính:»
    r"|[Gg]iúp (?:[ỦU][ỷy] ban|UBND|Chủ tịch|Giám đốc|[Ll]ãnh đạo|Ban |Trưởng ban|Hội đồng)[^;:]*?"
    r"\s(?:về|trong) (?:công tác|lĩnh vực|các lĩnh vực)\s"
    r"(?!.*\s(?:theo dõi|đôn đốc|kiểm tra|tổng hợp|hướng dẫn|ban hành|tổ chức|triển khai)\s)"
    r"[^;:]*(?=:\s*$)"
)
_URGENT = frozenset(
    {
        "hoàn", "thành", "ngay", "quyết", "liệt", "tích", "cực", "kịp", "thời", "đẩy", "nhanh",
        "mạnh", "trực", "tiếp", "lãnh", "thường", "xuyên", "làm", "sâu", "sát", "bám", "lưu", "ý",
        "riêng", "ngoài", "ra", "chú", "ưu", "tiên",
    }
)  # fmt: skip
_TROUBLE = re.compile(
    r"vướng mắc|phát sinh|khó khăn|chưa (?:rõ|phù hợp)|không (?:còn )?phù hợp|bất cập"
)
_CONDITION = re.compile(
    r"nếu (?:có|phát sinh|gặp)|[Tt]rường hợp (?:có|phát sinh|gặp)"
    r"|[Tt]rong quá trình[^.]{0,200}(?:nếu|phát sinh|gặp|có (?:khó khăn|vướng|gì))"
)
_TOLD = re.compile(
    r"(?:(?:Mọi|Những|Các) )?(?:[Kk]hó khăn|[Vv]ướng mắc|[Bb]ất cập)\b[^.;]{0,80}?"
    r"\s(?:phản ánh|báo cáo|gửi|thông tin|liên hệ|kiến nghị)\s"
)
_REQUESTS = ("Đề nghị ", "đề nghị ", "Yêu cầu ", "yêu cầu ")
_WORKS = re.compile(r"\s(?:thực hiện|báo cáo|tổ chức|hoàn thành)\s")
_WITH_OTHERS = ("Chủ trì, phối hợp ", "Chủ trì phối hợp ", "Phối hợp với ", "Phối hợp cùng ")
_IFS = sought("nếu ", "rường hợp ", "rong quá trình")
_TELLS = re.compile(r"phản ánh|phản hồi|báo cáo|gửi|thông tin|kiến nghị|trao đổi|liên hệ")
_ADVISES = re.compile(r"(?:Trong|Quá trình|Nếu|Trường hợp|Mọi|Khi|Những|[Đđ]ề nghị|[Yy]êu cầu)\b")


def duty_begin(text: str, start: int, end: int) -> int:
    """Step over marks, «Trên đây là …» and «Đối với …:» to where the duty itself begins."""
    marks = _MARKS.match(text, start, end)
    start = marks.end() if marks else start
    if not text.startswith(_STEPPED_OVER, start):
        return start
    opened = _SKIPPED.match(text, start, end) or _ABOUT.match(text, start, end)
    return opened.end() if opened else start


def is_report(sentence: str) -> bool:
    """«Chủ trương này đã được Quốc hội thông qua …»: what was done, told and not ordered."""
    if not (" đã " in sentence or " chưa " in sentence):
        return False
    return bool(_DONE.match(sentence) or _SO_FAR.match(sentence))


def is_fragment(sentence: str) -> bool:
    """Whether the words, with no actor of their own, are no sentence that orders something."""
    return bool(_FRAGMENT.match(sentence))


def is_statement(sentence: str) -> bool:
    """Whether the words only say what something is or consists of, and no verb opens them."""
    if " là " in sentence and _IS_TASK.match(sentence):
        return True
    if " theo " in sentence and _FOLLOWS.match(sentence):
        return True
    if " là " in sentence and _DEFINES.match(sentence):
        return True
    if opens_with_verb(sentence) or not holds_any(sentence, _STATED):
        return False
    return bool(_STATES.match(sentence))


def _acts_after_if(sentence: str) -> bool:
    """«Nếu đáp ứng điều kiện, tham mưu …»: a condition, and then the work."""
    if sentence.startswith("Lưu ý: "):
        return opens_with_verb(sentence[len("Lưu ý: ") :])
    if not sentence.startswith("Nếu "):
        return False
    main, work = sentence.partition(", ")[2], sentence.partition(": ")[2]
    return (bool(main) and opens_with_action(main)) or (bool(work) and opens_with_verb(work))


def is_thing(sentence: str) -> bool:
    """Whether the words, with no actor of their own, name or describe a thing, not work to do."""
    if _QUOTA.match(sentence):
        return True
    if sentence.isupper() or not _WORDS.search(sentence):
        return True
    if sentence.startswith("Đối với ") and _CONCERNS.match(sentence):
        return True
    if opens_with_verb(sentence) or _LEADS_ON.match(sentence):
        return False
    return bool(_THING.match(sentence)) or _is_label(sentence)


def _is_label(sentence: str) -> bool:
    """«Phòng Công chứng số 1;», «Xăng: 0 đồng/lít;», «Khu vực hoạt động»: no whole sentence."""
    if len(sentence.split(maxsplit=_FEWEST_WORDS_OF_WORK)) >= _FEWEST_WORDS_OF_WORK:
        return False
    is_open = not sentence.rstrip().endswith((".", ";", "./"))
    return is_open or ": " in sentence or names_at(sentence, 0, len(sentence))


def is_generic(lead_in: str) -> bool:
    """«có trách nhiệm:», «thực hiện tốt các nhiệm vụ sau:»: only points to what follows."""
    return {word.lower() for word in re.findall(r"\w+", lead_in)} <= WORDS["generic"]


def works_with_others(sentence: str) -> bool:
    """«Chủ trì, phối hợp với X …»: an order, though nobody is named who must."""
    return sentence.startswith(_WITH_OTHERS)


def says_no_more(rest: str) -> bool:
    """Whether no action stands in the `rest` of a heading behind its names."""
    rest = rest.strip(" :.")
    return not rest or is_generic(rest) or rest.startswith("(")


def _only_points(lead_in: str) -> bool:
    """«khẩn trương hoàn thành ngay một số nhiệm vụ cấp bách sau:»: says nothing to do itself."""
    points = _POINTS.search(lead_in)
    if not points:
        return False
    words = {word.lower() for word in re.findall(r"\w+", lead_in[: points.start()])}
    return words <= WORDS["generic"] | _URGENT


def is_duty(sentence: str, own: Named | None, current: Who, topic: Topic, begin: int) -> bool:
    """Whether the sentence puts an action on somebody; `begin` is its place in the paragraph."""
    if topic is Topic.NONE or not (own.who if own else current).actors:
        return False
    if is_advice(sentence) or (own is None and topic is Topic.NAMED_ONLY):
        return False
    if own is None and is_fragment(sentence):
        return sentence.startswith("Mọi hành vi") or _acts_after_if(sentence)
    if own is None and (is_statement(sentence) or is_thing(sentence) or is_report(sentence)):
        return False
    if _is_told(sentence, is_own=own is not None):
        return False
    if _is_closing(sentence) and not (own and own.is_order):
        return False
    if sentence.rstrip().endswith(":"):
        if own is None and (sentence.startswith("Đối với") or _GIVES_RULES.search(sentence)):
            return False
        lead_in = without_partners(sentence[own.acts_at - begin :] if own else sentence)
        lead_in = _FOR_WHOM.sub("", lead_in)
        return not (is_generic(lead_in) or _only_points(lead_in))
    if len(sentence.split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        return False
    return not _is_cell(sentence)


def _is_closing(sentence: str) -> bool:
    """«UBND tỉnh thông báo để các đơn vị biết, thực hiện.»: tells, and orders nothing."""
    told = "hông báo" in sentence or "biết" in sentence
    return told and holds_any(sentence, _TOLD_ON) and bool(_CLOSES.match(sentence))


def _is_told(sentence: str, *, is_own: bool) -> bool:
    """Whether it is told where something is given, what a law says, or what somebody may do."""
    if sentence.startswith(("Tại ", "Theo ")) and _CITES.match(sentence):
        return True
    if is_own:
        return "được quy định " in sentence and bool(_IS_GIVEN.match(sentence))
    if " có thể " in sentence and _MAY.match(sentence):
        return True
    return holds_any(sentence, _TOLD_BY) and bool(_OF_ITSELF.match(sentence))


def _is_cell(sentence: str) -> bool:
    """«Vụ Vật liệu xây dựng;», «Cơ quan lập quy hoạch»: a cell that names who, no sentence."""
    words = sentence.rstrip(" .;:")
    if len(words) > _LONGEST_CELL:
        return False
    if is_names_only(words):
        return True
    if "/" in words and _CELL.match(words):
        return True
    return words == sentence and bool(_ROLE_CELL.match(words))


def is_advice(sentence: str) -> bool:
    """«Trong quá trình …, nếu có vướng mắc … báo cáo …»: what to do about difficulties."""
    if _TOLD.match(sentence):
        return True
    if not _ADVISES.match(sentence):
        # Most sentences open otherwise.
        return False
    condition = _CONDITION.search(sentence) if holds_any(sentence, _IFS) else None
    if condition is None or ";" in sentence[: condition.start()]:
        # «Yêu cầu các đơn vị thực hiện nghiêm túc; nếu có vướng mắc …» orders first.
        return False
    before = sentence[: condition.start()].rstrip()
    if before.endswith(",") and before.startswith(_REQUESTS) and _WORKS.search(before):
        # «Đề nghị X thực hiện và báo cáo kết quả, trường hợp có phát sinh …» as well.
        return False
    return bool(
        _TROUBLE.search(sentence)
        and _TELLS.search(sentence)
        and len(sentence.split()) < _LONGEST_ADVICE
    )
