"""Annex tables: columns known by their headings, also where cells stand one under another.

A converter that loses the grid leaves a stack of cells. The heading row is what stands between
«STT» and the first ordinal; a row runs from one ordinal to the next.
"""

import re

from loa.foundation.documents.parse.fold import fold
from loa.foundation.documents.parse.labels import label_of
from loa.foundation.documents.parse.letters import CAPITALS
from loa.foundation.documents.parse.lines import Line, Style
from loa.foundation.documents.parse.source import Source
from loa.foundation.documents.parse.structure import AnnexTable, SectionStyle, TableRow
from loa.foundation.documents.parse.table_cells import roles_of
from loa.foundation.documents.parse.table_forms import blank_form
from loa.foundation.documents.parse.table_grids import FIRST_HEADS, ORDINAL
from loa.foundation.documents.parse.table_heads import GROUP_TITLE, columns_of
from loa.foundation.documents.parse.table_layout import opens_hours
from loa.foundation.documents.parse.table_rows import (
    Cell,
    broken_posts,
    join_broken,
    laid_out,
    row_of,
    timed,
)
from loa.foundation.documents.parse.table_timed import OPENINGS, may_open

_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-HĐ]|[a-zđ])[.)]?\Z")
_FIGURE = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})*(?:,\d+)?%?\Z|[-–]\Z")
_END = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHẦN|Phần [IVX\d]|Ghi chú\s*:|Nơi nhận|BIỂU|Biểu số|Mẫu số|Điều \d{1,3}\."
    rf"|[A-H]\. [{CAPITALS}]{{2,}}|[IVX]+\. [{CAPITALS}]{{2,}})"
)
_ORDINALS = ("STT", "TT", "Stt")
_LAID_HEAD = re.compile(rf"(?:{'|'.join(_ORDINALS)})\s{{2,}}\S")
_TITLE = re.compile(rf"[{CAPITALS}]\w*\s+\w")
_TITLES = frozenset({SectionStyle.NUMBER, SectionStyle.ROMAN, SectionStyle.CAPITAL})
_MOST_LEFT_OUT = 6
_MAX_COLUMNS = 24
# Headings and blank rows of a form; what is longer is no form.
_MOST_OF_FORM = 64
_BLANK = "Bảng mẫu chưa điền; hãy xem có phải chỉ là biểu mẫu báo cáo không."
_SHORT = 12
# «STT», «Số TT»; few lines of a text begin with one of these at all.
_FIRSTS = frozenset("TtSs") | {words[0] for words in OPENINGS}
_ARTICLE = re.compile(r"Điều \d{1,3}\.")
# A row of dots stands for rows that were left out.
_DOTS = re.compile(r"[.…\s]{20,}\Z")


def stacked_tables(
    source: Source, lines: list[Line], start: int, style: Style, year: int | None
) -> tuple[list[AnnexTable], set[int]]:
    """Tables in `lines[start:]` whose cells stand one under another, and the lines they take."""
    found: list[AnnexTable] = []
    taken: set[int] = set()
    after = start
    for at in [i for i, line in enumerate(lines[start:], start) if line.text[0] in _FIRSTS]:
        read = _opened(source, lines, at, style, year) if at >= after else None
        if read:
            table, first, last = read
            found.append(table)
            taken.update(range(first, last + 1))
            after = last + 1
    return found, taken


def _opened(
    source: Source, lines: list[Line], at: int, style: Style, year: int | None
) -> tuple[AnnexTable, int, int] | None:
    """The table that the line at `at` opens, and its first and last line; None if it opens none."""
    text = lines[at].text
    if len(text) < _SHORT and style is not Style.LAID_OUT and _opens_table(lines, at, style):
        stacked = _table(source, lines, _cells(lines, at, style), year, style)
        return (stacked[0], at, stacked[1]) if stacked else None
    if at + 1 < len(lines) and may_open(text, lines[at + 1].text):
        clock = timed(source, lines, _with_blanks(lines, _cells(lines, at, style)), year, _END)
        return (clock[0], at, clock[1]) if clock else None
    if (text.startswith(_ORDINALS) and _LAID_HEAD.match(text)) or (
        lines[at].has_gaps and opens_hours(text)
    ):
        return laid_out(source, lines, at, year, _END)
    return None


def _is_first(text: str) -> bool:
    """Whether a cell is the «STT» that opens a heading row."""
    return len(text) < _SHORT and fold(text) in FIRST_HEADS


def _opens_table(lines: list[Line], i: int, style: Style) -> bool:
    """A cell of its own that says «STT»; «STT | 57, Phụ lục 6» cites a row of another document."""
    if not _is_first(lines[i].text):
        return False
    goes_on = i + 1 < len(lines) and not lines[i + 1].blanks and lines[i + 1].text[0].isdigit()
    return not goes_on and (bool(lines[i].blanks) or style is Style.ONE_LINE)


def _cells(lines: list[Line], start: int, style: Style) -> list[Cell]:
    """Blank lines part cells; where a line is a paragraph every line is one."""
    cells: list[Cell] = []
    stacked: list[str] = []
    for i in range(start, len(lines)):
        line = lines[i]
        if i > start and _opens_table(lines, i, style):
            _close(cells, stacked)
            stacked = [line.text]
            cells.append(Cell(line.text, i, i))
            break
        words = " ".join(line.text.split())
        if _DOTS.match(words):
            continue
        alone = style is Style.ONE_LINE or line.blanks or ORDINAL.match(words)
        alone = alone or _ARTICLE.match(words)
        if cells and not alone and not ORDINAL.match(cells[-1].text):
            stacked.append(words)
            cells[-1].last = i
        else:
            _close(cells, stacked)
            cells.append(Cell(words, i, i))
            stacked = [words]
    _close(cells, stacked)
    return cells


def _close(cells: list[Cell], stacked: list[str]) -> None:
    """Give the last cell the words of all its lines."""
    if len(stacked) > 1:
        cells[-1].text = " ".join(stacked)


def _table(
    source: Source, lines: list[Line], cells: list[Cell], year: int | None, style: Style
) -> tuple[AnnexTable, int] | None:
    head = next(
        (
            i
            for i, c in enumerate(cells[1:_MAX_COLUMNS], 1)
            if ORDINAL.match(c.text) or _GROUP.match(c.text) or _opens_group(cells, i)
        ),
        0,
    )
    if head < 2:
        return _form(source, lines, cells)
    head -= join_broken(cells, head) if style is Style.ONE_LINE else 0
    body = _after_numbers(cells, head)
    columns = columns_of([cell.text for cell in cells[:head]], _widths(cells, body))
    if len(columns) > 3 and len(columns[-1]) > 90:
        columns.pop()
    rows, last = _rows(source, lines, cells, columns, at=body, year=year)
    if not rows:
        return _form(source, lines, cells)
    span = source.span(lines[cells[0].first].start, lines[last].end)
    roles = roles_of(columns)
    return AnnexTable(tuple(columns), roles, tuple(rows), span, None, 0.8), last


def _form(source: Source, lines: list[Line], cells: list[Cell]) -> tuple[AnnexTable, int] | None:
    """A table whose rows are still to be filled in, and its last line."""
    form = blank_form([cell.text for cell in cells[:_MOST_OF_FORM]])
    if form is None:
        return None
    head, numbered, end = form
    columns = [cell.text for cell in cells[:head]]
    rows = [
        row_of(
            [str(at + 1)],
            columns,
            (),
            source.span(lines[cells[head + at].first].start, lines[cells[head + at].last].end),
            None,
        )
        for at in range(numbered)
    ]
    last = cells[end - 1].last
    span = source.span(lines[cells[0].first].start, lines[last].end)
    roles = roles_of(columns)
    return AnnexTable(tuple(columns), roles, tuple(rows), span, None, 0.6, (_BLANK,)), last


def _with_blanks(lines: list[Line], cells: list[Cell]) -> list[Cell]:
    """`cells` and, where headings follow one another without a blank line, a cell for each blank.

    So writes a word processor a table as plain text: a blank cell is a blank line.
    """
    if any(lines[cell.first].blanks for cell in cells[1:4]):
        return cells
    found: list[Cell] = cells[:1]
    for cell in cells[1:]:
        found += [Cell("", cell.first, cell.first)] * min(lines[cell.first].blanks, _SHORT)
        found.append(cell)
    return found


def _values(lines: list[Line], cells: list[Cell], first: int, stop: int, width: int) -> list[str]:
    """The words of a row's cells; where blank lines stand for blank cells they fill the row."""
    values = [cell.text for cell in cells[first:stop]]
    if len(values) + 1 >= width or any(lines[cell.first].blanks for cell in cells[1:4]):
        return values
    full: list[str] = []
    for cell in cells[first : stop + 1]:
        full += [""] * lines[cell.first].blanks
        if cell is not cells[min(stop, len(cells) - 1)] or stop == len(cells):
            full.append(cell.text)
    return full if len(full) + 1 == width else values


def _opens_group(cells: list[Cell], i: int) -> bool:
    """«I. Kinh tế số» in one cell, with the group's first ordinal right below it."""
    return (
        i + 2 < len(cells)
        and bool(GROUP_TITLE.match(cells[i].text))
        and bool(ORDINAL.match(cells[i + 1].text))
        and not ORDINAL.match(cells[i + 2].text)
    )


def _widths(cells: list[Cell], at: int) -> list[int]:
    """How many cells lie between one ordinal and the next that follows on from it."""
    found: list[int] = []
    here = begun = 0
    for i in range(at, len(cells)):
        if _is_first(cells[i].text):
            break
        group = _GROUP.match(cells[i].text) or _opens_group(cells, i)
        match = ORDINAL.match(cells[i].text)
        value = int(match["n"].rsplit(".", maxsplit=1)[-1]) if match else 0
        words = i + 1 < len(cells) and not _FIGURE.match(cells[i + 1].text)
        if group or (match and words and value in {here + 1, 1}):
            if begun:
                found.append(i - begun)
            begun, here = (0, 0) if group else (i, value)
    return found


def _after_numbers(cells: list[Cell], head: int) -> int:
    """Step over a row that only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    at = head
    expected = 1
    while at < len(cells):
        match = ORDINAL.match(cells[at].text)
        if not match or match["n"] != str(expected):
            break
        expected += 1
        at += 1
    # Its last number may be the first row's «1» again; three in a row make a numbering.
    return at if expected > 3 else head


def _rows(
    source: Source,
    lines: list[Line],
    cells: list[Cell],
    columns: list[str],
    *,
    at: int,
    year: int | None,
) -> tuple[list[TableRow], int]:
    rows: list[TableRow] = []
    group: list[str] = []
    last = cells[at - 1].last
    expected = 1
    steps = False
    while at < len(cells):
        text = cells[at].text
        if _opens_group(cells, at):
            group = [text]
            last = cells[at].last
            at += 1
            continue
        if _is_first(text) or (_END.match(text) and rows):
            break
        match = ORDINAL.match(text)
        if match and rows and bool(match["step"]) != steps:
            break  # the steps of a procedure behind a list, or the other way round
        if match and (
            _begins_row(cells, at, match["n"], expected, anew=True)
            or (rows and _restarts(cells, at, len(columns)))
        ):
            steps = bool(match["step"])
            stop = _row_end(cells, at, len(columns), match["n"])
            values = _values(lines, cells, at + 1, stop, len(columns))
            last = cells[stop - 1].last
            expected = int(match["n"].split(".")[-1]) + 1
            if len(values) <= 1 and len(columns) > 3 and not _is_last(cells, stop):
                group = [*group[:1], " ".join(values)] if values else group
            elif values:
                span = source.span(lines[cells[at].first].start, lines[last].end)
                rows.append(row_of([match["n"], *values], columns, tuple(group), span, year))
            at = stop
            continue
        if _GROUP.match(text) and at + 1 < len(cells):
            # Numbering begins again in the group, or goes on.
            group = [cells[at + 1].text]
            last = cells[at + 1].last if not ORDINAL.match(cells[at + 1].text) else cells[at].last
        at += 1
        if not rows and at > len(columns) * 8 + 40:
            break
    return rows, last


def _is_last(cells: list[Cell], stop: int) -> bool:
    return stop >= len(cells)


def _begins_row(
    cells: list[Cell], at: int, number: str, expected: int, *, anew: bool = False
) -> bool:
    """Whether an ordinal opens a row: it follows on, with words after it.

    Where a row is complete (`anew`) numbering may begin again, or leave out a few rows before what
    is clearly a title of a row.
    """
    if at + 1 >= len(cells):
        return False
    after = cells[at + 1].text
    if _FIGURE.match(after) or ORDINAL.match(after):
        return False
    value = int(number.rsplit(".", maxsplit=1)[-1])
    if "." in number or expected <= value <= expected + 1:
        return True
    if not anew:
        return False
    leaps = expected < value <= expected + _MOST_LEFT_OUT and _TITLE.match(after)
    # A number between words may be that of a page; behind a figure it opens a row.
    return value == 1 or bool(leaps and _FIGURE.match(cells[at - 1].text))


def _restarts(cells: list[Cell], at: int, width: int) -> bool:
    """Whether numbering begins again here, rows above it being lost: two more rows follow on."""
    match = ORDINAL.match(cells[at].text)
    for _ in range(2):
        if match is None or "." in match["n"] or not _has_words(cells, at):
            return False
        follows = str(int(match["n"]) + 1)
        at = next(
            (
                i
                for i in range(at + width - 2, min(at + width + 2, len(cells)))
                if (found := ORDINAL.match(cells[i].text)) and found["n"] == follows
            ),
            len(cells),
        )
        match = ORDINAL.match(cells[at].text) if at < len(cells) else None
    return match is not None and _has_words(cells, at)


def _has_words(cells: list[Cell], at: int) -> bool:
    """Whether words stand in the cell after an ordinal."""
    after = cells[at + 1].text if at + 1 < len(cells) else ""
    return bool(after) and not _FIGURE.match(after) and not ORDINAL.match(after)


def _row_end(cells: list[Cell], at: int, width: int, number: str) -> int:
    """One after the last cell of the row that begins at `at`."""
    stop = at + 1
    value = int(number.rsplit(".", maxsplit=1)[-1])
    limit = at + max(width * 3, 14)
    while stop < len(cells) and stop < limit:
        text = cells[stop].text
        match = ORDINAL.match(text)
        whole = stop - at >= width - 1
        if match and stop > at + 1:
            # The same number twice is a slip of whoever numbered the rows.
            follows = value if stop - at == width and match["n"] == number else value + 1
            if _begins_row(cells, stop, match["n"], follows, anew=whole):
                return stop
            if (
                whole
                and value + 1 != int(match["n"].rsplit(".", maxsplit=1)[-1])
                and _restarts(cells, stop, width)
            ):
                return stop
        if _is_first(text) or _END.match(text) or _opens_group(cells, stop):
            width += broken_posts(cells[at : at + width])
            return _before_title(cells, at, stop, width)
        if _GROUP.match(text) and stop - at >= min(width - 1, 3):
            return stop
        stop += 1
    # The last row: no ordinal follows, so it ends with its columns.
    return min(at + width + broken_posts(cells[at : at + width]), len(cells))


def _before_title(cells: list[Cell], at: int, stop: int, width: int) -> int:
    """Where a row ends whose next cell heads another table: the title of that is no cell of it."""
    end = min(stop, at + width)
    while end - 1 > at + 1 and _is_title(cells[end - 1].text):
        end -= 1
    return end


def _is_title(text: str) -> bool:
    """«2. Các nhiệm vụ về chuyển đổi số», «PHỤ LỤC II»: what stands above a table."""
    label = label_of(text)
    if label is not None and label.style in _TITLES and label.end < len(text):
        return text[label.end].isupper()
    return len(text) > _SHORT and text.isupper()
