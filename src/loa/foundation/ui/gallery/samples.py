"""Invented values for every component."""

from datetime import date

from loa.foundation.ui import matrix_view as m
from loa.foundation.ui import source_view as sv
from loa.foundation.ui import types as t
from loa.foundation.ui import wording
from loa.foundation.ui.picker_view import Picker, PickGroup, PickHeading, PickItem

_DUE = date(2022, 9, 14)
_THUMBNAIL = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 100'%3E"
    "%3Crect width='160' height='100' fill='%23DCE9F2'/%3E%3C/svg%3E"
)
_TASKS = ("Kế hoạch", "Tập huấn", "Tờ rơi", "Phát thanh")
_STATES = ("DONE", "IN_PROGRESS", "SUBMITTED", "NOT_STARTED", "NOT_APPLICABLE", "RETURNED")


def context() -> dict[str, object]:
    """Everything the gallery shows."""
    return {
        "shell": _shell(),
        "crumbs": (t.Link("Kế hoạch", "#main"), t.Link("Mẫu giao diện")),
        "tabs": (
            t.Link("Cần làm", "#a", is_current=True, count="12"),
            t.Link("Đang theo dõi", "#b", count="26", has_news=True),
            t.Link("Vướng mắc", "#c", count="6", is_alert=True),
            t.Link("Tất cả", "#d", count="139"),
        ),
        "dues": _dues(),
        "states": tuple(wording.STATES),
        "groups": _groups(),
        "bulk_steps": (t.Choice("remind", "Nhắc"), t.Choice("accept", "Duyệt")),
        "columns": (t.Column("Mục của kế hoạch"), t.Column("Việc giao", is_number=True)),
        "rows": _rows(),
        "happenings": _happenings(),
        "files": _files(),
        "matrix": _matrix(),
        "kpis": _kpis(),
        "bars": _bars(),
        "terms": (
            t.Term("Đang giữ", "Ma Văn Thử, cán bộ Một cửa"),
            t.Term("Sản phẩm", "400 tờ mỗi xã", (t.Link("Sửa sản phẩm", "#main"),)),
        ),
        "steps": _steps(),
        "checks": (
            t.Check("Đã có số, ký hiệu", is_done=True),
            t.Check("Thiếu Biểu đính kèm", is_done=False, note="Mục II", href="#main"),
        ),
        "pages": _pages(),
        "paragraphs": _paragraphs(),
        "paper": _paper(),
        "picker": _picker(),
        "names": ("Xã Hồng Quang", "Xã Khuôn Hà"),
        "exceptions": ("Xã Phúc Yên: kỳ đã khóa",),
    }


def _shell() -> t.ShellView:
    return t.ShellView(
        home_href="#main",
        unit="Văn phòng UBND tỉnh",
        switch_href="#main",
        units=(
            t.Choice("1", "Văn phòng UBND tỉnh", "Cán bộ kế hoạch", is_current=True),
            t.Choice("2", "UBND xã Hồng Quang", "Cán bộ đầu mối"),
        ),
        nav=(
            t.Link("Việc của tôi", "#main", is_current=True, count="12"),
            t.Link("Kế hoạch", "#b"),
            t.Link("Đơn vị", "#c"),
            t.Link("Người dùng", "#d"),
        ),
        bell_href="#e",
        bell_count="3",
        person="Trần Thị Mẫu",
        initials="TM",
        person_links=(t.Link("Đổi mật khẩu", "#f"),),
        sign_out_href="#main",
        demo=t.Demo(
            day="thứ Năm, 10/03/2022",
            step_href="#main",
            steps=(t.Choice("1", "+1 ngày làm việc"), t.Choice("7", "+1 tuần")),
            restart_href="#main",
            role_href="#main",
            roles=(t.Choice("officer", "Cán bộ kế hoạch", "Văn phòng UBND tỉnh"),),
        ),
        contact="Gọi người quản trị, máy lẻ 101",
    )


def _dues() -> tuple[t.Due, ...]:
    return (
        *(wording.due(_DUE, days) for days in (-3, 0, 1, 9)),
        wording.due(_DUE, -3, is_open=False),
        wording.due(None, 0),
    )


def _groups() -> tuple[t.WorkGroup, ...]:
    late = t.WorkRow(
        key="1",
        href="#main",
        title="Trả lời vướng mắc: chưa có bản dịch tờ rơi tiếng Dao",
        due=wording.due(_DUE, -3),
        state="IN_PROGRESS",
        note="Nhiệm vụ 5 · Tờ rơi",
        unit="Xã Hồng Quang",
        person="Ma Văn Thử",
        is_late=True,
    )
    today = t.WorkRow(
        key="2",
        href="#main",
        title="Duyệt báo cáo quý III",
        due=wording.due(_DUE, 0),
        state="SUBMITTED",
        unit="Sở Tư pháp",
        person="Lê Thị Thử",
    )
    return (t.WorkGroup("Quá hạn", "1 việc", (late,)), t.WorkGroup("Hôm nay", "1 việc", (today,)))


def _rows() -> tuple[t.Row, ...]:
    return (
        t.Row((t.Cell("I.1, ý 1", note="Văn bản chỉ đạo"), t.Cell("357", href="#main"))),
        t.Row((t.Cell("I.1, ý 3"), t.Cell("0", is_alert=True)), "Chưa có nhiệm vụ nào"),
    )


def _happenings() -> tuple[t.Happening, ...]:
    return (
        t.Happening("19/09 08:10", "Ma Văn Thử đang sửa", kind="now"),
        t.Happening("16/09 15:20", "Hoàng Thị Ví Dụ trả lại", "Ảnh không rõ.", "back"),
        t.Happening("14/09 16:55", "Xã nộp: 260/400 tờ"),
    )


def _files() -> tuple[t.FileView, ...]:
    return (
        t.FileView("#main", "Nhà văn hóa thôn 1", "09/09", _THUMBNAIL, "photo"),
        t.FileView("#main", "Danh sách ký nhận.pdf", "210 KB"),
    )


def _matrix() -> m.Matrix:
    totals = (*(m.MatrixTotal("8", "10", "1") for _ in _TASKS[:-1]), m.MatrixTotal())
    rows = tuple(
        m.MatrixRow(name, tuple(_cell(name, i + j) for i in range(len(_TASKS))), "73 %", "1", "#r")
        for j, name in enumerate(("TT Lăng Can", "Phúc Yên", "Hồng Quang"))
    )
    lam_binh = m.MatrixGroup(
        "H. Lâm Bình",
        "10",
        totals,
        "66 %",
        "5",
        "#g1",
        rows=rows,
        done_count=66,
        all_count=100,
    )
    na_hang = m.MatrixGroup(
        "H. Na Hang",
        "12",
        totals,
        "70 %",
        "0",
        "#g2",
        is_open=False,
        done_count=7,
        all_count=10,
    )
    columns = tuple(
        m.MatrixColumn(str(n), words, f"#nv{n}", "14/09", is_current=words == "Tờ rơi")
        for n, words in enumerate(_TASKS, 1)
    )
    legend = tuple(m.Legend(state, "40", f"#s{state}") for state in _STATES)
    return m.Matrix(
        caption="Trạng thái nhiệm vụ của từng đơn vị",
        columns=columns,
        groups=(lam_binh, na_hang),
        total=m.MatrixGroup("Toàn tỉnh", "165", totals, "73 %", "40"),
        legend=(
            m.Legend("NOT_STARTED", "3", "#late", is_late=True),
            m.Legend("DONE", "2", "#done-late", is_done_late=True),
            *legend,
        ),
        difficulties="6",
    )


def _cell(unit: str, n: int) -> m.MatrixCell:
    state, task = _STATES[n % len(_STATES)], _TASKS[n % len(_TASKS)]
    is_late = state == "NOT_STARTED"
    words = "Quá hạn 3 ngày làm việc" if is_late else wording.state_look(state).words
    if state == "DONE":
        words = f"{words}, 4 minh chứng"
    return m.MatrixCell(
        state=state,
        words=words,
        unit=unit,
        task=task,
        href="" if state == "NOT_APPLICABLE" else "#main",
        is_late=is_late,
        number="4" if state == "DONE" else "",
        has_difficulty=is_late,
        is_current=is_late,
    )


def _kpis() -> tuple[t.Kpi, ...]:
    return (
        t.Kpi("Đã xong", "73 %", note="1.252/1.715 việc", href="#main"),
        t.Kpi("Quá hạn", "40", "việc", "35 đơn vị", "#main", is_alert=True),
        t.Kpi("Chưa nộp báo cáo", "16", "/165 đơn vị", "8 xã quá hạn", note_is_alert=True),
        t.Kpi("Vướng mắc chờ trả lời", "6"),
    )


def _bars() -> tuple[t.Bar, ...]:
    def shares(*counts: int) -> tuple[t.Share, ...]:
        words = ("Quá hạn", "Hoàn thành", "Xong muộn", "Chờ duyệt", "Đang làm", "Chưa bắt đầu")
        kinds = ("late", "done", "done-late", "wait", "doing", "none")
        return tuple(map(t.Share, kinds, words, counts))

    return (
        t.Bar(
            "Sở, ban, ngành", shares(3, 95, 4, 8, 9, 1), "3 quá hạn", is_alert=True, href="#main"
        ),
        t.Bar("Cấp xã", shares(0, 1080, 17, 102, 188, 95), "không quá hạn"),
    )


def _steps() -> tuple[t.Step, ...]:
    return (
        t.Step("Nhận tờ rơi từ huyện", "DONE", quantity="400/400 tờ", done=400, target=400),
        t.Step(
            "Phát tại 9 thôn",
            "IN_PROGRESS",
            "Còn thôn 5, 6, 7",
            "#main",
            is_late=True,
            quantity="110/250 tờ",
            done=110,
            target=250,
        ),
    )


def _pages() -> t.Pages:
    links = (t.Link("1", "#p1"), t.Link("2", is_current=True), t.Link("3", "#p3"))
    return t.Pages("51", "100", "139", "việc", "#p1", "#p3", links)


def _paragraphs() -> tuple[sv.SourceParagraph, ...]:
    return (
        sv.SourceParagraph((sv.Piece("KẾ HOẠCH", "s1", "1", "#main"),), is_centred=True),
        sv.SourceParagraph(
            (
                sv.Piece("Thực hiện "),
                sv.Piece("trong năm 2022", "s2", "hạn", "#main", is_doubt=True),
            )
        ),
        sv.SourceParagraph((sv.Piece("Không có Biểu trong tệp."),), is_gap=True),
    )


def _picker() -> Picker:
    groups = (PickGroup("XA", "UBND cấp xã", "138", is_on=True),)
    items = (
        PickItem("1", "Sở Tư pháp", also="STP", is_on=True),
        PickItem("2", "Xã Hồng Thái", note="Huyện Na Hang", groups="XA", is_out=True),
    )
    heading = PickHeading("Đơn vị", "2", items, is_open=True, has_out=True)
    names = ("mau_nhom", "mau_don_vi", "mau_tru")
    return Picker("mau-chon", "Đơn vị chủ trì", "đơn vị", *names, groups, (heading,), "2")


def _paper() -> sv.Paper:
    return sv.Paper(
        parent="UBND TỈNH TUYÊN QUANG",
        body="VĂN PHÒNG",
        number="Số:     /BC-VP",
        place_and_date="Tuyên Quang, ngày   tháng 9 năm 2022",
        kind="BÁO CÁO",
        subject="Kết quả truyền thông quý III năm 2022",
        lines=(
            sv.PaperLine("I. KẾT QUẢ THỰC HIỆN", is_heading=True),
            sv.PaperLine("Đến ngày 14/09/2022, 153/165 cơ quan, đơn vị đã ban hành kế hoạch."),
        ),
        note="Số và ngày để trống đến khi ký.",
    )
