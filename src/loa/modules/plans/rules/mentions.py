"""Who is meant by «@name» in a remark. Pure: names in, people out."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from loa.kernel.text import fold

_MOST_WORDS = 6
_MARK = re.compile(r"(?<![\w.])@(?=\w)")
_WORD = re.compile(r"\w+")


class Mention(NamedTuple):
    """What was typed after the sign, and the people whom it may mean; nobody, one or several."""

    typed: str
    people: tuple[int, ...]


def mentions_of(text: str, names: Mapping[int, str]) -> list[Mention]:
    """Each «@name» in the order of the text; the longest stretch of words that names somebody.

    A whole name or its end names a person («Thị Mẫu», «Mẫu»), with or without marks. An e-mail
    address mentions nobody.
    """
    folded = {person_id: fold(name).split() for person_id, name in names.items()}
    return [_mention(text[found.end() :], folded) for found in _MARK.finditer(text)]


def _mention(behind: str, folded: Mapping[int, list[str]]) -> Mention:
    words = _words(behind)
    for count in range(len(words), 0, -1):
        asked = [fold(word) for word in words[:count]]
        meant = tuple(sorted(pk for pk, name in folded.items() if name[-count:] == asked))
        if meant:
            return Mention(" ".join(words[:count]), meant)
    return Mention(words[0], ())


def _words(behind: str) -> list[str]:
    """The words that follow without anything but single spaces between them."""
    words: list[str] = []
    place = 0
    while len(words) < _MOST_WORDS and (found := _WORD.match(behind, place)):
        words.append(found.group())
        place = found.end()
        if behind[place : place + 1] != " ":
            break
        place += 1
    return words
