"""What of an item's words is its title: headings, run-in titles, the first syllables."""

import re

from loa.foundation.documents.parse.actor_words import tokens_of
from loa.foundation.documents.parse.heading_actors import is_names_only
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.name_stops import opens_with_verb, stops

_WORDS = 12
_ADDRESSING = frozenset({"Đề nghị", "Giao", "Yêu cầu", "Mời", "Kính đề nghị"})
_PERSONS = frozenset({"Ông", "Bà", "Ông/Bà", "Ông (bà)", "Đồng chí", "Đ/c"})
# Where a sentence ends and another begins; begins with its mark, so that a search leaps to it.
SENTENCE = re.compile(rf"[.!?](?<!Ông.)(?<!Bà.)\s+[{CAPITALS}“\"(]")
ADDRESSES = re.compile(r"(?:Kính đề nghị|Đề nghị|Mời|Kính mời|Yêu cầu|Giao|Đối với)\b")
# «Đối với các Cụm: A và B, giao UBND …» orders; its colon ends no title.
_ORDERED_LATER = re.compile(r"[^.;:]{2,90},\s(?:giao|đề nghị|yêu cầu)\s")
_POINTS_ON = (
    " các nội dung",
    " các khâu",
    " các mặt",
    " các lĩnh vực",
    " các đối tượng",
    " các việc",
)
_SMALL = re.compile(r"\s*[^\W\d_A-ZĐ]")
_RUN_IN = re.compile(r"(?P<title>[^:;]{2,160}?):(?:\s|$)")


def is_short(words: str) -> bool:
    """Whether the words are few enough for a title; the others need not be counted."""
    return len(words.split(maxsplit=_WORDS)) <= _WORDS


def only_addresses(words: str, title: str) -> bool:
    """«Đề nghị: Hiệp hội …, Hội …», «Mời Đại sứ quán các nước: …»: names and no action yet."""
    if not ADDRESSES.match(title):
        return False
    tokens = tokens_of(words, len(title) + 1, len(words))
    return "," in tokens and not any(stops(tokens, i) for i in range(1, len(tokens)))


def run_in_of(words: str) -> str | None:
    """The title before a colon («2. Địa điểm: …»), or None."""
    found = _RUN_IN.match(words) if ":" in words else None
    if not found or SENTENCE.search(found["title"]):
        return None
    title = found["title"].strip()
    if title.startswith("Đối với") and _ORDERED_LATER.match(words, found.end()):
        return None
    if title in _PERSONS:
        # «Ông: Nguyễn Văn A, Trưởng đoàn»: one of a list of persons.
        return None
    if title in _ADDRESSING:
        # «Đề nghị: Hội Nông dân tỉnh, …»: the names are the heading.
        return None
    if title.endswith(_POINTS_ON) and opens_with_verb(title) and _SMALL.match(words, found.end()):
        # «Bảo đảm chất lượng các nội dung: in sao đề thi, …»: an order, and of what.
        return None
    if len(title.split()) <= _WORDS and not title.endswith((" các", " là", " gồm", " với")):
        return title
    if len(title.split()) <= 40 and is_names_only(title):
        return title
    return None


def is_heading(words: str, *, leads: bool = False) -> bool:
    """Whether the words are a heading: no sentence end, or capitals throughout.

    A heading that `leads` text under it may name several actors, parted by semicolons.
    """
    words = words.strip()
    if not words:
        return False
    if words.isupper():
        return True
    if words.endswith((".", ";", ",", "/")) and not words.endswith(".."):
        return False
    return not SENTENCE.search(words) and len(words.split()) <= 60 and (leads or "; " not in words)


def cut(words: str) -> str:
    """The first twelve syllables, as titles of plain items are given."""
    parts = words.split(maxsplit=_WORDS)
    return " ".join(parts[:_WORDS]).rstrip(" :.") if len(parts) > _WORDS else words.rstrip(" :.")
