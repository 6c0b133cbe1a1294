"""The empty annex that officers fill in: headings that are read back, an example, lists."""

from datetime import date

from loa.foundation.orgs import facade as orgs
from loa.foundation.printing.facade import CellKind, Sheet, SheetColumn, write_xlsx
from loa.modules.plans.queries.groups import group_label
from loa.modules.plans.rules.vocabulary import vocabulary

_TO_FILL = 40
_TIMES = (
    "Thường xuyên",
    "Hằng tháng",
    "Hằng quý",
    "6 tháng",
    "Quý I",
    "Quý II",
    "Quý III",
    "Quý IV",
    "Trong năm",
    "Trước ngày 30/6",
)
_EXAMPLE = (
    "VD",
    "Dòng ví dụ, xóa hay để lại đều được: mở lớp tập huấn cho công chức một cửa",
    "Hội nghị, tập huấn",
    "Cán bộ, công chức",
    "Sở Nội vụ",
    "Sở Tư pháp; UBND cấp xã",
    "Quý II",
    "02 lớp, tài liệu",
    "20.000.000",
    "",
)
_HELP = (
    "Mỗi dòng là một nhiệm vụ. Dòng nhóm chỉ ghi TT (I, II, 1 …) và Nội dung.",
    "Cơ quan chủ trì: ghi tên hoặc tên tắt; nhiều đơn vị cách nhau bằng dấu chấm phẩy (;).",
    "«nt» nghĩa là như dòng trên. Ô trống trong nhóm lấy theo dòng nhóm.",
    "Thời gian: một ngày (30/6/2026), quý, tháng, «trước 15 hằng tháng», «thường xuyên» …",
    "Kinh phí ghi bằng đồng, dấu chấm ngăn hàng nghìn.",
    "Dòng có TT là «VD» là dòng ví dụ, không được nhập.",
    "Có thể thêm dòng, gộp ô, đổi thứ tự cột; giữ tên cột để Loa nhận ra.",
)


def template_of(on: date) -> bytes:
    """The template as an Excel file, with the units that stand on the day to choose from."""
    words = vocabulary()
    units = tuple(
        [group_label(group) for group in orgs.Group] + [row.name for row in orgs.tree(on)[1:]]
    )
    columns = (
        SheetColumn("TT", CellKind.ORDINAL, 6),
        SheetColumn("Nội dung", width=42),
        SheetColumn(
            "Hình thức", width=20, choices=tuple(form.label for form in words.forms.values())
        ),
        SheetColumn(
            "Đối tượng", width=20, choices=tuple(one.label for one in words.audiences.values())
        ),
        SheetColumn("Cơ quan chủ trì", width=24, choices=units),
        SheetColumn("Cơ quan phối hợp", width=24, choices=units),
        SheetColumn("Thời gian", width=18, choices=_TIMES),
        SheetColumn("Sản phẩm", width=20),
        SheetColumn("Kinh phí (đồng)", width=16),
        SheetColumn("Ghi chú", width=16),
    )
    table = Sheet(
        "Biểu nhiệm vụ",
        columns,
        [_EXAMPLE],
        heading=("BIỂU NHIỆM VỤ", "(Kèm theo Kế hoạch số …/KH-UBND ngày … của UBND …)"),
        rows_to_fill=_TO_FILL,
    )
    guide = Sheet("Hướng dẫn", (SheetColumn("Cách điền", width=110),), [(line,) for line in _HELP])
    return write_xlsx([table, guide])
