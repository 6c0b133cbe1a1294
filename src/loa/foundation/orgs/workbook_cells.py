"""The first sheet of a workbook, opened behind the fence: `people_sheet` starts this module.

    python -m loa.foundation.orgs.workbook_cells SECONDS

The file comes on standard input, the answer goes to standard output (`people_sheet.packed`).
"""

import io
import sys
import zipfile
import zlib

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from loa.foundation.orgs.people_sheet import (
    MOST_BYTES,
    MOST_ROWS,
    Sheet,
    SheetRow,
    SheetTooLarge,
    SheetUnreadable,
    packed,
    packed_refusal,
)
from loa.kernel.errors import DomainError
from loa.kernel.fence.confinement import confine
from loa.kernel.fence.limits import Limits, limit
from loa.kernel.text import nfc

_MOST_UNPACKED = 100 * 1024 * 1024
_BROKEN = (
    *(CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError),
    *(LookupError, NotImplementedError, OSError, StopIteration, TypeError, ValueError, zlib.error),
)
_MOST_COLUMNS = 64
"""A width or a merge «to the end» covers thousands of columns; only those near matter."""
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def main() -> None:
    """Shut in, read, answer; an expected failure is an answer too."""
    confine()
    limit(Limits(int(sys.argv[1])))
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        answer = packed(cells_of(content))
    except MemoryError:
        answer = packed_refusal(SheetTooLarge())
    except DomainError as refusal:
        answer = packed_refusal(refusal)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def cells_of(content: bytes) -> Sheet:
    """The first sheet of a workbook. Raises SheetUnreadable, SheetTooLarge."""
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
        for row in range(first[0], min(last[0], first[0] + MOST_ROWS) + 1)
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
        if len(rows) > MOST_ROWS:
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


if __name__ == "__main__":
    main()
