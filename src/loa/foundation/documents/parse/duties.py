"""Duties: what the text orders, of whom, with whom and by when.

Actors come from the heading above; a sentence's own opening, an order («giao», «đề nghị», «yêu
cầu») or a lead-in overrides it, and the sentences after it inherit. An order with a time limit that
names nobody is kept apart as a doubt.
"""

import re
from dataclasses import dataclass

from loa.foundation.documents.parse.actors import (
    actors_in,
    clean_name,
    head_at,
    heading_actor,
    name_end,
    tokens_of,
)
from loa.foundation.documents.parse.fields import Block, Piece, block_of
from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.labels import BULLETS
from loa.foundation.documents.parse.paragraphs import Paragraph
from loa.foundation.documents.parse.products import products_of
from loa.foundation.documents.parse.sections import Node, title_of
from loa.foundation.documents.parse.sentences import sentences
from loa.foundation.documents.parse.structure import (
    NO_TIMING,
    Actor,
    Duty,
    Passage,
    Timing,
)
from loa.foundation.documents.parse.timing import find_phrase, timing_of
from loa.foundation.documents.parse.topics import Topic, topic_of

_SKIP_OPENING = re.compile(r"Trên đây là\s[^;]*?(?:[,;]\s+|\.\s+)(?=(?:đề nghị|yêu cầu|giao|kính|Đề nghị|Yêu cầu|Giao))|Đồng thời,?\s+(?=giao)")
_ORDER = re.compile(
    r"(?:^|(?<=[\s,;:.]))(?P<verb>[Gg]iao(?:\s+nhiệm\s+vụ)?(?:\s+cho)?|(?:trân trọng\s+|[Kk]ính\s+)?[ĐđDd][ềèê] nghị|[Yy]êu c[ầâ]u|kính mời|[Kk]ính trình|[Pp]hân công|chỉ đạo|[Ủủ]y quyền(?:\s+cho)?)\s+(?=\S)"
)
_GENERIC_LEAD_IN = re.compile(
    r"(?:(?:và|,|;|\s)*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|theo chức năng(?:,? nhiệm vụ)?(?: được giao)?|căn cứ chức năng(?:,? nhiệm vụ)?(?: được giao)?"
    r"|quan tâm|chỉ đạo|tập trung|triển khai|thực hiện|t[ổô] chức|khẩn trương|nghiêm túc|chủ động|tiếp tục|phối hợp|chủ trì|tốt|đồng bộ|hiệu quả|có|một số|các|những|nhiệm vụ|hoạt động|nội dung|giải pháp|công việc|công tác|vấn đề|trọng tâm|chủ yếu|cụ thể|như|sau|đây|sau đây|với|trong|phạm vi|mình|được giao|phân công|thêm|gồm|bao gồm|cần|phải))+\s*:?\s*$"
)
_FRAGMENT = re.compile(r"(?:Việc|Để|Nhằm|Nếu|Lý do|Nguyên nhân|Ví dụ|Ghi chú|Lưu ý:|Mục tiêu|Phấn đấu|Tỷ lệ|Trên \d|\d+%|100%|Số |Ngoài ra còn|Đây là|Dự án|Tiểu dự án|Mức |Phương án|Cơ chế|Danh mục|Cẩm nang|Điều \d|Khoản|Infographic|Slide|Video|Thông qua (?:hộp|số|chuyên)|\([^()]*\)\.?$|“|[A-Z]{2,}\b.{0,40}$)")
_NARRATIVE = re.compile(r"\s*(?:đã|chưa|vẫn|đang|luôn|là một|có quyền|được quyền|xác định|ban hành (?:Kế hoạch|Quyết định|Chỉ thị|Quy)|tổ chức họp)\b")
_CLOSES = re.compile(r"(?:Nay |Văn phòng[^.,;]{0,40}|UBND[^.,;]{0,30}|[^.,;]{0,50})?[Tt]hông báo [^.]*?\bđể\b[^.]*?(?:biết|triển khai|thực hiện)[^.]{0,60}$")
_MID = re.compile(r"(?:,|;|thì|\)|:)\s+(?=[^\s])|(?:do|được)\s+(?=các\s|[A-ZĐÀ-Ỹ])")
_PREFIX = re.compile(
    r"(?:Trong đó|Riêng|Đồng thời|Ngoài ra|Bên cạnh đó|Trước mắt|[Hh][ằà]ng (?:năm|quý|tháng)|[Đđ]ịnh kỳ|Căn cứ|Trên cơ sở|Trong|Quá trình|Theo|Sau khi|Để|Nhằm|Trường hợp|Khi|Đối với|Qua|Khắc phục|Thực hiện|Triển khai|Trước)\b"
)
# After the comma of an opening these begin the main clause, whose actor is named elsewhere.
MAIN_VERBS = frozenset(
    "chủ động,phối hợp,chủ trì,tham mưu,xây dựng,tổ chức,triển khai,thực hiện,kịp thời,chỉ đạo,hướng dẫn,tăng cường,đẩy mạnh,rà soát,tổng hợp,báo cáo,tiếp tục,khẩn trương,bố trí,bảo đảm,đảm bảo,kiểm tra,theo dõi,nghiên cứu,đề xuất,cụ thể".split(
        ","
    )
)
# An actor after one of these belongs to something else.
_NOT_AFTER = frozenset(
    "của với cho tại từ đến do và bởi về vào giữa cùng gửi là theo trên trong thuộc tới bằng qua nghị cầu giao mưu cáo đạo sở hợp , đốc".split()
)
_WITH = re.compile(
    r"(?P<bad>(?:sự|công tác|[Qq]uy chế|cơ chế|quan hệ|nội dung|việc|tinh thần|trách nhiệm)\s+)?[Pp]h[ốô]i hợp(?:,?\s+(?:chặt chẽ|đồng bộ|hiệu quả|có hiệu quả|tốt|kịp thời|thường xuyên|trao đổi thông tin|trao đổi|liên ngành|và))*"
    r"(?:\s+(?:với|cùng với|cùng|giữa))?\s*:?\s+"
)
_PASSIVE = re.compile(r"\b(?:phải được|được)\s+(?!giao|phân công)")
_ACTS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?::\s*)?(?!có\s+(?!trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|văn bản|ý kiến))(?!thiếu|đều|được hưởng|bị|không còn|sẽ được|có thể|nào|khác$)\S"
)
_STRONG = re.compile(
    r"\s*(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|cần|chủ trì|phối hợp|khẩn trương|chủ động|căn cứ|theo chức năng|báo cáo|hoàn thành|xây dựng|chỉ đạo|tổ chức|rà soát|tham mưu|hướng dẫn|gửi|thông báo|nghiêm túc|định kỳ|phân công)"
)
_WEAK = re.compile(r"\s*(?:thực hiện|triển khai|tiếp tục|theo dõi|tăng cường|đẩy mạnh|kịp thời|quan tâm|bảo đảm|đảm bảo|cung cấp|tổng hợp|kiểm tra|hỗ trợ|lưu trữ|chuẩn bị|thường xuyên)")
_JOINT = re.compile(r"(?:Chủ trì,?\s+)?[Pp]hối hợp(?:\s+với)?\s*:?$")
_ABOUT = re.compile(r"Đối với (?:các |những )?(?:nội dung|nhiệm vụ|kiến nghị)[^.;:]{3,160}:\s+(?=[A-ZĐÀ-Ỹ])")
_WHOSE = re.compile(r"(?:Báo cáo|Kết quả|Văn bản|Ý kiến|Hồ sơ|Đề xuất)[^.;,]{0,40}? của (?=\S)")
_LED = re.compile(r"(?:Để|Căn cứ|Trường hợp|Sau khi|Đối với|Việc|Trong|Khi|Theo|Trên cơ sở|Toàn bộ|Các thông tin|Kiên trì)\b")


@dataclass(frozen=True, slots=True)
class Who:
    """Actors in force at a point of the text."""

    actors: tuple[Actor, ...] = ()
    is_partner: bool = False

    def inherited(self) -> "Who":
        """The same actors, marked as named elsewhere."""
        return Who(tuple(Actor(a.name, a.span, True) for a in self.actors), self.is_partner)


NOBODY = Who()


@dataclass
class Reading:
    """What the walk over the tree has gathered."""

    issuer: str
    year: int | None
    duties: list[Duty]
    orphans: list[Duty]


def read_duties(
    roots: list[Node], opening: list[Paragraph], issuer: str | None, year: int | None
) -> tuple[tuple[Duty, ...], tuple[Duty, ...]]:
    """Duties in reading order, and the orders that name nobody."""
    reading = Reading(fold(issuer or ""), year, [], [])
    lead = NOBODY
    for paragraph in opening:
        lead = _text(reading, paragraph, 0, "", NOBODY, Topic.ORDINARY, opening=True)
    for root in roots:
        _walk(reading, root, lead, Topic.ORDINARY, "")
        lead = NOBODY
    reading.duties.sort(key=lambda duty: duty.span.start)
    return tuple(reading.duties), tuple(reading.orphans)


def _walk(reading: Reading, root: Node, lead: Who, topic: Topic, path: str) -> None:
    """Depth first without recursion: (node, actors, topic, path) wait on a stack."""
    stack: list[tuple[Node, Who, Topic, str]] = [(root, lead, topic, path)]
    while stack:
        node, who, subject, above = stack.pop()
        block = block_of(node) if subject is not Topic.NONE else None
        if block is not None:
            _block(reading, node, block, above)
            continue
        lead_in = who
        if node.head is not None:
            lead_in, subject, above = _node(reading, node, who, subject, above)
        order = sorted(
            [*((child.head.lines[0].start, child) for child in node.children if child.head)]
            + [(p.lines[0].start, p) for p in node.texts],
            key=lambda pair: pair[0],
        )
        waiting: list[tuple[Node, Who, Topic, str]] = []
        held = lead_in
        for _, item in order:
            if isinstance(item, Node):
                open_topic = Topic.ORDINARY if held is not lead_in and held.actors and subject is Topic.NAMED_ONLY else subject
                waiting.append((item, held, open_topic, above))
            elif node.head is not None and not node.words and item is node.texts[0]:
                held = _heading_who(item, 0, len(item.text)) or held
                lead_in = held
            else:
                if node.parent is None and waiting:
                    held = lead_in = NOBODY
                held = _text(reading, item, 0, above, held, subject, keep=lead_in) or lead_in
        stack.extend(reversed(waiting))


def _block(reading: Reading, node: Node, block: Block, above: str) -> None:
    """The duties of an item written in fields."""
    path = node.path if title_of(node)[0] and node.style not in BULLETS else above
    leads: list[Actor] = []
    partners: list[Actor] = []
    for piece in block.leads:
        text = piece.paragraph.text
        named = _leading(piece)
        if named is None:
            continue
        rest = text[named[1] : piece.end]
        if _OTHER_ACTION.match(rest):
            _text(reading, piece.paragraph, piece.start, path, NOBODY, Topic.ORDINARY)
            continue
        leads.extend(named[0])
        partners.extend(_partners(piece.paragraph, named[1], piece.end))
    for piece in block.partners:
        partners.extend(_actors(piece.paragraph, *_bounds(piece)))
    timing = _field_timing(reading, block)
    products = tuple(
        Passage(p.paragraph.text[slice(*_bounds(p))], p.paragraph.span(*_bounds(p)), 0.9)
        for p in block.products
        if p.paragraph.text[slice(*_bounds(p))]
    )
    for piece in block.content:
        for a, b in sentences(piece.paragraph.text[: piece.end], piece.start):
            a = _begin(piece.paragraph.text, a, b)
            sentence = piece.paragraph.text[a:b].rstrip()
            if len(sentence.split()) < 3 or _FRAGMENT.match(sentence):
                continue
            doubts: list[str] = []
            own = timing or _timing(reading, piece.paragraph, a, sentence, doubts)
            with_whom = (*partners, *_partners(piece.paragraph, a, b))
            reading.duties.append(
                Duty(
                    sentence, piece.paragraph.span(a, a + len(sentence)), path, tuple(leads),
                    tuple({x.name: x for x in with_whom}.values()), own,
                    products or products_of(piece.paragraph, a, b), 0.85, tuple(doubts) + own.doubts,
                )
            )


_OTHER_ACTION = re.compile(
    r"\s*(?!chủ trì|phối hợp|thực hiện|có trách nhiệm|chịu trách nhiệm|tham mưu|tổ chức|là |theo )[^\W\d_]{2,}\s+\S+\s+\S+"
)


def _bounds(piece: Piece) -> tuple[int, int]:
    text = piece.paragraph.text
    end = piece.end
    while end > piece.start and text[end - 1] in " .;:-+":
        end -= 1
    return piece.start, end


def _leading(piece: Piece) -> tuple[tuple[Actor, ...], int] | None:
    """The actors that open an agency field; the whole field where no name can be told."""
    start, end = _bounds(piece)
    tokens = tokens_of(piece.paragraph.text, start, end)
    stop = name_end(tokens, 0)
    at = tokens[stop - 1][2] if stop else end
    actors = _actors(piece.paragraph, start, at)
    return (actors, at) if actors else None


def _field_timing(reading: Reading, block: Block) -> Timing | None:
    for piece in block.times:
        start, end = _bounds(piece)
        found = timing_of(piece.paragraph.text[start:end], reading.year)
        span = piece.paragraph.span(start, end)
        return Timing(found.kind, found.verbatim, span, found.due_on, found.rhythm, found.doubts)
    return None


def _node(
    reading: Reading, node: Node, who: Who, topic: Topic, path: str
) -> tuple[Who, Topic, str]:
    """Read the opening paragraph of a node; the actors, topic and path for what is under it."""
    head = node.head
    if head is None:
        return who, topic, path
    titled, title, end = title_of(node)
    is_bullet = node.style in BULLETS
    below = topic_of(node.words if not titled else title, topic)
    if titled and not is_bullet:
        path = node.path
        heading = _heading_who(head, node.offset, node.offset + end)
        words = node.words
        run_in = bool(words[end:].strip(" :"))
        lead_in = words.rstrip().endswith(":") and not run_in
        whole = not run_in and not lead_in
        if heading is not None:
            who = heading
        if _JOINT.match(words):
            return Who(who.actors, is_partner=True), below, path
        if run_in:
            held = _text(reading, head, node.offset + end + 1, path, who, below)
            return (held if heading is None and not node.children else who), below, path
        if heading is not None and _is_only_actor(head, node.offset):
            return who, below, path
        if whole and len(words.split()) <= 30 and heading is None and (not node.children and not node.texts or not words.endswith(".")):
            return who, below, path
        held = _text(reading, head, node.offset, path, who, below, heads=True)
        return held or who, below, path
    held = _text(reading, head, node.offset, path, who, below)
    return held or who, below, path


def _is_only_actor(head: Paragraph, start: int) -> bool:
    """Whether a heading is nothing but names: no action after them."""
    place = heading_actor(head.text[start:])
    if place is None:
        return False
    rest = head.text[start + place[1] :].strip(" :.")
    return not rest or bool(_GENERIC_LEAD_IN.match(rest)) or rest.startswith("(")


def _heading_who(head: Paragraph, start: int, end: int) -> Who | None:
    place = heading_actor(head.text[start:end])
    if place is None:
        return None
    return Who(_actors(head, start + place[0], start + place[1]), is_partner=False)


def _actors(paragraph: Paragraph, start: int, end: int) -> tuple[Actor, ...]:
    return tuple(
        Actor(name, paragraph.span(a, b))
        for a, b in actors_in(paragraph.text, start, end)
        if (name := clean_name(paragraph.text[a:b]))
    )


def _text(
    reading: Reading,
    paragraph: Paragraph,
    start: int,
    path: str,
    who: Who,
    topic: Topic,
    *,
    keep: Who = NOBODY,
    heads: bool = False,
    opening: bool = False,
) -> Who:
    """Read the sentences of a paragraph; answers the actors a lead-in hands to what follows."""
    text = paragraph.text
    current = who
    handed = NOBODY
    for a, b in sentences(text, start):
        a = _begin(text, a, b)
        sentence = text[a:b]
        if topic is Topic.NONE or not sentence.strip():
            continue
        if _opens_with_issuer(reading, text, a, b):
            current = NOBODY
        own, verb_at, is_order = (
            (None, a, False) if who.is_partner else _own(reading, paragraph, a, b, current)
        )
        acting = own or current
        leads_in = sentence.rstrip().endswith(":")
        if leads_in and (is_order or not opening):
            handed = acting if acting.actors and (own is not None or topic is Topic.ORDINARY) else handed
            if re.search(r"phối hợp(?:\s+với)?:$", sentence):
                handed = Who(acting.actors, is_partner=True)
        if own is not None:
            current = own.inherited()
        if _is_duty(reading, sentence, own, current, topic, verb_at - a, leads_in=leads_in, opening=opening, is_order=is_order):
            _add(reading, paragraph, a, b, path, own or current, is_own=own is not None)
        elif not acting.actors:
            _orphan(reading, paragraph, a, b, path, topic)
    return handed or (keep if keep.actors else NOBODY) if not heads else handed


def _begin(text: str, a: int, b: int) -> int:
    """Step over «Trên đây là …» and spaces before the duty itself."""
    opened = re.compile(r"[\s\-–+*•]*(?:\(\d{1,2}\)\s*)?").match(text, a, b)
    a = opened.end() if opened else a
    skipped = _SKIP_OPENING.match(text, a, b)
    if skipped and text.startswith("Trên", a):
        return skipped.end()
    about = _ABOUT.match(text, a, b)
    return about.end() if about else a


def _own(
    reading: Reading, paragraph: Paragraph, a: int, b: int, current: Who
) -> tuple[Who | None, int, bool]:
    """Actors that the sentence itself names, and where its action begins."""
    text = paragraph.text
    order = _ordered(reading, paragraph, a, b, current)
    if order:
        return order[0], order[1], True
    found = _named(reading, paragraph, a, b) or _after_prefix(reading, paragraph, a, b)
    if found:
        return found[0], found[1], False
    whose = _WHOSE.match(text, a, b)
    if whose and not current.actors:
        tokens = tokens_of(text, whose.end(), b)
        stop = name_end(tokens, 0)
        if stop:
            end = tokens[stop - 1][2]
            return Who(_actors(paragraph, whose.end(), end)), end, False
    if not current.actors or re.search(r"\bthì\s|\b(?:được|do) các\s", text[a:b]):
        late = _late(reading, paragraph, a, b, only_then=bool(current.actors))
        if late:
            return late[0], late[1], False
    return None, a, False


def _ordered(
    reading: Reading, paragraph: Paragraph, a: int, b: int, current: Who
) -> tuple[Who, int] | None:
    text = paragraph.text
    for order in _ORDER.finditer(text, a, b):
        verb = order["verb"].lower()
        early = order.start() == a or _is_issuer(reading, text[a : order.start()].strip())
        if verb == "chỉ đạo" or (current.actors and not (early or verb.startswith("giao"))):
            continue
        if current.actors and not early and text[order.start() - 2] not in ",;":
            continue
        tokens = tokens_of(text, order.end(), b)
        stop = name_end(tokens, 0)
        if not stop:
            continue
        end = tokens[stop - 1][2]
        rest = text[end:b]
        if current.actors and early and verb.startswith(("yêu cầu", "đề nghị")) and not re.match(r"\s*phải\b", rest):
            return None
        if not rest.strip(" ./:;") and verb != "kính mời":
            continue
        return Who(_actors(paragraph, order.end(), end)), end
    return None


def _named(reading: Reading, paragraph: Paragraph, a: int, b: int) -> tuple[Who, int] | None:
    """An actor at the very beginning, with an action after it."""
    text = paragraph.text
    tokens = tokens_of(text, a, b)
    if not head_at(tokens, 0):
        return None
    stop = name_end(tokens, 0)
    if not stop or stop >= len(tokens):
        return None
    end = tokens[stop - 1][2]
    rest = text[end:b]
    if _NARRATIVE.match(rest) or not rest.strip(" .;:"):
        return None
    if re.match(r"\s*(?:của|cho|tại|với|về|là(?! đầu mối| cơ quan)|gồm|bao gồm|\(?sau đây)\b", rest):
        return None
    if not _ACTS.match(rest):
        return None
    if _is_issuer(reading, text[a:end]) and not re.match(r"\s*(?:phải|có trách nhiệm)", rest):
        return None
    return Who(_actors(paragraph, a, end)), end


def _after_prefix(
    reading: Reading, paragraph: Paragraph, a: int, b: int
) -> tuple[Who, int] | None:
    """The actor after an adverbial opening («Căn cứ …, X …», «Trong quá trình thực hiện X …»)."""
    text = paragraph.text
    if not _PREFIX.match(text, a, b):
        return None
    tokens = tokens_of(text, a, min(b, a + 320))
    after_comma = False
    for i, (word, start, _) in enumerate(tokens):
        if i == 0 or word in {";", ":", "."}:
            if i:
                return None
            continue
        before = tokens[i - 1][0]
        after_comma = after_comma or before == ","
        pair = f"{word.lower()} {tokens[i + 1][0]}" if i + 1 < len(tokens) else ""
        if before == "," and pair in MAIN_VERBS and not head_at(tokens, i):
            return None
        plain = before not in _NOT_AFTER or (before == "," and (word[0].isupper() or word in {"các", "từng", "mỗi", "cán", "đơn", "tổ"}))
        if not plain or not (word[0].isupper() or word in {"các", "từng", "mỗi"} or before == ","):
            continue
        if not head_at(tokens, i):
            continue
        found = _named(reading, paragraph, start, b)
        if found and (_STRONG.match(text, found[1], b) or _WEAK.match(text, found[1], b)):
            return found
    return None


def _late(
    reading: Reading, paragraph: Paragraph, a: int, b: int, *, only_then: bool = False
) -> tuple[Who, int] | None:
    """An actor later in the sentence whose action follows at once («…, X có trách nhiệm …»)."""
    text = paragraph.text
    for mark in _MID.finditer(text, a, b):
        tokens = tokens_of(text, mark.end(), min(b, mark.end() + 400))
        stop = name_end(tokens, 0) if head_at(tokens, 0) else 0
        if not stop or stop >= len(tokens):
            continue
        end = tokens[stop - 1][2]
        name = text[mark.end() : end]
        bound = mark.group().startswith("thì") and re.match(r"\s*phải", text[end:b])
        if only_then and not (bound or mark.group().startswith(("được", "do"))):
            continue
        plain = name[0].islower() and not name.startswith(("các ", "từng ", "mỗi "))
        if plain and not mark.group().startswith(("thì", ";")):
            continue
        acts = _STRONG.match(text, end, b) or (_LED.match(text, a) and _WEAK.match(text, end, b))
        if acts and not _is_issuer(reading, name):
            return Who(_actors(paragraph, mark.end(), end)), end
    return None


def _is_issuer(reading: Reading, name: str) -> bool:
    words = fold(name).replace("ubnd", "uy ban nhan dan")
    whole = reading.issuer.replace("ubnd", "uy ban nhan dan")
    return bool(whole) and (
        words == whole
        or whole.startswith(words) and len(words.split()) >= 4
        or words in {"uy ban nhan dan tinh", "chu tich uy ban nhan dan tinh", "uy ban nhan dan thanh pho", "chu tich uy ban nhan dan thanh pho"}
        and whole.startswith(("uy ban nhan dan", "chu tich uy ban"))
    )


def _opens_with_issuer(reading: Reading, text: str, a: int, b: int) -> bool:
    """Whether the issuing body itself is the subject: what it says of itself orders nobody."""
    tokens = tokens_of(text, a, min(b, a + 120))
    stop = name_end(tokens, 0, single=True)
    return bool(stop) and _is_issuer(reading, text[a : tokens[stop - 1][2]])


def _is_duty(
    reading: Reading,
    sentence: str,
    own: Who | None,
    current: Who,
    topic: Topic,
    verb_at: int,
    *,
    leads_in: bool,
    opening: bool,
    is_order: bool,
) -> bool:
    """Whether the sentence puts an action on somebody."""
    if topic is Topic.NONE or not (own or current).actors:
        return False
    if topic is Topic.NAMED_ONLY and own is None:
        return False
    if is_difficulty_only(sentence) or opening:
        return False
    if own is None and _FRAGMENT.match(sentence):
        return bool(re.match(r"Mọi hành vi", sentence))
    if _CLOSES.search(sentence) and not is_order:
        return own is not None and not re.search(r"thông báo", sentence.lower())
    if leads_in:
        rest = sentence[max(verb_at, 0) :] if own is not None else sentence
        return not _GENERIC_LEAD_IN.match(rest)
    return len(sentence.split()) >= 3


def is_difficulty_only(sentence: str) -> bool:
    """«Trong quá trình …, nếu có khó khăn, vướng mắc … báo cáo …»: advice, not a task."""
    return bool(
        re.search(r"vướng mắc|phát sinh|khó khăn", sentence)
        and re.search(r"nếu (?:có|phát sinh|gặp)|trường hợp (?:có|phát sinh)|[Tt]rong quá trình[^.]*(?:nếu|phát sinh|gặp)", sentence)
        and re.search(r"phản ánh|báo cáo|gửi|thông tin|kiến nghị|trao đổi", sentence)
        and len(sentence.split()) < 90
        and re.match(r"(?:Trong quá trình|Quá trình|Nếu|Trường hợp|Mọi|Trong khi|Khi|Những|[Đđ]ề nghị|[Yy]êu cầu|Trong)", sentence)
    )


def _add(
    reading: Reading, paragraph: Paragraph, a: int, b: int, path: str, who: Who, *, is_own: bool
) -> None:
    text = paragraph.text
    sentence = text[a:b].rstrip()
    partners = _partners(paragraph, a, b)
    leads = who.actors
    if who.is_partner:
        named = _named(reading, paragraph, a, b)
        partners = (*(named[0].actors if named else ()), *partners)
    doubts: list[str] = []
    timing = _timing(reading, paragraph, a, sentence, doubts)
    confidence = 0.9 if is_own or not any(x.is_inherited for x in leads) else 0.85
    if any(len(x.name.split()) > 22 for x in leads):
        confidence = 0.6
        doubts.append("Tên đơn vị thực hiện dài bất thường; hãy xem lại.")
    reading.duties.append(
        Duty(
            sentence, paragraph.span(a, a + len(sentence)), path, leads, partners, timing,
            products_of(paragraph, a, b), confidence - 0.2 * bool(timing.doubts), tuple(doubts),
        )
    )


def _timing(
    reading: Reading, paragraph: Paragraph, a: int, sentence: str, doubts: list[str]
) -> Timing:
    phrase = find_phrase(sentence, reading.year)
    if phrase is None:
        return NO_TIMING
    timing = phrase.timing
    doubts.extend(timing.doubts)
    span = paragraph.span(a + phrase.start, a + phrase.end)
    return Timing(timing.kind, timing.verbatim, span, timing.due_on, timing.rhythm, timing.doubts)


def _partners(paragraph: Paragraph, a: int, b: int) -> tuple[Actor, ...]:
    """Every unit after «phối hợp (với)»."""
    text = paragraph.text
    found: list[Actor] = []
    for mark in _WITH.finditer(text, a, b):
        if mark["bad"]:
            continue
        tokens = tokens_of(text, mark.end(), min(b, mark.end() + 500))
        stop = name_end(tokens, 0)
        if stop:
            names = _actors(paragraph, mark.end(), tokens[stop - 1][2])
            found.extend(name for name in names if name.name not in {x.name for x in found})
    return tuple(found)


def _orphan(reading: Reading, paragraph: Paragraph, a: int, b: int, path: str, topic: Topic) -> None:
    """A dated order that names nobody is shown as a doubt."""
    sentence = paragraph.text[a:b].rstrip()
    if topic is not Topic.ORDINARY or len(sentence.split()) < 5 or _NARRATIVE.search(sentence[:60]):
        return
    doubts: list[str] = ["Có việc phải làm nhưng không nêu ai thực hiện."]
    timing = _timing(reading, paragraph, a, sentence, doubts)
    if timing is NO_TIMING:
        return
    reading.orphans.append(
        Duty(
            sentence, paragraph.span(a, a + len(sentence)), path, (), _partners(paragraph, a, b),
            timing, products_of(paragraph, a, b), 0.4, tuple(doubts),
        )
    )
