"""Blank forms: the headings of a table that whoever reports is to fill in, its rows still empty.

A stack of cells leaves no trace of a blank row but its ordinal, and of none at all nothing. What
stands below tells that the headings end: a new item, a title, a line of dots, the end of the text.
"""

import re
from collections.abc import Sequence

from loa.foundation.documents.parse.labels import label_of
from loa.foundation.documents.parse.structure import ColumnRole
from loa.foundation.documents.parse.table_cells import role_of
from loa.foundation.documents.parse.table_grids import ORDINAL

_MOST_HEADINGS = 16
_FEWEST_HEADINGS = 3
_FEWEST_KNOWN = 2
_LONG_HEADING = 90
_CLOSES = re.compile(r"\.{3}|…|\(|Ghi chú\b|Nơi nhận|NGƯỜI |Người lập|Phụ lục|Biểu|Mẫu|Đại diện\b")
_NO_HEADINGS = frozenset({ColumnRole.OTHER, ColumnRole.ORDINAL})


def blank_form(cells: Sequence[str]) -> tuple[int, int, int] | None:
    """How many of `cells` are headings, how many rows wait to be filled, where the form ends.

    `cells` begin with «STT»; None where they are no form.
    """
    stop = 1
    while stop < min(len(cells), _MOST_HEADINGS) and _may_head(cells[stop]):
        stop += 1
    if stop < _FEWEST_HEADINGS:
        return None
    known = {role_of(cell) for cell in cells[1:stop]} - _NO_HEADINGS
    end = stop
    while end < len(cells) and (found := ORDINAL.match(cells[end])):
        if found["n"] != str(end - stop + 1):
            break
        end += 1
    numbered = end - stop
    if numbered == stop:
        # As many numbers as headings number the columns.
        numbered = 0
    if len(known) < (1 if numbered > 1 else _FEWEST_KNOWN):
        return None
    return (stop, numbered, end) if numbered > 1 or _closes(cells, end) else None


def _may_head(cell: str) -> bool:
    """Whether a cell reads like a heading: short, no sentence, no item of the text."""
    if len(cell) > _LONG_HEADING or cell[-1] in ".;:" or not cell[0].isupper():
        return False
    return label_of(cell) is None and not _CLOSES.match(cell)


def _closes(cells: Sequence[str], at: int) -> bool:
    """Whether what stands at `at` is no heading any more, and no row either."""
    if at >= len(cells):
        return True
    return bool(_CLOSES.match(cells[at])) or label_of(cells[at]) is not None
