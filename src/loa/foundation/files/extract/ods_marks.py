"""What an OpenDocument sheet (.ods) says beside its values: what is hidden, what is merged."""

from lxml import etree

from loa.foundation.files.extract.package import Package
from loa.foundation.files.extract.workbook_marks import SheetMarks

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDING = frozenset({"collapse", "filter"})
_MOST = 1_048_576


def ods_marks_of(data: bytes) -> dict[str, SheetMarks]:
    """The marks of each sheet by its name. Raises BrokenFile, EncryptedFile, FileTooComplex."""
    content = Package(data).xml("content.xml")
    if content is None:
        return {}
    return {
        table.get(f"{_TABLE}name") or "": _marks(table) for table in content.iter(f"{_TABLE}table")
    }


def _marks(table: etree._Element) -> SheetMarks:
    marks = SheetMarks()
    column = 0
    for element in table.iter(f"{_TABLE}table-column"):
        count = _count(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in _HIDING:
            marks.hidden_columns.update(range(column, min(column + count, _MOST)))
        column += count
    row = 0
    for element in table.iter(f"{_TABLE}table-row"):
        count = _count(element, "number-rows-repeated")
        if element.get(f"{_TABLE}visibility") in _HIDING:
            marks.hidden_rows.update(range(row, min(row + count, _MOST)))
        _merges(marks, element, row)
        row += count
    return marks


def _merges(marks: SheetMarks, element: etree._Element, row: int) -> None:
    column = 0
    for cell in element:
        rows, columns = (_count(cell, f"number-{what}-spanned") for what in ("rows", "columns"))
        if rows * columns > 1:
            marks.merged.append(((row, column), (row + rows - 1, column + columns - 1)))
        column += _count(cell, "number-columns-repeated")


def _count(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or "1"
    return min(int(text), _MOST) if text.isdecimal() else 1
