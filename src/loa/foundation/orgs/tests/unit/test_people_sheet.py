"""Tables of people and units as somebody hostile sends them."""

import io
import zipfile

import openpyxl
import pytest

from loa.foundation.orgs.people_sheet import SheetUnreadable, read_sheet
from loa.foundation.orgs.workbook_cells import cells_of


def _book(columns: str) -> bytes:
    """A workbook of one cell that says this of its columns."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0]["A1"] = "Họ tên"
    book.save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(changed, "w") as out:
        for name in parts.namelist():
            data = parts.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<sheetData>", f"<cols>{columns}</cols><sheetData>".encode())
            out.writestr(name, data)
    return changed.getvalue()


@pytest.mark.parametrize("columns", ['<col hidden="1"/>', '<col min="x" max="2" hidden="1"/>'])
def test_columns_without_numbers_are_a_file_that_cannot_be_read(columns: str) -> None:
    with pytest.raises(SheetUnreadable):
        read_sheet(_book(columns))


def test_columns_without_end_cost_nothing() -> None:
    sheet = read_sheet(_book('<col min="63" max="9999999999999" hidden="1"/>'))
    assert sheet.hidden_columns == (63, 64)


def test_an_archive_of_a_later_day_is_a_file_that_cannot_be_read() -> None:
    """Its directory asks for version 13.9 of the format; this house knows 6.3 (APPNOTE 4.4.3)."""
    book = bytearray(_book('<col min="1" max="1"/>'))
    entry = book.index(b"PK\x01\x02")
    book[entry + 6 : entry + 8] = (139).to_bytes(2, "little")
    with pytest.raises(SheetUnreadable):
        cells_of(bytes(book))
    with pytest.raises(SheetUnreadable):
        read_sheet(bytes(book))
