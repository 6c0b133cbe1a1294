"""The words by which documents name who acts, read from actors.toml, and where a name begins."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from loa.foundation.documents.parse.letters import even_tones, late_tones
from loa.kernel.keeping import kept_if_short


@kept_if_short(4096)
def lower_first(word: str) -> str:
    """`word` with a small first letter."""
    return word[:1].lower() + word[1:]


_DATA = tomllib.loads(even_tones(files(__package__).joinpath("actors.toml").read_text("utf-8")))
_HEADS: dict[str, list[str]] = _DATA["heads"]
WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in _DATA["words"].items()
}
BODIES = frozenset(_HEADS["bodies"])
POSTS = frozenset(_HEADS["posts"])
QUANTIFIERS = frozenset(_HEADS["quantifiers"])
BEARERS = frozenset(_HEADS["bearers"])
DOUBLE = frozenset(_DATA["verbs"]["double"])
SINGLE = frozenset(_DATA["verbs"]["single"])
PAPERS = frozenset(_DATA["words"]["papers"])
KEEPS = frozenset(_DATA["verbs"]["keeps"])
TAILS = tuple(_DATA["verbs"]["tails"])
CLAUSES: dict[str, list[tuple[str, ...]]] = {}
for _words in _HEADS["clauses"]:
    CLAUSES.setdefault(_words.split(maxsplit=1)[0], []).append(tuple(_words.split()))
SECONDS: dict[str, frozenset[str]] = {
    verb: frozenset(firsts) for verb, firsts in _DATA["seconds"].items()
}
COMPOUNDS: dict[str, frozenset[str]] = {
    noun: frozenset(verbs) for noun, verbs in _DATA["compounds"].items()
}

_GROUPS = frozenset(_HEADS["groups"])
_CARRIED = frozenset(_HEADS["carried"])
# Heads as printed, with a small or a large first letter; of other words nothing more is asked.
_HEADS_AS_PRINTED = frozenset(
    form
    for head in (*BODIES, *POSTS, *_GROUPS, *_CARRIED)
    for form in (head, lower_first(head), head[:1].upper() + head[1:])
)
# Bodies and posts that are one wherever they stand: nothing around them need be asked.
_SURE = (BODIES | POSTS).difference(
    *(WORDS[name] for name in ("bare", "works", "places", "doubtful"))
)
# «Lãnh đạo, chỉ đạo …», «Lãnh đạo toàn diện …»: the verb, not those who lead.
_LED = frozenset({",", "toàn", "công", "việc", "và", "thực", "cuộc", "nhân", "tốt", "xây"})
# «cơ sở hạ tầng», «cơ sở pháp lý», «trên cơ sở đó»: no bodies.
_LAID_DOWN = frozenset({"dữ", "hạ", "vật", "pháp", "đó", "này", "để", "lý", "khoa", "thực", "cho"})
_AFTER_LEVEL = frozenset({"ngành", "các", "cơ", "đơn", "địa", "đoàn"})
_LONGEST_HEAD = 3
# How many words the heads that begin with a word may have, longest first, and what is second.
_LENGTHS: dict[str, tuple[int, ...]] = {}
_THEN: dict[str, set[str]] = {}
for _words in _HEADS_AS_PRINTED:
    _first, *_rest = _words.split()
    _size = min(len(_rest) + 1, _LONGEST_HEAD)
    _LENGTHS[_first] = tuple(sorted({*_LENGTHS.get(_first, ()), _size}, reverse=True))
    _THEN.setdefault(_first, set()).update(_rest[:1])
_COUNTING = frozenset(words.split()[0] for words in QUANTIFIERS)
_COUNTING_IN_PAIRS = frozenset(words.split()[0] for words in QUANTIFIERS if " " in words)
# What an actor's words can begin with at all, quantifiers and «tổ chức» included.
_ORGANISES = frozenset({"tổ", "tô", "Tổ", "Tô"})
OPENINGS = _LENGTHS.keys() | _COUNTING | _ORGANISES
# The same wherever the tone mark stands, and their first letters, two or three.
_AS_WRITTEN = frozenset(form for word in OPENINGS for form in late_tones(word))
_LEADS = frozenset(form[:size] for form in _AS_WRITTEN for size in (2, 3))
# «R'lấp», «M’gar» are words of place names of the highlands.
_WORD = r"[^\W_]+(?:[./&'’‘][^\W_]+)*|[^\w\s]"
# The same where no «_» stands: words are told from the rest by one class, at half the cost.
_TOKEN = re.compile(_WORD.replace(r"[^\W_]", r"\w"))
_FIRST_TOKEN = re.compile(rf"[\s_]*({_WORD})")


class Tokens(list[str]):
    """Words and marks of a stretch of `size` characters that begins at `begin` of its text.

    Few are asked where they stand, so places are found as far as they are asked for.
    """

    __slots__ = ("_begin", "_places", "_stretch", "ends", "size")

    def __init__(self, stretch: str, begin: int) -> None:
        """Cut `stretch` into words and marks."""
        found: list[str] = []
        for word in stretch.split():
            if word.isalnum():
                found.append(word)
            else:
                found += _pieces(word)
        super().__init__(found)
        self.size = len(stretch)
        # Where names that begin at a token end, as far as that was asked.
        self.ends: dict[int, int] = {}
        self._begin = begin
        self._stretch = stretch
        self._places: list[int] = []

    def start(self, i: int) -> int:
        """Where the token at `i` begins in the text."""
        return self.end(i) - len(self[i])

    def end(self, i: int) -> int:
        """Where the token at `i` ends in the text."""
        if i >= len(self._places):
            self._seek(i)
        return self._begin + self._places[i]

    def _seek(self, i: int) -> None:
        """Find where tokens up to `i` end: between two of them stand spaces alone."""
        find, places = self._stretch.index, self._places
        at = places[-1] if places else 0
        places += [at := find(token, at) + len(token) for token in self[len(places) : i + 1]]


@kept_if_short(4096)
def _pieces(word: str) -> list[str]:
    """The words and marks of which `word` consists, cut out by spaces: «báo-Kiểm», «tỉnh;»."""
    return _TOKEN.findall(word)


@lru_cache(maxsize=64)
def tokens_of(text: str, start: int, end: int) -> Tokens:
    """Words and marks of `text[start:end]` with their places; never change the list.

    It is kept until `forget`, for a sentence is asked about many times. Words carry their tone
    marks where the lexicon has them; places are those of the text itself.
    """
    return Tokens(even_tones(text[start:end]).replace("_", " "), start)


def forget() -> None:
    """Let go of the sentences of a document that is read: a site would hold them for ever."""
    tokens_of.cache_clear()


def may_open(text: str, start: int, end: int) -> bool:
    """Whether the first word of `text[start:end]` can begin an actor's words at all.

    Most words cannot, and one is told sooner than all tokens are made.
    """
    lead = text[start : start + 3]
    lead = lead if lead.isalpha() else lead[:2]
    if lead.isalpha() and lead not in _LEADS and start + len(lead) <= end:
        return False
    first = _FIRST_TOKEN.match(text, start, end)
    return first is not None and first[1] in _AS_WRITTEN


def word_at(tokens: list[str], i: int) -> str:
    """The token at `i`, or an empty string past either end."""
    return tokens[i] if 0 <= i < len(tokens) else ""


def head_at(tokens: list[str], i: int) -> int:
    """How many tokens from `i` are the head of an actor (quantifiers included); 0 for none."""
    if i >= len(tokens) or tokens[i] not in OPENINGS:
        return 0
    j, first = i, tokens[i]
    while first in _COUNTING and (step := _quantifier(tokens, j)):
        j += step
        first = word_at(tokens, j)
    if not first:
        return 0
    quantified = j > i
    if quantified and tokens[j - 1] == "chí" and tokens[j][0].isupper():
        # «đồng chí» with a person's name.
        return j + 1 - i
    for size in _LENGTHS.get(first, ()):
        if j + size > len(tokens) or (size > 1 and tokens[j + 1] not in _THEN[first]):
            continue
        words = " ".join(tokens[j : j + size]) if size > 1 else first
        if words in _SURE or (
            words in _HEADS_AS_PRINTED and _is_head(tokens, j, words, size, quantified=quantified)
        ):
            return j + size - i
    organises = first in _ORGANISES and _is_organisation(tokens, j, quantified=quantified)
    return j + 2 - i if organises else 0


def _quantifier(tokens: list[str], i: int) -> int:
    word = tokens[i]
    if word in _COUNTING_IN_PAIRS and f"{word} {word_at(tokens, i + 1)}" in QUANTIFIERS:
        return 2
    return int(word in QUANTIFIERS)


def _is_head(tokens: list[str], j: int, words: str, size: int, *, quantified: bool) -> bool:
    """Whether `words`, which may be other words as well, are a head where they stand."""
    if words in BODIES or words in POSTS:
        if words in WORDS["bare"] and not quantified and not _is_named(tokens, j + size - 1):
            return words in WORDS["clerks"] and _acts(tokens, j + size)
        if words in WORDS["works"] and not _is_body(tokens, j + size):
            return words in WORDS["clerks"] and _acts(tokens, j + size)
        if words in WORDS["places"] and not word_at(tokens, j + size)[:1].isupper():
            return False
        return not (words in WORDS["doubtful"] and _is_other_word(tokens, j, size))
    low = lower_first(words)
    if quantified and low in _CARRIED:
        return True
    if low not in _GROUPS or (size == 1 and words in WORDS["bare"] and not quantified):
        return False
    if low == "cấp" and not quantified and not _is_level(tokens, j + 1):
        return False
    return not (low in WORDS["doubtful"] and _is_other_word(tokens, j, size))


def _is_level(tokens: list[str], i: int) -> bool:
    """«cấp trên», «cấp ủy», «cấp, ngành»; not the verb of «Cấp, thu hồi giấy phép»."""
    after = word_at(tokens, i)
    return after in WORDS["levels"] and (after != "," or word_at(tokens, i + 1) in _AFTER_LEVEL)


def _is_organisation(tokens: list[str], j: int, *, quantified: bool) -> bool:
    """«các tổ chức», «tổ chức, cá nhân»: the noun, not the verb."""
    if word_at(tokens, j + 1) != "chức":
        return False
    after = word_at(tokens, j + 2)
    listed = after == "," and word_at(tokens, j + 3) in {"cá", "đơn", "cơ", "doanh"}
    if word_at(tokens, j - 2) == "nhân" and word_at(tokens, j - 1) == "," and not quantified:
        # «Cá nhân, tổ chức gửi …»: behind its fellow it is the noun as well.
        return True
    return quantified or listed or after in WORDS["organised_lone"]


def _is_named(tokens: list[str], i: int) -> bool:
    after = word_at(tokens, i + 1)
    return bool(after) and (
        after[0].isupper() or after[0].isdigit() or after in WORDS["names_follow"]
    )


def _is_body(tokens: list[str], i: int) -> bool:
    """«Thanh tra tỉnh», «Thanh tra, Công an» are bodies; «Thanh tra, kiểm tra» is work."""
    after = word_at(tokens, i)
    if after == ",":
        following = word_at(tokens, i + 1)
        return following[:1].isupper() and following in OPENINGS and head_at(tokens, i + 1) > 0
    return bool(after) and (after[0].isupper() or after in WORDS["works_of"])


def _acts(tokens: list[str], i: int) -> bool:
    """«Văn thư tiếp nhận …», «Kế toán lập …»: an action follows at once."""
    return f"{word_at(tokens, i)} {word_at(tokens, i + 1)}" in WORDS["clerks_do"]


def _is_other_word(tokens: list[str], i: int, size: int) -> bool:
    """«báo cáo», «ban hành», «hội nghị», «bộ máy», «cấp phép» … are no actors."""
    after = word_at(tokens, i + size)
    if after == "," and word_at(tokens, i + size + 1) == "chống":
        # «phòng, chống thiên tai»
        return True
    if size == 2 and tokens[i + 1] == "đạo":
        # «Lãnh đạo, chỉ đạo …» acts; «Lãnh đạo, công chức, viên chức …» are persons.
        return after in _LED and not (after == "," and head_at(tokens, i + size + 1))
    if size == 2 and tokens[i + 1] == "sở":
        # «cơ sở dữ liệu», but «cơ sở kinh doanh».
        return after in _LAID_DOWN
    before_room = after == "phòng" and lower_first(tokens[i]) in {"ban", "ngành"}
    return after in WORDS["other"] and not before_room


def names_at(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` opens with the words of an actor."""
    return may_open(text, start, end) and head_at(tokens_of(text, start, end), 0) > 0


def is_carried(tokens: list[str], i: int) -> bool:
    """Whether the word at `i` is a level or territory that carries a name on."""
    word = lower_first(word_at(tokens, i))
    return word in _CARRIED or f"{word} {word_at(tokens, i + 1)}" in _CARRIED
