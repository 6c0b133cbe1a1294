"""Tables that wait to be filled in, and timetables in columns of spaces, in own words."""

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import AnnexTable

HEAD = (
    "UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 12/KH-UBND\nMẫu, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nThử biểu mẫu\n"
    "UBND tỉnh ban hành Kế hoạch như sau:\nI. MỤC ĐÍCH\nNâng cao nhận thức của nhân dân.\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn Mẫu\nPHỤ LỤC\n"
)


def _tables(annex: str) -> list[AnnexTable]:
    return list(parse(HEAD + annex).annex_tables)


def test_a_form_without_rows_is_a_table_that_asks() -> None:
    (form,) = _tables(
        "Biểu mẫu báo cáo\nTT\nTên nhiệm vụ\nKết quả thực hiện\nTiến độ\n(Ký, ghi rõ họ tên)"
    )
    assert form.columns == ("TT", "Tên nhiệm vụ", "Kết quả thực hiện", "Tiến độ")
    assert form.rows == ()
    assert form.doubts
    assert not form.orders_work


def test_the_numbers_of_blank_rows_are_rows_and_those_of_columns_are_none() -> None:
    (form,) = _tables("STT\nĐiều, khoản\nNội dung đề nghị sửa\nLý do\n1.\n2.\n3.\nKết luận chung")
    assert [row.cells[0] for row in form.rows] == ["1", "2", "3"]
    (form,) = _tables("STT\nTên đơn vị\nKết quả\n(1)\n(2)\n(3)\nNgười lập biểu")
    assert form.rows == ()


def test_a_list_of_abbreviations_is_no_form() -> None:
    assert _tables("TT\nThông tư\nCV Công\nvăn\nTB\nThông báo") == []


LAID_OUT = """
      UBND TỈNH MẪU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                         Độc lập - Tự do - Hạnh phúc
     Số: 12/KH-UBND                      Mẫu, ngày 05 tháng 02 năm 2026

                     KẾ HOẠCH
             Kiểm tra thử

     UBND tỉnh ban hành Kế hoạch như sau:
     I. MỤC ĐÍCH
     Nâng cao nhận thức.

Nơi nhận:                                     CHỦ TỊCH
- Như trên;
- Lưu: VT.

                               PHỤ LỤC

THỜI GIAN                                 NỘI DUNG

 7h30 - 8h00    Đón tiếp đại biểu, giới thiệu thành phần làm việc

                Nghe báo cáo của đơn vị về kết quả
 8h00 - 9h30
                thực hiện trong năm

09h30 - 10h30 Thảo luận

                                              SỞ NỘI VỤ TỈNH MẪU
"""


def test_a_timetable_in_columns_is_read_by_its_hours() -> None:
    (table,) = parse(LAID_OUT).annex_tables
    assert table.columns == ("THỜI GIAN", "NỘI DUNG")
    assert [row.cells for row in table.rows] == [
        ("7h30 - 8h00", "Đón tiếp đại biểu, giới thiệu thành phần làm việc"),
        ("8h00 - 9h30", "Nghe báo cáo của đơn vị về kết quả thực hiện trong năm"),
        ("09h30 - 10h30", "Thảo luận"),
    ]


def _cells(annex: str) -> list[tuple[str, ...]]:
    (table,) = _tables(annex)
    return [row.cells for row in table.rows]


HEADS = "TT\nNội dung\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\nGhi chú\n"


def test_a_blank_line_stands_for_a_blank_cell_where_headings_have_none() -> None:
    rows = (
        "1\nRà soát văn bản\nSở Tư pháp\n\nQuý II/2026\n\n2\nTập huấn\nSở Nội vụ\n"
        "Sở Tài chính\nTháng 5/2026\n\n3\nKiểm tra\nThanh tra tỉnh\n\nHằng năm\n"
    )
    assert _cells(HEADS + rows) == [
        ("1", "Rà soát văn bản", "Sở Tư pháp", "", "Quý II/2026", ""),
        ("2", "Tập huấn", "Sở Nội vụ", "Sở Tài chính", "Tháng 5/2026", ""),
        ("3", "Kiểm tra", "Thanh tra tỉnh", "", "Hằng năm", ""),
    ]


def test_lines_too_many_stand_under_the_headings_they_fit() -> None:
    annex = (
        "TT\nNhiệm vụ\nNgười thực hiện\nThời gian\n1\nRà soát điều kiện\nLê Văn Mẫu\n"
        "Nguyễn Thị Mẫu\nTháng 3\n2\nXây dựng đề\nLê Văn Mẫu\nTháng 4\n"
    )
    assert _cells(annex) == [
        ("1", "Rà soát điều kiện", "Lê Văn Mẫu Nguyễn Thị Mẫu", "Tháng 3"),
        ("2", "Xây dựng đề", "Lê Văn Mẫu", "Tháng 4"),
    ]


def test_a_stack_without_ordinals_is_a_table_though_its_first_task_is_like_a_heading() -> None:
    annex = (
        "Nội dung\nĐơn vị thực hiện\nĐơn vị phối hợp\nTiến độ\nBáo cáo kết quả\nSở Nội vụ\n\n"
        "Quý II/2026\nTập huấn nghiệp vụ\nSở Y tế\nSở Tài chính\nHằng năm\n"
    )
    assert _cells(annex) == [
        ("Báo cáo kết quả", "Sở Nội vụ", "", "Quý II/2026"),
        ("Tập huấn nghiệp vụ", "Sở Y tế", "Sở Tài chính", "Hằng năm"),
    ]
