"""The register as a book: Excel and PDF in the form of NĐ 30/2020/NĐ-CP, annex IV part I."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from loa.foundation.documents.register.types import EntryRow
from loa.foundation.printing.facade import (
    FAMILY,
    SPARE_FAMILIES,
    Cell,
    CellKind,
    Sheet,
    SheetColumn,
    render,
    write_xlsx,
)
from loa.kernel.words import short_date

TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
_TEMPLATE = Path(__file__).parent / "print" / "register.typ"
_COLUMNS = (
    ("Số, ký hiệu văn bản", 18),
    ("Ngày tháng văn bản", 13),
    ("Tên loại và trích yếu nội dung văn bản", 52),
    ("Người ký", 18),
    ("Nơi nhận văn bản", 30),
    ("Đơn vị, người nhận bản lưu", 18),
    ("Số lượng bản", 9),
    ("Ngày chuyển", 12),
    ("Ký nhận", 12),
    ("Ghi chú", 24),
)


def as_workbook(unit: str, year: int, rows: Sequence[EntryRow], kinds: dict[str, str]) -> bytes:
    """The lines as an Excel file; `kinds` are the words of the kinds. Blank columns are for ink."""
    typed = {1: CellKind.DATE, 6: CellKind.ORDINAL, 7: CellKind.TEXT}
    columns = tuple(
        SheetColumn(title, typed.get(place, CellKind.TEXT), width)
        for place, (title, width) in enumerate(_COLUMNS)
    )
    sheet = Sheet(
        title=f"Năm {year}",
        columns=columns,
        rows=[_line(row, kinds) for row in rows],
        heading=(TITLE, unit, f"Năm {year}"),
    )
    return write_xlsx([sheet])


def as_pdf(unit: str, year: int, rows: Sequence[EntryRow], kinds: dict[str, str]) -> bytes:
    """The lines as tagged PDF on landscape pages. Raises MissingGlyph, PrintFailed of printing."""
    data = {
        "fonts": [FAMILY, *SPARE_FAMILIES],
        "title": TITLE,
        "unit": unit,
        "year": f"Năm {year}",
        "columns": [{"title": title, "share": width} for title, width in _COLUMNS],
        "rows": [[_words(cell) for cell in _line(row, kinds)] for row in rows],
        "none": "" if rows else "Chưa có văn bản nào.",
    }
    return render(_TEMPLATE, data)


def _words(cell: Cell) -> str:
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, date) else str(cell)


def _line(row: EntryRow, kinds: dict[str, str]) -> tuple[Cell, ...]:
    outgoing = row.outgoing
    kind = kinds.get(outgoing.kind, outgoing.kind)
    note = f"Đã hủy: {row.cancel_reason}" if row.cancel_reason else outgoing.note
    return (
        row.name,
        outgoing.day,
        f"{kind}: {outgoing.subject}",
        outgoing.signer,
        outgoing.recipients,
        outgoing.keeper,
        outgoing.copies,
        "",
        "",
        note,
    )
