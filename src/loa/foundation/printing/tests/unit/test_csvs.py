"""CSV for people and for programs."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from loa.foundation.printing.cells import Cell
from loa.foundation.printing.csvs import write_csv

ROWS: list[list[Cell]] = [
    ["=HYPERLINK(1)", -5, Decimal("-0.50"), date(2022, 3, 14)],
    ['Sở "A", B\nC', None, 1.5, "-5"],
]


def read(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode(encoding), newline="")))


def test_for_people_excel_reads_vietnamese_and_runs_no_formula() -> None:
    """Hazards R05 and R06: a byte order mark for people; text is guarded, numbers stay."""
    data = write_csv(["Việc", "Số", "Tỷ lệ", "Ngày"], ROWS)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data, "utf-8-sig") == [
        ["Việc", "Số", "Tỷ lệ", "Ngày"],
        ["'=HYPERLINK(1)", "-5", "-0.50", "2022-03-14"],
        ['Sở "A", B\nC', "", "1.5", "'-5"],
    ]


def test_for_programs_nothing_is_added() -> None:
    data = write_csv(["Việc", "Số", "Tỷ lệ", "Ngày"], ROWS, is_for_people=False)
    assert not data.startswith(b"\xef\xbb\xbf")
    assert read(data, "utf-8")[1][0] == "=HYPERLINK(1)"


def test_many_rows_are_all_written() -> None:
    """Hazard I15: no export stops at a round number of rows."""
    rows: list[list[Cell]] = [[number, "việc"] for number in range(10_101)]
    assert read(write_csv(["TT", "Việc"], rows), "utf-8-sig")[1:] == [
        [f"{number}", "việc"] for number in range(10_101)
    ]
