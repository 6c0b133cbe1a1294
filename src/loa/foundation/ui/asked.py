"""Numbers that an address or a form states in words: read in one place, whatever somebody sends."""

import re

_DIGITS = 18
"""Fewer than fill an id of PostgreSQL (bigint), and than Python reads at all (4300)."""
_NUMBER = re.compile(rf"0*([0-9]{{1,{_DIGITS}}})", re.ASCII)


def number_asked(words: str) -> int | None:
    """The number that stands there in the digits 0-9; None for anything else and for what no id is.

    Digits of other scripts, signs and blanks are no number: Loa writes none of them.
    """
    found = _NUMBER.fullmatch(words)
    return int(found[1]) if found else None


def page_asked(words: str, last: int) -> int:
    """Which of the pages 1 … `last` is asked for: the nearest; the first where it is no number."""
    return min(max(number_asked(words) or 1, 1), max(last, 1))
