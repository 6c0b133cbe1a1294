"""Excel files: real numbers and dates, text that stays text, ready to print.

Hazard R06: a title such as «=HYPERLINK(…)», «-5» or «+84…» is written by `write_string`, which
Excel never evaluates; numbers keep their sign. Hazard I15: more rows than a sheet holds are refused
whole, where the writer below would drop the rest without a word.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from loa.foundation.printing.cells import Cell, CellKind, Sheet
from loa.foundation.printing.choices import Offer, offer_choices
from loa.foundation.printing.fonts import text_width
from loa.foundation.printing.texts import clean
from loa.kernel.errors import DomainError

NAME_LIMIT = 31
ROW_LIMIT = 1_048_576  # of a sheet: Microsoft, «Excel specifications and limits»
CELL_LIMIT = 32767
CHARACTER, CELL_MARGIN = 5.25, 10.0  # points: a column's unit; its edges with the indent
_FRAME_ROWS = 5  # two of column titles, one of totals, a blank one after the heading and the table
LINE_HEIGHT, TALLEST_ROW = 15.5, 409.0
CUT_MARK = "… (còn nữa)"
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FACE = {"font_name": "Times New Roman", "font_size": 12}
PATTERNS = {
    CellKind.TEXT: "@",
    CellKind.ORDINAL: "0",
    CellKind.NUMBER: "#,##0",
    CellKind.DECIMAL: "#,##0.0##",
    CellKind.PERCENT: "0.0%",
    CellKind.MONEY: "#,##0",
    CellKind.DATE: "dd/mm/yyyy",
    CellKind.INSTANT: "hh:mm dd/mm/yyyy",
}


class TableTooLong(DomainError):
    """More rows than a sheet of Excel holds."""

    code = "TABLE_TOO_LONG"
    message_vi = (
        "Bảng này dài hơn số dòng Excel chứa được, nên không xuất để khỏi mất dòng. "
        "Hãy lọc bớt rồi xuất thành nhiều tệp."
    )


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """One Excel file of `sheets`, in their order; at least one. Raises TableTooLong.

    Numbers and percentages are shown with the separators of the reader's Excel.
    """
    if not sheets:
        message = "an Excel file needs a sheet"
        raise ValueError(message)
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": PATTERNS[CellKind.DATE],
    }
    offered: list[Offer] = []
    with xlsxwriter.Workbook(stream, options) as book:
        names = safe_names([sheet.title for sheet in sheets])
        pages = [book.add_worksheet(name) for name in names]
        for page, sheet in zip(pages, sheets, strict=True):
            begun = _SheetWriter(book, page, sheet).write()
            offered += [(page, begun, at, of) for at, of in enumerate(sheet.columns) if of.choices]
        offer_choices(book, offered)
    return stream.getvalue()


def safe_names(titles: Sequence[str]) -> list[str]:
    """Tab names Excel accepts: 31 UTF-16 units, none forbidden, no outer apostrophe, none twice."""
    names: list[str] = []
    for title in titles:
        base = FORBIDDEN.sub(" ", clean(title))
        base = _cut(" ".join(base.split()).strip("' "), NAME_LIMIT).rstrip("' ") or "Bảng"
        if base.casefold() == "history":  # Excel keeps this name for itself
            base += " 1"
        name, number = base, 1
        while name.casefold() in {taken.casefold() for taken in names}:
            number += 1
            tail = f" ({number})"
            name = _cut(base, NAME_LIMIT - len(tail)).rstrip() + tail
        names.append(name)
    return names


ALIGNS = {
    CellKind.TEXT: "left",
    CellKind.ORDINAL: "center",
    CellKind.DATE: "center",
    CellKind.INSTANT: "center",
}


class _SheetWriter:
    """Writes one sheet from top to bottom and remembers the next row."""

    def __init__(self, book: Workbook, page: Worksheet, sheet: Sheet) -> None:
        self.page = page
        self.sheet = sheet
        self.last = len(sheet.columns) - 1
        self.row = 0
        self.formats: dict[tuple[CellKind, bool], Format] = {}
        self.book = book

    def write(self) -> int:
        """The whole sheet; the first of its rows under the heading."""
        around = len(self.sheet.heading) + len(self.sheet.notes) + _FRAME_ROWS
        if len(self.sheet.rows) + self.sheet.rows_to_fill + around > ROW_LIMIT:
            raise TableTooLong
        for place, column in enumerate(self.sheet.columns):
            self.page.set_column(place, place, column.width)
        self._title_lines()
        top = self.row
        self._column_titles()
        begun = self.row
        self._rows()
        self._notes()
        self._page_setup(top)
        return begun

    def _title_lines(self) -> None:
        for place, line in enumerate(self.sheet.heading):
            style = {**FACE, "bold": place == 0, "font_size": 14 if place == 0 else 12}
            self._across(line, self.book.add_format({**style, "align": "center"}))
        self.row += bool(self.sheet.heading)

    def _column_titles(self) -> None:
        style = {"bold": True, "border": 1, "align": "center", "valign": "vcenter"}
        form = self.book.add_format({**FACE, **style, "text_wrap": True, "bg_color": "#EDEFF2"})
        columns = self.sheet.columns
        if any(column.group for column in columns):
            start = 0
            for group, members in groupby(columns, key=lambda column: column.group):
                end = start + len(list(members)) - 1
                self._group_title(group, start, end, form)
                start = end + 1
            self.row += 1
        for place, column in enumerate(columns):
            if column.group or not any(other.group for other in columns):
                self.page.write_string(self.row, place, clean(column.title), form)
        self._set_height([(column.title, column.width) for column in columns], is_bold=True)
        self.row += 1

    def _group_title(self, group: str, start: int, end: int, form: Format) -> None:
        """A group over its columns, or each ungrouped column over both heading rows."""
        if not group:
            for place in range(start, end + 1):
                title = clean(self.sheet.columns[place].title)
                self.page.merge_range(self.row, place, self.row + 1, place, title, form)
        elif start == end:
            self.page.write_string(self.row, start, clean(group), form)
        else:
            self.page.merge_range(self.row, start, self.row, end, clean(group), form)

    def _rows(self) -> None:
        first = self.row
        for place, row in enumerate(self.sheet.rows):
            self._cells(row, is_bold=place in self.sheet.group_rows)
        if self.row > first and not self.sheet.rows_to_fill:
            self.page.autofilter(first - 1, 0, self.row - 1, self.last)
        if self.row > first and self.sheet.alert_words:
            self._mark(first)
        for _row in range(self.sheet.rows_to_fill):
            self._cells([None] * len(self.sheet.columns), is_bold=False)
        if self.sheet.totals is not None:
            self._cells(self.sheet.totals, is_bold=True)

    def _mark(self, first: int) -> None:
        """What needs attention, by its words, so that it stays marked when rows are sorted."""
        words = self.sheet.alert_words
        form = self.book.add_format({"font_color": "#8A1A14", "bg_color": "#FBE3E1"})
        rule = {"type": "text", "criteria": "containing", "value": words, "format": form}
        self.page.conditional_format(first, 0, self.row - 1, self.last, rule)

    def _cells(self, row: Sequence[Cell], *, is_bold: bool) -> None:
        for place, (column, value) in enumerate(zip(self.sheet.columns, row, strict=True)):
            self._cell(place, value, column.kind, is_bold=is_bold)
        widths = [column.width for column in self.sheet.columns]
        self._set_height(list(zip(row, widths, strict=True)), is_bold=is_bold)
        self.row += 1

    def _set_height(self, texts: list[tuple[Cell, float]], *, is_bold: bool) -> None:
        """Room for the tallest text of a row: not every program finds it by itself."""
        counts = [
            _line_count(clean(text), width, is_bold=is_bold)
            for text, width in texts
            if isinstance(text, str)
        ]
        self.page.set_row(self.row, min(LINE_HEIGHT * max([1, *counts]) + 4, TALLEST_ROW))

    def _cell(self, place: int, value: Cell, kind: CellKind, *, is_bold: bool) -> None:
        """Written by the value's own type, so that text in a number column stays text."""
        if value is None or value == "":
            self.page.write_blank(self.row, place, None, self._format(kind, is_bold=is_bold))
        elif isinstance(value, str):
            form = self._format(CellKind.TEXT, is_bold=is_bold)
            self.page.write_string(self.row, place, _fitted(clean(value)), form)
        elif isinstance(value, date):
            form = self._format(kind, is_bold=is_bold)
            self.page.write_datetime(self.row, place, _wall_clock(value), form)
        else:
            form = self._format(_number_kind(kind, value), is_bold=is_bold)
            self.page.write_number(self.row, place, value, form)

    def _format(self, kind: CellKind, *, is_bold: bool) -> Format:
        key = (kind, is_bold)
        if key not in self.formats:
            style = {**FACE, "border": 1, "valign": "vcenter", "bold": is_bold}
            style |= {"num_format": PATTERNS[kind], "align": ALIGNS.get(kind, "right")}
            style |= {"text_wrap": kind is CellKind.TEXT}
            style |= {"indent": 0 if ALIGNS.get(kind) == "center" else 1}
            self.formats[key] = self.book.add_format(style)
        return self.formats[key]

    def _notes(self) -> None:
        if self.sheet.notes:
            self.row += 1
        form = self.book.add_format({**FACE, "italic": True, "text_wrap": True, "valign": "top"})
        for note in self.sheet.notes:
            self._across(note, form)

    def _across(self, text: str, form: Format) -> None:
        """One text over all columns."""
        width = sum(column.width for column in self.sheet.columns)
        self._set_height([(text, width)], is_bold=False)
        if self.last:
            self.page.merge_range(self.row, 0, self.row, self.last, clean(text), form)
        else:
            self.page.write_string(self.row, 0, clean(text), form)
        self.row += 1

    def _page_setup(self, top: int) -> None:
        """Paper, one page wide, the heading frozen on screen and repeated on paper."""
        body = top + (2 if any(column.group for column in self.sheet.columns) else 1)
        page = self.page
        page.freeze_panes(body, self.sheet.frozen_columns)
        page.repeat_rows(top, body - 1)
        page.set_paper(self.sheet.paper.value)
        if self.sheet.is_landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)
        page.set_footer("&C&P/&N")


def _line_count(text: str, width: float, *, is_bold: bool) -> int:
    """Lines that `text` takes in a column `width` characters wide."""
    room = max(CHARACTER * width - CELL_MARGIN, CHARACTER)
    return sum(int(text_width(part, 12, bold=is_bold) // room) + 1 for part in text.split("\n"))


def _cut(text: str, units: int) -> str:
    """`text` cut to so many UTF-16 units, which Excel counts, never through a letter."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _fitted(text: str) -> str:
    """`text` as one cell can hold it; a cut one says so at its end."""
    whole = _cut(text, CELL_LIMIT)
    return whole if whole == text else _cut(text, CELL_LIMIT - len(CUT_MARK)) + CUT_MARK


def _wall_clock(value: date) -> datetime:
    """A day or instant as Excel keeps it: without zone, instants by the clock of Hà Nội."""
    if isinstance(value, datetime):
        return value.astimezone(HANOI).replace(tzinfo=None) if value.tzinfo else value
    return datetime.combine(value, time())


def _number_kind(kind: CellKind, value: float | Decimal) -> CellKind:
    """The column's pattern, unless it would hide what the number is."""
    if kind in {CellKind.ORDINAL, CellKind.PERCENT, CellKind.DECIMAL, CellKind.MONEY}:
        return kind
    return CellKind.NUMBER if value == int(value) else CellKind.DECIMAL
