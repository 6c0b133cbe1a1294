"""Workbooks (.xlsx, .xls, .ods): every sheet a grid of what its cells show, with the way back.

Values come from python-calamine, which opens uploads only in the reading process; what it does not
tell (hidden rows, number formats, formulas) stands in `workbook_marks`.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import python_calamine as calamine

from loa.foundation.files.extract.cell_words import Value, words_of
from loa.foundation.files.extract.errors import BrokenFile, EncryptedFile, FileTooComplex
from loa.foundation.files.extract.media import MediaType, media_type_of
from loa.foundation.files.extract.ods_marks import ods_marks_of
from loa.foundation.files.extract.sheet_lines import in_lines
from loa.foundation.files.extract.types import (
    ExtractedTable,
    ExtractedText,
    ExtractNote,
    NoteCode,
    SheetPlace,
    SourceFormat,
)
from loa.foundation.files.extract.workbook_marks import SheetMarks, marks_of

MAX_CELLS = 20_000_000
"""Cells between the first and the last value of a sheet, empty ones included."""
_FORMATS = {
    MediaType.XLSX: SourceFormat.XLSX,
    MediaType.XLS: SourceFormat.XLS,
    MediaType.ODS: SourceFormat.ODS,
}
_PLACES_NAMED = 5
_UNREADABLE = (calamine.CalamineError, calamine.ZipError, calamine.XmlError, ValueError, OSError)


def extract_workbook(data: bytes) -> ExtractedText:
    """The sheets of a workbook as tables, rows without any value left out.

    Raises BrokenFile, EncryptedFile, FileTooComplex.
    """
    media_type = media_type_of(data) or MediaType.XLSX
    marks = _marks(data, media_type)
    if any((one.last[0] + 1) * (one.last[1] + 1) > MAX_CELLS for one in marks.values()):
        raise FileTooComplex
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [
                _Sheet.read(book, sheet, marks.get(sheet.name, SheetMarks()))
                for sheet in book.sheets_metadata
                if sheet.typ is calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError:
        raise EncryptedFile from None
    except _UNREADABLE:
        raise BrokenFile from None
    notes = [*_notes(sheets, marks)]
    if media_type is MediaType.XLS:
        notes.append(ExtractNote(NoteCode.HIDDEN_UNKNOWN, _UNKNOWN))
    tables = [sheet.table for sheet in sheets if sheet.rows]
    return in_lines(tables, _FORMATS[media_type], notes)


def _marks(data: bytes, media_type: MediaType) -> dict[str, SheetMarks]:
    if media_type is MediaType.XLSX:
        return marks_of(data)
    return ods_marks_of(data) if media_type is MediaType.ODS else {}


@dataclass(frozen=True)
class _Sheet:
    """A sheet with its grid: only rows that hold a value, only columns up to the last one."""

    name: str
    rows: tuple[tuple[str, ...], ...] = ()
    row_numbers: tuple[int, ...] = ()
    column_numbers: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    is_hidden: bool = False

    @classmethod
    def read(
        cls, book: calamine.CalamineWorkbook, told: calamine.SheetMetadata, marks: SheetMarks
    ) -> "_Sheet":
        sheet = book.get_sheet_by_name(told.name)
        if sheet.start is None or sheet.total_height * sheet.total_width > MAX_CELLS:
            if sheet.start is None:
                return cls(told.name)
            raise FileTooComplex
        inked = dict(_inked_rows(sheet, marks))
        _carry_down(inked, [*(sheet.merged_cell_ranges or ()), *marks.merged])
        numbers = sorted(inked)
        columns = sorted({column for row in inked.values() for column, words in row.items()})
        grid = tuple(tuple(inked[row].get(column, "") for column in columns) for row in numbers)
        is_hidden = marks.is_hidden or told.visible is not calamine.SheetVisibleEnum.Visible
        hidden = [i for i, row in enumerate(numbers) if is_hidden or row in marks.hidden_rows]
        return cls(
            told.name,
            grid,
            tuple(row + 1 for row in numbers),
            tuple(column + 1 for column in columns),
            tuple(hidden),
            tuple(i for i, column in enumerate(columns) if column in marks.hidden_columns),
            is_hidden,
        )

    @property
    def table(self) -> ExtractedTable:
        """The grid with the way back to the sheet; its place in the text is not known yet."""
        place = SheetPlace(
            self.name,
            self.row_numbers,
            self.column_numbers,
            self.hidden_rows,
            self.hidden_columns,
        )
        return ExtractedTable(self.rows, 0, 0, place)


def _inked_rows(
    sheet: calamine.CalamineSheet, marks: SheetMarks
) -> Iterator[tuple[int, dict[int, str]]]:
    """Of each row with a value its number on the sheet, from 0, and its words by column."""
    top, left = sheet.start or (0, 0)
    for i, values in enumerate(sheet.to_python(skip_empty_area=True)):
        row = {}
        for j, value in enumerate(values):
            place = (top + i, left + j)
            if words := _words(value, marks, place):
                row[place[1]] = words
        if row:
            yield top + i, row


def _words(value: Value, marks: SheetMarks, place: tuple[int, int]) -> str:
    return "" if value == "" else words_of(value, marks.formats.get(place, ""))


def _carry_down(
    inked: dict[int, dict[int, str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Give each row that a merged cell covers the words of the cell.

    Only rows with a value of their own are filled: a merge over a whole column costs nothing.
    """
    for (top, left), (bottom, _right) in merged:
        words = inked.get(top, {}).get(left)
        if not words or bottom == top:
            continue
        covered = range(top + 1, bottom + 1)
        for row in [row for row in inked if row in covered]:
            inked[row].setdefault(left, words)


_UNKNOWN = (
    "Tệp Excel đời cũ (.xls) không cho Loa biết dòng và cột nào bị ẩn; mọi dòng đều được đọc. "
    "Nếu tệp có dòng ẩn, hãy lưu lại thành .xlsx rồi tải lên."
)


def _notes(sheets: list[_Sheet], marks: dict[str, SheetMarks]) -> Iterator[ExtractNote]:
    hidden = [words for sheet in sheets if (words := _hidden_words(sheet))]
    if hidden:
        yield ExtractNote(
            NoteCode.HIDDEN_CELLS,
            f"Tệp có phần bị ẩn: {'; '.join(hidden)}. Loa để riêng phần ẩn, như người mở tệp "
            "không thấy; chọn «Lấy cả dòng, cột ẩn» nếu cần.",
        )
    formulas = sum(one.formulas for one in marks.values())
    if formulas:
        yield ExtractNote(
            NoteCode.FORMULAS,
            f"Có {formulas} ô là công thức; Loa lấy giá trị hiện lần cuối khi lưu tệp.",
        )
    blank = [
        f"{sheet.name}!{SheetPlace('', (row + 1,), (column + 1,)).cell(0, 0)}"
        for sheet in sheets
        for row, column in marks.get(sheet.name, SheetMarks()).uncomputed
    ]
    if blank:
        more = f" và {len(blank) - _PLACES_NAMED} ô khác" if len(blank) > _PLACES_NAMED else ""
        yield ExtractNote(
            NoteCode.UNCOMPUTED,
            f"Công thức chưa có kết quả ở ô {', '.join(blank[:_PLACES_NAMED])}{more}; ô đó để "
            "trống. Hãy mở tệp bằng Excel, lưu lại rồi tải lên, hoặc sửa khi kiểm tra.",
        )


def _hidden_words(sheet: _Sheet) -> str:
    if not sheet.rows:
        return ""
    if sheet.is_hidden:
        return f"cả trang «{sheet.name}» ({len(sheet.rows)} dòng)"
    counts = ((len(sheet.hidden_rows), "dòng"), (len(sheet.hidden_columns), "cột"))
    words = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{words} ở trang «{sheet.name}»" if words else ""
