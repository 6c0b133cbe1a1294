"""Task tables that come as grids: heads, groups, «nt», inheritance, broken pages (I04, I05)."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loa.foundation.documents.parse.cell_times import cell_timing
from loa.foundation.documents.parse.reader import parse
from loa.foundation.documents.parse.structure import (
    AnnexTable,
    ColumnRole,
    LineKind,
    Rhythm,
    TimingKind,
)
from loa.foundation.documents.parse.table_cells import lead_and_partners, role_of
from loa.foundation.documents.parse.table_grids import given_tables

HEAD = ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]


@dataclass(frozen=True)
class _Grid:
    rows: tuple[tuple[str, ...], ...]
    start: int = 0
    end: int = 0


def _read(*rows: list[str], text: str = "") -> AnnexTable:
    grid = _Grid(tuple(map(tuple, rows)), 0, len(text))
    (table,) = given_tables([grid], 2026, text)
    return table


def _leads(table: AnnexTable) -> list[list[str]]:
    return [[actor.name for actor in row.leads] for row in table.rows]


def test_i04_two_rows_of_heading_are_joined_by_what_spans_them() -> None:
    table = _read(
        ["STT", "Nội dung", "Đơn vị thực hiện", "", "Ghi chú"],
        ["STT", "Nội dung", "Chủ trì", "Phối hợp", "Ghi chú"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "Tập huấn", "Sở Tư pháp", "Sở Nội vụ", ""],
    )
    assert table.columns[2:4] == ("Đơn vị thực hiện – Chủ trì", "Đơn vị thực hiện – Phối hợp")
    assert table.roles[2:4] == (ColumnRole.LEAD, ColumnRole.PARTNER)
    (row,) = table.rows
    assert [actor.name for actor in row.partners] == ["Sở Nội vụ"]
    assert [kind for _line, kind in table.lines] == [LineKind.HEAD] * 3 + [LineKind.TASK]


def test_what_is_no_task_is_told_by_its_kind() -> None:
    table = _read(
        ["BIỂU PHÂN CÔNG", "", "", "", ""],
        HEAD,
        ["I", "Công tác tuyên truyền", "", "", ""],
        ["1", "In tờ rơi", "Sở Tư pháp", "", "Quý II"],
        ["", "và phát tờ rơi", "", "", ""],
        HEAD,
        ["", "", "", "", ""],
        ["2", "Phát thanh", "nt", "UBND cấp xã", "thường xuyên"],
        ["", "Tổng cộng", "", "", ""],
    )
    kinds = [kind.value for _line, kind in table.lines]
    assert kinds == [
        *("TITLE", "HEAD", "GROUP", "TASK", "CONTINUED"),
        *("HEAD", "BLANK", "TASK", "TOTAL"),
    ]
    assert table.title == "BIỂU PHÂN CÔNG"
    assert [row.content for row in table.rows] == ["In tờ rơi và phát tờ rơi", "Phát thanh"]
    assert [row.group for row in table.rows] == [("I. Công tác tuyên truyền",)] * 2
    assert _leads(table) == [["Sở Tư pháp"]] * 2


def test_numbered_groups_end_where_their_numbers_go_on() -> None:
    table = _read(
        HEAD,
        ["1", "Nhóm việc", "", "", ""],
        ["1.1", "Việc một", "Sở Tư pháp", "", "Quý I"],
        ["1.2", "Việc hai", "Sở Nội vụ", "", "Quý I"],
        ["2", "Việc đứng riêng", "", "", ""],
    )
    assert [row.group for row in table.rows] == [("1. Nhóm việc",), ("1. Nhóm việc",), ()]
    assert _leads(table)[2] == []


def test_a_row_that_names_nobody_inherits_of_its_group() -> None:
    table = _read(
        HEAD,
        ["I", "Tuyên truyền", "Sở Thông tin và Truyền thông", "", "Quý III/2026"],
        ["1", "Phát thanh", "", "", ""],
        ["II", "Sở Nội vụ", "", "", ""],
        ["1", "Tập huấn", "", "", "Quý II"],
    )
    assert _leads(table) == [["Sở Thông tin và Truyền thông"], ["Sở Nội vụ"]]
    assert all(actor.is_inherited for row in table.rows for actor in row.leads)
    assert table.rows[0].timing.due_on == date(2026, 9, 30)


def test_cells_have_their_places_in_the_text_also_where_they_repeat() -> None:
    text = "TT | Nội dung | Chủ trì | Hạn\n1 | Việc | Sở Nội vụ | Quý I\n2 | Việc | Quý I\n"
    table = _read(
        ["TT", "Nội dung", "Chủ trì", "Hạn"],
        ["1", "Việc", "Sở Nội vụ", "Quý I"],
        ["2", "Việc", "Sở Nội vụ", "Quý I"],
        text=text,
    )
    first, second = (row.leads[0].span for row in table.rows)
    assert text[first.start : first.end] == "Sở Nội vụ"
    assert first == second
    due = table.rows[1].timing.span
    assert due is not None
    assert (text[due.start : due.end], due.start > first.end) == ("Quý I", True)


def test_several_tables_under_one_another_on_a_sheet() -> None:
    rows = (
        ("TT", "Nội dung", "Chủ trì"),
        ("1", "Việc một", "Sở Tư pháp"),
        ("STT", "Họ tên", "Ghi chú"),
        ("1", "Nguyễn Văn Mẫu", "x"),
    )
    first, second = given_tables([_Grid(rows)], 2026)
    assert (first.orders_work, second.orders_work) == (True, False)


def test_a_table_without_ordinals_is_known_by_its_headings() -> None:
    table = _read(["Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn"], ["Tập huấn", "Sở Tư pháp", "30/4"])
    assert [row.content for row in table.rows] == ["Tập huấn"]
    assert given_tables([_Grid((("a", "b"), ("c", "d")))], 2026) == []


@pytest.mark.parametrize(
    ("cell", "kind", "due_on", "rhythm", "asks"),
    [
        ("03/04/2026", TimingKind.DATE, date(2026, 4, 3), None, False),
        ("30/4/2026", TimingKind.DATE, date(2026, 4, 30), None, False),
        ("46142", TimingKind.RELATIVE, None, None, True),
        ("Quý II/2026", TimingKind.PERIOD, date(2026, 6, 30), None, False),
        ("thường xuyên", TimingKind.RHYTHM, None, Rhythm.ONGOING, False),
        ("trước 15 hằng tháng", TimingKind.RHYTHM, None, Rhythm.MONTHLY, False),
        ("Trước 30/6", TimingKind.DATE, date(2026, 6, 30), None, False),
        ("Quí IV-2025", TimingKind.PERIOD, date(2025, 12, 31), None, False),
        ("Tháng 4–6", TimingKind.PERIOD, date(2026, 6, 30), None, False),
        ("Tháng 3, tháng 9", TimingKind.PERIOD, date(2026, 9, 30), None, True),
        ("04/2026", TimingKind.PERIOD, date(2026, 4, 30), None, False),
        ("Trong năm", TimingKind.PERIOD, date(2026, 12, 31), None, False),
        ("2026", TimingKind.PERIOD, date(2026, 12, 31), None, False),
        ("2 lần/năm", TimingKind.RHYTHM, None, Rhythm.HALF_YEARLY, False),
        ("Theo yêu cầu", TimingKind.RELATIVE, None, None, False),
        ("", TimingKind.NONE, None, None, False),
    ],
)
def test_i05_times_of_cells(
    cell: str, kind: TimingKind, due_on: date | None, rhythm: Rhythm | None, *, asks: bool
) -> None:
    timing = cell_timing(cell, 2026)
    assert (timing.kind, timing.due_on, timing.rhythm) == (kind, due_on, rhythm)
    assert bool(timing.doubts) is asks
    assert timing.verbatim == (cell or None)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Nội dung công việc", ColumnRole.CONTENT),
        ("Cơ quan, đơn vị chủ trì, phối hợp", ColumnRole.LEAD),
        ("Đơn vị thực hiện – Phối hợp", ColumnRole.PARTNER),
        ("Thời gian thực hiện – Bắt đầu", ColumnRole.TIME),
        ("Thời gian hoàn thành", ColumnRole.TIME),
        ("Sản phẩm, kết quả", ColumnRole.PRODUCT),
        ("Kinh phí (triệu đồng)", ColumnRole.MONEY),
        ("Hình thức tuyên truyền", ColumnRole.FORM),
        ("Đối tượng", ColumnRole.AUDIENCE),
        ("Tên thủ tục hành chính", ColumnRole.OTHER),
        ("Đơn vị tính", ColumnRole.OTHER),
    ],
)
def test_role_of_a_heading(heading: str, role: ColumnRole) -> None:
    assert role_of(heading) is role


@pytest.mark.parametrize(
    ("cell", "both"),
    [
        ("Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ", ("Sở Tư pháp", "Sở Nội vụ")),
        ("Chủ trì: Sở Tư pháp\nPhối hợp: Sở Nội vụ", ("Sở Tư pháp", "Sở Nội vụ")),
        ("Sở Tư pháp / Sở Nội vụ, Công an tỉnh", ("Sở Tư pháp", "Sở Nội vụ, Công an tỉnh")),
        ("Sở Tư pháp", ("Sở Tư pháp", "")),
    ],
)
def test_who_leads_and_who_helps_in_one_cell(cell: str, both: tuple[str, str]) -> None:
    assert lead_and_partners(cell) == both


@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "TT", "1", "1.1", "I", "a", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian",
                 "Sở Tư pháp", "nt", "Tổng cộng", "(1)", "Quý II", "tiếp theo", "Phát tờ rơi"]
            ),
            min_size=4,
            max_size=4,
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_row_of_a_grid_is_accounted_for_once(rows: list[list[str]]) -> None:
    tables = given_tables([_Grid(tuple(map(tuple, rows)))], 2026)
    for table in tables:
        lines = [line for line, _kind in table.lines]
        assert lines == list(range(lines[0], lines[0] + len(lines)))
        tasks = [line for line, kind in table.lines if kind is LineKind.TASK]
        assert [row.line for row in table.rows] == tasks


def test_a_list_of_procedures_orders_no_work() -> None:
    """Decisions that announce procedures carry such lists; their rows are no tasks."""
    for name in ("Tên TTHC", "Tên thủ tục hành chính"):
        rows = (
            ("STT", name, "Thời hạn giải quyết", "Phí, lệ phí", "Căn cứ pháp lý"),
            (
                "1",
                "Thủ tục hỗ trợ chi phí",
                "Không quy định",
                "Không",
                "Nghị định số 182/2024/NĐ-CP",
            ),
        )
        (table,) = given_tables([_Grid(rows)], 2026)
        assert not table.orders_work
        assert len(table.rows) == 1


def test_a_mark_in_a_cell_heads_no_section() -> None:
    before = (
        "KẾ HOẠCH\nTruyền thông thử\nI. NHIỆM VỤ\n1. Sở Y tế niêm yết thủ tục.\nNơi nhận:\n"
        "- Lưu: VT.\nPhụ lục I\nDANH MỤC\nI. CẤP TỈNH\nGồm một thủ tục.\n"
    )
    cells = ("TT", "Tên thủ tục", "Cách thực hiện", "1", "Hỗ trợ", "1. Địa điểm:\n- Trực tiếp.")
    text = before + "\n".join(cells)
    grid = _Grid((cells[:3], cells[3:]), len(before), len(text))
    assert [section.path for section in parse(text, [grid]).sections] == ["I", "I/1", "I"]
