"""Tables without ordinals whose cells stand one under another: timetables and short lists of work.

They open with a run of known headings. A timetable's rows begin with an hour or a day; rows of
others have as many cells as there are headings, and what stands under «Thời gian» is a time.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from loa.foundation.documents.parse.labels import label_of
from loa.foundation.documents.parse.structure import ColumnRole, SectionStyle
from loa.foundation.documents.parse.table_cells import role_of
from loa.foundation.documents.parse.values import value

OPENINGS = ("Thời gian", "Nội dung", "Công việc", "Nhiệm vụ", "Hoạt động", "Ngày", "Giờ", "Tên ")
_TIMED = re.compile(
    r"(?:từ\s+)?(?:\d{1,2}\s?(?:h|giờ|g|:)\s?\d{0,2}|\d{1,2}/\d{1,2}"
    r"|(?:ngày|tháng|tuần|quý|sáng|chiều|buổi|thứ)\b)",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d|[Qq]uý|[Tt]háng|[Nn]ăm|[Tt]hường xuyên|[Hh][ằà]ng|[Ss]au|[Tt]rước|[Tt]heo")
_NUMBERED = (SectionStyle.ROMAN, SectionStyle.NUMBER, SectionStyle.PART, SectionStyle.ARTICLE)
_LONG_HEAD = 45
_LONG_TIME = 12
_FEWEST = 3
_MOST_LINES = 8


class Stacked(Protocol):
    """A cell with its words; the index of it among its fellows is its place."""

    @property
    def text(self) -> str:
        """Its words."""


@value(frozen=True, slots=True)
class TimedRow:
    """The cells of a row, its group's title, and the indexes of its first and last cell."""

    cells: tuple[str, ...]
    group: str
    first: int
    last: int


def may_open(text: str, below: str) -> bool:
    """Whether two cells could be the first headings of such a table; cheap."""
    if len(text) >= _LONG_HEAD or not text.startswith(OPENINGS) or len(below) >= _LONG_HEAD:
        return False
    return text[-1].isalpha() and role_of(below) is not ColumnRole.OTHER


def says_a_time(text: str) -> bool:
    """Whether a cell could say by when: short, with a figure or a word of time."""
    return bool(_TIME.search(text)) and len(text.split()) <= _LONG_TIME


def timed_table(
    cells: Sequence[Stacked], stops: re.Pattern[str]
) -> tuple[tuple[str, ...], list[TimedRow]]:
    """The headings at the beginning of `cells` and the rows below; no rows where there are none."""
    heads: list[str] = []
    for cell in cells:
        is_head = len(cell.text) < _LONG_HEAD and cell.text[-1:] not in ":.;"
        if not is_head or role_of(cell.text) is ColumnRole.OTHER or cell.text in heads:
            break
        heads.append(cell.text)
    roles = [role_of(head) for head in heads]
    # The first row may begin like one more heading («Báo cáo kết quả»).
    for width in (len(heads), len(heads) - 1):
        known = set(roles[:width])
        if len(known) < _FEWEST or not {ColumnRole.CONTENT, ColumnRole.TIME} <= known:
            break
        rows = _by_hours if roles[0] is ColumnRole.TIME else _by_width
        found = list(rows(cells, width, roles.index(ColumnRole.TIME), stops))
        if len(found) > 1:
            return tuple(heads[:width]), found
    return (), []


def _ends(text: str, head: str, stops: re.Pattern[str]) -> bool:
    label = label_of(text)
    is_numbered = label is not None and label.style in _NUMBERED
    return bool(stops.match(text)) or text == head or is_numbered


def _by_hours(
    cells: Sequence[Stacked], width: int, _time: int, stops: re.Pattern[str]
) -> Iterator[TimedRow]:
    """Rows of a timetable; a time right above another is the title of a group."""
    group, at = "", width
    while at < len(cells) and _TIMED.match(cells[at].text):
        end = at + 1
        while (
            end < min(at + _MOST_LINES, len(cells))
            and not _TIMED.match(cells[end].text)
            and not _ends(cells[end].text, cells[0].text, stops)
        ):
            end += 1
        below = [cell.text for cell in cells[at + 1 : end]]
        if below:
            # A cell of several lines is the content's.
            spare = max(len(below) - (width - 1), 0) + 1
            words = [cells[at].text, " ".join(below[:spare]), *below[spare:]]
            words += [""] * (width - len(words))
            yield TimedRow(tuple(words), group, at, end - 1)
        else:
            group = cells[at].text
        at = end


def _by_width(
    cells: Sequence[Stacked], width: int, time: int, stops: re.Pattern[str]
) -> Iterator[TimedRow]:
    """Rows of as many cells as there are headings, as long as a time stands where it should."""
    for at in range(width, len(cells) - width + 1, width):
        row = tuple(cell.text for cell in cells[at : at + width])
        if not says_a_time(row[time]) or any(_ends(text, cells[0].text, stops) for text in row):
            return
        yield TimedRow(row, "", at, at + width - 1)
