"""Whom a sentence itself names: by an order, by its opening, after an adverb, or late in it."""

import re
from dataclasses import dataclass, replace

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import (
    WORDS,
    Token,
    head_at,
    tokens_of,
    word_at,
)
from loa.foundation.documents.parse.actors import actors_in
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.structure import SectionStyle
from loa.foundation.documents.parse.who import Reading, Stretch, Way, Who, named_actors

_REACH = 600
_NEAR = 120
_AHEAD = 8
_HEAD_REACH = 48
_LIST_REACH = 160
_PREFIX_REACH = 320
# Begins with its first letter, so that a search leaps from one such letter to the next.
_ORDER = re.compile(
    r"(?P<verb>[GgYyPpĐđDdkKtỦủUu](?<![^\s,;:.].)(?:(?<=[Gg])iao(?:\s+nhiệm\s+vụ)?(?:\s+cho)?"
    r"|(?<=t)rân trọng\s+[ĐđDd][ềèê] nghị|(?<=[Kk])ính\s+[ĐđDd][ềèê] nghị|(?<=[ĐđDd])[ềèê] nghị"
    r"|(?<=[Yy])êu c[ầâ]u|(?<=k)ính mời|(?<=[Kk])ính trình|(?<=[Pp])hân công"
    r"|(?<=[ỦủUu])[yỷ] quyền(?:\s+cho)?))\s+(?=\S)"
)
# After these an order stands as at the beginning of its sentence.
_ALSO = frozenset({"Đồng thời,", "Ngoài ra,", "Bên cạnh đó,", "Trước mắt,", "Do đó,", "Vì vậy,"})
# A place at the beginning is mostly where something is, not who does it.
_PLACES = tuple(WORDS["places"])
_REQUESTS = ("yêu cầu", "đề nghị")
# «UBND tỉnh đã giao Sở X …»: an instruction of the past, reported.
_DONE = (
    " đã",
    " được",
    " đang",
    " từng",
    " nội dung",
    " việc",
    " văn bản",
    " ý kiến",
    " đơn",
    " kiến nghị,",
    " về",
    "Về",
    " theo",
    "Theo",
    " xét",
    "Xét",
    " sở",
    " các",
    " những",
    " nhận",
    " có",
)
_NARRATIVE = re.compile(
    r"\s*(?:đã|chưa|vẫn|đang|luôn|là một|có quyền|được quyền|xác định"
    r"|ban hành (?:Kế hoạch|Quyết định|Chỉ thị|Quy)|tổ chức họp"
    r"|(?:có|tại) (?:[Vv]ăn bản|[Bb]áo cáo|[Tt]ờ trình|[Cc]ông văn) số)\b"
)
_NO_SUBJECT = re.compile(
    r"\s*(?:của|cho|tại|với|về|là(?! đầu mối| cơ quan)|gồm|bao gồm|\(?sau đây)\b"
)
# The issuing body itself acts only where the words bind it to work.
_BINDS = re.compile(
    r"\s*(?:phải|có trách nhiệm|có nhiệm vụ|chủ trì(?! (?:cuộc |buổi |phiên )?họp|,? hội nghị)"
    r"|chịu trách nhiệm|tham mưu|tổng hợp|theo dõi|hướng dẫn)"
)
_MID = re.compile(rf"(?:,|;|thì|\)|:)\s+(?=[^\s])|(?:do|được)\s+(?=các\s|[{CAPITALS}])")
_PREFIX = re.compile(
    r"(?:Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám) là"
    r"|Trong đó|Riêng|Đồng thời|Ngoài ra|Bên cạnh đó|Trước mắt|[Hh][ằà]ng (?:năm|quý|tháng)"
    r"|[Đđ]ịnh kỳ|Căn cứ|Trên cơ sở|Trong|Quá trình|Theo|Sau khi|Để|Nhằm|Trường hợp|Khi|Đối với"
    r"|Với (?:vai trò|tư cách|chức năng)|Qua|Khắc phục|Thực hiện|Triển khai|Trước|Ngay sau)\b"
)
# After the comma of an opening these begin the main clause, whose actor is named elsewhere.
_MAIN_VERBS = frozenset(
    {
        "chủ động", "phối hợp", "chủ trì", "tham mưu", "xây dựng", "tổ chức", "triển khai",
        "thực hiện", "kịp thời", "chỉ đạo", "hướng dẫn", "tăng cường", "đẩy mạnh", "rà soát",
        "tổng hợp", "báo cáo", "tiếp tục", "khẩn trương", "bố trí", "bảo đảm", "đảm bảo",
        "kiểm tra", "theo dõi", "nghiên cứu", "đề xuất", "cụ thể",
    }
)  # fmt: skip
# An actor after one of these belongs to something else.
_NOT_AFTER = frozenset(
    {
        "của", "với", "cho", "tại", "từ", "đến", "do", "và", "bởi", "về", "vào", "giữa", "cùng",
        "gửi", "là", "theo", "trên", "trong", "thuộc", "tới", "bằng", "qua", "nghị", "cầu", "giao",
        "mưu", "cáo", "đạo", "sở", "hợp", "đốc",
    }
)  # fmt: skip
_STOPS = frozenset({";", ":", "."})
_COUNTED = frozenset({"các", "từng", "mỗi"})
_AFTER_COMMA = _COUNTED | {"cán", "đơn", "tổ"}
_ACTS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?::\s*)?"
    r"(?!có\s+(?!trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|văn bản|ý kiến))"
    r"(?!thiếu|đều|được (?!giao|phân công|ủy quyền|uỷ quyền|yêu cầu"
    r"|[^.;,]{3,60} (?:phải|có trách nhiệm)\b)|bị|không (?:còn|có)|sẽ được|có thể|nào|khác$)\S"
)
_KIND = re.compile(
    r"\s+(?!(?:có|chịu) (?:trách|nhiệm)|phải|chủ động|khẩn trương|kịp thời|tiếp tục|căn cứ|theo\b"
    r"|trong\b|trên\b|tùy|tuỳ|từ\b|với\b|khi\b|sau\b|trước\b|h[ằà]ng\b|định kỳ|được\b|cũng\b)"
    r"(?:[^\s,;.:()]+ ){0,11}?(?!phải |cần |và |sẽ |đều )[^\s,;.:()]+"
    r"(?=\s(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)\b)"
    r"|\s+(?:phối hợp|chủ trì|thực hiện|quản lý|đầu mối|sử dụng|tham gia|vận hành)"
    r"(?=\s(?:phải|cần)\b)"
)
_STRONG = re.compile(
    r"\s*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|cần|chủ trì|phối hợp|khẩn trương"
    r"|chủ động|căn cứ|theo chức năng|báo cáo|hoàn thành|xây dựng|chỉ đạo|tổ chức|rà soát|tham mưu"
    r"|hướng dẫn|gửi|thông báo|nghiêm túc|định kỳ|phân công|được (?:giao|phân công))"
)
_WEAK = re.compile(
    r"\s*(?:thực hiện|triển khai|tiếp tục|theo dõi|tăng cường|đẩy mạnh|kịp thời|quan tâm|bảo đảm"
    r"|đảm bảo|cung cấp|tổng hợp|kiểm tra|hỗ trợ|lưu trữ|chuẩn bị|thường xuyên|tập trung)"
)
_LED = re.compile(
    r"(?:Để|Căn cứ|Trường hợp|Sau khi|Đối với|Việc|Trong|Khi|Theo|Trên cơ sở|Toàn bộ"
    r"|Các thông tin|Kiên trì)\b"
)
_WHOSE = re.compile(r"(?:Báo cáo|Kết quả|Văn bản|Ý kiến|Hồ sơ|Đề xuất)[^.;,]{0,40}? của (?=\S)")
_OVERRIDES = re.compile(r"\bthì\s|\b(?:được|do) các\s")
_SHORT_ISSUERS = frozenset(
    {
        "uy ban nhan dan tinh", "chu tich uy ban nhan dan tinh",
        "uy ban nhan dan thanh pho", "chu tich uy ban nhan dan thanh pho",
    }
)  # fmt: skip
_WHOLE_NAME = 4
_ITEMS = frozenset(
    {SectionStyle.NUMBER, SectionStyle.DECIMAL, SectionStyle.ROMAN, SectionStyle.ARTICLE}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Actors a sentence names, where its action begins, and whether it orders them."""

    who: Who
    acts_at: int
    is_order: bool = False


def own_actors(reading: Reading, sentence: Stretch, current: Who) -> Named | None:
    """The actors that the sentence itself names, if it does; `current` are those in force."""
    found = (
        ordered_actors(reading, sentence, current)
        or named_at(reading, sentence)
        or _after_prefix(reading, sentence)
    )
    if found or not (text := sentence.text):
        return found
    whose = _WHOSE.match(text)
    if whose and not current.actors:
        reported = _name(sentence, sentence.start + whose.end())
        if reported:
            who = Who(named_actors(sentence.paragraph, *reported), way=Way.LATE)
            return Named(who, reported[1])
    if not current.actors or ((" các" in text or "thì" in text) and _OVERRIDES.search(text)):
        return _late(reading, sentence, is_held=bool(current.actors))
    return None


def _name(sentence: Stretch, at: int) -> tuple[int, int] | None:
    """The stretch of actors that begins at `at`, if more of the sentence follows or not."""
    text = sentence.paragraph.text
    if not head_at(tokens_of(text, at, min(sentence.end, at + _HEAD_REACH)), 0):
        return None
    tokens = tokens_of(text, at, min(sentence.end, at + _NEAR))
    stop = name_end(tokens, 0)
    if stop + _AHEAD > len(tokens) and at + _NEAR < sentence.end:
        # Where a name ends is told by the few words after it.
        tokens = tokens_of(text, at, min(sentence.end, at + _REACH))
        stop = name_end(tokens, 0)
    return (at, tokens[stop - 1][2]) if stop else None


def ordered_actors(reading: Reading, sentence: Stretch, current: Who) -> Named | None:
    """«Giao X …», «đề nghị Y …»; under a heading only at the beginning or after a mark."""
    text = sentence.paragraph.text
    for order in _ORDER.finditer(text, sentence.start, sentence.end):
        verb = order["verb"].lower()
        before = text[sentence.start : order.start()].strip()
        if before.endswith(_DONE):
            continue
        by = before.rpartition(",")[2].strip()
        early = not before or before in _ALSO
        early = early or is_issuer(reading, before) or is_issuer(reading, by)
        if current.actors and not early:
            marked = verb.startswith("giao") and text[order.start() - 2] in ",;"
            if not marked:
                continue
        place = _name(sentence, order.end())
        if place is None:
            continue
        rest = text[place[1] : sentence.end]
        if current.actors and not before and verb.startswith(_REQUESTS) and not _is_item(sentence):
            # Under a unit's heading the unit itself requests, unless it says who must.
            if not rest.lstrip().startswith("phải"):
                return None
        elif not rest.strip(" ./;") and verb != "kính mời":
            continue
        who = Who(named_actors(sentence.paragraph, *place), way=Way.ORDER)
        return Named(who, place[1], is_order=True)
    return None


def _is_item(sentence: Stretch) -> bool:
    """Whether the sentence opens a numbered item, which addresses anew whom it requests."""
    label = sentence.paragraph.label
    return label is not None and label.style in _ITEMS and sentence.start == label.end


def named_at(reading: Reading, sentence: Stretch) -> Named | None:
    """An actor at the very beginning, with an action after it."""
    text = sentence.paragraph.text
    place = _name(sentence, sentence.start)
    if place is None:
        return None
    place = _qualified(sentence, *place)
    rest = text[place[1] : sentence.end]
    if not rest.strip(" .;:") or _NARRATIVE.match(rest) or _NO_SUBJECT.match(rest):
        return None
    if not _ACTS.match(rest):
        return None
    if text.startswith(_PLACES, place[0]) and not _acts(text, place[1], sentence.end):
        return None
    if is_issuer(reading, text[place[0] : place[1]]) and not _BINDS.match(rest):
        return None
    return Named(Who(named_actors(sentence.paragraph, *place), way=Way.OPENING), place[1])


def _qualified(sentence: Stretch, start: int, end: int) -> tuple[int, int]:
    """«Cơ quan phối hợp | có trách nhiệm …»: after a common noun the verb tells which is meant."""
    text = sentence.paragraph.text
    if text[start:end].split()[-1][0].isupper() and len(text[start:end].split()) > 1:
        return start, end
    kind = _KIND.match(text, end, sentence.end)
    return (start, kind.end()) if kind else (start, end)


def _after_prefix(reading: Reading, sentence: Stretch) -> Named | None:
    """The actor after an adverbial opening («Căn cứ …, X …», «Trong quá trình thực hiện X …»)."""
    text = sentence.paragraph.text
    if not _PREFIX.match(text, sentence.start, sentence.end):
        return None
    reach = min(sentence.end, sentence.start + _PREFIX_REACH)
    tokens = tokens_of(text, sentence.start, reach)
    named_to = 0
    for i in range(1, len(tokens)):
        word = tokens[i][0]
        if word in _STOPS or _begins_action(tokens, i):
            return None
        if i < named_to:
            continue
        if not _may_act(tokens, i):
            if word[0].isupper() or word in _COUNTED:
                # A name that cannot act here: what its list goes on with cannot either.
                named_to = _list_end(text, tokens, i)
            continue
        found = named_at(reading, Stretch(sentence.paragraph, tokens[i][1], sentence.end))
        if found and _acts(text, found.acts_at, sentence.end):
            return Named(replace(found.who, way=Way.PREFIX), found.acts_at)
    return None


def _list_end(text: str, tokens: list[Token], i: int) -> int:
    """The index after the list of names at `i`; its last name is left out where it acts itself.

    «Trên cơ sở đề nghị của các Bộ, cơ quan liên quan, Bộ Tài chính tổng hợp …».
    """
    end = name_end(tokens, i)
    if end >= len(tokens) or not _acts(text, tokens[end - 1][2], len(text)):
        return end
    pieces = actors_in(text, tokens[i][1], tokens[end - 1][2]) if end > i else []
    if len(pieces) > 1:
        last = next(j for j in range(i, end) if tokens[j][1] == pieces[-1][0])
        if tokens[last - 1][0] == ",":
            return last
    return end


def _begins_action(tokens: list[Token], i: int) -> bool:
    if tokens[i - 1][0] != ",":
        return False
    pair = f"{tokens[i][0].lower()} {word_at(tokens, i + 1)}"
    return pair in _MAIN_VERBS and not head_at(tokens, i)


def _may_act(tokens: list[Token], i: int) -> bool:
    word, before = tokens[i][0], tokens[i - 1][0]
    if before == ",":
        return (word[0].isupper() or word in _AFTER_COMMA) and bool(head_at(tokens, i))
    if before in _NOT_AFTER or not (word[0].isupper() or word in _COUNTED):
        return False
    return bool(head_at(tokens, i))


def _acts(text: str, at: int, end: int) -> bool:
    return bool(_STRONG.match(text, at, end) or _WEAK.match(text, at, end))


def _late(reading: Reading, sentence: Stretch, *, is_held: bool) -> Named | None:
    """An actor later in the sentence whose action follows at once («…, X có trách nhiệm …»).

    Where actors are already in force (`is_held`) only «thì X phải» and a passive override them.
    """
    text = sentence.paragraph.text
    for mark in _MID.finditer(text, sentence.start, sentence.end):
        place = _name(sentence, mark.end())
        if place is None or place[1] >= sentence.end:
            continue
        name, sign = text[place[0] : place[1]], mark.group()
        bound = sign.startswith("thì") and text[place[1] : sentence.end].lstrip().startswith("phải")
        if is_held and not (bound or sign.startswith(("được", "do"))):
            continue
        counted = name[0].isupper() or name.split(maxsplit=1)[0] in _COUNTED
        if not counted and not sign.startswith(("thì", ";")):
            continue
        led = _LED.match(text, sentence.start) and _WEAK.match(text, place[1], sentence.end)
        if not (led or _STRONG.match(text, place[1], sentence.end)) or is_issuer(reading, name):
            continue
        if sign[0] != "," or not _in_list(text, sentence.start, mark.start()):
            return Named(Who(named_actors(sentence.paragraph, *place), way=Way.LATE), place[1])
    return None


def _in_list(text: str, start: int, comma: int) -> bool:
    """Whether the comma stands between actors of one list («giúp các sở, ban, ngành, UBND …»)."""
    before = tokens_of(text, max(start, comma - _LIST_REACH), comma)
    tokens = [*before, *tokens_of(text, comma, comma + _HEAD_REACH)]
    stop = len(before) + 1
    return any(head_at(before, i) and name_end(tokens, i) > stop for i in range(len(before)))


def is_issuer(reading: Reading, name: str) -> bool:
    """Whether `name` is the body that issues the document, in full or shortened."""
    if not reading.issuer or len(name) > len(reading.issuer) + 20:
        return False
    words = fold(name).replace("ubnd", "uy ban nhan dan")
    whole = reading.issuer.replace("ubnd", "uy ban nhan dan")
    if words == whole or (whole.startswith(words) and len(words.split()) >= _WHOLE_NAME):
        return True
    return words in _SHORT_ISSUERS and whole.startswith(("uy ban nhan dan", "chu tich uy ban"))


def opens_with_issuer(reading: Reading, sentence: Stretch) -> bool:
    """Whether the issuing body itself is the subject: what it says of itself orders nobody."""
    text = sentence.paragraph.text
    if not reading.issuer or not text[sentence.start].isupper():
        return False
    tokens = tokens_of(text, sentence.start, min(sentence.end, sentence.start + _HEAD_REACH))
    if not head_at(tokens, 0):
        return False
    tokens = tokens_of(text, sentence.start, min(sentence.end, sentence.start + 120))
    stop = name_end(tokens, 0, single=True)
    return bool(stop) and is_issuer(reading, text[sentence.start : tokens[stop - 1][2]])
