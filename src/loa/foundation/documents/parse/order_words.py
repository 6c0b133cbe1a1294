"""The verbs by which a sentence orders: «Giao …», «đề nghị …», «yêu cầu …», «kính mời …»."""

import re
from collections.abc import Iterator

from loa.foundation.documents.parse.letters import sought
from loa.foundation.documents.parse.who import Stretch

_ORDER = re.compile(
    r"(?<![^\s,;:.])(?P<verb>[Gg]iao(?!\s(?:ban|lưu|dịch)\b)(?:\s+(?:nhiệm\s+vụ|trách\s+nhiệm))?(?:\s+cho)?"
    r"|trân trọng\s+[ĐđDd][ềèê] nghị|[Kk]ính\s+[ĐđDd][ềèê] nghị|[ĐđDd][ềèê] nghị"
    r"|[Yy]êu c[ầâ]u|kính mời|[Kk]ính trình|[Pp]hân công|chỉ thị"
    r"|[ỦủUu][yỷ] quyền(?:\s+cho)?)\s+(?=\S)"
)
# One of these stands wherever it matches; how many characters before them it may begin.
_ORDERED = sought(
    *("iao ", " nghị ", "êu c", "kính mời", "ính trình", "ân công", "hỉ thị", " quyền")
)
_BEGINS_BEFORE = {
    **dict.fromkeys(("iao ", "êu c", "ính trình", "hỉ thị"), (1,)),
    "kính mời": (0,),
    "ân công": (2,),
    " quyền": (2,),
    " nghị ": tuple(len(words) for words in ("đề", "kính đề", "trân trọng đề")),
}
# «Hồ sơ đề nghị Thủ tướng xem xét …»: what is asked by a paper is told of it.
_PAPERS = re.compile(
    r"(?:Các |Bộ )?(?:[Hh]ồ sơ|[Tt]ờ trình|[Vv]ăn bản|Đơn|Công văn) [^.;:]{0,40}?đề nghị\s"
)


def orders_in(sentence: Stretch) -> Iterator[re.Match[str]]:
    """Every verb of an order in the sentence, asked only where one may begin."""
    text, start, end = sentence.paragraph.text, sentence.start, sentence.end
    words = sentence.text
    places: list[int] = []
    for letter, word in _ORDERED:
        if letter in words and word in words:
            at = text.find(word, start, end)
            while at >= 0:
                places.extend([at - back for back in _BEGINS_BEFORE[word]])
                at = text.find(word, at + 1, end)
    if not places or _PAPERS.match(text, start):
        return
    after = start
    places.sort()
    for at in places:
        order = _ORDER.match(text, at, end) if at >= after else None
        if order:
            yield order
            after = order.end()
