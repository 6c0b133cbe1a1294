"""Tables that spaces keep in columns, as `pdftotext -layout` prints them, in own words."""

import pytest

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import AnnexTable

PLAN = (
    "      UBND TỈNH MẪU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "                                         Độc lập - Tự do - Hạnh phúc\n"
    "     Số: 12/KH-UBND                      Mẫu, ngày 05 tháng 02 năm 2026\n\n"
    "                     KẾ HOẠCH\n             Truyền thông thử\n\n"
    "     UBND tỉnh ban hành Kế hoạch như sau:\n     I. MỤC ĐÍCH\n     Nâng cao nhận thức.\n\n"
    "Nơi nhận:                                     CHỦ TỊCH\n- Như trên;\n- Lưu: VT.\n\n"
    "                               PHỤ LỤC\n"
)
COLUMNS = ("TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành")
ROWS = [
    ("1", "Xây dựng kế hoạch truyền thông năm 2026", "Sở Nội vụ", "Quý I/2026"),
    ("2", "Tổ chức tập huấn cho cán bộ cấp xã", "Sở Thông tin và Truyền thông", "Tháng 5/2026"),
]


def _table(printed: str) -> AnnexTable:
    (table,) = parse(PLAN + printed).annex_tables
    return table


HEADING = """
 TT         Nội dung nhiệm vụ              Cơ quan        Thời gian
                                           chủ trì        hoàn thành
"""
BESIDE_THE_FIRST_LINE = """\
  1    Xây dựng kế hoạch truyền thông    Sở Nội vụ      Quý I/2026
       năm 2026
  2    Tổ chức tập huấn cho cán bộ       Sở Thông tin   Tháng 5/2026
       cấp xã                            và Truyền
                                         thông
"""
IN_THE_MIDDLE = """\

       Xây dựng kế hoạch
  1    truyền thông                      Sở Nội vụ      Quý I/2026
       năm 2026

                                         Sở Thông tin
       Tổ chức tập huấn cho cán bộ       và Truyền
  2                                                     Tháng 5/2026
       cấp xã                            thông
"""


HALVES_AROUND_TT = """
            Nội dung                                       Thời gian
 TT                           Cơ quan chủ trì
            nhiệm vụ                                       hoàn thành
                              Sở Nội vụ và các
  1    Xây dựng kế hoạch      sở liên quan                 Quý I/2026
"""


def test_headings_may_stand_half_above_and_half_below_tt() -> None:
    assert _table(HALVES_AROUND_TT).columns == COLUMNS


@pytest.mark.parametrize("body", [BESIDE_THE_FIRST_LINE, IN_THE_MIDDLE])
def test_cells_go_on_over_lines(body: str) -> None:
    table = _table(HEADING + body)
    assert table.columns == COLUMNS
    assert [row.cells for row in table.rows][:1] == ROWS[:1]
    assert table.rows[1].content == ROWS[1][1]
    assert table.doubts


def test_a_heading_over_two_lines_begins_above_its_tt() -> None:
    table = _table(
        """
 Số                                       Cơ quan         Thời gian
        Nội dung công việc
 TT                                       thực hiện       thực hiện
  1    Rà soát thủ tục                   Sở Nội vụ        Quý I
  2    Kiểm tra                          Sở Tư pháp       Quý II
"""
    )
    assert table.columns == (
        "Số TT",
        "Nội dung công việc",
        "Cơ quan thực hiện",
        "Thời gian thực hiện",
    )
    assert [row.content for row in table.rows] == ["Rà soát thủ tục", "Kiểm tra"]


def test_a_heading_that_spans_two_columns() -> None:
    table = _table(
        """
 TT        Nhiệm vụ                 Cơ quan thực hiện              Thời gian
                                  Chủ trì         Phối hợp
  1    Rà soát thủ tục          Sở Nội vụ       Sở Tư pháp        Quý I
  2    Kiểm tra                 Sở Tư pháp      Sở Y tế           Quý II
"""
    )
    assert table.columns[2:4] == ("Cơ quan thực hiện – Chủ trì", "Cơ quan thực hiện – Phối hợp")
    assert [[actor.name for actor in row.leads] for row in table.rows] == [
        ["Sở Nội vụ"],
        ["Sở Tư pháp"],
    ]


def test_groups_pages_and_what_stands_below() -> None:
    table = _table(
        """
 TT    Nội dung                     Chủ trì             Thời gian
 I     Chỉ đạo
 1     Rà soát thủ tục              Sở Nội vụ           Quý I
                                                                              2

 TT    Nội dung                     Chủ trì             Thời gian
 2     Tập huấn                     Sở Y tế             Quý III

     Các cơ quan, đơn vị căn cứ nhiệm vụ được phân công tại Phụ lục này để tổ chức thực hiện.
"""
    )
    assert [(row.content, row.group) for row in table.rows] == [
        ("Rà soát thủ tục", ("I Chỉ đạo",)),
        ("Tập huấn", ("I Chỉ đạo",)),
    ]


STACKED = "KẾ HOẠCH\nThử\nUBND tỉnh ban hành Kế hoạch như sau:\nI. CHƯƠNG TRÌNH\n"


def test_a_timetable_without_ordinals() -> None:
    read = parse(
        STACKED + "Thời gian\nNội dung\nĐơn vị phụ trách\nBuổi sáng\n7h00 - 7h15\nỔn định tổ chức\n"
        "Ban Giám hiệu\n7h15 - 8h00\nKhai mạc\nPhát động thi đua\nĐoàn trường\nII. TỔ CHỨC\n"
        "1. Sở Y tế\n- Rà soát.\n"
    )
    (table,) = read.annex_tables
    assert [row.cells for row in table.rows] == [
        ("7h00 - 7h15", "Ổn định tổ chức", "Ban Giám hiệu"),
        ("7h15 - 8h00", "Khai mạc Phát động thi đua", "Đoàn trường"),
    ]
    assert {row.group for row in table.rows} == {("Buổi sáng",)}
    assert table.doubts
    assert [s.path for s in read.sections if s.is_titled] == ["I", "II", "II/1"]


def test_a_list_of_work_without_ordinals() -> None:
    read = parse(
        STACKED + "Nội dung công việc\nĐơn vị thực hiện\nThời gian\nXây dựng kế hoạch\nSở Nội vụ\n"
        "Tháng 3/2026\nTập huấn cán bộ\nSở Y tế\nTháng 5/2026\nCác đơn vị căn cứ thực hiện./.\n"
    )
    (table,) = read.annex_tables
    assert [row.content for row in table.rows] == ["Xây dựng kế hoạch", "Tập huấn cán bộ"]
    assert [[actor.name for actor in row.leads] for row in table.rows] == [
        ["Sở Nội vụ"],
        ["Sở Y tế"],
    ]


def test_headings_that_head_no_table_are_left() -> None:
    read = parse(STACKED + "Nội dung\nThời gian\nĐịa điểm\nCác đơn vị rà soát thủ tục.\n")
    assert read.annex_tables == ()


def test_one_heading_over_who_leads_and_who_helps_and_notes_close_by() -> None:
    """P12: «Phối hợp» that stands right of its spanning heading belongs to it."""
    table = _table("""
 TT    Nội dung nhiệm vụ     Cơ quan thực hiện               Thời gian Ghi chú
                             Chủ trì           Phối hợp      hoàn thành
 1     Lập danh sách         Sở Nội vụ         Sở Y tế       Quý I/2026
 2     Mở lớp tập huấn       Sở Tư pháp        Sở Nội vụ     Tháng 5/2026
""")
    assert table.columns[2:] == (
        "Cơ quan thực hiện – Chủ trì",
        "Cơ quan thực hiện – Phối hợp",
        "Thời gian hoàn thành",
        "Ghi chú",
    )


def test_a_page_with_places_of_its_own_keeps_its_columns() -> None:
    table = _table("""
 TT         Nội dung nhiệm vụ              Cơ quan        Thời gian
                                           chủ trì        hoàn thành
  1    Lập danh sách                   Sở Nội vụ      Quý I/2026
  2    Mở lớp tập huấn                 Sở Tư pháp     Quý II/2026
  3    Báo cáo kết quả      Sở Y tế    Quý III/2026
       về Sở Nội vụ
  4    Tổng kết             Sở Nội vụ  Quý IV/2026
""")
    assert [row.cells for row in table.rows][2:] == [
        ("3", "Báo cáo kết quả về Sở Nội vụ", "Sở Y tế", "Quý III/2026"),
        ("4", "Tổng kết", "Sở Nội vụ", "Quý IV/2026"),
    ]
