"""Sentences of a paragraph; a semicolon never ends one."""

import re

from loa.foundation.documents.parse.letters import CAPITALS

# Begins with its mark, so that a search leaps from mark to mark; of a run of them with the first.
_END = re.compile(
    rf"[.!?…](?:(?<=\.)/\.\s*"
    rf"|(?<![.!?…].)[.!?…]*(?<!\b[A-ZĐ]\.)(?<!\b[BCDĐGHKLMNPQRSTVX][bcdghklmnpqrstvx]\.)[”\")’]*(?:\[\d+\])?\s+(?=[“\"(]?[{CAPITALS}]))"
)
_SHORT = re.compile(
    r"(?:^|\s)(?:TP|Tp|TT|đ/c|Đ/c|Ông|Bà|ThS|TS|PGS|GS|St|v\.v|tr|TX|TTr|VP|P|Q|S[ốô])\.?$"
)
# «… hồ đập. 2. Trực ban …»: in a text that lost its line ends the number opens what follows.
_MARK = re.compile(r"(?:^|[.;:]\s)(?P<number>\d{1,2})$")


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Places of the sentences of `text` from `start`; a trailing «./.» is left off."""
    found: list[tuple[int, int]] = []
    at = after = start
    while _stops(text, after) and (end := _END.search(text, after)):
        after = end.end()
        before = text[max(at, end.start() - 12) : end.start()]
        if _SHORT.search(before):
            continue
        mark = _MARK.search(before) if before[-1:].isdigit() else None
        if mark is not None:
            # Up to the number, which opens what follows.
            opens = end.start() - len(before) + mark.start("number")
            if text[at:opens].strip():
                found.append((at, opens))
            at = opens
            continue
        stop = end.start() + 1 if not end.group().startswith("./.") else end.start()
        if text[at:stop].strip():
            found.append((at, stop))
        at = after
    if text[at : at + 1].isalnum() or text[at:].strip(" ./"):
        found.append((at, len(text)))
    return found


def _stops(text: str, start: int) -> bool:
    """Whether a mark that may end a sentence stands before the last letter: mostly none does."""
    words = text[start:-1]
    return "." in words or "!" in words or "?" in words or "…" in words
