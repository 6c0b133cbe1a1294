"""One spreadsheet of people or units as cells: .xlsx, or .csv as Excel writes it; no database.

Cells are text as typed. Rows and columns are numbered as the officer sees them, from 1. A workbook
is opened by a process behind the fence (`workbook_cells`); plain text is decoded here.
"""

import csv
import io
import json
from dataclasses import dataclass

from loa.kernel.errors import DomainError
from loa.kernel.fence import child
from loa.kernel.text import nfc

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 5_000
_SECONDS = 20
_READER = "loa.foundation.orgs.workbook_cells"
_ZIP = b"PK\x03\x04"


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
    """The cells of the first sheet. Raises SheetUnreadable, SheetTooLarge.

    A workbook costs a process of its own, some tenths of a second: never inside a transaction.
    """
    if len(content) > MOST_BYTES:
        raise SheetTooLarge
    sheet = _workbook(content) if content.startswith(_ZIP) else _csv(content)
    if len(sheet.rows) > MOST_ROWS:
        raise SheetTooLarge
    return sheet


def _workbook(content: bytes) -> Sheet:
    """What the reading process says; a workbook on which it ends unanswered is unreadable."""
    try:
        answer = child.answer_of(child.command(_READER, str(_SECONDS)), content, seconds=_SECONDS)
        return unpacked(answer)
    except (child.ChildLate, child.ChildTooLarge):
        raise SheetTooLarge from None
    except (child.ChildFailed, ValueError, LookupError, TypeError):
        raise SheetUnreadable from None


def packed(sheet: Sheet) -> bytes:
    """A sheet as the reading process hands it over."""
    rows = [[row.number, row.cells, row.is_hidden] for row in sheet.rows]
    plain = {"rows": rows, "hidden": sheet.hidden_columns, "others": sheet.other_sheets}
    return json.dumps(plain).encode("ascii")


def packed_refusal(refusal: DomainError) -> bytes:
    """Why the reading process reads no sheet."""
    return json.dumps({"refused": refusal.code}).encode("ascii")


def unpacked(answer: bytes) -> Sheet:
    """The sheet of an answer. Raises SheetUnreadable, SheetTooLarge."""
    said = json.loads(answer)
    if said.get("refused") == SheetTooLarge.code:
        raise SheetTooLarge
    if "refused" in said:
        raise SheetUnreadable
    return Sheet(
        tuple(SheetRow(number, tuple(cells), hidden) for number, cells, hidden in said["rows"]),
        tuple(said["hidden"]),
        tuple(said["others"]),
    )


def _csv(content: bytes) -> Sheet:
    text = _decoded(content)
    head = text.split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[SheetRow] = []
    try:
        for number, cells in enumerate(lines, start=1):
            if any(cell.strip() for cell in cells):
                rows.append(SheetRow(number, tuple(nfc(cell).strip() for cell in cells)))
            if len(rows) > MOST_ROWS:
                raise SheetTooLarge
    except csv.Error as error:
        raise SheetUnreadable from error
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
