"""Tables whose cells stand one under another: steps, groups, numbers left out, what ends a row."""

from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import AnnexTable

BEFORE = (
    "KẾ HOẠCH\nX\nI. VIỆC\nTheo Phụ lục./.\nNơi nhận:\n- Như trên.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"
    "Lò Văn Mẫu\nPHỤ LỤC\n"
)
HEAD = ["STT", "Nội dung", "Chủ trì", "Thời gian"]


def _tables(*cells: str) -> tuple[AnnexTable, ...]:
    return parse(BEFORE + "\n".join([*HEAD, *cells])).annex_tables


def _numbers(table: AnnexTable) -> list[str]:
    return [row.cells[0] for row in table.rows]


def test_steps_are_rows() -> None:
    (table,) = _tables(
        *("Bước 1", "Tiếp nhận hồ sơ", "Bộ phận Một cửa", "0,5 ngày"),
        *("Bước 2", "Thẩm định hồ sơ", "Sở Nội vụ", "02 ngày"),
    )
    assert _numbers(table) == ["1", "2"]


def test_numbers_go_on_over_groups() -> None:
    (table,) = _tables(
        *("I", "Tuyên truyền"),
        *("1", "In tờ rơi", "Sở Nội vụ", "Quý I"),
        *("2", "Phát thanh", "Sở Tư pháp", "Quý II"),
        *("II", "Kiểm tra"),
        *("3", "Kiểm tra đột xuất", "Sở Nội vụ", "Quý III"),
    )
    assert _numbers(table) == ["1", "2", "3"]
    assert [row.group for row in table.rows][-1] == ("Kiểm tra",)


def test_a_table_of_figures_may_leave_numbers_out() -> None:
    (table,) = _tables(
        *("1", "Thu phí", "1.200", "1.300"),
        *("2", "Thu lệ phí", "200", "300"),
        *("5", "Thu khác ngân sách", "10", "20"),
    )
    assert _numbers(table) == ["1", "2", "5"]


def test_the_title_of_the_next_table_is_no_cell_of_the_last_row() -> None:
    first, second = _tables(
        *("1", "In tờ rơi", "Sở Nội vụ", "Quý I"),
        *("2", "Phát thanh", "Quý II"),
        "2. Các nhiệm vụ về chuyển đổi số",
        *HEAD,
        *("1", "Tập huấn", "Sở Tư pháp", "Quý III"),
    )
    # The blank cell left no trace; a time at the end stands under the heading of times.
    assert first.rows[-1].cells == ("2", "Phát thanh", "", "Quý II")
    assert _numbers(second) == ["1"]


def test_the_same_number_twice_is_two_rows() -> None:
    (table,) = _tables(
        *("1", "In tờ rơi", "Sở Nội vụ", "Quý I"),
        *("1", "Phát thanh", "Sở Tư pháp", "Quý II"),
        *("2", "Tập huấn", "Sở Tư pháp", "Quý III"),
    )
    assert _numbers(table) == ["1", "1", "2"]


def test_rows_behind_a_torn_page_are_not_lost() -> None:
    (table,) = _tables(
        *(cell for i in (1, 2, 3) for cell in (str(i), f"Việc thứ {i}", "Sở Nội vụ", "Quý I")),
        "…" * 24,
        *(cell for i in (2, 3, 4) for cell in (str(i), f"Việc sau {i}", "Sở Tư pháp", "Quý II")),
    )
    assert _numbers(table) == ["1", "2", "3", "2", "3", "4"]


def test_headings_and_posts_broken_into_lines_are_one_cell() -> None:
    cells = (
        *("TT", "Nội dung", "Trách nhiệm", "thực hiện", "Thời gian", "(Năm 2026)"),
        *("1", "Giải đáp vướng mắc", "Lãnh đạo Sở Y tế", "Ngày 23 tháng 1"),
        *("2", "Giải đáp kiến nghị", "Lãnh đạo", "Sở Tài chính", "Ngày 13 tháng 3"),
    )
    lines = "- Các sở rà soát việc được giao.\n" * 30
    before = BEFORE.replace("Theo Phụ lục", f"{lines}Theo Phụ lục")
    (table,) = parse(before + "\n".join(cells)).annex_tables
    assert table.columns == ("TT", "Nội dung", "Trách nhiệm thực hiện", "Thời gian (Năm 2026)")
    assert table.rows[1].cells[2:] == ("Lãnh đạo Sở Tài chính", "Ngày 13 tháng 3")


def test_a_row_of_another_document_that_is_cited_opens_no_table() -> None:
    head = "\n\n".join(HEAD)
    cells = [*("1", "Đo pH", "10", "STT\n17, PL 6"), *("2", "Đo nhiệt độ", "20", "STT\n18, PL 6")]
    rows = "\n\n".join(cells)
    wrapped = "Các sở rà soát danh mục và gửi kết quả\nvề Sở Nội vụ trước kỳ họp.\n\n" * 12
    before = BEFORE.replace("Theo Phụ lục./.", f"\n{wrapped}Theo Phụ lục./.\n")
    (table,) = parse(f"{before}\n{head}\n\n{rows}\n").annex_tables
    assert [row.cells[3] for row in table.rows] == ["STT 17, PL 6", "STT 18, PL 6"]


def test_a_table_ends_where_the_next_article_begins() -> None:
    (table,) = _tables(
        *("1", "In tờ rơi", "Sở Nội vụ", "Quý I"),
        *("2", "Phát thanh", "Sở Tư pháp"),
        "Điều 2. Hiệu lực thi hành",
        "Quyết định có hiệu lực từ ngày ký.",
    )
    assert table.rows[-1].cells == ("2", "Phát thanh", "Sở Tư pháp", "")
