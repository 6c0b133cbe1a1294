"""One spreadsheet of people as cells: .xlsx, or .csv as Excel writes it; no database.

Cells are text as typed. Rows and columns are numbered as the officer sees them, from 1.
"""

import csv
import io
import zipfile
from dataclasses import dataclass

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from loa.kernel.errors import DomainError
from loa.kernel.text import nfc

MOST_BYTES = 5 * 1024 * 1024
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_ROWS = 5_000
_ZIP = b"PK\x03\x04"
_BROKEN = (
    *(CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError),
    *(LookupError, StopIteration, TypeError, ValueError),
)
_MOST_COLUMNS = 64
"""A width or a merge «to the end» covers thousands of columns; only those near matter."""
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class SheetUnreadable(DomainError):
    """The file is no spreadsheet that we can read."""

    code = "ORGS_SHEET_UNREADABLE"
    message_vi = (
        "Không đọc được tệp này. Hãy lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8 rồi thử lại."
    )


class SheetTooLarge(DomainError):
    """More than a list of people can be."""

    code = "ORGS_SHEET_TOO_LARGE"
    message_vi = "Tệp quá lớn: danh sách người dùng không quá 5 MB và 5.000 dòng."


@dataclass(frozen=True)
class SheetRow:
    """One row: its number, its cells as text, whether it is hidden in the file."""

    number: int
    cells: tuple[str, ...]
    is_hidden: bool = False


@dataclass(frozen=True)
class Sheet:
    """The first sheet; rows without any text are left out. Hidden columns by number from 1."""

    rows: tuple[SheetRow, ...]
    hidden_columns: tuple[int, ...] = ()
    other_sheets: tuple[str, ...] = ()


def read_sheet(content: bytes) -> Sheet:
    """The cells of the first sheet. Raises SheetUnreadable, SheetTooLarge."""
    if len(content) > MOST_BYTES:
        raise SheetTooLarge
    sheet = _workbook(content) if content.startswith(_ZIP) else _csv(content)
    if len(sheet.rows) > _MOST_ROWS:
        raise SheetTooLarge
    return sheet


def _workbook(content: bytes) -> Sheet:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                raise SheetTooLarge
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        first = book.get_sheet_by_index(0)
        hidden_rows, hidden_columns = _hidden(content)
        rows = _filled(first, hidden_rows)
    except _BROKEN as error:
        raise SheetUnreadable from error
    return Sheet(tuple(rows), tuple(sorted(hidden_columns)), tuple(book.sheet_names[1:]))


def _filled(sheet: CalamineSheet, hidden_rows: set[int]) -> list[SheetRow]:
    """The rows with text; a merged cell counts in every row and column that it covers."""
    _, left = sheet.start or (0, 0)  # rows come from the first one, columns from the first used
    covered = {
        (row, column): first
        for first, last in sheet.merged_cell_ranges or ()
        for row in range(first[0], min(last[0], first[0] + _MOST_ROWS) + 1)
        for column in range(first[1], min(last[1] + 1, _MOST_COLUMNS))
    }
    values: dict[tuple[int, int], str] = {}
    rows = []
    for row, cells in enumerate(sheet.iter_rows()):
        if all(cell in {"", None} for cell in cells):
            continue
        texts = [""] * left + [_text(cell) for cell in cells]
        for column, text in enumerate(texts):
            origin = covered.get((row, column))
            if origin == (row, column):
                values[origin] = text
            elif origin is not None:
                texts[column] = values.get(origin, "")
        rows.append(SheetRow(row + 1, tuple(texts), row + 1 in hidden_rows))
        if len(rows) > _MOST_ROWS:
            raise SheetTooLarge
    return rows


def _text(cell: object) -> str:
    """A cell as typed; whole numbers without the point that Excel adds."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return nfc(str(cell)).strip() if cell is not None else ""


def _hidden(content: bytes) -> tuple[set[int], set[int]]:
    """Numbers of the hidden rows and columns of the first sheet, which the reader leaves out."""
    rows: set[int] = set()
    columns: set[int] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        name = _first_part(parts)
        with parts.open(name) as part:
            tags = (f"{_SHEET}row", f"{_SHEET}col")
            events = etree.iterparse(
                part, events=("end",), tag=tags, resolve_entities=False, no_network=True
            )
            for _, element in events:
                if element.get("hidden") in {"1", "true"}:
                    if element.tag == tags[0]:
                        rows.add(int(element.get("r", "0")))
                    else:
                        last = min(int(element.get("max")), _MOST_COLUMNS)
                        columns |= set(range(max(int(element.get("min")), 1), last + 1))
                element.clear()
    return rows, columns


def _first_part(parts: zipfile.ZipFile) -> str:
    """The file of the first sheet, through the workbook's relations."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(parts.read("xl/workbook.xml"), parser)
    first = book.find(f"{_SHEET}sheets/{_SHEET}sheet")
    if first is None:
        raise SheetUnreadable
    relation = next(value for name, value in first.items() if str(name).endswith("}id"))
    links = etree.fromstring(parts.read("xl/_rels/workbook.xml.rels"), parser)
    target = next(str(link.get("Target")) for link in links if link.get("Id") == relation)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _csv(content: bytes) -> Sheet:
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SheetUnreadable from error
    rows = [
        SheetRow(number, tuple(nfc(cell).strip() for cell in cells))
        for number, cells in enumerate(lines, start=1)
        if any(cell.strip() for cell in cells)
    ]
    return Sheet(tuple(rows))


def _decoded(content: bytes) -> str:
    """UTF-16 by its mark, else UTF-8 with or without one; another code page is not guessed."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetUnreadable from error
    if "\x00" in text:
        raise SheetUnreadable
    return text
