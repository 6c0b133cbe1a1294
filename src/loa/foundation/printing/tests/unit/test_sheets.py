"""Excel files read back by two other readers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from loa.foundation.printing import sheets
from loa.foundation.printing.cells import Cell, CellKind, Paper, Sheet, SheetColumn
from loa.foundation.printing.sheets import TableTooLong, safe_names, write_xlsx

COLUMNS = (
    SheetColumn("TT", CellKind.ORDINAL, 6),
    SheetColumn("Đơn vị", width=40),
    SheetColumn("Hoàn thành", CellKind.NUMBER, 14, "Quý I"),
    SheetColumn("Tỷ lệ", CellKind.PERCENT, 10, "Quý I"),
    SheetColumn("Kinh phí (đồng)", CellKind.MONEY, 18),
    SheetColumn("Ngày nộp", CellKind.DATE),
    SheetColumn("Gửi lúc", CellKind.INSTANT, 18),
)
ROWS: list[list[Cell]] = [
    [1, 'Sở TT&TT <mới> "A"', -5, 0.915, Decimal(1860000000), date(2022, 3, 14),
     datetime(2022, 3, 14, 17, 30, tzinfo=UTC)],
    [2, '=HYPERLINK("http://x.example")', 7, 1, None, None, None],
]  # fmt: skip


def sheet(**changes: object) -> Sheet:
    fields: dict[str, object] = {
        "title": "Tổng hợp quý I/2022",
        "columns": COLUMNS,
        "rows": ROWS,
        "heading": ("TỔNG HỢP KẾT QUẢ", "(Kỳ báo cáo Quý I năm 2022)"),
        "totals": [None, "Cộng", 2, None, 1860000000, None, None],
        "notes": ("Nguồn: báo cáo của các đơn vị.",),
    }
    return Sheet(**(fields | changes))  # type: ignore[arg-type] # a test names real fields


def test_write_xlsx_reads_back_equal_in_another_reader() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(write_xlsx([sheet()])))
    rows = book.get_sheet_by_name("Tổng hợp quý I 2022").to_python()
    first = rows.index(next(row for row in rows if row[0] == 1))
    assert rows[first][:6] == [1, 'Sở TT&TT <mới> "A"', -5, 0.915, 1860000000, date(2022, 3, 14)]
    assert rows[first][6] == datetime(2022, 3, 15, 0, 30)  # noqa: DTZ001 Excel has no zones
    assert rows[first + 1][1] == '=HYPERLINK("http://x.example")'
    assert rows[first + 2][1:3] == ["Cộng", 2]
    assert [row[2] for row in rows[first : first + 3]] == [-5, 7, -5 + 7]


@pytest.mark.parametrize("text", ["=1+1", "-5", "+84912345678", "@SUM(A1)", "007", "1,5", "{=1}"])
def test_text_stays_text(text: str) -> None:
    """Hazard R06: what looks like a formula or a number is written as text."""
    written = write_xlsx([Sheet("A", (SheetColumn("Việc"),), [[text]])])
    cell = load_workbook(BytesIO(written)).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_cells_with_words_of_alarm_are_marked_and_columns_stay() -> None:
    rows = [["Xã A", "Đang làm (quá hạn)"]]
    columns = (SheetColumn("Đơn vị"), SheetColumn("Việc"))
    wanted = Sheet("A", columns, rows, alert_words="quá hạn", frozen_columns=1)
    page = load_workbook(BytesIO(write_xlsx([wanted]))).worksheets[0]
    assert page.freeze_panes == "B2"
    (marked,) = page.conditional_formatting
    assert str(marked.sqref) == "A2:B2"
    assert marked.rules[0].text == "quá hạn"


def test_write_xlsx_is_ready_to_read_and_print() -> None:
    page = load_workbook(BytesIO(write_xlsx([sheet(paper=Paper.A3)]))).worksheets[0]
    assert page.freeze_panes == "A6"
    assert page.print_title_rows == "$4:$5"
    assert page.auto_filter.ref == "A5:G7"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 8
    assert page.page_setup.fitToWidth in {None, 1}  # one page wide is the default of the format
    assert page.page_setup.fitToHeight == 0
    setup = page.sheet_properties.pageSetUpPr
    assert setup is not None
    assert setup.fitToPage
    assert {"C4:D4", "A4:A5", "B4:B5"} <= {str(each) for each in page.merged_cells.ranges}
    assert page["F6"].number_format == "dd/mm/yyyy"
    assert page["C4"].value == "Quý I"
    assert page["C5"].value == "Hoàn thành"


def test_several_sheets_keep_their_order_and_165_rows() -> None:
    rows = [[n, f"UBND xã Thử {n}", n, 0.5, n, None, None] for n in range(1, 166)]
    written = write_xlsx([sheet(), sheet(rows=rows, totals=None)])
    book = CalamineWorkbook.from_filelike(BytesIO(written))
    assert book.sheet_names == ["Tổng hợp quý I 2022", "Tổng hợp quý I 2022 (2)"]
    names = [str(row[1]) for row in book.get_sheet_by_index(1).to_python()]
    assert [name for name in names if name.startswith("UBND xã")] == [row[1] for row in rows]


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1"):
        Sheet("A", (SheetColumn("a"), SheetColumn("b")), [["x"]])
    with pytest.raises(ValueError, match="needs a sheet"):
        write_xlsx([])


def test_rows_are_as_tall_as_their_text() -> None:
    long = "Chưa có người đọc bản tin bằng tiếng Mông, tiếng Dao; " * 3
    columns = (SheetColumn("Việc", width=30), SheetColumn("Ghi chú", width=20))
    written = write_xlsx([Sheet("A", columns, [["ngắn", ""], [long, "a\nb"]], notes=(long * 3,))])
    heights = load_workbook(BytesIO(written)).worksheets[0].row_dimensions
    short, tall, note = (heights[row].height for row in (2, 3, 5))
    assert short < 25
    assert tall > 5 * 15
    assert note > 5 * 15


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    written = write_xlsx([Sheet("A", (SheetColumn("Việc"),), [["ạ" * 40000]])])
    value = str(load_workbook(BytesIO(written)).worksheets[0]["A2"].value)
    assert len(value) == 32767
    assert value.endswith("… (còn nữa)")


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_safe_names_are_taken_by_excel(titles: list[str]) -> None:
    names = safe_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
    write_xlsx([Sheet(title, (SheetColumn("a"),), []) for title in titles])


def test_many_rows_are_all_written() -> None:
    """Hazard I15: no export stops at a round number of rows."""
    rows: list[list[Cell]] = [[number, f"việc {number}"] for number in range(1, 10_102)]
    columns = (SheetColumn("TT", CellKind.ORDINAL), SheetColumn("Việc"))
    book = CalamineWorkbook.from_filelike(BytesIO(write_xlsx([Sheet("A", columns, rows)])))
    assert book.get_sheet_by_name("A").to_python()[1:] == rows


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hazard I15: never a short file that looks whole; the last row that fits is written."""
    monkeypatch.setattr(sheets, "ROW_LIMIT", 20)
    columns = (SheetColumn("Việc", group="Nhóm"),)
    empty = Sheet("A", columns, [], heading=("BẢNG",), totals=["Cộng"], notes=("Nguồn.",))
    fits = replace(empty, rows=[["việc"]] * 13)
    page = load_workbook(BytesIO(write_xlsx([fits]))).worksheets[0]
    assert page.max_row == sheets.ROW_LIMIT
    with pytest.raises(TableTooLong):
        write_xlsx([replace(fits, rows_to_fill=1)])
