"""What a workbook (.xlsx) says about its cells beside their values: hidden, format, formula.

The reader of values knows none of this. Sheets are read as a stream, so that a million formatted
empty rows take no memory.
"""

import re
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from lxml import etree

from loa.foundation.files.extract.errors import BrokenFile
from loa.foundation.files.extract.package import UNREADABLE, Package

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_SHEET_COLUMNS = 16_384
_BUFFER = 1 << 16


@dataclass
class SheetMarks:
    """One sheet; rows and columns are counted from 0, cells are (row, column).

    `formats` holds the number format code of cells that have one, `formulas` the cells that are
    computed, `uncomputed` those of them without a last value. `last` is the last cell with a value.
    """

    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: int = 0
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    last: tuple[int, int] = (-1, -1)


def marks_of(data: bytes) -> dict[str, SheetMarks]:
    """The marks of each sheet of an .xlsx file by its name.

    Raises BrokenFile, EncryptedFile, FileTooComplex.
    """
    package = Package(data)
    main = next((part for kind, part in package.relations("").values() if _is_main(kind)), None)
    book = package.xml(main) if main else None
    if main is None or book is None:
        return {}
    relations = package.relations(main)
    styles = next((part for kind, part in relations.values() if kind == "styles"), "")
    formats = _formats(package.xml(styles) if styles else None)
    found: dict[str, SheetMarks] = {}
    for sheet in book.iter("{*}sheet"):
        kind, part = relations.get(sheet.get(_R_ID) or "", ("", ""))
        if kind == "worksheet":
            with package.stream(part) as stream:
                marks = _marks(stream, formats)
            marks.is_hidden = sheet.get("state", "visible") != "visible"
            found[sheet.get("name") or ""] = marks
    return found


def _is_main(kind: str) -> bool:
    return kind == "officeDocument"


def _formats(styles: etree._Element | None) -> list[str]:
    """The number format code of each cell style; "" where it has none of its own."""
    if styles is None:
        return []
    codes = {
        code.get("numFmtId") or "": code.get("formatCode") or ""
        for code in styles.iter("{*}numFmt")
    }
    # ECMA-376 part 1, 18.8.30: formats that every program knows by number.
    codes = {"9": "0%", "10": "0.00%", "17": "mmm-yy", **codes}
    cells = next(styles.iter("{*}cellXfs"), None)
    return [] if cells is None else [codes.get(xf.get("numFmtId") or "", "") for xf in cells]


def _marks(stream: IO[bytes], formats: list[str]) -> SheetMarks:
    """Read one sheet. Raises BrokenFile for what is not XML or carries a document type."""
    reading = _Reading(formats)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.opened
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_size = _BUFFER
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, *UNREADABLE):
        raise BrokenFile from None
    reading.close_cell()
    return reading.marks


def _refuse(*_of_type: object) -> None:
    raise BrokenFile


class _Reading:
    """Takes the opening tags of one sheet; a cell is known when the next thing opens."""

    def __init__(self, formats: list[str]) -> None:
        self.marks = SheetMarks()
        self._formats = formats
        self._row = -1
        self._cell: dict[str, str] | None = None
        self._has_value = self._has_formula = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        name = name.rsplit(":", 1)[-1]
        if name == "c":
            if self._has_value or self._has_formula:
                self.close_cell()
            self._cell = attributes
        elif name in {"v", "is"}:
            self._has_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = _number(attributes.get("r"), self._row + 2) - 1
            if _is_true(attributes.get("hidden")):
                self.marks.hidden_rows.add(self._row)
        elif name == "col" and _is_true(attributes.get("hidden")):
            first, last = _number(attributes.get("min"), 1), _number(attributes.get("max"), 1)
            self.marks.hidden_columns.update(range(first - 1, min(last, _SHEET_COLUMNS)))

    def close_cell(self) -> None:
        """Note the cell that was open, if it holds anything."""
        cell, has_value, has_formula = self._cell or {}, self._has_value, self._has_formula
        self._cell, self._has_value, self._has_formula = None, False, False
        place = _place(cell.get("r") or "")
        if place is None:
            if cell.get("r"):
                raise BrokenFile  # an address of no sheet: the reader of values would count it
            return
        marks = self.marks
        if has_formula:
            marks.formulas += 1
            if not has_value or cell.get("t") == "e":
                marks.uncomputed.append(place)
        if has_value:
            marks.last = (max(marks.last[0], place[0]), max(marks.last[1], place[1]))
            style = _number(cell.get("s"), 0)
            code = self._formats[style] if style < len(self._formats) else ""
            if code and code != "General":
                marks.formats[place] = code


def _place(reference: str) -> tuple[int, int] | None:
    found = _CELL.match(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() else otherwise


def _is_true(text: str | None) -> bool:
    return text in {"1", "true"}
