"""What may be work and was not read as such: asked about at its place, never dropped in silence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import may_open, names_at, tokens_of
from loa.foundation.documents.parse.field_names import opens_field
from loa.foundation.documents.parse.letters import begins, firsts
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.sentences import sentences
from loa.foundation.documents.parse.structure import (
    ParsedDocument,
    Passage,
    SectionStyle,
    Span,
)
from loa.kernel.keeping import kept_if_short

_UNSURE = 0.4
_OPENING = 400
_FEWEST_WORDS = 6
_BULLETS = frozenset({SectionStyle.DASH, SectionStyle.PLUS})
_LABEL = re.compile(r"\s*(?:[-–+*•]|[a-zđ]\)|\d+(?:\.\d+)*[.)]?|[IVX]+\.|\(\w{1,2}\))?\s*")
_ADDRESSED = re.compile(r"(?:Đề nghị|Yêu cầu|Giao|Trách nhiệm của|Nhiệm vụ của)\s*:?\s+(?:các )?")
_ACTS = re.compile(
    r"\s*(?:\([^()]*\)\s*)?,?\s*(?:(?:có|nơi|bị) [^,.;:]{2,60}? )?"
    r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|phải|chủ trì"
    r"|phối hợp|tổ chức|xây dựng|ban hành|tham mưu|rà soát|hướng dẫn|báo cáo|triển khai"
    r"|thực hiện|xem xét|chỉ đạo|kiểm tra|theo dõi|tổng hợp|bố trí|quyết định"
    r"|căn cứ|chủ động|khẩn trương|tiếp tục|sẽ|cho ý kiến)\b"
)
_ASKS = re.compile(r"(?:Đề nghị|Yêu cầu|Giao)\s+(?=\S)")
_LED = re.compile(
    r"(?:Định kỳ|H[ằà]ng (?:năm|quý|tháng)|Căn cứ|Trên cơ sở|Sau khi|Đồng thời|Ngoài ra|Do vậy"
    r"|Vì vậy|Trường hợp|Đối với|Quá \d+|Khi|Nếu|Để)\b[^.;:]{0,240}?,\s(?=[^\s])"
)
# «…, Chủ tịch UBND tỉnh yêu cầu | các sở, ban, ngành … tiếp tục …».
_ASKED_WITHIN = re.compile(r",\s[^,.;:]{0,60}(?<!theo )(?:yêu cầu|đề nghị)\s(?=[^\W\d_])")
# Who is told by his office in the rules of a procedure: «…, người có thẩm quyền cho ý kiến».
_BY_OFFICE = re.compile(
    r",\s(?:người|cấp|nơi|bộ phận|cán bộ) (?:có thẩm quyền|tiếp nhận|được giao)\s"
)
_NO_WORK_FIRST = firsts("đối", "phạm", "tiêu", "tình", "thực", "kết", "căn", "hiện")
_NO_WORK = re.compile(
    r"(?:đối tượng|phạm vi|tiêu chuẩn|tình hình|thực trạng|kết quả|căn cứ|hiện trạng)",
    re.IGNORECASE,
)


_LEFT = "Câu nêu đơn vị và việc nhưng chưa lấy làm nhiệm vụ; hãy xem có sót không."
_LEFT_BEHIND = "Câu nêu việc, đứng sau một nhiệm vụ nhưng chưa được lấy; hãy xem có sót không."


def unread_of(document: ParsedDocument) -> tuple[Passage, ...]:
    """Headings of actors under which nothing was read, and sentences that order and were left."""
    read = sorted(duty.span.start for duty in (*document.duties, *document.orders_without_actor))
    if not read:
        return ()
    found = [*_empty_sections(document, read), *_left_sentences(document, read)]
    return tuple(sorted(found, key=lambda passage: passage.span.start))


def _empty_sections(document: ParsedDocument, read: Sequence[int]) -> Iterator[Passage]:
    for section in document.sections:
        if section.is_annex or section.style in _BULLETS:
            continue
        if not section.is_titled and not _is_a_name(_first_line(document.text, section.title_span)):
            continue
        below = section.title_span.end
        end = section.span.end if section.is_titled else below + _OPENING
        if not _names_somebody(section.title) or _holds(read, section.span.start, end):
            continue
        inside = document.text[below:end]
        if not any(_orders(line) for line in inside.splitlines()):
            continue
        why = f"Mục «{section.title}» nêu đơn vị nhưng chưa đọc được nhiệm vụ nào; có sót không?"
        yield Passage(section.title, section.title_span, _UNSURE, (why,))


def _first_line(text: str, span: Span) -> str:
    """The line of a heading without its label and its full stop."""
    line = text[span.start : span.start + _OPENING].partition("\n")[0].rstrip(" .:\r")
    label = _LABEL.match(line)
    return line[label.end() :] if label else line


def _is_a_name(line: str) -> bool:
    """«Chi cục Quản lý thị trường.»: a heading that ends as a sentence does."""
    if not may_open(line, 0, len(line)):
        return False
    tokens = tokens_of(line, 0, len(line))
    stop = name_end(tokens, 0)
    return bool(stop) and tokens.end(stop - 1) >= len(line)


def _left_sentences(document: ParsedDocument, read: Sequence[int]) -> Iterator[Passage]:
    layout = document.layout
    others = _Cover(_told_elsewhere(document))
    # Rules that a decision puts into force stand behind its signature.
    end = max(layout.tail, read[-1])
    hard = _Cover(passage.span for passage in document.difficulties)
    telling = [
        section.span
        for section in document.sections
        if begins(section.title, _NO_WORK_FIRST) and _NO_WORK.match(section.title)
    ]
    told = _Cover([*telling, *(duty.span for duty in document.duties)], others)
    is_led = False
    for span in layout.paragraphs:
        if not layout.body <= span.start < end or others.holds(span.start):
            continue
        is_told = told.holds(span.start, span.end) and not _holds(read, span.start, span.end)
        if is_told and not is_led:
            continue
        text = document.text[span.start : span.end]
        label = _LABEL.match(text)
        begin = label.end() if label else 0
        is_led = is_led and not begin
        if is_told:
            continue
        for a, b in sentences(text, begin):
            start = span.start + a
            if _holds(read, start, span.start + b):
                is_led = bool(_ASKS.match(" ".join(text[a:b].split(maxsplit=3))))
                continue
            if told.holds(start):
                continue
            words = " ".join(text[a:b].split())
            why = _LEFT if _is_order(words) else _LEFT_BEHIND if is_led and _follows(words) else ""
            if why and not (hard.holds(start) and not _ASKS.match(words)):
                yield Passage(words, Span(start, span.start + b), _UNSURE, (why,))


def _told_elsewhere(document: ParsedDocument) -> list[Span]:
    """Where what was read is no work: headings, purposes, money, bases, tables."""
    spans = [section.title_span for section in document.sections if section.is_titled]
    spans += [basis.span for basis in document.legal_bases]
    spans += [table.span for table in document.annex_tables]
    spans += [line.span for line in document.recipients if line.span]
    for passages in (document.purposes, document.requirements, document.money):
        spans += [passage.span for passage in passages or ()]
    return spans


class _Cover:
    """Stretches of the text as one set of places, asked in logarithmic time."""

    def __init__(self, spans: Iterable[Span], other: "_Cover | None" = None) -> None:
        """`spans`, and all that the `other` holds."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        last = -1
        pairs = [(span.start, span.end) for span in spans]
        pairs += zip(other.starts, other.ends, strict=True) if other else ()
        for start, end in sorted(pairs):
            if start > last:
                self.starts.append(start)
                self.ends.append(end)
                last = end
            elif end > last:
                self.ends[-1] = last = end

    def holds(self, at: int, end: int = 0) -> bool:
        """Whether `at` stands in them, and all up to `end` where one is given."""
        place = bisect_right(self.starts, at) - 1
        return place >= 0 and at < self.ends[place] >= end


def _is_order(words: str) -> bool:
    """«Sở X chủ trì …», «Định kỳ 6 tháng, Sở X báo cáo …», «Yêu cầu các phòng nghiêm túc …»."""
    if (
        len(words.split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS
        or words.endswith(":")
        or opens_field(words, 0)
    ):
        return False
    opened = _ASKS.match(words)
    if opened:
        return names_at(words, opened.end(), min(len(words), _OPENING))
    led = _LED.match(words)
    if led and (_BY_OFFICE.search(words, 0, _OPENING) or _asks_within(words)):
        return True
    start = led.end() if led else 0
    if not may_open(words, start, len(words)):
        return False
    tokens = tokens_of(words, start, min(len(words), _OPENING))
    stop = name_end(tokens, 0)
    return bool(stop) and bool(_ACTS.match(words, tokens.end(stop - 1)))


def _follows(words: str) -> bool:
    """Whether a sentence goes on with work: no purpose, and no lead-in of what stands below."""
    return _orders(words) and not words.endswith(":") and not words.startswith("Để ")


def _asks_within(words: str) -> bool:
    asked = _ASKED_WITHIN.search(words)
    if asked is None:
        return False
    return names_at(words, asked.end(), min(len(words), _OPENING))


@kept_if_short(2048)
def _names_somebody(title: str) -> bool:
    return bool(_ADDRESSED.match(title)) or names_at(title, 0, len(title))


def _orders(line: str) -> bool:
    label = _LABEL.match(line)
    words = line[label.end() if label else 0 :]
    return opens_with_verb(words) and len(words.split(maxsplit=_FEWEST_WORDS)) >= _FEWEST_WORDS


def _holds(read: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(read, start)
    return at < len(read) and read[at] < end
