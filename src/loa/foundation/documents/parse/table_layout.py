"""A table kept in columns by spaces, as `pdftotext -layout` prints it: places tell the columns.

A cell may go on over several lines; its ordinal may stand beside the first of them or in the
middle. A page repeats the heading, and its number stands alone. Rows of a timetable are told by the
hours at their beginning, and by blank lines.
"""

import re
from collections import Counter
from itertools import pairwise

from loa.foundation.documents.parse.lines import Line
from loa.foundation.documents.parse.values import value

_CHUNK = re.compile(r"\S+(?: \S+)*")
_ORDINAL = re.compile(r"(?P<n>\d{1,3})[.)]?(?=\s{2,}\S|\s*\Z)")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-HĐ])[.)]?(?=\s{2,}\S|\. ?\S)")
_HEAD = re.compile(r"(?:STT|TT|Stt)\s{2,}\S")
_UPPER_HALF = re.compile(r"(?:Số|SỐ)(?=\s{2,}|\Z)")
_CLOCK = r"\d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}(?!\d)"
_HOURS = re.compile(rf"(?:[Tt]ừ\s+)?{_CLOCK}(?:\s?(?:-|–|đến)\s?{_CLOCK})?")
_OF_HOURS = re.compile(r"(?:THỜI GIAN|Thời gian|GIỜ|Giờ)\s{2,}\S")
_NOTE = re.compile(r"(?<=[^\W\d_])\s(Ghi chú|GHI CHÚ)\Z")
_LEADING = re.compile(
    r"(.*(?:thực hiện|trách nhiệm|phân công|triển khai).*)\s(Chủ trì|(?:Cơ quan|Đơn vị) chủ trì)\Z"
)
_PARTNERS = re.compile(r"(?:Phối hợp|(?:Cơ quan|Đơn vị) phối hợp)\Z")
_MOST_HEADING = 4
_WIDE = 72
_NARROW = 4
_FEWEST = 2


@value(frozen=True, slots=True)
class _Chunk:
    """Words of a line without a gap, and the places on the page where they begin and end."""

    text: str
    start: int
    end: int


@value(frozen=True, slots=True)
class LaidRow:
    """The cells of a row, its group's title, and the indexes of its first and last line."""

    cells: tuple[str, ...]
    group: str
    first: int
    last: int


@value(frozen=True, slots=True)
class LaidTable:
    """Headings and rows; `first` is the line at which the heading begins."""

    columns: tuple[str, ...]
    rows: tuple[LaidRow, ...]
    first: int


def laid_out_table(lines: list[Line], at: int, stops: re.Pattern[str]) -> LaidTable | None:
    """The table whose «TT» stands in the line `at`; None where places tell no columns or rows."""
    first, body = _heading(lines, at)
    columns = _parted(_columns([_heads(line) for line in lines[first:body]]))
    if len(columns) < _FEWEST:
        return None
    places = [place for _, place in columns]
    numbered = [_chunks(line) for line in lines[body : body + 200] if _ORDINAL.match(line.text)]
    grid = _Grid(places, _starts(numbered, places), _fullest(numbered, len(places)))
    rows = _rows(lines, body, grid, stops)
    return LaidTable(tuple(name for name, _ in columns), rows, first) if rows else None


def opens_hours(text: str) -> bool:
    """Whether a line of columns could head a timetable; cheap."""
    return bool(_OF_HOURS.match(text))


def laid_out_hours(lines: list[Line], at: int) -> LaidTable | None:
    """The timetable whose heading is the line `at`: blocks of lines that begin with an hour."""
    heads = _chunks(lines[at])
    grid = _Grid([(head.start, head.end) for head in heads], [])
    rows: list[LaidRow] = []
    i = at + 1
    while i < len(lines):
        end = i + 1
        while end < len(lines) and not lines[end].blanks:
            end += 1
        begins = [k for k in range(i, end) if _HOURS.match(lines[k].text)]
        if begins:
            # What stands above the first hour of a block is of its row: hours stand in the middle.
            edges = [i, *begins[1:], end]
            rows += [_hours_row(lines, grid, a, b) for a, b in pairwise(edges)]
        elif not all(line.text.isdigit() for line in lines[i:end]):
            break
        i = end
    columns = tuple(head.text for head in heads)
    return LaidTable(columns, tuple(rows), at) if len(rows) >= _FEWEST else None


def _hours_row(lines: list[Line], grid: "_Grid", first: int, stop: int) -> LaidRow:
    """The lines `first` up to `stop` as one row."""
    cells: list[list[str]] = [[] for _ in range(grid.width)]
    for line in lines[first:stop]:
        hours = _HOURS.match(line.text)
        if hours:
            cells[0].append(hours.group())
        _add(cells, [_chunks(line, hours.end() if hours else 0)], grid)
    return LaidRow(tuple(" ".join(words) for words in cells), "", first, stop - 1)


def _chunks(line: Line, at: int = 0) -> list[_Chunk]:
    """The pieces of `line` from its character `at` on."""
    return [
        _Chunk(found.group(), line.indent + found.start(), line.indent + found.end())
        for found in _CHUNK.finditer(line.text, at)
    ]


def _heading(lines: list[Line], at: int) -> tuple[int, int]:
    """Where the heading begins, a line or two above «TT», and where the rows begin."""
    first = at
    while first > max(at - 2, 0) and not lines[first].blanks and _is_upper(lines, first - 1, at):
        first -= 1
    body = at + 1
    # «TT» stands in the middle of its cell: as many lines follow as stand above.
    most = at - first + 1 if first < at else _MOST_HEADING
    while body < min(at + most, len(lines)) and not (
        lines[body].blanks or _ORDINAL.match(lines[body].text) or _GROUP.match(lines[body].text)
    ):
        body += 1
    return first, body


def _is_upper(lines: list[Line], i: int, at: int) -> bool:
    """Whether the line `i` holds the upper half of headings: it stands over their columns."""
    if any(_UPPER_HALF.match(line.text) for line in lines[max(i - 1, 0) : i + 1]):
        return True
    heads = _chunks(lines[at])
    ends = max(
        line.indent + len(line.text)
        for line in lines[at : at + 2]
        if not line.blanks or line is lines[at]
    )
    inside = all(heads[0].end < part.start and part.end <= ends + 8 for part in _chunks(lines[i]))
    return inside and len(_chunks(lines[i])) > 1


def _heads(line: Line) -> list[_Chunk]:
    """The pieces of a line of headings; «Ghi chú» may stand one space behind another."""
    found: list[_Chunk] = []
    for chunk in _chunks(line):
        note = _NOTE.search(chunk.text)
        cut = chunk.start + note.start() if note else chunk.end
        found.append(_Chunk(chunk.text[: cut - chunk.start], chunk.start, cut))
        if note:
            found.append(_Chunk(note[1], cut + 1, chunk.end))
    return found


def _columns(heading: list[list[_Chunk]]) -> list[tuple[str, tuple[int, int]]]:
    """The headings and their places: what stands under one another is one, unless it spans."""
    base = max(heading, key=len)
    found = [([part.text], part.start, part.end) for part in base]
    at = heading.index(base)
    for line in reversed(heading[:at]):
        for part in line:
            under = _under(found, part)
            for one in under:
                one[0].insert(0, part.text if len(under) == 1 else f"{part.text} –")
            if not under:
                found.append(([part.text], part.start, part.end))
    for line in heading[at + 1 :]:
        below = [(part, _under(found, part)) for part in line]
        for part, under in below:
            shared = [other for other, over in below if under and over[:1] == under[:1]]
            if len(shared) > 1:
                # A heading over several: «Cơ quan thực hiện» over «Chủ trì», «Phối hợp».
                words = [*under[0][0], "–", part.text]
                found.append((words, part.start, part.end))
                found = [one for one in found if one is not under[0] or part is not shared[-1]]
            elif under:
                under[0][0].append(part.text)
            else:
                found.append(([part.text], part.start, part.end))
    found.sort(key=lambda one: one[1])
    return [(" ".join(words), (start, end)) for words, start, end in found]


def _parted(columns: list[tuple[str, tuple[int, int]]]) -> list[tuple[str, tuple[int, int]]]:
    """«Cơ quan thực hiện Chủ trì» beside a lone «Phối hợp»: one heading spans both."""
    found = list(columns)
    for i in range(1, len(found) - 1):
        spanning = _LEADING.match(found[i][0])
        if spanning and _PARTNERS.match(found[i + 1][0]):
            over, first = spanning.groups()
            found[i] = (f"{over} – {first}", found[i][1])
            found[i + 1] = (f"{over} – {found[i + 1][0]}", found[i + 1][1])
    return found


def _under(
    found: list[tuple[list[str], int, int]], part: _Chunk
) -> list[tuple[list[str], int, int]]:
    """The headings that share places with `part`."""
    beside = [(one, min(part.end, one[2]) - max(part.start, one[1])) for one in found]
    shared = [one for one, over in beside if over > 1]
    # A heading of a few letters hardly shares any.
    return shared or [
        one for one, over in beside if over >= 0 and min(len(part.text), one[2] - one[1]) <= _NARROW
    ]


def _starts(rows: list[list[_Chunk]], places: list[tuple[int, int]]) -> list[int]:
    """The leftmost place of each column's cells, from the rows that fill every column."""
    full = [chunks for chunks in rows if len(chunks) == len(places)]
    return [min(row[i].start for row in full) for i in range(len(places))] if full else []


def _fullest(rows: list[list[_Chunk]], width: int) -> int:
    """How many cells most rows fill, where nearly all columns are; a page may shift them all."""
    counts = Counter(map(len, rows))
    most = max((count for count in counts if count <= width), default=0)
    return most if most >= max(width - 1, _FEWEST + 1) and counts[most] > 1 else 0


class _Grid:
    """Tells the column of a piece of a line by its place."""

    def __init__(self, places: list[tuple[int, int]], starts: list[int], fullest: int = 0) -> None:
        """`places` of the headings; `starts` of the cells below, empty where no row is full.

        A row of `fullest` cells tells anew where columns begin: each page has places of its own.
        """
        self._places = places
        self._starts = starts
        self._fullest = fullest
        self._filled: list[int] = []
        self.width = len(places)

    def anchor(self, chunks: list[_Chunk]) -> None:
        """Take the places of a row that fills every column that any row fills."""
        if not self._fullest or len(chunks) != self._fullest:
            return
        if not self._filled:
            self._filled = [0, *(self.column(chunk) for chunk in chunks[1:])]
            if sorted(set(self._filled)) != self._filled:
                self._fullest = 0
                return
        starts = dict(zip(self._filled, (chunk.start for chunk in chunks), strict=True))
        after = chunks[-1].end
        for i in reversed(range(self.width)):
            after = starts.setdefault(i, after + 1)
        self._starts = [starts[i] for i in range(self.width)]

    def column(self, chunk: _Chunk) -> int:
        """The column whose cells begin before the piece, else the one whose heading is nearest."""
        if self._starts:
            return max((i for i, at in enumerate(self._starts) if at <= chunk.start + 1), default=0)
        over = [min(chunk.end, end) - max(chunk.start, start) for start, end in self._places]
        return over.index(max(over))


def _rows(lines: list[Line], body: int, grid: _Grid, stops: re.Pattern[str]) -> tuple[LaidRow, ...]:
    found: list[LaidRow] = []
    open_row: list[list[str]] = []
    pending: list[tuple[int, list[_Chunk]]] = []
    begun = last = body
    group = ""
    is_centred = body < len(lines) and not _opens(lines[body])

    def close() -> None:
        if open_row:
            cells = tuple(" ".join(words) for words in open_row)
            found.append(LaidRow(cells, group, begun, last))
            open_row.clear()

    i = body
    while i < len(lines):
        line = lines[i]
        chunks = _chunks(line)
        if stops.match(line.text) or _leaves(line, chunks, grid, found=bool(found or open_row)):
            break
        if _HEAD.match(line.text):
            i = _heading(lines, i)[1]
            continue
        ordinal = _ORDINAL.match(line.text)
        titled = _GROUP.match(line.text)
        if titled and len(chunks) <= _FEWEST and (not ordinal or len(chunks) == 1):
            close()
            group = " ".join(line.text.split())
        elif ordinal and (len(chunks) > 1 or is_centred):
            kept = _kept(lines, pending, grid) if is_centred else len(pending)
            _add(open_row, [chunks_ for _, chunks_ in pending[:kept]], grid)
            close()
            begun = pending[kept][0] if kept < len(pending) else i
            grid.anchor(chunks)
            open_row.extend([[] for _ in range(grid.width)])
            open_row[0].append(ordinal["n"])
            _add(open_row, [chunks_ for _, chunks_ in pending[kept:]], grid)
            _add(open_row, [chunks[1:]], grid)
            pending, last = [], i
        elif not (len(chunks) == 1 and line.text.isdigit()):
            pending.append((i, chunks))
            if not is_centred:
                _add(open_row, [chunks], grid)
                pending = []
            last = i if open_row else last
        i += 1
    _add(open_row, [chunks_ for _, chunks_ in pending], grid)
    close()
    return tuple(found)


def _opens(line: Line) -> bool:
    return bool(_ORDINAL.match(line.text) or _GROUP.match(line.text))


def _leaves(line: Line, chunks: list[_Chunk], grid: _Grid, *, found: bool) -> bool:
    """Whether the line is no part of a table any more: a whole line of words after a blank one.

    So is a heading behind one without rows: it is tried for itself.
    """
    if not found:
        return bool(_HEAD.match(line.text))
    long = len(chunks) == 1 and len(line.text) > _WIDE and grid.width > _FEWEST
    return bool(line.blanks) and long


def _kept(lines: list[Line], pending: list[tuple[int, list[_Chunk]]], grid: _Grid) -> int:
    """How many of the lines before an ordinal belong to the row above: up to a new beginning."""
    apart = next((k for k, (i, _) in enumerate(pending) if k and lines[i].blanks), None)
    if apart is not None:
        return apart
    starts = [
        k
        for k, (_, chunks) in enumerate(pending)
        if any(grid.column(part) == 1 and part.text[0].isupper() for part in chunks)
    ]
    return starts[-1] if starts else len(pending)


def _add(row: list[list[str]], parts: list[list[_Chunk]], grid: _Grid) -> None:
    """Put the pieces of lines under the columns they stand in."""
    if not row:
        return
    for chunks in parts:
        for chunk in chunks:
            row[max(grid.column(chunk), 1)].append(chunk.text)
