"""An actor at the beginning of a stretch: its name, what marks it out, and whether it acts."""

import re
from enum import Enum, auto

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import (
    DOUBLE,
    QUANTIFIERS,
    WORDS,
    may_open,
    tokens_of,
)
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.heading_actors import STATE_FIELD
from loa.foundation.documents.parse.letters import even_tones
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.values import value
from loa.foundation.documents.parse.who import Reading, Stretch, Way, Who, named_actors
from loa.kernel.keeping import kept_if_short

REACH = 600
_NEAR = 120
_AHEAD = 8
HEAD_REACH = 48
# A place at the beginning is mostly where something is, not who does it.
_PLACES = tuple(WORDS["places"])
_INERT = re.compile(rf"(?:(?:{'|'.join(QUANTIFIERS)})\s)*(?:{'|'.join(WORDS['inert'])})\b")
_NARRATIVE = re.compile(
    r"\s*(?:ghi nhận(?:,| và| sự| những| nỗ)|đánh giá cao|hoan nghênh|(?:\w+ \w+ )?cảm ơn"
    r"|tự (?:động )?(?:giải (?:thể|tán)|chấm dứt)"
    r"|cơ bản (?:thống nhất|nhất trí)|thống nhất chủ trương|nhất trí|nhận được|trả lời để"
    r"|đã|chưa|vẫn|đang|luôn|(?:thì|sẽ) (?:bị|được)|là một|có quyền|được quyền|xác định"
    r"|ban hành (?:Kế hoạch|Quyết định|Chỉ thị|Quy|Thông tư|Nghị (?:quyết|định))"
    r"|tổ chức họp(?! dân\b| thôn\b| để\b| phổ biến\b| phân\b)"
    r"|(?:có|tại) (?:[Vv]ăn bản|[Bb]áo cáo|[Tt]ờ trình|[Cc]ông văn) số)\b"
)
_NO_SUBJECT = re.compile(
    r"\s*(?:của|cho(?! ý kiến| vay| thuê| mượn| phép)|tại"
    r"|với(?! (?:vai trò|tư cách|chức năng|trách nhiệm))|về"
    r"|là(?! đầu mối| đơn vị (?:chủ trì|đầu mối|thường trực|được giao|chịu)"
    r"| cơ quan(?! chuyên môn| thuộc| hành chính| ngang))|gồm|bao gồm|\(?sau đây)\b"
    r"|\s*/\s?[^\W\d_A-ZĐ]"
)
# The issuing body itself acts only where the words bind it to work.
_BINDS = re.compile(
    r"\s*(?:phải|có trách nhiệm|có nhiệm vụ|chủ trì(?! (?:cuộc |buổi |phiên )?họp|,? hội nghị)"
    r"|chịu trách nhiệm|tham mưu|tổng hợp|theo dõi|hướng dẫn|tiến hành|thành lập Đoàn"
    r"|sẽ (?:tổng|tổ|kiểm|báo)\s)"
)
_ACTS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?::\s*)?"
    r"(?!có\s+(?!trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|văn bản|ý kiến))"
    r"(?!thiếu|đều|được (?!giao|phân công|ủy quyền|uỷ quyền|yêu cầu"
    r"|[^.;,]{3,60} (?:phải|có trách nhiệm)\b)|bị|không (?:còn|có)|sẽ được|có thể|nào|khác$)\S"
)
_KIND = re.compile(
    r"\s+(?!(?:có|chịu) (?:trách|nhiệm)|phải|chủ động|khẩn trương|kịp thời|tiếp tục|căn cứ|theo\b"
    r"|trong\b|trên\b|tùy|tuỳ|từ\b|với\b|khi\b|sau\b|trước\b|h[ằà]ng\b|định kỳ|được\b|cũng\b"
    r"|không\b|hoàn toàn\b|tự\b|liên đới\b|phối hợp với\b)"
    r"(?:[^\s,;.:()]+ ){0,11}?(?!phải |cần |và |sẽ |đều )[^\s,;.:()]+"
    r"(?=\s(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\b)"
    r"|\s+(?:phối hợp|chủ trì|thực hiện|quản lý|đầu mối|sử dụng|tham gia|vận hành)"
    r"(?=\s(?:phải|cần)\b)"
    # «Cơ quan được xin ý kiến | trả lời …»: whom something was asked of or done to.
    r"|\s+được (?:xin|lấy|hỏi|đề nghị|yêu cầu|kiểm tra|thanh tra|giám sát)(?:\sý\skiến)?"
    r"(?=\s(?:(?:có|chịu) trách nhiệm|trả lời|gửi|cung cấp|báo cáo|giải trình|chuẩn bị"
    r"|thực hiện|phải|cử|bố trí)\b)"
    # The parts that offices play in a procedure: «Cơ quan lấy ý kiến | gửi …».
    r"|\s+(?:đang\s)?(?:(?:lấy|góp|cho|xin|hỏi)\sý(?:\skiến)?|tiếp nhận|xử lý|giám sát"
    r"|soạn thảo|thẩm định|đề nghị|yêu cầu)(?=\s(?:phải|cần|gửi|giao|thực hiện|tiến hành|lập)\b)"
)
# «Tổ chức được cấp giấy phép khai thác | có trách nhiệm …»: what marks out those who must.
_MARKED_OUT = re.compile(
    r"\s+được (?:giao|phân công) (?:chủ trì|phối hợp|thực hiện|theo dõi|phụ trách)"
    r"(?=\s(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải)\b)|"
    r"\s+(?:được (?:giao|phân công|cấp|lựa chọn|chỉ định|ủy quyền|phê duyệt|cử|mời|điều động)"
    r"|có (?:giấy phép|hoạt động)|là (?:chủ|thành viên)|tham gia|hoạt động|khai thác|sản xuất"
    r"|kinh doanh|sử dụng|thi công)\s"
    r"(?:(?!chủ động|khẩn trương|căn cứ|chủ trì|phối hợp|báo cáo|tổ chức|phải |có trách|chịu trách)"
    r"[^\s.;:]+ ){1,16}?[^\s.;:,]+(?=\s(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải)\b)"
)
# «Lãnh đạo được giao nhiệm vụ tiếp nhận (gọi tắt là …)», «Đơn vị được giao soạn thảo …: …».
_ASSIGNED = re.compile(
    # … «được giao nhiệm vụ báo cáo tại khoản 1 Điều này | định kỳ …», «… | quy định tại điểm a …».
    r"\s+được (?:giao|phân công)(?: [^\s.;:,()]+,?){1,12}? (?<!định )tại"
    r" (?:khoản|điểm|Điều|mục|Mục|Phụ lục)(?: [^\s.;:,()]+){0,5}?"
    r" (?:kèm theo(?: (?:Kế hoạch|Quyết định|Chỉ thị|Công văn|Thông báo|Văn bản) này)?|này)(?=\s)"
    r"|\s+được (?:giao|phân công)(?: [^\s.;:,()]+){1,14}?"
    r"(?=:\s|\s\((?:gọi|sau)|\s(?:thực hiện|có trách nhiệm|phải|quy định tại)\s"
    r"|(?<! và)\s(?:khẩn trương|chủ động|nghiêm túc|tập trung|tích cực|kịp thời|căn cứ"
    r"|tổ chức triển khai)\s)"
    r"|\s+(?:quản lý|vận hành|phụ trách)(?: [^\s.;:,()]+){1,8}?(?=\s(?:phải|có trách nhiệm)\s)"
)
# «Cơ quan chuyên môn … thực hiện công tác quản lý nhà nước | về y tế chủ trì …».
_OF_FIELD = re.compile(
    r"[^.;:()]{3,140}?(?=:|\s(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phối hợp với"
    r"|tham mưu|căn cứ|chủ động|khẩn trương|phải)\s)"
)
# «Các cơ quan, đơn vị có sử dụng ngân sách | phải …», «… có chỉ số thấp, chưa đạt | rà soát …»
_HAVING = re.compile(
    r"\s+có (?!trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|văn bản|ý kiến|quyền|thể\b)"
    r"(?:[^\s.;:(),]+(?:,(?=\s(?:chưa|không|còn)\s))? ){0,12}?[^\s.;:(),]+"
    r"(?=\s(?:phải|có trách nhiệm|chịu trách nhiệm|khẩn trương"
    r"|chủ động|nghiêm túc|tập trung|kịp thời|rà soát|báo cáo|kiểm điểm|xây dựng kế hoạch"
    r"|thực hiện (?:nghiêm|công khai))\s)"
)
# «Các cơ quan, đơn vị | quy định tại Điều 2 Quy chế này báo cáo …»
_PLACED = re.compile(
    r"\s+(?:được )?(?:quy định|nêu|liệt kê) tại (?:khoản|điểm|Điều|[Mm]ục|Phụ lục)"
    r"(?: [^\s.;:,()]+){0,6}? (?:này|kèm theo)(?=\s)"
)
# «Cơ quan phối hợp | cử …»: the bare noun names nobody, the role beside it does.
_BARE = frozenset({"Cơ quan", "cơ quan", "Đơn vị", "đơn vị"})
_ROLE = re.compile(r"\s+(?:chủ trì|phối hợp)(?=\s(?!với\b|cùng\b)[^\W\d_]{2,}\s)")
_COMMON = re.compile(
    r"(?:(?:[Cc]ác|[Mm]ỗi|[Tt]ừng) )?(?:[Cc]ơ quan|[Đđ]ơn vị|[Cc]á nhân|[Ll]ãnh đạo|[Bb]ộ phận"
    r"|[Tt]ổ chức|[Nn]gười|[Cc]án bộ|[Cc]ông chức|[Vv]iên chức)\b"
)
# «Cá nhân gửi đơn | có quyền …»: what one may do binds nobody.
_MAY = re.compile(r"(?:\s[^\s,;.:()]+){0,6}\s(?:có quyền|được quyền)\b")
_MUST = re.compile(r"\s*(?:phải|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\b")
# Pairs of the lexicon that open a clause, not an action.
_ADVERBS = ("có ", "được ", "theo ", "trên ", "trong ", "trước ")
# Verbs of one syllable that orders begin with.
_SHORT_VERBS = (
    "cử ",
    "lập ",
    "gửi ",
    "nộp ",
    "mở ",
    "ký ",
    "mời ",
    "họp ",
    "in ",
    "cho ý",
    "chuyển ",
    "trình ",
)
STRONG = re.compile(
    r"\s*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|cần|chủ trì|phối hợp|khẩn trương"
    r"|chủ động|căn cứ|theo chức năng|báo cáo|hoàn thành|xây dựng|chỉ đạo|tổ chức|rà soát|tham mưu"
    r"|hướng dẫn|gửi|thông báo|nghiêm túc|định kỳ|phân công|được (?:giao|phân công))"
)
WEAK = re.compile(
    r"\s*(?:thực hiện|triển khai|tiếp tục|theo dõi|tăng cường|đẩy mạnh|kịp thời|quan tâm|bảo đảm"
    r"|đảm bảo|cung cấp|tổng hợp|kiểm tra|hỗ trợ|lưu trữ|chuẩn bị|thường xuyên|tập trung)"
)
_SHORT_ISSUERS = frozenset(
    {
        "uy ban nhan dan tinh", "chu tich uy ban nhan dan tinh",
        "uy ban nhan dan thanh pho", "chu tich uy ban nhan dan thanh pho",
    }
)  # fmt: skip
_HEADS_OF_ISSUERS = ("giam doc ", "lanh dao ", "cuc truong ", "thu truong ")
_WHOLE_NAME = 4
_BARE_HEADS = re.compile(
    r"(?P<head>Trường|Khoa|Sở|Cục|Viện|Phòng|Trạm|Chi cục)"
    r"\s(?P<next>[^\W\d_]+)\s(?P<then>[^\W\d_]+)"
)
# «Các ông (bà): Chánh Văn phòng, … chịu trách nhiệm thi hành»: the posts name who acts.
_HONOUR = re.compile(
    r"(?:Các )?[ÔôBb](?:ng|à)(?:(?:, |/| và |\s?\()[Bb]à\)?)?\s?:?\s+(?=[^\W\d_])"
    r"|(?:Các đ|Đ)ồng chí\s?:?\s+(?=[^\W\d_])"
)
_HONOURED = frozenset("ÔôBbCĐ")


class Proof(Enum):
    """By what words an actor is told to act: an obligation, the usual verbs, any of the lexicon."""

    DUTY = auto()
    USUAL = auto()
    ANY = auto()


@value(frozen=True, slots=True)
class Named:
    """Actors a sentence names, where its action begins, and whether it orders them."""

    who: Who
    acts_at: int
    is_order: bool = False


def name_place(sentence: Stretch, at: int) -> tuple[int, int] | None:
    """The stretch of actors that begins at `at`, if more of the sentence follows or not."""
    text = sentence.paragraph.text
    if not may_open(text, at, sentence.end):
        return None
    tokens = tokens_of(text, at, min(sentence.end, at + _NEAR))
    stop = name_end(tokens, 0)
    if stop + _AHEAD > len(tokens) and at + _NEAR < sentence.end:
        # Where a name ends is told by the few words after it.
        tokens = tokens_of(text, at, min(sentence.end, at + REACH))
        stop = name_end(tokens, 0)
    return (at, tokens.end(stop - 1)) if stop else None


def named_at(reading: Reading, sentence: Stretch, *, by_turns: bool = False) -> Named | None:
    """An actor at the very beginning, with an action after it.

    The issuing body itself acts where words bind it, or the action comes `by_turns`.
    """
    text = sentence.paragraph.text
    is_honoured = text[sentence.start : sentence.start + 1] in _HONOURED
    honour = _HONOUR.match(text, sentence.start, sentence.end) if is_honoured else None
    if honour and honour.group().startswith("Các đồng chí ") and ":" not in honour.group():
        # «Các đồng chí Ủy viên …»: so many are one group, as it is printed.
        honour = None
    place = name_place(sentence, honour.end()) if honour else None
    place = place or name_place(sentence, sentence.start) or _bare_place(sentence)
    if place is None:
        return None
    if _INERT.match(text, place[0]):
        return None
    place = _qualified(sentence, *place)
    rest = text[place[1] : sentence.end]
    if not rest.strip(" .;:") or _NARRATIVE.match(rest) or _NO_SUBJECT.match(rest):
        return None
    if not _ACTS.match(rest) or (text[place[1] - 1].islower() and _MAY.match(rest)):
        return None
    if text.startswith(_PLACES, place[0]) and not acts(text, place[1], sentence.end):
        return None
    is_bound = by_turns or _BINDS.match(rest)
    if not is_bound and is_issuer(reading, text[place[0] : place[1]]):
        return None
    return Named(Who(named_actors(sentence.paragraph, *place), way=Way.OPENING), place[1])


def _bare_place(sentence: Stretch) -> tuple[int, int] | None:
    """«Khoa phổ biến …», «Trường tiến hành …»: an office by its kind alone, before its action."""
    text, at = sentence.paragraph.text, sentence.start
    bare = _BARE_HEADS.match(text, at, sentence.end)
    if bare is None or bare["next"] in WORDS["other"]:
        return None
    pair = even_tones(f"{bare['next']} {bare['then']}")
    return (at, bare.end("head")) if pair in DOUBLE else None


def _qualified(sentence: Stretch, start: int, end: int) -> tuple[int, int]:
    """«Cơ quan phối hợp | có trách nhiệm …»: after a common noun the verb tells which is meant."""
    text = sentence.paragraph.text
    words = text[start:end].split()
    if len(words) > 1 and words[-1][0].isupper():
        return start, end
    field = STATE_FIELD.match(text, end, sentence.end)
    if field:
        of_field = _OF_FIELD.match(text, field.end(), sentence.end)
        return (start, of_field.end()) if of_field else (start, end)
    kind = _KIND.match(text, end, sentence.end) or _MARKED_OUT.match(text, end, sentence.end)
    if kind is None and text[start:end] in _BARE:
        kind = _ROLE.match(text, end, sentence.end)
    if kind is None and _COMMON.match(text, start):
        kind = _ASSIGNED.match(text, end, sentence.end) or _PLACED.match(text, end, sentence.end)
        kind = kind or _HAVING.match(text, end, sentence.end)
    return (start, kind.end()) if kind else (start, end)


def is_common(name: str) -> bool:
    """Whether the name begins with a common noun of offices or persons («các đơn vị …»)."""
    return bool(_COMMON.match(name))


def acts(text: str, at: int, end: int, proof: Proof = Proof.ANY) -> bool:
    """Whether an action begins at `at`, told by words as sure as the `proof` asks for."""
    if proof is Proof.DUTY:
        return bool(_MUST.match(text, at, end))
    if STRONG.match(text, at, end) or WEAK.match(text, at, end):
        return True
    if proof is Proof.USUAL:
        return False
    pair = even_tones(" ".join(text[at : min(end, at + HEAD_REACH)].split(maxsplit=2)[:2]))
    pair = pair.rstrip(",.;:")
    if pair.startswith(_SHORT_VERBS):
        return True
    return pair in DOUBLE and pair != "quy định" and not pair.startswith(_ADVERBS)


# «NHIỆM VỤ CHỦ YẾU CỦA BỘ X» in a plan of that ministry: it acts itself.
_OWN_TASKS = re.compile(
    r"(?:các\s+)?(?:nhiệm vụ|trách nhiệm)\b[^.;:]{0,60}?\scủa\s+(?=\S)", re.IGNORECASE
)


def issuer_in_heading(
    reading: Reading, head: Paragraph, start: int, end: int
) -> tuple[Who, int] | None:
    """The issuing body where a heading says that what follows are its own tasks, and its end."""
    own = _OWN_TASKS.match(head.text, start, end)
    if own is None or not is_issuer(reading, head.text[own.end() : end].strip(" :.")):
        return None
    return Who(named_actors(head, own.end(), end)), end


def _shortened(issuer: str) -> str:
    """«sở giáo dục và đào tạo tỉnh X» as offices shorten it: «sở gdđt», folded."""
    first, _, rest = issuer.partition(" tinh ")[0].partition(" thanh pho ")[0].partition(" ")
    return f"{first} {''.join(word[0] for word in rest.split() if word != 'va')}"


@kept_if_short(256)
def _called(issuer: str) -> tuple[str, frozenset[str]]:
    """The name of an issuing body, folded and in full, and how else its papers call it."""
    whole = issuer.replace("ubnd", "uy ban nhan dan")
    parted = (whole.partition(" tinh ")[0], whole.partition(" thanh pho ")[0])
    return whole, frozenset({_shortened(whole), *parted})


def is_issuer(reading: Reading, name: str) -> bool:
    """Whether `name` is the body that issues the document, in full or shortened."""
    if not reading.issuer or len(name) > len(reading.issuer) + 20:
        return False
    words = fold(name).replace("ubnd", "uy ban nhan dan")
    whole, others = _called(reading.issuer)
    for post in _HEADS_OF_ISSUERS:
        words = words.removeprefix(post)
    if (
        words == whole
        or words in others
        or (whole.startswith(words) and len(words.split()) >= _WHOLE_NAME)
    ):
        return True
    return words in _SHORT_ISSUERS and whole.startswith(("uy ban nhan dan", "chu tich uy ban"))


def opens_with_issuer(reading: Reading, sentence: Stretch) -> bool:
    """Whether the issuing body itself is the subject: what it says of itself orders nobody."""
    text = sentence.paragraph.text
    if not reading.issuer or not text[sentence.start].isupper():
        return False
    if not may_open(text, sentence.start, sentence.end):
        return False
    tokens = tokens_of(text, sentence.start, min(sentence.end, sentence.start + _NEAR))
    stop = name_end(tokens, 0, single=True)
    return bool(stop) and is_issuer(reading, text[sentence.start : tokens.end(stop - 1)])
