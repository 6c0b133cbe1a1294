"""The words of a phrase as they are compared: without marks, articles and long forms."""

import re
import unicodedata
from dataclasses import dataclass, replace

from loa.kernel.keeping import kept_if_short
from loa.kernel.text import fold, nfc, tone_key

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;:/\n\t•]|\s[-–—+]\s")
_DASH = re.compile(r"\s[-–—]\s")
_SKIPPED = frozenset({"cac", "nhung"})
_JOINING = frozenset({"va", "và", "vả", "vã", "vá", "vạ"})  # a mark slips; «vă» is cut from «văn»
_SHORT_FORMS = {
    ("uy", "ban", "nhan", "dan"): "ubnd",
    ("thanh", "pho"): "thanhpho",
    ("tp",): "thanhpho",
    ("thi", "tran"): "thitran",
    ("thi", "xa"): "thixa",
    ("tx",): "thixa",
    ("dac", "khu"): "dackhu",
    ("hoi", "dong", "nhan", "dan"): "hdnd",
    ("thu", "tuc", "hanh", "chinh"): "tthc",
}
_LONGEST_FORM = max(map(len, _SHORT_FORMS))
_FORM_STARTS = frozenset(form[0] for form in _SHORT_FORMS)


@dataclass(frozen=True)
class Word:
    """One compared word and where it stands in the text, [start, end)."""

    folded: str
    toned: str
    start: int
    end: int
    is_after_break: bool
    """A comma, semicolon, dash or «và» stands before it."""
    has_article: bool = False
    """«các» or «những» stands before it."""
    is_after_dash: bool = False
    """A dash alone stands before it, which may belong to a name: «Kế hoạch - Tổng hợp»."""


def words(text: str) -> list[Word]:
    """The words of a composed text; «các» is left out, «và» becomes a break."""
    found: list[Word] = []
    last_end, is_after_break, has_article = 0, False, False
    for match in _WORD.finditer(text):
        gap = text[last_end : match.start()]
        is_after_break |= bool(_BREAK.search(gap))
        last_end = match.end()
        folded, toned = _keys(match.group())
        is_joining = toned in _JOINING
        if is_joining:
            is_after_break = True
        if is_joining or folded in _SKIPPED or not folded:
            has_article = folded in _SKIPPED
            continue
        is_dash = _DASH.fullmatch(gap) is not None
        found.append(Word(folded, toned, *match.span(), is_after_break, has_article, is_dash))
        is_after_break = has_article = False
    return _shortened(found)


def visible(text: str) -> str:
    """The text composed, without invisible characters and list marks at its ends."""
    kept = "".join(character for character in nfc(text) if unicodedata.category(character) != "Cf")
    return kept.strip(" \t\r\n-–—+•*.;,:")


def key_of(text: str) -> tuple[str, ...]:
    """The folded words alone."""
    return tuple(word.folded for word in words(visible(text)))


@kept_if_short(8192)  # a few thousand syllables make all names
def _keys(word: str) -> tuple[str, str]:
    return fold(word), tone_key(word)


def _shortened(found: list[Word]) -> list[Word]:
    out: list[Word] = []
    at = 0
    while at < len(found):
        length = _form_at(found, at)
        group = found[at : at + max(length, 1)]
        if length:
            short = _SHORT_FORMS[tuple(word.folded for word in group)]
            first = group[0]
            out.append(replace(first, folded=short, toned=short, end=group[-1].end))
        else:
            out.append(group[0])
        at += len(group)
    return out


def _form_at(found: list[Word], at: int) -> int:
    """How many words make a long form here; 0 for none."""
    if found[at].folded not in _FORM_STARTS:
        return 0
    ahead = tuple(word.folded for word in found[at : at + _LONGEST_FORM])
    return next((n for n in range(len(ahead), 0, -1) if ahead[:n] in _SHORT_FORMS), 0)
