"""Lines of one row of a stack given to its columns, where they are more or fewer than these.

A cell of several lines takes more than one, a blank cell takes none: what a line says (a unit, a
time, a figure, work to do) tells under which heading it stands. Order is kept.
"""

import re
from collections.abc import Sequence

from loa.foundation.documents.parse.actor_words import names_at
from loa.foundation.documents.parse.name_stops import opens_with_verb
from loa.foundation.documents.parse.structure import ColumnRole
from loa.foundation.documents.parse.table_timed import says_a_time

_MOST = 40
_FIGURE = re.compile(r"[-+]?\d[\d.,]*\s?%?\Z")
_PERSON = re.compile(
    r"(?!Quý\s|Tháng|Năm|Thường|H[ằà]ng)(?:(?:Ông|Bà|Đ/c|Đồng chí)\s)?"
    r"[^\W\d_]+(?:\s[^\W\d_]+){1,11}\Z"
)
_BULLET = ("-", "+", "•", "*", "–")
_UNITS = frozenset({ColumnRole.LEAD, ColumnRole.PARTNER})
_FIGURES = frozenset({ColumnRole.MONEY, ColumnRole.OTHER})
_SMALL = 2
_BLANK = 1.0
_NEXT = 0.4


def fit(lines: Sequence[str], roles: Sequence[ColumnRole]) -> list[str] | None:
    """`lines` joined into as many cells as there are `roles`; None where they are too many.

    The first column is never blank. Time grows with lines times columns, both few.
    """
    width = len(roles)
    if not lines or width < 1 or len(lines) > _MOST:
        return None
    # best[j]: the best worth of the lines so far, the last of them standing in column j.
    best = [_worth(lines[0], roles[0])] + [float("-inf")] * (width - 1)
    back: list[list[int]] = [[0] * width]
    for line in lines[1:]:
        worths = [_worth(line, role) for role in roles]
        came: list[int] = []
        now: list[float] = []
        for j in range(width):
            reached = [best[i] - _cost(i, j, line) for i in range(j + 1)]
            i = max(range(j + 1), key=reached.__getitem__)
            came.append(i)
            now.append(reached[i] + worths[j])
        best = now
        back.append(came)
    at = max(range(width), key=lambda j: best[j] - _BLANK * (width - 1 - j))
    found: list[list[str]] = [[] for _ in roles]
    for line, came in zip(reversed(lines), reversed(back), strict=True):
        found[at].insert(0, line)
        at = came[at]
    return [" ".join(words) for words in found]


def misplaced(cells: Sequence[str], roles: Sequence[ColumnRole]) -> int:
    """How many of `cells` say something else than what their heading asks for."""
    return sum(_worth(cell, role) < 0 for cell, role in zip(cells, roles, strict=False) if cell)


def _cost(before: int, column: int, line: str) -> float:
    """What it costs to stand in `column` behind a line that stands in `before`."""
    if column == before:
        # One more line of the same cell: bullets and what goes on in small letters are.
        return 0.0 if line.startswith(_BULLET) or line[:1].islower() else _NEXT
    return _BLANK * (column - before - 1)


def _worth(line: str, role: ColumnRole) -> float:
    """How well `line` stands under a heading of that `role`."""
    if role in _UNITS:
        return 2.0 if _is_unit(line) else -1.0
    if role is ColumnRole.TIME:
        if says_a_time(line) and not _is_unit(line):
            return 2.0
        # «05 ngày làm việc, kể từ ngày nhận đủ hồ sơ …»: a time told at length.
        return 0.0 if line[:1].isdigit() or " ngày" in line else -2.0
    if role is ColumnRole.CONTENT:
        if opens_with_verb(line.lstrip("-+•*– ")):
            return 1.5
        return -0.5 if _is_unit(line) or _FIGURE.match(line) else 0.5
    if role in _FIGURES:
        return 0.8 if _FIGURE.match(line) else 0.0
    return 0.0


def _is_named(words: list[str]) -> bool:
    """A person's name: capitals, of which a typist may have missed one among three or more."""
    return sum(word[0].islower() for word in words) < min(_SMALL, len(words) - 1)


def _is_unit(line: str) -> bool:
    words = line.lstrip("-+•*– ")
    if _PERSON.match(words) and _is_named(words.split()):
        return True
    return names_at(words, 0, len(words))
