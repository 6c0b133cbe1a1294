"""A tagged PDF gives its paragraphs and tables whole, whatever the lines and pages cut."""

from dataclasses import replace

from loa.foundation.documents.compose.structure import (
    Annex,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from loa.foundation.documents.facade import to_pdf
from loa.foundation.documents.tests.factories import plan
from loa.foundation.files.extract.facade import ExtractedText, extract

LONG = (
    "Sở Thông tin và Truyền thông chủ trì, phối hợp với Đài Phát thanh và Truyền hình tỉnh, các"
    " sở, ban, ngành thực hiện Nghị quyết số 66/NQ-CP của Chính phủ giai đoạn 2021 - 2025"
)
WIDE = "PHÁT TRIỂN KINH TẾ SỐ VÀ XÃ HỘI SỐ NGÀNH, LĨNH VỰC, ĐỊA BÀN TRONG GIAI ĐOẠN MỚI"
COLUMNS = (Column("TT", 1), Column("Nội dung", 6), Column("Thời gian hoàn thành", 1))


def read(document: OfficialDocument) -> ExtractedText:
    return extract(to_pdf(document), "a.pdf")


def with_table(*rows: Row) -> OfficialDocument:
    return replace(plan(), annexes=(Annex("Phụ lục thử", (Table(COLUMNS, rows),)),))


def test_a_paragraph_is_one_line_also_over_a_page() -> None:
    blocks = tuple(Paragraph.of(f"{LONG} lần {n}.") for n in range(40))
    found = read(replace(plan(), blocks=blocks, is_closed_by_mark=False))
    assert not found.is_laid_out
    assert "\f" in found.text
    lines = found.text.splitlines()
    assert [line for line in lines if line.startswith("Sở Thông tin")] == [
        f"{LONG} lần {n}." for n in range(40)
    ]


def test_a_centred_heading_is_joined_and_lines_of_the_signature_are_not() -> None:
    found = read(replace(plan(), blocks=(Heading(0, WIDE, "Phần I"), Paragraph.of(LONG))))
    lines = found.text.splitlines()
    assert WIDE in lines
    assert {"Phần I", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"} <= set(lines)


def test_recipients_keep_a_line_each() -> None:
    lines = read(plan()).text.splitlines()
    first = lines.index("Nơi nhận:")
    assert all(
        line.startswith("- ") for line in lines[first + 1 : first + 1 + len(plan().recipients)]
    )


def test_a_heading_row_printed_again_is_no_row() -> None:
    rows = [Row((str(n), LONG, "31/12/2026")) for n in range(1, 41)]
    found = read(with_table(*rows))
    (table,) = found.tables
    assert table.rows[0] == ("TT", "Nội dung", "Thời gian hoàn thành")
    assert [row[0] for row in table.rows[1:]] == [str(n) for n in range(1, 41)]
    assert found.text[table.start : table.end].count("Thời gian hoàn thành") == 1


def test_a_row_cut_by_the_end_of_a_page_is_one_row() -> None:
    tall = " ".join([LONG] * 40)
    found = read(with_table(Row(("1", tall, "Quý I")), Row(("2", LONG, "Quý II"))))
    (table,) = found.tables
    assert table.rows[1:] == (("1", tall, "Quý I"), ("2", LONG, "Quý II"))


def test_a_group_row_stays_a_row_of_its_own() -> None:
    rows = [Row(("A. Nhóm việc",), RowKind.GROUP), Row(("1", LONG, "2026"))]
    (table,) = read(with_table(*rows)).tables
    assert table.rows[1] == ("A. Nhóm việc", "", "")
