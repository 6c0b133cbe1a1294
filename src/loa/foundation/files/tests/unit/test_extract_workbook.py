"""Workbooks as officers send them: hazards I01, I03, I04, I05, I06, I08, I12."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from loa.foundation.files.extract.errors import BrokenFile, FileTooComplex, FileTooLong
from loa.foundation.files.extract.facade import (
    ExtractedText,
    NoteCode,
    SourceFormat,
    extract,
    extract_isolated,
    without_hidden,
)


def _read(fill: Callable[[Worksheet], object], name: str = "bieu.xlsx") -> ExtractedText:
    return extract(_book(fill), name)


def _book(fill: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Biểu 1"
    fill(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _rows(found: ExtractedText) -> list[list[str]]:
    return [list(row) for row in found.tables[0].rows]


def test_i01_zeros_stay_where_the_cell_shows_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "00123"
        sheet["B1"] = 123
        sheet["B1"].number_format = "00000"
        sheet["C1"] = 123

    assert _rows(_read(fill)) == [["00123", "00123", "123"]]


def test_i03_hidden_rows_and_columns_are_told_and_may_be_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 5):
            for column in range(1, 4):
                sheet.cell(row, column, f"{row}.{column}")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    found = extract_isolated(_book(fill), "bieu.xlsx")
    (note,) = [one for one in found.notes if one.code is NoteCode.HIDDEN_CELLS]
    assert "1 dòng, 1 cột ở trang «Biểu 1»" in note.message_vi
    assert "3.2" in found.text
    shown = without_hidden(found)
    assert _rows(shown) == [["1.1", "1.3"], ["2.1", "2.3"], ["4.1", "4.3"]]
    assert shown.text == "Biểu 1\n1.1 | 1.3\n2.1 | 2.3\n4.1 | 4.3\n"
    place = shown.tables[0].sheet
    assert place is not None
    assert place.cell(2, 1) == "C4"


def test_i03_a_hidden_sheet_counts_as_hidden_rows() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "thấy"
        assert sheet.parent is not None
        other = sheet.parent.create_sheet("Lưu")
        other["A1"] = "ẩn"
        other.sheet_state = "hidden"

    found = _read(fill)
    assert [table.sheet.name for table in found.tables if table.sheet] == ["Biểu 1", "Lưu"]
    assert "cả trang «Lưu» (1 dòng)" in found.notes[0].message_vi
    assert without_hidden(found).text == "Biểu 1\nthấy\n"


def test_i04_a_merged_value_is_in_every_row_it_covers_and_a_blank_is_not() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 5):
            sheet.cell(row, 1, row)
        sheet["B1"] = "Sở Nội vụ"
        sheet.merge_cells("B1:C2")
        sheet["C4"] = "Sở Tư pháp"

    assert _rows(_read(fill)) == [
        ["1", "Sở Nội vụ", ""],
        ["2", "Sở Nội vụ", ""],
        ["3", "", ""],
        ["4", "", "Sở Tư pháp"],
    ]


def test_i05_days_are_written_the_vietnamese_way_and_a_bare_serial_stays_bare() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = date(2026, 4, 3)
        sheet["A2"] = date(2026, 4, 1)
        sheet["A2"].number_format = "mm/yyyy"
        sheet["A3"] = 46142
        sheet["A4"] = 1250.5
        sheet["A5"] = 0.155
        sheet["A5"].number_format = "0.0%"

    words = [row[0] for row in _rows(_read(fill))]
    assert words == ["03/04/2026", "04/2026", "46142", "1250,5", "15,5%"]


def test_i06_the_1904_system_gives_the_day_that_excel_shows() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"date_1904": True, "in_memory": True}) as book:
        sheet = book.add_worksheet("Biểu")
        sheet.write_datetime(0, 0, date(2026, 4, 30), book.add_format({"num_format": "dd/mm/yyyy"}))
    assert _rows(extract(stream.getvalue(), "x.xlsx")) == [["30/04/2026"]]


def test_i08_very_many_formatted_empty_rows_end_at_the_last_value() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "TT"
        sheet["A2"] = "1"

    rows = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(3, 200_000)
    )
    data = _book(fill)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    grown = sheet.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    data = _without(data, "xl/worksheets/sheet1.xml", grown)
    found = extract_isolated(data, "x.xlsx", seconds=30)
    assert _rows(found) == [["TT"], ["1"]]


def test_i08_a_stray_value_in_the_last_corner_is_refused_in_words() -> None:
    data = _book(lambda sheet: sheet.__setitem__("XFD1048576", "x"))
    with pytest.raises(FileTooComplex):
        extract_isolated(data, "x.xlsx")


def test_formulas_give_their_last_value_and_name_the_cells_that_have_none() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Biểu")
        sheet.write_string(0, 0, "Sở Tư pháp")
        sheet.write_formula(0, 1, "=A1", None, "Sở Tư pháp")
        sheet.write_formula(0, 2, "=1/0", None, "#DIV/0!")
    found = extract(stream.getvalue(), "x.xlsx")
    assert _rows(found) == [["Sở Tư pháp", "Sở Tư pháp"]]
    words = {note.code: note.message_vi for note in found.notes}
    assert "2 ô là công thức" in words[NoteCode.FORMULAS]
    assert "Biểu!C1" in words[NoteCode.UNCOMPUTED]


def test_i12_csv_by_semicolon_with_a_mark_and_unicode_text_by_tabs() -> None:
    text = 'STT;Nội dung;Ghi chú\n1;"Việc; hai vế";\n\n2;Việc ba;x\n'
    for data, name in (
        (b"\xef\xbb\xbf" + text.encode(), "a.csv"),
        ("STT\tNội dung\tGhi chú\n1\tViệc; hai vế\t\n\n2\tViệc ba\tx\n".encode("utf-16"), "a.txt"),
    ):
        found = extract_isolated(data, name)
        assert found.format is SourceFormat.CSV
        assert _rows(found) == [
            ["STT", "Nội dung", "Ghi chú"],
            ["1", "Việc; hai vế", ""],
            ["2", "Việc ba", "x"],
        ]
        assert found.tables[0].sheet is not None
        assert found.tables[0].sheet.rows == (1, 2, 4)


def test_a_csv_whose_quote_never_closes_loses_nothing() -> None:
    found = extract('TT;Nội dung\n1;"Việc một\n2;Việc hai\n'.encode(), "a.csv")
    assert _rows(found) == [["TT", "Nội dung"], ["1", '"Việc một'], ["2", "Việc hai"]]


def test_a_lone_mark_of_inches_breaks_no_row() -> None:
    found = extract('TT;Nội dung\n1;Màn hình 24"\n2;"Việc\nhai"\n'.encode(), "a.csv")
    assert _rows(found) == [["TT", "Nội dung"], ["1", 'Màn hình 24"'], ["2", "Việc\nhai"]]


def test_p20_a_csv_of_one_wide_row_among_many_is_refused_before_its_grid_is_made() -> None:
    """Two megabytes that as a full grid would fill the machine's memory."""
    wide = ";" * 2_000_000 + "b\n"
    for text in (f"TT{wide}" + "a\n" * 3_000, "TT;b\n" + "a\n" * 3_000 + wide, f"TT;b\n{wide * 2}"):
        with pytest.raises(FileTooLong):
            extract_isolated(text.encode(), "a.csv")


def test_a_text_with_commas_is_no_table() -> None:
    found = extract("Căn cứ Luật, Nghị định, Thông tư\n".encode(), "a.txt")
    assert found.format is SourceFormat.TXT
    assert found.tables == ()


def _without(data: bytes, part: str, content: bytes) -> bytes:
    """The packed file with one part put in the place of another."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, content if member == part else old.read(member))
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<worksheet",
        b'<worksheet><sheetData><row><c r="B222222222"><v>1</v></c></row></sheetData></worksheet>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
    ],
)
def test_a_damaged_or_hostile_sheet_is_refused_in_words(content: bytes) -> None:
    data = _book(lambda sheet: sheet.__setitem__("A1", "x"))
    with pytest.raises(BrokenFile):
        extract_isolated(_without(data, "xl/worksheets/sheet1.xml", content), "x.xlsx")


def test_a_file_cut_short_is_refused_in_words() -> None:
    data = _book(lambda sheet: sheet.__setitem__("A1", "x"))
    with pytest.raises(BrokenFile):
        extract_isolated(data[: len(data) // 2], "x.xlsx")
