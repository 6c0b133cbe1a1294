"""The two columns of a head laid one under the other as one text that knows its places."""

import re
from bisect import bisect_right
from operator import itemgetter

from loa.foundation.documents.parse.lines import Line, Style, is_rule
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import Span
from loa.foundation.documents.parse.values import value


@value(frozen=True, slots=True)
class Cell:
    """A piece of a head line: words and where they stand."""

    text: str
    start: int


class Sheet:
    """Cells laid one under another as one searchable text that knows its places."""

    def __init__(self, source: Source, cells: list[list[Cell]]) -> None:
        """`cells` in rows; an empty line parts one row from the next."""
        self.source = source
        self.text = ""
        self.marks: list[tuple[int, int]] = []
        for row in cells:
            for cell in row:
                self.marks.append((len(self.text), cell.start))
                self.text += cell.text + "\n"
            self.text += "\n"

    def span(self, start: int, end: int) -> Span:
        """The source span of a stretch of the sheet."""
        return self.source.span(self._place(start), self._place(max(end - 1, start)) + 1)

    def _place(self, at: int) -> int:
        i = bisect_right(self.marks, at, key=itemgetter(0)) - 1
        begin, start = self.marks[i] if i >= 0 else (0, 0)
        return start + at - begin


def sheet_of(source: Source, lines: list[Line], style: Style) -> Sheet:
    """The lines of the head: each block of its own, in a laid-out text the left column first."""
    if style is Style.LAID_OUT:
        left: list[Cell] = []
        right: list[Cell] = []
        for line in lines:
            for found in re.finditer(r"\S(?:\s{0,2}\S)*", line.text):
                column = line.indent + found.start()
                blank_number = re.match(r"/\s*[A-ZĐ]", found.group())
                cell = Cell(found.group(), line.start + found.start())
                if right and re.match(r"tháng|năm \d", cell.text) and right[-1].start >= line.start:
                    before = right.pop()
                    right.append(
                        Cell(source.text[before.start : cell.start] + cell.text, before.start)
                    )
                elif (
                    blank_number
                    and left
                    and left[-1].start >= line.start
                    and left[-1].text.startswith("Số")
                ):
                    # "Số: 565    /TB-UBND": the gap belongs to the number.
                    before = left.pop()
                    words = source.text[before.start : cell.start] + cell.text
                    left.append(Cell(words, before.start))
                elif column < 28 or blank_number:
                    left.append(cell)
                else:
                    right.append(cell)
        return Sheet(source, [left, right])
    rows: list[list[Cell]] = []
    for line in lines:
        if not rows or line.blanks or is_rule(line.text):
            rows.append([])
        if not is_rule(line.text):
            rows[-1].append(Cell(line.text, line.start))
    return Sheet(source, rows)
