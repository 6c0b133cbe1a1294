"""What a sentence says of its own: who coordinates, and by when."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loa.foundation.documents.parse.actor_names import name_end
from loa.foundation.documents.parse.actor_words import may_open, tokens_of, word_at
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.name_stops import stops
from loa.foundation.documents.parse.naming import acts
from loa.foundation.documents.parse.structure import NO_TIMING, Actor, Timing
from loa.foundation.documents.parse.timing import find_phrase
from loa.foundation.documents.parse.who import Reading, Stretch, named_actors

_REACH = 500
# Of «phối hợp», however its first vowel is marked; before it stand at most so many characters.
_TOGETHER = "i hợp"
_BEFORE_WITH = 24
_WITH = re.compile(
    r"(?P<noun>(?:sự|công tác|[Qq]uy ch[ếê]|[Cc]hương trình|cơ chế|quan hệ|nội dung|việc|tinh thần"
    r"|(?<![Cc]ó )(?<![Cc]hịu )trách nhiệm)\s+)?"
    r"[Pp]h[ốô]i hợp\.?(?:,?\s+(?:chặt chẽ|đồng bộ|hiệu quả|có hiệu quả|tốt|kịp thời|thường xuyên"
    r"|trao đổi thông tin|trao đổi|liên ngành|và))*"
    r"(?:,\s+(?:hỗ trợ|đề xuất|làm việc|thống nhất|báo cáo))?"
    r"(?:\s+(?:với|cùng với|cùng|giữa))?\s*:?\s+"
)

# «X chủ trì, | Y phối hợp …»: who stands by.
_LEADS = re.compile(rf"(?:;|,(?:(?<=chủ trì,)|(?<=nhiệm chính,)))\s+(?=các\s|[{CAPITALS}])")
SIDES = re.compile(r"\s+phối hợp(?!\s+(?:với|cùng|chặt|giữa))\b")


def _names_end(text: str, start: int, end: int) -> int:
    """Where the units end that are named from `start` on, before `end`; 0 for none."""
    end = min(end, start + _REACH)
    if not may_open(text, start, end):
        return 0
    tokens = tokens_of(text, start, end)
    stop = name_end(tokens, 0)
    return tokens.end(stop - 1) if stop else 0


def timing_in(reading: Reading, sentence: Stretch) -> Timing:
    """The time limit a sentence sets, with its place; NO_TIMING where it sets none."""
    phrase = find_phrase(sentence.text.rstrip(), reading.year)
    if phrase is None:
        return NO_TIMING
    begin = sentence.start
    span = sentence.paragraph.span(begin + phrase.start, begin + phrase.end)
    found = phrase.timing
    return Timing(found.kind, found.verbatim, span, found.due_on, found.rhythm, found.doubts)


# «X chỉ đạo, hướng dẫn Y khẩn trương …»: right behind X.
_AT_ONCE = re.compile(
    r"\s*(?:(?:chủ động|tiếp tục|khẩn trương|trực tiếp|kịp thời|thường xuyên|tập trung"
    r"|quyết liệt|có trách nhiệm),?\s+){0,2}chỉ đạo"
    r"(?:(?:,| và)\s(?:hướng dẫn|đôn đốc|hỗ trợ|kiểm tra|yêu cầu)){0,3}\s+(?=\S)"
)
_BESIDE = re.compile(r"\s*(?:chủ trì,?\s+)?phối hợp (?:chặt chẽ )?với\s+")
# «A chỉ đạo B và đề nghị C:»
_DIRECTS = re.compile(
    r"(?:[Cc]hỉ đạo(?:,? (?:và )?hướng dẫn|,? (?:và )?đôn đốc)?|(?:,| và|, đồng thời) đề nghị)"
    r"\s+(?=\S)"
)


def directed_in(sentence: Stretch, at: int) -> tuple[Actor, ...]:
    """«X chỉ đạo Y thực hiện các nội dung sau:»: Y as well, from place `at` on."""
    text = sentence.paragraph.text
    found: list[Actor] = []
    for mark in _DIRECTS.finditer(text, at, sentence.end):
        stop = _names_end(text, mark.end(), sentence.end)
        if stop:
            found += named_actors(sentence.paragraph, mark.end(), stop)
    return tuple(found)


def _past_partners(sentence: Stretch, at: int) -> int:
    """Where the words of «X | phối hợp với Y | chỉ đạo Z …» go on behind Y; `at` without any."""
    text = sentence.paragraph.text
    mark = _BESIDE.match(text, at, sentence.end)
    if mark is None or " chỉ đạo " not in text:
        return at
    return _names_end(text, mark.end(), sentence.end) or at


def directed_at_once(sentence: Stretch, at: int) -> tuple[Actor, ...]:
    """«X chỉ đạo Y khắc phục …»: Y, who acts as well; X is named up to `at`."""
    text = sentence.paragraph.text
    mark = _AT_ONCE.match(text, _past_partners(sentence, at), sentence.end)
    if mark is None:
        return ()
    stop = _names_end(text, mark.end(), sentence.end)
    if not stop or not acts(text, stop, sentence.end):
        return ()
    return named_actors(sentence.paragraph, mark.end(), stop)


def without_partners(text: str) -> str:
    """`text` without the names after «phối hợp (với)» and «chỉ đạo»."""
    kept: list[str] = []
    at = 0
    for mark in sorted((*_WITH.finditer(text), *_DIRECTS.finditer(text)), key=re.Match.start):
        stop = _names_end(text, mark.end(), len(text))
        if stop and mark.start() >= at:
            kept.append(text[at : mark.end()])
            at = stop
    return "".join([*kept, text[at:]])


def _role_after(tokens: list[str], stop: int) -> int:
    """«phối hợp với cơ quan | chủ trì thực hiện …»: the role names the body."""
    role = tuple(tokens[stop : stop + 2])
    if word_at(tokens, stop - 1) not in {"quan", "vị"} or role != ("chủ", "trì"):
        return 0
    end = stop + 2
    if word_at(tokens, end) == "trong":
        return 2
    return 2 if end == len(tokens) or not tokens[end].isalpha() or stops(tokens, end) else 0


def _beside(sentence: Stretch) -> tuple[Actor, ...]:
    """«X chủ trì, Y phối hợp thực hiện …», «…; các cơ quan khác phối hợp»: Y."""
    text = sentence.paragraph.text
    for mark in _LEADS.finditer(text, sentence.start, sentence.end):
        stop = _names_end(text, mark.end(), sentence.end)
        if stop and SIDES.match(text, stop, sentence.end):
            return named_actors(sentence.paragraph, mark.end(), stop)
    return ()


# «có sự phối hợp | của Sở Y tế»
_OF_WHOM = re.compile(r"(?:chặt chẽ )?(?:của|từ) ")
_ALONG = "ùng "
_ALONGSIDE = re.compile(r"(?:chủ trì,? cùng|Cùng) (?:với )?(?=\S)")
_NEXT_TO = re.compile(r"\s+cùng (?:với )?(?=\S)")
_EVEN = "«Cùng» không nói ai chủ trì; hãy xem vai trò của đơn vị này."


def _withs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Every «phối hợp (với)» of `text[start:end]`, sought around its words."""
    while (at := text.find(_TOGETHER, start, end)) >= 0:
        mark = _WITH.search(text, max(start, at - _BEFORE_WITH), end)
        if mark is None:
            return
        yield mark
        start = mark.end()


def partners_of(sentence: Stretch) -> tuple[Actor, ...]:
    """Every unit after «phối hợp (với)»."""
    text = sentence.paragraph.text
    if text.find(_TOGETHER, sentence.start, sentence.end) < 0:
        return _along(sentence) if text.find(_ALONG, sentence.start, sentence.end) >= 0 else ()
    found = {actor.name: actor for actor in _beside(sentence)}
    for mark in _withs(text, sentence.start, sentence.end):
        start = mark.end()
        if mark["noun"]:
            of = _OF_WHOM.match(text, start) if mark["noun"].startswith("sự") else None
            if of is None:
                continue
            start = of.end()
        for actor in _named_from(sentence, start):
            found.setdefault(actor.name, actor)
    return tuple(found.values())


def _along(sentence: Stretch) -> tuple[Actor, ...]:
    """«X chủ trì cùng (với) Y rà soát …», «X cùng (với) Y tổ chức …»: Y."""
    text = sentence.paragraph.text
    mark = _ALONGSIDE.search(text, sentence.start, sentence.end)
    if mark:
        return _named_from(sentence, mark.end())
    stop = _names_end(text, sentence.start, sentence.end)
    beside = _NEXT_TO.match(text, stop, sentence.end) if stop else None
    named = _named_from(sentence, beside.end()) if beside else ()
    return tuple(replace(actor, doubts=(*actor.doubts, _EVEN)) for actor in named)


def _named_from(sentence: Stretch, start: int) -> tuple[Actor, ...]:
    """The units that are named from `start` on."""
    text, end = sentence.paragraph.text, min(sentence.end, start + _REACH)
    if not may_open(text, start, end):
        return ()
    tokens = tokens_of(text, start, end)
    stop = name_end(tokens, 0)
    if not stop:
        return ()
    stop += _role_after(tokens, stop)
    return named_actors(sentence.paragraph, start, tokens.end(stop - 1))
